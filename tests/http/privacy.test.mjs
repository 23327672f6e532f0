// SPDX-License-Identifier: EUPL-1.2
// What the lab tells about people: to them everything, to others nothing, and afterwards nothing at all.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { slot, startLabInJune } from "../lib/http.mjs";

const NAME = "Sentinella Geheimrat", PURPOSE = "Sentinelzweck Zahnrad", EMAIL = "startup@example.org";
let lab, member, teacher, staff, admin, ref;

before(async () => {
	lab = await startLabInJune();
	[member, teacher, staff, admin] = await Promise.all(["startup", "teacher", "staff", "admin"].map((who) =>
		lab.signIn(`${who}@example.org`)));
	assert.equal((await member.fetch("/account", { json: { name: NAME, language: "de" } })).status, 204);
	const made = await member.fetch("/bookings", { json: { ...slot("cad-1", 21, "10:00", "12:00"), purpose: PURPOSE } });
	assert.equal(made.status, 201);
	({ ref } = await made.json());
});
after(() => lab?.stop());

/* Every GET there is, with what its parts may be. */
async function addresses() {
	const { paths } = await (await lab.fetch("/openapi.json")).json();
	const parts = { slug: ["prusa-1", "cad-1", "werkstatt"], ref: [ref], key: ["x".repeat(43)], file: ["lab.css"] };
	const fill = (path) => {
		const name = path.match(/\{(\w+)\}/)?.[1];
		return name ? (parts[name] ?? ["1", "3"]).flatMap((part) => fill(path.replace(`{${name}}`, part))) : [path];
	};
	return Object.entries(paths).filter(([, methods]) => methods.get).flatMap(([path]) => fill(path));
}

const secrets = [NAME, PURPOSE, EMAIL];

async function crawl(who) {
	const leaks = [];
	for (const path of await addresses())
		for (const accept of ["text/html", "application/json"]) {
			const text = await (await who.fetch(path, { headers: { Accept: accept } })).text();
			for (const secret of secrets)
				/* the demo's page to sign in names its own people, for everybody */
				if (text.includes(secret) && !(secret === EMAIL && text.includes("speicher")))
					leaks.push(`${path} (${accept}): ${secret}`);
		}
	return leaks;
}

test("nobody finds another one's name, address or purpose without signing in, at any address", async () => {
	assert.ok((await addresses()).length > 30);
	assert.deepEqual(await crawl(lab), []);
});

test("nor does another member", async () => {
	assert.deepEqual(await crawl(teacher), []);
});

test("the crawl can fail: to staff and to oneself the names are shown", async () => {
	assert.ok((await crawl(staff)).some((leak) => leak.includes(NAME)));
	assert.ok((await crawl(member)).some((leak) => leak.includes(PURPOSE)));
});

test("one file holds everything about me", async () => {
	const all = await (await member.fetch("/account/export.json")).json();
	assert.equal(all.person[0].email, EMAIL);
	assert.equal(all.person[0].name, NAME);
	const mine = all.bookings.find((one) => one.ref === ref);
	assert.equal(mine.purpose, PURPOSE);
	assert.match(mine.from, /^2026-07-06T10:00:00\+02:00$/);
	assert.ok(all.qualifications.some(({ resource }) => resource === "Lasercutter"));
	assert.ok(all.sessions.length >= 1);
});

test("staff see who did what, and that bookings were taken away as a table", async () => {
	const table = await staff.fetch("/bookings.csv?from=2026-07-06&until=2026-07-06");
	const text = await table.text();
	assert.match(table.headers.get("content-type"), /^text\/csv/);
	assert.match(text, new RegExp(`${ref},CAD-Arbeitsplatz 1,.*${NAME}`));
	const { entries } = await (await staff.fetch("/admin/audit?search=export")).json();
	assert.ok(entries.some(({ verb, person }) => verb === "bookings.export" && person === "Mandy Seidel"));
	assert.equal((await member.fetch("/bookings.csv")).status, 403);
	assert.equal((await member.fetch("/admin/audit")).status, 403);
});

test("use of the resources is counted without names", async () => {
	const text = await (await staff.fetch("/usage.csv?from=2026-07-06&until=2026-07-06")).text();
	const row = text.split("\r\n").find((line) => line.startsWith("cad-1,"));
	assert.match(row, /^cad-1,CAD-Arbeitsplatz 1,workplace,2026-07-06,2026-07-06,\d+,\d+,\d+,0,0$/);
	assert.ok(!text.includes(NAME));
});

test("who is erased cannot come back, leaves no name, and frees what was booked", async () => {
	const wrong = await member.fetch("/account/erase", { json: { email: "somebody@example.org" } });
	assert.equal(wrong.status, 422);
	assert.equal((await (await wrong.json()).reasons)[0].code, "wrong_address");
	assert.equal((await member.fetch("/account/erase", { json: { email: EMAIL } })).status, 204);
	assert.equal((await member.fetch("/account")).status, 401);
	await assert.rejects(lab.signIn(EMAIL));
	const again = await teacher.fetch("/bookings", { json: slot("cad-1", 21, "10:00", "12:00") });
	assert.equal(again.status, 201);
	assert.deepEqual((await crawl(staff)).filter((leak) => !leak.includes("audit")), []);
});

test("the last administrator stays", async () => {
	const answer = await admin.fetch("/account/erase", { json: { email: "admin@example.org" } });
	assert.equal(answer.status, 422);
	assert.equal((await answer.json()).reasons[0].code, "last_admin");
});
