// SPDX-License-Identifier: EUPL-1.2
// From the front page to a booking and back: by hand of people who use no mouse, and of people whose browser runs no
// scripts; on a telephone and on a desk; in both languages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isWiderThanScreen, openPage, say, startBrowser } from "../lib/browser.mjs";
import { keyboard, pointer, turnTo } from "../lib/hands.mjs";
import { startLabInJune } from "../lib/http.mjs";

let lab, browser;
before(async () => {
	[lab, browser] = await Promise.all([startLabInJune(), startBrowser()]);
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

/* Each language and each width in each way once. */
const plain = { javaScriptEnabled: false };
const journeys = [
	{ way: "with the keyboard only", hand: keyboard, width: 360, language: "de" },
	{ way: "with the keyboard only", hand: keyboard, width: 1280, language: "en" },
	{ way: "without JavaScript", hand: pointer, width: 360, language: "en", options: plain },
	{ way: "without JavaScript", hand: pointer, width: 1280, language: "de", options: plain },
];

/* The third week from now is free; a Thursday, so that arrows have to go both down and along. */
const slot = { day: "2026-07-02", hour: "10:00", instant: "2026-07-02T08:00:00Z" };

async function book(page, hand, words) {
	const main = page.locator("main");
	const next = () => main.getByRole("link", { name: words.week_next });
	await turnTo(page, hand, words, words.nav_resources);
	await page.waitForURL("**/resources");
	await hand.act(page, main.getByRole("link", { name: "Prusa MK4 3", exact: true }));
	await page.waitForURL("**/resources/prusa-3");
	await hand.act(page, next());
	await page.waitForURL("**?from=2026-06-22*");
	await hand.act(page, next());
	await page.waitForURL("**?from=2026-06-29*");
	await hand.choose(page, page.locator("table.week"), slot.hour, page.locator(`table.week a[href*="from=${slot.instant}"]`));
	await page.waitForURL("**/bookings/new?*");
	assert.equal(await page.locator("#from").inputValue(), `${slot.day}T${slot.hour}`);
	await hand.type(page, page.locator("#purpose"), "Zahnrad");
	await hand.act(page, page.getByRole("button", { name: words.book_send }));
	await page.waitForURL(/\/bookings\/[a-z0-9]+\?new=1$/i);
	await main.getByText(words.booking_made).waitFor();
	return new URL(page.url()).pathname;
}

async function see(page, words, path) {
	const code = page.getByRole("img", { name: words.qr_alt });
	assert.ok(await code.evaluate((image) => image.complete && image.naturalWidth > 100));
	assert.equal(await page.getByText("Zahnrad").count(), 1);
	const link = await page.getByRole("link", { name: words.add_calendar }).getAttribute("href");
	assert.equal(link, `${path}.ics`);
	const calendar = await page.request.get(link);
	assert.match(calendar.headers()["content-type"], /^text\/calendar/);
	assert.match(await calendar.text(), /BEGIN:VEVENT/);
}

async function cancel(page, hand, words, path) {
	const mine = page.locator("main").locator(`a[href="${path}"]`);
	await turnTo(page, hand, words, words.nav_bookings);
	await page.waitForURL("**/bookings");
	await hand.act(page, page.locator("summary", { hasText: words.mine_later }));
	await hand.act(page, mine);
	await page.waitForURL(`**${path}`);
	await hand.act(page, page.getByRole("button", { name: words.act_cancel, exact: true }));
	await page.locator("main .badge.cancelled").waitFor();
	await page.getByText(words.undo_booking).waitFor();
	assert.equal(await page.getByRole("img", { name: words.qr_alt }).count(), 0);
	await hand.act(page, page.getByRole("button", { name: words.undo, exact: true }));
	await page.locator("main .badge.confirmed").waitFor();
	assert.equal(await page.getByRole("img", { name: words.qr_alt }).count(), 1);
	await hand.act(page, page.getByRole("button", { name: words.act_cancel, exact: true }));
	await page.locator("main .badge.cancelled").waitFor();
}

async function signIn(page, hand, words) {
	await hand.act(page, page.getByRole("link", { name: words.sign_in }));
	await page.waitForURL("**/session?*");
	await hand.type(page, page.locator("#email"), "startup@example.org");
	await hand.type(page, page.locator("#password"), "speicher");
	await hand.act(page, page.locator("main").getByRole("button", { name: words.sign_in }));
	await page.waitForURL(`${lab.url}/`);
	await page.locator('form[action="/session/end"]').waitFor();
}

/* Whoever signs in reads what was chosen last time. */
async function speak(page, hand, language) {
	if (await page.getAttribute("html", "lang") !== language)
		await hand.act(page, page.getByRole("banner").locator(`button[value="${language}"]`));
	await page.locator(`html[lang="${language}"]`).waitFor();
}

for (const { way, hand, width, language, options } of journeys)
	test(`one books and cancels ${way} at ${width} px in ${language}`, async () => {
		const page = await openPage(browser, { width, language, baseURL: lab.url, ...options });
		const words = say[language];
		page.on("load", async () => { if (await isWiderThanScreen(page)) page.faults.push(`${page.url()} is too wide`); });
		await page.goto("/");
		await page.getByRole("heading", { level: 1, name: words.home_title }).waitFor();
		await signIn(page, hand, words);
		await speak(page, hand, language);
		const path = await book(page, hand, words);
		await see(page, words, path);
		await cancel(page, hand, words, path);
		assert.deepEqual(page.faults, []);
		await page.context().close();
	});
