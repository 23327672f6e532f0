// SPDX-License-Identifier: EUPL-1.2
// Calendars: of one booking, one's own feed behind its key, and a resource's public one; read by a parser that is not ours.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readCalendar } from "../lib/codes.mjs";
import { codes, instant, readForm, send, slot, startLabInJune, startQuietLab, submit } from "../lib/http.mjs";
import { engines, startLab, until } from "../lib/lab.mjs";

let lab, member, teacher;
before(async () => {
	lab = await startQuietLab();
	[member, teacher] = await Promise.all(["startup", "teacher"].map((who) => lab.signIn(`${who}@example.org`)));
});
after(() => lab?.stop());

async function booked(who, wish) {
	const answer = await who.fetch("/bookings", { json: wish });
	assert.equal(answer.status, 201, await answer.clone().text());
	return answer.json();
}

async function makeFeed(who, label) {
	const answer = await who.fetch("/account/feeds", { json: { label } }), { new_feed: feed, feeds } = await answer.json();
	assert.equal(answer.status, 201);
	return { path: new URL(feed.url).pathname, id: feeds.find((one) => one.label === label).id, ...feed };
}

/* The text as it is, checked for what RFC 5545 asks of every line, and its events. */
function check(text) {
	assert.ok(text.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.endsWith("END:VCALENDAR\r\n"));
	for (const line of text.split("\r\n")) {
		assert.ok(Buffer.byteLength(line) <= 75, line);
		assert.doesNotMatch(line, /[\r\n\x00-\x08\x0b-\x1f\x7f]|\ufffd/, line);
	}
	return readCalendar(text).events;
}

async function readFeed(path, who = lab) {
	const answer = await who.fetch(path);
	assert.equal(answer.status, 200, path);
	assert.equal(answer.headers.get("content-type"), "text/calendar; charset=utf-8");
	return check(Buffer.from(await answer.arrayBuffer()).toString());
}

const property = (event, name) => event.component.getFirstPropertyValue(name);
const berlin = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin", dateStyle: "short", timeStyle: "short" });
const local = (time) => berlin.format(time.toJSDate());

test("a booking's calendar says what, where, when, and where to read on", async () => {
	const wish = slot("cad-1", 21, "10:00", "12:00"), { ref } = await booked(member, wish);
	const answer = await member.fetch(`/bookings/${ref}.ics`);
	assert.match(answer.headers.get("content-disposition"), new RegExp(`filename="${ref}\\.ics"`));
	const [event, ...more] = check(await answer.text());
	assert.equal(more.length, 0);
	assert.deepEqual([event.summary, event.location, local(event.startDate), local(event.endDate)],
		["CAD-Arbeitsplatz 1", "Galerie", "2026-07-06 10:00", "2026-07-06 12:00"]);
	assert.deepEqual([property(event, "status"), property(event, "transp"), property(event, "url")],
		["CONFIRMED", "OPAQUE", `${lab.url}/bookings/${ref}`]);
	assert.ok(event.description.includes(ref));
	assert.match(event.uid, /^b\d+@[0-9a-f]{32}$/);
});

test("an event keeps its UID, counts its changes, and stays when it is cancelled", async () => {
	const { ref } = await booked(member, slot("cad-1", 22, "10:00", "12:00")), feed = await makeFeed(member, "Wandel");
	const read = async () => (await readFeed(feed.path)).find(({ description }) => description.includes(ref));
	const first = await read();
	assert.equal(first.sequence, 0);
	assert.equal((await member.fetch(`/bookings/${ref}`, { method: "PATCH", json: { until: instant(22, "13:00") } })).status, 200);
	const second = await read();
	assert.deepEqual([second.sequence, second.uid, local(second.endDate)], [1, first.uid, "2026-07-07 13:00"]);
	assert.equal((await member.fetch(`/bookings/${ref}`, { method: "DELETE" })).status, 204);
	const third = await read();
	assert.deepEqual([third.sequence, third.uid, property(third, "status"), property(third, "transp")],
		[2, first.uid, "CANCELLED", "TRANSPARENT"]);
	assert.match(third.summary, /^Abgesagt: /);
	const [alone] = check(await (await member.fetch(`/bookings/${ref}.ics`)).text());
	assert.equal(property(alone, "status"), "CANCELLED");
	assert.ok(!(await readFeed("/resources/cad-1.ics")).some(({ uid }) => uid === first.uid));
});

test("a feed's address is shown once, works without a cookie, and holds one's own bookings only", async () => {
	const { ref } = await booked(member, slot("cad-2", 21, "10:00", "12:00")), theirs = await booked(teacher, slot("cad-2", 21, "13:00", "14:00"));
	const feed = await makeFeed(member, "Telefon");
	assert.match(feed.path, /^\/f\/[\w-]{43}\.ics$/);
	assert.equal(feed.webcal, feed.url.replace(/^http/, "webcal"));
	const events = await readFeed(feed.path);
	assert.ok(events.some(({ description }) => description.includes(ref)));
	assert.ok(!events.some(({ description }) => description.includes(theirs.ref)));
	assert.doesNotMatch(await (await member.fetch("/account")).text(), new RegExp(feed.path.slice(3, 20)));
	assert.equal((await lab.fetch(feed.path)).headers.get("x-robots-tag"), "noindex");
	await until("the feed's last use", async () =>
		(await (await member.fetch("/account")).json()).feeds.find(({ id }) => id === feed.id).last_used);
});

test("a feed is made, shown and closed with forms, too", async () => {
	const fields = await readForm(teacher, "/account", "/account/feeds");
	const page = await submit(teacher, "/account/feeds", { ...fields, label: "Büro & <Heim>" });
	assert.equal(page.status, 200);
	const html = await page.text(), [, path] = /(\/f\/[\w-]{43}\.ics)/.exec(html);
	assert.match(html, /Büro &amp; &lt;Heim&gt;/);
	await readFeed(path);
	const [, revoke] = /action="(\/account\/feeds\/\d+\/revoke)"/.exec(html);
	const closed = await submit(teacher, revoke, { csrf: fields.csrf });
	assert.deepEqual([closed.status, closed.headers.get("location")], [303, "/account"]);
	assert.equal((await lab.fetch(path)).status, 410);
});

test("a feed is not sent again while nothing changes, however many minutes go by", async (t) => {
	const own = await startLabInJune();
	t.after(() => own.stop());
	const me = await own.signIn("startup@example.org"), { path } = await makeFeed(me, "Uhr");
	const etag = (await own.fetch(path)).headers.get("etag");
	const again = await own.fetch(path, { headers: { "if-none-match": etag } });
	assert.deepEqual([again.status, await again.text(), again.headers.get("etag")], [304, "", etag]);
	const head = await send(own, path, { method: "HEAD" });
	assert.deepEqual([head.status, head.headers.etag, head.headers["content-type"], head.bytes.length],
		[200, etag, "text/calendar; charset=utf-8", 0]);
	assert.match(head.headers["cache-control"], /private/);
	await own.end();
	own.options.args = ["--clock", "2026-06-15T10:03:00+02:00"];
	own.options.command = "serve";
	await own.start();
	assert.equal((await own.fetch(path, { headers: { "if-none-match": etag } })).status, 304);
	const { ref } = await booked(me, slot("cad-2", 23, "10:00", "12:00"));
	const changed = await own.fetch(path, { headers: { "if-none-match": etag } });
	assert.equal(changed.status, 200);
	assert.match(await changed.text(), new RegExp(ref));
});

test("a closed feed answers 410 from then on, an unknown one 404", async () => {
	const feed = await makeFeed(member, "Alt"), etag = (await lab.fetch(feed.path)).headers.get("etag");
	assert.deepEqual(await codes(await teacher.fetch(`/account/feeds/${feed.id}/revoke`, { method: "POST" })), ["no_such_feed"]);
	assert.equal((await member.fetch(`/account/feeds/${feed.id}/revoke`, { method: "POST" })).status, 204);
	for (const headers of [{}, { "if-none-match": etag }]) {
		const gone = await lab.fetch(feed.path, { headers });
		assert.deepEqual([gone.status, gone.headers.get("etag"), gone.headers.get("cache-control")], [410, null, "no-store"]);
		assert.doesNotMatch(await gone.text(), /VCALENDAR/);
	}
	assert.equal((await member.fetch(`/account/feeds/${feed.id}/revoke`, { method: "POST" })).status, 404);
	for (const key of ["x", "x".repeat(43), `${feed.path.slice(3, 46)}x`, feed.path.slice(3, 45)])
		assert.equal((await lab.fetch(`/f/${key}.ics`, { headers: { "if-none-match": etag } })).status, 404, key);
});

test("a resource's public calendar says busy, and nothing about anybody", async () => {
	const whole = await booked(teacher, { ...slot("werkstatt", 23, "09:00", "12:00"), purpose: "GEHEIM", participants: 22, organisation: "bergschule" });
	const { ref } = await booked(member, { ...slot("prusa-1", 23, "13:00", "14:00"), purpose: "GEHEIM", organisation: "erzdruck" });
	const text = await (await lab.fetch("/resources/prusa-1.ics")).text();
	for (const secret of ["GEHEIM", ref, whole.ref, "Richter", "Uhlig", "startup@", "teacher@", "ErzDruck", "Bergschule", "/bookings/"])
		assert.ok(!text.includes(secret), secret);
	const events = check(text);
	assert.deepEqual([...new Set(events.map(({ summary }) => summary))], ["Belegt"]);
	const day = events.map(({ startDate, endDate }) => [local(startDate), local(endDate)]).filter(([from]) => from.startsWith("2026-07-08"));
	assert.deepEqual(day, [["2026-07-08 09:00", "2026-07-08 12:00"], ["2026-07-08 13:00", "2026-07-08 14:00"]]);
	assert.equal(await (await teacher.fetch("/resources/prusa-1.ics")).text(), text);
});

for (const engine of engines)
	test(`a feed of many pages is whole and in order on ${engine}`, async (t) => {
		const own = await startLabInJune({ engine });
		t.after(() => own.stop());
		const me = await own.signIn("startup@example.org"), { path } = await makeFeed(me, "Viele");
		const before = (await readFeed(path, own)).length;
		const wishes = Array.from({ length: 420 }, (_, i) => {
			const time = (half) => `${String(7 + Math.floor(half / 2)).padStart(2, "0")}:${half % 2 ? "30" : "00"}`;
			return slot(i % 2 ? "prusa-3" : "bambu-1", 21 + Math.floor(i / 2 / 30), time(i / 2 % 30 | 0), time((i / 2 % 30 | 0) + 1));
		});
		for (let at = 0; at < wishes.length; at += 42)
			await Promise.all(wishes.slice(at, at + 42).map((wish) => booked(me, wish)));
		const events = await readFeed(path, own);
		assert.equal(events.length, before + wishes.length);
		assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
		const starts = events.filter(({ uid }) => uid.startsWith("b")).map(({ startDate }) => startDate.toUnixTime()); /* seats come behind */
		assert.deepEqual(starts, [...starts].sort((a, b) => a - b));
		const busy = (await readFeed("/resources/prusa-3.ics", own)).filter(({ startDate }) => local(startDate) >= "2026-07-06");
		assert.equal(busy.length, 210);
	});

for (const [what, clock, days] of [
	["autumn", "2026-10-20T10:00:00+02:00", [["2026-10-24", "+02:00"], ["2026-10-25", "+01:00"], ["2026-10-26", "+01:00"]]],
	["spring", "2027-03-23T10:00:00+01:00", [["2027-03-27", "+01:00"], ["2027-03-28", "+02:00"], ["2027-03-30", "+02:00"]]],
])
	test(`bookings on both sides of ${what}'s change of clocks are at their hour in a calendar`, async (t) => {
		const own = await startLab({ args: ["--clock", clock] });
		t.after(() => own.stop());
		const me = await own.signIn("startup@example.org"), staff = await own.signIn("staff@example.org"), { path } = await makeFeed(me, "Uhr");
		for (const { ref } of (await (await staff.fetch("/bookings?resource=cad-3")).json()).bookings)
			await staff.fetch(`/bookings/${ref}`, { method: "DELETE" });
		for (const [day, offset] of days)
			await booked(me, { resource: "cad-3", from: `${day}T10:00:00${offset}`, until: `${day}T11:30:00${offset}` });
		const expected = days.map(([day]) => [`${day} 10:00`, `${day} 11:30`]);
		for (const from of [path, "/resources/cad-3.ics"]) {
			const events = (await readFeed(from, own)).filter((event) => property(event, "status") === "CONFIRMED");
			const found = events.map(({ startDate, endDate }) => [local(startDate), local(endDate)]);
			assert.deepEqual(found.filter(([begin, end]) => expected.some(([one, other]) => one === begin && other === end)), expected);
		}
	});
