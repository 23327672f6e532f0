// SPDX-License-Identifier: EUPL-1.2
// The day at the counter: who comes, who came, and one tap for "is here".
import assert from "node:assert/strict";
import test from "node:test";
import { engines, startLab } from "../lib/lab.mjs";
import { readForm, startQuietLab, submit } from "../lib/http.mjs";

const read = async (who, path) => (await who.fetch(path)).json();
const start = (t, engine, time) => startLab({ engine, args: ["--clock", time] }).then((lab) => (t.after(() => lab.stop()), lab));

for (const engine of engines)
	test(`on ${engine}, staff see who comes in the order of time, tap who came, and take it back`, async (t) => {
		const lab = await startQuietLab({ engine, from: "2026-06-16T11:53:00+02:00", at: "2026-06-16T11:55:00+02:00" }); /* else the demo's plugs see others come */
		t.after(() => lab.stop());
		const staff = await lab.signIn("staff@example.org");
		const day = await read(staff, "/today");
		const times = day.visits.map(({ from }) => Date.parse(from));
		assert.deepEqual(times, [...times].sort((a, b) => a - b));
		assert.equal(day.sum.people, day.visits.reduce((sum, { participants }) => sum + participants, 0));
		const due = day.visits.find(({ can_come, arrival }) => can_come && arrival.status === "expected");
		assert.equal(due.arrival.status, "expected");

		const came = await submit(staff, `${due.href}/came`, await readForm(staff, "/today", `${due.href}/came`));
		assert.equal(came.status, 303);
		const there = came.headers.get("location");
		assert.match(there, /^\/today\?undo=\d+$/);
		const visit = async () => (await read(staff, "/today")).visits.find(({ ref }) => ref === due.ref);
		assert.equal((await visit()).arrival.status, "here");
		assert.equal((await read(staff, "/today")).sum.here, day.sum.here + due.participants);
		const undo = `/undo/${/\d+$/.exec(there)[0]}`;
		assert.equal((await submit(staff, undo, await readForm(staff, there, undo))).headers.get("location"), "/today?undone=1");
		assert.equal((await visit()).arrival.status, "expected");
		assert.equal((await visit()).awaited, due.awaited, "who does not come is missed as before");
	});

test("other days show who came and who did not, and only the present one what is to be done", async (t) => {
	const lab = await start(t, "sqlite", "2026-06-16T10:00:00+02:00");
	const staff = await lab.signIn("staff@example.org");
	const yesterday = await read(staff, "/today?day=2026-06-15");
	assert.ok(yesterday.visits.length > 0);
	for (const { arrival, can_come } of yesterday.visits) {
		assert.ok(["gone", "missing"].includes(arrival.status), arrival.status);
		assert.equal(can_come, false);
	}
	assert.equal(yesterday.attention, undefined);
	for (const list of [yesterday.unbooked, yesterday.unused]) assert.ok(list.every(({ from }) => from.startsWith("2026-06-1")));
	const today = await read(staff, yesterday.next);
	assert.ok(today.attention.some(({ attention, count }) => attention === "requests" && count > 0));
	assert.equal(today.attention.find(({ attention }) => attention === "faults").count, 1);
	assert.ok(today.machines.length > 0 && today.machines.every(({ state }) => state.status));
	assert.equal((await staff.fetch("/today?day=tomorrow")).status, 400);
});

test("the day is for staff, and is not sent again while nothing changes", async (t) => {
	const lab = await start(t, "sqlite", "2026-06-16T10:00:00+02:00");
	assert.equal((await lab.fetch("/today")).status, 401);
	assert.equal((await (await lab.signIn("startup@example.org")).fetch("/today")).status, 403);
	const staff = await lab.signIn("staff@example.org");
	const etag = (await staff.fetch("/today?day=2026-05-01")).headers.get("etag");
	assert.match(etag, /^W\//);
});

test("the day's workshops are there with how many came, and their place is nobody's visit", async (t) => {
	const lab = await start(t, "sqlite", "2026-06-16T10:00:00+02:00");
	const staff = await lab.signIn("staff@example.org");
	const { resources } = await read(staff, "/resources");
	const made = await staff.fetch("/workshops", { json: { title: "Löten für Klassen", place: resources.find(({ kind }) => kind === "room").slug,
		"from-1": "2026-06-28T19:00:00+02:00", "until-1": "2026-06-28T20:30:00+02:00", capacity: 24, override: 1 } });
	assert.equal(made.status, 201, await made.text());
	const day = await read(staff, "/today?day=2026-06-28");
	const workshop = day.workshops.find(({ title }) => title === "Löten für Klassen");
	assert.deepEqual([workshop.expected, workshop.present], [0, 0]);
	assert.ok(!day.visits.some(({ workshop: of }) => of), "a workshop's own booking");
	const html = await (await staff.fetch("/today?day=2026-06-28", { headers: { accept: "text/html" } })).text();
	assert.match(html, /Löten für Klassen/);
	assert.match(html, /href="\/attendance\?day=2026-06-28"/);
});
