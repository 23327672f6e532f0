// SPDX-License-Identifier: EUPL-1.2
// The outbox goes out by a real SMTP server: once, in the reader's language, with the calendar file, and never twice.
import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { readCalendar } from "../lib/codes.mjs";
import { engines, startLab, until } from "../lib/lab.mjs";
import { startMailServer } from "../lib/mail.mjs";

const tomorrow = (hour) => {
	const day = new Date(Date.now() + 3 * 86400e3).toISOString().slice(0, 10);
	return `${day}T${String(hour).padStart(2, "0")}:00:00Z`;
};

/* The first free hour of the machine: the demo's own bookings may be anywhere. */
async function book(somebody, resource = "cad-3") {
	for (let hour = 7; hour < 19; hour++) {
		const answer = await somebody.fetch("/bookings", { json: { resource, from: tomorrow(hour), until: tomorrow(hour + 1) } });
		if (answer.status === 201) return answer.json();
	}
	throw new Error("nothing is free");
}

const messages = async (staff, state) =>
	(await (await staff.fetch("/admin/messages")).json()).states.find(({ message }) => message === state);

for (const engine of engines)
	test(`on ${engine}, whoever books gets one mail, with the event, and another when it is cancelled`, async (t) => {
		const post = await startMailServer();
		t.after(post.stop);
		const lab = await startLab({ engine, args: ["--smtp", post.url, "--mail-from", "lab@example.org"] });
		t.after(() => lab.stop());
		const member = await lab.signIn("startup@example.org");
		const { ref } = await book(member);
		const mine = ({ text }) => text.includes(ref);
		const made = await until("the confirmation", () => post.mails.find(mine), 20);
		assert.deepEqual(made.to, ["startup@example.org"]);
		assert.equal(made.from, "lab@example.org");
		assert.match(made.subject, /^Gebucht: CAD-Arbeitsplatz 3, /);
		assert.match(made.text, /Guten Tag Jana Richter,\r\n/);
		assert.match(made.text, new RegExp(`${lab.url}/bookings/${ref}`));
		assert.match(made.file.type, /text\/calendar; charset=utf-8; method=PUBLISH/);
		const { calendar, events } = readCalendar(made.file.text);
		assert.equal(calendar.getFirstPropertyValue("method"), "PUBLISH");
		assert.equal(events.length, 1);
		assert.equal(events[0].startDate.toJSDate().getUTCMinutes(), 0);
		await member.fetch("/language", { json: { language: "en" } });
		assert.equal((await member.fetch(`/bookings/${ref}`, { method: "DELETE" })).status, 204);
		const cancelled = await until("the cancellation", () => post.mails.filter(mine)[1], 20);
		assert.match(cancelled.subject, /^Cancelled: /);
		assert.match(cancelled.text, /Hello Jana Richter,/);
		const [after] = readCalendar(cancelled.file.text).events;
		assert.equal(after.uid, events[0].uid);
		assert.equal(after.component.getFirstPropertyValue("status"), "CANCELLED");
		assert.ok(after.sequence > events[0].sequence);
		assert.notEqual(made.headers["message-id"], cancelled.headers["message-id"]);
		await sleep(1500);
		assert.equal(post.mails.filter(mine).length, 2);
	});

test("a mail waits while the server is down, and comes once when it is back", async (t) => {
	const post = await startMailServer();
	await post.stop();
	const lab = await startLab({ args: ["--smtp", post.url] });
	t.after(() => lab.stop());
	const { ref } = await book(await lab.signIn("teacher@example.org"));
	const staff = await lab.signIn("staff@example.org");
	const waiting = await until("a failed try", async () =>
		(await messages(staff, "waiting")).messages.find(({ booking, tries }) => booking === ref && tries > 0));
	assert.match(waiting.fault, /connect/i);
	assert.ok(Date.parse(waiting.due) > Date.now());
	const back = await startMailServer({ port: post.port });
	t.after(back.stop);
	assert.equal((await staff.fetch(`/admin/messages/${waiting.id}/send`, { method: "POST" })).status, 204);
	await until("the mail", () => back.mails.find(({ text }) => text.includes(ref)));
	await sleep(1500);
	assert.equal(back.mails.filter(({ text }) => text.includes(ref)).length, 1);
});

test("a mail that the server had when the lab was killed is not sent again, but shown to staff", async (t) => {
	let had;
	const post = await startMailServer({ data: (mail) => (had ??= mail, new Promise(() => {})) });
	t.after(post.stop);
	const args = ["--smtp", post.url];
	const lab = await startLab({ args });
	t.after(() => lab.stop());
	await book(await lab.signIn("teacher@example.org"));
	await until("the server to have it", () => had);
	await lab.end("SIGKILL");
	const mails = post.mails.length;
	lab.options.args = [...args, "--clock", new Date(Date.now() + 600e3).toISOString()];
	await lab.start();
	const staff = await lab.signIn("staff@example.org");
	const { messages: [lost] } = await until("an unknown message", async () => {
		const unknown = await messages(staff, "unknown");
		return unknown.count && unknown;
	}, 20);
	assert.match(lost.fault, /sender/);
	assert.ok(post.mails.slice(mails).every(({ headers }) => headers["message-id"] !== had.headers["message-id"]));
});

test("what the server refuses for good is not tried again", async (t) => {
	const post = await startMailServer({ onRcptTo: (address, session, done) => done(Object.assign(new Error("nobody"), { responseCode: 550 })) });
	t.after(post.stop);
	const lab = await startLab({ args: ["--smtp", post.url] });
	t.after(() => lab.stop());
	const { ref } = await book(await lab.signIn("teacher@example.org"));
	const staff = await lab.signIn("staff@example.org");
	await until("a failed message", async () => (await messages(staff, "failed")).messages.some(({ booking }) => booking === ref));
});

test("a password is not given to a server that does not encrypt", async (t) => {
	let tried = false;
	const post = await startMailServer({ disabledCommands: ["STARTTLS"], allowInsecureAuth: true, authOptional: true,
		onAuth: (auth, session, done) => { tried = true; done(null, { user: 1 }); } });
	t.after(post.stop);
	const lab = await startLab({ args: ["--smtp", post.url.replace("//", "//user:secret@")] });
	t.after(() => lab.stop());
	const { ref } = await book(await lab.signIn("teacher@example.org"));
	const staff = await lab.signIn("staff@example.org");
	await until("a failed try", async () =>
		(await messages(staff, "waiting")).messages.some(({ booking, tries }) => booking === ref && tries > 0));
	assert.ok(!tried);
	assert.equal(post.mails.length, 0);
});

test("without a server nothing is sent, and staff are told; others may not look", async (t) => {
	const lab = await startLab();
	t.after(() => lab.stop());
	const staff = await lab.signIn("staff@example.org");
	const page = await staff.fetch("/admin/messages", { headers: { accept: "text/html" } });
	assert.match(await page.text(), /--smtp/);
	assert.equal((await lab.fetch("/admin/messages")).status, 401);
	assert.equal((await (await lab.signIn("startup@example.org")).fetch("/admin/messages")).status, 403);
});
