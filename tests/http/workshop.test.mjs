// SPDX-License-Identifier: EUPL-1.2
// Workshops from the form to who came; the last seats, which 64 clients want at once; and what nobody else may see.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readForm, send, sendJson, startLabInJune, startQuietLab, submit } from "../lib/http.mjs";
import { engines } from "../lib/lab.mjs";

const clients = 64;
const sentinel = "Zoe Sentinel";

let lab, admin, member, teacher, staff;
before(async () => {
	lab = await startQuietLab();
	[admin, member, teacher, staff] = await Promise.all(
		["admin", "startup", "teacher", "staff"].map((who) => lab.signIn(`${who}@example.org`)));
});
after(() => lab?.stop());

const read = async (who, path) => (await who.fetch(path)).json();
let day = 1;

/* Each on a day of its own, three weeks ahead and more, so that no two want the place at once. */
const wish = (more) => {
	const date = new Date(Date.UTC(2026, 6, 6 + day++)).toISOString().slice(0, 10);
	return { title: "Löten", place: "cad-3", capacity: 3, "from-1": `${date}T08:00:00+02:00`,
		"until-1": `${date}T10:00:00+02:00`, override: 1, ...more };
};

async function made(who, more) {
	const answer = await who.fetch("/workshops", { json: wish(more) });
	assert.equal(answer.status, 201, await answer.clone().text());
	return answer.json();
}

const signUp = (who, id, json) => who.fetch(`/workshops/${id}/seats`, { json });

async function signedUp(who, id, json) {
	const answer = await signUp(who, id, json);
	assert.equal(answer.status, 201, await answer.clone().text());
	return answer.json();
}

/* ---- what staff make ---- */

test("only staff make workshops, and what is wrong is said beside its field", async () => {
	assert.equal((await member.fetch("/workshops", { json: wish() })).status, 403);
	assert.equal((await lab.fetch("/workshops/new")).status, 401);
	const answer = await staff.fetch("/workshops", { json: wish({ capacity: 0, place: "keller" }) });
	assert.equal(answer.status, 404);
	assert.deepEqual((await answer.json()).reasons.map(({ code }) => code).sort(), ["no_such_resource", "too_many_seats"]);
	assert.equal((await staff.fetch("/workshops", { json: { ...wish(), colour: "red" } })).status, 422);
});

test("the form makes one in two steps without a script, and a refusal keeps what was typed", async () => {
	const form = await readForm(staff, "/workshops/new", "/workshops");
	const typed = { title: "Drechseln", title_en: "Turning", place: "cad-3", capacity: "4", minimum: "9",
		"from-1": "2026-08-20T09:00", "until-1": "2026-08-20T11:00", override: "1" };
	const refused = await submit(staff, "/workshops", { ...form, ...typed });
	assert.equal(refused.status, 422);
	const page = await refused.text();
	assert.match(page, /value="Drechseln"/);
	assert.match(page, /value="2026-08-20T09:00"/);
	const answer = await submit(staff, "/workshops", { ...form, ...typed, once: "another", minimum: "2" });
	assert.equal(answer.status, 303);
	const { title, place, capacity } = await read(staff, answer.headers.get("location"));
	assert.deepEqual([title, place.slug, capacity], ["Drechseln", "cad-3", 4]);
});

test("its place is taken for everybody else, and free again when it is cancelled", async () => {
	const { id, from, until } = await made(staff);
	const book = () => member.fetch("/bookings", { json: { resource: "cad-3", from, until } });
	assert.equal((await book()).status, 409);
	assert.equal((await staff.fetch(`/workshops/${id}/cancel`, { json: { why: "krank" } })).status, 204);
	assert.equal((await book()).status, 201);
	assert.equal((await read(lab, `/workshops/${id}`)).status, "cancelled");
});

test("the booking of its place is not to be moved or cancelled by itself", async () => {
	const { id } = await made(staff);
	const { days: [{ booking }] } = await read(staff, `/workshops/${id}`);
	assert.equal((await read(staff, booking)).workshop, `/workshops/${id}`);
	const answer = await staff.fetch(booking, { method: "DELETE" });
	assert.equal(answer.status, 422);
	assert.equal((await answer.json()).reasons[0].code, "of_a_workshop");
});

/* ---- seats ---- */

test("a closure drops the day that it hits, tells who has seats, and calls off what has no day left", async () => {
	const date = new Date(Date.UTC(2026, 8, 1 + day++)).toISOString().slice(0, 10), later = new Date(Date.UTC(2026, 8, 20 + day++)).toISOString().slice(0, 10);
	const { id } = await made(staff, { "from-1": `${date}T10:00:00+02:00`, "until-1": `${date}T12:00:00+02:00`, "from-2": `${later}T10:00:00+02:00`,
		"until-2": `${later}T12:00:00+02:00` });
	const seat = await signedUp(member, id, {});
	const close = async (on) => {
		const query = new URLSearchParams({ from: `${on}T08:00`, until: `${on}T18:00`, kind: "closed", reason: "Wasserschaden", resource: "cad-3" });
		const shown = await staff.fetch(`/admin/closures/new?${query}`, { headers: { accept: "text/html" } });
		assert.match(await shown.text(), /Betroffene Workshops[^]*Löten/);
		assert.equal((await staff.fetch("/admin/closures", { json: { ...Object.fromEntries(query), from: `${on}T08:00:00+02:00`,
			until: `${on}T18:00:00+02:00` } })).status, 201);
	};
	await close(date);
	let now = await read(staff, `/workshops/${id}`);
	assert.deepEqual([now.status, now.days.map(({ from }) => from.slice(0, 10)), now.from.slice(0, 10)], ["open", [later], later]);
	assert.equal((await read(member, seat.href)).registration, "booked");
	await close(later);
	now = await read(staff, `/workshops/${id}`);
	assert.deepEqual([now.status, now.why], ["cancelled", "Wasserschaden"]);
	assert.equal((await read(member, seat.href)).registration, "cancelled");
	const kinds = JSON.stringify(await read(staff, "/admin/messages"));
	for (const kind of ["workshop_day_off", "workshop_cancelled"]) assert.ok(kinds.includes(kind), kind);
});

test("a class signs up with its number, gets a code for each, and leaves them together", async () => {
	const { id } = await made(staff, { capacity: 24 });
	const none = await signUp(teacher, id, { count: 22, organisation: "bergschule" });
	assert.equal(none.status, 400);
	const form = await readForm(teacher, `/workshops/${id}`, `/workshops/${id}/seats`);
	const again = await submit(teacher, `/workshops/${id}/seats`, { ...form, count: "22", organisation: "bergschule", teacher: "Frau Sommer" });
	const page = await again.text();
	assert.equal(again.status, 400);
	assert.match(page, /<h1>\s*Löten/, "what one signs up for, not what went wrong");
	assert.match(page, /value="Frau Sommer"/);
	const seat = await signedUp(teacher, id, { count: 22, organisation: "bergschule", class_name: "7b", grade: 7 });
	const { codes } = await read(teacher, seat.href);
	assert.equal(codes.length, 22);
	assert.equal(new Set(codes.map(({ token }) => token)).size, 22);
	assert.ok(codes.every(({ token }) => /^[A-Z2-7]{138}$/.test(token)));
	assert.equal((await teacher.fetch(`${seat.href}/names`, { json: { "name-1": sentinel } })).status, 422);
	const sheet = await (await teacher.fetch(`${seat.href}/sheet`, { headers: { accept: "text/html" } })).text();
	assert.equal(sheet.match(/<svg xmlns/g).length, 22);
	assert.equal((await member.fetch(seat.href)).status, 404);
	assert.equal((await member.fetch(`${seat.href}/sheet`)).status, 404);
	assert.equal((await teacher.fetch(seat.href, { method: "DELETE" })).status, 204);
	assert.equal((await read(lab, `/workshops/${id}`)).free, 24);
});

test("a full workshop says so; who waits is offered what becomes free and takes it", async () => {
	const { id } = await made(staff, { capacity: 1 });
	const first = await signedUp(member, id, {});
	const refused = await signUp(teacher, id, {});
	assert.equal(refused.status, 409);
	assert.deepEqual((await refused.json()).reasons.map(({ code }) => code), ["workshop_full"]);
	const second = await signedUp(teacher, id, { wait: 1 });
	assert.equal(second.registration, "waiting");
	await member.fetch(first.href, { method: "DELETE" });
	assert.equal((await read(teacher, second.href)).registration, "offered");
	assert.equal((await signUp(admin, id, {})).status, 409); /* it is held */
	assert.equal((await teacher.fetch(`${second.href}/accept`, { method: "POST", json: {} })).status, 200);
	assert.equal((await read(teacher, second.href)).registration, "booked");
	assert.equal((await read(lab, `/workshops/${id}`)).status, "full");
});

test("a seat is in its person's calendar and the workshop in everybody's", async () => {
	const { id, title } = await made(staff, { title: "Kalenderprobe" });
	const seat = await signedUp(member, id, {});
	const own = await (await member.fetch(`${seat.href}.ics`)).text();
	assert.match(own, /BEGIN:VEVENT[^]*SUMMARY:Kalenderprobe[^]*END:VEVENT/);
	const all = await (await lab.fetch("/workshops.ics")).text();
	assert.match(all, new RegExp(`SUMMARY:${title}`));
	assert.doesNotMatch(all, new RegExp(seat.ref));
});

/* ---- who came ---- */

test("a scanned code of a seat says whose it is, once, and the list shows who came", async () => {
	const today = { "from-1": "2026-06-15T12:00:00+02:00", "until-1": "2026-06-15T14:00:00+02:00" };
	const { id, days } = await read(staff, (await made(staff, { capacity: 24, ...today })).href);
	const at = { method: "POST", json: {} };
	const seat = await signedUp(teacher, id, { count: 20, organisation: "bergschule", class_name: "7b" });
	const { codes } = await read(teacher, seat.href);
	const scan = async (token, nonce) => (await staff.fetch("/scans", { json: { token, nonce: nonce.padStart(32, "0") } })).json();
	assert.equal((await scan(codes[0].token, "a1")).code, "not_yet");
	const mark = (json) => staff.fetch(`/attendance/${days[0].id}`, { ...at, json: { seat: seat.ref, ...json } });
	for (const act of ["all", "minus", "minus", "plus"]) assert.equal((await mark({ act })).status, 204, act);
	const roll = (await read(staff, "/attendance?day=2026-06-15")).workshops.find(({ day: which }) => which === days[0].id);
	assert.deepEqual([roll.present, roll.expected], [19, 20]);
	assert.equal((await mark({ act: "heads", heads: 501 })).status, 422);
	assert.equal((await mark({ act: "arrived" })).status, 400);
	const table = await (await staff.fetch("/attendance.csv?day=2026-06-15")).text();
	assert.match(table, /,7b,,20,19,/);
	assert.equal((await teacher.fetch("/attendance")).status, 403);
});

test("figures leave small counts out, on the page and in the table", async () => {
	const { by_workshop: rows } = await read(staff, "/attendance/statistics?from=2026-05-01&until=2026-06-16");
	assert.ok(rows.length > 0);
	for (const row of rows) assert.equal("came" in row, row.is_shown);
	const table = await (await staff.fetch("/attendance/statistics.csv?from=2026-05-01&until=2026-06-16")).text();
	assert.ok(table.trim().split("\r\n").length > 1);
	for (const line of table.trim().split("\r\n").slice(1)) {
		const [expected, came] = line.split(",").slice(-3);
		assert.ok(expected === "" || (Number(expected) >= 5 && Number(came) >= 5), line);
	}
	assert.equal((await member.fetch("/attendance/statistics")).status, 403);
});

/* ---- what nobody else may see ---- */

test("a name that somebody told is seen by them and by staff, and by nobody else", async () => {
	const { id } = await made(staff, { capacity: 5 });
	const seat = await signedUp(member, id, { count: 2 });
	assert.equal((await member.fetch(`${seat.href}/names`, { json: { "name-2": sentinel } })).status, 200);
	assert.match(JSON.stringify(await read(member, seat.href)), new RegExp(sentinel));
	assert.match(await (await member.fetch("/account/export.json")).text(), new RegExp(sentinel));
	for (const who of [lab, teacher])
		for (const path of ["/", "/workshops", `/workshops/${id}`, seat.href, `${seat.href}/sheet`, `${seat.href}.ics`,
			"/workshops.ics", "/attendance", "/attendance.csv", "/resources/cad-3.ics", "/timetable"])
			for (const accept of ["text/html", "application/json"]) {
				const text = await (await who.fetch(path, { headers: { accept } })).text();
				assert.doesNotMatch(text, new RegExp(`${sentinel}|Jana Richter`), `${path} ${accept}`);
			}
	assert.equal((await teacher.fetch(`${seat.href}/cancel`, { method: "POST", json: {} })).status, 404);
});

/* ---- at once ---- */

const people = ["admin", "staff", "startup", "teacher", "falk", "aylin", "ole", "verein"].map((who) => `${who}@example.org`);

async function race(own, keys, id, count) {
	const answers = await Promise.all(Array.from({ length: clients }, (_, i) =>
		sendJson(own, `/workshops/${id}/seats`, { count }, { headers: { authorization: `Bearer ${keys[i % keys.length]}` } })));
	const counts = {};
	for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}

for (const engine of engines)
	test(`of ${clients} clients that want the last seats exactly one gets them, alone or as a group, on ${engine}`, { timeout: 300000 }, async (t) => {
		const own = await startLabInJune({ engine });
		t.after(() => own.stop());
		const boss = await own.signIn("staff@example.org");
		const keys = await Promise.all(people.map((email) => own.command("apikey", "add", "--email", email).then((key) => key.trim())));
		await Promise.all(Array.from({ length: clients }, () => send(own, "/healthz"))); /* connects */
		for (let round = 0; round < 10; round++) {
			const count = round % 2 ? 4 : 1, { id } = await made(boss, { capacity: round % 2 ? 7 : 1, place: "cad-2" });
			assert.deepEqual(await race(own, keys, id, count), { 201: 1, 409: clients - 1 }, `round ${round}`);
			assert.equal((await read(own, `/workshops/${id}`)).free, round % 2 ? 3 : 0);
		}
		assert.match(await own.command("check"), /All is well/);
	});
