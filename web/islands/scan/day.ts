// SPDX-License-Identifier: EUPL-1.2
// The day's list on the device. A name lies there encrypted with a key that only its own pass has: whoever finds the
// telephone reads nobody's name, even if it was never switched on again to forget the day.
import { expectSignedIn } from "./asking";
import { type Guest, sealNames } from "./names";
import { all, get, put, replace, wipe } from "./shelf";
import { type Bytes, bytesOf, hexOf } from "./token";

interface Expected {
	tid: string;
	state: string;
	resource: number;
	ref?: string;
	place?: string;
	workshop?: string;
	seat?: number; // which of a group's
	name?: string;
	from: string;
	until: string;
	came?: { at: string; point: string };
	left?: { at: string };
	seen?: string; // when, by whatever witness
}

export interface Day {
	id: "day";
	url: string;
	site: number;
	ends: string;
	fetched: number; // ms by this device's clock
	offset: number; // ms that the lab's clock is ahead of this device's
	keys: { kid: number; public: string; ends?: string }[];
	within: { whole: number; part: number }[];
	points: { id: number; slug: string; name: string }[];
}

export interface Kept extends Omit<Expected, "tid" | "ref" | "name"> {
	id: string;
	name?: { iv: Bytes; data: ArrayBuffer };
}

const digest = (word: string, tid: string) =>
	crypto.subtle.digest("SHA-256", new Uint8Array([...new TextEncoder().encode(word), ...bytesOf(tid)]));

export const idOf = async (tid: string) => hexOf(new Uint8Array(await digest("id", tid)));

const keyOf = async (tid: string) =>
	crypto.subtle.importKey("raw", await digest("name", tid), "AES-GCM", false, ["encrypt", "decrypt"]);

async function seal(tid: string, name: string) {
	const iv = crypto.getRandomValues(new Uint8Array(12));
	return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(tid), new TextEncoder().encode(name)) };
}

export async function nameOf(kept: Kept, tid: string) {
	if (!kept.name) return undefined;
	const { iv, data } = kept.name;
	return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await keyOf(tid), data));
}

async function keep({ tid, name, ref: _, ...rest }: Expected): Promise<Kept> {
	return { ...rest, id: await idOf(tid), name: name ? await seal(tid, name) : undefined };
}

// A class, whose pupils have no names here, is one line.
function guestsOf(passes: Expected[], kept: Kept[]) {
	const lines = passes.map(({ state, ref, name, place, workshop, seat, from, until }, n): Guest | undefined =>
		state === "cancelled" || state === "revoked" || !ref || !name ? undefined
			: { id: kept[n].id, ref, name, place: [workshop, place].filter(Boolean).join(" · "), from, until, isSeat: Boolean(seat) });
	return [...new Map(lines.flatMap((one) => one ? [[one.isSeat ? one.ref + one.name : one.id, one]] : [])).values()];
}

const later = <T extends { at: string }>(one?: T, other?: T) =>
	one && !(other && Date.parse(other.at) > Date.parse(one.at)) ? one : other;

// Throws without the lab. What this device has admitted and not told yet stays so.
export async function fetchDay() {
	const answer = await fetch("/scan/day", { headers: { Accept: "application/json" }, cache: "no-store" });
	expectSignedIn(answer);
	if (!answer.ok) throw new Error(answer.statusText);
	const { passes, now, ...day } = await answer.json();
	const before = new Map((await all<Kept>("pass")).map((kept) => [kept.id, kept]));
	const kept = await Promise.all((passes as Expected[]).map(keep));
	for (const one of kept) {
		const was = before.get(one.id);
		one.came = later(one.came, was?.came);
		one.left = later(one.left, was?.left);
		if (one.came && one.left && later(one.left, one.came) === one.came) one.left = undefined;
		one.seen ??= was?.seen;
	}
	await replace("pass", kept);
	await sealNames(guestsOf(passes, kept));
	await put("day", { ...day, id: "day", fetched: Date.now(), offset: Date.parse(now) - Date.now() });
}

// Of those who may come: how many, how many of them came, and are still here.
export async function tally() {
	const awaited = (await all<Kept>("pass")).filter(({ state }) => state === "ok");
	const came = awaited.filter((one) => one.came || one.seen);
	return { awaited: awaited.length, came: came.length, inside: came.filter(({ left }) => !left).length };
}

// Undefined: there is none, or it is over and now forgotten.
export async function today() {
	const day = await get<Day>("day", "day");
	if (day && Date.now() + day.offset < Date.parse(day.ends)) return day;
	if (day) await wipe();
	return undefined;
}
