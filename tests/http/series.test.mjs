// SPDX-License-Identifier: EUPL-1.2
// Series: rules of RFC 5545 in, dates out; the form, its preview and what follows; who may; who is first.
import assert from "node:assert/strict";
import ICAL from "ical.js";
import { after, before, test } from "node:test";
import { codes, instant, readForm, slot, startLabInJune, startQuietLab, submit } from "../lib/http.mjs";
import { engines } from "../lib/lab.mjs";

let lab, member, teacher, staff;
before(async () => {
	lab = await startQuietLab();
	[member, teacher, staff] = await Promise.all(["startup", "teacher", "staff"].map((who) => lab.signIn(`${who}@example.org`)));
});
after(() => lab?.stop());

const preview = (who, wish) => who.fetch(`/series/preview?${new URLSearchParams(wish)}`);
const states = ({ dates }) => dates.map(({ day, status }) => `${day} ${status}`);
const asPage = { headers: { accept: "text/html" } };

async function repeated(who, wish) {
	const answer = await who.fetch("/bookings", { json: wish });
	assert.equal(answer.status, 201, await answer.clone().text());
	return { path: answer.headers.get("location"), series: await answer.json() };
}

for (const engine of engines)
	test(`a program repeats a booking on ${engine} and hears of each date; one that is taken is left out and added later`, async (t) => {
		const other = await startLabInJune({ engine });
		t.after(() => other.stop());
		const jana = await other.signIn("startup@example.org"), thomas = await other.signIn("teacher@example.org");
		const blocking = await (await thomas.fetch("/bookings", { json: slot("cad-2", 28, "10:00", "11:00") })).json();
		const { path, series } = await repeated(jana, { ...slot("cad-2", 21, "10:00", "11:30"), repeat: "FREQ=WEEKLY;COUNT=3" });
		assert.deepEqual(states(series), ["2026-07-06 confirmed", "2026-07-13 taken", "2026-07-20 confirmed"]);
		assert.equal(path, `/series/${series.ref}`);
		assert.deepEqual(series.dates[1].reasons.map(({ code }) => code), ["slot_taken"]);
		assert.deepEqual(series.dates.map(({ booking }) => Boolean(booking)), [true, false, true]);
		const booking = await (await jana.fetch(series.dates[0].href)).json();
		assert.equal(booking.series.href, path);

		const add = (json) => jana.fetch(`${path}/dates`, { json });
		assert.deepEqual(await codes(await add({ day: "2026-07-13" })), ["slot_taken"]);
		assert.equal((await thomas.fetch(`/bookings/${blocking.ref}`, { method: "DELETE" })).status, 204);
		assert.equal((await (await jana.fetch(path)).json()).dates[1].can_add, true);
		assert.deepEqual(states(await (await add({})).json()), ["2026-07-06 confirmed", "2026-07-13 confirmed", "2026-07-20 confirmed"]);

		const moved = await (await jana.fetch(path, { method: "PATCH", json: { from: instant(22, "12:00"), until: instant(22, "13:00") } })).json();
		assert.deepEqual(moved.dates.map(({ from, status }) => `${from} ${status}`), [22, 29, 36].map((day) => `${instant(day, "12:00")} changed`));
		const split = await (await jana.fetch(`${path}/change`, { json: { scope: "following", booking: moved.dates[1].booking,
			from: instant(29, "14:00"), until: instant(29, "15:00") } })).json();
		assert.notEqual(split.ref, series.ref);
		assert.deepEqual(states(await (await jana.fetch(path)).json()), ["2026-07-07 confirmed"]);
		assert.equal((await jana.fetch(`/series/${split.ref}`, { method: "DELETE" })).status, 204);
		assert.deepEqual(states(await (await jana.fetch(`/series/${split.ref}`)).json()), ["2026-07-14 cancelled", "2026-07-21 cancelled"]);
		assert.deepEqual(await codes(await jana.fetch(`/series/${split.ref}`, { method: "DELETE" })), ["already_over"]);
	});

test("a browser's form leads to a preview that books nothing, and its confirmation books what is ticked", async () => {
	const fields = await readForm(member, "/bookings/new?resource=cad-3", "/bookings");
	const from = "2026-07-06T10:00", until = "2026-07-06T11:00";
	const asked = await submit(member, "/bookings", { ...fields, from, until, purpose: "Müller & Söhne", every: "odd", last: "2026-08-10", holidays: "skip" });
	assert.equal(asked.status, 303);
	const address = asked.headers.get("location");
	assert.match(address, /^\/bookings\/new\?/);
	const list = await (await member.fetch(address)).json();
	assert.deepEqual(states(list), ["2026-07-13 free", "2026-07-27 free", "2026-08-10 free"]);
	assert.deepEqual((await (await member.fetch("/series")).json()).series.filter(({ resource }) => resource.slug === "cad-3"), []);

	const boxes = await readForm(member, address, "/bookings");
	assert.equal(boxes.purpose, "Müller &amp; Söhne");
	delete boxes["day-2026-07-27"];
	const made = await submit(member, "/bookings", { ...boxes, purpose: "Müller & Söhne" });
	assert.equal(made.status, 303);
	const path = made.headers.get("location");
	assert.match(path, /^\/series\/[0-9A-Z]{8}\?new=1$/);
	const series = await (await member.fetch(path)).json();
	assert.deepEqual(states(series), ["2026-07-13 confirmed", "2026-07-27 free", "2026-08-10 confirmed"]);
	assert.equal(series.purpose, "Müller & Söhne");
	assert.equal((await submit(member, "/bookings", { ...boxes, purpose: "Müller & Söhne" })).headers.get("location"), path, "a double click books once");

	const page = await (await member.fetch(path, asPage)).text();
	assert.match(page, /27\.07\.2026/);
	assert.match(page, /Nachbuchen/);
	const one = series.dates[0].href;
	assert.match(await (await member.fetch(one, asPage)).text(), /Teil einer Serie/);
	const { csrf } = boxes, changed = await submit(member, `/series/${series.ref}/change`, { csrf, scope: "this",
		booking: series.dates[0].booking, from: "2026-07-14T10:00", until: "2026-07-14T11:00" });
	assert.equal(changed.status, 200);
	assert.match(await changed.text(), /14\.07\.2026[^]*Geändert|14\.07\.2026[^]*geändert/);
	assert.equal((await submit(member, `/series/${series.ref}/cancel`, { csrf, scope: "all" })).status, 303);
	assert.deepEqual(states(await (await member.fetch(path)).json()), ["2026-07-14 cancelled", "2026-08-10 cancelled"]);
});

test("a form whose repetition cannot be read comes back as it was typed", async () => {
	const fields = await readForm(member, "/bookings/new?resource=cad-3", "/bookings");
	const answer = await submit(member, "/bookings", { ...fields, from: "2026-07-07T10:00", until: "2026-07-07T11:00", every: "week", last: "someday" });
	assert.equal(answer.status, 422);
	const page = await answer.text();
	assert.match(page, /value="someday"/);
	assert.match(page, /<option value="week" selected>/);
});

test("a series is its owner's and staff's, and nobody else's", async () => {
	const { path, series } = await repeated(member, { ...slot("bambu-1", 21, "10:00", "11:00"), repeat: "FREQ=DAILY;COUNT=2", purpose: "geheimnis" });
	for (const [method, address, json] of [["GET", path], ["DELETE", path], ["POST", `${path}/dates`, {}], ["POST", `${path}/cancel`, {}],
		["PATCH", path, { from: instant(22, "10:00"), until: instant(22, "11:00") }]]) {
		const answer = await teacher.fetch(address, { method, json });
		assert.equal(answer.status, 404, `${method} ${address}`);
		assert.doesNotMatch(await answer.text(), /geheimnis/);
		assert.equal((await lab.fetch(address, { method, json })).status, 401);
	}
	assert.equal((await staff.fetch(path)).status, 200);
	const foreign = await teacher.fetch(`/bookings/${series.dates[0].booking}`);
	assert.equal(foreign.status, 404);
	const own = await repeated(teacher, { ...slot("bambu-2", 21, "10:00", "11:00"), repeat: "FREQ=DAILY;COUNT=2" });
	assert.equal((await teacher.fetch(`${own.path}/cancel`, { json: { scope: "following", booking: series.dates[0].booking } })).status, 404);
	assert.deepEqual(states(await (await member.fetch(path)).json()), ["2026-07-06 confirmed", "2026-07-07 confirmed"]);
});

test("a date that was handed over is no longer part of the series", async () => {
	const { path, series } = await repeated(member, { ...slot("bambu-1", 28, "10:00", "11:00"), repeat: "FREQ=DAILY;COUNT=2" });
	const given = await member.fetch(`/bookings/${series.dates[0].booking}/give`, { json: { person: "teacher@example.org" } });
	assert.ok(given.ok, await given.clone().text());
	assert.deepEqual(states(await (await member.fetch(path)).json()), ["2026-07-14 confirmed"]);
	assert.equal((await (await teacher.fetch(series.dates[0].href)).json()).series, undefined);
});

test("looking at a preview changes nothing, and says what each date would be", async () => {
	const wish = { ...slot("prusa-3", 21, "23:00", "23:30"), repeat: "FREQ=WEEKLY;COUNT=12" };
	const list = await (await preview(member, wish)).json();
	assert.deepEqual([...new Set(list.dates.map(({ status }) => status))], ["closed"]);
	const open = await (await preview(member, { ...wish, ...slot("prusa-3", 21, "10:00", "10:30") })).json();
	assert.deepEqual([...new Set(open.dates.map(({ status }) => status))], ["free", "rule"]);
	assert.deepEqual((await (await preview(member, { ...wish, ...slot("prusa-3", 21, "10:00", "10:30") })).json()), open);
	assert.deepEqual(list.dates[11].reasons.map(({ code }) => code).sort(), ["closed", "too_far"]);
	assert.equal((await preview(member, { ...wish, from: "soon" })).status, 400);
	assert.equal((await preview(member, { ...wish, resource: "nothing" })).status, 404);
	assert.equal((await preview(lab, wish)).status, 401);
});

test("rules that are none, or that would never end, are refused", async () => {
	for (const repeat of ["FREQ=HOURLY", "FREQ=SECONDLY;COUNT=3", "every Tuesday", "FREQ=WEEKLY;COUNT=0", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"])
		assert.deepEqual(await codes(await member.fetch("/bookings", { json: { ...slot("cad-3", 22, "08:00", "09:00"), repeat } })), ["bad_repeat"], repeat);
	const many = await (await preview(member, { ...slot("cad-3", 22, "08:00", "09:00"), repeat: "FREQ=DAILY;COUNT=1000" })).json();
	assert.equal(many.dates.length, 200);
	assert.equal(many.is_cut, true);
});

/* A linear congruential generator, so that a failure can be seen again. */
function dice(seed) {
	let state = BigInt(seed);
	return (sides) => {
		state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
		return Number((state >> 33n) % BigInt(sides));
	};
}

const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

function someRule(roll) {
	const frequency = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"][roll(4)], parts = [`FREQ=${frequency}`];
	const some = (list) => list.filter(() => roll(3) === 0);
	if (roll(2)) parts.push(`INTERVAL=${1 + roll(4)}`);
	const days = some(weekdays);
	if (days.length && frequency !== "YEARLY" && (frequency !== "MONTHLY" || roll(2)))
		parts.push(`BYDAY=${days.map((day) => (frequency === "MONTHLY" ? ["", "1", "2", "-1"][roll(4)] : "") + day).join(",")}`);
	else if (frequency === "MONTHLY" && roll(2))
		parts.push(`BYMONTHDAY=${[1 + roll(31), -1 - roll(3)][roll(2)]}`);
	else if (frequency === "YEARLY" && roll(2))
		parts.push(`BYMONTH=${1 + roll(12)}`, `BYMONTHDAY=${1 + roll(28)}`);
	if (frequency === "WEEKLY" && roll(3) === 0) parts.push(`WKST=${weekdays[roll(7)]}`);
	parts.push(roll(2) ? `COUNT=${1 + roll(30)}` : `UNTIL=2028${String(1 + roll(12)).padStart(2, "0")}15`);
	return parts.join(";");
}

function expand(rule, first) {
	const dates = [], last = ICAL.Time.fromDateString(first);
	last.adjust(3660, 0, 0, 0);
	const walk = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(first));
	for (let next = walk.next(); next && dates.length < 200 && next.compare(last) <= 0; next = walk.next()) dates.push(next.toString().slice(0, 10));
	return dates;
}

/* What a rule gives from a day that it does not name is undefined (RFC 5545 section 3.8.5.3): so begin with one that it does. */
function firstOf(rule, day) {
	const endless = rule.replace(/;(COUNT|UNTIL)=[^;]*/, "");
	const walk = ICAL.Recur.fromString(endless).iterator(ICAL.Time.fromDateString(day));
	walk.next();
	return walk.next().toString().slice(0, 10);
}

test("rules give the same dates as another program's expansion, at the same time of day all year", async () => {
	const roll = dice(5545);
	for (let i = 0; i < 150; i++) {
		const rule = someRule(roll), first = firstOf(rule, instant(roll(120), "10:00").slice(0, 10));
		const answer = await preview(staff, { resource: "cad-2", from: `${first}T10:00`, until: `${first}T11:00`, repeat: rule });
		const wanted = expand(rule, first);
		if (!wanted.length) {
			assert.equal(answer.status, 422, rule);
			continue;
		}
		assert.equal(answer.status, 200, `${rule} ${await answer.clone().text()}`);
		const { dates } = await answer.json();
		assert.deepEqual(dates.map(({ day }) => day), wanted, `${rule} from ${first}`);
		for (const { day, from, until } of dates) assert.deepEqual([from.slice(0, 16), until.slice(0, 16)], [`${day}T10:00`, `${day}T11:00`]);
	}
});

for (const engine of engines)
	test(`of many who repeat the same hours at once on ${engine} each date has one winner`, async (t) => {
		const other = await startLabInJune({ engine });
		t.after(() => other.stop());
		const people = await Promise.all(["startup", "teacher", "staff", "admin"].map((who) => other.signIn(`${who}@example.org`)));
		const answers = await Promise.all(people.flatMap((who, i) => [0, 1].map((j) => who.fetch("/bookings", { json: {
			...slot("cad-2", 21 + ((i + j) % 3), "10:00", "11:00"), repeat: `FREQ=DAILY;COUNT=${10 + i}` } }))));
		const won = [];
		for (const answer of answers) {
			if (answer.status === 201) won.push(...(await answer.json()).dates.filter(({ booking }) => booking).map(({ day }) => day));
			else assert.deepEqual(await codes(answer), ["slot_taken"]);
		}
		assert.equal(new Set(won).size, won.length);
		const { slots } = await (await other.fetch("/resources/cad-2/timetable?from=2026-07-06&days=16")).json();
		assert.equal(slots.filter(({ from, status }) => from.slice(11, 16) === "10:00" && status !== "free" && status !== "closed").length, won.length);
	});
