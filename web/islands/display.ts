// SPDX-License-Identifier: EUPL-1.2
// The screen at the door: what does not fit takes turns, and the screen stays awake.

const PAGE_SECONDS = 12;

const turns = new Map<Element, number>();

// What follows each other within the room is one page.
function pagesOf(list: HTMLElement) {
	const pages: HTMLElement[][] = [];
	let top = 0;
	for (const child of Array.from(list.children) as HTMLElement[]) {
		if (!pages.length || child.offsetTop + child.offsetHeight - top > list.clientHeight + 1) {
			pages.push([]);
			top = child.offsetTop;
		}
		pages[pages.length - 1].push(child);
	}
	return pages;
}

function turn(list: HTMLElement) {
	const children = Array.from(list.children) as HTMLElement[];
	children.forEach((child) => { child.hidden = false; });
	if (list.scrollHeight <= list.clientHeight + 1) return;
	const pages = pagesOf(list);
	const at = ((turns.get(list) ?? -1) + 1) % pages.length;
	turns.set(list, at);
	children.forEach((child) => { child.hidden = !pages[at].includes(child); });
}

const turnAll = () => document.querySelectorAll<HTMLElement>("[data-pages]").forEach(turn);

async function stayAwake() {
	try {
		await navigator.wakeLock?.request("screen");
	} catch {
		// Whoever runs the screen decides when it sleeps.
	}
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) void stayAwake(); });
void stayAwake();
turnAll();
setInterval(turnAll, PAGE_SECONDS * 1000);
