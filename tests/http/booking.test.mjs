// SPDX-License-Identifier: EUPL-1.2
// Bookings from free slot to cancelled: what a person, a program and a member of staff can do with them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { codes, instant, readForm, slot, startLabInJune, startQuietLab, submit } from "../lib/http.mjs";
import { engines, run, startLab } from "../lib/lab.mjs";

let lab, member, teacher, staff;
const people = (where) => Promise.all(["startup", "teacher", "staff"].map((who) => where.signIn(`${who}@example.org`)));
before(async () => {
	lab = await startQuietLab();
	[member, teacher, staff] = await people(lab);
});
after(() => lab?.stop());

const book = (who, json, headers) => who.fetch("/bookings", { json, headers });
const change = (who, ref, json) => who.fetch(`/bookings/${ref}`, { method: "PATCH", json });
const cancel = (who, ref) => who.fetch(`/bookings/${ref}`, { method: "DELETE" });
const read = async (who, path) => (await who.fetch(path)).json();

async function booked(who, wish, headers) {
	const answer = await book(who, wish, headers);
	assert.equal(answer.status, 201, JSON.stringify([wish, await answer.clone().text()]));
	return answer.json();
}

/* The status of a slot as somebody sees it. */
async function statusOf(who, { resource, from }) {
	const { slots } = await read(who, `/resources/${resource}/timetable?from=${from.slice(0, 10)}&days=1`);
	return slots.find((one) => Date.parse(one.from) === Date.parse(from)).status;
}

const statuses = (wish) => Promise.all([lab, member, teacher, staff].map((who) => statusOf(who, wish)));

/* ---- from a free slot ---- */

test("a timetable knows free, busy, closed and mine, each for whom it is", async () => {
	const wish = slot("prusa-1", 21, "10:00", "11:00");
	assert.deepEqual(await statuses(wish), ["free", "free", "free", "free"]);
	const { ref } = await booked(member, wish);
	assert.deepEqual(await statuses(wish), ["busy", "mine", "busy", "busy"]);
	const day = await read(teacher, "/resources/prusa-1/timetable?from=2026-07-06&days=7");
	assert.doesNotMatch(JSON.stringify(day), new RegExp(ref));
	assert.equal(day.resource, "prusa-1");
	assert.equal(day.slots.length, 7 * 15);
	const mine = await read(member, "/resources/prusa-1/timetable?from=2026-07-06&days=1");
	assert.equal(mine.slots.find(({ status }) => status === "mine").ref, ref);
	const past = await read(lab, "/resources/prusa-1/timetable?from=2026-06-15&days=1");
	assert.ok(past.slots.every(({ status }) => ["free", "busy", "closed"].includes(status)));
	assert.notEqual(past.slots[0].status, "free"); /* seven in the morning, and now it is ten */
	assert.equal((await cancel(member, ref)).status, 204);
});

test("a timetable asked for nonsense says so", async () => {
	for (const query of ["from=tomorrow", "from=2026-02-30", "days=0", "days=-1", "days=1e9", "days=99999999999", "days=x"])
		assert.equal((await lab.fetch(`/resources/prusa-1/timetable?${query}`)).status, 400, query);
	assert.equal((await lab.fetch("/resources/prusa-1?from=2026-13-01")).status, 400);
});

test("a free slot of the page leads in two steps to a booking, without a script", async () => {
	const page = await (await member.fetch("/resources/prusa-2?from=2026-07-06", { headers: { accept: "text/html" } })).text();
	const links = [...page.matchAll(/href="(\/bookings\/new\?resource=prusa-2&[^"]*from=[^"]*)"/g)].map(([, to]) => to.replaceAll("&amp;", "&"));
	assert.ok(links.length > 50, "each free slot has its link");
	const link = links.find((to) => to.includes("&from=2026-07-07T10:00"));
	const fields = await readForm(member, link, "/bookings");
	assert.deepEqual([fields.resource, fields.from, fields.until], ["prusa-2", "2026-07-07T12:00", "2026-07-07T13:00"]);
	const answer = await submit(member, "/bookings", { ...fields, purpose: "Halter & <Griff>" });
	assert.equal(answer.status, 303, await answer.text());
	const location = answer.headers.get("location");
	const made = await (await member.fetch(location, { headers: { accept: "text/html" } })).text();
	assert.match(made, /role="status"/);
	assert.match(made, /Halter &amp; &lt;Griff&gt;/);
	assert.doesNotMatch(made, /<Griff>/);
	assert.equal((await read(member, location.split("?")[0])).from, "2026-07-07T12:00:00+02:00");
});

test("a program gets 201, the address of the booking, and what it says", async () => {
	const wish = { ...slot("cad-1", 21, "10:00", "12:00"), purpose: "  Gehäuse  ", participants: 2, organisation: "erzdruck" };
	const answer = await book(member, wish), body = await answer.json();
	assert.equal(answer.status, 201);
	assert.match(body.ref, /^[0-9A-HJKMNP-TV-Z]{8}$/);
	assert.equal(answer.headers.get("location"), `/bookings/${body.ref}`);
	const shown = await read(member, `/bookings/${body.ref}`);
	for (const { ref, status, from, until, purpose, participants, minutes } of [body, shown])
		assert.deepEqual([ref, status, from, until, purpose, participants, minutes],
			[body.ref, "confirmed", wish.from, wish.until, "Gehäuse", 2, 120]);
	assert.equal(shown.resource.slug, "cad-1");
	assert.equal(shown.organisation, "ErzDruck GmbH");
	assert.ok((await read(member, "/bookings")).bookings.some(({ ref }) => ref === body.ref));
});

test("instants count, however they are written", async () => {
	const { from, until } = await booked(member, { resource: "cad-1", from: "2026-07-07T08:00:00Z", until: "2026-07-07T11:00:00.5+02:00" });
	assert.deepEqual([from, until], ["2026-07-07T10:00:00+02:00", "2026-07-07T11:00:00+02:00"]);
	for (const from of ["2026-07-07T10:00:00", "2026-07-07", "2026-07-07 10:00:00+02:00x", "10:00", "2026-07-32T10:00:00Z", "99999-01-01T00:00:00Z"])
		assert.deepEqual(await codes(await book(member, { ...slot("cad-1", 22, "10:00", "11:00"), from })), ["not_a_time"], from);
});

/* ---- rules ---- */

test("all rules that a wish breaks are told at once, each with code and message, in both languages", async () => {
	const wish = { resource: "laser", from: "2026-09-30T06:10:00+02:00", until: "2026-09-30T06:25:00+02:00", participants: 9 };
	const expected = { too_short: [/zu kurz.*30/, /short.*30/], off_raster: [/Raster von 30/, /raster of 30/], too_far: [/höchstens 60/, /most 60/],
		closed: [/geöffnet/, /open/], too_many_people: [/1 bis 4/, /1 to 4/], not_qualified: [/Lasercutter.*Sicherheitseinweisung/, /introduction.*Lasercutter/] };
	for (const [i, language] of ["de", "en"].entries()) {
		assert.equal((await teacher.fetch("/language", { json: { language } })).status, 204);
		const answer = await book(teacher, wish), { status, title, type, reasons } = await answer.json();
		assert.deepEqual([answer.status, status, type], [403, 403, "about:blank"]);
		assert.equal(answer.headers.get("content-type"), "application/problem+json");
		assert.equal(title, ["Das dürfen Sie hier nicht", "You may not do this here"][i]);
		assert.deepEqual([...new Set(reasons.map(({ code }) => code))].sort(), Object.keys(expected).sort());
		assert.deepEqual(reasons.filter(({ code }) => code === "off_raster").map(({ field }) => field).sort(), ["from", "until"]);
		for (const { code, message } of reasons) assert.match(message, expected[code][i]);
	}
	assert.equal((await teacher.fetch("/language", { json: { language: "de" } })).status, 204);
});

test("each rule alone gets its status", async () => {
	const on = (days, from, until, more) => ({ ...slot("prusa-1", days, from, until), ...more });
	for (const [what, who, wish, status, said] of [
		["backwards", member, on(21, "11:00", "10:00"), 422, "slot_backwards"],
		["empty", member, on(21, "11:00", "11:00"), 422, "slot_backwards"],
		["long ago", member, on(-7, "11:00", "12:00"), 422, "in_the_past"],
		["off the raster", member, on(21, "11:10", "12:10"), 422, "off_raster"],
		["by a second", member, { ...on(21, "11:00", "12:00"), until: "2026-07-06T12:00:01+02:00" }, 422, "off_raster"],
		["too long", member, { ...on(21, "08:00", "22:00"), resource: "cad-1" }, 422, "too_long"],
		["too far", member, on(61, "11:00", "12:00"), 422, "too_far"],
		["over night", member, { ...on(21, "21:00", "22:00"), until: instant(22, "08:00") }, 422, "closed"],
		["nobody comes", member, on(21, "11:00", "12:00", { participants: 0 }), 422, "too_many_people"],
		["a crowd comes", member, on(21, "11:00", "12:00", { participants: 1e15 }), 422, "too_many_people"],
		["no introduction", teacher, { ...on(21, "11:00", "12:00"), resource: "laser" }, 403, "not_qualified"],
		["for others", member, on(21, "11:00", "12:00", { person: "teacher@example.org" }), 403, "not_allowed"],
		["for nobody", staff, on(21, "11:00", "12:00", { person: "nobody@example.org" }), 404, "no_such_person"],
		["of nothing", member, { ...on(21, "11:00", "12:00"), resource: "prusa-9" }, 404, "no_such_resource"],
		["for a foreign organisation", member, on(21, "11:00", "12:00", { organisation: "bergschule" }), 404, "no_such_organisation"],
	]) {
		const answer = await book(who, wish);
		assert.equal(answer.status, status, what);
		assert.ok((await codes(answer)).includes(said), what);
	}
	assert.equal(await statusOf(member, on(21, "11:00", "12:00")), "free");
});

test("instants at the ends of time are refused, not counted with", async () => {
	for (const [from, until] of [["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"], ["9999-12-31T22:00:00Z", "9999-12-31T23:00:00Z"],
		["1970-01-01T00:00:00Z", "1970-01-01T01:00:00Z"], ["2026-07-06T10:00:00+02:00", "9999-12-31T23:00:00-12:00"]]) {
		const answer = await book(member, { resource: "prusa-1", from, until });
		assert.ok([400, 422].includes(answer.status), `${from} ${answer.status}`);
	}
});

test("a refused form comes back as it was typed, each reason beside its field", async () => {
	const fields = await readForm(member, "/bookings/new?resource=prusa-1", "/bookings");
	const answer = await submit(member, "/bookings", { ...fields, from: "2026-07-06T11:10", until: "2026-07-06T11:00", purpose: 'a "b" <c>', participants: "9" });
	assert.equal(answer.status, 422);
	const html = await answer.text();
	assert.match(html, /name="from"[^>]*value="2026-07-06T11:10"[^>]*aria-invalid/s);
	assert.match(html, /value="a &quot;b&quot; &lt;c&gt;"/);
	assert.match(html, /id="participants-error"><p\s+class="error">[^<]+1 bis 4/);
	const typed = await submit(staff, "/bookings", { ...await readForm(staff, "/bookings/new?resource=prusa-1", "/bookings"),
		from: "heute", until: "", person: "niemand@example.org" });
	assert.equal(typed.status, 400);
	const again = await typed.text();
	assert.match(again, /value="heute"/);
	assert.match(again, /value="niemand@example\.org"/);
});

/* ---- taken ---- */

test("a taken slot gets 409 and alternatives that can really be booked", async () => {
	for (const wish of [slot("prusa-1", 23, "10:00", "12:00"), slot("werkstatt", 24, "09:00", "12:00"), slot("laser", 25, "18:00", "22:00")]) {
		await booked(member, wish);
		const answer = await book(member, wish);
		assert.equal(answer.status, 409);
		const { reasons, alternatives } = await answer.json();
		assert.deepEqual(reasons.map(({ code }) => code), ["slot_taken"]);
		assert.ok(alternatives.length >= 3);
		for (const { resource, from, until } of alternatives) {
			assert.equal(Date.parse(until) - Date.parse(from), Date.parse(wish.until) - Date.parse(wish.from));
			const { ref } = await booked(member, { resource, from, until });
			assert.equal((await cancel(member, ref)).status, 204);
		}
	}
});

test("alternatives keep the rules: the horizon, the hours, the room for people", async () => {
	const last = { ...slot("prusa-1", 60, "20:00", "22:00"), participants: 4 };
	await booked(member, last);
	const answer = await book(member, last);
	assert.equal(answer.status, 409);
	for (const { resource, from, until } of (await answer.json()).alternatives) {
		const { ref } = await booked(member, { resource, from, until, participants: 4 });
		assert.equal((await cancel(member, ref)).status, 204);
	}
});

test("a refused browser sees the alternatives as links to the form", async () => {
	const wish = slot("bambu-1", 23, "10:00", "12:00");
	await booked(member, wish);
	const fields = await readForm(teacher, "/bookings/new?resource=bambu-1", "/bookings");
	const answer = await submit(teacher, "/bookings", { ...fields, from: "2026-07-08T10:00", until: "2026-07-08T12:00" });
	assert.equal(answer.status, 409);
	const links = [...(await answer.text()).matchAll(/href="(\/bookings\/new\?resource=[^"]*until=[^"]*)"/g)].map(([, to]) => to.replaceAll("&amp;", "&"));
	assert.ok(links.length >= 3);
	const next = await submit(teacher, "/bookings", await readForm(teacher, links[0], "/bookings"));
	assert.equal(next.status, 303);
});

for (const engine of engines)
	test(`no two bookings overlap on ${engine}, and adjacent ones do not`, async (t) => {
		const own = await startLabInJune({ engine });
		t.after(() => own.stop());
		const [me, other] = await people(own);
		await booked(me, slot("prusa-1", 21, "10:00", "12:00"));
		for (const [from, until] of [["10:00", "12:00"], ["09:30", "10:30"], ["11:30", "12:30"], ["10:30", "11:00"], ["09:00", "13:00"]])
			assert.deepEqual(await codes(await book(other, slot("prusa-1", 21, from, until))), ["slot_taken"], from);
		await booked(other, slot("prusa-1", 21, "12:00", "12:30"));
		await booked(other, slot("prusa-1", 21, "09:30", "10:00"));
		assert.equal((await book(other, slot("prusa-1", 21, "09:00", "10:00"))).status, 409);
	});

for (const engine of engines)
	test(`a room and its machines exclude each other on ${engine}, two machines do not`, async (t) => {
		const own = await startLabInJune({ engine });
		t.after(() => own.stop());
		const [me, other] = await people(own);
		const part = await booked(me, slot("prusa-1", 21, "10:00", "11:00"));
		assert.deepEqual(await codes(await book(other, slot("werkstatt", 21, "09:00", "12:00"))), ["slot_taken"]);
		await booked(other, slot("prusa-2", 21, "10:00", "11:00"));
		await booked(other, slot("prusa-3", 21, "10:00", "11:00"));
		const whole = await booked(other, slot("werkstatt", 22, "09:00", "12:00"));
		for (const machine of ["prusa-1", "prusa-2", "laser"])
			assert.equal((await book(me, slot(machine, 22, "11:30", "12:30"))).status, 409, machine);
		await booked(me, slot("prusa-1", 22, "12:00", "13:00"));
		await booked(me, slot("prusa-3", 22, "10:00", "11:00"));
		assert.equal((await change(me, part.ref, slot("", 22, "09:00", "10:00"))).status, 422);
		const { from, until } = slot("", 22, "09:00", "10:00");
		assert.deepEqual(await codes(await change(me, part.ref, { from, until })), ["slot_taken"]);
		assert.equal((await cancel(other, whole.ref)).status, 204);
		assert.equal((await change(me, part.ref, { from, until })).status, 200);
		assert.match(await own.command("check"), /All is well/);
	});

/* ---- changing and cancelling ---- */

test("a booking is moved, extended and shortened by the same rules, and stays as it was when refused", async () => {
	const { ref } = await booked(member, slot("prusa-3", 21, "10:00", "11:00"));
	await booked(teacher, slot("prusa-3", 21, "13:00", "14:00"));
	const now = async () => { const { from, until, purpose } = await read(member, `/bookings/${ref}`); return [from.slice(11, 16), until.slice(11, 16), purpose]; };
	const extended = await change(member, ref, { until: instant(21, "13:00") });
	assert.equal(extended.status, 200);
	assert.equal((await extended.json()).minutes, 180);
	assert.deepEqual(await codes(await change(member, ref, { until: instant(21, "13:30") })), ["slot_taken"]);
	assert.deepEqual(await codes(await change(member, ref, { from: instant(21, "10:10") })), ["off_raster"]);
	assert.deepEqual(await codes(await change(member, ref, { from: instant(21, "13:00") })), ["slot_backwards"]);
	assert.deepEqual(await now(), ["10:00", "13:00", ""]);
	assert.equal((await change(member, ref, { from: instant(21, "11:00"), until: instant(21, "12:00"), purpose: "kürzer" })).status, 200);
	assert.deepEqual(await now(), ["11:00", "12:00", "kürzer"]);
	assert.equal(await statusOf(member, slot("prusa-3", 21, "10:00", "11:00")), "free");
	assert.equal((await change(member, ref, {})).status, 200);
	assert.equal((await change(member, ref, { purpose: "" })).status, 200);
	assert.deepEqual(await now(), ["11:00", "12:00", ""]);
	assert.equal((await change(member, ref, { resource: "prusa-2" })).status, 422);
});

test("what runs may be extended or shortened, though it began in the past; what is over may not", async () => {
	const free = (await read(member, "/resources")).resources.find(({ state, bookable, kind }) => bookable && kind === "workplace" && state.status !== "booked");
	const { ref, status } = await booked(member, slot(free.slug, 0, "10:00", "11:00"));
	assert.equal(status, "running");
	assert.equal((await change(member, ref, { until: instant(0, "10:30") })).status, 200);
	const back = await codes(await change(member, ref, { from: instant(0, "09:00"), until: instant(0, "09:30") }));
	assert.deepEqual([...new Set(back)], ["in_the_past"]);
	assert.equal((await cancel(member, ref)).status, 204);
});

test("cancelling frees the slot, revokes the pass, and is done once", async () => {
	const wish = slot("prusa-3", 22, "10:00", "11:00"), { ref } = await booked(member, wish);
	const { pass } = await read(member, `/bookings/${ref}`);
	assert.match(pass.token, /^[A-Z2-7]{138}$/);
	assert.equal((await cancel(member, ref)).status, 204);
	assert.equal(await statusOf(lab, wish), "free");
	const gone = await read(member, `/bookings/${ref}`);
	assert.deepEqual([gone.status, gone.can_cancel, gone.pass], ["cancelled", false, undefined]);
	for (const end of ["/pass", "/pass.svg", "/pass.png"]) assert.equal((await member.fetch(`/bookings/${ref}${end}`)).status, 404, end);
	const scan = await staff.fetch("/scans", { json: { token: pass.token, nonce: "0".repeat(32) } });
	assert.equal((await scan.json()).code, "cancelled");
	assert.deepEqual(await codes(await cancel(member, ref)), ["already_over"]);
	assert.deepEqual(await codes(await change(member, ref, { purpose: "x" })), ["already_over"]);
	await booked(teacher, wish);
});

test("a form cancels, too", async () => {
	const wish = slot("prusa-3", 23, "10:00", "11:00"), { ref } = await booked(member, wish), action = `/bookings/${ref}/cancel`;
	const answer = await submit(member, action, await readForm(member, `/bookings/${ref}`, action));
	assert.equal(answer.status, 303);
	assert.match(answer.headers.get("location"), new RegExp(`^/bookings/${ref}\\?undo=\\d+$`));
	assert.equal(await statusOf(lab, wish), "free");
});

test("what is cancelled can be booked again by its owner while its time is free, with a new pass", async () => {
	const wish = slot("prusa-3", 23, "12:00", "13:00"), { ref } = await booked(member, wish);
	const restore = (who) => who.fetch(`/bookings/${ref}/restore`, { method: "POST", json: {} });
	assert.deepEqual(await codes(await restore(member)), ["not_changeable"]);
	const before = (await read(member, `/bookings/${ref}`)).pass.token;
	assert.equal((await cancel(member, ref)).status, 204);
	assert.equal((await restore(lab)).status, 401);
	const back = await restore(member);
	assert.equal(back.status, 200);
	assert.equal((await back.json()).status, "confirmed");
	assert.notEqual((await read(member, `/bookings/${ref}`)).pass.token, before);
	assert.equal((await cancel(member, ref)).status, 204);
	const taken = await booked(member, wish);
	assert.deepEqual(await codes(await restore(member)), ["slot_taken"]);
	assert.equal((await cancel(member, taken.ref)).status, 204);
});

test("a look at a form books nothing and says what it would be: free or not, its price, and each date", async () => {
	const fields = await readForm(member, "/bookings/new?resource=prusa-3", "/bookings");
	assert.match(fields.from, /^2026-06-1\dT\d\d:\d\d$/, "who names no time is offered the first that would do");
	assert.equal(fields.organisation, "erzdruck", "who belongs to one organisation books for it");
	const look = async (changes) => {
		const answer = await submit(member, "/bookings", { ...fields, ...changes, look: "1" });
		assert.equal(answer.status, 303);
		return read(member, answer.headers.get("location"));
	};
	const times = { from: "2026-07-08T18:00", until: "2026-07-08T20:00" };
	const free = await look({ ...times, purpose: "Zahnrad & Welle" });
	assert.deepEqual([free.check.is_free, free.check.duration, free.form.purpose], [true, "2 h", "Zahnrad & Welle"]);
	const { ref } = await booked(member, slot("prusa-3", 23, "18:00", "19:00"));
	const taken = await look(times);
	assert.deepEqual([taken.check.is_free, taken.check.reasons.map(({ code }) => code)], [false, ["slot_taken"]]);
	assert.ok(taken.alternatives.every(({ href }) => href.includes("organisation=erzdruck")));
	const { dates } = await look({ ...times, every: "fortnight", last: "2026-07-22" });
	assert.deepEqual(dates.map(({ day, status }) => [day, status]), [["2026-07-08", "taken"], ["2026-07-22", "free"]]);
	assert.equal((await look({ ...times, organisation: "" })).form.organisation, "", "privately stays privately");
	assert.equal((await cancel(member, ref)).status, 204);
});

/* ---- once ---- */

for (const engine of engines)
	test(`the same Idempotency-Key books once and gets the same answer on ${engine}`, async (t) => {
		const own = await startLabInJune({ engine });
		t.after(() => own.stop());
		const [me, other] = await people(own), wish = slot("prusa-1", 21, "10:00", "11:00");
		const ask = (who, key, json = wish) => book(who, json, { "idempotency-key": key });
		const told = async (answer) => [answer.status, answer.headers.get("location"), (await answer.json()).ref];
		const answers = await Promise.all(Array.from({ length: 12 }, () => ask(me, "one").then(told)));
		assert.equal(answers[0][0], 201);
		for (const answer of answers) assert.deepEqual(answer, answers[0]);
		assert.deepEqual(await told(await ask(me, "one")), answers[0]);
		assert.equal((await ask(me, "two")).status, 409);
		assert.equal((await ask(other, "one")).status, 409);
		assert.equal((await ask(other, "one", slot("prusa-1", 21, "11:00", "12:00"))).status, 201);
		assert.equal((await read(me, "/bookings")).bookings.filter(({ from }) => from === wish.from).length, 1);
		const away = () => me.fetch(answers[0][1], { method: "DELETE", headers: { "idempotency-key": "three" } });
		for (const answer of [await away(), await away()])
			assert.deepEqual([answer.status, await answer.text(), answer.headers.get("content-length")], [204, "", null]);
	});

test("a double click on the form books once and leads to the same booking", async () => {
	const fields = await readForm(member, "/bookings/new?resource=bambu-2&from=2026-07-08T08:00:00Z&until=2026-07-08T09:00:00Z", "/bookings");
	assert.match(fields.once, /^[\w-]{43}$/);
	const answers = await Promise.all([1, 2, 3].map(() => submit(member, "/bookings", fields)));
	assert.deepEqual(answers.map(({ status }) => status), [303, 303, 303]);
	assert.equal(new Set(answers.map(({ headers }) => headers.get("location"))).size, 1);
});

/* ---- others ---- */

test("a booking of somebody else does not exist", async () => {
	const { ref } = await booked(member, slot("cad-2", 21, "10:00", "11:00"));
	assert.deepEqual(await codes(await change(teacher, ref, { purpose: "meins" })), ["no_such_booking"]);
	assert.deepEqual(await codes(await cancel(teacher, ref)), ["no_such_booking"]);
	const { csrf } = await readForm(teacher, "/", "/language");
	assert.equal((await submit(teacher, `/bookings/${ref}/cancel`, { csrf })).status, 404);
	assert.equal((await teacher.fetch(`/bookings/${ref}`)).status, 404);
	assert.ok(!(await (await teacher.fetch("/bookings")).text()).includes(ref));
	assert.equal((await read(member, `/bookings/${ref}`)).purpose, "");
});

test("staff see everybody's bookings, and filter them", async () => {
	const theirs = await booked(teacher, slot("cad-3", 21, "10:00", "11:00"));
	const { ref } = await booked(member, slot("cad-2", 22, "10:00", "11:00"));
	const refs = async (query) => (await read(staff, `/bookings?${query}`)).bookings.map((one) => one.ref);
	const week = "from=2026-07-06&until=2026-07-12";
	assert.deepEqual((await refs(week)).filter((one) => [ref, theirs.ref].includes(one)), [theirs.ref, ref]);
	assert.ok((await refs(`${week}&person=teacher@example.org`)).includes(theirs.ref));
	assert.ok(!(await refs(`${week}&person=teacher@example.org`)).includes(ref));
	assert.deepEqual(await refs(`${week}&resource=cad-3`), [theirs.ref]);
	assert.ok(!(await refs("from=2026-07-06&until=2026-07-06")).includes(ref));
	assert.ok((await refs("from=2026-07-07&until=2026-07-07")).includes(ref));
	const [one] = (await read(staff, `/bookings?${week}&resource=cad-3`)).bookings;
	assert.deepEqual(one.person, { name: "Thomas Uhlig", email: "teacher@example.org" });
	assert.equal((await staff.fetch("/bookings?from=gestern")).status, 400);
	assert.equal((await staff.fetch("/bookings?person=nobody@example.org")).status, 404);
	const page = await (await staff.fetch(`/bookings?${week}`, { headers: { accept: "text/html" } })).text();
	assert.match(page, /Thomas Uhlig/);
});

test("staff book, change and cancel for others, and it is theirs", async () => {
	const { ref } = await booked(staff, { ...slot("cad-3", 22, "10:00", "11:00"), person: "Teacher@example.org" });
	const seen = await read(teacher, `/bookings/${ref}`);
	assert.deepEqual([seen.status, seen.person], ["confirmed", undefined]);
	assert.equal((await read(staff, `/bookings/${ref}`)).person.email, "teacher@example.org");
	assert.equal(await statusOf(teacher, slot("cad-3", 22, "10:00", "11:00")), "mine");
	assert.equal((await change(staff, ref, { until: instant(22, "12:00") })).status, 200);
	assert.equal((await read(teacher, `/bookings/${ref}`)).minutes, 120);
	assert.equal((await cancel(staff, ref)).status, 204);
	assert.equal((await read(teacher, `/bookings/${ref}`)).status, "cancelled");
	assert.deepEqual(await codes(await book(staff, { ...slot("laser", 22, "10:00", "11:00"), person: "teacher@example.org" })), ["not_qualified"]);
});

/* ---- the change of clocks ---- */

/* A demo that is open round the clock on Sundays. */
async function startOnSunday(t, clock) {
	const own = await startLab({ args: ["--clock", clock] });
	t.after(() => own.stop());
	await own.end();
	await run("sqlite3", [own.store.where, `INSERT INTO opening (resource, weekday, from_minute, until_minute)
		SELECT id, day, 0, 1440 FROM resource, (SELECT 6 AS day UNION SELECT 7 UNION SELECT 1) WHERE slug = 'bambu-2';
		DELETE FROM claim; DELETE FROM event;`]);
	return own.start();
}

const days = async (own, day, n) => (await read(own, `/resources/bambu-2/timetable?from=${day}&days=${n}`)).slots;

test("slots keep the wall clock's hours on both sides of the autumn's change, and the hour that comes twice is two hours", async (t) => {
	const own = await startOnSunday(t, "2026-10-24T10:00:00+02:00"), me = await own.signIn("startup@example.org");
	const slots = await days(own, "2026-10-25", 1);
	assert.equal(slots.length, 24);
	assert.deepEqual([slots[0].from, slots[1].from, slots[2].from, slots[2].until, slots[8].from], ["2026-10-25T00:00:00+02:00",
		"2026-10-25T01:00:00+02:00", "2026-10-25T02:00:00+02:00", "2026-10-25T03:00:00+01:00", "2026-10-25T08:00:00+01:00"]);
	for (let i = 1; i < 24; i++) assert.equal(slots[i].from, slots[i - 1].until);
	const twice = [["02:00:00+02:00", "02:30:00+02:00"], ["02:30:00+02:00", "02:00:00+01:00"], ["02:00:00+01:00", "02:30:00+01:00"],
		["02:30:00+01:00", "03:00:00+01:00"]].map(([from, until]) => ({ resource: "bambu-2", from: `2026-10-25T${from}`, until: `2026-10-25T${until}` }));
	for (const wish of twice) assert.equal((await booked(me, wish)).minutes, 30);
	for (const wish of twice) assert.deepEqual(await codes(await book(me, wish)), ["slot_taken"]);
	const long = await booked(me, { resource: "bambu-2", from: "2026-10-24T22:00:00+02:00", until: "2026-10-25T02:00:00+02:00" });
	assert.equal(long.minutes, 240);
	const form = await readForm(me, "/bookings/new?resource=bambu-1", "/bookings");
	const typed = await submit(me, "/bookings", { ...form, from: "2026-10-25T07:00", until: "2026-10-25T08:00" });
	assert.equal(typed.status, 303);
	assert.equal((await read(me, typed.headers.get("location").split("?")[0])).from, "2026-10-25T07:00:00+01:00");
});

test("the hour that spring leaves out is no slot, and who types it gets the next", async (t) => {
	const own = await startOnSunday(t, "2027-03-27T10:00:00+01:00"), me = await own.signIn("startup@example.org");
	const slots = await days(own, "2027-03-28", 1);
	assert.equal(slots.length, 24);
	assert.deepEqual([slots[1].from, slots[1].until, slots[2].status, slots[3].from, slots[3].until], ["2027-03-28T01:00:00+01:00",
		"2027-03-28T03:00:00+02:00", "closed", "2027-03-28T03:00:00+02:00", "2027-03-28T04:00:00+02:00"]);
	const night = { resource: "bambu-2", from: "2027-03-28T01:00:00+01:00", until: "2027-03-28T04:00:00+02:00" };
	assert.equal((await booked(me, night)).minutes, 120);
	assert.equal((await book(me, { ...night, from: "2027-03-28T02:30:00+01:00" })).status, 409); /* which is 03:30 */
	const form = await readForm(me, "/bookings/new?resource=bambu-2", "/bookings");
	const typed = await submit(me, "/bookings", { ...form, from: "2027-03-28T02:30", until: "2027-03-28T05:00" });
	assert.equal(typed.status, 409);
	const day = (await days(own, "2027-03-27", 3)).filter(({ from }) => from.includes("T08:00"));
	assert.deepEqual(day.map(({ from }) => from.slice(19)), ["+01:00", "+02:00", "+02:00"]);
});
