// SPDX-License-Identifier: EUPL-1.2
// What was decided without the lab, until the lab has it. The nonce makes sending twice count once.
import type { Alone } from "./alone";
import { expectSignedIn, newNonce, type Reading } from "./asking";
import { all, count, put, remove } from "./shelf";

interface Waiting {
	nonce: string;
	at: string;
	laid: number; // which of a second was first
	path: string;
	json: object;
}

export interface Told {
	message: string; // what the lab says that the scanner did not
}

const lay = (nonce: string, at: string, path: string, json: object) =>
	put("queue", { nonce, at, laid: Date.now(), path, json } satisfies Waiting);

export const queueScan = (reading: Reading, { at, code }: Alone) =>
	lay(reading.nonce, at, "/scans", { ...reading, at, decided: code });
// Seen by staff, without a code. The first one counts, so twice is once.
export const queueCame = (ref: string, at: string) => lay(newNonce(), at, `/bookings/${ref}/came`, { at });
export const waiting = () => count("queue");

async function send({ nonce, path, json }: Waiting): Promise<Told | undefined> {
	const answer = await fetch(path, {
		method: "POST",
		headers: { "Content-Type": "application/json", Accept: "application/json" },
		body: JSON.stringify(json),
	});
	expectSignedIn(answer); // it waits until somebody has signed in
	if (answer.status === 429 || answer.status >= 500) throw new Error(answer.statusText);
	const body = answer.status === 204 ? {} : await answer.json();
	await remove("queue", nonce);
	if (!answer.ok) return { message: [path.split("/")[2], body.reasons?.[0]?.message ?? answer.statusText].filter(Boolean).join(": ") };
	return body.late?.contrary ? { message: [body.name, body.late.message].filter(Boolean).join(": ") } : undefined;
}

// In the order in which it happened; throws as soon as the lab is gone again.
export async function upload() {
	const told: Told[] = [];
	const list = (await all<Waiting>("queue")).sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.laid - b.laid);
	for (const one of list) {
		const answer = await send(one);
		if (answer) told.push(answer);
	}
	return { sent: list.length, told };
}
