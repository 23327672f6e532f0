// What network servers give a codec beside the language: console, and as much of Node's Buffer as codecs use.
var console = { log() {}, warn() {}, error() {}, info() {}, debug() {} };
var exports = {}, module = { exports };
var Buffer = (() => {
	const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const base64 = (bytes) => {
		let text = "";
		for (let i = 0; i < bytes.length; i += 3) {
			const n = bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2];
			for (let j = 0; j < 4; j++) text += i + j > bytes.length ? "=" : letters[n >> 18 - 6 * j & 63];
		}
		return text;
	};
	const unbase64 = (text) => {
		const bytes = [];
		let n = 0, bits = 0;
		for (const letter of text.replace(/-/g, "+").replace(/_/g, "/")) {
			const at = letters.indexOf(letter);
			if (at < 0) continue;
			n = (n << 6 | at) & 0xffff;
			if ((bits += 6) >= 8) bytes.push(n >> (bits -= 8) & 255);
		}
		return bytes;
	};
	class Buffer extends Uint8Array {
		static from(what, encoding) {
			if (typeof what !== "string") return new Buffer(Uint8Array.from(what));
			if (encoding === "hex") return new Buffer(Uint8Array.from(what.match(/../g) || [], (pair) => parseInt(pair, 16)));
			if (encoding === "base64") return new Buffer(Uint8Array.from(unbase64(what)));
			return new Buffer(Uint8Array.from(unescape(encodeURIComponent(what)), (letter) => letter.charCodeAt(0)));
		}
		static alloc(size) { return new Buffer(size); }
		static isBuffer(what) { return what instanceof Buffer; }
		static concat(list) { return Buffer.from(list.flatMap((one) => [...one])); }
		equals(other) { return this.length === other.length && this.every((byte, i) => byte === other[i]); }
		slice(from, to) { return this.subarray(from, to); }
		toString(encoding) {
			if (encoding === "hex") return [...this].map((byte) => byte.toString(16).padStart(2, "0")).join("");
			if (encoding === "base64") return base64(this);
			const text = String.fromCharCode(...this);
			return encoding === "ascii" || encoding === "latin1" ? text : decodeURIComponent(escape(text));
		}
		readUIntBE(at, size) { let n = 0; while (size--) n = n * 256 + this[at++]; return n; }
		readUIntLE(at, size) { let n = 0; while (size--) n = n * 256 + this[at + size]; return n; }
		readIntBE(at, size) { const n = this.readUIntBE(at, size); return n < 2 ** (8 * size - 1) ? n : n - 2 ** (8 * size); }
		readIntLE(at, size) { const n = this.readUIntLE(at, size); return n < 2 ** (8 * size - 1) ? n : n - 2 ** (8 * size); }
	}
	const kinds = { UInt8: "Uint8", Int8: "Int8", UInt16: "Uint16", Int16: "Int16", UInt32: "Uint32", Int32: "Int32",
		Float: "Float32", Double: "Float64", BigInt64: "BigInt64", BigUInt64: "BigUint64" };
	for (const [name, kind] of Object.entries(kinds))
		for (const end of name.endsWith("8") ? [""] : ["BE", "LE"]) {
			const size = { Float: 4, Double: 8 }[name] || parseInt(name.match(/\d+/)[0]) / 8;
			Buffer.prototype["read" + name + end] = function (at = 0) { return view(this)["get" + kind](at, end === "LE"); };
			Buffer.prototype["write" + name + end] = function (n, at = 0) { view(this)["set" + kind](at, n, end === "LE"); return at + size; };
			Buffer.prototype[("read" + name + end).replace("UInt", "Uint")] = Buffer.prototype["read" + name + end];
		}
	return Buffer;
})();
