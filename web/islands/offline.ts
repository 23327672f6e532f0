// SPDX-License-Identifier: EUPL-1.2
// The page for when there is no network: my next bookings and their codes, from this device, and back as soon as the lab
// can be reached.
import { type KeptBooking, recall } from "./app/kept";

const place = document.getElementById("kept");
const template = document.getElementById("kept-one") as HTMLTemplateElement | null;
const language = document.documentElement.lang;

// RFC 3339 with the lab's own offset: the wall clock is in the text, whatever zone this device is in.
function day(instant: string) {
	const [year, month, date] = instant.slice(0, 10).split("-").map(Number);
	const form: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "long", timeZone: "UTC" };
	return new Date(Date.UTC(year, month - 1, date)).toLocaleDateString(language, form);
}

function card(one: KeptBooking) {
	const made = template!.content.cloneNode(true) as DocumentFragment;
	const put = (name: string, text: string) => { made.querySelector(`[data-${name}]`)!.textContent = text; };
	put("resource", one.resource);
	put("location", one.location);
	put("when", `${day(one.from)}, ${one.from.slice(11, 16)}–${one.until.slice(11, 16)}`);
	put("ref", one.ref);
	const image = made.querySelector("img")!;
	image.src = `data:image/svg+xml,${encodeURIComponent(one.code)}`;
	image.alt += `, ${one.resource}`;
	return made;
}

async function show() {
	const bookings = await recall();
	if (!place || !template || !bookings.length) return;
	place.replaceChildren(...bookings.map(card));
	document.getElementById("kept-title")!.hidden = false;
	document.getElementById("kept-none")!.hidden = true;
}

show().catch(() => undefined);
if (location.pathname !== "/offline") addEventListener("online", () => location.reload());
document.getElementById("again")?.addEventListener("click", (event) => {
	if (location.pathname === "/offline") return;
	event.preventDefault();
	location.reload();
});
