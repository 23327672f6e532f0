// SPDX-License-Identifier: EUPL-1.2
// Booked against used, for staff: what energy costs, the same sums whichever way they are taken, and upkeep.
import assert from "node:assert/strict";
import { test } from "node:test";
import { codes, startQuietLab } from "../lib/http.mjs";
import { engines } from "../lib/lab.mjs";

const laser = "/devices/00137a1000000006";

/* No cell of these tables has a comma or a quote. */
async function table(staff, by) {
	const answer = await staff.fetch(`/usage/runs.csv?by=${by}&from=2026-05-01&until=2026-06-15`);
	assert.match(answer.headers.get("content-type"), /^text\/csv/);
	const [head, ...rows] = (await answer.text()).trim().split(/\r?\n/).map((line) => line.split(","));
	return rows.map((row) => Object.fromEntries(head.map((name, n) => [name, row[n]])));
}

const sum = (rows, name) => rows.reduce((total, row) => total + Number(row[name]), 0);

async function agree(staff) {
	const runs = await table(staff, ""), machines = await table(staff, "machine"), months = await table(staff, "month");
	const booked = runs.filter(({ booking }) => booking);
	assert.ok(booked.length > 50 && runs.length > booked.length, "the demo has both kinds");
	assert.equal(sum(machines, "watt_hours"), sum(runs, "watt_hours"));
	assert.equal(sum(machines, "runs"), runs.length);
	assert.equal(sum(months.filter(({ key }) => key >= "2026-05"), "watt_hours"), sum(runs, "watt_hours"));
	for (const by of ["person", "organisation", "booking"]) {
		const rows = await table(staff, by);
		assert.equal(sum(rows, "watt_hours"), sum(booked, "watt_hours"), by);
		assert.equal(sum(rows, "unbooked_minutes"), 0);
	}
	return { booked, machines };
}

async function price(staff, cents, since) {
	return staff.fetch("/usage/runs", { json: { cents_per_kwh: cents, since } });
}

for (const engine of engines)
	test(`sums agree, and energy costs what it did when it was drawn, on ${engine}`, async (t) => {
		const lab = await startQuietLab({ engine });
		t.after(() => lab.stop());
		const staff = await lab.signIn("staff@example.org"), guest = await lab.signIn("startup@example.org");
		const { booked } = await agree(staff);
		assert.equal((await guest.fetch("/usage/runs.csv")).status, 403);
		assert.equal((await guest.fetch("/usage/runs")).status, 403);
		assert.equal((await price(staff, 100, "2026-05-01")).status, 204);
		assert.deepEqual(await codes(await price(staff, 100, "gestern")), ["not_a_time"]);
		assert.deepEqual(await codes(await price(staff, -1)), ["not_a_number"]);
		const cents = (rows) => sum(rows, "cents"), tenth = ({ watt_hours: energy }) => energy / 10;
		const machines = await table(staff, "machine");
		for (const row of machines)
			assert.ok(Math.abs(row.cents - tenth(row)) <= 1, "a euro the kilowatt-hour");
		assert.equal((await price(staff, 200, "2026-06-10")).status, 204);
		const after = await table(staff, "machine");
		assert.ok(cents(after) > cents(machines) && cents(after) < 2 * cents(machines), "only what was drawn since then is dearer");
		const { used } = await (await staff.fetch(`/bookings/${booked[0].booking}`)).json();
		assert.ok(used.hours > 0 && /€/.test(used.cost));
	});

for (const engine of engines)
	test(`staff say what upkeep they did, on ${engine}`, async (t) => {
		const lab = await startQuietLab({ engine });
		t.after(() => lab.stop());
		const staff = await lab.signIn("staff@example.org");
		const upkeeps = async () => (await (await staff.fetch(laser)).json());
		const before = (await upkeeps()).upkeeps.length;
		assert.deepEqual(await codes(await staff.fetch(`${laser}/upkeep`, { json: { upkeep: "Linse", every_hours: 0 } })),
			["not_a_number"]);
		assert.equal((await staff.fetch(`${laser}/upkeep`, { json: { upkeep: "Linse", every_hours: 200 } })).status, 204);
		const { id } = (await upkeeps()).upkeeps.at(-1);
		assert.equal((await staff.fetch(`${laser}/upkeep/${id}/done`, { json: { note: "x".repeat(501) } })).status, 400);
		assert.equal((await staff.fetch(`${laser}/upkeep/${id}/done`, { json: { note: " mit Alkohol " } })).status, 204);
		assert.equal((await staff.fetch(`${laser}/upkeep/${id + 1000}/done`, { json: {} })).status, 404);
		const [last] = (await upkeeps()).upkept;
		assert.deepEqual([last.name, last.note, last.hours], ["Linse", "mit Alkohol", 0]);
		assert.ok(last.person);
		assert.equal((await staff.fetch(`${laser}/upkeep/${id}/delete`, { method: "POST" })).status, 204);
		assert.equal((await upkeeps()).upkeeps.length, before);
		assert.ok(!(await upkeeps()).upkept.some(({ name }) => name === "Linse"));
	});
