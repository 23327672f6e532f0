// SPDX-License-Identifier: EUPL-1.2
// Was a booking used? What scans, the team's list and plugs say of one morning, as it reaches the lab from each of them.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { instant, readForm, sendJson, slot, startQuietLab, submit } from "../lib/http.mjs";
import { engines, until } from "../lib/lab.mjs";

const secret = "a secret that nobody guesses", minute = 60000;
const little = (n, size) => Array.from({ length: size }, (_, i) => Math.floor(n / 256 ** i) % 256);
/* A WS52x's report as its datasheet has it. */
const report = (watts, watt_hours) => Buffer.from([8, 0x70, 1, 3, 0x74, ...little(2352, 2), 6, 0x83, ...little(watt_hours, 4),
	4, 0x80, ...little(watts, 4)]);

/* What there is to witness, 10:00 to 11:00: on which machine, who says what, and what comes of it. At the door "early" is
 * read by a scanner without the lab, which tells later. plug: from when to when it worked, "still" if it only rested. */
const mornings = [
	{ on: "prusa-1", scan: "door", plug: "still", said: "used silent unused", verdict: "used" },
	{ on: "prusa-2", list: "came", plug: "still", said: "silent used unused", verdict: "used" },
	{ on: "prusa-3", scan: "code", plug: "still", said: "used silent unused", verdict: "used" },
	{ on: "cad-1", list: "missed", plug: ["10:05", "10:50"], said: "silent unused used", verdict: "used" },
	{ on: "cad-2", scan: "early", list: "missed", said: "used unused silent", verdict: "used" },
	{ on: "cad-3", scan: "early", list: "missed", plug: "still", said: "used unused unused", verdict: "unused" },
	{ on: "bambu-1", scan: "door", plug: ["10:05", "11:10"] },
	{ on: "bambu-2", list: "missed", plug: "still" },
	{ on: "laser", scan: "door" },
	{ on: "blitzanlage", list: "came" },
];
const missing = mornings.filter(({ list }) => list === "missed");
/* 11:00 to 12:00 on bambu-1, nobody comes, and the plug tells of the one before, who goes on until 11:10. */
const neighbour = "bambu-1";

async function at(lab, time) {
	await lab.end();
	lab.options.args[lab.options.args.indexOf("--clock") + 1] = instant(0, time);
	return lab.start();
}

async function clear(staff, resource) {
	const { bookings } = await (await staff.fetch(`/bookings?resource=${resource}&from=2026-06-15&until=2026-06-15`)).json();
	for (const one of bookings) await staff.fetch(`/bookings/${one.ref}`, { method: "DELETE" });
}

async function policy(staff, slug, change) {
	const path = `/admin/resources/${slug}`;
	assert.equal((await submit(staff, path, { ...await readForm(staff, path, path), ...change })).status, 303);
}

async function book(who, wish) {
	const answer = await who.fetch("/bookings", { json: wish });
	assert.equal(answer.status, 201, await answer.clone().text());
	return (await who.fetch(answer.headers.get("location"))).json(); /* with its pass */
}

async function scan(staff, token, more = {}) {
	const answer = await staff.fetch("/scans", { json: { token, nonce: randomBytes(16).toString("hex"), ...more } });
	assert.equal((await answer.json()).result, "admitted");
}

for (const engine of engines) {
	let lab, member, staff, found;
	const booked = {}; /* by machine; the one that comes next by "next" */

	/* A frame each five minutes, as the network heard them; all reach the lab at once, later. */
	async function measure({ on, plug }) {
		const { devices } = await (await staff.fetch("/devices")).json();
		const device = devices.find(({ resource }) => resource === on);
		let watt_hours = device.watt_hours;
		for (let n = 0, time = Date.parse(instant(0, "10:00")); time <= Date.parse(instant(0, "12:10")); time += 5 * minute, n++) {
			const works = plug !== "still" && time >= Date.parse(instant(0, plug[0])) && time <= Date.parse(instant(0, plug[1]));
			const answer = await sendJson(lab, "/ingest/chirpstack?event=up", { deviceInfo: { deviceName: "Stecker", devEui: device.eui },
				devAddr: "00189440", fCnt: n + 1, fPort: 85, data: report(works ? 120 : 0, watt_hours).toString("base64"),
				time: new Date(time).toISOString() }, { headers: { authorization: `Bearer ${secret}` } });
			assert.equal(answer.status, 204, answer.text);
			watt_hours += works ? 10 : 0;
		}
	}

	before(async () => {
		lab = await startQuietLab({ engine, args: ["--ingest-secret", secret] });
		[member, staff] = await Promise.all(["startup", "staff"].map((who) => lab.signIn(`${who}@example.org`)));
		for (const { on } of [...mornings, { on: "werkstatt" }, { on: "fotostudio" }]) await clear(staff, on);
		for (const { on } of missing) await policy(staff, on, { grace_minutes: "15" });
		await policy(staff, neighbour, { grace_minutes: "15" });
		const codes = Object.fromEntries((await (await staff.fetch("/admin/labels")).json()).labels.map(({ slug, code }) => [slug, code]));
		for (const { on } of mornings) booked[on] = await book(on === "blitzanlage" ? staff : member, slot(on, 0, "10:00", "11:00"));
		booked.next = await book(staff, slot(neighbour, 0, "11:00", "12:00"));
		for (const { scan: where, list, on } of mornings) {
			if (where === "door") await scan(staff, booked[on].pass.token);
			if (where === "code") assert.equal((await (await member.fetch(`/M/${codes[on]}/start`, { json: {} })).json()).result, "allowed");
			if (list === "came") assert.equal((await staff.fetch(`/bookings/${booked[on].ref}/came`, { json: {} })).status, 200);
		}
		await at(lab, "11:20"); /* those who have not come by now are said to be missing */
		for (const { ref } of [...missing.map(({ on }) => booked[on]), booked.next])
			await until("who is missing", async () => (await (await staff.fetch(`/bookings/${ref}`)).json()).status === "no_show", 20);
		await at(lab, "12:20");
		for (const { scan: where, on } of mornings)
			if (where === "early") await scan(staff, booked[on].pass.token, { at: instant(0, "10:02"), decided: "ok" });
		for (const one of mornings.filter(({ plug }) => plug)) await measure(one);
		found = (await (await staff.fetch("/admin/witnesses")).json()).contradictions;
	});
	after(() => lab?.stop());

	const of = (key) => found.find(({ ref }) => ref === booked[key].ref);

	for (const one of mornings.filter(({ said }) => said))
		test(`${one.on}: scan, list and plug say ${one.said}, so it was ${one.verdict}, on ${engine}`, () => {
			const { scan: door, list, plug, verdict, person } = of(one.on) ?? assert.fail("it is not shown");
			assert.equal([door, list, plug].map(({ witness }) => witness).join(" "), one.said);
			assert.deepEqual([verdict, person], [one.verdict, "Jana Richter"]);
		});

	for (const one of mornings.filter(({ said }) => !said))
		test(`${one.on}: nobody contradicts anybody, on ${engine}`, () => assert.equal(of(one.on), undefined));

	test(`who overran is no witness for whoever came next, on ${engine}`, () => {
		assert.equal(of("next"), undefined);
	});

	test(`staff are told how many there are, and only staff, on ${engine}`, async () => {
		const { attention } = await (await staff.fetch("/today")).json();
		const { contradictions, late } = await (await staff.fetch("/admin/witnesses")).json();
		assert.equal(attention.find(({ attention: what }) => what === "witnesses").count, contradictions.length + late.length);
		assert.ok(contradictions.every(({ until: end }) => Date.parse(end) <= Date.parse(instant(0, "12:20"))));
		assert.equal((await member.fetch("/admin/witnesses")).status, 403);
		assert.equal((await lab.fetch("/admin/witnesses")).status, 401);
	});

	test(`staff decide in the end, and who was called missing is not any more, on ${engine}`, async () => {
		const decide = (key, used, who = staff) => who.fetch(`/admin/witnesses/${booked[key].ref}`, { json: { used } });
		assert.equal((await decide("cad-1", 1, member)).status, 403);
		assert.deepEqual([(await decide("cad-1", 2)).status, (await decide("prusa-2", 0)).status, (await decide("cad-1", 1)).status], [400, 204, 204]);
		found = (await (await staff.fetch("/admin/witnesses")).json()).contradictions;
		assert.deepEqual([of("cad-1"), of("prusa-2"), of("cad-2").verdict], [undefined, undefined, "used"]);
		const { status, checked_in } = await (await member.fetch(`/bookings/${booked["cad-1"].ref}`)).json();
		assert.deepEqual([status, checked_in], ["done", instant(0, "10:00")]);
		const path = `/admin/witnesses/${booked["cad-3"].ref}`, fields = await readForm(staff, "/admin/witnesses", path);
		const there = (await submit(staff, path, { ...fields, used: "0" })).headers.get("location"), [, undo] = /undo=(\d+)$/.exec(there);
		assert.equal((await submit(staff, `/undo/${undo}`, await readForm(staff, there, `/undo/${undo}`))).status, 303);
		found = (await (await staff.fetch("/admin/witnesses")).json()).contradictions;
		assert.equal(of("cad-3").verdict, "unused");
	});
}
