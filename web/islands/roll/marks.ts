// SPDX-License-Identifier: EUPL-1.2
// What staff have marked until the lab has it, in the order in which they did; no names. A mark says how it is, not by how
// much it changed, so that telling it twice is telling it once.

export interface Mark {
	day: string; // of a workshop
	seat: string;
	number?: number; // none: a class as a whole
	act: string;
	heads?: number;
	at: string;
}

const PLACE = "marks";
const PATIENCE = 4_000; // ms

export const waiting = (): Mark[] => JSON.parse(localStorage.getItem(PLACE) ?? "[]");
const keep = (marks: Mark[]) => localStorage.setItem(PLACE, JSON.stringify(marks));
export const add = (mark: Mark) => keep([...waiting(), mark]);

export class SignedOut extends Error {}

async function send({ day, ...mark }: Mark) {
	const answer = await fetch(`/attendance/${day}`, {
		method: "POST",
		headers: { "Content-Type": "application/json", Accept: "application/json" },
		body: JSON.stringify(mark),
		signal: AbortSignal.timeout?.(PATIENCE),
	});
	if (answer.status === 401 || answer.status === 403) throw new SignedOut();
	if (answer.status === 429 || answer.status >= 500) throw new Error(answer.statusText);
	return answer.ok ? [] : (await answer.json()).reasons.map(({ message }: { message: string }) => message) as string[];
}

// Throws as soon as the lab cannot be reached; says what the lab refuses.
export async function upload() {
	const refused: string[] = [];
	for (let first = waiting()[0]; first; first = waiting()[0]) {
		refused.push(...await send(first));
		keep(waiting().slice(1));
	}
	return refused;
}
