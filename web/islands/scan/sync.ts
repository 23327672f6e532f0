// SPDX-License-Identifier: EUPL-1.2
// Keeps the device ready for a cellar: the page, the day's list, and what waits for the lab, in the background.
import { fetchDay, today } from "./day";
import { type Told, upload, waiting } from "./queue";
import { CACHE, count, wipe } from "./shelf";

const PAUSE = 10_000;
const LIST_LASTS = 5 * 60_000;

const place = document.getElementById("sync")!;
const words = place.dataset;
let lonely = false;

export const isLonely = () => lonely;

// The lab did not answer: the next codes do not wait for it, until it is back.
export function becomeLonely() {
	lonely = true;
	void tell();
}

async function tell() {
	const day = await today();
	const [guests, left] = [await count("pass"), await waiting()];
	const clock: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
	const list = day && `${words.list} ${new Date(day.fetched).toLocaleTimeString(document.documentElement.lang, clock)} (${guests})`;
	place.textContent = [lonely ? words.alone : words.with, list ?? words.none, left ? `${left} ${words.waiting}` : ""].filter(Boolean).join(" · ");
	place.classList.toggle("booked", lonely);
}

async function once(report: (told: Told) => void) {
	try {
		const { sent, told } = await upload();
		told.forEach(report);
		const day = await today();
		if (!day || sent || lonely || Date.now() - day.fetched > LIST_LASTS) await fetchDay();
		lonely = false;
	} catch {
		lonely = true;
	}
	await tell();
}

// The page and all that it needs, so that it opens without the lab; files are kept by the service worker they go through.
async function keepPage() {
	const loaded = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/static/"));
	const { reader, verifier, wasm } = document.getElementById("scan")!.dataset;
	const files = new Set([...loaded, reader!, verifier!, wasm!].map((one) => new URL(one, location.href).href));
	await Promise.all([...files].map((file) => fetch(file)));
	const page = await fetch("/scan", { headers: { Accept: "text/html" } });
	if (!page.ok) throw new Error(page.statusText);
	const cache = await caches.open(CACHE);
	await cache.put("/scan", page);
}

async function signOut(form: HTMLFormElement) {
	await upload().catch(() => undefined);
	await wipe().catch(() => undefined);
	form.submit();
}

export async function keepReady(report: (told: Told) => void) {
	if (!("serviceWorker" in navigator) || !("indexedDB" in window)) return;
	document.querySelector<HTMLFormElement>('form[action="/session/end"]')?.addEventListener("submit", (event) => {
		event.preventDefault();
		void signOut(event.target as HTMLFormElement);
	});
	addEventListener("online", () => void once(report));
	for (;;) {
		if (!document.hidden) await once(report);
		if (!lonely && navigator.serviceWorker.controller && !await caches.match("/scan")) await keepPage().catch(() => undefined);
		await new Promise((resolve) => setTimeout(resolve, PAUSE));
	}
}
