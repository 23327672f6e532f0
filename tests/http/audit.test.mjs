// SPDX-License-Identifier: EUPL-1.2
// The audit: sentences in both languages, found by person, thing and time, and taken away as a table.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { engines, house, startLab } from "../lib/lab.mjs";

const read = async (who, path) => (await who.fetch(path)).json();

test("every verb that a rule writes down has a sentence in both languages", () => {
	const languages = ["de", "en"].map((name) => JSON.parse(readFileSync(join(house, `web/languages/${name}.json`), "utf8")));
	const verbs = new Set();
	for (const room of ["app", "web"])
		for (const file of readdirSync(join(house, room)).filter((name) => /^(?!main|demo|routes|config|language).*\.c$/.test(name)))
			for (const [, verb] of readFileSync(join(house, room, file), "utf8").matchAll(/"([a-z]+(?:_[a-z]+)?\.[a-z_]+)"/g))
				if (!/\.(ics|json|csv|html|txt|ini|svg|png|webp|css|js|gz|svgz)$|^(page|say)\./.test(verb) || /^page\.(save|fact)$/.test(verb)) verbs.add(verb);
	assert.ok(verbs.size > 90);
	for (const language of languages)
		assert.deepEqual([...verbs].filter((verb) => !language[`did_${verb.replace(".", "_")}`]), []);
});

for (const engine of engines)
	test(`on ${engine}, the audit is found by person, thing, noun and time, a page at a time`, async (t) => {
		const lab = await startLab({ engine });
		t.after(() => lab.stop());
		const [staff, startup] = [await lab.signIn("staff@example.org"), await lab.signIn("startup@example.org")];
		await startup.fetch("/account/export.json");
		const opening = { weekday: 6, from: "07:00", until: "09:00" };
		await staff.fetch("/admin/openings", { json: opening });
		const [{ id }] = (await read(staff, "/people?q=falk")).people;
		await staff.fetch(`/people/${id}`);

		const { entries, listing } = await read(staff, "/admin/audit");
		assert.ok(listing.total >= entries.length && entries.length <= 50);
		assert.equal(entries[0].sentence, "hat die Seite von Falk Neubert angesehen");
		assert.deepEqual((await read(staff, "/admin/audit?noun=opening")).entries.map(({ person, sentence }) => `${person} ${sentence}`),
			["Mandy Seidel hat Öffnungszeiten angelegt"]);
		const jana = (await read(staff, "/admin/audit?person=jana&search=export")).entries;
		assert.deepEqual(jana.map(({ verb }) => verb), ["person.export"]);
		const falk = (await read(staff, "/admin/audit?about=falk&noun=person&sort=time&order=down")).entries;
		assert.equal(falk[0].href, `/people/${id}`);
		const today = new Date().toLocaleDateString("sv", { timeZone: "Europe/Berlin" });
		assert.ok((await read(staff, `/admin/audit?from=${today}&noun=opening`)).entries.length === 1);
		assert.equal((await read(staff, "/admin/audit?until=2020-01-01")).entries.length, 0);
		assert.equal((await read(staff, "/admin/audit?search=%25")).entries.length, 0, "a percent sign is no pattern");
		assert.equal((await staff.fetch("/admin/audit?from=soon")).status, 400);
		await staff.fetch("/admin/labels", { json: { resource: "laser" } });
		assert.deepEqual((await read(staff, "/admin/audit?about=laser&noun=machine")).entries.map(({ sentence }) => sentence).slice(0, 1),
			["hat den Code von Lasercutter erneuert"]);
		const told = await (await staff.fetch("/admin/audit?noun=series", { headers: { accept: "text/html" } })).text();
		assert.ok(/jeden Tag, 7\s+Mal/.test(told) && !told.includes("FREQ="));
		const csv = await (await staff.fetch("/admin/audit.csv?noun=opening")).text();
		assert.match(csv, /^at,person,verb,subject,sentence,detail\r\n[^\r]*Mandy Seidel,opening.add,[^\r]*\r\n$/);
		assert.equal((await read(staff, "/admin/audit?search=audit.export")).entries.length, 1);
		for (const path of ["/admin/audit", "/admin/audit.csv"]) assert.equal((await startup.fetch(path)).status, 403);
	});
