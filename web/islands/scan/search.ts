// SPDX-License-Identifier: EUPL-1.2
// The search by name while the lab cannot be reached: in the list on this device, and what staff see is told later.
import { markSeen } from "./alone";
import type { Kept } from "./day";
import { findNames, type Guest } from "./names";
import { queueCame } from "./queue";
import { get } from "./shelf";
import { becomeLonely } from "./sync";
import { clock } from "./verdict";

const form = document.getElementById("search") as HTMLFormElement;
const place = document.getElementById("found")!;
const words = place.dataset;

const notice = (text = "") => Object.assign(document.createElement("p"), { className: "empty", textContent: text });

function showCame(line: HTMLElement, at: string) {
	line.querySelector("button")?.remove();
	line.querySelector<HTMLElement>("[data-came]")!.hidden = false;
	line.querySelector("[data-came-at]")!.textContent = clock(at);
}

async function came(line: HTMLElement, { id, ref }: Guest) {
	const at = await markSeen(id);
	if (!at) return;
	await queueCame(ref, at);
	showCame(line, at);
	becomeLonely();
}

async function lineOf(guest: Guest) {
	const line = (document.getElementById("found-one") as HTMLTemplateElement).content.firstElementChild!.cloneNode(true) as HTMLElement;
	const button = line.querySelector("button")!;
	const kept = await get<Kept>("pass", guest.id);
	line.querySelector("[data-name]")!.textContent = guest.name;
	line.querySelector("[data-place]")!.textContent = guest.place;
	line.querySelector("[data-time]")!.textContent = `${clock(guest.from)}–${clock(guest.until)}`;
	button.setAttribute("aria-label", `${button.textContent}: ${guest.name}, ${guest.place}`);
	button.addEventListener("click", () => void came(line, guest));
	if (guest.isSeat || Date.parse(guest.from) > Date.now()) button.remove();
	const at = kept?.came?.at ?? kept?.seen;
	if (at) showCame(line, at);
	return line;
}

async function search(name: string) {
	const found = await findNames(name);
	if (!found?.length) return place.replaceChildren(notice(found ? words.none : words.gone));
	const list = Object.assign(document.createElement("ul"), { className: "plain" });
	list.append(...await Promise.all(found.map(lineOf)));
	place.replaceChildren(list);
}

export function searchNames(isAlone: () => boolean) {
	const input = form.querySelector("input")!;
	const asked = new URLSearchParams(location.search).get("q");
	form.addEventListener("submit", (event) => {
		if (!isAlone()) return;
		event.preventDefault();
		void search(input.value);
	});
	if (!asked || asked.trim() === input.value) return;
	input.value = asked; // the lab was gone in between, and the page is the one on this device
	void search(asked);
}
