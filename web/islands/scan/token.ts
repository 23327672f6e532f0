// SPDX-License-Identifier: EUPL-1.2
// Passes as app/pass.h describes them: 86 bytes in the one spelling of their Base32, and whether the lab signed them.

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Token {
	kid: number;
	site: number;
	tid: string; // 16 hexadecimal digits
	resource: number;
	from: number; // ms
	until: number;
	message: Bytes;
	signature: Bytes;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const SINCE = Date.UTC(2020, 0);
const MINUTE = 60_000;
const SIGNED = 22;

export const hexOf = (bytes: Bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const bytesOf = (hex: string): Bytes => new Uint8Array((hex.match(/../g) ?? []).map((byte) => parseInt(byte, 16)));

function base32(text: string): Bytes {
	const bytes = new Uint8Array(Math.floor(text.length * 5 / 8));
	[...text].forEach((letter, n) => {
		const value = LETTERS.indexOf(letter);
		for (let bit = 0; bit < 5; bit++) {
			const at = n * 5 + bit;
			if (value >> (4 - bit) & 1 && at < bytes.length * 8) bytes[at >> 3] |= 0x80 >> (at & 7);
		}
	});
	return bytes;
}

function taken(bytes: Bytes): Token {
	const view = new DataView(bytes.buffer);
	const from = SINCE + view.getUint32(16) * MINUTE;
	return {
		kid: bytes[1], site: view.getUint16(2), tid: hexOf(bytes.slice(4, 12)), resource: view.getUint32(12),
		from, until: from + view.getUint16(20) * MINUTE,
		message: new Uint8Array([...new TextEncoder().encode("labpass/1\0"), ...bytes.slice(0, SIGNED)]),
		signature: bytes.slice(SIGNED),
	};
}

// The code for what is none: url is the lab's own address.
export function readToken(text: string, url: string): Token | "malformed" | "wrong_site" {
	const at = text.indexOf("#") + 1;
	const bare = text.slice(at);
	const spare = LETTERS.indexOf(bare.charAt(137)) & 3; // 690 bits for 688
	if (!/^[A-Z2-7]{138}$/.test(bare) || spare) return "malformed";
	const bytes = base32(bare);
	const type = bytes[0] & 15;
	if (bytes[0] >> 4 !== 1 || type < 1 || type > 4 || !bytes[1]) return "malformed";
	const address = text.slice(0, at).toLowerCase().replace(/^https?:\/\//, "");
	if (at && !/^https?:\/\/.*\/t#$/i.test(text.slice(0, at))) return "malformed";
	return at && address !== `${url.toLowerCase().replace(/^https?:\/\//, "")}/t#` ? "wrong_site" : taken(bytes);
}

type Verify = (signature: Bytes, message: Bytes, key: Bytes) => Promise<boolean>;

// For browsers whose own cryptography knows no Ed25519 yet; fetched only then.
function fallback(): Promise<Verify> {
	const address = document.getElementById("scan")!.dataset.verifier!;
	return new Promise((resolve, reject) => {
		const script = document.createElement("script");
		script.src = address;
		script.onload = () => resolve((window as unknown as { verifyEd25519: Verify }).verifyEd25519);
		script.onerror = reject;
		document.head.append(script);
	});
}

async function verify(signature: Bytes, message: Bytes, key: Bytes) {
	try {
		const own = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
		return await crypto.subtle.verify({ name: "Ed25519" }, own, signature, message);
	} catch {
		return (await fallback())(signature, message, key);
	}
}

export const isSigned = (token: Token, key: string) => verify(token.signature, token.message, bytesOf(key));
