// SPDX-License-Identifier: EUPL-1.2
// The scanner with a real browser and a camera that sees the code's picture.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { barriers, openAs, say } from "../lib/browser.mjs";
import { startBrowserWithCamera, writeFilm } from "../lib/camera.mjs";
import { instant, startLabInJune } from "../lib/http.mjs";
import { until } from "../lib/lab.mjs";

let lab, browser, film, member;

before(async () => {
	lab = await startLabInJune();
	film = join(lab.store.folder, "film.y4m");
	member = await lab.signIn("startup@example.org");
	browser = await startBrowserWithCamera(film);
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

async function book(resource) {
	const made = await member.fetch("/bookings", { json: { resource, from: instant(0, "10:00"), until: instant(0, "11:00") } });
	assert.equal(made.status, 201, await made.clone().text());
	const { ref, pass } = await (await member.fetch(made.headers.get("location"))).json();
	return { ref, token: pass.token, svg: await (await member.fetch(`/bookings/${ref}/pass.svg`)).text() };
}

async function openScanner(pictures, options = {}) {
	writeFilm(film, pictures);
	const page = await openAs(browser, lab, "staff@example.org", { width: 360, ...options });
	page.posts = [];
	page.on("request", (request) => request.method() === "POST" && page.posts.push(request.postDataJSON()));
	await page.goto("/scan");
	return page;
}

const verdict = (page, kind) => page.locator(`#verdict .verdict.${kind}`).waitFor({ timeout: 20_000 });

test("the camera reads one code after the other, and each once for as long as it is held still", async () => {
	const [one, two] = [await book("cad-1"), await book("cad-2")];
	const page = await openScanner([one.svg, one.svg, two.svg, two.svg]);
	await page.getByRole("button", { name: say.de.camera_start }).click();
	await verdict(page, "admitted");
	await page.locator("#past li").nth(1).waitFor({ timeout: 20_000 });
	const tokens = page.posts.map(({ token }) => token.split("#")[1]);
	assert.deepEqual(tokens.slice(0, 2).sort(), [one.token, two.token].sort());
	assert.equal(new Set(page.posts.map(({ nonce }) => nonce)).size, page.posts.length);
	const past = await page.locator("#past li").allInnerTexts();
	assert.ok(past.slice(-2).every((line) => line.startsWith(say.de.result_admitted)), past.join("\n"));
	await page.getByRole("button", { name: say.de.camera_stop }).click();
	assert.ok(await page.locator("#start").evaluate((button) => button === document.activeElement));
	assert.deepEqual(page.faults, []);
	await page.context().close();
});

test("a copy is yellow and says when, where and by whom it was used first", async () => {
	const one = await book("cad-3");
	const page = await openScanner([one.svg], { language: "en" });
	await page.getByLabel(say.en.point, { exact: true }).selectOption("cad-3");
	await page.getByRole("button", { name: say.en.camera_start }).click();
	await verdict(page, "admitted");
	await page.reload();
	await page.getByRole("button", { name: say.en.camera_start }).click();
	await verdict(page, "already");
	assert.match(await page.locator("#verdict").innerText(), /at 10:0\d, CAD-Arbeitsplatz 3, by Mandy Seidel/);
	assert.deepEqual(page.faults, []);
	await page.context().close();
});

test("the scanner has no barriers, works from the keyboard, and only its reader may compile", async () => {
	const page = await openScanner([null]);
	assert.deepEqual(await barriers(page), []);
	await page.getByText(say.de.scan_type, { exact: true }).press("Enter");
	await page.getByLabel(say.de.token, { exact: true }).fill("nothing");
	await page.getByRole("button", { name: say.de.scan_send }).press("Enter");
	await verdict(page, "refused");
	assert.ok((await page.locator("#verdict").innerText()).includes(say.de.code_malformed));
	assert.deepEqual(await barriers(page), []);
	const policy = async (path) => (await page.request.get(path)).headers()["content-security-policy"];
	assert.match(await policy("/static/reader.js"), /'wasm-unsafe-eval'/);
	for (const path of ["/scan", "/static/scan.js", "/"]) assert.doesNotMatch(await policy(path), /eval/);
	await page.context().close();
});

test("who is expected today is found by name, and marked as here", async () => {
	const page = await openScanner([null]);
	await page.getByLabel(say.de.scan_search_name).fill("RICHTER");
	await page.getByRole("button", { name: say.de.search, exact: true }).click();
	const names = page.locator("section", { hasText: say.de.scan_search }).locator("li");
	await names.first().waitFor();
	assert.ok((await names.allInnerTexts()).every((line) => line.includes("Jana Richter")));
	const nobody = await lab.signIn("startup@example.org");
	assert.equal((await nobody.fetch("/scan?q=richter")).status, 403);
	await until("no fault", () => page.faults.length === 0);
	await page.context().close();
});
