// SPDX-License-Identifier: EUPL-1.2
// Charts: drawn by the server for everybody, by the island for whoever has scripts, the same figures as a table, and to be
// read with the keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, openAs, startBrowser } from "../lib/browser.mjs";
import { startLabInJune } from "../lib/http.mjs";

let lab, browser;

before(async () => { [lab, browser] = await Promise.all([startLabInJune(), startBrowser()]); });
after(async () => { await browser.close(); await lab.stop(); });

async function open(path, { email = "", ...options } = {}) {
	const page = await openAs(browser, lab, email, options);
	await page.goto(path);
	return page;
}

test("arrow keys go along the power of a machine and say each value", async () => {
	const page = await open("/resources/prusa-1/power");
	const plot = page.getByRole("slider");
	await plot.focus();
	const last = await plot.getAttribute("aria-valuetext");
	assert.match(last, /, \d\d:\d\d: \d+ W$/);
	await page.keyboard.press("ArrowLeft");
	assert.notEqual(await plot.getAttribute("aria-valuetext"), last);
	assert.equal(await plot.locator("output").textContent(), await plot.getAttribute("aria-valuetext"));
	await page.keyboard.press("Home");
	assert.equal(await plot.getAttribute("aria-valuenow"), "0");
	assert.deepEqual(page.faults, []);
	await page.context().close();
});

test("dragging opens the page of that part, and its links do the same without dragging", async () => {
	const page = await open("/resources/prusa-1/power?days=7");
	const box = await page.locator(".plot .u-over").boundingBox();
	await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width * 0.9, box.y + 20, { steps: 4 });
	await page.mouse.up();
	await page.waitForURL(/power\?from=\S+Z&until=\S+Z$/);
	const { searchParams } = new URL(page.url());
	const length = (Date.parse(searchParams.get("until")) - Date.parse(searchParams.get("from"))) / 86400_000;
	assert.ok(Math.abs(length - 7 * 0.4) < 0.2, `${length} days`);
	await page.getByRole("link", { name: "Weiter weg" }).click();
	assert.match(page.url(), /from=/);
	await page.context().close();
});

test("without scripts the server's picture is there, with the same place below it", async () => {
	for (const [path, email] of [["/resources/prusa-1/power", ""], ["/usage", "staff@example.org"]]) {
		const [plain, drawn] = [await open(path, { email, javaScriptEnabled: false }), await open(path, { email })];
		const below = (page) => page.locator("main table").first().boundingBox();
		assert.ok(await plain.locator("figure .chart").isVisible());
		assert.ok(!await drawn.locator("figure .chart").isVisible());
		assert.deepEqual(await below(plain), await below(drawn));
		await plain.context().close();
		await drawn.context().close();
	}
});

test("the bars of a week say what its row in the table says", async () => {
	const page = await open("/usage", { email: "staff@example.org" });
	const plot = page.getByRole("slider");
	await plot.focus();
	const row = await page.locator("#weeks-table tbody tr").last().locator("data").allTextContents();
	const said = await plot.getAttribute("aria-valuetext");
	for (const cell of row) assert.ok(said.includes(cell.replace(",0 h", " h")), `${said} has ${cell}`);
	await page.context().close();
});

test("charts have no barrier in forced colours, nor on paper", async () => {
	const rules = ["svg-img-alt", "aria-input-field-name", "scrollable-region-focusable"];
	for (const [media, more] of [[{ forcedColors: "active" }, []], [{ media: "print" }, ["color-contrast"]]]) {
		const page = await open("/usage", { email: "staff@example.org" });
		await page.emulateMedia(media);
		assert.deepEqual(await barriers(page, { runOnly: [...rules, ...more] }), []);
		await page.context().close();
	}
});

test("the choice of days, kind and machine is the same for page, JSON and file", async () => {
	const staff = await lab.signIn("staff@example.org");
	const query = "from=2026-06-01&until=2026-06-14&kind=printer_3d&resource=";
	const usage = await (await staff.fetch(`/usage?${query}`)).json();
	const rows = (await (await staff.fetch(`/usage.csv?${query}`)).text()).trim().split("\r\n").slice(1).map((row) => row.split(","));
	assert.equal(usage.resources.length, 5);
	assert.deepEqual(rows.map((row) => Number(row[6])), usage.resources.map(({ booked_minutes }) => booked_minutes));
	assert.equal(usage.weeks.length, 2);
	assert.equal(usage.weeks.reduce((sum, { booked_minutes }) => sum + booked_minutes, 0), usage.total.booked_minutes);
	assert.equal((await staff.fetch("/usage?from=2026-06-14&until=2026-06-01")).status, 422);
	assert.equal((await (await lab.signIn("startup@example.org")).fetch("/usage")).status, 403);
});
