// SPDX-License-Identifier: EUPL-1.2
// What the scanner decides while it cannot ask the lab: the lab's own questions, in the same order, to the day's list.
import type { Reading } from "./asking";
import { type Day, idOf, type Kept, nameOf, today } from "./day";
import { get, put } from "./shelf";
import { isSigned, readToken, type Token } from "./token";
import type { Verdict } from "./verdict";

export interface Alone extends Verdict {
	code: string;
	at: string;
}

const results: Record<string, string> = { ok: "admitted", already: "already" };

// The text of a code, in the page's language.
const textOf = (code: string) =>
	(document.getElementById("codes") as HTMLTemplateElement).content.querySelector(`[data-code="${code}"]`)?.textContent ?? code;

const placeOf = (slug: string) => document.querySelector(`#point option[value="${CSS.escape(slug)}"]`)?.textContent ?? slug;

async function recognise(text: string, day: Day): Promise<Token | string> {
	const token = readToken(text, day.url);
	if (typeof token === "string") return token;
	const key = day.keys.find(({ kid }) => kid === token.kid);
	if (token.site !== day.site) return "wrong_site";
	if (!key || (key.ends && token.until > Date.parse(key.ends))) return "unknown";
	return await isSigned(token, key.public) ? token : "bad_signature";
}

function isElsewhere({ points, within }: Day, slug: string, resource: number) {
	const point = points.find((one) => one.slug === slug)?.id;
	return point !== undefined && point !== resource && !within.some(({ whole, part }) =>
		(whole === point && part === resource) || (whole === resource && part === point));
}

// A booking made after the list was fetched is not on it; its signature says enough.
const unlisted = ({ resource, from, until }: Token, id: string): Kept =>
	({ id, state: "ok", resource, from: new Date(from).toISOString(), until: new Date(until).toISOString() });

function judge(kept: Kept, reading: Reading, day: Day, now: number) {
	const leaving = reading.direction === "exit";
	if (kept.state !== "ok") return kept.state;
	if (now < Date.parse(kept.from)) return "not_yet";
	if (now >= Date.parse(kept.until) && !leaving) return "expired";
	if (isElsewhere(day, reading.point, kept.resource)) return "wrong_place";
	return (leaving ? kept.left : kept.came && !kept.left) ? "already" : "ok";
}

// So that the next code like it is a copy, also once the lab is out of reach. Who left may come back.
export async function mark(reading: Reading, at: string, url: string) {
	const token = readToken(reading.token, url);
	if (typeof token === "string") return;
	const id = await idOf(token.tid);
	const kept = await get<Kept>("pass", id) ?? unlisted(token, id);
	if (reading.direction === "exit") kept.left ??= { at };
	else if (!kept.came || kept.left) Object.assign(kept, { came: { at, point: reading.point }, left: undefined });
	await put("pass", kept);
}

// RFC 3339 on the lab's wall clock, which the day's own end tells.
function onWallClock(now: number, like: string) {
	const zone = like.slice(19);
	const minutes = zone === "Z" ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
	return `${new Date(now + minutes * 60_000).toISOString().slice(0, 19)}${zone}`;
}

// An instant of this device's clock, on the lab's.
export const labTime = (day: Day, instant = Date.now()) => onWallClock(instant + day.offset, day.ends);

// Staff know who it is, without a code; undefined: there is no list.
export async function markSeen(id: string) {
	const [day, kept] = [await today(), await get<Kept>("pass", id)];
	if (!day || !kept) return undefined;
	kept.seen ??= labTime(day);
	await put("pass", kept);
	return kept.seen;
}

// What people type of a code: only the lab knows whose it is.
const isShort = (text: string) => /^[A-Z2-7]{8}$/i.test(text);

// Undefined: there is no list of today, and so nobody can say.
export async function decide(reading: Reading): Promise<Alone | undefined> {
	const day = await today();
	if (!day || isShort(reading.token)) return undefined;
	const now = Date.now() + day.offset;
	const at = labTime(day);
	const token = await recognise(reading.token, day);
	if (typeof token === "string") return { result: "refused", code: token, message: textOf(token), at };
	const id = await idOf(token.tid);
	const kept = await get<Kept>("pass", id) ?? unlisted(token, id);
	const code = judge(kept, reading, day, now);
	const first = code !== "already" ? undefined : reading.direction === "exit" ? { at: kept.left!.at, point: "" } : kept.came;
	if (code === "ok") await mark(reading, at, day.url);
	return {
		result: results[code] ?? "refused", code, message: textOf(code), at, name: await nameOf(kept, token.tid),
		from: kept.from, until: kept.until, workshop: kept.workshop, seat: kept.seat, resource: kept.place ? { name: kept.place } : undefined,
		first: first && { ...first, place: placeOf(first.point) },
	};
}
