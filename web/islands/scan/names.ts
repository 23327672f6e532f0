// SPDX-License-Identifier: EUPL-1.2
// Who is expected, by name, for who has no code at hand while there is no lab. The list lies on the device under a key that
// only this tab has and that goes with it: whoever finds the telephone reads no name, and neither does the lab's next user.
import { get, put } from "./shelf";
import { type Bytes, bytesOf, hexOf } from "./token";

export interface Guest {
	id: string; // of its pass on the shelf
	ref: string;
	name: string;
	place: string;
	from: string;
	until: string;
	isSeat: boolean;
}

const KEY = "door.names";
const MOST = 20;

interface Sealed {
	id: "names";
	iv: Bytes;
	data: ArrayBuffer;
}

const keyOf = (hex: string) => crypto.subtle.importKey("raw", bytesOf(hex), "AES-GCM", false, ["encrypt", "decrypt"]);

export async function sealNames(guests: Guest[]) {
	const [secret, iv] = [32, 12].map((size) => crypto.getRandomValues(new Uint8Array(size)));
	const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(hexOf(secret)), new TextEncoder().encode(JSON.stringify(guests)));
	await put("day", { id: "names", iv, data } satisfies Sealed);
	sessionStorage.setItem(KEY, hexOf(secret));
}

export const forgetNames = () => sessionStorage.removeItem(KEY);

// Undefined: there is no list that this tab could read.
export async function findNames(part: string): Promise<Guest[] | undefined> {
	const [secret, sealed] = [sessionStorage.getItem(KEY), await get<Sealed>("day", "names")];
	if (!secret || !sealed) return undefined;
	const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, await keyOf(secret), sealed.data).catch(() => undefined);
	const all = text && JSON.parse(new TextDecoder().decode(text)) as Guest[];
	const sought = part.trim().toLocaleLowerCase();
	return all && all.filter(({ name }) => name.toLocaleLowerCase().includes(sought)).slice(0, MOST);
}
