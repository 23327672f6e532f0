// SPDX-License-Identifier: EUPL-1.2
// Codes on machines: who may start what, each denial with its word, and what is out of order until staff have seen it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readCode, svgToPng } from "../lib/codes.mjs";
import { codes, instant, readForm, slot, startQuietLab, submit } from "../lib/http.mjs";
import { engines } from "../lib/lab.mjs";

const people = ["startup", "teacher", "staff", "admin"];

/* A lab at 10:00 on a Monday, its people, and the code of each machine. */
async function open(engine, clock) {
	const lab = await startQuietLab({ engine });
	if (clock) await at(lab, clock);
	const [member, teacher, staff, admin] = await Promise.all(people.map((who) => lab.signIn(`${who}@example.org`)));
	const { labels } = await (await staff.fetch("/admin/labels")).json();
	const code = Object.fromEntries(labels.map((label) => [label.slug, label.code]));
	return { lab, member, teacher, staff, admin, code };
}

async function at(lab, clock) {
	await lab.end();
	lab.options.args = ["--clock", clock];
	return lab.start();
}

async function clear(staff, resource) {
	const { bookings } = await (await staff.fetch(`/bookings?resource=${resource}&from=2026-06-15&until=2026-06-15`)).json();
	for (const one of bookings) await staff.fetch(`/bookings/${one.ref}`, { method: "DELETE" });
}

async function book(who, wish) {
	const answer = await who.fetch("/bookings", { json: wish });
	assert.equal(answer.status, 201, await answer.clone().text());
	return (await answer.json()).ref;
}

async function wanted(who, code, verb, json = {}) {
	const answer = await who.fetch(`/M/${code}/${verb}`, { json });
	assert.equal(answer.status, 200, await answer.clone().text());
	return answer.json();
}
const start = (who, code, json) => wanted(who, code, "start", json);
const denied = async (answer, ...expected) => {
	const { result, denials } = await answer;
	assert.deepEqual([result, denials.map(({ code }) => code).sort()], ["denied", expected.sort()]);
	for (const { message } of denials) assert.ok(message.length > 10 && !message.startsWith("denied_"), message);
};

async function policy(staff, slug, change) {
	const path = `/admin/resources/${slug}`, fields = await readForm(staff, path, path);
	for (const [name, value] of Object.entries(change)) value ? fields[name] = String(value) : delete fields[name];
	assert.equal((await submit(staff, path, fields)).status, 303);
}

for (const engine of engines) {
	let lab, member, teacher, staff, admin, code;

	before(async () => {
		({ lab, member, teacher, staff, admin, code } = await open(engine));
		for (const resource of ["cad-1", "cad-2", "cad-3", "prusa-1", "prusa-3", "bambu-1", "bambu-2", "laser", "werkstatt"])
			await clear(staff, resource);
	});
	after(() => lab?.stop());

	test(`a label says the machine's address, random and in QR's small alphabet, on ${engine}`, async () => {
		const svg = await (await staff.fetch("/admin/labels/prusa-1.svg")).text();
		assert.equal(readCode(svgToPng(svg)), `${lab.url.toUpperCase()}/M/${code["prusa-1"]}`);
		assert.match(code["prusa-1"], /^[A-Z2-7]{16}$/);
		assert.equal(new Set(Object.values(code)).size, Object.keys(code).length);
		assert.equal((await member.fetch("/admin/labels/prusa-1.svg")).status, 403);
		assert.equal((await member.fetch("/admin/labels")).status, 403);
	});

	test(`opening a code does nothing, and asks a guest to sign in and come back, on ${engine}`, async () => {
		const page = await (await lab.fetch(`/M/${code["cad-1"]}`, { headers: { accept: "text/html" } })).text();
		assert.ok(page.includes(`/session?back=%2FM%2F${code["cad-1"]}`) || page.includes(`/session?back=/M/${code["cad-1"]}`), page);
		assert.doesNotMatch(page, /\/start"/);
		assert.equal((await lab.fetch(`/M/${code["cad-1"]}/start`, { json: {} })).status, 401);
		assert.equal((await lab.fetch("/M/AAAAAAAAAAAAAAAA")).status, 404);
		assert.equal((await member.fetch("/M/AAAAAAAAAAAAAAAA")).status, 404);
		const foreign = await member.fetch(`/M/${code["cad-1"]}/start`, { json: {}, headers: { origin: "https://evil.example" } });
		assert.equal(foreign.status, 403);
	});

	test(`whoever has the booking starts, and that counts as came, on ${engine}`, async () => {
		const ref = await book(member, slot("prusa-1", 0, "10:00", "12:00"));
		const { result, booking, denials } = await start(member, code["prusa-1"]);
		assert.deepEqual([result, booking.ref, denials], ["allowed", ref, []]);
		await denied(start(teacher, code["prusa-1"]), "booking");
		const { found } = await (await staff.fetch("/scan?q=Richter")).json();
		assert.ok(found.find((guest) => guest.ref === ref).came);
		const longer = await wanted(member, code["prusa-1"], "extend", { minutes: 30 });
		assert.deepEqual([longer.result, longer.booking.until], ["allowed", instant(0, "12:30")]);
	});

	test(`a room's booking holds its machines, and a machine's its room, on ${engine}`, async () => {
		await denied(start(teacher, code.werkstatt), "exclusiveResource");
	});

	test(`what is free is booked by starting it, if its policy allows that, on ${engine}`, async () => {
		const { result, booking } = await start(teacher, code["cad-3"], { minutes: 60 });
		assert.deepEqual([result, booking.from], ["allowed", instant(0, "10:00")]);
		assert.ok([instant(0, "11:00"), instant(0, "11:30")].includes(booking.until), booking.until); /* an hour from now, on the raster */
		assert.equal((await teacher.fetch(`/bookings/${booking.ref}`)).status, 200);
		await policy(staff, "cad-2", { walk_up: 0 });
		await denied(start(member, code["cad-2"]), "requiresBooking");
	});

	test(`starting keeps the rules of booking: introduction, opening hours, who may, on ${engine}`, async () => {
		await policy(staff, "laser", { walk_up: 1 });
		const { denials } = await start(teacher, code.laser);
		assert.ok(denials.some(({ code: word }) => word === "noPermission"));
		await policy(staff, "bambu-2", { walk_up: 1, for_town: 1 });
		await denied(start(member, code["bambu-2"]), "noPackage");
		await policy(staff, "bambu-2", { walk_up: 1, for_town: 0 });
	});

	test(`a booking made before the introduction was asked for does not start without it, on ${engine}`, async () => {
		await policy(staff, "prusa-1", { needs_introduction: 1 });
		await denied(start(member, code["prusa-1"]), "noPermission");
		await policy(staff, "prusa-1", { needs_introduction: 0 });
		assert.equal((await start(member, code["prusa-1"])).result, "allowed");
	});

	test(`a machine may want that one was admitted first, on ${engine}`, async () => {
		await policy(staff, "prusa-3", { walk_up: 1, check_in_first: 1 });
		await denied(start(member, code["prusa-3"]), "notCheckedIn");
		const ref = await book(member, slot("bambu-1", 0, "10:00", "10:30"));
		const { pass } = await (await member.fetch(`/bookings/${ref}`)).json();
		const scan = await staff.fetch("/scans", { json: { token: pass.token, nonce: "ab".repeat(16) } });
		assert.equal((await scan.json()).result, "admitted");
		assert.equal((await start(member, code["prusa-3"])).result, "allowed");
	});

	test(`what is left dirty is out of order until staff have seen it, and owners are told, on ${engine}`, async () => {
		await book(member, slot("cad-1", 0, "10:00", "11:00"));
		const theirs = await book(teacher, slot("cad-1", 22, "10:00", "11:00"));
		assert.equal((await start(member, code["cad-1"])).result, "allowed");
		const bad = await member.fetch(`/M/${code["cad-1"]}/stop`, { json: { condition: "shiny" } });
		assert.deepEqual([bad.status, await codes(bad)], [400, ["bad_input"]]);
		assert.equal((await wanted(member, code["cad-1"], "stop", { condition: "broken", note: "Maus fehlt" })).result, "allowed");
		const shown = await (await member.fetch("/resources/cad-1")).json();
		assert.deepEqual([shown.resource.condition, shown.resource.bookable, shown.resource.state.status], ["broken", false, "out"]);
		assert.deepEqual(await codes(await teacher.fetch("/bookings", { json: slot("cad-1", 23, "10:00", "11:00") })), ["out_of_order"]);
		const { denials } = await start(teacher, code["cad-1"]); /* what is given back is so from the next minute on */
		assert.equal(denials[0].code, "inactive");
		const { faults } = await (await staff.fetch("/admin/faults")).json(), fault = faults.find(({ note }) => note === "Maus fehlt");
		assert.ok(fault.takes_out && fault.bookings.some(({ ref }) => ref === theirs));
		const { states } = await (await staff.fetch("/admin/messages")).json();
		const told = states.flatMap(({ messages }) => messages).filter(({ kind }) => kind === "machine_out");
		assert.ok(told.some(({ booking, to }) => booking === theirs && to === "teacher@example.org"));
		assert.equal((await member.fetch("/admin/faults")).status, 403);
		assert.equal((await member.fetch(`/admin/faults/${fault.id}/clear`, { json: { remedy: "x" } })).status, 403);
		assert.equal((await staff.fetch(`/admin/faults/${fault.id}/clear`, { json: { remedy: "Neue Maus" } })).status, 204);
		assert.equal((await (await member.fetch("/resources/cad-1")).json()).resource.condition, "clean");
		assert.equal((await staff.fetch(`/admin/faults/${fault.id}/clear`, { json: { remedy: "x" } })).status, 404);
	});

	test(`who has not used it only gives a hint, on ${engine}`, async () => {
		assert.equal((await wanted(teacher, code["bambu-1"], "fault", { condition: "broken", note: "Es riecht" })).result, "allowed");
		assert.equal((await (await member.fetch("/resources/bambu-1")).json()).resource.condition, "clean");
		const { faults } = await (await staff.fetch("/admin/faults")).json();
		assert.equal(faults.find(({ note }) => note === "Es riecht").takes_out, false);
	});

	test(`a label that was replaced is dead at once, on ${engine}`, async () => {
		const old = code["bambu-2"];
		assert.equal((await staff.fetch("/admin/labels", { json: { resource: "bambu-2" } })).status, 204);
		const page = await member.fetch(`/M/${old}`);
		assert.deepEqual([page.status, await codes(page)], [404, ["code_replaced"]]);
		await denied(start(member, old), "keyInactive");
		const { labels: [label] } = await (await staff.fetch("/admin/labels?only=bambu-2")).json();
		assert.notEqual(label.code, old);
		assert.equal((await start(member, label.code)).result, "allowed");
	});

	test(`what is not one's own is not extended or ended, and staff may end what is left running, on ${engine}`, async () => {
		await denied(wanted(teacher, code["prusa-1"], "extend"), "booking");
		await denied(wanted(teacher, code["prusa-1"], "stop", { condition: "clean" }), "booking");
		await denied(wanted(teacher, code["cad-2"], "stop", { condition: "clean" }), "requiresBooking");
		assert.equal((await wanted(staff, code["prusa-1"], "stop", { condition: "clean" })).result, "allowed");
	});

	test(`who tries codes out is stopped, and everything is kept with its reasons, on ${engine}`, async () => {
		const tried = [];
		for (let i = 0; i < 12; i++) tried.push((await start(admin, `AAAAAAAAAAAAAAA${"ABCDEFGHIJKL"[i]}`)).code);
		assert.deepEqual([tried[0], tried[11]], ["unknownKey", "tooManyAttempts"]);
		await denied(start(admin, code["cad-1"]), "tooManyAttempts");
		const { events } = await (await staff.fetch("/admin/machines?denied=1")).json();
		const seen = new Set(events.flatMap((event) => event.denied.map(({ code: word }) => word)));
		for (const word of ["booking", "exclusiveResource", "inactive", "keyInactive", "noPackage", "noPermission", "notCheckedIn",
			"requiresBooking", "tooManyAttempts", "unknownKey"]) assert.ok(seen.has(word), word);
		assert.ok(events.every(({ result, person, at: when }) => result === "denied" && person && when));
		assert.equal((await member.fetch("/admin/machines")).status, 403);
	});

	test(`a browser without scripts starts and ends with buttons, on ${engine}`, async () => {
		await clear(staff, "cad-3");
		const path = `/M/${code["cad-3"]}`, fields = await readForm(member, path, `${path}/start`);
		const started = await submit(member, `${path}/start`, { ...fields, minutes: "30" });
		assert.deepEqual([started.status, started.headers.get("location")], [303, `${path}?done=start`]);
		const seen = async (who) => (await (await who.fetch(path)).json()).choices;
		assert.deepEqual([(await seen(staff)).stop, (await seen(staff)).extend], [true, false]);
		assert.deepEqual([(await seen(teacher)).stop, (await seen(teacher)).extend], [false, false]);
		const ended = await submit(member, `${path}/stop`, { ...await readForm(member, path, `${path}/stop`), condition: "clean", note: "" });
		assert.deepEqual([ended.status, ended.headers.get("location")], [303, `${path}?done=stop`]);
		const page = await (await member.fetch(`${path}?done=stop`, { headers: { accept: "text/html" } })).text();
		assert.ok(page.includes("Beendet. Danke!") || page.includes("Ended. Thank you!"));
		assert.doesNotMatch(page, /\/(stop|extend)"/);
	});
}

for (const engine of engines)
	test(`at night and on holidays the lab is closed to codes, too, on ${engine}`, async (t) => {
		const { lab, member, code } = await open(engine, "2026-06-15T23:30:00+02:00");
		t.after(() => lab.stop());
		await denied(start(member, code["cad-1"]), "openingHours");
		await at(lab, "2026-10-03T10:00:00+02:00"); /* a Saturday, and German Unity Day */
		const again = await lab.signIn("startup@example.org");
		const { denials } = await start(again, code["cad-1"]);
		assert.ok(denials.some(({ code: word }) => word === "holiday" || word === "openingHours"), JSON.stringify(denials));
	});
