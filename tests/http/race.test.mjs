// SPDX-License-Identifier: EUPL-1.2
// 64 clients want one slot at the same instant: one gets it, the others are told that it is taken.
import assert from "node:assert/strict";
import { test } from "node:test";
import { send, sendJson, slot, startLabInJune } from "../lib/http.mjs";
import { engines } from "../lib/lab.mjs";

const clients = 64, rounds = 50;
const people = ["admin", "staff", "startup", "teacher", "falk", "aylin", "ole", "verein"].map((who) => `${who}@example.org`);

/* What the rounds are about: half an hour each, from the fourth week on. */
const slotOf = (round, resource = "prusa-1") =>
	slot(resource, 21 + Math.floor(round / 10), ...[0, 1].map((end) => `${10 + round % 10}:${end ? "30" : "00"}`));

const keysOf = (lab) => Promise.all(people.map((email) => lab.command("apikey", "add", "--email", email).then((key) => key.trim())));

/* Everybody asks at once; how often each status came. */
async function race(labs, keys, wishOf) {
	const answers = await Promise.all(Array.from({ length: clients }, (_, i) =>
		sendJson(labs[i % labs.length], "/bookings", wishOf(i), { headers: { authorization: `Bearer ${keys[i % keys.length]}` } })));
	const counts = {};
	for (const { status, text } of answers) {
		counts[status] = (counts[status] ?? 0) + 1;
		if (status === 409) assert.deepEqual(JSON.parse(text).reasons.map(({ code }) => code), ["slot_taken"]);
	}
	return counts;
}

/* The week of the rounds as staff see it; the demo has a booking of its own in it. */
async function listWeek(lab, key) {
	const { text } = await send(lab, "/bookings?from=2026-07-06&until=2026-07-12",
		{ headers: { accept: "application/json", authorization: `Bearer ${key}` } });
	return JSON.parse(text).bookings;
}

async function runRounds(labs, keys) {
	const before = new Set((await listWeek(labs[0], keys[0])).map(({ ref }) => ref));
	await Promise.all(Array.from({ length: clients }, (_, i) => send(labs[i % labs.length], "/healthz"))); /* connects */
	for (let round = 0; round < rounds; round++) {
		const [one, all] = [round % 2 === 0, round % 5 === 4];
		/* Every other round it is one person's clients; every fifth, half of them want the room with the machine in it. */
		const wishOf = (i) => slotOf(round, all && i % 2 ? "werkstatt" : "prusa-1");
		assert.deepEqual(await race(labs, one ? keys.slice(0, 1) : keys, wishOf), { 201: 1, 409: clients - 1 }, `round ${round}`);
	}
	const made = (await listWeek(labs[0], keys[0])).filter(({ ref }) => !before.has(ref)).map(({ from }) => from);
	assert.deepEqual(made, Array.from({ length: rounds }, (_, round) => slotOf(round).from));
	assert.match(await labs[0].command("check"), /All is well/);
}

for (const engine of engines)
	test(`of ${clients} clients that want one slot exactly one gets it, ${rounds} times, on ${engine}`, { timeout: 300000 }, async (t) => {
		const lab = await startLabInJune({ engine });
		t.after(() => lab.stop());
		await runRounds([lab], await keysOf(lab));
	});

test("two processes on one PostgreSQL database do not give away one slot twice", { timeout: 300000, skip: engines.length < 2 }, async (t) => {
	const lab = await startLabInJune({ engine: "postgresql" });
	t.after(() => lab.stop());
	const twin = new lab.constructor(lab.store, { ...lab.options, command: "serve" });
	await twin.start();
	t.after(() => twin.end());
	await runRounds([lab, twin], await keysOf(lab));
});
