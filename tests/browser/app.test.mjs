// SPDX-License-Identifier: EUPL-1.2
// The lab as an app: what a phone has of it without a network, whose that is, and that it goes when its person does.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readCode, svgToPng } from "../lib/codes.mjs";
import { barriers, openAs, openPage, say, startBrowser } from "../lib/browser.mjs";
import { slot, startQuietLab } from "../lib/http.mjs";

let lab, browser, member, mine;
before(async () => {
	[lab, browser] = await Promise.all([startQuietLab(), startBrowser()]);
	member = await lab.signIn("startup@example.org");
	const booked = await member.fetch("/bookings", { json: slot("cad-3", 0, "12:00", "13:00") });
	assert.equal(booked.status, 201, await booked.clone().text());
	mine = await booked.json();
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

const kept = (page) => page.evaluate(async () => Boolean(await (await caches.open("mine")).match("/account/offline")));

/* Opened once with a network: the worker is in charge, and what is mine is kept. */
async function install(page) {
	await page.goto("/");
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.waitForFunction(() => navigator.serviceWorker.controller);
	await page.waitForFunction(async () => (await caches.keys()).some((name) => name.startsWith("lab-")));
}

async function installAs(email) {
	const page = await openAs(browser, lab, email, { width: 360, serviceWorkers: "allow" });
	await install(page);
	await page.waitForFunction(async () => Boolean(await (await caches.open("mine")).match("/account/offline")));
	return page;
}

test("a manifest in the page's language names icons that are there, and large enough", async () => {
	const page = await openAs(browser, lab, "", { language: "en" });
	await page.goto("/");
	const href = await page.locator("link[rel=manifest]").getAttribute("href");
	const answer = await lab.fetch(href);
	assert.equal(answer.headers.get("content-type"), "application/manifest+json");
	const manifest = await answer.json();
	assert.deepEqual([manifest.lang, manifest.start_url, manifest.display], ["en", "/", "standalone"]);
	for (const { src, sizes, type } of manifest.icons) {
		const icon = await lab.fetch(src);
		assert.equal(icon.status, 200);
		assert.equal(icon.headers.get("content-type"), type);
		const bytes = Buffer.from(await icon.arrayBuffer());
		if (type === "image/png") assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes);
	}
	assert.ok(manifest.icons.some(({ purpose }) => purpose === "maskable"));
	await page.context().close();
});

test("without a network the phone shows my codes, which a scanner reads, and nothing of others", async () => {
	const page = await installAs("startup@example.org");
	await lab.end();
	await page.goto("/bookings");
	await page.getByRole("heading", { level: 1, name: say.de.offline_title }).waitFor();
	const card = page.getByRole("article").filter({ hasText: mine.ref });
	await card.waitFor();
	assert.match(await card.textContent(), /12:00–13:00/);
	const code = card.getByRole("img");
	const scanned = readCode(await code.screenshot());
	assert.match(scanned, /^HTTPS?:\/\/.+\/T#[A-Z2-7]{138}$/i);
	assert.deepEqual(await barriers(page), []);
	await lab.start();
	const own = await (await member.fetch(`/bookings/${mine.ref}/pass.svg`)).text();
	assert.equal(scanned, readCode(svgToPng(own)));
	await page.getByRole("link", { name: say.de.offline_again }).click();
	await page.getByRole("heading", { level: 1, name: say.de.bookings_title }).waitFor();
	assert.deepEqual(page.faults.filter((fault) => !/net::|Failed to load/.test(fault)), []);
	await page.context().close();
});

test("after signing out nothing of mine is on the phone", async () => {
	const page = await installAs("startup@example.org");
	await page.getByRole("button", { name: say.de.sign_out }).click();
	await page.getByRole("link", { name: say.de.sign_in }).waitFor();
	await page.waitForFunction(async () => !await (await caches.open("mine")).match("/account/offline"));
	await lab.end();
	await page.goto("/bookings");
	await page.getByText(say.de.offline_none).waitFor();
	assert.equal(await page.getByText(mine.ref).count(), 0);
	await lab.start();
	await page.context().close();
});

test("when the session has ended elsewhere, or somebody else signs in, it goes, too", async () => {
	const page = await installAs("startup@example.org");
	await page.context().clearCookies();
	await page.goto("/bookings");
	await page.waitForFunction(async () => !await (await caches.open("mine")).match("/account/offline"));
	const { cookie } = await lab.signIn("teacher@example.org");
	const [name, value] = cookie.split("=");
	await page.context().addCookies([{ name, value, url: lab.url }]);
	await page.goto("/bookings");
	await page.waitForFunction(async () => Boolean(await (await caches.open("mine")).match("/account/offline")));
	const text = await page.evaluate(async () => (await (await caches.open("mine")).match("/account/offline")).text());
	assert.ok(!text.includes(mine.ref));
	await page.context().close();
});

test("what is kept runs out with the session on this device's own clock", async () => {
	const page = await installAs("startup@example.org");
	await page.evaluate(async () => {
		const cache = await caches.open("mine"), answer = await cache.match("/account/offline");
		const headers = new Headers(answer.headers);
		headers.set("X-Kept", String(Date.now() - 8 * 24 * 3600_000));
		await cache.put("/account/offline", new Response(await answer.text(), { headers }));
	});
	await page.goto("/offline");
	await page.getByText(say.de.offline_none).waitFor();
	assert.equal(await page.getByText(mine.ref).count(), 0);
	assert.equal(await kept(page), false);
	await page.context().close();
});

test("pages of a person are never kept, and the screen at the door starts without a network", async () => {
	const page = await installAs("startup@example.org");
	for (const path of ["/bookings", `/bookings/${mine.ref}`, "/account", "/display"]) await page.goto(path);
	const names = await page.evaluate(async () => {
		const all = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
		return all.flat().filter((path) => !path.startsWith("/static/"));
	});
	assert.deepEqual([...new Set(names)].sort(), ["/account/offline", "/display", "/display/code.svg", "/offline"]);
	await lab.end();
	await page.goto("/display");
	await page.locator(".tile").first().waitFor();
	const offline = page.getByRole("status").filter({ hasText: say.de.offline });
	await offline.waitFor();
	assert.match(await offline.textContent(), /10:\d\d/);
	await lab.start();
	await page.context().close();
});

test("a browser that knows no workers has the lab all the same", async () => {
	const page = await openPage(browser, { baseURL: lab.url });
	await page.goto("/");
	await page.getByRole("heading", { level: 1 }).waitFor();
	assert.deepEqual(page.faults, []);
	await page.context().close();
});
