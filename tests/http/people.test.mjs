// SPDX-License-Identifier: EUPL-1.2
// Joining, passwords, organisations and guardians, by the links that a real mail server receives.
import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { engines, startLab } from "../lib/lab.mjs";
import { startMailServer } from "../lib/mail.mjs";

const password = "ein langer Satz 7";
const year = new Date().getUTCFullYear();

/* lab.visit(link, …): a link of a mail, on whatever address the lab was reached by. */
async function startBoth(t, options) {
	const post = await startMailServer();
	t.after(post.stop);
	const lab = await startLab({ args: ["--smtp", post.url], ...options });
	t.after(() => lab.stop());
	return { lab, post, visit: (mail, options) => lab.fetch(new URL(mail.link).pathname, options) };
}

const codes = async (answer) => (await answer.json()).reasons.map(({ code }) => code).sort();

const tomorrow = (hour) => `${new Date(Date.now() + 2 * 86400e3).toISOString().slice(0, 10)}T${String(hour).padStart(2, "0")}:00:00Z`;

async function book(somebody, more = {}) {
	for (let hour = 7; hour < 19; hour++) {
		const answer = await somebody.fetch("/bookings",
			{ json: { resource: "cad-2", from: tomorrow(hour), until: tomorrow(hour + 1), ...more } });
		if (answer.status !== 409) return answer;
	}
	throw new Error("nothing is free");
}

for (const engine of engines)
	test(`on ${engine}, who joins can sign in once the address is confirmed by the button behind the link`, async (t) => {
		const { lab, post, visit } = await startBoth(t, { engine });
		const join = { name: "Ida Groß", email: "Ida@Example.org", password, language: "en" };
		const first = await lab.fetch("/join", { json: join });
		assert.equal(first.status, 202);
		const mail = await post.mail("ida@example.org", /confirm/);
		assert.equal((await lab.fetch("/session", { json: { email: join.email, password } })).status, 401);
		for (let i = 0; i < 2; i++) assert.equal((await (await visit(mail)).json()).ticket.kind, "confirm");
		assert.equal((await lab.fetch("/session", { json: { email: join.email, password } })).status, 401);
		assert.equal((await visit(mail, { json: {} })).status, 204);
		assert.equal((await visit(mail, { json: {} })).status, 404);
		const ida = await lab.signIn("ida@example.org", password);
		assert.equal((await (await ida.fetch("/account")).json()).person.name, "Ida Groß");

		const again = await lab.fetch("/join", { json: join });
		assert.equal(again.status, first.status);
		assert.equal(await again.text(), await first.text());
		const known = await post.mail("ida@example.org", /account already/);
		assert.ok(known.link.endsWith("/password"));
	});

test("a page to join says all that is wrong, and keeps what was typed", async (t) => {
	const { lab } = await startBoth(t);
	const wrong = await lab.fetch("/join", { json: { name: "x", email: "nobody", password: "password123", born: year - 12 } });
	assert.deepEqual(await codes(wrong), ["common_password", "guardian_missing", "not_an_address"]);
	assert.deepEqual(await codes(await lab.fetch("/join", { json: { name: "x", email: "a@b.example", password: "kurz" } })), ["short_password"]);
	const page = await lab.fetch("/join", { method: "POST", headers: { accept: "text/html" },
		body: new URLSearchParams({ name: "Kim <b>", email: "kim", password: "kurz" }) });
	assert.equal(page.status, 422);
	const html = await page.text();
	assert.match(html, /value="Kim &lt;b&gt;"/);
	assert.doesNotMatch(html, /kurz/);
});

test("a machine that fills the trap gets the same answer, and nobody a mail", async (t) => {
	const { lab, post } = await startBoth(t);
	const answer = await lab.fetch("/join", { json: { name: "x", email: "bot@example.org", password, website: "http://spam" } });
	assert.equal(answer.status, 202);
	for (let i = 0; i < 8; i++) await lab.fetch("/join", { json: { name: "x", email: "flood@example.org", password } });
	await post.mail("flood@example.org", /./);
	await sleep(2500);
	assert.ok(!post.mails.some(({ to }) => to.includes("bot@example.org")));
	assert.ok(post.mails.filter(({ to }) => to.includes("flood@example.org")).length <= 5);
});

test("a forgotten password is replaced by a link, once, and all sessions end", async (t) => {
	const { lab, post, visit } = await startBoth(t);
	const before = await lab.signIn("teacher@example.org");
	const answers = [];
	for (const email of ["teacher@example.org", "nobody@example.org"]) {
		const answer = await lab.fetch("/password", { json: { email } });
		answers.push([answer.status, await answer.text()]);
	}
	assert.deepEqual(answers[0], answers[1]);
	const mail = await post.mail("teacher@example.org", /Passwort/);
	assert.deepEqual(await codes(await visit(mail, { json: { password: "zu kurz" } })), ["short_password"]);
	assert.equal((await visit(mail, { json: { password } })).status, 204);
	assert.equal((await visit(mail, { json: { password } })).status, 404);
	assert.equal((await before.fetch("/account")).status, 401);
	await lab.signIn("teacher@example.org", password);
	await post.mail("teacher@example.org", /geändert/);
	assert.ok(!post.mails.some(({ to }) => to.includes("nobody@example.org")));
});

test("whoever knows the old password changes it; other devices are signed out, one by one or all", async (t) => {
	const { lab } = await startBoth(t);
	const [here, there, third] = [await lab.signIn("startup@example.org"), await lab.signIn("startup@example.org"), await lab.signIn("startup@example.org")];
	const { sessions } = await (await here.fetch("/account")).json();
	assert.equal(sessions.length, 3);
	assert.equal((await here.fetch("/account/password", { json: { old: "falsch", password } })).status, 403);
	const staff = await lab.signIn("staff@example.org");
	const other = (await (await staff.fetch("/account")).json()).sessions[0].id;
	assert.equal((await here.fetch(`/account/sessions/${other}/end`, { method: "POST" })).status, 404);
	const theirs = (await (await third.fetch("/account")).json()).sessions.find(({ is_this }) => is_this).id;
	assert.equal((await here.fetch(`/account/sessions/${theirs}/end`, { method: "POST" })).status, 204);
	assert.equal((await third.fetch("/account")).status, 401);
	assert.equal((await here.fetch("/account/password", { json: { old: "speicher", password } })).status, 204);
	assert.equal((await here.fetch("/account")).status, 200);
	assert.equal((await there.fetch("/account")).status, 401);
	await lab.signIn("startup@example.org", password);
});

test("a manager invites by mail, sees the organisation's bookings, and removes; others see nothing", async (t) => {
	const { lab, post, visit } = await startBoth(t);
	const manager = await lab.signIn("startup@example.org");
	const other = await lab.signIn("teacher@example.org");
	const path = "/organisations/erzdruck";
	for (const [somebody, status] of [[manager, 200], [other, 404], [await lab.signIn("staff@example.org"), 200]])
		assert.equal((await somebody.fetch(path)).status, status);
	assert.equal((await other.fetch(`${path}/invitations`, { json: { email: "x@example.org" } })).status, 404);
	assert.equal((await manager.fetch(`${path}/invitations`, { json: { email: "neu@example.org" } })).status, 204);
	const mail = await post.mail("neu@example.org", /ErzDruck/);
	assert.deepEqual(await codes(await visit(mail, { json: {} })), ["missing_field", "short_password"]);
	assert.equal((await visit(mail, { json: { name: "Neu Ling", password } })).status, 204);
	const member = await lab.signIn("neu@example.org", password);
	const made = await book(member, { organisation: "erzdruck" });
	assert.equal(made.status, 201);
	const { ref } = await made.json();
	const { members, bookings, invitations } = await (await manager.fetch(path)).json();
	assert.ok(bookings.some((booking) => booking.ref === ref && booking.who === "Neu Ling"));
	assert.equal(invitations.length, 0);
	assert.equal((await member.fetch(path)).status, 404);
	const { id } = members.find(({ name }) => name === "Neu Ling");
	assert.equal((await manager.fetch(`${path}/members/${id}/remove`, { method: "POST" })).status, 204);
	assert.equal((await book(member, { organisation: "erzdruck" })).status, 404);

	assert.equal((await manager.fetch(`${path}/invitations`, { json: { email: "zweite@example.org" } })).status, 204);
	const second = await post.mail("zweite@example.org", /ErzDruck/);
	const [open] = (await (await manager.fetch(path)).json()).invitations;
	assert.equal((await manager.fetch(`${path}/invitations/${open.id}/remove`, { method: "POST" })).status, 204);
	assert.equal((await visit(second, { json: { name: "x", password } })).status, 404);
});

test("who is young books only after the guardian has agreed, and not after it is withdrawn", async (t) => {
	const { lab, post, visit } = await startBoth(t);
	await lab.fetch("/join", { json: { name: "Mia Jung", email: "mia@example.org", password, born: year - 14, guardian: "mutter@example.org" } });
	assert.equal((await visit(await post.mail("mia@example.org", /Adresse/), { json: {} })).status, 204);
	const mia = await lab.signIn("mia@example.org", password);
	assert.ok((await codes(await book(mia))).includes("needs_guardian"));
	const mail = await post.mail("mutter@example.org", /Mia Jung/);
	assert.equal((await visit(mail, { json: { agree: 1 } })).status, 204);
	const made = await book(mia);
	assert.equal(made.status, 201);
	assert.equal((await visit(mail, { json: { agree: 0 } })).status, 204);
	assert.equal((await (await mia.fetch(`/bookings/${(await made.json()).ref}`)).json()).status, "cancelled");
	assert.ok((await codes(await book(mia))).includes("needs_guardian"));
});

test("staff add people and organisations; only an admin gives roles, and nobody to themselves", async (t) => {
	const { lab, post, visit } = await startBoth(t);
	const [staff, admin, member] = [await lab.signIn("staff@example.org"), await lab.signIn("admin@example.org"), await lab.signIn("startup@example.org")];
	for (const path of ["/people", "/organisations", "/people/1"]) {
		assert.equal((await member.fetch(path)).status, 403);
		assert.equal((await lab.fetch(path)).status, 401);
	}
	const added = await staff.fetch("/people", { json: { name: "Udo Neu", email: "udo@example.org" } });
	assert.equal(added.status, 201);
	const path = added.headers.get("location");
	assert.equal((await staff.fetch("/people", { json: { name: "Udo", email: "UDO@example.org" } })).status, 409);
	assert.equal((await visit(await post.mail("udo@example.org", /Zugang/), { json: { password } })).status, 204);
	await lab.signIn("udo@example.org", password);
	assert.equal((await (await staff.fetch("/people?q=udo")).json()).people.length, 1);
	assert.equal((await staff.fetch(path, { json: { name: "Udo Alt", role: "staff" } })).status, 403);
	assert.equal((await admin.fetch(path, { json: { name: "Udo Alt", role: "staff" } })).status, 204);
	assert.equal((await (await admin.fetch(path)).json()).role, "staff");
	const udo = await lab.signIn("udo@example.org", password);
	assert.ok((await (await udo.fetch("/account/export.json")).json()).read_about_me.length > 0);
	const self = (await (await admin.fetch("/people?q=admin@")).json()).people[0];
	assert.equal((await admin.fetch(self.href, { json: { role: "member" } })).status, 403);
	assert.equal((await staff.fetch("/organisations", { json: { name: "Neu e. V.", slug: "neu", kind: "association" } })).status, 201);
	assert.equal((await staff.fetch("/organisations", { json: { name: "Neu", slug: "neu", kind: "association" } })).status, 409);
	assert.equal((await staff.fetch("/organisations", { json: { name: "Neu", slug: "Neu!", kind: "x" } })).status, 400);
	assert.equal((await staff.fetch("/organisations/neu", { json: { name: "Anders e. V.", kind: "school" } })).status, 204);
	assert.equal((await (await staff.fetch("/organisations/neu")).json()).name, "Anders e. V.");
});

test("who does without a kind of message gets none, but cannot do without a link", async (t) => {
	const { lab, post } = await startBoth(t);
	const member = await lab.signIn("startup@example.org");
	assert.equal((await member.fetch("/account/messages", { json: { kind: "booking_confirmed", wanted: 0 } })).status, 204);
	assert.equal((await member.fetch("/account/messages", { json: { kind: "reset", wanted: 0 } })).status, 404);
	const { messages } = await (await member.fetch("/account")).json();
	assert.equal(messages.find(({ kind }) => kind === "booking_confirmed").wanted, false);
	const { ref } = await (await book(member)).json();
	await member.fetch(`/bookings/${ref}`, { method: "DELETE" });
	const cancelled = await post.mail("startup@example.org", /Storniert/);
	assert.match(cancelled.text, new RegExp(ref));
	assert.ok(!post.mails.some(({ subject }) => subject.startsWith("Gebucht")));
});
