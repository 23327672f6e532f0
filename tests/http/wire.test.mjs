// SPDX-License-Identifier: EUPL-1.2
// What goes over the wire: malformed requests, headers, freshness, static files, and clients that trickle.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { codes, readAnswer, send, sendJson, slot, startQuietLab, withinMinute } from "../lib/http.mjs";
import { startLab, until } from "../lib/lab.mjs";

let lab, member, staff, booking;
before(async () => {
	lab = await startQuietLab({ args: ["--ingest-secret", "a long secret"] });
	[member, staff] = await Promise.all([lab.signIn("startup@example.org"), lab.signIn("staff@example.org")]);
	booking = (await (await member.fetch("/bookings", { json: slot("prusa-1", 21, "10:00", "11:00") })).json()).ref;
});
after(() => lab?.stop());

/* ---- malformed requests ---- */

const ends = "Host: x\r\nConnection: close\r\n";
const posts = `POST /session HTTP/1.1\r\n${ends}Content-Type: application/json\r\n`;
const malformed = {
	"no Host": ["GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
	"two Hosts": [`GET / HTTP/1.1\r\nHost: x\r\n${ends}\r\n`, 400],
	"a Host that is none": ["GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400],
	"two lengths": [`${posts}Content-Length: 3\r\nContent-Length: 5\r\n\r\n{} xx`, 400],
	"a length twice": [`${posts}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`, 400],
	"a length that is no number": [`${posts}Content-Length: 2x\r\n\r\n{}`, 400],
	"a negative length": [`${posts}Content-Length: -2\r\n\r\n{}`, 400],
	"a length and chunks": [`${posts}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`, 400],
	"a space before the colon": [`${posts}Transfer-Encoding : chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`, 400],
	"an unknown transfer coding": [`${posts}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, 400],
	"chunks in HTTP/1.0": [`POST /session HTTP/1.0\r\n${ends}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
	"a chunk that is none": [`${posts}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`, 400],
	"a negative chunk": [`${posts}Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n`, 400],
	"a chunk beyond all numbers": [`${posts}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n`, 413],
	"%00": [`GET /resources/prusa-1%00 HTTP/1.1\r\n${ends}\r\n`, 400],
	"half an escape": [`GET /resources/%4 HTTP/1.1\r\n${ends}\r\n`, 400],
	"an encoded slash": [`GET /resources%2fprusa-1 HTTP/1.1\r\n${ends}\r\n`, 400],
	"a backslash": [`GET /resources%5cprusa-1 HTTP/1.1\r\n${ends}\r\n`, 400],
	"..": [`GET /static/../resources HTTP/1.1\r\n${ends}\r\n`, 400],
	"an encoded ..": [`GET /static/%2e%2e/resources HTTP/1.1\r\n${ends}\r\n`, 400],
	"//": [`GET //resources HTTP/1.1\r\n${ends}\r\n`, 400],
	"bytes that are no UTF-8": [`GET /resources/%ff HTTP/1.1\r\n${ends}\r\n`, 400],
	"a NUL in a value": [`GET / HTTP/1.1\r\nX-A: a\0b\r\n${ends}\r\n`, 400],
	"a bare CR in a value": [`GET / HTTP/1.1\r\nX-A: a\rb\r\n${ends}\r\n`, 400],
	"an escape in a value": [`GET / HTTP/1.1\r\nX-A: a\x1bb\r\n${ends}\r\n`, 400],
	"a folded header": [`GET / HTTP/1.1\r\nX-A: a\r\n b\r\n${ends}\r\n`, 400],
	"a header without a name": [`GET / HTTP/1.1\r\n: a\r\n${ends}\r\n`, 400],
	"a header's name that is none": [`GET / HTTP/1.1\r\nX(A): a\r\n${ends}\r\n`, 400],
	"two cookies' headers": [`GET / HTTP/1.1\r\nCookie: a=b\r\nCookie: c=d\r\n${ends}\r\n`, 400],
	"a lower-case method": [`get / HTTP/1.1\r\n${ends}\r\n`, 501],
	"an unknown method": [`BREW / HTTP/1.1\r\n${ends}\r\n`, 501],
	"CONNECT": [`CONNECT x:1 HTTP/1.1\r\n${ends}\r\n`, 501],
	"TRACE": [`TRACE / HTTP/1.1\r\n${ends}\r\n`, 501],
	"HTTP/1.2": [`GET / HTTP/1.2\r\n${ends}\r\n`, 400],
	"HTTP/2": ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505],
	"an address of 40 kB": [`GET /${"a".repeat(40000)} HTTP/1.1\r\n${ends}\r\n`, 414],
	"a header of 40 kB": [`GET / HTTP/1.1\r\nX-A: ${"a".repeat(40000)}\r\n${ends}\r\n`, 431],
	"a hundred headers": [`GET / HTTP/1.1\r\n${ends}${"X-A: a\r\n".repeat(100)}\r\n`, 431],
};

for (const [what, [bytes, status]] of Object.entries(malformed))
	test(`a request with ${what} gets ${status} and no second answer`, async () => {
		const text = await lab.raw(Buffer.from(bytes, "latin1"));
		assert.equal(readAnswer(text).status, status, text.slice(0, 200));
		assert.doesNotMatch(text, /^HTTP\/1\.[01] [123]/m); /* 0.9.75 says some refusals twice, which is its own */
	});

/* Debian 13's libmicrohttpd hangs up on some of it without a word. */
for (const [what, bytes] of Object.entries({
	"an address with a NUL": `GET /\0 HTTP/1.1\r\n${ends}\r\n`,
	"an address with a space": `GET /a b HTTP/1.1\r\n${ends}\r\n`,
	"a TLS greeting": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
}))
	test(`${what} is no request and ends the connection`, async () => {
		const { status } = readAnswer(await lab.raw(Buffer.from(bytes, "latin1"), { silence: 8000 }));
		assert.ok(status === 0 || status === 400, String(status));
	});

test("what would be smuggled behind a body's end is not answered", async () => {
	const inner = `GET /healthz HTTP/1.1\r\n${ends}\r\n`;
	for (const framing of ["Content-Length: 0\r\nContent-Length: 44", "Content-Length: 5\r\nTransfer-Encoding: chunked",
		"Transfer-Encoding : chunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"]) {
		const text = await lab.raw(`POST /session HTTP/1.1\r\nHost: x\r\n${framing}\r\n\r\n0\r\n\r\n${inner}`);
		assert.doesNotMatch(text, /alive/, framing);
	}
});

test("HTTP/1.0 needs no Host", async () => {
	assert.equal(readAnswer(await lab.raw("GET /healthz HTTP/1.0\r\n\r\n")).status, 200);
});

test("requests in one packet are answered in their order", async () => {
	const text = await lab.raw(`GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /robots.txt HTTP/1.1\r\n${ends}\r\n`);
	assert.match(text, /alive[^]*User-agent/);
});

/* ---- what is asked for ---- */

test("a method that an address does not have gets 405 and says which it has", async () => {
	const answer = await lab.fetch("/bookings", { method: "PUT" });
	assert.equal(answer.status, 405);
	assert.equal(answer.headers.get("allow"), "GET, HEAD, POST, OPTIONS");
	assert.equal((await answer.json()).status, 405);
});

test("OPTIONS says which methods an address has", async () => {
	const answer = await lab.fetch("/bookings/ABCDEFGH", { method: "OPTIONS" });
	assert.equal(answer.status, 204);
	assert.equal(answer.headers.get("allow"), "GET, HEAD, PATCH, DELETE, OPTIONS");
	assert.equal((await lab.fetch("/nowhere", { method: "OPTIONS" })).status, 404);
});

test("what is not there gets 404 in JSON or as a page", async () => {
	const json = await lab.fetch("/nowhere"), page = await lab.fetch("/nowhere", { headers: { accept: "text/html" } });
	assert.equal(json.headers.get("content-type"), "application/problem+json");
	assert.deepEqual([json.status, page.status], [404, 404]);
	assert.match(await page.text(), /<h1/);
	for (const path of ["/resources/prusa-9", "/resources/prusa-9.ics", "/resources/prusa-9/timetable", "/static/no.css", "/f/no.ics"])
		assert.equal((await lab.fetch(path)).status, 404, path);
});

const post = (body, type, path = "/bookings") =>
	member.fetch(path, { method: "POST", body, headers: type ? { "content-type": type } : {} });

test("a body of another type gets 415", async () => {
	for (const type of ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/jsonp",
		"application/json-patch+json", "application/x-www-form-urlencodedx"])
		assert.equal((await post("{}", type)).status, 415, type);
});

test("types may have parameters and any case", async () => {
	assert.equal((await post("{}", "Application/JSON; charset=utf-8")).status, 400);
	assert.ok((await codes(await post("{}", "application/json;charset=UTF-8"))).includes("missing_field"));
});

test("a body that is too large gets 413, announced or in chunks", async () => {
	const large = `{"resource":"${"a".repeat(300 << 10)}"}`, form = `resource=${"a".repeat(70 << 10)}`;
	assert.equal((await post(large, "application/json")).status, 413);
	assert.equal((await post(form, "application/x-www-form-urlencoded")).status, 413);
	assert.equal((await post("a".repeat(70 << 10), "application/json", "/ingest/chirpstack?event=up")).status, 413);
	const chunk = `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`;
	assert.equal(readAnswer(await lab.raw(`${posts}Transfer-Encoding: chunked\r\n\r\n${chunk}`)).status, 413);
	const announced = await lab.raw(`${posts}Content-Length: 999999999\r\n\r\n`);
	assert.equal(readAnswer(announced).status, 413);
});

const unreadable = {
	"no JSON": "{", "a list": "[]", "a number": "1", "a member twice": '{"resource":"a","resource":"b"}',
	"a NUL": '{"resource":"\\u0000"}', "a lone surrogate": '{"resource":"\\ud800"}', "two documents": "{}{}",
	"no UTF-8": Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), "forty levels": '{"a":'.repeat(40) + "1" + "}".repeat(40),
};
for (const [what, body] of Object.entries(unreadable))
	test(`JSON that is ${what} gets 400 and a reason`, async () => {
		const answer = await post(body, "application/json");
		const { status, reasons } = await answer.json();
		assert.deepEqual([answer.status, status, reasons.length], [400, 400, 1]);
		assert.equal(reasons[0].code, "bad_input");
		assert.ok(reasons[0].message.length > 30, reasons[0].message);
	});

test("a form that cannot be read gets 400", async () => {
	for (const body of ["resource=%zz", "resource=%00", "resource=%ff", "%0=1", "a=1&".repeat(301)])
		assert.equal((await post(body, "application/x-www-form-urlencoded")).status, 400, body);
	assert.equal((await lab.fetch("/resources/prusa-1/timetable?from=%zz")).status, 400);
});

test("members of the wrong type get 400, each with its reason", async () => {
	const answer = await member.fetch("/bookings", { json: { resource: 1, from: "tomorrow", until: true, participants: "3", purpose: {} } });
	assert.equal(answer.status, 400);
	const { reasons } = await answer.json();
	assert.deepEqual(reasons.map(({ field, code }) => `${field} ${code}`).sort(), ["from not_a_time",
		"participants not_a_number", "purpose bad_input", "resource bad_input", "until not_a_time"]);
});

test("an empty time is no time, and null is as good as nothing", async () => {
	const patch = (from) => member.fetch(`/bookings/${booking}`, { method: "PATCH", json: { from } });
	assert.deepEqual(await codes(await patch("")), ["not_a_time"]);
	const answer = await patch(null);
	assert.equal(answer.status, 200);
	assert.equal((await answer.json()).from, slot("prusa-1", 21, "10:00", "11:00").from);
});

test("unknown members get 422 and are named", async () => {
	const answer = await member.fetch("/bookings", { json: { ...slot("prusa-1", 21, "12:00", "13:00"), colour: "red", csrf: "x" } });
	assert.equal(answer.status, 422);
	const { reasons } = await answer.json();
	assert.deepEqual(reasons.map(({ code }) => code), ["unknown_member", "unknown_member"]);
	assert.match(reasons.map(({ message }) => message).join(), /colour.*csrf|csrf.*colour/);
});

test("texts that are too long or have controls get 400", async () => {
	const wish = slot("prusa-1", 21, "12:00", "13:00");
	assert.deepEqual(await codes(await member.fetch("/bookings", { json: { ...wish, purpose: "ä".repeat(201) } })), ["too_long_text"]);
	assert.deepEqual(await codes(await member.fetch("/bookings", { json: { ...wish, purpose: "a\u001bb" } })), ["not_clean"]);
});

/* ---- headers ---- */

/* Every method and address of /openapi.json, with what stands for its parts. */
async function operations(parts) {
	const { paths } = await (await lab.fetch("/openapi.json")).json();
	return Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) =>
		[method.toUpperCase(), path.replace(/\{(\w+)\}/g, (_, name) => parts[name])]));
}

const parts = () => ({ slug: "prusa-1", ref: booking, key: "x".repeat(43), id: "1", source: "chirpstack", file: "lab.css" });

function checkSecurity(answer, what) {
	const policy = answer.headers.get("content-security-policy");
	assert.match(policy, /default-src 'none'/, what);
	assert.match(policy, /frame-ancestors 'none'/, what);
	assert.doesNotMatch(policy, /unsafe|\*/, what);
	for (const [name, value] of [["x-content-type-options", "nosniff"], ["referrer-policy", "same-origin"],
		["cross-origin-opener-policy", "same-origin"]])
		assert.equal(answer.headers.get(name), value, `${what}: ${name}`);
	assert.ok(answer.headers.get("cache-control"), what);
	assert.match(answer.headers.get("vary") ?? "", /Accept-Encoding/, what);
}

test("every address sends the security headers, whatever it answers", async () => {
	const every = await operations(parts());
	assert.ok(every.length > 30);
	for (const [method, path] of every)
		for (const accept of ["application/json", "text/html"]) {
			const answer = await lab.fetch(path, { method, headers: { accept } });
			await answer.arrayBuffer();
			checkSecurity(answer, `${method} ${path} ${answer.status}`);
		}
	for (const [path, options] of [["/nowhere", {}], ["/bookings", { method: "PUT" }], ["/bookings", { method: "OPTIONS" }],
		["/bookings", { method: "POST", body: "x" }], ["/bookings", { json: [] }], ["/%00", {}],
		["/bookings", { json: { resource: "a".repeat(300 << 10) } }], ["/language", { json: { language: "de" } }]])
		checkSecurity(await lab.fetch(path, options), JSON.stringify([path, options]).slice(0, 80));
});

test("a 401 says how to sign in", async () => {
	for (const path of ["/bookings", "/devices"])
		assert.match((await lab.fetch(path)).headers.get("www-authenticate") ?? "", /^Bearer\b/);
});

test("no page has a script or a style of its own in it", async () => {
	for (const path of ["/", "/resources", "/resources/prusa-1", "/bookings", `/bookings/${booking}`, `/bookings/${booking}/pass`,
		"/bookings/new?resource=prusa-1", "/account", "/devices", "/T", "/api", "/session", "/nowhere"]) {
		const html = await (await staff.fetch(path, { headers: { accept: "text/html" } })).text();
		assert.match(html, /^<!doctype html>/i, path);
		assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:/i, path);
	}
});

test("a page says which headers it depends on", async () => {
	for (const path of ["/", "/resources", "/resources/prusa-1", "/bookings"]) {
		const vary = (await member.fetch(path)).headers.get("vary").toLowerCase();
		for (const name of ["accept", "accept-language", "cookie"]) assert.ok(vary.split(/, */).includes(name), `${path}: ${name}`);
	}
});

test("HEAD has GET's headers and no body", async () => {
	const asMember = { cookie: member.cookie };
	for (const path of ["/", "/resources", "/resources/prusa-1", "/resources/prusa-1/timetable", "/resources/prusa-1.ics", "/bookings",
		`/bookings/${booking}`, `/bookings/${booking}.ics`, `/bookings/${booking}/pass.svg`, `/bookings/${booking}/pass.png`,
		"/static/lab.css", "/favicon.ico", "/healthz", "/openapi.json", "/nowhere", "/devices", "/robots.txt"])
		for (const accept of ["application/json", "text/html"])
			await withinMinute(async () => {
				const [get, head] = [await send(lab, path, { headers: { accept, ...asMember } }),
					await send(lab, path, { method: "HEAD", headers: { accept, ...asMember } })];
				for (const { headers } of [get, head]) delete headers.date;
				if (get.headers["transfer-encoding"]) for (const { headers } of [get, head]) { /* a stream */
					delete headers["transfer-encoding"];
					delete headers.connection;
				}
				if (/csrf|nonce|once/.test(get.text)) delete get.headers["content-length"], delete head.headers["content-length"];
				assert.deepEqual([head.status, head.headers], [get.status, get.headers], path);
				assert.equal(head.bytes.length, 0);
			});
});

/* ---- freshness ---- */

const live = () => ["/", "/resources", "/resources/prusa-1", "/resources/prusa-1/timetable?days=14", "/resources/prusa-1.ics",
	"/bookings", `/bookings/${booking}`, `/bookings/${booking}.ics`, `/bookings/${booking}/pass`, `/bookings/${booking}/pass.svg`,
	`/bookings/${booking}/pass.png`, "/devices"];

const etagOf = async (who, path, headers) => {
	const answer = await who.fetch(path, { headers });
	await answer.arrayBuffer();
	assert.equal(answer.status, 200, path);
	return answer.headers.get("etag");
};

test("every live page has a validator and answers 304 while nothing happens", () => withinMinute(async () => {
	for (const path of live())
		for (const accept of ["application/json", "text/html"]) {
			const etag = await etagOf(staff, path, { accept });
			assert.match(etag, /^(W\/)?"[^"]+"$/, path);
			const again = await staff.fetch(path, { headers: { accept, "if-none-match": `"other", ${etag}` } });
			assert.deepEqual([again.status, await again.text(), again.headers.get("etag")], [304, "", etag], path);
			checkSecurity(again, path);
		}
}));

test("a validator belongs to one address, one person, one language and one representation", () => withinMinute(async () => {
	const seen = [];
	for (const path of ["/", "/resources", "/resources/prusa-1", "/resources/prusa-2"])
		for (const who of [lab, member, staff])
			for (const accept of ["application/json", "text/html"])
				seen.push(await etagOf(who, path, { accept }));
	seen.push(await etagOf(lab, "/", { accept: "text/html", "accept-language": "en" }));
	assert.equal(new Set(seen).size, seen.length);
}));

test("a validator of another address does not make something out of nothing", async () => {
	const etag = await etagOf(lab, "/resources/prusa-1.ics");
	for (const path of ["/resources/prusa-9.ics", "/resources/prusa-9", `/f/${"x".repeat(43)}.ics`])
		assert.equal((await lab.fetch(path, { headers: { "if-none-match": etag } })).status, 404, path);
});

test("after a booking every page that shows it is a new one", async () => {
	const before = await Promise.all(live().map((path) => etagOf(staff, path)));
	assert.equal((await member.fetch("/bookings", { json: slot("prusa-1", 22, "10:00", "11:00") })).status, 201);
	const changed = await Promise.all(live().map(async (path, i) => (await etagOf(staff, path)) !== before[i]));
	assert.deepEqual(live().filter((_, i) => !changed[i] && live()[i] !== "/devices"), []);
});

test("personal answers are kept by nobody but the browser, pages that act by nobody", async () => {
	for (const path of ["/", "/bookings", `/bookings/${booking}`]) assert.match((await member.fetch(path)).headers.get("cache-control"), /private/);
	for (const path of ["/account", "/session", "/T", "/bookings/new?resource=prusa-1"])
		assert.equal((await member.fetch(path, { headers: { accept: "text/html" } })).headers.get("cache-control"), "no-store", path);
});

/* ---- files and figures ---- */

test("static files are compressed, and kept for ever under an address with their version", async () => {
	const html = await (await lab.fetch("/", { headers: { accept: "text/html" } })).text();
	const files = [...html.matchAll(/"(\/static\/[^"#]+\?v=[0-9a-f]+)"/g)].map(([, file]) => file);
	assert.ok(files.some((file) => file.includes(".css")) && files.some((file) => file.includes(".js")), String(files));
	for (const file of files) {
		const small = await send(lab, file, { headers: { "accept-encoding": "gzip" } }), plain = await send(lab, file);
		assert.equal(small.headers["cache-control"], "public, max-age=31536000, immutable");
		assert.deepEqual([small.headers["content-encoding"], plain.headers["content-encoding"]], ["gzip", undefined], file);
		assert.ok(small.bytes.length < plain.bytes.length);
		assert.match(small.headers.vary, /Accept-Encoding/);
	}
	assert.doesNotMatch((await send(lab, files[0].split("?")[0])).headers["cache-control"], /immutable/);
});

test("pages are compressed for whoever takes it", async () => {
	const small = await send(lab, "/resources", { headers: { "accept-encoding": "br;q=1, gzip;q=0.5" } });
	const plain = await send(lab, "/resources", { headers: { "accept-encoding": "gzip;q=0" } });
	assert.deepEqual([small.headers["content-encoding"], plain.headers["content-encoding"]], ["gzip", undefined]);
	assert.ok(small.bytes.length * 2 < plain.bytes.length);
});

test("the lab says that it is alive and ready, and counts what it does", async () => {
	assert.deepEqual(await (await lab.fetch("/healthz")).json(), { status: "alive" });
	assert.equal((await (await lab.fetch("/readyz")).json()).status, "ready");
	const read = async () => {
		const answer = await lab.fetch("/metrics", { headers: { accept: "text/plain;version=0.0.4" } }), text = await answer.text();
		assert.match(answer.headers.get("content-type"), /^text\/plain; version=0\.0\.4/);
		for (const line of text.trimEnd().split("\n"))
			assert.match(line, /^(# (HELP|TYPE) smartlab_[a-z_]+ .+|smartlab_[a-z_]+(\{.*\})? -?[0-9.e+]+)$/);
		return Object.fromEntries([...text.matchAll(/^(smartlab_\w+) (\d+)$/gm)].map(([, name, n]) => [name, Number(n)]));
	};
	const before = await read();
	await sendJson(lab, "/language", { language: "de" });
	await lab.raw("GET / HTTP/1.1\r\n\r\n");
	let now; /* a write is counted once it is answered, by another thread */
	await until("the write to be counted", async () => (now = await read()).smartlab_writes_total > before.smartlab_writes_total);
	assert.equal(now.smartlab_writes_total, before.smartlab_writes_total + 1);
	assert.ok(now.smartlab_requests_total >= before.smartlab_requests_total + 2);
	assert.equal(now.smartlab_requests_refused_total, before.smartlab_requests_refused_total);
	assert.equal(now.smartlab_writes_failed_total, 0);
});

test("after all that the server still answers", async () => {
	assert.equal((await lab.fetch("/resources/prusa-1")).status, 200);
	assert.equal((await member.fetch(`/bookings/${booking}`)).status, 200);
	assert.equal(await lab.end(), 0);
});

/* ---- clients that trickle ---- */

/* Sends the beginning at once, then a byte every now and then; .open until the other end hangs up. */
function trickle(port, beginning, rest) {
	const client = { open: true };
	const socket = connect(port, "127.0.0.1", () => socket.write(beginning));
	let at = 0;
	const timer = setInterval(() => socket.writable && socket.write(rest[at++ % rest.length]), 700);
	socket.on("error", () => {}).on("end", () => socket.end()).on("close", () => { client.open = false; clearInterval(timer); }).resume();
	return client;
}

test("300 clients that trickle are gone after 20 seconds, and nobody waits for them", async (t) => {
	const slow = await startLab();
	t.after(() => slow.stop());
	const kinds = [["GET / HTTP/1.1\r\nHost: x\r\n", "X-A: b\r\n"], ["G", "ET"], [`${posts}Content-Length: 500\r\n\r\n`, "{    "],
		[`${posts}Transfer-Encoding: chunked\r\n\r\n`, "1\r\n \r\n"]];
	const clients = Array.from({ length: 300 }, (_, i) => trickle(slow.port, ...kinds[i % kinds.length]));
	const open = () => clients.filter((client) => client.open).length;
	await sleep(2000);
	assert.equal(open(), 300);
	let longest = 0;
	for (const end = Date.now() + 20000; Date.now() < end && open(); await sleep(200)) {
		const asked = Date.now();
		assert.equal((await slow.fetch("/resources")).status, 200);
		longest = Math.max(longest, Date.now() - asked);
	}
	assert.equal(open(), 0);
	assert.ok(longest < 2000, `somebody waited ${longest} ms`);
});
