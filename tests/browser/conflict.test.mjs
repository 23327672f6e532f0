// SPDX-License-Identifier: EUPL-1.2
// Two people open the form of the same slot; the second finds it taken.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openAs, say, startBrowser } from "../lib/browser.mjs";
import { startLabInJune } from "../lib/http.mjs";

let lab, browser;
before(async () => {
	[lab, browser] = await Promise.all([startLabInJune(), startBrowser()]);
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

const form = (day) => `/bookings/new?resource=cad-1&from=2026-07-${day}T08:00:00Z&until=2026-07-${day}T09:00:00Z`;

async function send(page, purpose) {
	await page.fill("#purpose", purpose);
	await page.fill("#participants", "2");
	const [answer] = await Promise.all([
		page.waitForResponse((response) => response.request().method() === "POST"),
		page.click("main form button"),
	]);
	await page.waitForLoadState();
	return answer.status();
}

for (const [language, day, javaScriptEnabled] of [["de", "06", true], ["en", "07", false]])
	test(`whoever comes second keeps what was typed and is offered what is free, in ${language}`, async () => {
		const first = await openAs(browser, lab, "teacher@example.org", { language });
		const second = await openAs(browser, lab, "startup@example.org", { language, javaScriptEnabled });
		const words = say[language];
		await Promise.all([first.goto(form(day)), second.goto(form(day))]);
		await second.selectOption("#organisation", { index: 1 });
		const chosen = await second.inputValue("#organisation");
		assert.equal(await send(first, "Entwurf"), 303);
		assert.equal(await send(second, "Gehäuse & <b>Deckel</b>"), 409);

		assert.equal(await second.inputValue("#purpose"), "Gehäuse & <b>Deckel</b>");
		assert.equal(await second.inputValue("#participants"), "2");
		assert.equal(await second.inputValue("#organisation"), chosen);
		assert.equal(await second.inputValue("#from"), `2026-07-${day}T10:00`);
		assert.equal(await second.inputValue("#until"), `2026-07-${day}T11:00`);
		assert.equal(await second.getAttribute("#from", "aria-invalid"), "true");
		assert.equal((await second.getAttribute("#from", "aria-describedby")).split(" ").includes("from-error"), true);
		assert.match(await second.textContent("#from-error"), /\p{L}{4}/u);
		assert.match(await second.title(), new RegExp(`^${words.error}: `));
		assert.equal(await second.locator("[role=alert] a[href='#from']").count(), 1);

		const others = second.getByRole("region", { name: words.alternatives_title }).getByRole("link");
		assert.ok(await others.count() >= 3);
		await others.first().click();
		await second.waitForURL("**/bookings/new?*");
		assert.equal(await send(second, "Gehäuse"), 303);
		await second.getByText(words.booking_made).waitFor();
		for (const page of [first, second]) {
			assert.deepEqual(page.faults.filter((fault) => !/409/.test(fault)), []);
			await page.context().close();
		}
	});
