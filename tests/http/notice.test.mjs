// SPDX-License-Identifier: EUPL-1.2
// What staff tell, and who reads it: on the front page, in both languages, and gone when it is withdrawn.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { codes, instant, readForm, startQuietLab, submit } from "../lib/http.mjs";
import { engines } from "../lib/lab.mjs";

for (const engine of engines)
	describe(`notices on ${engine}`, () => {
		let lab, staff, member, teacher;
		before(async () => {
			lab = await startQuietLab({ engine });
			[staff, member, teacher] = await Promise.all(["staff", "startup", "teacher"].map((who) => lab.signIn(`${who}@example.org`)));
		});
		after(() => lab?.stop());

		const make = async (fields) => {
			const answer = await staff.fetch("/admin/notices", { json: fields });
			assert.equal(answer.status, 201, await answer.clone().text());
			return (await answer.json()).id;
		};
		const titles = async (who, headers) => (await (await who.fetch("/", { headers })).json()).notices.map(({ title }) => title);

		test("a notice is read by those it is for, and by nobody else", async () => {
			await make({ title: "An alle", audience: "everybody" });
			await make({ title: "An Angemeldete", audience: "members" });
			await make({ title: "An Schulen", audience: "school" });
			await make({ title: "Ans Team", audience: "staff" });
			const has = async (who, ...wanted) => {
				const seen = (await titles(who)).filter((title) => /^Ans? /.test(title));
				assert.deepEqual(seen.sort(), wanted.sort());
			};
			await has(lab, "An alle");
			await has(member, "An alle", "An Angemeldete");
			await has(teacher, "An alle", "An Angemeldete", "An Schulen");
			await has(staff, "An alle", "An Angemeldete", "An Schulen", "Ans Team");
		});

		test("where one language is missing the other is shown, and marked", async () => {
			await make({ title_en: "Only in English", text_en: "Sorry." });
			const { notices } = await (await lab.fetch("/", { headers: { "accept-language": "de" } })).json();
			assert.equal(notices.find(({ title }) => title === "Only in English").language, "en");
			const html = await (await lab.fetch("/", { headers: { "accept-language": "de", accept: "text/html" } })).text();
			assert.match(html, /<strong lang="en">Only in English<\/strong>/);
			assert.match(html, /<p class="told-text" lang="en">Sorry\.<\/p>/);
			const english = await (await lab.fetch("/", { headers: { "accept-language": "en", accept: "text/html" } })).text();
			assert.match(english, /<strong>Only in English<\/strong>/);
		});

		test("it is for staff to write, and what is written is judged", async () => {
			assert.equal((await member.fetch("/admin/notices", { json: { title: "x" } })).status, 403);
			assert.equal((await lab.fetch("/admin/notices")).status, 401);
			const backwards = { title: "x", from: instant(2, "10:00"), until: instant(1, "10:00"), level: "panic" };
			const refused = await staff.fetch("/admin/notices", { json: backwards });
			assert.deepEqual(await codes(refused), ["bad_input", "slot_backwards"]);
			assert.deepEqual(await codes(await staff.fetch("/admin/notices", { json: { text: "x" } })), ["missing_field"]);
			const markup = "<script>alert(1)</script>";
			await make({ title: markup });
			assert.ok(!(await (await lab.fetch("/", { headers: { accept: "text/html" } })).text()).includes(markup));
		});

		test("a form that is refused comes back as it was typed", async () => {
			const fields = { ...await readForm(staff, "/admin/notices", "/admin/notices"), title: "", text: "Nur Text", audience: "school" };
			const answer = await submit(staff, "/admin/notices", fields);
			const html = await answer.text();
			assert.equal(answer.status, 400);
			assert.match(html, />Nur Text<\/textarea>/);
			assert.match(html, /value="school" selected/);
			assert.match(html, /id="title"[^>]*aria-invalid="true"/);
		});

		test("what was withdrawn is gone at once, can be brought back, and all of it is in the audit", async () => {
			const id = await make({ title: "Kommt und geht" });
			const { csrf, once } = await readForm(staff, `/admin/notices`, `/admin/notices/${id}/withdraw`);
			const gone = await submit(staff, `/admin/notices/${id}/withdraw`, { csrf, ...(once ? { once } : {}) });
			assert.equal(gone.status, 303);
			assert.ok(!(await titles(lab)).includes("Kommt und geht"));
			const page = gone.headers.get("location"), undo = /undo=(\d+)/.exec(page)[1];
			const back = await submit(staff, `/undo/${undo}`, await readForm(staff, page, `/undo/${undo}`));
			assert.equal(back.status, 303);
			assert.ok((await titles(lab)).includes("Kommt und geht"));
			const audit = JSON.stringify(await (await staff.fetch("/admin/audit?search=notice")).json());
			for (const verb of ["notice.add", "notice.withdraw", "notice.undo"]) assert.ok(audit.includes(verb), verb);
		});

		test("a change is shown to whoever asks whether there is something new", async () => {
			const id = await make({ title: "Vorher" });
			const first = await lab.fetch("/"), etag = first.headers.get("etag");
			await first.text();
			const changed = await staff.fetch(`/admin/notices/${id}`, { json: { title: "Nachher" } });
			assert.equal(changed.status, 204);
			assert.equal((await lab.fetch("/", { headers: { "if-none-match": etag } })).status, 200);
			const all = await titles(lab);
			assert.ok(all.includes("Nachher") && !all.includes("Vorher"));
		});
	});
