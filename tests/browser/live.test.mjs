// SPDX-License-Identifier: EUPL-1.2
// What a plug reports through a broker is on the open page soon, and nothing else on it moves.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBroker } from "../lib/broker.mjs";
import { openAs, say, startBrowser } from "../lib/browser.mjs";
import { startQuietLab } from "../lib/http.mjs";
import { until } from "../lib/lab.mjs";

let broker, lab, browser;
before(async () => {
	broker = await startBroker();
	[lab, browser] = await Promise.all([startQuietLab({ args: ["--mqtt", broker.url] }), startBrowser()]);
	await until("the lab's subscription", () => broker.hasSubscriber("application/+/device/+/event/+"));
});
after(async () => {
	await browser?.close();
	await lab?.stop();
	await broker?.stop();
});

let frames = 0;

/* The plug of prusa-3 says what it measures, as ChirpStack would pass it on. */
function report(watts) {
	const payload = Buffer.from([0x04, 0x80, 0, 0, 0, 0]);
	payload.writeUInt32LE(watts, 2);
	const time = new Date(Date.parse("2026-06-15T10:01:00+02:00") + ++frames * 1000).toISOString();
	return broker.publish("application/1/device/24e124148b000003/event/up", {
		deduplicationId: `live-${frames}`, time, devAddr: "00c0ffee", fCnt: frames, fPort: 85, data: payload.toString("base64"),
		deviceInfo: { devEui: "24e124148b000003", deviceName: "Stecker Prusa 3" },
	});
}

/* How long after the report the page says so, in milliseconds. */
async function delay(page, place, watts) {
	const began = Date.now();
	await report(watts);
	await page.locator(place).getByText(`${watts} W`, { exact: true }).waitFor({ timeout: 15000 });
	return Date.now() - began;
}

const middle = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

/* What would not survive a reload, or somebody's meddling: the window, the focus, where one has scrolled to. */
async function settle(page, link) {
	await page.evaluate(() => { window.isTheSame = true; });
	await page.locator(link).focus();
	const where = () => page.evaluate(() => [window.isTheSame, document.activeElement.getAttribute("href"), scrollY]);
	const before = await where();
	return async () => assert.deepEqual(await where(), before);
}

test("a report is on the machine's page within two seconds, without a reload, and the focus stays", async () => {
	const page = await openAs(browser, lab, "startup@example.org", { width: 360 });
	const answers = [];
	page.on("response", (response) => { if (response.request().resourceType() === "fetch") answers.push(response.status()); });
	await page.goto("/resources/prusa-3");
	const stays = await settle(page, ".slots a >> nth=2");
	await until("an answer that nothing is new", () => answers.includes(304));
	const delays = [];
	for (const watts of [212, 197, 204]) delays.push(await delay(page, "#state", watts));
	assert.ok(middle(delays) < 2000, `${delays} ms`);
	await page.locator("#state .badge.in_use").waitFor();
	await stays();
	assert.deepEqual(page.faults, []);
	await page.context().close();
});

test("a report is on its plug's page, and in the list of plugs, as soon, and what is typed there stays", async () => {
	const page = await openAs(browser, lab, "staff@example.org", { width: 360 });
	await page.goto("/devices/24e124148b000003");
	await page.fill("#upkeep-what", "Düse tauschen");
	assert.ok(await delay(page, "#device-now", 219) < 2000);
	assert.equal(await page.inputValue("#upkeep-what"), "Düse tauschen");
	assert.equal(await page.locator("#device-now").getByText(say.de.reception_good).count(), 0, "no radio was told of");
	await page.goto("/devices");
	assert.ok(await delay(page, "#device-24e124148b000003", 218) < 2000);
	assert.deepEqual(page.faults, []);
	await page.context().close();
});

test("on the front page a machine in use goes behind the free ones of its kind, and the focus goes with it", async () => {
	await report(3);
	const page = await openAs(browser, lab, "", { language: "en" });
	await page.goto("/");
	const row = page.locator("#now-prusa-3"), printers = page.getByRole("region", { name: say.en.kind_printer_3d });
	const last = () => printers.getByRole("listitem").last().getAttribute("id");
	await row.getByText(say.en.status_free).waitFor();
	assert.notEqual(await last(), "now-prusa-3");
	const stays = await settle(page, "#now-prusa-3 h3 a");
	await report(188);
	await row.getByText(say.en.status_in_use).waitFor();
	assert.equal(await row.getByRole("link", { name: say.en.book_now }).count(), 0);
	await stays();
	await page.context().close();
});

for (const language of ["de", "en"])
	test(`the page says when it is cut off, and goes on by itself afterwards, in ${language}`, async () => {
		const page = await openAs(browser, lab, "", { language });
		await page.goto("/resources/prusa-3");
		const stays = await settle(page, "#content a >> nth=0");
		const note = page.getByRole("status").filter({ hasText: say[language].offline });
		assert.equal(await note.count(), 0);
		await page.context().setOffline(true);
		await note.waitFor();
		assert.match(await note.textContent(), /\d\d:\d\d/);
		await report(170 + frames);
		await page.context().setOffline(false);
		await note.waitFor({ state: "hidden" });
		await page.locator("#state").getByText(`${169 + frames} W`, { exact: true }).waitFor();
		await stays();
		await page.context().close();
	});
