// SPDX-License-Identifier: EUPL-1.2
// Who asks, and is it their own will: signing in and out, forgery, keys of programs, languages, and what each may.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { codes, readForm, send, slot, startLabInJune, startQuietLab, submit } from "../lib/http.mjs";

let lab;
before(async () => { lab = await startQuietLab({ args: ["--ingest-secret", "a long secret"] }); });
after(() => lab?.stop());

const form = "application/x-www-form-urlencoded";
const cookieOf = (answer) => answer.headers.get("set-cookie") ?? "";
const signIn = (email, password = "speicher", where = lab) => where.fetch("/session", { json: { email, password } });
const asking = (cookie) => ({ cookie, fetch: (path, { headers, ...rest } = {}) => lab.fetch(path, { ...rest, headers: { cookie, ...headers } }) });

/* ---- signing in and out ---- */

test("a program signs in with JSON and gets 204 and a cookie that scripts cannot read", async () => {
	const answer = await signIn("startup@example.org");
	assert.equal(answer.status, 204);
	const [value, ...attributes] = cookieOf(answer).split("; ");
	assert.match(value, /^sid=[\w-]{43}$/);
	assert.deepEqual(attributes.filter((one) => !one.startsWith("Max-Age=")).sort(), ["HttpOnly", "Path=/", "SameSite=Lax"]);
	assert.equal(answer.headers.get("cache-control"), "no-store");
	assert.equal((await asking(value).fetch("/bookings")).status, 200);
});

test("a browser signs in with a form and comes back to where it was", async () => {
	const fields = await readForm(lab, "/session?back=%2Fresources%2Fprusa-1%3Ffrom%3D2026-06-22", "/session");
	const answer = await submit(lab, "/session", { ...fields, email: "Startup@Example.org", password: "speicher" });
	assert.equal(answer.status, 303);
	assert.equal(answer.headers.get("location"), "/resources/prusa-1?from=2026-06-22");
	assert.match(cookieOf(answer), /^sid=/);
	const home = await submit(lab, "/session", { email: "startup@example.org", password: "speicher" });
	assert.equal(home.headers.get("location"), "/");
});

test("nobody is sent elsewhere after signing in, choosing a language, or by a link to the form", async () => {
	const member = await lab.signIn("startup@example.org"), { csrf } = await readForm(member, "/", "/language");
	for (const back of ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "\\\\evil.example",
		"javascript:alert(1)", "evil.example", "/\n/evil.example", "///evil.example", "http:evil.example", " //evil.example"]) {
		for (const answer of [await submit(lab, "/session", { email: "startup@example.org", password: "speicher", back }),
			await submit(member, "/language", { language: "de", csrf, back })]) {
			assert.equal(answer.status, 303, back);
			const to = new URL(answer.headers.get("location"), lab.url);
			assert.equal(to.origin, lab.url, `${JSON.stringify(back)} leads to ${to}`);
		}
		const html = await (await lab.fetch(`/session?${new URLSearchParams({ back })}`, { headers: { accept: "text/html" } })).text();
		for (const [, to] of html.matchAll(/(?:href|action|name="back" value)="(?!mailto:)([^"]*)"/g))
			assert.equal(new URL(to, lab.url).origin, lab.url, to);
	}
});

test("a wrong password gets 401, in JSON and as the form with the address still in it", async () => {
	const answer = await signIn("teacher@example.org", "wrong password");
	assert.equal(answer.status, 401);
	assert.deepEqual(await codes(answer), ["wrong_password"]);
	assert.equal(cookieOf(answer), "");
	const page = await submit(lab, "/session", { email: "teacher@example.org", password: "<wrong>", back: "/bookings" });
	assert.equal(page.status, 401);
	const html = await page.text();
	assert.match(html, /value="teacher@example\.org"/);
	assert.match(html, /name="back" value="\/bookings"/);
	assert.doesNotMatch(html, /wrong>/);
	assert.equal((await signIn("teacher@example.org")).status, 204);
});

test("a wrong password takes as long for somebody unknown, and says the same", async () => {
	const ask = async (email) => {
		const began = performance.now(), answer = await signIn(email, "wrong password");
		return { time: performance.now() - began, text: (await answer.text()).replace(email, "") };
	};
	await ask("falk@example.org"); /* has no password at all */
	const known = [], unknown = [];
	for (let i = 0; i < 4; i++) {
		known.push(await ask("admin@example.org"));
		unknown.push(await ask("nobody@example.org"));
	}
	const fastest = (list) => Math.min(...list.map(({ time }) => time));
	assert.deepEqual(unknown[0].text, known[0].text);
	/* Without the hash it would be a fortieth; a busy machine doubles it. */
	assert.ok(fastest(unknown) * 4 > fastest(known) && fastest(known) * 4 > fastest(unknown),
		`${fastest(known)} ms for somebody known, ${fastest(unknown)} ms for somebody unknown`);
	assert.ok(fastest(known) > 20, "this is no Argon2");
});

test("after five failures an account is closed for a quarter of an hour, known or not, in any case", async (t) => {
	const own = await startLabInJune();
	t.after(() => own.stop());
	for (const email of ["teacher@example.org", "nobody@example.org"]) {
		for (let i = 0; i < 5; i++) assert.equal((await signIn(i % 2 ? email : email.toUpperCase(), "wrong password", own)).status, 401);
		const closed = await signIn(email, "speicher", own);
		assert.equal(closed.status, 429);
		assert.ok(Number(closed.headers.get("retry-after")) > 0);
		assert.deepEqual(await codes(closed), ["too_many_tries"]);
	}
	assert.equal((await signIn("startup@example.org", "speicher", own)).status, 204);
	await own.end();
	own.options.args = ["--clock", "2026-06-15T10:16:00+02:00"];
	await own.start();
	assert.equal((await signIn("teacher@example.org", "speicher", own)).status, 204);
});

test("a success forgets the failures before it", async () => {
	for (let round = 0; round < 2; round++) {
		for (let i = 0; i < 4; i++) assert.equal((await signIn("staff@example.org", "wrong password")).status, 401);
		assert.equal((await signIn("staff@example.org")).status, 204);
	}
});

test("signing out ends the session and takes the cookie back", async () => {
	const member = await lab.signIn("startup@example.org");
	const answer = await member.fetch("/session", { method: "DELETE" });
	assert.equal(answer.status, 204);
	assert.match(cookieOf(answer), /^sid=;.*Max-Age=0/);
	assert.equal((await member.fetch("/bookings")).status, 401);
	const other = await lab.signIn("startup@example.org");
	const gone = await submit(other, "/session/end", await readForm(other, "/", "/session/end"));
	assert.deepEqual([gone.status, gone.headers.get("location")], [303, "/"]);
	assert.equal((await other.fetch("/bookings")).status, 401);
});

test("signing out everywhere ends all sessions of that person and of nobody else", async () => {
	const [one, two, staff] = await Promise.all(["startup", "startup", "staff"].map((who) => lab.signIn(`${who}@example.org`)));
	assert.equal((await one.fetch("/session", { method: "DELETE", json: undefined, body: '{"everywhere":1}',
		headers: { "content-type": "application/json" } })).status, 204);
	assert.deepEqual([(await two.fetch("/bookings")).status, (await staff.fetch("/bookings")).status], [401, 200]);
});

test("a session's token is the lab's choice, new each time, and replaces the one before", async () => {
	const planted = `sid=${"A".repeat(43)}`;
	const first = await asking(planted).fetch("/session", { json: { email: "startup@example.org", password: "speicher" } });
	const one = cookieOf(first).split(";")[0];
	assert.notEqual(one, planted);
	assert.equal((await asking(planted).fetch("/bookings")).status, 401);
	const second = await asking(one).fetch("/session", { json: { email: "staff@example.org", password: "speicher" } });
	const two = cookieOf(second).split(";")[0];
	assert.deepEqual([(await asking(one).fetch("/bookings")).status, (await asking(two).fetch("/bookings")).status], [401, 200]);
});

test("cookies that are none are nobody's", async () => {
	for (const cookie of ["sid=", "sid", "sid=x", `sid=${"x".repeat(5000)}`, "SID=x; sid2=y", "; ;=;", `sid="${"x".repeat(41)}"`,
		"sid=language-", "sid=language-xx", "__Host-sid=x"]) {
		assert.equal((await asking(cookie).fetch("/bookings")).status, 401, cookie);
		assert.equal((await asking(cookie).fetch("/")).status, 200, cookie);
	}
});

test("a session ends by itself after a week without use, and after a month whatever happens", async (t) => {
	const own = await startLabInJune();
	t.after(() => own.stop());
	const statusAt = async (who, time) => {
		await own.end();
		own.options.args = ["--clock", time];
		await own.start();
		const { status } = await own.fetch("/bookings", { headers: { cookie: who.cookie } });
		return status;
	};
	const [idle, used] = [await own.signIn("startup@example.org"), await own.signIn("startup@example.org")];
	assert.equal(await statusAt(used, "2026-06-21T10:00:00+02:00"), 200);
	assert.equal(await statusAt(idle, "2026-06-22T11:00:00+02:00"), 401);
	for (const day of ["2026-06-27", "2026-07-03", "2026-07-09", "2026-07-15"])
		assert.equal(await statusAt(used, `${day}T09:00:00+02:00`), 200, day);
	assert.equal(await statusAt(used, "2026-07-15T11:00:00+02:00"), 401);
});

test("behind https the cookie is for this host and for https only, and the browser is told to stay there", async (t) => {
	const secure = await startLabInJune({ args: ["--url", "https://lab.example"] });
	t.after(() => secure.stop());
	const answer = await signIn("startup@example.org", "speicher", secure);
	assert.match(cookieOf(answer), /^__Host-sid=[\w-]{43}; Path=\/; .*Secure/);
	assert.doesNotMatch(cookieOf(answer), /Domain/i);
	assert.match(answer.headers.get("strict-transport-security"), /max-age=31536000/);
	const cookie = cookieOf(answer).split(";")[0];
	const post = (origin) => send(secure, "/bookings", { method: "POST", body: "{}",
		headers: { cookie, origin, "content-type": "application/json" } });
	assert.equal((await post("https://lab.example")).status, 400);
	assert.equal((await post("https://evil.example")).status, 403);
});

/* ---- forgery ---- */

test("a form without this session's token changes nothing and gets 403", async () => {
	const [member, other] = await Promise.all([lab.signIn("startup@example.org"), lab.signIn("startup@example.org")]);
	const wish = slot("cad-1", 21, "10:00", "11:00");
	const fields = await readForm(member, "/bookings/new?resource=cad-1", "/bookings");
	const foreign = await readForm(other, "/bookings/new?resource=cad-1", "/bookings");
	for (const csrf of [undefined, "", "x", `${fields.csrf}x`, foreign.csrf, fields.csrf.toUpperCase().replace(/\d/g, "0")]) {
		const answer = await submit(member, "/bookings", { ...wish, ...(csrf === undefined ? {} : { csrf }) });
		assert.equal(answer.status, 403, csrf);
		assert.match(await answer.text(), /Formular ist abgelaufen/);
	}
	for (const action of ["/bookings/x/cancel", "/session/end", "/language", "/account/feeds"]) {
		const answer = await member.fetch(action, { method: "POST", headers: { accept: "text/html", "content-type": form } });
		assert.equal(answer.status, 403, action);
	}
	assert.equal((await submit(member, "/bookings", { ...wish, csrf: fields.csrf })).status, 303);
});

test("what another website sends is refused, with a cookie or without", async () => {
	const member = await lab.signIn("startup@example.org"), { csrf } = await readForm(member, "/", "/language");
	const own = lab.url, port = new URL(own).port;
	const post = (headers, type = "application/json", body = '{"language":"de"}', cookie = member.cookie) => send(lab, "/language",
		{ method: "POST", body, headers: { accept: "application/json", "content-type": type, ...(cookie ? { cookie } : {}), ...headers } });
	const foreign = [{ origin: "https://evil.example" }, { origin: "null" }, { origin: `https://127.0.0.1.evil.example:${port}` },
		{ origin: `${own}.evil.example` }, { origin: "http://127.0.0.1:1" }, { "sec-fetch-site": "cross-site" },
		{ "sec-fetch-site": "same-site" }, { origin: own, "sec-fetch-site": "cross-site" }, { origin: "" }];
	for (const headers of foreign) {
		const answer = await post(headers);
		assert.equal(answer.status, 403, JSON.stringify(headers));
		assert.equal(JSON.parse(answer.text).reasons[0].code, "foreign_origin");
		assert.equal((await post(headers, form, `language=de&csrf=${csrf}`)).status, 403, JSON.stringify(headers));
		assert.equal((await post(headers, form, "language=de", null)).status, 403, JSON.stringify(headers));
	}
	for (const headers of [{}, { origin: own }, { "sec-fetch-site": "same-origin" }, { "sec-fetch-site": "none" }])
		assert.equal((await post(headers)).status, 204, JSON.stringify(headers));
});

test("reading is allowed from anywhere, for a link is no forgery", async () => {
	const member = await lab.signIn("startup@example.org");
	const answer = await send(lab, "/bookings", { headers: { cookie: member.cookie, "sec-fetch-site": "cross-site" } });
	assert.equal(answer.status, 200);
	assert.equal(answer.headers["access-control-allow-origin"], undefined);
});

test("a program's key needs neither token nor origin, and acts for its person", async () => {
	const key = (await lab.command("apikey", "add", "--email", "staff@example.org")).trim();
	assert.match(key, /^[\w-]{43}$/);
	const headers = { authorization: `Bearer ${key}`, origin: "https://evil.example", "sec-fetch-site": "cross-site" };
	const booked = await send(lab, "/bookings", { method: "POST", body: JSON.stringify(slot("cad-1", 22, "10:00", "11:00")),
		headers: { ...headers, "content-type": "application/json" } });
	assert.equal(booked.status, 201);
	assert.equal((await lab.fetch("/devices", { headers: { authorization: `Bearer ${key}` } })).status, 200);
});

test("a key that is none is nobody, even beside a cookie", async () => {
	const member = await lab.signIn("startup@example.org");
	for (const authorization of ["Bearer x", `Bearer ${"x".repeat(43)}`, `Bearer ${"x".repeat(4000)}`, "Bearer", "Bearer ", "Basic eDp5", ""])
		assert.equal((await member.fetch("/bookings", { headers: { authorization } })).status, 401, authorization);
});

test("apikey add says for whom there is none", async () => {
	await assert.rejects(lab.command("apikey", "add", "--email", "nobody@example.org"), /no such person/);
	await assert.rejects(lab.command("apikey", "add"), /--email/);
});

/* ---- languages ---- */

const languageOf = async (who, headers) => {
	const html = await (await who.fetch("/", { headers: { accept: "text/html", ...headers } })).text();
	return /<html[^>]*\blang="(\w+)"/.exec(html)[1];
};

test("a visitor reads the language that the browser prefers, or German", async () => {
	for (const [accepted, language] of Object.entries({ en: "en", de: "de", "en-GB,en;q=0.9": "en", "de-DE, en;q=0.9": "de",
		"en;q=0.3, de;q=0.4": "de", "de;q=0, en;q=0.1": "en", "fr, cs;q=0.8": "de", "fr, en;q=0.1": "en", "*": "de", "": "de",
		";;q=,,": "de", "en;q=x": "de", "eng": "de" }))
		assert.equal(await languageOf(lab, { "accept-language": accepted }), language, accepted);
	const problem = await (await lab.fetch("/nowhere", { headers: { "accept-language": "en" } })).json();
	assert.equal(problem.reasons[0].message, "There is no such page.");
});

test("a visitor chooses another, whatever the browser prefers", async () => {
	for (const [language, other] of [["en", "de"], ["de", "en"]]) {
		const answer = await lab.fetch("/language", { json: { language } });
		assert.equal(answer.status, 204);
		const visitor = asking(cookieOf(answer).split(";")[0]);
		assert.equal(await languageOf(visitor, { "accept-language": other }), language);
	}
	const fields = await readForm(lab, "/resources", "/language");
	const page = await submit(lab, "/language", { ...fields, language: "en" });
	assert.deepEqual([page.status, page.headers.get("location")], [303, "/resources"]);
});

test("who is signed in keeps the language with the account", async () => {
	const staff = await lab.signIn("staff@example.org");
	assert.equal(await languageOf(staff, { "accept-language": "en" }), "de");
	assert.equal(cookieOf(await staff.fetch("/language", { json: { language: "en" } })), "");
	const again = await lab.signIn("staff@example.org");
	assert.equal(await languageOf(again, { "accept-language": "de" }), "en");
	assert.equal((await (await again.fetch("/account")).json()).person.language, "en");
	assert.equal((await again.fetch("/language", { json: { language: "de" } })).status, 204);
});

test("a language that the lab does not speak gets 400", async () => {
	for (const language of ["fr", "d", "", "DE"])
		assert.equal((await lab.fetch("/language", { json: { language } })).status, 400, language);
});

/* ---- who may what ---- */

/* Where people and what they do are shown. */
const personal = /^\/(account|admin|attendance|bookings|devices|organisations|people|scans|usage)/;

test("nobody, a member, staff and admin each get what they may, on every address", async () => {
	const roles = { nobody: lab };
	for (const [role, who] of [["member", "startup"], ["staff", "staff"], ["admin", "admin"]])
		roles[role] = await lab.signIn(`${who}@example.org`);
	const rank = ["nobody", "member", "staff", "admin"], needed = { anyone: 0, person: 1, staff: 2, admin: 3 };
	const { paths } = await (await lab.fetch("/openapi.json")).json();
	const parts = { slug: "prusa-1", ref: "AAAAAAAA", key: "x".repeat(43), id: "999999", source: "chirpstack", file: "lab.css" };
	for (const [path, methods] of Object.entries(paths))
		for (const [method, { "x-access": access }] of Object.entries(methods)) {
			assert.ok(access !== "anyone" || !personal.test(path), `${path} is open to everybody`);
			const at = path.replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? "x");
			/* The unknown member keeps everything that writes from doing so. */
			const options = method === "get" ? {} : { method: method.toUpperCase(), json: { never: 1 } };
			for (const [role, who] of Object.entries(roles)) {
				const { status } = await who.fetch(at, options), says = `${role}: ${method} ${path} ${status}`;
				if (path.startsWith("/ingest")) assert.equal(status, 401, says);
				else if (rank.indexOf(role) >= needed[access]) assert.ok([200, 400, 404, 410, 422].includes(status), says);
				else assert.equal(status, role === "nobody" ? 401 : 403, says);
			}
		}
	assert.equal((await roles.member.fetch("/bookings")).status, 200);
});

test("a page that needs a person shows the form to sign in, which leads back to it", async () => {
	const answer = await lab.fetch("/bookings?from=2026-06-15", { headers: { accept: "text/html" } });
	assert.equal(answer.status, 401);
	const html = await answer.text();
	assert.match(html, /<form[^>]*action="\/session"/);
	assert.match(html, /name="back" value="\/bookings\?from=2026-06-15"/);
});

test("a person's page and its address tell nothing to others", async () => {
	const [member, teacher] = await Promise.all(["startup", "teacher"].map((who) => lab.signIn(`${who}@example.org`)));
	const { ref } = await (await member.fetch("/bookings", { json: { ...slot("cad-2", 23, "10:00", "11:00"), purpose: "geheim" } })).json();
	for (const end of ["", ".ics", "/pass", "/pass.svg", "/pass.png"]) {
		const theirs = await teacher.fetch(`/bookings/${ref}${end}`), none = await teacher.fetch(`/bookings/00000000${end}`);
		assert.equal(theirs.status, 404, end);
		assert.equal(await theirs.text(), await none.text());
	}
	assert.doesNotMatch(await (await lab.fetch("/resources/cad-2")).text(), /geheim|Richter|startup@/);
});
