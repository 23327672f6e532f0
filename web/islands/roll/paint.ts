// SPDX-License-Identifier: EUPL-1.2
// What a mark makes of the page before the lab knows of it, by the lab's own rules.
import type { Mark } from "./marks";

const number = (place: Element, name: string) => Number(place.querySelector(`[data-${name}]`)!.textContent);
const isIn = (state: string) => state === "here" || state === "late";
const states: Record<string, string> = { left: "gone", missing: "missing", undo: "expected" };

const stateAfter = ({ act, at }: Mark, late: string) =>
	act !== "arrived" ? states[act] : Date.parse(at) > Date.parse(late) ? "late" : "here";

function paintButtons(form: HTMLFormElement, state: string) {
	const shown: Record<string, boolean> = {
		arrived: !isIn(state), left: isIn(state), missing: state === "expected", undo: state !== "expected",
	};
	for (const button of form.querySelectorAll("button")) button.hidden = !shown[button.value];
}

function paintSeat(place: HTMLElement, state: string, at: string) {
	const time = new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
	const times = place.querySelector("[data-times]")!;
	const badge = document.querySelector<HTMLTemplateElement>(`template[data-state="${state}"]`)!.content.cloneNode(true);
	if (state === "gone") times.textContent = `${times.textContent}–${time}`;
	else times.textContent = isIn(state) ? time : "";
	place.dataset.presence = state;
	place.querySelector(".badge")!.replaceWith(badge);
}

function paintHeads(place: Element, heads: number) {
	place.querySelector("[data-heads]")!.textContent = String(heads);
	place.querySelector<HTMLElement>("[data-complete]")!.hidden = heads !== number(place, "count");
}

// How many heads there are after a tap.
export function headsAfter(form: HTMLFormElement, act: string) {
	const place = form.closest("li")!;
	const heads = number(place, "heads");
	if (act === "all") return number(place, "count");
	return act === "plus" ? heads + 1 : Math.max(0, heads - 1);
}

function paintSum(roll: Element) {
	const classes = [...roll.querySelectorAll("[data-heads]")].reduce((sum, { textContent }) => sum + Number(textContent), 0);
	const seats = [...roll.querySelectorAll<HTMLElement>("[data-presence]")].filter(({ dataset }) => isIn(dataset.presence!));
	roll.querySelector("[data-present]")!.textContent = String(classes + seats.length);
}

export function paint(form: HTMLFormElement, mark: Mark) {
	const roll = form.closest<HTMLElement>(".roll")!;
	const place = form.closest("li")!;
	if (mark.heads !== undefined) {
		paintHeads(place, mark.heads);
	} else {
		const state = stateAfter(mark, roll.dataset.late!);
		paintSeat(place, state, mark.at);
		paintButtons(form, state);
	}
	paintSum(roll);
}
