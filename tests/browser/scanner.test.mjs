// SPDX-License-Identifier: EUPL-1.2
// The scanner with a real browser and a camera that sees the code's picture.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, say } from "../lib/browser.mjs";
import { Door, isReady, shelf, type, verdict } from "../lib/door.mjs";
import { instant } from "../lib/http.mjs";
import { run, until } from "../lib/lab.mjs";

const door = new Door();
let lab, member;

before(async () => {
	await door.start();
	({ lab, member } = door);
});
after(() => door.stop());

const book = (resource) => door.book({ resource, from: instant(0, "10:00"), until: instant(0, "11:00") });

test("the camera reads one code after the other, and each once for as long as it is held still", async () => {
	const [one, two] = [await book("cad-1"), await book("cad-2")];
	const page = await door.open([one.svg, one.svg, two.svg, two.svg]);
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
	const page = await door.open([one.svg], { language: "en" });
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
	const page = await door.open([null]);
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
	const page = await door.open([null]);
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

test("without network the camera goes on: signed, listed, once each, and the lab is told afterwards", async () => {
	const [one, two, off] = [await book("prusa-2"), await book("prusa-3"), await book("bambu-1")];
	assert.equal((await member.fetch(`/bookings/${off.ref}`, { method: "DELETE" })).status, 204);
	const page = await door.open([one.svg, one.svg, null]);
	await isReady(page);
	await page.context().setOffline(true);
	await page.reload();
	await page.getByRole("button", { name: say.de.camera_start }).click();
	await verdict(page, "admitted");
	const text = await page.locator("#verdict").innerText();
	assert.ok(text.includes("Jana Richter") && text.includes(say.de.scan_alone_note), text);
	await page.getByRole("button", { name: say.de.camera_stop }).click();
	assert.match(await type(page, one.token, "already"), /um 10:0\d, Eingang/);
	await type(page, two.token, "admitted");
	assert.ok((await type(page, off.token, "refused")).includes(say.de.code_cancelled));
	const bad = one.token.slice(0, 60) + (one.token[60] === "A" ? "B" : "A") + one.token.slice(61);
	assert.ok((await type(page, bad, "refused")).includes(say.de.code_bad_signature));
	const before = await shelf(page);
	assert.ok(before.queue >= 5 && before.pass > 3);
	assert.equal((await member.fetch(`/bookings/${two.ref}`, { method: "DELETE" })).status, 204);

	await page.context().setOffline(false);
	await until("the queue is empty", async () => (await shelf(page)).queue === 0, 30);
	await page.locator("#past li", { hasText: say.de.scan_contrary }).waitFor();
	assert.match(await page.locator("#past").innerText(), new RegExp(say.de.code_cancelled));
	const [{ stdout }] = await Promise.all([run("sqlite3", [lab.store.where, "SELECT result || ' ' || code || ' ' || judged FROM scan WHERE judged IS NOT NULL ORDER BY id"])]);
	const kept = stdout.trim().split("\n");
	assert.equal(kept.length, before.queue, "each once");
	assert.ok(kept.includes("admitted ok ok") && kept.includes("admitted ok cancelled") && kept.includes("refused cancelled cancelled")
		&& kept.includes("refused bad_signature bad_signature") && kept.includes("already already already"), stdout);

	await page.context().close();
});

test("a browser whose cryptography knows no Ed25519 fetches what does", async () => {
	const one = await book("bambu-1");
	const page = await door.open([null]);
	await page.addInitScript(() => {
		const importKey = crypto.subtle.importKey.bind(crypto.subtle);
		crypto.subtle.importKey = (format, key, how, ...more) => (how?.name === "Ed25519" ? Promise.reject(new Error("unknown")) : importKey(format, key, how, ...more));
	});
	await isReady(page);
	await page.context().setOffline(true);
	await page.reload();
	await type(page, one.token.slice(0, 70) + (one.token[70] === "A" ? "B" : "A") + one.token.slice(71), "refused");
	await type(page, one.token, "admitted");
	await page.context().close();
});
