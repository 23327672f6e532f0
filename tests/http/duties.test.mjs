// SPDX-License-Identifier: EUPL-1.2
// What a public body owes: statement, imprint and privacy from every page, in both languages, and no cookie but one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readForm, startLabInJune, submit } from "../lib/http.mjs";

let lab, staff;
const duties = ["/accessibility", "/imprint", "/privacy"];

before(async () => {
	lab = await startLabInJune();
	staff = await lab.signIn("staff@example.org");
});
after(() => lab?.stop());

const html = async (who, path, headers) => (await who.fetch(path, { headers: { accept: "text/html", ...headers } })).text();

test("every page leads to accessibility, imprint and privacy, also one that does not exist", async () => {
	for (const path of ["/", "/resources", "/session", "/join", "/api", "/nothing", ...duties])
		for (const duty of duties) assert.ok((await html(lab, path)).includes(`href="${duty}"`), `${path} leads to ${duty}`);
});

test("the statement names law, enforcement and a way to complain; privacy says how long things are kept", async () => {
	for (const language of ["de", "en"]) {
		const statement = await html(lab, "/accessibility", { "accept-language": language });
		for (const what of ["BfWebG", "EN 301 549", "01097 Dresden", "mailto:info.inklusionsbeauftragter@sk.sachsen.de", "mailto:barrieren@example.org"])
			assert.ok(statement.includes(what), what);
		const { text } = await (await lab.fetch("/privacy", { headers: { "accept-language": language } })).json();
		assert.match(text, /365 (Tage|days)/);
		assert.match(text, /90 (Tage|days)/);
		assert.doesNotMatch(text, /\{\w+\}/);
	}
});

test("nobody gets a cookie by reading, and who signs in gets one", async () => {
	const { paths } = await (await lab.fetch("/openapi.json")).json();
	const addresses = Object.entries(paths).filter(([path, { get }]) => get && !path.includes("{")).map(([path]) => path);
	assert.ok(addresses.length > 20);
	for (const path of addresses)
		for (const who of [lab, staff])
			assert.equal((await who.fetch(path, { headers: { accept: "text/html" } })).headers.get("set-cookie"), null, path);
	assert.match(staff.cookie, /^(__Host-)?sid=[^;]+$/);
});

test("staff see a text before they save it, and what could harm is not shown", async () => {
	const form = await readForm(staff, "/admin/pages/imprint?language=de", "/admin/pages/imprint");
	const text = "# Neu\n\n<script>alert(1)</script>\n\n[böse](javascript:x) [gut](https://example.org) ![Bild](https://example.org/x.png)";
	const answer = await submit(staff, "/admin/pages/imprint", { ...form, text, preview: "1" });
	const page = await answer.text();
	assert.equal(answer.status, 200);
	assert.match(page, /<h2>Neu<\/h2>\s*<!-- raw HTML omitted -->\s*<p>böse /);
	assert.match(page, /<a href="https:\/\/example.org">gut<\/a>/);
	assert.doesNotMatch(page, /<script>alert|javascript:x"|<img/);
	assert.ok(page.includes("&lt;script&gt;"), "what was typed is kept");
	assert.doesNotMatch(await html(lab, "/imprint"), /Neu/);
});

test("a saved text is there at once, can be undone, and its versions stay", async () => {
	const path = "/admin/pages/imprint?language=de";
	const form = await readForm(staff, path, "/admin/pages/imprint");
	const saved = await submit(staff, "/admin/pages/imprint", { ...form, text: "# Ganz neu" });
	assert.equal(saved.status, 303);
	assert.match(await html(lab, "/imprint"), /<h2>Ganz neu<\/h2>/);
	const late = await submit(staff, "/admin/pages/imprint", { ...form, text: "# Zu spät" });
	assert.equal(late.status, 409);
	assert.match(await late.text(), /# Zu spät<\/textarea>/);
	const undo = saved.headers.get("location").match(/undo=(\d+)/)[1];
	assert.equal((await staff.fetch(`/undo/${undo}`, { method: "POST" })).status, 204);
	assert.doesNotMatch(await html(lab, "/imprint"), /Ganz neu/);
	const { versions } = await (await staff.fetch(path)).json();
	assert.equal(versions.length, 2);
	assert.equal((await staff.fetch(`/admin/pages/imprint/versions/${versions[1].id}/restore`, { json: { language: "de" } })).status, 204);
	assert.match(await html(lab, "/imprint"), /Ganz neu/);
	const { entries } = await (await staff.fetch("/admin/audit?search=page.save")).json();
	assert.equal(entries.length, 3);
});

test("only staff change texts", async () => {
	const member = await lab.signIn("startup@example.org");
	assert.equal((await member.fetch("/admin/pages/imprint", { json: { text: "x", language: "de", read: 0 } })).status, 403);
	assert.equal((await staff.fetch("/admin/pages/nothing?language=de")).status, 404);
	assert.equal((await staff.fetch("/admin/pages/imprint?language=fr")).status, 404);
});
