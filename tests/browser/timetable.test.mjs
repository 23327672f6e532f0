// SPDX-License-Identifier: EUPL-1.2
// The timetable as people use it: names that say all, arrows, a range by mouse, finger and keys, filters in the address,
// every hour in sight, and something to read on a telephone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isWiderThanScreen, openAs, say, startBrowser } from "../lib/browser.mjs";
import { startLabInJune } from "../lib/http.mjs";

let lab, browser;
before(async () => {
	[lab, browser] = await Promise.all([startLabInJune(), startBrowser()]);
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

/* A Thursday on which everything is free. */
const day = "2026-07-02";
const open = async (path, options) => {
	const page = await openAs(browser, lab, "startup@example.org", options);
	await page.goto(path);
	return page;
};
const close = async (page) => {
	assert.deepEqual(page.faults, []);
	await page.context().close();
};
const hour = (page, slug, time) => page.locator(`td.free > a[href*="resource=${slug}&"]`, { hasText: time });
const asked = (page) => new URL(page.url()).searchParams;

for (const [language, name] of [["de", "Donnerstag, 2. Juli 10:00–11:00 Prusa MK4 1 frei"], ["en", "Thursday 2 July 10:00–11:00 Prusa MK4 1 free"]])
	test(`a free slot says weekday, date, time, resource and status, in ${language}`, async () => {
		for (const width of [360, 1440]) {
			const page = await open(`/timetable?from=${day}`, { language, width, javaScriptEnabled: false });
			await page.getByRole("link", { name, exact: true }).click();
			await page.waitForURL("**/bookings/new?*");
			assert.equal(await page.inputValue("#from"), `${day}T10:00`);
			await close(page);
		}
	});

test("the whole day is in sight at 1440 px, and nothing has to be scrolled sideways at any width", async () => {
	for (const width of [320, 360, 768, 1024, 1440]) {
		const page = await open("/timetable", { width });
		assert.equal(await isWiderThanScreen(page), false, `${width} px`);
		const right = await page.locator("tbody tr").first().locator("td").last().evaluate((cell) => cell.getBoundingClientRect().right);
		assert.ok(right <= width, `${width} px: the last hour ends at ${right}`);
		await close(page);
	}
});

test("taken hours are one cell with their real times", async () => {
	const person = await lab.signIn("teacher@example.org");
	const json = { resource: "cad-3", from: `${day}T09:30:00+02:00`, until: `${day}T11:30:00+02:00` };
	assert.equal((await person.fetch("/bookings", { json })).status, 201);
	const page = await open(`/timetable?from=${day}&resource=cad-3`);
	const cell = page.locator("td.busy");
	assert.equal(await cell.count(), 1);
	assert.deepEqual([await cell.getAttribute("colspan"), (await cell.innerText()).replace(/\s+/g, " ").trim()], ["3", `09:30–11:30 ${say.de.status_busy}`]);
	await hour(page, "cad-3", "08:00").focus();
	await page.keyboard.press("ArrowRight");
	assert.match(await page.evaluate("document.activeElement.textContent"), /09:30/, "an arrow goes into a wide cell");
	await page.keyboard.press("ArrowRight");
	assert.match(await page.evaluate("document.activeElement.textContent"), /12:00/, "and out of it");
	await close(page);
});

test("several hours are chosen by dragging, and by Shift with arrows; a click is still one slot", async () => {
	const page = await open(`/timetable?from=${day}`, { width: 1440 });
	const [from, until] = await Promise.all(["13:00", "15:00"].map((time) => hour(page, "prusa-2", time).boundingBox()));
	await page.mouse.move(from.x + 9, from.y + 9);
	await page.mouse.down();
	await page.mouse.move(until.x + 9, until.y + 9, { steps: 8 });
	assert.equal(await page.locator("a.chosen").count(), 3);
	await page.mouse.up();
	await page.waitForURL("**/bookings/new?*");
	assert.deepEqual([await page.inputValue("#from"), await page.inputValue("#until")], [`${day}T13:00`, `${day}T16:00`]);

	await page.goBack();
	await hour(page, "prusa-2", "13:00").focus();
	await page.keyboard.press("Shift+ArrowRight");
	await page.keyboard.press("Enter");
	await page.waitForURL("**/bookings/new?*");
	assert.equal(await page.inputValue("#until"), `${day}T15:00`);

	await page.goBack();
	await hour(page, "prusa-2", "13:00").click();
	await page.waitForURL("**/bookings/new?*");
	assert.equal(await page.inputValue("#until"), `${day}T14:00`);
	await close(page);
});

test("on the week of one resource hours are chosen downwards", async () => {
	const page = await open(`/resources/prusa-2?from=${day}`, { width: 1280 });
	await page.locator(`table.week td.free > a[href*="from=${day}T11:00"]`).focus();
	await page.keyboard.press("Shift+ArrowDown");
	await page.keyboard.press("Enter");
	await page.waitForURL("**/bookings/new?*");
	assert.deepEqual([await page.inputValue("#from"), await page.inputValue("#until")], [`${day}T13:00`, `${day}T15:00`]);
	await close(page);
});

test("filters without scripts are kept in the address from day to day, week and month", async () => {
	const page = await open(`/timetable?from=${day}`, { width: 1280, javaScriptEnabled: false });
	await page.locator("summary", { hasText: say.de.plan_filter }).click();
	await page.selectOption("#kind", "printer_3d");
	await page.selectOption("#hours", "3");
	await page.locator("input[name=mine]").check();
	await page.getByRole("button", { name: say.de.day_show }).click();
	const kept = () => ["kind", "hours", "mine"].map((name) => asked(page).get(name));
	assert.deepEqual(kept(), ["printer_3d", "3", "1"]);
	assert.ok((await page.locator("tbody th").allInnerTexts()).every((name) => /Prusa|Bambu/.test(name)));
	assert.match(await hour(page, "prusa-1", "10:00").getAttribute("href"), /from=2026-07-02T08:00:00Z&until=2026-07-02T11:00:00Z/);
	assert.equal(await hour(page, "prusa-1", "20:00").count(), 0, "20:00 is not free for three hours");
	await page.getByRole("link", { name: say.de.plan_next }).click();
	assert.deepEqual([asked(page).get("from"), ...kept()], ["2026-07-03", "printer_3d", "3", "1"]);
	for (const view of ["week", "month"]) {
		await page.getByRole("link", { name: say.de[`view_${view}`], exact: true }).click();
		assert.deepEqual([asked(page).get("view"), ...kept()], [view, "printer_3d", "3", "1"]);
	}
	await page.getByRole("link", { name: "Freitag, 10. Juli" }).click();
	assert.deepEqual([asked(page).get("from"), ...kept()], ["2026-07-10", "printer_3d", "3", "1"]);
	await close(page);
});
