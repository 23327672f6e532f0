// SPDX-License-Identifier: EUPL-1.2
// Keeps what is marked data-live as the server has it: asks for the same page again and again, and changes only what has
// changed. Nothing is announced: a screen that talks every second helps nobody.
import { morph } from "./live/morph";

const PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

let etag = "";
let failures = 0;
let timer = 0;

// A screen that nobody reloads takes a new program's style and scripts by itself.
const isOutdated = (page: Document) => document.body.classList.contains("door") &&
	page.documentElement.dataset.build !== document.documentElement.dataset.build;

function exchange(page: Document) {
	if (isOutdated(page)) return location.reload();
	for (const old of document.querySelectorAll("[data-live][id]")) {
		const fresh = page.getElementById(old.id);
		const href = old.contains(document.activeElement) && document.activeElement?.getAttribute("href");
		if (fresh && !fresh.isEqualNode(old)) morph(old, fresh);
		if (!href || old.contains(document.activeElement)) continue;
		old.querySelector<HTMLElement>(`[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
	}
}

function tellConnection(works: boolean) {
	const note = document.getElementById("connection");
	const as_of = note?.querySelector("span");
	if (!note || !as_of) return;
	if (works) {
		const clock: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
		const shown = document.querySelector("#clock time")?.textContent;
		as_of.textContent = shown ?? new Date().toLocaleTimeString(document.documentElement.lang, clock);
	}
	note.hidden = works;
}

async function ask() {
	const headers: Record<string, string> = { Accept: "text/html" };
	if (etag) headers["If-None-Match"] = etag;
	const answer = await fetch(location.href, { headers, cache: "no-store", redirect: "error" });
	if (answer.status === 304) return;
	if (!answer.ok) throw new Error(answer.statusText);
	etag = answer.headers.get("ETag") ?? "";
	exchange(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

async function refresh() {
	try {
		await ask();
		failures = 0;
	} catch {
		failures++;
	}
	tellConnection(failures === 0);
	plan(Math.min(PAUSE * 2 ** failures, LONGEST_PAUSE));
}

function plan(pause: number) {
	clearTimeout(timer);
	if (!document.hidden) timer = window.setTimeout(refresh, pause);
}

document.addEventListener("visibilitychange", () => plan(0));
addEventListener("online", () => plan(0));
tellConnection(true);
plan(PAUSE);
