// SPDX-License-Identifier: EUPL-1.2
// What a page asks of the store does not grow with what it shows.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { startLabInJune } from "../lib/http.mjs";
import { run } from "../lib/lab.mjs";

const RESOURCES = 200, MOST_STATEMENTS = 24;
let lab, member;

/* As many again until there are 200, each with its own claims of the week. */
const more = `INSERT INTO resource (slug, name, kind, location, description, position, bookable, slot_minutes,
	shortest_minutes, longest_minutes, notice_minutes, horizon_days, most_people, needs_introduction)
	WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${RESOURCES})
	SELECT 'more-' || i, 'Drucker ' || i, 'printer_3d', '', '', 100 + i, 1, 30, 30, 600, 0, 60, 4, 0 FROM n;
	INSERT INTO within (whole, part) SELECT id, id FROM resource WHERE slug LIKE 'more-%';
	INSERT INTO claim (resource, starts, ends, booking) SELECT r.id, c.starts, c.ends, c.booking
	FROM resource r, claim c JOIN resource p ON p.id = c.resource WHERE r.slug LIKE 'more-%' AND p.slug = 'prusa-1';`;

before(async () => {
	lab = await startLabInJune();
	member = await lab.signIn("startup@example.org");
	await run("sqlite3", ["-cmd", ".timeout 20000", lab.store.where, more]);
});
after(() => lab?.stop());

const statements = async () =>
	Number(/^smartlab_statements_total (\d+)$/m.exec(await (await lab.fetch("/metrics")).text())[1]);

/* The least of several tries: timers and the fleet run statements, too. */
async function cost(path, accept) {
	let least = Infinity;
	for (let i = 0; i < 8; i++) {
		const before = await statements();
		const answer = await member.fetch(path, { headers: { accept } });
		assert.equal(answer.status, 200);
		await answer.text();
		least = Math.min(least, (await statements()) - before);
	}
	return least;
}

for (const [path, accept] of [["/timetable?from=2026-06-15&days=7", "application/json"], ["/timetable", "text/html"],
	["/timetable?view=week", "text/html"], ["/timetable?view=month", "text/html"],
	["/", "text/html"], ["/resources", "text/html"], ["/resources", "application/json"],
	["/resources/prusa-1", "text/html"], ["/bookings", "text/html"]])
	test(`${path} as ${accept} of ${RESOURCES} resources costs at most ${MOST_STATEMENTS} statements`, async (t) => {
		const count = await cost(path, accept);
		t.diagnostic(`${count} statements, with those of one look at /metrics`);
		assert.ok(count <= MOST_STATEMENTS, `${count} statements`);
	});

test("a week of 200 resources is all there", async () => {
	const { groups } = await (await member.fetch("/timetable?from=2026-06-15&days=7")).json();
	const all = groups.flatMap(({ resources }) => resources);
	assert.ok(all.length > RESOURCES);
	assert.ok(all.every(({ slots }) => slots.length === 7 * 15));
	const taken = (slug) => all.find((one) => one.slug === slug).slots.map(({ status }) => status).join();
	assert.equal(taken("more-200"), taken("prusa-1"));
	assert.match(taken("more-1"), /busy|mine/);
});

test("a day of 200 resources is a page that a slow phone can have", async () => {
	const page = await (await member.fetch("/timetable", { headers: { accept: "text/html" } })).text();
	assert.equal(page.match(/<th scope="row"/g).length, (await (await member.fetch("/resources")).json()).resources.length);
	assert.ok(page.length < 450_000 && gzipSync(page).length < 30_000, `${page.length} bytes, ${gzipSync(page).length} compressed`);
});
