// SPDX-License-Identifier: EUPL-1.2
// A copy of today's list for a cellar in which the page is opened again. Of people it has their initials only, and it goes
// with the day or when somebody signs out.

const CACHE = "roll";
const ENDS = "X-Ends";

const initials = (name: string) => name.split(/\s+/).map((part) => `${part.charAt(0)}.`).join(" ");

const headersOf = (answer: Response, ends: number) => ({
	"Content-Type": "text/html; charset=utf-8",
	"Content-Security-Policy": answer.headers.get("Content-Security-Policy") ?? "",
	[ENDS]: String(ends),
});

// The files that the page needs are kept by the service worker that they go through.
async function keepFiles() {
	const loaded = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/static/"));
	await Promise.all([...new Set(loaded)].map((file) => fetch(file)));
}

let hasFiles = false;

// offset: ms that the lab's clock is ahead of this device's.
export async function keepCopy(page: Document, answer: Response, offset: number) {
	if (!navigator.serviceWorker?.controller) return;
	const rolls = page.getElementById("rolls")!;
	for (const one of page.querySelectorAll("[data-name]")) one.textContent = initials(one.textContent ?? "");
	for (const one of page.querySelectorAll(".roll details")) one.remove();
	rolls.dataset.offset = String(offset);
	const text = `<!doctype html>${page.documentElement.outerHTML}`;
	const headers = headersOf(answer, Date.parse(rolls.dataset.ends!) - offset);
	await (await caches.open(CACHE)).put("/attendance", new Response(text, { headers }));
	if (!hasFiles) await keepFiles();
	hasFiles = true;
}

export async function recallCopy() {
	const copy = await (await caches.open(CACHE)).match("/attendance", { ignoreVary: true });
	if (!copy || Date.now() < Number(copy.headers.get(ENDS))) return copy;
	await dropCopy();
	return undefined;
}

export const dropCopy = () => caches.delete(CACHE);
