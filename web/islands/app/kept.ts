// SPDX-License-Identifier: EUPL-1.2
// What this device keeps of its person for when there is no network: the next bookings and their codes. In a cache of its
// own, so that a new version of the program does not lose it, and signing out forgets it.
import { dropCopy } from "../roll/copy";

export interface KeptBooking {
	ref: string;
	resource: string;
	location: string;
	from: string;
	until: string;
	code: string;
}

interface Kept {
	now: string;
	seconds: number;
	bookings: KeptBooking[];
}

const CACHE = "mine";
const PLACE = "/account/offline";
const FRESH = 300_000;

export async function forget() {
	await Promise.all([caches.delete(CACHE), dropCopy()]);
}

async function isFresh(whose: string) {
	const known = await (await caches.open(CACHE)).match(PLACE);
	if (known && known.headers.get("X-Whose") !== whose) await forget();
	else if (known) return Date.now() - Number(known.headers.get("X-Kept")) < FRESH;
	return false;
}

// The lab's clock and this device's may differ, so its age is counted on this device's alone.
export async function keep(whose: string, isNew: boolean) {
	if ((await isFresh(whose)) && !isNew) return;
	const answer = await fetch(PLACE, { headers: { Accept: "application/json" }, redirect: "error" });
	if (answer.status === 401) return forget();
	if (!answer.ok) return;
	const headers = { "Content-Type": "application/json", "X-Kept": String(Date.now()), "X-Whose": whose };
	await (await caches.open(CACHE)).put(PLACE, new Response(await answer.text(), { headers }));
}

// Those that are not over; none, and nothing left, once the session must have ended.
export async function recall(): Promise<KeptBooking[]> {
	const answer = await (await caches.open(CACHE)).match(PLACE);
	if (!answer) return [];
	const age = Date.now() - Number(answer.headers.get("X-Kept"));
	const { now, seconds, bookings } = (await answer.json()) as Kept;
	if (!(age >= 0 && age < seconds * 1000)) {
		await forget();
		return [];
	}
	const instant = Date.parse(now) + age;
	return bookings.filter(({ until }) => Date.parse(until) > instant);
}
