// SPDX-License-Identifier: EUPL-1.2
// Settings of the lab: kept, told on every page, written down, and taken back.
import assert from "node:assert/strict";
import test from "node:test";
import { engines, startLab } from "../lib/lab.mjs";
import { startMailServer } from "../lib/mail.mjs";
import { readForm, submit } from "../lib/http.mjs";

const page = async (who, path) => (await who.fetch(path, { headers: { accept: "text/html" } })).text();
const values = async (who) => Object.fromEntries((await (await who.fetch("/admin/settings")).json()).groups
	.flatMap(({ members }) => members.map(({ name, value }) => [name, value])));

for (const engine of engines)
	test(`on ${engine}, what staff set is on every page, in the audit and in mails, and can be undone`, async (t) => {
		const post = await startMailServer();
		const lab = await startLab({ engine, args: ["--smtp", post.url] });
		t.after(() => lab.stop());
		t.after(post.stop);
		const staff = await lab.signIn("staff@example.org");
		const before = await values(staff);
		const form = { ...await readForm(staff, "/admin/settings", "/admin/settings"), lab_name: "Werkbank <1>", public_phone: "037754 123",
			remark_de: "Freitags ab drei geschlossen", mail_sender: "Die Werkbank", keep_messages: "30" };
		const saved = await submit(staff, "/admin/settings", form);
		assert.equal(saved.status, 303);
		const home = await page(lab, "/");
		for (const text of ["Werkbank &lt;1&gt;", "037754 123", "Freitags ab drei geschlossen"]) assert.ok(home.includes(text), text);
		assert.match(await page(lab, "/session"), /Werkbank &lt;1&gt;/);
		assert.match(await page(lab, "/display"), /Werkbank &lt;1&gt;/);
		assert.match(await page(lab, "/privacy"), /30 Tage/);
		const { entries } = await (await staff.fetch("/admin/audit?search=settings.change")).json();
		assert.ok(entries.some(({ detail }) => detail === "keep_messages: 90 → 30"));
		await lab.fetch("/password", { json: { email: "startup@example.org" } });
		assert.match(JSON.stringify(await post.mail("startup@example.org", /./)), /Die Werkbank/);
		const undo = `/undo/${/undo=(\d+)/.exec(saved.headers.get("location"))[1]}`;
		assert.equal((await staff.fetch(undo, { json: {} })).status, 204);
		assert.deepEqual(await values(staff), before);
	});

test("limits are limits, and members see no settings", async (t) => {
	const lab = await startLab();
	t.after(() => lab.stop());
	const [staff, member] = [await lab.signIn("staff@example.org"), await lab.signIn("startup@example.org")];
	const post = (json) => staff.fetch("/admin/settings", { json });
	for (const json of [{ keep_bookings: "3" }, { keep_audit: "ever" }, { guardian_age: "99" }, { mail_sender: "a\nBcc: b@c.example" }])
		assert.equal((await post(json)).status, 400, JSON.stringify(json));
	assert.equal((await post({ forgotten_until: "1" })).status, 422);
	assert.equal((await post({ lab_name: "x".repeat(201) })).status, 400);
	assert.equal((await member.fetch("/admin/settings")).status, 403);
	assert.equal((await member.fetch("/admin/settings", { json: { lab_name: "x" } })).status, 403);
	assert.equal((await submit(staff, "/admin/settings", { csrf: "x", lab_name: "x" })).status, 403);
});
