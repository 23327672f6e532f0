// SPDX-License-Identifier: EUPL-1.2
// Several free slots at once: drag over them with a mouse, hold a finger on one and go on, or hold Shift with an arrow key.
// It ends in the form that the first slot's link leads to, until the last one's end. Links work as ever without it.

const HOLD = 350;
const SLOP = 8;

interface Range { first: HTMLAnchorElement; last: HTMLAnchorElement; links: HTMLAnchorElement[] }

let range: Range | null = null;
let holding = 0;
let start = { x: 0, y: 0 };
let wasDragged = false;

const time = (link: HTMLAnchorElement, name: string) => new URL(link.href).searchParams.get(name) ?? "";
const isFree = (link: Element | null): link is HTMLAnchorElement =>
	link instanceof HTMLAnchorElement && Boolean(link.closest("td.free")) && link.pathname === "/bookings/new";

/* All free slots of the same resource in the order of their time: those of one row of the wall, or of one day of a week. */
function neighbours(link: HTMLAnchorElement) {
	const resource = time(link, "resource");
	return [...link.closest("table")!.querySelectorAll<HTMLAnchorElement>("td.free > a")]
		.filter((one) => isFree(one) && time(one, "resource") === resource)
		.sort((a, b) => time(a, "from").localeCompare(time(b, "from")));
}

/* From one to the other as long as nothing lies between them. */
function between(first: HTMLAnchorElement, last: HTMLAnchorElement) {
	const all = neighbours(first);
	const [a, b] = [all.indexOf(first), all.indexOf(last)].sort((x, y) => x - y);
	const links = a < 0 ? [first] : all.slice(a, b + 1);
	return links.every((one, i) => !i || time(links[i - 1], "until") >= time(one, "from")) ? links : null;
}

function show(next: Range | null) {
	for (const link of range?.links ?? []) link.classList.remove("chosen");
	range = next;
	for (const link of range?.links ?? []) link.classList.add("chosen");
	const said = document.getElementById("range");
	if (said && range) said.textContent = `${clock(range.links[0], "from")}–${clock(range.links[range.links.length - 1], "until")}`;
	else if (said) said.textContent = "";
}

const clock = (link: HTMLAnchorElement, name: string) => new Date(time(link, name))
	.toLocaleTimeString("de", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Berlin" });

function extend(to: Element | null) {
	if (!range || !isFree(to)) return;
	const links = between(range.first, to);
	if (links) show({ first: range.first, last: to, links });
}

function go() {
	if (!range) return;
	const address = new URL(range.links[0].href);
	address.searchParams.set("until", time(range.links[range.links.length - 1], "until"));
	location.assign(address);
}

const under = ({ clientX, clientY }: PointerEvent) => document.elementFromPoint(clientX, clientY)?.closest("a") ?? null;

function begin(link: HTMLAnchorElement) {
	wasDragged = false;
	show({ first: link, last: link, links: [link] });
}

function listen(table: HTMLTableElement) {
	table.addEventListener("dragstart", (event) => event.preventDefault());
	table.addEventListener("pointerdown", (event) => {
		const link = under(event);
		start = { x: event.clientX, y: event.clientY };
		if (!isFree(link) || event.button) return;
		if (event.pointerType === "mouse") return begin(link);
		holding = setTimeout(() => { begin(link); wasDragged = true; }, HOLD);
	});
	table.addEventListener("pointermove", (event) => {
		const far = Math.hypot(event.clientX - start.x, event.clientY - start.y) > SLOP;
		if (!range && far) clearTimeout(holding);
		if (!range || !far) return;
		wasDragged = true;
		extend(under(event));
	});
	table.addEventListener("touchmove", (event) => { if (range) event.preventDefault(); }, { passive: false });
	table.addEventListener("pointerup", () => {
		clearTimeout(holding);
		if (wasDragged && range && range.links.length > 1) go();
		else show(null);
	});
	table.addEventListener("pointercancel", () => { clearTimeout(holding); show(null); });
	table.addEventListener("click", (event) => { if (wasDragged) event.preventDefault(); wasDragged = false; });
	table.addEventListener("contextmenu", (event) => { if (range) event.preventDefault(); });
	table.addEventListener("keydown", keys);
}

function keys(event: KeyboardEvent) {
	const link = document.activeElement;
	if (event.key === "Escape") return show(null);
	if (event.key === "Enter" && range && range.links.length > 1) {
		event.preventDefault();
		return go();
	}
	if (!event.shiftKey || !event.key.startsWith("Arrow") || !isFree(link)) return;
	event.preventDefault();
	if (!range) begin(link);
	const all = neighbours(range!.first);
	const step = /Right|Down/.test(event.key) ? 1 : -1;
	const next = all[all.indexOf(link) + step];
	if (!next || !between(range!.first, next)) return;
	extend(next);
	next.focus();
}

for (const table of document.querySelectorAll<HTMLTableElement>("table.week, table.wall")) {
	listen(table);
	table.addEventListener("focusin", ({ target }) => {
		if (range && !wasDragged && !range.links.includes(target as HTMLAnchorElement)) show(null);
	});
}
document.getElementById("range-keys")?.removeAttribute("hidden");
