// SPDX-License-Identifier: EUPL-1.2
// One reading, sent to the lab. The nonce makes asking twice count once.
import type { Verdict } from "./verdict";

export interface Reading {
	token: string;
	nonce: string;
	point: string;
	direction: string;
}

// Codes of others may hold anything; the lab keeps what was shown, in the letters that its own codes are made of.
const MOST = 512;
export const plain = (text: string) => text.replace(/[^ -~]/g, "?").slice(0, MOST);

export function newNonce() {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Whoever held this scanner is nobody here any more: signed out elsewhere, or no longer of the staff.
export class SignedOut extends Error {}

export function expectSignedIn({ status }: Response) {
	if (status === 401 || status === 403) throw new SignedOut();
}

const PATIENCE = 3_000; // ms; whoever stands at the door does not wait longer

// Throws if the lab cannot be reached, or fails; what it answers, even no, is a verdict.
export async function ask(reading: Reading, more: Record<string, string> = {}): Promise<Verdict> {
	const answer = await fetch("/scans", {
		method: "POST",
		headers: { "Content-Type": "application/json", Accept: "application/json" },
		body: JSON.stringify({ ...reading, ...more }),
		signal: AbortSignal.timeout?.(PATIENCE),
	});
	if (answer.status >= 500) throw new Error(answer.statusText);
	const body = await answer.json();
	if (answer.ok) return body;
	return { result: "unknown", message: body.reasons?.[0]?.message };
}
