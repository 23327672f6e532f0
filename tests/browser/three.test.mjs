// SPDX-License-Identifier: EUPL-1.2
// Three journeys, each as short as it can be: a founder with a telephone books the printer that is free soonest and gets in
// with the code; a teacher at a desk books the workshop for 24 pupils every second Tuesday; staff open the day. With scripts,
// without, and with nothing but a keyboard; every click and every field is a step, and their number is held here. Pictures of
// the way are kept in three widths and both themes.
import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { isWiderThanScreen, openAs, openPage, say, startBrowser } from "../lib/browser.mjs";
import { readCode } from "../lib/codes.mjs";
import { keyboard, pointer, turnTo } from "../lib/hands.mjs";
import { slot, startLabInJune } from "../lib/http.mjs";
import { house, until } from "../lib/lab.mjs";

const words = say.de;
const album = join(house, ".build/tests/journeys");
let lab, browser;
before(async () => {
	rmSync(album, { recursive: true, force: true });
	mkdirSync(album, { recursive: true });
	[lab, browser] = await Promise.all([startLabInJune(), startBrowser()]);
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

const ways = [
	{ way: "with scripts", hand: pointer, isPhotographed: true },
	{ way: "without scripts", hand: pointer, options: { javaScriptEnabled: false } },
	{ way: "with the keyboard only", hand: keyboard },
];

/* Hands that count. */
function counting(hand) {
	const counted = { steps: 0 };
	for (const [name, act] of Object.entries(hand))
		counted[name] = (...args) => { counted.steps++; return act(...args); };
	return counted;
}

async function photograph(page, name) {
	const before = page.viewportSize();
	for (const width of [360, 768, 1440])
		for (const colorScheme of ["light", "dark"]) {
			await page.setViewportSize({ width, height: 800 });
			await page.emulateMedia({ colorScheme, reducedMotion: "reduce" }); /* colours at once */
			assert.equal(await isWiderThanScreen(page), false, `${name} at ${width} px`);
			await page.screenshot({ path: join(album, `${name}-${width}-${colorScheme}.png`), fullPage: true });
		}
	await page.emulateMedia({ colorScheme: "light" });
	await page.setViewportSize(before);
}

/* One journey in one way: walks it, and holds the number of its steps. */
function journey(name, { way, hand, isPhotographed }, { page: open, walk, steps }) {
	test(`${name}, ${way}: ${steps} steps`, async (t) => {
		const page = await open();
		const counted = counting(hand);
		const picture = async (of) => { if (isPhotographed) await photograph(page, of); };
		await walk(page, counted, picture);
		assert.equal(counted.steps, steps);
		t.diagnostic(`${counted.steps} steps`);
		assert.deepEqual(page.faults.filter((fault) => !/401/.test(fault)), []); /* who is asked to sign in */
		await page.context().close();
	});
}

/* ---- the founder ---- */

async function signIn(page, hand) {
	await page.locator("#email").waitFor();
	await hand.type(page, page.locator("#email"), "startup@example.org");
	await hand.type(page, page.locator("#password"), "speicher");
	await hand.act(page, page.locator("main").getByRole("button", { name: words.sign_in }));
	await page.locator("#send").waitFor();
}

async function getIn(page) {
	const code = page.getByRole("img", { name: words.qr_alt });
	await code.evaluate((image) => image.decode());
	const text = readCode(await code.screenshot());
	assert.match(text, /\/T#[0-9A-Z]+$/i);
	const staff = await lab.signIn("staff@example.org");
	const json = { token: text, nonce: [...Array(32)].map(() => "0123456789abcdef"[Math.floor(Math.random() * 16)]).join("") };
	const scan = await (await staff.fetch("/scans", { json })).json();
	assert.deepEqual([scan.result, scan.code], ["admitted", "ok"]);
}

for (const one of ways)
	journey("a founder books the printer that is free soonest and gets in", one, {
		steps: 5,
		page: () => openPage(browser, { width: 360, baseURL: lab.url, ...one.options }),
		walk: async (page, hand, picture) => {
			await page.goto("/");
			await picture("founder-1-now");
			await hand.act(page, page.locator("section[aria-labelledby=kind-printer_3d] a.button").first());
			await signIn(page, hand);
			await picture("founder-2-form");
			await hand.act(page, page.locator("#send"));
			await page.waitForURL(/\/bookings\/[0-9A-Z]+\?new=1$/);
			await picture("founder-3-code");
			await getIn(page);
		},
	});

/* ---- the teacher ---- */

async function chooseTuesday(page, hand) {
	await turnTo(page, hand, words, words.nav_timetable);
	await page.waitForURL("**/timetable");
	await hand.act(page, page.getByRole("link", { name: words.view_month, exact: true }));
	await page.waitForURL("**view=month*");
	await hand.act(page, page.getByRole("link", { name: "Dienstag, 30. Juni" }));
	await page.waitForURL("**from=2026-06-30*");
}

async function chooseLessons(page, hand) {
	const lesson = (number) => page.locator("#lessons-box").getByRole("link", { name: `${number}.` });
	await hand.act(page, lesson(3));
	await until("lesson 3", async () => await page.inputValue("#until") === "2026-06-30T10:05");
	await hand.act(page, lesson(4));
	await until("lesson 4", async () => await page.inputValue("#until") === "2026-06-30T10:55");
	assert.equal(await page.inputValue("#from"), "2026-06-30T09:20");
	await until("both lessons to be marked", async () => /* the fields change first, then what is around them */
		(await page.locator("#lessons-box [aria-current]").allInnerTexts()).map((text) => text[0]).join() === "3,4");
}

async function chooseClass(page, hand) {
	await hand.type(page, page.locator("#participants"), "24");
	await hand.pick(page, page.locator("#every"), words.every_fortnight);
}

for (const one of ways)
	journey("a teacher books the workshop for 24 pupils every second Tuesday", one, {
		steps: one.options ? 10 : 9, /* without scripts the dates are shown before they are booked */
		page: () => openAs(browser, lab, "teacher@example.org", { width: 1280, ...one.options }),
		walk: async (page, hand, picture) => {
			await page.goto("/");
			await chooseTuesday(page, hand);
			await picture("teacher-1-timetable");
			await hand.find(page, page.locator("table.wall"), page.locator('td.free > a[href*="resource=werkstatt&"]', { hasText: "09:00" }));
			await page.waitForURL("**/bookings/new?*");
			await chooseLessons(page, hand);
			await chooseClass(page, hand);
			if (one.options) await hand.act(page, page.locator("#send"));
			await page.locator(".dates li").first().waitFor();
			await picture("teacher-2-dates");
			await hand.act(page, page.locator("#send"));
			await page.waitForURL(/\/series\/[0-9A-Z]+\?new=1$/);
			await picture("teacher-3-series");
			await checkSeries(new URL(page.url()).pathname);
		},
	});

/* Every second Tuesday, at the lessons' times, for all pupils; then all is as it was. */
async function checkSeries(path) {
	const teacher = await lab.signIn("teacher@example.org");
	const { dates } = await (await teacher.fetch(path)).json();
	const booked = dates.filter(({ booking }) => booking);
	assert.ok(booked.length >= 2);
	booked.forEach(({ day, from, until: end }, i) => {
		assert.equal((Date.parse(day) - Date.parse("2026-06-30")) % (14 * 86400e3), 0, day);
		assert.deepEqual([from.slice(11, 16), end.slice(11, 16)], ["09:20", "10:55"], `date ${i}`);
	});
	const { participants, organisation } = await (await teacher.fetch(booked[0].href)).json();
	assert.deepEqual([participants, organisation], [24, "Bergschule Zwönitztal"]);
	assert.equal((await teacher.fetch(path, { method: "DELETE" })).status, 204);
}

/* ---- the staff ---- */

const desks = ["cad-1", "cad-2", "cad-3"];

async function comeIn(resource) {
	const member = await lab.signIn("startup@example.org");
	const made = await member.fetch("/bookings", { json: slot(resource, 0, "10:00", "11:00") });
	assert.equal(made.status, 201, await made.clone().text());
	return (await (await member.fetch(made.headers.get("location"))).json());
}

ways.forEach((one, n) =>
	journey("staff open the day, see who comes, what runs and what is stuck, and let somebody in", one, {
		steps: one.options ? 5 : 6, /* where there are scripts a camera reads codes, and the field for typing is folded */
		page: () => openAs(browser, lab, "staff@example.org", { width: 768, ...one.options }),
		walk: async (page, hand, picture) => {
			const { ref, pass } = await comeIn(desks[n]);
			await page.goto("/");
			await turnTo(page, hand, words, words.nav_today);
			await page.waitForURL("**/today");
			const visit = page.locator(`#visit-${ref}`);
			assert.match(await visit.innerText(), /Jana Richter/);
			for (const part of ["#visits", "#machines", "#waits"]) assert.ok(await page.locator(part).isVisible(), part);
			await picture("staff-1-today");
			await hand.act(page, page.locator("main").getByRole("link", { name: words.today_scan }));
			await page.waitForURL("**/scan");
			if (!one.options) await hand.act(page, page.locator("#typing summary"));
			await hand.type(page, page.locator("#token"), pass.token);
			await hand.act(page, page.getByRole("button", { name: words.scan_send }));
			await page.locator(".verdict.admitted").first().waitFor();
			await picture("staff-2-admitted");
			await turnTo(page, hand, words, words.nav_today);
			await page.waitForURL("**/today");
			await visit.locator(".badge", { hasText: words.status_here }).waitFor();
		},
	}));
