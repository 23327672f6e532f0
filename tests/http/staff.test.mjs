// SPDX-License-Identifier: EUPL-1.2
// Where staff begin, the calendar of hours, decisions in a row, and what they see of a person.
import assert from "node:assert/strict";
import test from "node:test";
import { startLab } from "../lib/lab.mjs";
import { readForm, submit } from "../lib/http.mjs";

const read = async (who, path) => (await who.fetch(path)).json();
const page = async (who, path) => (await who.fetch(path, { headers: { accept: "text/html" } })).text();
const start = (t, clock = "2026-06-16T10:00:00+02:00") => startLab({ args: ["--clock", clock] }).then((lab) => (t.after(() => lab.stop()), lab));

test("the overview counts what waits, and every link and form of it leads somewhere", async (t) => {
	const lab = await start(t);
	const staff = await lab.signIn("staff@example.org");
	const { groups, tables, attention } = await read(staff, "/admin");
	assert.ok(attention.some(({ attention: name, count }) => name === "requests" && count > 0));
	const pages = groups.flatMap((group) => group.pages);
	assert.ok(pages.find(({ href }) => href === "/admin/approvals").waiting > 0);
	for (const { href, title, about } of pages) {
		assert.equal((await staff.fetch(href)).status, 200, href);
		assert.doesNotMatch(title + about, /^admin_|admin_[a-z]+_about/, href);
	}
	const html = await page(staff, "/admin");
	for (const { path, has_days } of tables) {
		assert.match(html, new RegExp(`action="${path.replace(".", "\\.")}"`));
		const answer = await staff.fetch(has_days ? `${path}?from=2026-06-01&until=2026-06-16` : path);
		assert.match(answer.headers.get("content-type"), /^text\/csv/, path);
	}
	assert.doesNotMatch(html, /\?from=/);
	assert.equal((await (await lab.signIn("startup@example.org")).fetch("/admin")).status, 403);
});

test("a month shows hours, holidays, school holidays and closures, and a day leads to a closure", async (t) => {
	const lab = await start(t);
	const staff = await lab.signIn("staff@example.org");
	const closure = { from: "2026-10-05T00:00:00+02:00", until: "2026-10-06T00:00:00+02:00", reason: "Inventur" };
	assert.equal((await staff.fetch("/admin/closures", { json: closure })).status, 201);
	const ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20261012\r\n"
		+ "DTEND;VALUE=DATE:20261024\r\nSUMMARY:Herbstferien\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
	assert.equal((await staff.fetch("/admin/holidays/import", { json: { ics } })).status, 201);
	const { month } = await read(staff, "/admin/hours?month=2026-10");
	const days = new Map(month.weeks.flatMap((week) => week.days).filter(({ is_other }) => !is_other).map((day) => [day.number, day]));
	assert.equal(days.size, 31);
	assert.equal(month.weeks[0].days[0].date.slice(0, 10), "2026-09-28", "a month begins with its Monday");
	assert.deepEqual(days.get(1).open, [{ hours: "07:00–22:00" }]);
	assert.deepEqual([days.get(3).holiday, days.get(3).is_shut, days.get(3).open], ["Tag der Deutschen Einheit", true, undefined]);
	assert.deepEqual([days.get(5).is_shut, days.get(5).closures], [true, [{ reason: "Inventur", of: "" }]]);
	assert.deepEqual([days.get(12).schools, days.get(23).schools.length, days.get(24).schools], [[{ name: "Herbstferien" }], 1, []]);
	const form = await page(staff, days.get(7).close.split("#")[0]);
	assert.match(form, /id="closure-from"[^>]*value="2026-10-07T00:00"/);
	assert.match(form, /id="closure-until"[^>]*value="2026-10-08T00:00"/);
	for (const path of [month.previous, month.next, "/admin/hours?month=2027-12"]) assert.equal((await staff.fetch(path)).status, 200);
	assert.equal((await staff.fetch("/admin/hours?month=2026-13")).status, 400);
	assert.equal((await staff.fetch("/admin/hours?month=soon")).status, 400);
});

test("decisions are made in a row, see what is broken, and lead back to the list", async (t) => {
	const lab = await start(t);
	const staff = await lab.signIn("staff@example.org");
	const [request] = (await read(staff, "/admin/approvals")).requests;
	assert.deepEqual(request.conflicts, []);
	assert.equal(typeof request.record.missed, "number");
	const approve = `${request.href}/approve`;
	const done = await submit(staff, approve, await readForm(staff, "/admin/approvals", approve));
	assert.match(done.headers.get("location"), /^\/admin\/approvals\?undo=\d+$/);
	assert.match(await page(staff, done.headers.get("location")), /Genehmigt\. Die Nachricht geht in einer Minute hinaus\./);
	const [objection] = (await read(staff, "/admin/approvals")).objections;
	const judge = `${objection.href}/objection`;
	const judged = await submit(staff, judge, { ...await readForm(staff, "/admin/approvals", judge), accept: "1" });
	assert.equal(judged.headers.get("location"), "/admin/approvals");
});

test("a person's page has introductions, what is to come, and the record", async (t) => {
	const lab = await start(t);
	const staff = await lab.signIn("staff@example.org");
	const [{ id, name }] = (await read(staff, "/people?q=jana")).people;
	const person = await read(staff, `/people/${id}`);
	assert.ok(person.introductions.length > 0 && person.bookings.length > 0 && person.bookings.length <= 10);
	assert.ok(person.bookings.every((booking) => booking.person.name === name));
	assert.deepEqual(Object.keys(person.record).sort(), ["late", "missed"]);
});

test("the outbox is a table with a state, a search and a CSV, for staff", async (t) => {
	const lab = await start(t);
	const staff = await lab.signIn("staff@example.org");
	await staff.fetch("/people", { json: { name: "Nora Neu", email: "nora@example.org" } });
	const { messages, listing, states } = await read(staff, "/admin/messages?q=nora");
	assert.deepEqual(messages.map(({ kind, to, message }) => [to, message, typeof kind]), [["nora@example.org", "waiting", "string"]]);
	assert.equal(listing.total, 1);
	assert.ok(states.some(({ message }) => message === "waiting"));
	assert.equal((await read(staff, "/admin/messages?q=nora&status=failed")).listing.total, 0);
	assert.match(await (await staff.fetch("/admin/messages.csv?q=nora")).text(), /^id,kind,to,created,tries,status,fault\r\n\d+,[a-z_]+,nora@example\.org,[^\r]*,waiting,\r\n$/);
	assert.equal((await (await lab.signIn("startup@example.org")).fetch("/admin/messages.csv")).status, 403);
});
