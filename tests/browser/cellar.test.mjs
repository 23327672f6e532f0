// SPDX-License-Identifier: EUPL-1.2
// The scanner in a cellar, and what lies on the telephone afterwards: in every store that a browser has.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, isWiderThanScreen, say } from "../lib/browser.mjs";
import { Door, isReady, shelf, type, verdict } from "../lib/door.mjs";
import { instant } from "../lib/http.mjs";
import { run, until } from "../lib/lab.mjs";

const door = new Door();
const people = /Richter|Uhlig|Seidel|startup@|staff@/;
let seat;

before(async () => {
	await door.start();
	const { lab } = door;
	const [staff, teacher] = await Promise.all(["staff", "teacher"].map((who) => lab.signIn(`${who}@example.org`)));
	const made = await staff.fetch("/workshops", { json: { title: "Löten", place: "cad-3", capacity: 30, override: 1,
		"from-1": instant(0, "10:15"), "until-1": instant(0, "12:00") } });
	const { id } = await made.json();
	const answer = await teacher.fetch(`/workshops/${id}/seats`,
		{ json: { count: 12, organisation: "bergschule", class_name: "8c", grade: 8, teacher: "Thomas Uhlig" } });
	assert.equal(answer.status, 201, await answer.clone().text());
	seat = await (await teacher.fetch(answer.headers.get("location"))).json();
});
after(() => door.stop());

const sql = async (text) => (await run("sqlite3", [door.lab.store.where, text])).stdout.trim();
const book = (resource, from = "10:00", to = "11:00") => door.book({ resource, from: instant(0, from), until: instant(0, to) });
const forgotten = (page, seconds = 30) => until("the device to forget", async () => {
	const { pass, day } = await shelf(page);
	return !pass && !day;
}, seconds);

test("two codes in one picture are two visitors, each with a verdict of their own", async () => {
	const [one, two] = [await book("cad-1"), await book("cad-2")];
	const page = await door.open([null, [one.svg, two.svg]]);
	await page.getByRole("button", { name: say.de.camera_start }).click();
	await page.locator("#past li").nth(1).waitFor({ timeout: 20_000 });
	assert.deepEqual(page.posts.map(({ token }) => token.split("#")[1]).slice(0, 2).sort(), [one.token, two.token].sort());
	assert.ok((await page.locator("#past li").allInnerTexts()).slice(-2).every((line) => line.startsWith(say.de.result_admitted)));
	assert.deepEqual(await barriers(page), []);
	assert.equal(await isWiderThanScreen(page), false);
	assert.deepEqual(page.faults, []);
	await page.context().close();
});

test("a scanner that is a keyboard types and presses Enter, and a picture will do where no camera opens", async () => {
	const one = await book("prusa-2");
	const page = await door.open([null]);
	await page.locator("#typing summary").click();
	await page.locator("#token").focus();
	await page.keyboard.insertText(one.token);
	await page.keyboard.press("Enter");
	await verdict(page, "admitted");
	const png = await (await door.member.fetch(`/bookings/${one.ref}/pass.png`)).arrayBuffer();
	await page.getByLabel(say.de.scan_file).setInputFiles({ name: "code.png", mimeType: "image/png", buffer: Buffer.from(png) });
	await verdict(page, "already");
	await page.getByLabel(say.de.scan_file).setInputFiles({ name: "no.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
	await page.getByText(say.de.scan_file_none).waitFor();
	await page.context().close();
});

test("a code of somebody else's is refused whatever is in it, and opens nothing", async () => {
	const page = await door.open([null]);
	for (const text of ["WIFI:S:a\u0001b;;", `https://evil.example/${"x".repeat(900)}`, "<img src=x onerror=alert(1)>"]) {
		await page.locator("#token").evaluate((field, value) => { field.removeAttribute("maxlength"); field.value = value; field.form.requestSubmit(); }, text);
		await verdict(page, "refused");
		await page.evaluate(() => document.getElementById("verdict").replaceChildren());
	}
	assert.equal(new URL(page.url()).pathname, "/scan");
	assert.equal(page.posts.length, 3);
	assert.deepEqual(page.faults, []);
	await page.context().close();
});

test("without the lab the scanner knows the seats of a class, which was let in and which was taken back", async () => {
	const teacher = await door.lab.signIn("teacher@example.org");
	const changed = await teacher.fetch(seat.href, { method: "POST", json: { count: 11, class_name: "8c", grade: 8 } });
	assert.ok(changed.ok || changed.status === 303, await changed.text());
	const page = await door.open([null]);
	await type(page, seat.codes[0].token, "admitted");
	await isReady(page);
	await page.context().setOffline(true);
	const text = await type(page, seat.codes[3].token, "admitted");
	assert.match(text, /8c, /);
	assert.match(text, new RegExp(`Löten, ${say.de.number_short} 4`));
	await type(page, seat.codes[3].token, "already");
	assert.match(await type(page, seat.codes[0].token, "already"), /um 10:0\d/);
	const turn = (way) => page.locator(`input[name=direction][value=${way}]`).check();
	await turn("exit");
	await type(page, seat.codes[0].token, "admitted");
	await turn("entry");
	await type(page, seat.codes[0].token, "admitted"); /* back from the break */
	await type(page, seat.codes[0].token, "already");
	assert.ok((await type(page, seat.codes[11].token, "refused")).includes(say.de.code_revoked));
	await page.context().setOffline(false);
	await until("the queue is empty", async () => (await shelf(page)).queue === 0, 30);
	const rolls = JSON.stringify(await (await (await door.lab.signIn("staff@example.org")).fetch("/attendance?day=2026-06-15")).json());
	assert.match(rolls, /8c/);
	assert.equal(await sql(`SELECT GROUP_CONCAT(direction) FROM attendance JOIN pass ON pass.id = pass WHERE pass.seat IS NOT NULL`), "entry,entry");
	await page.context().close();
});

test("without the lab names are found on the device, who is there is marked, and the lab is told when that was", async () => {
	const one = await book("bambu-1");
	const page = await door.open([null]);
	await isReady(page);
	await page.context().setOffline(true);
	await page.getByLabel(say.de.scan_search_name).fill("richTER");
	await page.getByRole("button", { name: say.de.search, exact: true }).click();
	const line = page.locator("#found li", { hasText: "Bambu X1 1" });
	assert.match(await line.first().innerText(), /Jana Richter/);
	await line.getByRole("button", { name: say.de.came_send }).click();
	await line.getByText(say.de.came_at).waitFor();
	await type(page, one.token, "admitted"); /* what staff saw is another witness than the code */
	assert.deepEqual(await barriers(page), []);
	await page.context().setOffline(false);
	await until("the queue is empty", async () => (await shelf(page)).queue === 0, 30);
	assert.equal(await sql(`SELECT checked_in IS NOT NULL FROM booking WHERE ref = '${one.ref}'`), "1");
	await page.context().close();
});

test("no name is readable in any store, and after signing out nothing is left", async () => {
	const one = await book("prusa-3");
	const page = await door.open([null]);
	await isReady(page);
	await page.context().setOffline(true);
	await type(page, one.token, "admitted");
	const day = await shelf(page);
	assert.ok(day.queue && day.pass && day.day === 2);
	assert.doesNotMatch(day.plain.replaceAll(/"[^"]*\/scan","(\\.|[^"\\])*"/g, ""), people, "but for the page, which greets its person");
	await page.context().setOffline(false);
	await until("the queue is empty", async () => (await shelf(page)).queue === 0, 30);
	await page.locator('form[action="/session/end"] button').click();
	await page.waitForURL((url) => url.pathname !== "/scan");
	const left = await shelf(page);
	assert.deepEqual([left.pass, left.day, left.queue, left.caches.includes("door"), left.caches.includes("mine")], [0, 0, 0, false, false]);
	assert.doesNotMatch(left.plain, people);
	assert.doesNotMatch(left.plain, new RegExp(one.token.slice(0, 40)));
	assert.doesNotMatch(left.plain, /door\.names/);
	await page.context().close();
});

/* As when the telephone lies in a drawer until the day is over. */
const endTheDay = (page) => page.evaluate(() => new Promise((resolve) => {
	const asked = indexedDB.open("door");
	asked.onsuccess = () => {
		const shelf = asked.result.transaction("day", "readwrite").objectStore("day");
		const day = shelf.get("day");
		day.onsuccess = () => { shelf.put({ ...day.result, ends: "2026-06-15T00:00:00+02:00" }).onsuccess = () => { asked.result.close(); resolve(); }; };
	};
}));

test("a tab that was closed for the night and is opened without network next day shows nothing, and finds nothing", async () => {
	const page = await door.open([null]);
	await isReady(page);
	await page.context().setOffline(true);
	await page.goto("/offline");
	await endTheDay(page);
	await page.close();
	const next = await page.context().newPage();
	await next.goto("/scan");
	assert.equal(await next.locator("#scan").count(), 0, "not the scanner, which was kept for yesterday");
	const left = await shelf(next);
	assert.deepEqual([left.pass, left.day, left.caches.includes("door")], [0, 0, false]);
	assert.doesNotMatch(left.plain, people);
	await page.context().close();
});

test("a tab left open forgets at the end of the day, also what is on the screen", async () => {
	const one = await book("cad-3", "13:00", "14:00");
	const page = await door.open([null]);
	await isReady(page);
	await page.context().setOffline(true);
	await type(page, one.token, "refused");
	assert.match(await page.locator("#verdict").innerText(), /Jana Richter/);
	await endTheDay(page);
	await forgotten(page);
	await until("an empty screen", async () => !/Richter/.test(await page.locator("main").innerText()));
	assert.equal((await shelf(page)).queue, 1, "what the lab has not got yet waits, without a name");
	await page.context().close();
});

test("a telephone whose person was signed out elsewhere forgets as soon as the lab says so", async () => {
	const page = await door.open([null]);
	await isReady(page);
	const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
	assert.ok((await door.lab.fetch("/session", { method: "DELETE", headers: { cookie } })).ok);
	await type(page, seat.codes[5].token, "unknown");
	await forgotten(page);
	await page.getByText(say.de.scan_out).waitFor();
	assert.doesNotMatch((await shelf(page)).plain.replaceAll(/"[^"]*\/scan","(\\.|[^"\\])*"/g, ""), people);
	await page.context().close();
});
