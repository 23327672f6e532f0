// SPDX-License-Identifier: EUPL-1.2
// Long tables: sorted, filtered, in pages that do not move, and as CSV of exactly what is shown.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { engines, startLab } from "../lib/lab.mjs";

const labs = new Map();
const many = 120;

before(async () => {
	for (const engine of engines) {
		const lab = await startLab({ engine });
		const staff = await lab.signIn("staff@example.org");
		for (let i = 0; i < many; i++) {
			const answer = await staff.fetch("/people",
				{ json: { name: `Zoe ${String(i % 60).padStart(3, "0")}`, email: `zoe${i}@example.org` } });
			assert.equal(answer.status, 201);
		}
		labs.set(engine, { lab, staff });
	}
});
after(async () => Promise.all([...labs.values()].map(({ lab }) => lab.stop())));

const read = async (who, path) => (await who.fetch(path)).json();

for (const engine of engines) {
	test(`on ${engine}, the pages of a table show each row once, in the order that was asked for`, async () => {
		const { staff } = labs.get(engine);
		for (const sort of ["name", "email", "created"])
			for (const order of ["up", "down"]) {
				const seen = [];
				for (let page = 1; ; page++) {
					const { people, listing } = await read(staff, `/people?q=zoe&sort=${sort}&order=${order}&page=${page}`);
					assert.equal(listing.total, many);
					assert.deepEqual([listing.first, listing.last], [seen.length + 1, seen.length + people.length]);
					seen.push(...people);
					if (!listing.next) break;
				}
				assert.equal(new Set(seen.map(({ id }) => id)).size, many);
				const keys = seen.map((person) => person[sort]);
				assert.deepEqual(keys, order === "up" ? [...keys].sort() : [...keys].sort().reverse());
			}
	});

	test(`on ${engine}, filters narrow the table and its CSV alike`, async () => {
		const { staff } = labs.get(engine);
		assert.deepEqual((await read(staff, "/people?role=admin")).people.map(({ email }) => email), ["admin@example.org"]);
		const { people } = await read(staff, "/people?organisation=erzdruck");
		assert.ok(people.length >= 1 && people.every(({ organisation }) => organisation));
		const csv = await (await staff.fetch("/people.csv?q=zoe&sort=email&order=down")).text();
		const rows = csv.trimEnd().split("\r\n").slice(1).map((line) => line.split(",")[2]);
		assert.equal(rows.length, many);
		assert.deepEqual(rows, [...rows].sort().reverse());
		const schools = await read(staff, "/organisations?kind=school");
		assert.ok(schools.organisations.length > 0 && schools.organisations.every(({ kind }) => kind === "school"));
		const table = await (await staff.fetch("/organisations.csv?kind=school")).text();
		assert.equal(table.trimEnd().split("\r\n").length, schools.organisations.length + 1);
		const sorted = (await read(staff, "/organisations?sort=members&order=down")).organisations.map(({ members }) => members);
		assert.deepEqual(sorted, [...sorted].sort((a, b) => b - a));
	});

	test(`on ${engine}, plugs are sorted and filtered by what they are and how they are heard`, async () => {
		const { staff } = labs.get(engine);
		const by = async (query) => (await read(staff, `/devices?${query}`)).devices;
		const all = await by("");
		for (const [sort, key] of [["power", "watts"], ["signal", "rssi"], ["missed", "lost"]]) {
			const values = (await by(`sort=${sort}&order=down`)).map((plug) => plug[key] ?? -Infinity);
			assert.equal(values.length, all.length);
			assert.deepEqual(values, [...values].sort((a, b) => b - a), sort);
		}
		for (const health of ["ok", "weak", "stale", "lost"]) {
			const some = await by(`health=${health}`);
			assert.deepEqual(some.map(({ eui }) => eui), all.filter((plug) => plug.health === health).map(({ eui }) => eui), health);
		}
		assert.deepEqual((await by(`q=${all[3].eui.toUpperCase()}`)).map(({ eui }) => eui), [all[3].eui]);
		const csv = await (await staff.fetch("/devices.csv?sort=name&order=down")).text();
		assert.deepEqual(csv.trimEnd().split("\r\n").slice(1).map((line) => line.split(",")[0]), all.map(({ eui }) => eui).reverse());
	});
}

test("what is not in the list of sort keys is refused, and a page too far is the last one", async () => {
	const { staff } = labs.get(engines[0]);
	for (const query of ["sort=password", "sort=name;--", "order=sideways", "page=0", "page=x"])
		assert.equal((await staff.fetch(`/people?${query}`)).status, 400, query);
	assert.equal((await staff.fetch("/people.csv?sort=password")).status, 400);
	const { people, listing } = await read(staff, "/people?q=zoe&page=99999");
	assert.equal(listing.last, many);
	assert.equal(people.length, many % 50);
	assert.equal((await read(staff, "/people?q=%25")).listing.total, 0, "a percent sign is no pattern");
});

test("a table's heads say how it is sorted, and its links keep the filter", async () => {
	const { staff } = labs.get(engines[0]);
	const page = async (path) => (await staff.fetch(path, { headers: { accept: "text/html" } })).text();
	assert.match(await page("/people?q=zoe"), /aria-sort="ascending"><a\s+class="sort" href="\/people\?q=zoe&amp;sort=name&amp;order=down"/);
	const down = await page("/people?q=zoe&sort=email&order=down&page=2");
	assert.match(down, /aria-sort="descending"><a\s+class="sort" href="\/people\?q=zoe&amp;sort=email&amp;order=up"/);
	assert.match(down, /51–100\s+von\s+120/);
	assert.match(down, /href="\/people\?q=zoe&amp;sort=email&amp;order=down"[^]*href="\/people\?q=zoe&amp;sort=email&amp;order=down&amp;page=3"/);
	assert.match(down, /href="\/people.csv\?q=zoe&amp;sort=email&amp;order=down"/);
});

test("members see no tables of people", async () => {
	const { lab } = labs.get(engines[0]);
	const member = await lab.signIn("startup@example.org");
	for (const path of ["/people", "/people.csv", "/organisations", "/organisations.csv"])
		assert.equal((await member.fetch(path)).status, 403, path);
});
