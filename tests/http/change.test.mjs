// SPDX-License-Identifier: EUPL-1.2
// What becomes of a booking: changed, handed over, waited for, decided, missed; by page and by program.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { clock, codes, readForm, slot, startQuietLab, submit } from "../lib/http.mjs";

let lab, jana, teacher, staff;
const signIn = async () => {
	[jana, teacher, staff] = await Promise.all(["startup", "teacher", "staff"].map((who) => lab.signIn(`${who}@example.org`)));
};
before(async () => {
	lab = await startQuietLab();
	await signIn();
});
after(() => lab?.stop());

const page = { headers: { accept: "text/html" } };
const read = async (who, path) => (await who.fetch(path)).json();
const show = async (who, path) => (await who.fetch(path, page)).text();
const post = (who, path, json = {}) => who.fetch(path, { json });

async function booked(who, wish) {
	const answer = await post(who, "/bookings", wish);
	assert.equal(answer.status, 201, await answer.clone().text());
	return answer.json();
}

async function assertStatus(answer, status, ...reasons) {
	const shown = await answer.clone().text();
	assert.equal(answer.status, status, shown);
	if (reasons.length)
		assert.deepEqual(await codes(answer), reasons.sort(), shown);
}

/* ---- move, extend, hand over ---- */

test("the page of changes keeps what was typed, says what is broken, and offers other times", async () => {
	const { ref, href } = await booked(jana, { ...slot("prusa-1", 21, "10:00", "11:00"), purpose: "Halter" });
	await booked(teacher, slot("prusa-1", 21, "11:00", "12:00"));
	const fields = await readForm(jana, `${href}/move`, `${href}/move`);
	assert.deepEqual([fields.from, fields.until, fields.purpose], ["2026-07-06T10:00", "2026-07-06T11:00", "Halter"]);
	const refused = await submit(jana, `${href}/move`, { ...fields, until: "2026-07-06T11:30", purpose: "Größer" });
	const said = await refused.text();
	assert.equal(refused.status, 409);
	assert.match(said, /value="2026-07-06T11:30"/);
	assert.match(said, /value="Größer"/);
	assert.match(said, new RegExp(`/bookings/${ref}/move\\?from=`));
	assert.doesNotMatch(said, /name="override"/);
	const moved = await submit(jana, `${href}/move`, { ...fields, from: "2026-07-06T08:30", until: "2026-07-06T10:30" });
	assert.deepEqual([moved.status, moved.headers.get("location")], [303, href]);
	assert.equal((await read(jana, href)).minutes, 120);
});

test("the button extends by half an hour as long as it can", async () => {
	const { href } = await booked(jana, slot("prusa-1", 22, "10:00", "11:00"));
	await booked(teacher, slot("prusa-1", 22, "11:30", "12:00"));
	const fields = await readForm(jana, href, `${href}/move`);
	assert.equal((await submit(jana, `${href}/move`, fields)).status, 303);
	const { until, choices } = await read(jana, href);
	assert.equal(until, "2026-07-07T11:30:00+02:00");
	assert.equal(choices.extend, undefined);
	assert.doesNotMatch(await show(jana, href), /name="until"/);
});

test("only staff may set rules aside, after they have seen them, and it is kept which", async () => {
	const { href } = await booked(jana, slot("prusa-2", 21, "10:00", "11:00"));
	const night = slot("prusa-2", 21, "21:00", "23:00");
	delete night.resource;
	await assertStatus(await post(jana, `${href}/move`, { ...night, override: 1 }), 422, "closed");
	const fields = await readForm(staff, `${href}/move`, `${href}/move`);
	const refused = await submit(staff, `${href}/move`, { ...fields, until: "2026-07-06T23:00", from: "2026-07-06T21:00" });
	assert.equal(refused.status, 422);
	assert.match(await refused.text(), /name="override" type="checkbox"/);
	const moved = await submit(staff, `${href}/move`, { ...fields, until: "2026-07-06T23:00", from: "2026-07-06T21:00", override: "1" });
	assert.equal(moved.status, 303);
	assert.equal((await read(staff, href)).override, "closed");
	assert.equal((await read(jana, href)).override, undefined);
	assert.match(await show(staff, href), /<span class="code">closed<\/span>/);
});

test("who gets a booking must be allowed to have it, and then it is theirs alone", async () => {
	const { href } = await booked(jana, slot("laser", 21, "10:00", "11:00"));
	await assertStatus(await post(jana, `${href}/give`, { person: "nobody@example.org" }), 404, "no_such_person");
	await assertStatus(await post(jana, `${href}/give`, { person: "teacher@example.org" }), 403, "not_qualified");
	await assertStatus(await post(teacher, `${href}/give`, { person: "teacher@example.org" }), 404, "no_such_booking");
	const given = await submit(jana, `${href}/give`, { ...await readForm(jana, `${href}/move`, `${href}/give`), person: "falk@example.org" });
	assert.deepEqual([given.status, given.headers.get("location")], [303, "/bookings"]);
	assert.equal((await jana.fetch(href)).status, 404);
	assert.equal((await read(staff, href)).person.email, "falk@example.org");
});

/* ---- waiting ---- */

test("a taken time can be waited for with one button, and is offered in order", async () => {
	const wish = slot("cad-1", 21, "10:00", "11:00"), { href } = await booked(jana, wish);
	await assertStatus(await post(teacher, "/waiting", slot("cad-1", 21, "12:00", "13:00")), 422, "still_free");
	const form = await readForm(teacher, `/bookings/new?resource=cad-1&from=2026-07-06T08:00:00Z&until=2026-07-06T09:00:00Z`, "/bookings");
	const refused = await (await submit(teacher, "/bookings", form)).text();
	assert.match(refused, /action="\/waiting"/);
	const waits = await submit(teacher, "/waiting", { csrf: form.csrf, ...wish });
	assert.deepEqual([waits.status, waits.headers.get("location")], [303, "/bookings#waiting"]);
	await assertStatus(await post(teacher, "/waiting", wish), 422, "waiting_already");
	assert.equal((await post(staff, "/waiting", wish)).status, 201);
	assert.match(await show(teacher, "/bookings"), /id="waiting"/);
	assert.equal((await read(jana, "/bookings")).waiting.length, 1, "the demo's");

	assert.equal((await jana.fetch(href, { method: "DELETE" })).status, 204);
	const { bookings, waiting } = await read(teacher, "/bookings"), offer = bookings.find(({ status }) => status === "offered");
	assert.equal(waiting.length, 0);
	await assertStatus(await post(jana, "/bookings", wish), 409, "slot_taken");
	await assertStatus(await post(jana, `${offer.href}/accept`), 404, "no_such_booking");
	assert.match(await show(teacher, offer.href), /action="[^"]*\/accept"/);
	assert.equal((await submit(teacher, `${offer.href}/cancel`, await readForm(teacher, offer.href, `${offer.href}/cancel`))).status, 303);
	const next = (await read(staff, "/bookings?from=2026-07-06&person=staff@example.org")).bookings.find(({ status }) => status === "offered");
	assert.equal((await post(staff, `${next.href}/accept`)).status, 200);
	await assertStatus(await post(staff, `${next.href}/accept`), 409, "already_decided");
	await assertStatus(await post(teacher, `${offer.href}/accept`), 409, "already_decided");
});

test("who no longer waits is on no list, and nobody leaves for others", async () => {
	const wish = slot("cad-2", 22, "10:00", "11:00");
	await booked(jana, wish);
	const { id } = await (await post(teacher, "/waiting", wish)).json();
	assert.match(await show(teacher, "/resources/cad-2?from=2026-07-07"), /\/waiting\/new\?resource=cad-2&amp;from=2026-07-07T08/);
	assert.equal((await jana.fetch(`/waiting/${id}`, { method: "DELETE" })).status, 404);
	assert.equal((await teacher.fetch(`/waiting/${id}`, { method: "DELETE" })).status, 204);
	assert.equal((await teacher.fetch(`/waiting/${id}`, { method: "DELETE" })).status, 404);
	assert.equal((await lab.fetch("/waiting/new?resource=cad-2")).status, 401);
	assert.equal((await teacher.fetch("/waiting/new?resource=nothing", page)).status, 404);
});

/* ---- approval ---- */

test("staff decide requests in their queue, with a word to the person, and once", async () => {
	const first = await booked(jana, slot("blitzanlage", 21, "10:00", "11:00"));
	const second = await booked(jana, slot("blitzanlage", 22, "10:00", "11:00"));
	assert.deepEqual([first.status, second.status], ["requested", "requested"]);
	for (const who of [jana, teacher])
		for (const [verb, json] of [["approve", {}], ["refuse", { reason: "x" }]])
			assert.equal((await post(who, first.href + "/" + verb, json)).status, 403, verb);
	const { requests } = await read(staff, "/admin/approvals");
	assert.ok(requests.some(({ ref }) => ref === first.ref));
	assert.deepEqual(requests.find(({ ref }) => ref === first.ref).record, { late: 0, missed: 0 });
	const approve = await readForm(staff, "/admin/approvals", `${first.href}/approve`);
	assert.equal((await submit(staff, `${first.href}/approve`, approve)).status, 303);
	await assertStatus(await post(staff, `${first.href}/approve`), 409, "already_decided");
	assert.equal((await post(staff, `${second.href}/refuse`, { reason: "Die Blitze sind <verliehen>." })).status, 200);
	assert.equal((await read(jana, first.href)).status, "confirmed");
	assert.match(await show(jana, second.href), /Die Blitze sind &lt;verliehen&gt;\./);
	for (const path of ["/admin/approvals", "/admin/timers"])
		assert.deepEqual([(await jana.fetch(path)).status, (await lab.fetch(path)).status], [403, 401]);
});

/* ---- what happens by itself ---- */

test("switched off for three hours, all that was due happens once when it is back", async () => {
	const { href } = await booked(jana, slot("cad-3", 21, "10:00", "12:00"));
	const request = await booked(jana, slot("blitzanlage", 21, "13:00", "14:00"));
	const waits = slot("cad-3", 21, "10:00", "12:00");
	assert.equal((await post(teacher, "/waiting", waits)).status, 201);
	const { bookings } = await read(staff, "/bookings?from=2026-07-06&until=2026-07-06");
	assert.equal(bookings.find((one) => one.href === href).status, "confirmed");
	await lab.end();
	lab.options.args = ["--clock", "2026-07-06T13:00:30+02:00"];
	await lab.start();
	await signIn(); /* three weeks later nobody is signed in any more */
	const timers = async () => Object.fromEntries((await read(staff, "/admin/timers")).timers.map(({ timer, done }) => [timer, done]));
	let done = await timers();
	for (let i = 0; i < 100 && !done.no_show; i++, done = await timers()) await new Promise((resolve) => setTimeout(resolve, 50));
	assert.ok(done.no_show >= 1, JSON.stringify(done));
	const missed = await read(jana, href);
	assert.deepEqual([missed.status, missed.choices.object, missed.choices.move], ["no_show", true, false]);
	assert.equal((await read(jana, request.href)).status, "lapsed");
	assert.ok((await read(teacher, "/bookings")).waiting.every(({ resource }) => resource.slug !== "cad-3"));
	assert.match(await show(staff, "/admin/timers"), /Ungenutzte Buchungen freigeben/);

	const fields = await readForm(jana, href, `${href}/object`);
	assert.equal((await submit(jana, `${href}/object`, { ...fields, objection: "Ich war <da>." })).status, 303);
	await assertStatus(await post(jana, `${href}/object`, { objection: "Doch!" }), 422, "not_changeable");
	assert.match(await show(staff, "/admin/approvals"), /Ich war &lt;da&gt;\./);
	assert.equal((await post(jana, `${href}/objection`, { accept: 1 })).status, 403);
	assert.equal((await post(staff, `${href}/objection`, { accept: 0, reason: "Niemand hat Sie gesehen." })).status, 200);
	await assertStatus(await post(staff, `${href}/objection`, { accept: 1 }), 409, "already_decided");
	assert.match(await show(jana, href), /Niemand hat Sie gesehen\./);
	const { past } = await read(jana, "/bookings"); /* with the demo's two weeks in which nobody was at the door */
	assert.equal((await read(staff, href)).record.missed, past.filter(({ status }) => status === "no_show").length);
	assert.equal((await read(jana, href)).record, undefined);
});

test("a running booking can be ended now, and staff say who is here", async () => {
	const at = (time) => `2026-07-06T${time}:00+02:00`;
	const { href, ref } = await booked(jana, { resource: "cad-2", from: at("13:00"), until: at("15:00") });
	assert.match(await show(staff, href), /action="[^"]*\/came"/);
	assert.equal((await post(jana, `${href}/came`)).status, 403);
	assert.equal((await post(staff, `${href}/came`)).status, 200);
	assert.ok((await read(staff, href)).checked_in);
	assert.equal((await submit(jana, `${href}/end`, await readForm(jana, href, `${href}/end`))).status, 303);
	const { until, ref: same } = await read(jana, href);
	assert.equal(same, ref);
	assert.ok(Date.parse(until) < Date.parse(at("13:10")), until);
	assert.ok(clock < until);
});
