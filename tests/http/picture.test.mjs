// SPDX-License-Identifier: EUPL-1.2
// Pictures of what can be booked and of workshops, and looking after them: by staff, with words, and without what a camera says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { deflateSync } from "node:zlib";
import { engines, startLab } from "../lib/lab.mjs";
import { readForm, submit } from "../lib/http.mjs";

const words = { alt_de: "Ein Drucker mit rotem Gehäuse", alt_en: "A printer with a red case" };

function crc(bytes) {
	let sum = ~0;
	for (const byte of bytes) {
		sum ^= byte;
		for (let i = 0; i < 8; i++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
	}
	return ~sum >>> 0;
}

/* A PNG of that size, red on the left, with a text in it that must not come out again. */
function png(width, height, secret = "GPS 50.63 N 12.81 E") {
	const chunk = (type, content) => {
		const body = Buffer.concat([Buffer.from(type), content]), head = Buffer.alloc(4), tail = Buffer.alloc(4);
		head.writeUInt32BE(content.length);
		tail.writeUInt32BE(crc(body));
		return Buffer.concat([head, body, tail]);
	};
	const size = Buffer.alloc(13);
	size.writeUInt32BE(width);
	size.writeUInt32BE(height, 4);
	size.set([8, 2], 8);
	const row = Buffer.alloc(1 + width * 3);
	for (let x = 0; x < width; x++) row.set(x < width / 2 ? [200, 20, 20] : [20, 20, 200], 1 + x * 3);
	return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", size), chunk("tEXt", Buffer.from(`Comment\0${secret}`)),
		chunk("IDAT", deflateSync(Buffer.concat(Array(height).fill(row)))), chunk("IEND", Buffer.alloc(0))]);
}

/* What a browser would send. */
function form(fields, file, name = "picture") {
	const data = new FormData();
	for (const [key, value] of Object.entries(fields)) data.append(key, value);
	if (file) data.append(name, new Blob([file]), "IMG_4711.jpg");
	return data;
}

async function send(who, path, fields, file, name) {
	return who.fetch(path, { method: "POST", body: form(fields, file, name), headers: { accept: "application/json" } });
}

async function codes(answer) {
	return (await answer.json()).reasons.map(({ code, field }) => `${code} ${field ?? ""}`.trim()).sort();
}

const page = async (who, path) => (await who.fetch(path, { headers: { accept: "text/html" } })).text();

for (const engine of engines)
	test(`on ${engine}, a picture is shown where its resource is, small and large, without what was hidden in it`, async (t) => {
		const lab = await startLab({ engine });
		t.after(() => lab.stop());
		const staff = await lab.signIn("staff@example.org");
		const { csrf } = await readForm(staff, "/admin/resources/prusa-1", "/admin/resources/prusa-1/pictures");
		const made = await send(staff, "/admin/resources/prusa-1/pictures", { ...words, csrf }, png(2000, 1000));
		assert.equal(made.status, 303, await made.text());
		const { resource } = await (await staff.fetch("/resources/prusa-1")).json();
		const [picture] = resource.pictures;
		assert.deepEqual([picture.width, picture.height, picture.alt], [1600, 800, words.alt_de]);
		assert.match(await page(lab, "/"), new RegExp(`src="${picture.small}" alt="${words.alt_de}"`));
		assert.match(await page(lab, "/resources"), new RegExp(`src="${picture.small}"`));
		const english = await lab.fetch("/resources/prusa-1", { headers: { accept: "text/html", "accept-language": "en" } });
		assert.match(await english.text(), new RegExp(`alt="${words.alt_en}"`));

		const large = await lab.fetch(picture.href);
		assert.equal(large.headers.get("content-type"), "image/webp");
		assert.equal(large.headers.get("x-content-type-options"), "nosniff");
		const bytes = Buffer.from(await large.arrayBuffer());
		assert.equal(bytes.subarray(0, 4).toString() + bytes.subarray(8, 12).toString(), "RIFFWEBP");
		for (const secret of ["GPS", "EXIF", "XMP", "ICCP"]) assert.ok(!bytes.includes(secret), secret);
		const etag = large.headers.get("etag");
		assert.equal((await lab.fetch(picture.href, { headers: { "if-none-match": etag } })).status, 304);
		const small = Buffer.from(await (await lab.fetch(picture.small)).arrayBuffer());
		assert.ok(small.length < bytes.length && small.length > 100);

		const remove = `/admin/pictures/${picture.id}/remove`;
		const removed = await submit(staff, remove, await readForm(staff, "/admin/resources/prusa-1", remove));
		assert.equal((await lab.fetch(picture.href)).status, 404);
		const undo = `/undo/${/undo=(\d+)/.exec(removed.headers.get("location"))[1]}`;
		assert.equal((await staff.fetch(undo, { json: {} })).status, 204);
		assert.equal((await lab.fetch(picture.href)).status, 200);
	});

for (const engine of engines)
	test(`on ${engine}, a picture of a workshop is shown with all of its series, and not with others`, async (t) => {
		const lab = await startLab({ engine });
		t.after(() => lab.stop());
		const staff = await lab.signIn("staff@example.org"), member = await lab.signIn("startup@example.org");
		const { workshops } = await (await lab.fetch("/workshops")).json();
		const known = await Promise.all(workshops.map(async ({ href }) => (await (await lab.fetch(href)).json()).pictures));
		for (const id of new Set(known.flat().map((picture) => picture.id))) /* the demo's own */
			assert.equal((await staff.fetch(`/admin/pictures/${id}/remove`, { method: "POST", json: {} })).ok, true);
		const others = async ({ href }) => (await (await lab.fetch(href)).json()).others.map(({ id }) => id);
		const shown = await Promise.all(workshops.map(others)), one = shown.findIndex((list) => list.length);
		const [{ href }, last] = [workshops[one], workshops.find(({ id }) => id === shown[one].at(-1))];
		const path = `${last.href}/pictures`, { csrf } = await readForm(staff, `${last.href}/edit`, path);
		assert.equal((await send(member, path, { ...words, csrf }, png(600, 400))).status, 403);
		assert.deepEqual(await codes(await send(staff, path, { alt_de: "", alt_en: "", csrf }, png(600, 400))), ["missing_field alt_de", "missing_field alt_en"]);
		assert.equal((await send(staff, path, { ...words, csrf }, png(600, 400))).status, 303);
		for (const of of [href, last.href]) {
			const { pictures } = await (await lab.fetch(of)).json();
			assert.deepEqual(pictures.map(({ alt, width }) => [alt, width]), [[words.alt_de, 600]], of);
		}
		const { workshops: now } = await (await lab.fetch("/workshops")).json();
		const series = new Set([workshops[one].id, ...shown[one]]);
		assert.deepEqual(now.filter(({ picture }) => picture).map(({ id }) => id), now.filter(({ id }) => series.has(id)).map(({ id }) => id));
		assert.match(await page(lab, "/workshops"), new RegExp(`alt="${words.alt_de}"`));
		const { pictures: [{ id, href: file }] } = await (await lab.fetch(href)).json(), remove = `/admin/pictures/${id}/remove`;
		const removed = await submit(staff, remove, await readForm(staff, `${href}/edit`, remove));
		assert.match(removed.headers.get("location"), /^\/workshops\/\d+\/edit\?undo=/);
		assert.equal((await lab.fetch(file)).status, 404);
		const audit = await page(staff, "/admin/audit?noun=picture");
		assert.match(audit, new RegExp(workshops[one].title));
	});

test("a picture needs words in both languages, and to be one", async (t) => {
	const lab = await startLab();
	t.after(() => lab.stop());
	const staff = await lab.signIn("staff@example.org"), path = "/admin/resources/prusa-1/pictures";
	const { csrf } = await readForm(staff, "/admin/resources/prusa-1", path);
	const add = (fields, file, name) => send(staff, path, { csrf, ...fields }, file, name);
	assert.deepEqual(await codes(await add({ alt_de: "x" }, png(9, 9))), ["missing_field alt_en"]);
	assert.deepEqual(await codes(await add({ alt_de: "x", alt_en: "" }, png(9, 9))), ["missing_field alt_en"]);
	assert.deepEqual(await codes(await add(words)), ["missing_field picture"]);
	const broken = png(9, 9).subarray(0, 60), bomb = png(9, 9);
	bomb.writeUInt32BE(60000, 16);
	for (const file of [Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), Buffer.from("GIF89a........"), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
		Buffer.from("\xff\xd8\xff\xda and so on for a while", "latin1"), Buffer.from("RIFF\x20\0\0\0WEBPVP8 \x10\0\0\0aaaaaaaaaaaaaaaa", "latin1"), broken, bomb, Buffer.alloc(40)])
		assert.deepEqual(await codes(await add(words, file)), ["not_a_picture picture"]);
	assert.equal((await add(words, png(9, 9), "other")).status, 400, "a file that nobody asked for");
	assert.equal((await add({ ...words, more: "x" }, png(9, 9))).status, 422);
	assert.equal((await add(words, Buffer.alloc(3 << 20))).status, 413);
	const refused = await staff.fetch(path, { method: "POST", body: form({ ...words, csrf }, Buffer.from("no picture")), headers: { accept: "text/html" } });
	const html = await refused.text();
	assert.match(html, /id="picture-error"><p class="error">Das ist kein lesbares Bild/);
	assert.match(html, new RegExp(`value="${words.alt_en}"`), "words are kept");
	for (let i = 0; i < 6; i++) assert.equal((await add(words, png(4, 3))).status, 303);
	assert.deepEqual(await codes(await add(words, png(4, 3))), ["too_many_pictures picture"]);
});

test("pictures are taken from staff only, by their own will", async (t) => {
	const lab = await startLab();
	t.after(() => lab.stop());
	const path = "/admin/resources/prusa-1/pictures", file = png(9, 9);
	const [staff, member] = [await lab.signIn("staff@example.org"), await lab.signIn("startup@example.org")];
	assert.equal((await send(staff, path, words, file)).status, 403, "no form token");
	const { csrf } = await readForm(member, "/resources/prusa-1", "/session/end");
	assert.equal((await send(member, path, { ...words, csrf }, file)).status, 403);
	assert.equal((await send(lab, path, words, file)).status, 401);
	const key = (await lab.command("apikey", "add", "--email", "staff@example.org")).trim();
	const made = await lab.fetch(path, { method: "POST", body: form(words, file), headers: { authorization: `Bearer ${key}` } });
	assert.equal(made.status, 303);
	assert.equal((await lab.fetch("/resources", { method: "POST", body: form(words) })).status, 405);
	assert.equal((await lab.fetch("/session", { method: "POST", body: form({ email: "x", password: "y" }) })).status, 415, "no other form comes in parts");
});

test("a JPEG is turned the way the camera was held, and loses what it says of the place", async (t) => {
	const lab = await startLab();
	t.after(() => lab.stop());
	const plain = readFileSync(new URL("../fuzz/corpus/picture/plain.jpg", import.meta.url));
	const exif = Buffer.from("4578696600004d4d002a0000000800010112000300000001000600000000000047505320686f6d65", "hex");
	const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
	const turned = Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]);
	const staff = await lab.signIn("staff@example.org"), path = "/admin/resources/laser/pictures";
	const { csrf } = await readForm(staff, "/admin/resources/laser", path);
	for (const file of [plain, turned]) assert.equal((await send(staff, path, { ...words, csrf }, file)).status, 303);
	const { pictures } = (await (await staff.fetch("/resources/laser")).json()).resource;
	assert.deepEqual([pictures[1].width, pictures[1].height], [pictures[0].height, pictures[0].width]);
	assert.notEqual(pictures[0].width, pictures[0].height);
	const bytes = Buffer.from(await (await lab.fetch(pictures[1].href)).arrayBuffer());
	assert.ok(!bytes.includes("GPS home") && !bytes.includes("Exif"));
});

test("staff add a machine, sort the table, and say what is a part of what", async (t) => {
	const lab = await startLab();
	t.after(() => lab.stop());
	const staff = await lab.signIn("staff@example.org");
	const json = { name: "Stickmaschine", slug: "stick-9", kind: "tool", location: "Werkstatt" };
	assert.equal((await staff.fetch("/admin/resources", { json })).status, 201);
	assert.deepEqual(await codes(await staff.fetch("/admin/resources", { json })), ["known_slug slug"]);
	assert.deepEqual(await codes(await staff.fetch("/admin/resources", { json: { ...json, slug: "No Slug", kind: "spoon" } })),
		["bad_input kind", "not_a_slug slug"]);
	const { resources } = await (await staff.fetch("/admin/resources?q=stick-9")).json();
	assert.deepEqual(resources.map(({ slug, bookable }) => [slug, bookable]), [["stick-9", false]]);
	const names = (await (await staff.fetch("/admin/resources?sort=name&order=down")).json()).resources.map(({ name }) => name.toLowerCase());
	assert.deepEqual(names, [...names].sort().reverse());
	assert.match(await (await staff.fetch("/admin/resources.csv?kind=laser")).text(), /^position,slug,.*\r\n.*,laser,Lasercutter,laser,[^\r]*\r\n$/);

	assert.equal((await staff.fetch("/admin/resources/stick-9/parts", { json: { part: "cad-3" } })).status, 204);
	const parts = async () => (await (await staff.fetch("/resources/stick-9")).json()).resource.parts.map(({ slug }) => slug);
	assert.deepEqual(await parts(), ["cad-3"]);
	assert.deepEqual(await codes(await staff.fetch("/admin/resources/cad-3/parts", { json: { part: "stick-9" } })), ["part_circle part"]);
	const remove = "/admin/resources/stick-9/parts/cad-3/remove";
	const removed = await submit(staff, remove, await readForm(staff, "/admin/resources/stick-9", remove));
	assert.deepEqual(await parts(), []);
	assert.equal((await staff.fetch(`/undo/${/undo=(\d+)/.exec(removed.headers.get("location"))[1]}`, { json: {} })).status, 204);
	assert.deepEqual(await parts(), ["cad-3"]);
	const member = await lab.signIn("startup@example.org");
	for (const path of ["/admin/resources", "/admin/resources.csv", "/admin/resources/stick-9"])
		assert.equal((await member.fetch(path)).status, 403, path);
});
