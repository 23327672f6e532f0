// SPDX-License-Identifier: EUPL-1.2
// What was decided without the lab, until the lab has it. The nonce makes sending twice count once.
import type { Alone } from "./alone";
import type { Reading } from "./asking";
import { all, count, put, remove } from "./shelf";

interface Waiting extends Reading {
	at: string;
	decided: string;
}

export interface Told {
	message: string; // what the lab says that the scanner did not
}

export const queue = (reading: Reading, { at, code }: Alone) => put("queue", { ...reading, at, decided: code });
export const waiting = () => count("queue");

async function send(one: Waiting): Promise<Told | undefined> {
	const answer = await fetch("/scans", {
		method: "POST",
		headers: { "Content-Type": "application/json", Accept: "application/json" },
		body: JSON.stringify(one),
	});
	if (answer.status === 401 || answer.status === 403 || answer.status === 429 || answer.status >= 500) {
		throw new Error(answer.statusText); // it waits until somebody has signed in, or the lab is well
	}
	const body = await answer.json();
	await remove("queue", one.nonce);
	if (!answer.ok) return { message: body.reasons?.[0]?.message ?? answer.statusText };
	return body.late?.contrary ? { message: [body.name, body.late.message].filter(Boolean).join(": ") } : undefined;
}

// In the order in which it happened; throws as soon as the lab is gone again.
export async function upload() {
	const told: Told[] = [];
	const list = (await all<Waiting>("queue")).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
	for (const one of list) {
		const answer = await send(one);
		if (answer) told.push(answer);
	}
	return { sent: list.length, told };
}
