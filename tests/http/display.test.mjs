// SPDX-License-Identifier: EUPL-1.2
// The screen at the door and the lab now: what anybody may see, and nothing of anybody.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { clock, instant, send, slot, startQuietLab } from "../lib/http.mjs";
import { readCode, svgToPng } from "../lib/codes.mjs";
import { engines } from "../lib/lab.mjs";

const html = { headers: { accept: "text/html" } };

for (const engine of engines)
	describe(`the screen at the door on ${engine}`, () => {
		let lab, member, staff;
		before(async () => {
			lab = await startQuietLab({ engine });
			[member, staff] = await Promise.all(["startup", "staff"].map((who) => lab.signIn(`${who}@example.org`)));
		});
		after(() => lab?.stop());

		const tile = async (slug, path = "/display") => {
			const { groups } = await (await lab.fetch(path)).json();
			return groups.flatMap(({ resources }) => resources).find((one) => one.slug === slug);
		};

		test("names, purposes and references of bookings are on no public page", async () => {
			const secret = "Geheimer Prototyp 4711";
			const booked = await member.fetch("/bookings", { json: { resource: "blitzanlage", from: instant(0, "20:00"),
				until: instant(0, "21:00"), purpose: secret, organisation: "erzdruck" } });
			assert.equal(booked.status, 201, await booked.clone().text());
			const { ref } = await booked.json();
			const { bookings } = await (await staff.fetch("/bookings")).json();
			const names = new Set(bookings.flatMap(({ person, organisation }) => [person.name, person.email, organisation]).filter(Boolean));
			assert.ok(names.has("Jana Richter") && names.size > 4);
			const hidden = [secret, ref, ...names, ...bookings.map((one) => one.ref)];
			for (const path of ["/display", "/display?only=tool", "/", "/resources"])
				for (const options of [{}, html]) {
					const text = await (await lab.fetch(path, options)).text();
					for (const name of hidden) assert.ok(!text.includes(name), `${path} says ${name}`);
				}
			/* Nor does it say more to whoever set the screen up and is signed in. */
			const seen = await (await staff.fetch("/display", html)).text();
			for (const name of [...hidden, "Mandy Seidel"]) assert.ok(!seen.includes(name), `/display says ${name} to staff`);
		});

		test("a booking is there as a time in which it is taken, and nothing is free in it", async () => {
			const booked = await member.fetch("/bookings", { json: slot("cad-3", 0, "19:00", "20:00") });
			assert.equal(booked.status, 201, await booked.text());
			const { coming, book } = await tile("cad-3");
			assert.ok(coming.some(({ from, until }) => from <= instant(0, "19:00") && until >= instant(0, "20:00")), JSON.stringify(coming));
			assert.ok(book.until <= instant(0, "19:00"));
		});

		test("only one kind is shown when one is asked for", async () => {
			const { groups, total_count } = await (await lab.fetch("/display?only=workplace")).json();
			assert.deepEqual(groups.map(({ kind }) => kind), ["workplace"]);
			assert.equal(total_count, groups[0].resources.length);
			assert.equal(await tile("prusa-1", "/display?only=workplace"), undefined);
		});

		test("it has the lab's address as a code, and speaks both languages to whoever comes", async () => {
			const code = await send(lab, "/display/code.svg");
			assert.equal(readCode(svgToPng(code.bytes)), `${lab.url}/`);
			for (const [language, other, word] of [["de", "en", "free"], ["en", "de", "frei"]]) {
				const headers = { accept: "text/html", "accept-language": language };
				const text = await (await lab.fetch("/display", { headers })).text();
				assert.match(text, new RegExp(`<html lang="${language}"`));
				assert.match(text, new RegExp(`<span lang="${other}">${word}</span>`));
				assert.match(text, new RegExp(clock.slice(11, 16)));
			}
		});

		test("what is for some is not told at the door", async () => {
			for (const audience of ["members", "staff", "startup"])
				assert.equal((await staff.fetch("/admin/notices", { json: { title: `Nur für ${audience}`, audience } })).status, 201);
			assert.equal((await staff.fetch("/admin/notices", { json: { title: "Für alle", title_en: "For all" } })).status, 201);
			for (const who of [lab, member, staff]) {
				const { notices } = await (await who.fetch("/display")).json();
				assert.ok(notices.some(({ title, also }) => title === "Für alle" && also.title === "For all"));
				assert.ok(!notices.some(({ title }) => title.startsWith("Nur für")));
			}
		});
	});

test("at night it says that it is closed and when it opens, and nothing is free", async (t) => {
	const lab = await startQuietLab();
	t.after(() => lab.stop());
	await lab.end();
	lab.options.args[1] = "2026-06-15T23:30:00+02:00";
	await lab.start();
	for (const path of ["/", "/display"]) {
		const { open, free_count, groups } = await (await lab.fetch(path)).json();
		assert.deepEqual([open.is_open, open.next], [false, instant(1, "07:00")]);
		assert.equal(free_count, 0);
		const resources = groups.flatMap((group) => group.resources);
		assert.ok(resources.every(({ book }) => !book));
		assert.ok(resources.some(({ later }) => later?.from === instant(1, "07:00")));
	}
});
