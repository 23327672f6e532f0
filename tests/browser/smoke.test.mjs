// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, isWiderThanScreen, openPage, startBrowser } from "../lib/browser.mjs";
import { startLab } from "../lib/lab.mjs";

let lab, browser;
before(async () => {
	lab = await startLab();
	browser = await startBrowser();
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

for (const width of [360, 1280])
	for (const language of ["de", "en"])
		test(`the front page at ${width} px has no barrier in ${language}`, async () => {
			const page = await openPage(browser, { width, language });
			await page.goto(lab.url);
			assert.equal(await page.getAttribute("html", "lang"), language);
			assert.deepEqual(await barriers(page), []);
			assert.equal(await isWiderThanScreen(page), false);
			assert.deepEqual(page.faults, []);
		});
