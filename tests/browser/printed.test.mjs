// SPDX-License-Identifier: EUPL-1.2
// Every form in which a code is shown or printed, as a telephone sees it at arm's length: turned, out of focus, with noise
// and uneven light. zbar must read it, as a program that is not ours.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openAs, startBrowser } from "../lib/browser.mjs";
import { readCode } from "../lib/codes.mjs";
import { instant, startLabInJune } from "../lib/http.mjs";

let lab, browser, booking, seat, single;

before(async () => {
	[lab, browser] = await Promise.all([startLabInJune(), startBrowser()]);
	const [staff, teacher, member] = await Promise.all(["staff", "teacher", "startup"].map((who) => lab.signIn(`${who}@example.org`)));
	const made = async (who, path, json) => {
		const answer = await who.fetch(path, { json });
		assert.equal(answer.status, 201, await answer.clone().text());
		return (await who.fetch(answer.headers.get("location"))).json();
	};
	booking = await made(member, "/bookings", { resource: "cad-1", from: instant(0, "10:00"), until: instant(0, "11:00") });
	const workshop = await made(staff, "/workshops", { title: "3D-Druck", place: "cad-3", capacity: 30, override: 1,
		"from-1": instant(0, "11:00"), "until-1": instant(0, "13:00") });
	seat = await made(teacher, `/workshops/${workshop.id}/seats`, { count: 9, organisation: "bergschule", class_name: "7b", grade: 7 });
	single = await made(member, `/workshops/${workshop.id}/seats`, { count: 1 });
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

/* How a camera sees it: so many of its dots across the code with its border, turned, blurred (in dots), darker to one
 * side, grainy; worn off at a corner. Always the same grain. */
const looks = [
	{ name: "held straight", dots: 260, turned: 0, blur: 0.6, grain: 8 },
	{ name: "held askew", dots: 260, turned: 7, blur: 0.8, grain: 12 },
	{ name: "held at arm's length", dots: 200, turned: -4, blur: 0.6, grain: 10 },
	{ name: "held head over", dots: 260, turned: 172, blur: 0.7, grain: 10 },
];

const photograph = (page, png, look) => page.evaluate(async ({ src, dots, turned, blur, grain, worn = 0 }) => {
	const image = Object.assign(new Image(), { src });
	await image.decode();
	const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
	const context = canvas.getContext("2d"), high = dots * image.height / image.width;
	context.fillStyle = "#b9b4aa";
	context.fillRect(0, 0, 640, 480);
	context.translate(320, 240);
	context.rotate(turned * Math.PI / 180);
	context.filter = `blur(${blur}px)`;
	context.imageSmoothingQuality = "high";
	context.drawImage(image, -dots / 2, -high / 2, dots, high);
	context.fillRect(dots / 2, high / 2, -dots * worn, -high * worn);
	const picture = context.getImageData(0, 0, 640, 480);
	for (let i = 0, seed = 1; i < picture.data.length; i += 4) {
		seed = (seed * 48271) % 2147483647;
		const shade = 0.62 + 0.38 * (i / 4 % 640) / 640, noise = (seed / 2147483647 - 0.5) * 2 * grain;
		for (let channel = 0; channel < 3; channel++) picture.data[i + channel] = picture.data[i + channel] * shade + noise;
	}
	context.putImageData(picture, 0, 0);
	return canvas.toDataURL("image/png").split(",")[1];
}, { src: `data:image/png;base64,${png.toString("base64")}`, ...look });

/* The policy of our pages lets no picture in but the lab's own. */
async function assertReads(png, expected, worn = 0) {
	const table = await (await browser.newContext()).newPage();
	for (const look of looks) {
		const seen = Buffer.from(await photograph(table, png, { ...look, worn }), "base64");
		let text = "nothing";
		try { text = readCode(seen); } catch { /* zbar found nothing */ }
		assert.equal(text, expected, look.name);
	}
	await table.context().close();
}

const address = (token) => `${lab.url.toUpperCase()}/T#${token}`;

async function shown(who, path, selector, options, media = "screen") {
	const page = await openAs(browser, lab, `${who}@example.org`, options);
	await page.goto(path);
	await page.emulateMedia({ media, colorScheme: options.colorScheme });
	const picture = page.locator(selector).first();
	await picture.evaluate((one) => one.complete || one.tagName !== "IMG" || one.decode());
	const png = await picture.screenshot(), box = await picture.boundingBox();
	await page.context().close();
	return { png, box };
}

const telephone = { width: 360, height: 780, deviceScaleFactor: 3 };
const paper = { width: 718, height: 1047, deviceScaleFactor: 300 / 96 };

for (const colorScheme of ["light", "dark"])
	test(`a booking's code on a telephone is big enough and read, where pages are ${colorScheme}`, async () => {
		const { png, box } = await shown("startup", `/bookings/${booking.ref}/pass`, ".qr", { ...telephone, colorScheme });
		assert.ok(box.width >= 280, `it is ${box.width} of 360 wide`);
		await assertReads(png, address(booking.pass.token));
	});

test("a booking's code printed by itself is read", async () => {
	const { png } = await shown("startup", `/bookings/${booking.ref}/pass`, ".qr", paper, "print");
	await assertReads(png, address(booking.pass.token));
});

test("a seat's code on a telephone is read", async () => {
	const { png } = await shown("startup", single.href, ".qr", telephone);
	await assertReads(png, address(single.codes[0].token));
});

test("a code of a class's printed sheet is read", async () => {
	const { png } = await shown("teacher", `${seat.href}/sheet`, ".cut > li .code-box", paper, "print");
	await assertReads(png, address(seat.codes[0].token));
});

test("a machine's label is read, also when a corner is worn off", async () => {
	const { png } = await shown("admin", "/admin/labels", ".labels .qr", paper, "print");
	const text = readCode(png);
	assert.match(text, new RegExp(`^${lab.url.toUpperCase()}/M/[A-Z2-7]{16}$`));
	await assertReads(png, text);
	await assertReads(png, text, 0.25);
});
