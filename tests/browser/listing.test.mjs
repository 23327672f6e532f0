// SPDX-License-Identifier: EUPL-1.2
// The table component by keyboard alone, with and without scripts: sort, filter, turn the page, take it away.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, isWiderThanScreen, openAs, startBrowser } from "../lib/browser.mjs";
import { startLab } from "../lib/lab.mjs";

let lab, browser;
before(async () => {
	[lab, browser] = await Promise.all([startLab(), startBrowser()]);
	const staff = await lab.signIn("staff@example.org");
	for (let i = 0; i < 60; i++)
		await staff.fetch("/people", { json: { name: `Zoe ${String(i).padStart(2, "0")}`, email: `zoe${i}@example.org` } });
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

const focused = (page) => page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name");

/* Presses Tab until what has the focus says so; fails when it never does. */
async function tabTo(page, wanted) {
	for (let i = 0; i < 120; i++) {
		await page.keyboard.press("Tab");
		if ((await focused(page)) === wanted) return;
	}
	assert.fail(`Tab never reaches ${wanted}`);
}

async function press(page, key) {
	await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
}

const firstRow = (page) => page.locator("tbody tr").first().innerText();

for (const javaScriptEnabled of [true, false])
	test(`a table is sorted, filtered and turned by keyboard ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
		const page = await openAs(browser, lab, "staff@example.org", { javaScriptEnabled, width: 1280 });
		await page.goto("/people");
		await tabTo(page, "E-Mail-Adresse");
		await press(page, "Enter");
		assert.equal(await page.locator("th[aria-sort]").getAttribute("aria-sort"), "ascending");
		assert.match(await firstRow(page), /admin@example\.org/);
		await tabTo(page, "E-Mail-Adresse");
		await press(page, "Enter");
		assert.equal(await page.locator("th[aria-sort]").getAttribute("aria-sort"), "descending");
		assert.match(await firstRow(page), /zoe9@example\.org/);
		await tabTo(page, "q");
		await page.keyboard.type("zoe");
		await press(page, "Enter");
		assert.match(await page.locator(".listing").innerText(), /1–50 von 60/);
		assert.equal(await page.locator("th[aria-sort]").getAttribute("aria-sort"), "descending", "the order is kept");
		await tabTo(page, "Nächste");
		await press(page, "Enter");
		assert.match(await page.locator(".listing").innerText(), /51–60 von 60/);
		assert.equal(await page.locator("tbody tr").count(), 10);
		await tabTo(page, "Als CSV-Tabelle");
		const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
		assert.equal(download.suggestedFilename(), "people.csv");
		assert.deepEqual(page.faults, []);
	});

test("a table is no barrier, and a small screen scrolls the table and not the page", async () => {
	const page = await openAs(browser, lab, "staff@example.org", { width: 320, height: 640 });
	for (const path of ["/people?q=zoe&page=2", "/admin/audit", "/admin/resources?sort=name&order=down"]) {
		await page.goto(path);
		assert.deepEqual(await barriers(page), [], path);
		assert.equal(await isWiderThanScreen(page), false, path);
	}
});
