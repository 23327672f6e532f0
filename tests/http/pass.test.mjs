// SPDX-License-Identifier: EUPL-1.2
// Passes: a QR code that other programs read, signed for this lab, and a scan for whatever a scanner may come across.
import assert from "node:assert/strict";
import { createPublicKey, randomBytes, verify } from "node:crypto";
import { after, before, test } from "node:test";
import { readCode, svgToPng } from "../lib/codes.mjs";
import { codes, instant, readForm, slot, startLabInJune, startQuietLab, submit } from "../lib/http.mjs";
import { engines, run } from "../lib/lab.mjs";

let lab, member, staff, admin, ref;
before(async () => {
	lab = await startQuietLab();
	[member, staff, admin] = await Promise.all(["startup", "staff", "admin"].map((who) => lab.signIn(`${who}@example.org`)));
	await clear(lab, staff, "cad-1");
	await clear(lab, staff, "cad-2");
	ref = await book(member, slot("cad-1", 0, "10:00", "12:00")); /* now */
});
after(() => lab?.stop());

/* Takes away what the demo booked today. */
async function clear(where, who, resource) {
	const { bookings } = await (await who.fetch(`/bookings?resource=${resource}&from=2026-06-15&until=2026-06-15`)).json();
	for (const one of bookings) await who.fetch(`/bookings/${one.ref}`, { method: "DELETE" });
}

async function book(who, wish) {
	const answer = await who.fetch("/bookings", { json: wish });
	assert.equal(answer.status, 201, await answer.clone().text());
	return (await answer.json()).ref;
}

const nonce = () => randomBytes(16).toString("hex");
const tokenOf = async (who, of) => (await (await who.fetch(`/bookings/${of}`)).json()).pass.token;
/* Changing anything makes a new pass. */
async function freshToken(who, of) {
	assert.equal((await who.fetch(`/bookings/${of}`, { method: "PATCH", json: {} })).status, 200);
	return tokenOf(who, of);
}
async function scan(who, token, more) {
	const answer = await who.fetch("/scans", { json: { token, nonce: nonce(), ...more } });
	assert.equal(answer.status, 200, await answer.clone().text());
	return answer.json();
}
const verdict = async (...scanned) => { const { result, code } = await scan(...scanned); return `${result} ${code}`; };
const sql = async (where, text) => (await run("sqlite3", [where.store.where, text], { maxBuffer: 1 << 28 })).stdout.trim();

/* Base32 of RFC 4648, as somebody else would write it. */
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const decode = (token) => {
	const bits = [...token].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
	return Buffer.from(bits.slice(0, 688).match(/.{8}/g).map((byte) => parseInt(byte, 2)));
};
const encode = (bytes) => {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("").padEnd(690, "0");
	return bits.match(/.{5}/g).map((five) => letters[parseInt(five, 2)]).join("");
};
const flip = (token, bit) => { const bytes = decode(token); bytes[bit >> 3] ^= 0x80 >> (bit & 7); return encode(bytes); };

/* ---- the code ---- */

test("the SVG and the PNG say the same address, which fits QR's small alphabet and keeps the token behind a #", async () => {
	const [svg, png] = await Promise.all(["svg", "png"].map((type) => member.fetch(`/bookings/${ref}/pass.${type}`)));
	assert.deepEqual([svg, png].map(({ headers }) => headers.get("content-type")), ["image/svg+xml", "image/png"]);
	const picture = await svg.text(), code = readCode(Buffer.from(await png.arrayBuffer()));
	assert.equal(readCode(svgToPng(picture)), code);
	assert.equal(code, `${lab.url.toUpperCase()}/T#${await tokenOf(member, ref)}`);
	assert.match(code, /^[0-9A-Z $%*+\-./:]+#[A-Z2-7]{138}$/);
	assert.doesNotMatch(picture, /<script|Richter|startup@/);
});

test("behind a proxy the code leads to the lab's own address", async (t) => {
	const own = await startLabInJune({ args: ["--url", "https://lab.example"] });
	t.after(() => own.stop());
	const me = await own.signIn("startup@example.org"), mine = await book(me, slot("prusa-1", 21, "10:00", "11:00"));
	const png = await me.fetch(`/bookings/${mine}/pass.png`);
	assert.match(readCode(Buffer.from(await png.arrayBuffer())), /^HTTPS:\/\/LAB\.EXAMPLE\/T#[A-Z2-7]{138}$/);
});

test("a token is 86 bytes that say what they admit to, signed with Ed25519", async () => {
	const token = await tokenOf(member, ref), bytes = decode(token);
	assert.equal(encode(bytes), token);
	const since = Date.UTC(2020, 0) / 1000, from = since + bytes.readUInt32BE(16) * 60, until = from + bytes.readUInt16BE(20) * 60;
	assert.equal(bytes[0], 0x11);
	assert.equal(from, Date.parse(instant(0, "09:45")) / 1000);
	assert.equal(until, Date.parse(instant(0, "12:00")) / 1000);
	assert.equal(String(bytes.readUInt32BE(12)), await sql(lab, "SELECT id FROM resource WHERE slug = 'cad-1'"));
	assert.equal(String(bytes.readUInt16BE(2)), await sql(lab, "SELECT code FROM site"));
	const raw = Buffer.from(await sql(lab, `SELECT HEX(public) FROM signing_key WHERE kid = ${bytes[1]}`), "hex");
	const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") }, format: "jwk" });
	assert.ok(verify(null, Buffer.concat([Buffer.from("labpass/1\0"), bytes.subarray(0, 22)]), key, bytes.subarray(22)));
});

/* ---- scans ---- */

test("a pass admits once until its holder leaves, and says who was first", async () => {
	const token = await freshToken(member, ref);
	const first = await scan(staff, token, { point: "door", direction: "entry" });
	assert.deepEqual([first.result, first.code, first.ref, first.name, first.resource.name], ["admitted", "ok", ref, "Jana Richter", "CAD-Arbeitsplatz 1"]);
	const again = await scan(admin, token, { point: "galerie" });
	assert.deepEqual([again.result, again.code, again.first.point], ["already", "already", "door"]);
	assert.ok(again.message.length > 5);
	assert.equal(await verdict(staff, token, { direction: "exit" }), "admitted ok");
	assert.equal(await verdict(staff, token, { direction: "exit" }), "already already");
	assert.equal(await verdict(admin, token, { point: "galerie" }), "admitted ok", "back from lunch");
	assert.equal((await scan(staff, token, {})).first.point, "galerie");
});

test("the whole address is as good as the token, and so is the token as it is printed, in groups", async () => {
	const grouped = (await freshToken(member, ref)).replace(/.{5}/g, "$& ");
	assert.equal(await verdict(staff, grouped), "admitted ok");
	for (const before of [`${lab.url.toUpperCase()}/T#`, `${lab.url}/t#`, ""])
		assert.equal(await verdict(staff, before + await freshToken(member, ref)), "admitted ok", before);
});

test("a pass is for its place: its machine, what that is part of, and doors that are no machine", async () => {
	for (const resource of ["werkstatt", "prusa-1"]) await clear(lab, staff, resource);
	const place = await book(member, slot("prusa-1", 0, "10:00", "11:00"));
	for (const [point, expected] of [["prusa-1", "admitted ok"], ["werkstatt", "admitted ok"], ["door", "admitted ok"],
		["prusa-2", "refused wrong_place"], ["cad-1", "refused wrong_place"], ["fotostudio", "refused wrong_place"]])
		assert.equal(await verdict(staff, await freshToken(member, place), { point }), expected, point);
});

/* The same lab at another time; people stay signed in. */
async function startAt(where, clock) {
	await where.end();
	where.options.args = ["--clock", clock];
	where.options.command = "serve";
	return where.start();
}

test("a pass that is not valid yet, or no more, is refused; leaving is always possible", async (t) => {
	const own = await startLabInJune();
	t.after(() => own.stop());
	const [me, guard] = await Promise.all(["startup", "staff"].map((who) => own.signIn(`${who}@example.org`)));
	await clear(own, guard, "cad-2");
	const token = await tokenOf(me, await book(me, slot("cad-2", 0, "12:00", "13:00")));
	assert.equal(await verdict(guard, token), "refused not_yet");
	await startAt(own, "2026-06-15T11:44:30+02:00");
	assert.equal(await verdict(guard, token), "refused not_yet");
	await startAt(own, "2026-06-15T11:45:00+02:00");
	assert.equal(await verdict(guard, token), "admitted ok");
	await startAt(own, "2026-06-15T13:00:00+02:00");
	assert.equal(await verdict(guard, token), "refused expired");
	assert.equal(await verdict(guard, token, { direction: "exit" }), "admitted ok");
	for (const code of ["not_yet", "expired"]) assert.notEqual(await sql(own, `SELECT COUNT(*) FROM scan WHERE code = '${code}'`), "0");
});

test("a scanner that was offline says when it scanned, but not tomorrow, nor last week", async () => {
	const token = await freshToken(member, ref);
	assert.equal(await verdict(staff, token, { at: instant(0, "09:00") }), "refused not_yet");
	assert.equal(await verdict(staff, token, { at: instant(-7, "10:00") }), "admitted ok"); /* as if now */
	assert.equal(await verdict(staff, await freshToken(member, ref), { at: instant(1, "10:00") }), "admitted ok");
});

test("a pass of a cancelled booking, and one that a change replaced, are refused", async () => {
	const [one, two] = [await book(member, slot("cad-2", 0, "10:00", "11:00")), await freshToken(member, ref)];
	const token = await tokenOf(member, one);
	assert.equal((await member.fetch(`/bookings/${one}`, { method: "DELETE" })).status, 204);
	assert.equal(await verdict(staff, token), "refused cancelled");
	await freshToken(member, ref);
	assert.equal(await verdict(staff, two), "refused revoked");
});

test("a pass of another lab is refused, as a token and as an address", async (t) => {
	const other = await startLabInJune();
	t.after(() => other.stop());
	const me = await other.signIn("startup@example.org"), theirs = await tokenOf(me, await book(me, slot("prusa-1", 21, "10:00", "11:00")));
	assert.equal(await verdict(staff, theirs), "refused wrong_site");
	const { result, code, ref: none, name } = await scan(staff, `${other.url.toUpperCase()}/T#${theirs}`);
	assert.deepEqual([result, code, none, name], ["refused", "wrong_site", undefined, undefined]);
	assert.equal(await verdict(staff, `HTTPS://EVIL.EXAMPLE/T#${await tokenOf(member, ref)}`), "refused wrong_site");
});

test("what is no token is malformed, and each has one spelling", async () => {
	const token = await tokenOf(member, ref), last = letters.indexOf(token[137]);
	for (const text of ["x", "https://example.org/", token.toLowerCase(), `${token}=`, `${token}A`, token.slice(1),
		token.slice(0, 137) + letters[last ^ 1], flip(token, 3), `javascript:/T#${token}`, "ä".repeat(138)])
		assert.equal(await verdict(admin, text), "refused malformed", text);
});

test("what is cut short, far too long, or no text at all is refused and tells nothing", async () => {
	const token = await freshToken(member, ref), own = await lab.signIn("admin@example.org");
	for (const text of [token.slice(0, 137), token.slice(0, 69), token.slice(0, 9), "A".repeat(512), "<script>alert(1)</script>", "'; DROP TABLE pass; --"]) {
		const answer = await scan(own, text);
		assert.deepEqual([answer.result, answer.code], ["refused", "malformed"], text);
		assert.deepEqual(Object.keys(answer).sort(), ["code", "message", "now", "result"]);
	}
	for (const text of ["A".repeat(513), "A".repeat(60_000), "\u0001"])
		assert.equal((await own.fetch("/scans", { json: { token: text, nonce: nonce() } })).status, 400);
	const answer = await own.fetch("/scans", { json: { token: "A".repeat(1 << 21), nonce: nonce() } }).catch(() => ({ status: 413 }));
	assert.equal(answer.status, 413);
});

test("the answer to a scan names who comes and what for, and nothing else of them", async () => {
	const answer = await scan(admin, await freshToken(member, ref));
	assert.deepEqual(Object.keys(answer).sort(), ["code", "from", "message", "name", "now", "ref", "resource", "result", "until"]);
	assert.deepEqual([answer.name, Object.keys(answer.resource)], ["Jana Richter", ["name"]]);
});

test("one bit that is not as it was signed spoils a pass", async () => {
	const token = await freshToken(member, ref), seen = new Set();
	for (const bit of [8, 14, 20, 40, 95, 100, 127, 130, 159, 170, 175, 176, 300, 431, 432, 600, 687]) {
		const code = (await scan(staff, flip(token, bit))).code;
		assert.ok(["bad_signature", "unknown", "wrong_site"].includes(code), `bit ${bit}: ${code}`);
		seen.add(code);
	}
	assert.deepEqual([...seen].sort(), ["bad_signature", "unknown", "wrong_site"]);
	assert.equal(await verdict(admin, token), "admitted ok");
});

test("who tries codes out is stopped for a while", async () => {
	const tried = [];
	for (let i = 0; i < 30; i++) tried.push((await scan(staff, `NOCODE${i}`)).code);
	assert.equal(tried[0], "malformed");
	assert.equal(tried[29], "too_many");
	assert.equal(await verdict(staff, await freshToken(member, ref)), "refused too_many");
	assert.equal(await verdict(admin, await tokenOf(member, ref)), "admitted ok");
	await startAt(lab, "2026-06-15T10:05:00+02:00");
	assert.equal(await verdict(staff, await freshToken(member, ref)), "admitted ok");
});

test("the same nonce gets the same answer, and belongs to one code and one scanner", async () => {
	const token = await freshToken(member, ref), number = nonce();
	const first = await scan(staff, token, { nonce: number }), count = await sql(lab, "SELECT COUNT(*) FROM scan");
	const again = await scan(staff, token, { nonce: number.toUpperCase() });
	assert.deepEqual([again.result, again.code, again.ref], [first.result, first.code, first.ref]);
	assert.equal(first.result, "admitted");
	assert.equal(await sql(lab, "SELECT COUNT(*) FROM scan"), count);
	const reused = await staff.fetch("/scans", { json: { token: flip(token, 500), nonce: number } });
	assert.deepEqual([reused.status, await codes(reused)], [422, ["nonce_reused"]]);
	assert.equal(await verdict(admin, token, { nonce: number }), "already already");
});

test("what a scanner decided without the lab happened, and the lab says what it thinks of it", async () => {
	const token = await freshToken(member, ref), late = { at: instant(0, "09:50"), decided: "ok" };
	const agreed = await scan(staff, token, { ...late, nonce: "1".repeat(32) });
	assert.deepEqual([agreed.result, agreed.code, agreed.late.code, agreed.late.contrary], ["admitted", "ok", "ok", false]);
	const again = await scan(staff, token, { ...late, nonce: "1".repeat(32) });
	assert.deepEqual([again.result, again.late.code], ["admitted", "ok"]);
	const second = await scan(admin, token, late); /* another scanner in another cellar */
	assert.deepEqual([second.result, second.late.code, second.late.contrary], ["admitted", "already", true]);
	const gone = await book(member, slot("cad-2", 0, "10:00", "11:00")), dead = await tokenOf(member, gone);
	assert.equal((await member.fetch(`/bookings/${gone}`, { method: "DELETE" })).status, 204);
	const cancelled = await scan(staff, dead, late);
	assert.deepEqual([cancelled.result, cancelled.late.code, cancelled.late.contrary], ["admitted", "cancelled", true]);
	assert.equal(await sql(lab, "SELECT COUNT(*) FROM attendance JOIN pass ON pass.id = pass JOIN booking ON booking.id = booking WHERE ref = '" + gone + "'"), "1");
	const forged = await scan(staff, flip(token, 600), late);
	assert.deepEqual([forged.late.code, forged.late.contrary, forged.name], ["bad_signature", true, undefined]);
	const refused = await scan(staff, await freshToken(member, ref), { ...late, decided: "revoked" });
	assert.deepEqual([refused.result, refused.late.code, refused.late.contrary], ["refused", "ok", true]);
	assert.equal(await verdict(staff, await tokenOf(member, ref)), "admitted ok", "who was sent away had not come");
	const told = (await (await staff.fetch("/admin/witnesses")).json()).late;
	assert.ok(told.some(({ result, code, href }) => result === "admitted" && code === "cancelled" && href.endsWith(gone)));
	assert.equal((await member.fetch("/admin/witnesses")).status, 403);
	for (const json of [{ ...late, decided: "fine" }, { decided: "ok" }])
		assert.equal((await staff.fetch("/scans", { json: { token, nonce: nonce(), ...json } })).status, 400);
});

test("the day's list tells a scanner what it needs, staff only, and that it was read is kept", async () => {
	assert.equal((await member.fetch("/scan/day")).status, 403);
	const day = await (await staff.fetch("/scan/day")).json(), mine = decode(await tokenOf(member, ref));
	const one = day.passes.find(({ tid }) => tid === mine.subarray(4, 12).toString("hex"));
	assert.deepEqual([one.state, one.name, one.from, one.until], ["ok", "Jana Richter", instant(0, "09:45"), instant(0, "12:00")]);
	assert.ok(day.passes.some(({ state }) => state === "cancelled") && day.points.some(({ slug }) => slug === "cad-1"));
	assert.equal(day.keys.find(({ kid }) => kid === mine[1]).public.toUpperCase(), await sql(lab, `SELECT HEX(public) FROM signing_key WHERE kid = ${mine[1]}`));
	assert.equal(day.site, mine.readUInt16BE(2));
	assert.doesNotMatch(JSON.stringify(day), /@example|sealed/);
	assert.notEqual(await sql(lab, "SELECT COUNT(*) FROM audit WHERE verb = 'scan.day'"), "0");
});

test("after a rotation the old key verifies until its last pass has ended, and a new one signs", async () => {
	const old = await freshToken(member, ref);
	const said = await lab.command("signing", "rotate", "--clock", "2026-06-15T10:00:00+02:00");
	const fresh = await tokenOf(member, await book(member, slot("cad-3", 21, "10:00", "11:00")));
	assert.equal(decode(fresh)[1], decode(old)[1] + 1);
	assert.match(said, new RegExp(`Key ${decode(fresh)[1]} signs.*\\nKey ${decode(old)[1]} verifies until 20`));
	assert.equal(await verdict(staff, old), "admitted ok");
	const { keys } = await (await staff.fetch("/scan/day")).json();
	assert.deepEqual(keys.slice(-2).map(({ kid, ends }) => [kid, Boolean(ends)]), [[decode(old)[1], true], [decode(fresh)[1], false]]);
	assert.equal(await sql(lab, `SELECT ends = (SELECT MAX(valid_until) FROM pass WHERE kid = ${decode(old)[1]}) FROM signing_key WHERE kid = ${decode(old)[1]}`), "1");
});

test("a key in wrong hands is revoked: what it signed is refused without counting as guesses, and everybody has another code", async () => {
	const old = await freshToken(member, ref), kid = decode(old)[1];
	const at = ["--clock", "2026-06-15T10:00:00+02:00"];
	await assert.rejects(lab.command("signing", "revoke", "254", ...at));
	assert.match(await lab.command("signing", "revoke", String(kid), ...at), /\d+/);
	for (let i = 0; i < 25; i++) assert.equal(await verdict(staff, old), "refused revoked");
	const fresh = await tokenOf(member, ref);
	assert.notEqual(decode(fresh)[1], kid);
	assert.notEqual(fresh, old);
	assert.equal(await verdict(staff, fresh), "admitted ok");
	const { keys } = await (await staff.fetch("/scan/day")).json();
	assert.ok(keys.every((key) => key.kid !== kid) && keys.some((key) => key.kid === decode(fresh)[1]));
});

test("staff see what was read, by whom, and why it was refused", async () => {
	const token = await freshToken(member, ref);
	await scan(admin, token);
	await scan(admin, "x");
	const { scans } = await (await staff.fetch("/scans")).json();
	assert.deepEqual(scans.slice(0, 2).map(({ result, code, by, name }) => [result, code, by, name]),
		[["refused", "malformed", "Katrin Bauer", undefined], ["admitted", "ok", "Katrin Bauer", "Jana Richter"]]);
	assert.ok((await (await staff.fetch("/scans?refused=1")).json()).scans.every(({ result }) => result === "refused"));
	assert.doesNotMatch(JSON.stringify(scans), new RegExp(token.slice(0, 16)));
	assert.equal((await member.fetch("/scans")).status, 403);
});

test("a scan that is none gets 400 and is not kept", async () => {
	const token = await tokenOf(member, ref), count = await sql(lab, "SELECT COUNT(*) FROM scan");
	for (const json of [{ token }, { nonce: nonce() }, { token: "", nonce: nonce() }, { token, nonce: "x" }, { token, nonce: nonce().slice(1) },
		{ token, nonce: `${nonce()}00` }, { token, nonce: "g".repeat(32) }, { token, nonce: nonce(), direction: "up" },
		{ token, nonce: nonce(), point: "Tür" }, { token: 1, nonce: nonce() }, { token: "A".repeat(600), nonce: nonce() }])
		assert.equal((await staff.fetch("/scans", { json })).status, 400, JSON.stringify(json));
	assert.equal(await sql(lab, "SELECT COUNT(*) FROM scan"), count);
});

test("only staff scan", async () => {
	const token = await tokenOf(member, ref);
	assert.equal((await member.fetch("/scans", { json: { token, nonce: nonce() } })).status, 403);
	assert.equal((await lab.fetch("/scans", { json: { token, nonce: nonce() } })).status, 401);
});

test("opening the code's address changes nothing, whoever does it, and shows staff a button", async () => {
	const token = await freshToken(member, ref), count = await sql(lab, "SELECT COUNT(*) FROM scan");
	for (const who of [lab, member, staff])
		for (const path of ["/T", `/T?token=${token}&nonce=${nonce()}`])
			assert.equal((await who.fetch(path, { headers: { accept: "text/html" } })).status, 200);
	assert.equal(await sql(lab, "SELECT COUNT(*) FROM scan"), count);
	const fields = await readForm(staff, "/T", "/scans");
	assert.match(fields.nonce, /^[0-9a-f]{32}$/);
	assert.notEqual(fields.nonce, (await readForm(staff, "/T", "/scans")).nonce);
	const page = await submit(staff, "/scans", { ...fields, token, point: "door", direction: "entry" });
	assert.equal(page.status, 200);
	assert.match(await page.text(), /Jana Richter/);
});

test("every attempt is kept with its verdict, and no token is", async () => {
	const kept = async () => JSON.parse(`{${await sql(lab, "SELECT GROUP_CONCAT('\"' || code || '\":' || n) FROM (SELECT code, COUNT(*) AS n FROM scan GROUP BY code)")}}`);
	const before = await kept(), token = await freshToken(member, ref);
	for (const one of [token, token, flip(token, 600), "x"]) await scan(admin, one);
	const now = await kept();
	for (const code of ["ok", "already", "bad_signature", "malformed"]) assert.equal(now[code], (before[code] ?? 0) + 1, code);
	for (const code of ["not_yet", "cancelled", "revoked", "wrong_place", "wrong_site", "unknown", "too_many"]) assert.ok(now[code] > 0, code);
	const all = await sql(lab, ".dump");
	assert.ok(!all.includes(token) && !all.includes(token.slice(30)));
	assert.ok(!lab.child.text.includes(token.slice(0, 30)));
});

for (const engine of engines)
	test(`of two scanners at once one admits a seat's code, 50 times, on ${engine}`, async (t) => {
		const own = await startLabInJune({ engine }), rounds = 50;
		t.after(() => own.stop());
		const [teacher, one, two] = await Promise.all(["teacher", "staff", "admin"].map((who) => own.signIn(`${who}@example.org`)));
		const workshop = await (await one.fetch("/workshops", { json: { title: "Löten", place: "cad-3", capacity: rounds, override: 1,
			"from-1": instant(0, "10:15"), "until-1": instant(0, "12:00") } })).json();
		const made = await teacher.fetch(`/workshops/${workshop.id}/seats`,
			{ json: { count: rounds, organisation: "bergschule", class_name: "7b", grade: 7 } });
		const { codes: seats } = await (await teacher.fetch(made.headers.get("location"))).json();
		assert.equal(seats.length, rounds);
		for (const { number, token } of seats) {
			const answers = await Promise.all([one, two, one, two].map((who) => scan(who, token)));
			assert.deepEqual(answers.map(({ code }) => code).sort(), ["already", "already", "already", "ok"], `seat ${number}`);
			assert.ok(answers.every(({ seat }) => seat === number));
		}
		const roll = (await (await one.fetch("/attendance?day=2026-06-15")).json());
		assert.match(JSON.stringify(roll), /"7b/);
		await own.end();
		assert.match(await own.command("check"), /All is well/);
	});
