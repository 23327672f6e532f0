// SPDX-License-Identifier: EUPL-1.2
// The form of a booking tells while one types what would come of it: it asks for its own page with what is typed now, and
// takes from there what is free, what it costs and each date. Nothing is booked by it.

const PAUSE = 250;
const PARTS = ["check", "lessons-box", "around-box", "rules-box", "send"];
const PRIVATE = /^(csrf|once|seen|confirmed|day-.*)$/;

const form = document.querySelector<HTMLFormElement>("form.wish");
let timer = 0;
let last = 0;

function address(form: HTMLFormElement) {
	const query = new URLSearchParams();
	for (const [name, value] of new FormData(form))
		if (typeof value === "string" && !PRIVATE.test(name)) query.set(name, value);
	return `/bookings/new?${query}`;
}

async function look(form: HTMLFormElement) {
	const mine = ++last;
	const answer = await fetch(address(form), { headers: { Accept: "text/html" } }).catch(() => null);
	if (!answer?.ok || mine !== last) return;
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	for (const id of PARTS) {
		const old = document.getElementById(id);
		const fresh = page.getElementById(id);
		if (!old || !fresh || old.isEqualNode(fresh)) continue;
		const at = old.contains(document.activeElement) && document.activeElement?.textContent;
		old.replaceWith(fresh);
		if (at) [...fresh.querySelectorAll("a")].find(({ textContent }) => textContent === at)?.focus();
	}
}

function lookSoon(form: HTMLFormElement) {
	clearTimeout(timer);
	timer = setTimeout(() => look(form), PAUSE);
}

/* A later lesson of the same day lengthens what is chosen. */
function times({ from, until, organisation }: DOMStringMap, form: HTMLFormElement) {
	const chosen = form.querySelector("#lessons-box [aria-current]") as HTMLElement | null;
	const longer = organisation !== undefined && chosen?.dataset.from === field(form, "from").value
		&& from! >= field(form, "until").value;
	return { from: longer ? field(form, "from").value : from!, until: until!, organisation };
}

const field = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement;

function choose(form: HTMLFormElement, link: HTMLElement) {
	const { from, until, organisation } = times(link.dataset, form);
	field(form, "from").value = from;
	field(form, "until").value = until;
	if (organisation && field(form, "organisation")) field(form, "organisation").value = organisation;
	look(form);
}

/* Who moves the begin moves the end along. */
function keepLength(form: HTMLFormElement) {
	const [from, until] = [field(form, "from"), field(form, "until")];
	let length = Date.parse(until.value) - Date.parse(from.value);
	from.addEventListener("input", () => {
		const begin = Date.parse(`${from.value}Z`);
		if (length > 0 && begin) until.value = new Date(begin + length).toISOString().slice(0, 16);
	});
	form.addEventListener("input", () => { length = Date.parse(until.value) - Date.parse(from.value); });
}

if (form) {
	keepLength(form);
	document.getElementById("look")?.setAttribute("hidden", "");
	form.addEventListener("input", (event) => {
		if (!/^day-/.test((event.target as HTMLInputElement).name)) lookSoon(form);
	});
	document.addEventListener("click", (event) => {
		const link = (event.target as Element).closest<HTMLElement>("a[data-from]");
		if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		choose(form, link);
	});
}
