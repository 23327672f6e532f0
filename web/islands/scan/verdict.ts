// SPDX-License-Identifier: EUPL-1.2
// What the lab says of a code, and how it is shown: only as text, whatever is in it.

export interface Verdict {
	result: string; // admitted, already, refused; unknown: nobody could say
	message?: string;
	name?: string;
	from?: string;
	until?: string;
	resource?: { name: string };
	workshop?: string;
	seat?: number; // which of a group's
	first?: { at: string; point: string; place?: string; by?: string };
}

// RFC 3339 with the lab's own offset: the wall clock is in the text, whatever zone this device is in.
export const clock = (instant: string) => instant.slice(11, 16);

// "um 14:03, Eingang, durch Karl Vogt", with words that the page brings.
function firstLine({ first }: Verdict, words: DOMStringMap) {
	if (!first) return "";
	const by = first.by ? `, ${words.by} ${first.by}` : "";
	return `${words.at} ${clock(first.at)}, ${first.place ?? first.point}${by}`;
}

// "7b, Nr. 4" has no other name than its number: "3D-Druck, Nr. 4 · Schulungsraum".
export const placeOf = ({ workshop, seat, resource }: Verdict, number = "") =>
	[[workshop, seat && `${number} ${seat}`].filter(Boolean).join(", "), resource?.name].filter(Boolean).join(" · ");

export function cardOf(verdict: Verdict, note = "") {
	const kind = verdict.result === "unknown" ? "offline" : verdict.result;
	const template = document.getElementById(`verdict-${kind}`) as HTMLTemplateElement;
	const card = template.content.firstElementChild!.cloneNode(true) as HTMLElement;
	const say = (part: string, text?: string) => {
		const line = card.querySelector<HTMLElement>(`[data-${part}]`);
		if (line && text) line.textContent = text;
	};
	say("name", verdict.name);
	say("message", verdict.message);
	say("place", placeOf(verdict, card.querySelector<HTMLElement>("[data-place]")?.dataset.number));
	if (verdict.from && verdict.until) say("time", `${clock(verdict.from)}–${clock(verdict.until)}`);
	say("first", firstLine(verdict, card.querySelector<HTMLElement>("[data-first]")?.dataset ?? {}));
	say("note", note);
	return card;
}
