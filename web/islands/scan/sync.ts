// SPDX-License-Identifier: EUPL-1.2
// Keeps the device ready for a cellar: the page, the day's list, and what waits for the lab, in the background.
import { labTime } from "./alone";
import { SignedOut } from "./asking";
import { fetchDay, tally, today } from "./day";
import { forgetNames } from "./names";
import { type Told, upload, waiting } from "./queue";
import { CACHE, wipe } from "./shelf";
import { clock } from "./verdict";

const PAUSE = 10_000;
const LIST_LASTS = 5 * 60_000;

const place = document.getElementById("sync")!;
const words = place.dataset;
const sums = document.getElementById("sums")!;
let lonely = false, signedOut = false, inDoubt = false;

export const isLonely = () => lonely;

// The lab did not answer: the next codes do not wait for it, until it is back.
export function becomeLonely() {
	lonely = true;
	void tell();
}

let askAgain = () => undefined as void;

// The lab gave no verdict: perhaps nobody is signed in any more.
export function becomeDoubtful() {
	inDoubt = true;
	askAgain();
}

export async function tell() {
	const day = await today();
	const [{ awaited, came, inside }, left] = [await tally(), await waiting()];
	const link = signedOut ? words.out : lonely ? words.alone : words.with;
	const list = day ? `${words.list} ${clock(labTime(day, day.fetched))}` : words.none;
	place.textContent = [link, list, left ? `${left} ${words.waiting}` : ""].filter(Boolean).join(" · ");
	place.classList.toggle("booked", lonely || signedOut);
	sums.hidden = !day;
	sums.textContent = `${awaited} ${words.awaited} · ${came} ${words.came} · ${inside} ${words.inside}`;
}

export interface Reports {
	told(told: Told): void;
	over(): void; // what is on the screen is nobody's business any more
}

// The day is over, or whoever scanned is signed out: what lay here for them goes.
async function forget(reports: Reports) {
	await wipe();
	forgetNames();
	reports.over();
}

let hadDay = false;

async function forgetOldDay(reports: Reports) {
	const hasDay = Boolean(await today());
	if (hadDay && !hasDay) await forget(reports);
	hadDay = hasDay;
}

async function once(reports: Reports) {
	try {
		const { sent, told } = await upload();
		told.forEach(reports.told);
		const day = await today();
		if (!day || sent || lonely || inDoubt || Date.now() - day.fetched > LIST_LASTS) await fetchDay();
		lonely = signedOut = inDoubt = false;
	} catch (error) {
		signedOut = error instanceof SignedOut;
		if (signedOut) await forget(reports);
		else lonely = true;
	}
	hadDay = Boolean(await today());
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
	forgetNames();
	form.submit();
}

export async function keepReady(reports: Reports) {
	if (!("serviceWorker" in navigator) || !("indexedDB" in window)) return;
	document.querySelector<HTMLFormElement>('form[action="/session/end"]')?.addEventListener("submit", (event) => {
		event.preventDefault();
		void signOut(event.target as HTMLFormElement);
	});
	askAgain = () => void once(reports);
	addEventListener("online", askAgain);
	for (;;) {
		await forgetOldDay(reports);
		if (!document.hidden) await once(reports);
		if (!lonely && !signedOut && navigator.serviceWorker.controller && !await caches.match("/scan")) await keepPage().catch(() => undefined);
		await new Promise((resolve) => setTimeout(resolve, PAUSE));
	}
}
