// SPDX-License-Identifier: EUPL-1.2
// The screen at the door: nobody touches it, so it goes on by itself, whatever happens to the network or the lab.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, isWiderThanScreen, openAs, say, startBrowser } from "../lib/browser.mjs";
import { slot, startQuietLab } from "../lib/http.mjs";

let lab, browser, staff;
before(async () => {
	[lab, browser] = await Promise.all([startQuietLab(), startBrowser()]);
	staff = await lab.signIn("staff@example.org");
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

const tell = async (title) => assert.equal((await staff.fetch("/admin/notices", { json: { title } })).status, 201);

for (const [width, height] of [[1920, 1080], [1080, 1920]])
	test(`at ${width} × ${height} all is on one screen, large, and without barriers`, async () => {
		const page = await openAs(browser, lab, "", { width, height, colorScheme: width > height ? "dark" : "light" });
		await page.goto("/display");
		const { overflows, cut, small } = await page.evaluate(() => {
			const tiles = [...document.querySelectorAll(".tile")];
			const size = (selector) => Math.min(...[...document.querySelectorAll(selector)].map((one) => parseFloat(getComputedStyle(one).fontSize)));
			return {
				overflows: document.documentElement.scrollHeight > innerHeight,
				cut: tiles.filter((tile) => tile.scrollHeight > tile.clientHeight + 1 || tile.getBoundingClientRect().bottom > innerHeight).map(({ id }) => id),
				small: size(".tile h2, .tile .when, .tile .word"),
			};
		});
		assert.equal(overflows, false);
		assert.deepEqual(cut, []);
		assert.ok(small >= 24, `${small} px`);
		assert.equal(await isWiderThanScreen(page), false);
		assert.deepEqual(await barriers(page), []);
		assert.deepEqual(page.faults, []);
		await page.context().close();
	});

test("without the network it keeps what it knew, says since when, and catches up by itself", async () => {
	const page = await openAs(browser, lab, "", { width: 1920, height: 1080 });
	await page.goto("/display");
	await tell("Vor dem Ausfall");
	await page.getByText("Vor dem Ausfall").waitFor();
	const offline = page.getByRole("status").filter({ hasText: say.de.offline });
	const count = await page.locator(".tile").count();
	await page.context().setOffline(true);
	await offline.waitFor();
	assert.match(await offline.textContent(), /\d\d:\d\d/);
	await tell("Während des Ausfalls");
	assert.equal(await page.locator(".tile").count(), count);
	assert.equal(await page.getByText("Vor dem Ausfall").count(), 1);
	await page.context().setOffline(false);
	await page.getByText("Während des Ausfalls").waitFor();
	await offline.waitFor({ state: "hidden" });
	await page.context().close();
});

test("a booking changes the tile while one looks", async () => {
	const page = await openAs(browser, lab, "", { width: 1920, height: 1080 });
	await page.goto("/display");
	const tile = page.locator("#tile-cad-3");
	assert.equal(await tile.getByText("19:00–20:00").count(), 0);
	const member = await lab.signIn("startup@example.org");
	const booked = await member.fetch("/bookings", { json: slot("cad-3", 0, "19:00", "20:00") });
	assert.equal(booked.status, 201, await booked.text());
	await tile.getByText("19:00–20:00").waitFor();
	await page.context().close();
});

test("after the lab itself was away it takes up again what is new", async () => {
	const page = await openAs(browser, lab, "", { width: 1920, height: 1080 });
	await page.goto("/display");
	const offline = page.getByRole("status").filter({ hasText: say.de.offline });
	await lab.end();
	await offline.waitFor();
	await lab.start();
	staff = await lab.signIn("staff@example.org");
	await tell("Wieder da");
	await page.getByText("Wieder da").waitFor();
	await page.context().close();
});

test("what does not fit on the screen takes turns", async () => {
	const page = await openAs(browser, lab, "", { width: 1920, height: 1080 });
	await page.clock.install();
	await page.goto("/display");
	for (let i = 1; i <= 6; i++) await tell(`Meldung ${i}`);
	await page.getByText("Meldung 6").waitFor({ state: "attached" });
	const visible = () => page.evaluate(() => [...document.querySelectorAll("#news > *")].filter((one) => one.checkVisibility()).map((one) => one.textContent.trim()));
	await page.clock.runFor(13_000);
	const first = await visible();
	await page.clock.runFor(12_000);
	const second = await visible();
	assert.ok(first.length && second.length && !second.some((text) => first.includes(text)), JSON.stringify([first, second]));
	await page.context().close();
});
