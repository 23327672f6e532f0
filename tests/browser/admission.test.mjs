// SPDX-License-Identifier: EUPL-1.2
// Staff read a pass with their telephone's camera: the address that it opens has the token behind the #.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openAs, openPage, say, startBrowser } from "../lib/browser.mjs";
import { instant, startLabInJune } from "../lib/http.mjs";

let lab, browser, page, token;
const asked = [];

before(async () => {
	[lab, browser] = await Promise.all([startLabInJune(), startBrowser()]);
	const member = await lab.signIn("startup@example.org");
	const made = await member.fetch("/bookings", { json: { resource: "cad-1", from: instant(0, "10:00"), until: instant(0, "11:00") } });
	assert.equal(made.status, 201);
	token = (await (await member.fetch(made.headers.get("location"))).json()).pass.token;
	page = await openAs(browser, lab, "staff@example.org", { width: 360 });
	page.on("request", (request) => asked.push(request));
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

/* As the camera does, in a window where the page may already be open. */
async function scan(code) {
	await page.goto(`/T#${code}`);
	await page.waitForFunction(() => !location.hash);
	assert.equal(await page.inputValue("#token"), code);
	const before = asked.filter((request) => request.method() === "POST").length;
	assert.equal(await page.locator(".verdict").count(), 0, "opening it asks nobody");
	await page.getByRole("button", { name: say.de.scan_send }).click();
	const verdict = page.locator("#verdict .verdict");
	await verdict.waitFor();
	assert.equal(asked.filter((request) => request.method() === "POST").length, before + 1);
	const look = await verdict.evaluate((card) => ({
		kind: card.className.replace("verdict ", ""),
		colour: getComputedStyle(card).color.match(/\d+/g).map(Number),
		title: card.querySelector("h2").textContent,
		text: card.innerText,
		focused: card === document.activeElement,
		whole: card.getBoundingClientRect().bottom <= innerHeight,
	}));
	assert.ok(look.focused && look.whole, "one sees it at once");
	return look;
}

test("a valid pass is green and says who comes", async () => {
	const { kind, colour: [red, green, blue], title, text } = await scan(token);
	assert.equal(kind, "admitted");
	assert.ok(green > red && green > blue);
	assert.equal(title, say.de.result_admitted);
	assert.match(text, /Jana Richter/);
	assert.match(text, /CAD-Arbeitsplatz 1/);
	assert.match(text, /–11:00/);
});

test("the same pass again is yellow", async () => {
	const { kind, colour: [red, green, blue], title } = await scan(token);
	assert.equal(kind, "already");
	assert.ok(red > blue && green > blue && red >= green);
	assert.equal(title, say.de.result_already);
});

test("a broken code is red and says why", async () => {
	const { kind, colour: [red, green, blue], title, text } = await scan(token.slice(0, -4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA"));
	assert.equal(kind, "refused");
	assert.ok(red > 2 * green && red > 2 * blue);
	assert.equal(title, say.de.result_refused);
	assert.ok(text.includes(say.de.code_bad_signature));
	assert.doesNotMatch(text, /Jana Richter/);
});

test("a typed code needs no script, and is judged the same", async () => {
	const cookies = await page.context().cookies();
	const plain = await openPage(browser, { baseURL: lab.url, javaScriptEnabled: false });
	await plain.context().addCookies(cookies);
	await plain.goto("/T");
	await plain.fill("#token", token.replace(/.{5}/g, "$& "));
	await plain.getByRole("button", { name: say.de.scan_send }).click();
	await plain.getByRole("heading", { level: 1, name: say.de.result_already }).waitFor();
	await plain.getByRole("link", { name: say.de.scan_next }).click();
	assert.equal(await plain.inputValue("#token"), "");
	await plain.context().close();
});

test("without the lab nothing is green, and asking again is possible", async () => {
	await page.goto(`/T#${token}`);
	await page.context().setOffline(true);
	await page.getByRole("button", { name: say.de.scan_send }).click();
	await page.locator(".verdict.unknown", { hasText: say.de.scan_offline }).waitFor();
	await page.context().setOffline(false);
	await page.getByRole("button", { name: say.de.scan_send }).click();
	await page.locator(".verdict.already").waitFor();
});

test("a guest who opens it is told what to do, and changes nothing", async () => {
	const guest = await openPage(browser, { baseURL: lab.url, language: "en" });
	await guest.goto(`/T#${token}`);
	await guest.getByText(say.en.t_guest, { exact: true }).waitFor();
	assert.equal(await guest.locator("form#scan").count(), 0);
	assert.deepEqual(guest.faults, []);
	await guest.context().close();
});

test("no address that was asked for contains the token, nor the name it came from", () => {
	assert.ok(asked.length > 10);
	for (const request of asked) {
		assert.ok(!request.url().includes(token.slice(0, 20)), request.url());
		assert.ok(!(request.headers().referer ?? "").includes(token.slice(0, 20)));
	}
	assert.deepEqual(page.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault)), []);
});
