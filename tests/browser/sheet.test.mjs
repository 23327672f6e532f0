// SPDX-License-Identifier: EUPL-1.2
// The sheet of a class's codes as it comes out of the printer, read by zbar; and a class that is checked in seconds.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readCode } from "../lib/codes.mjs";
import { barriers, isWiderThanScreen, openAs, say, startBrowser } from "../lib/browser.mjs";
import { startLabInJune } from "../lib/http.mjs";
import { until } from "../lib/lab.mjs";

const a4 = { width: 718, height: 1047 }; /* in CSS pixels, within margins of 10 mm */
const millimetre = 96 / 25.4;
const pupils = 24;

let lab, browser, staff, teacher, workshop, seat;
before(async () => {
	[lab, browser] = await Promise.all([startLabInJune(), startBrowser()]);
	[staff, teacher] = await Promise.all([lab.signIn("staff@example.org"), lab.signIn("teacher@example.org")]);
	workshop = await (await staff.fetch("/workshops", { json: { title: "3D-Druck", place: "cad-3", capacity: 30, override: 1,
		"from-1": "2026-06-15T11:00:00+02:00", "until-1": "2026-06-15T13:00:00+02:00" } })).json();
	const answer = await teacher.fetch(`/workshops/${workshop.id}/seats`,
		{ json: { count: pupils, organisation: "bergschule", class_name: "7b", grade: 7, teacher: "Thomas Uhlig" } });
	assert.equal(answer.status, 201, await answer.clone().text());
	seat = await (await teacher.fetch(answer.headers.get("location"))).json();
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

for (const dpi of [150, 200, 300])
	test(`a code of the printed sheet is read at ${dpi} dots an inch, and is the pass it stands for`, { timeout: 120000 }, async () => {
		const page = await openAs(browser, lab, "teacher@example.org", { ...a4, deviceScaleFactor: dpi / 96 });
		await page.goto(`${seat.href}/sheet`);
		await page.emulateMedia({ media: "print" });
		const cells = page.locator(".cut > li");
		assert.equal(await cells.count(), pupils);
		for (let i = 0; i < pupils; i += dpi > 150 ? 8 : 1) {
			const cell = cells.nth(i), box = await cell.locator(".code-box").boundingBox();
			assert.ok(box.width >= 30 * millimetre, `a code is ${box.width / millimetre} mm across`);
			const text = await cell.innerText();
			assert.match(text, new RegExp(`7b.*${say.de.number_short} ${i + 1}\\b`));
			assert.doesNotMatch(text, /Uhlig/);
			assert.equal(readCode(await cell.screenshot()), `${lab.url.toUpperCase()}/T#${seat.codes[i].token}`);
		}
		assert.deepEqual(page.faults, []);
		await page.context().close();
	});

test("on paper it is codes and cut lines only, two pages of A4 for a class of 24, and none is cut in two", async () => {
	const page = await openAs(browser, lab, "teacher@example.org", a4);
	await page.goto(`${seat.href}/sheet`);
	const pdf = (await page.pdf({ format: "A4", margin: { top: "10mm", bottom: "10mm", left: "10mm", right: "10mm" } })).toString("latin1");
	assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 2);
	await page.emulateMedia({ media: "print" });
	for (const hidden of [".band", ".foot", ".no-print"]) {
		assert.ok(await page.locator(hidden).count() > 0, hidden);
		for (const one of await page.locator(hidden).all()) assert.ok(await one.isHidden(), hidden);
	}
	await page.context().close();
});

test("staff check a class of 24 with one tap, and put two right with two more", async () => {
	const page = await openAs(browser, lab, "staff@example.org", { width: 360, height: 780 });
	await page.goto("/attendance?day=2026-06-15");
	const roll = page.locator(`[id$="-${seat.ref}"]`);
	await roll.getByRole("button", { name: say.de.heads_all }).click();
	assert.match(await roll.innerText(), /24 \/ 24/);
	for (const heads of [23, 22]) {
		await roll.getByRole("button", { name: say.de.heads_less }).click();
		assert.match(await roll.innerText(), new RegExp(`${heads} / 24`));
	}
	await until("the lab to know", async () => {
		const day = await page.request.get("/attendance?day=2026-06-15", { headers: { accept: "application/json" } });
		const seats = (await day.json()).workshops.flatMap((workshop) => workshop.seats);
		return seats.find(({ ref }) => ref === seat.ref).heads === 22;
	});
	assert.equal(await isWiderThanScreen(page), false);
	assert.deepEqual(await barriers(page), []);
	assert.deepEqual(page.faults, []);
	await page.context().close();
});
