// SPDX-License-Identifier: EUPL-1.2
// The list of who came, on the telephone of whoever counts a class in a cellar.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, isWiderThanScreen, openAs, say, startBrowser } from "../lib/browser.mjs";
import { instant, startLabInJune } from "../lib/http.mjs";
import { until } from "../lib/lab.mjs";

let lab, browser, staff, day, group, single;

before(async () => {
	[lab, browser] = await Promise.all([startLabInJune(), startBrowser()]);
	const [teacher, member] = await Promise.all(["teacher", "startup"].map((who) => lab.signIn(`${who}@example.org`)));
	staff = await lab.signIn("staff@example.org");
	const made = await staff.fetch("/workshops", { json: { title: "Keller", place: "cad-3", capacity: 30, override: 1,
		"from-1": instant(0, "10:15"), "until-1": instant(0, "12:00") } });
	const { id, href } = await made.json();
	({ days: [{ id: day }] } = await (await staff.fetch(href)).json());
	const signUp = async (who, json) => {
		const answer = await who.fetch(`/workshops/${id}/seats`, { json });
		assert.equal(answer.status, 201, await answer.clone().text());
		return answer.json();
	};
	group = await signUp(teacher, { count: 24, organisation: "bergschule", class_name: "6a", teacher: "Thomas Uhlig" });
	single = await signUp(member, {});
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

const roll = async () => (await (await staff.fetch("/attendance")).json()).workshops.find((one) => one.day === day);
const rowOf = (page, { ref }) => page.locator(`#seat-${day}-${ref}`);
const tap = (row, name) => row.getByRole("button", { name: new RegExp(`^${name}`) }).click();
const marks = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("marks")));
const seen = (row) => row.locator("[data-heads]").innerText();

async function open() {
	const page = await openAs(browser, lab, "staff@example.org", { width: 360, serviceWorkers: "allow" });
	await page.goto("/attendance");
	await until("the list to lie on the device", () => page.evaluate(async () => Boolean(
		await caches.has("roll") && await (await caches.open("roll")).match("/attendance", { ignoreVary: true }))), 30);
	return page;
}

test("a tap counts without a new page, and others see it", async () => {
	const page = await openAs(browser, lab, "staff@example.org", { width: 360 });
	await page.goto("/attendance");
	await page.evaluate(() => { window.same = true; });
	await tap(rowOf(page, single), say.de.act_arrived);
	await until("the lab to know", async () => (await roll()).present === 1);
	assert.equal(await rowOf(page, single).locator(".badge .word").textContent(), say.de.presence_here);
	await tap(rowOf(page, single), say.de.act_undo);
	await until("the lab to know", async () => (await roll()).present === 0);
	await staff.fetch(`/attendance/${day}`, { json: { seat: single.ref, number: 1, act: "arrived" } });
	await rowOf(page, single).locator("[data-presence=here]").waitFor({ timeout: 20_000 });
	assert.equal(await page.evaluate(() => window.same), true);
	assert.deepEqual(await barriers(page), []);
	assert.equal(await isWiderThanScreen(page), false);
	assert.deepEqual(page.faults, []);
	await page.context().close();
});

test("in a cellar a class is counted, also on a page that is opened again, and told later", async () => {
	const page = await open();
	await page.context().setOffline(true);
	await tap(rowOf(page, group), say.de.heads_all);
	for (let n = 0; n < 2; n++) await tap(rowOf(page, group), say.de.heads_less);
	assert.equal(await seen(rowOf(page, group)), "22");
	await page.getByText(say.de.roll_alone).waitFor();
	await page.goto("/attendance");
	assert.equal(await seen(rowOf(page, group)), "22");
	const text = await page.locator("#rolls").innerText();
	assert.doesNotMatch(text, /Richter|Uhlig/);
	await tap(rowOf(page, single), say.de.act_left);
	assert.ok((await marks(page)).length > 1); /* a new document's first request may slip through */
	await page.context().setOffline(false);
	await until("the lab to know", async () => (await roll()).present === 22, 30);
	const { seats } = await roll();
	assert.equal(seats.find(({ ref }) => ref === single.ref).places[0].presence, "gone");
	await page.getByText(say.de.roll_alone).waitFor({ state: "hidden", timeout: 20_000 });
	assert.deepEqual(await marks(page), []);
	await page.context().close();
});

test("who signs out leaves nothing of the list on the device", async () => {
	const page = await open();
	await Promise.all([page.waitForNavigation(),
		page.evaluate(() => document.querySelector('form[action="/session/end"]').requestSubmit())]);
	await until("it to be gone", () => page.evaluate(async () => !await caches.has("roll")), 20);
	await page.context().close();
});
