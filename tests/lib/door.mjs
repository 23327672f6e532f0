// SPDX-License-Identifier: EUPL-1.2
// The scanner in a browser: the telephone of whoever stands at the door, and all that lies on it.
import { join } from "node:path";
import { openAs, say } from "./browser.mjs";
import { startBrowserWithCamera, writeFilm } from "./camera.mjs";
import { startLabInJune } from "./http.mjs";
import { until } from "./lab.mjs";

/* A lab, a browser whose camera sees what open() is given, and a member who books. */
export class Door {
	async start() {
		this.lab = await startLabInJune();
		this.film = join(this.lab.store.folder, "film.y4m");
		this.member = await this.lab.signIn("startup@example.org");
		this.browser = await startBrowserWithCamera(this.film);
		return this;
	}

	async stop() {
		await this.browser?.close();
		await this.lab?.stop();
	}

	async open(pictures, options = {}) {
		writeFilm(this.film, pictures);
		const page = await openAs(this.browser, this.lab, "staff@example.org", { width: 360, serviceWorkers: "allow", ...options });
		page.posts = [];
		page.on("request", (request) => request.method() === "POST" && page.posts.push(request.postDataJSON()));
		await page.goto("/scan");
		return page;
	}

	async book(wish) {
		const made = await this.member.fetch("/bookings", { json: wish });
		if (made.status !== 201) throw new Error(await made.text());
		const { ref, pass } = await (await this.member.fetch(made.headers.get("location"))).json();
		return { ref, token: pass.token, svg: await (await this.member.fetch(`/bookings/${ref}/pass.svg`)).text() };
	}
}

export const verdict = (page, kind) => page.locator(`#verdict .verdict.${kind}`).first().waitFor({ timeout: 20_000 });

export async function type(page, token, kind) {
	const typing = page.locator("#typing");
	if (!await typing.evaluate((details) => details.open)) await typing.locator("summary").click();
	await page.getByLabel(say.de.token, { exact: true }).fill(token);
	await page.evaluate(() => document.getElementById("verdict").replaceChildren());
	await page.getByRole("button", { name: say.de.scan_send }).click();
	await verdict(page, kind);
	return page.locator("#verdict").innerText();
}

/* The page, the day's list and the files are on the device. */
export const isReady = (page) => until("the scanner to be ready for a cellar", () => page.evaluate(async () => {
	if (navigator.serviceWorker.controller?.state !== "activated" || !await caches.has("door")) return false;
	return await (await caches.open("door")).match("/scan");
}), 40);

/* All that lies on the device, whichever store it is in: how much of each, and its text. */
export const shelf = (page) => page.evaluate(async () => {
	const done = (asked) => new Promise((resolve, reject) => { asked.onsuccess = () => resolve(asked.result); asked.onerror = reject; });
	const all = {}, sizes = {};
	for (const { name: base } of await indexedDB.databases()) {
		const db = await done(indexedDB.open(base));
		for (const name of db.objectStoreNames) {
			all[name] = await done(db.transaction(name).objectStore(name).getAll());
			sizes[name] = all[name].length;
		}
		db.close();
	}
	const kept = [];
	for (const name of await caches.keys())
		for (const request of await (await caches.open(name)).keys())
			kept.push([name, request.url, /\.(wasm|js|css)\b/.test(request.url) ? "" : await (await caches.match(request)).text()]);
	const decoder = new TextDecoder("latin1");
	const plain = JSON.stringify([all, kept, { ...localStorage }, { ...sessionStorage }, document.cookie],
		(key, value) => (value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? decoder.decode(value) : value));
	return { ...sizes, plain, caches: await caches.keys() };
});
