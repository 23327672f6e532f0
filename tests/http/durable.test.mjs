// SPDX-License-Identifier: EUPL-1.2
// What was acknowledged is kept: when the program is killed, when it is stopped, in a backup, and across migrations.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { send, sendJson, slot, startLabInJune } from "../lib/http.mjs";
import { engines, freshStore, house, run, until } from "../lib/lab.mjs";

const program = process.env.SMARTLAB ?? join(house, ".build/release/smartlab");

/* Thousands of slots that nobody has: half hours, from the fourth week on, on machines that are part of nothing. */
function* wishes() {
	for (let day = 21; day < 55; day++)
		for (let half = 14; half < 43; half++)
			for (const resource of ["prusa-3", "bambu-1", "bambu-2", "cad-1", "cad-2", "cad-3"]) {
				const time = (n) => `${String(n >> 1).padStart(2, "0")}:${n & 1 ? "30" : "00"}`;
				yield slot(resource, day, time(half), time(half + 1));
			}
}

/* Books as fast as it can, several at a time, until the lab is gone or .stop is set. Knows what it was promised. */
function load(lab, key, clients = 24) {
	const all = wishes(), made = { refs: [], statuses: {}, broken: 0, stop: false };
	const client = async () => {
		for (const wish of all) {
			if (made.stop) return;
			try {
				const { status, text } = await sendJson(lab, "/bookings", wish, { timeout: 10000, headers: { authorization: `Bearer ${key}` } });
				made.statuses[status] = (made.statuses[status] ?? 0) + 1;
				if (status === 201) made.refs.push(JSON.parse(text).ref);
				if (status === 503) await sleep(50);
			} catch (error) {
				assert.match(error.code ?? error.message, /^(ECONNRESET|ECONNREFUSED|EPIPE|HPE_)/); /* and never that nothing came */
				if (++made.broken > 200 || error.code === "ECONNREFUSED") return;
			}
		}
	};
	made.ended = Promise.all(Array.from({ length: clients }, client));
	return made;
}

const keyOf = async (lab) => (await lab.command("apikey", "add", "--email", "staff@example.org")).trim();

async function checkKept(lab, key, refs) {
	assert.match(await lab.command("check"), /All is well/);
	const missing = [];
	for (let at = 0; at < refs.length; at += 100)
		await Promise.all(refs.slice(at, at + 100).map(async (ref) => {
			const { status, text } = await send(lab, `/bookings/${ref}`, { headers: { accept: "application/json", authorization: `Bearer ${key}` } });
			if (status !== 200 || JSON.parse(text).status !== "confirmed") missing.push([ref, status]);
		}));
	assert.deepEqual(missing, []);
}

for (const engine of engines)
	test(`every booking that was acknowledged is there after a kill, three times, on ${engine}`, async (t) => {
		const lab = await startLabInJune({ engine });
		t.after(() => lab.stop());
		const key = await keyOf(lab), kept = [];
		lab.options.command = "serve";
		for (let round = 0; round < 3; round++) {
			const made = load(lab, key), enough = 40 + 30 * round;
			await until("some bookings", () => made.refs.length > enough, 30);
			await lab.end("SIGKILL");
			await made.ended;
			assert.equal(lab.child.signalCode, "SIGKILL");
			await lab.start();
			kept.push(...made.refs);
			await checkKept(lab, key, kept);
		}
	});

for (const engine of engines)
	test(`a stop in the midst of a load answers what it took, loses nothing, and ends soon, on ${engine}`, async (t) => {
		const lab = await startLabInJune({ engine });
		t.after(() => lab.stop());
		const key = await keyOf(lab);
		lab.options.command = "serve";
		for (let round = 0; round < 3; round++) {
			const made = load(lab, key);
			await until("some bookings", () => made.refs.length > 50, 30);
			const began = Date.now();
			assert.equal(await lab.end(), 0, lab.child.text);
			const took = Date.now() - began;
			assert.ok(took < 5000, `${took} ms`);
			await made.ended;
			assert.ok(Date.now() - began < 12000, "a request hung");
			assert.deepEqual(Object.keys(made.statuses).filter((status) => !["201", "409", "503"].includes(status)), []);
			await lab.start();
			await checkKept(lab, key, made.refs);
		}
	});

test("an idle connection and a half request do not keep the lab from ending", async (t) => {
	const lab = await startLabInJune();
	t.after(() => lab.stop());
	await send(lab, "/healthz"); /* stays open */
	const half = lab.raw("POST /session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{", { silence: 15000 });
	await sleep(300);
	const began = Date.now();
	assert.equal(await lab.end(), 0);
	assert.ok(Date.now() - began < 8000, `${Date.now() - began} ms`);
	await half;
});

for (const engine of engines)
	test(`who asks again after a kill gets the first answer on ${engine}`, async (t) => {
		const lab = await startLabInJune({ engine });
		t.after(() => lab.stop());
		const headers = { authorization: `Bearer ${await keyOf(lab)}`, "idempotency-key": "once" }, wish = slot("prusa-3", 21, "10:00", "11:00");
		const first = await sendJson(lab, "/bookings", wish, { headers });
		await lab.end("SIGKILL");
		lab.options.command = "serve";
		await lab.start();
		const again = await sendJson(lab, "/bookings", wish, { headers });
		assert.deepEqual([again.status, again.headers.location], [201, first.headers.location]);
		assert.equal(JSON.parse(again.text).ref, JSON.parse(first.text).ref);
	});

/* ---- backups ---- */

test("a backup made while everybody books is whole, and a lab can be opened from it", async (t) => {
	const lab = await startLabInJune();
	t.after(() => lab.stop());
	const key = await keyOf(lab), made = load(lab, key), copy = join(lab.store.folder, "copy.sqlite");
	await until("some bookings", () => made.refs.length > 100, 30);
	const promised = [...made.refs];
	assert.match(await lab.command("backup", copy), /copy\.sqlite is written/);
	made.stop = true;
	await made.ended;
	assert.match((await run(program, ["check", "--store", copy])).stdout, /All is well/);
	assert.deepEqual(readdirSync(lab.store.folder).filter((name) => name.includes(".part")), []);
	await lab.end();
	copyFileSync(join(lab.store.folder, "secret"), `${copy}.secret`);
	const restored = new lab.constructor({ ...lab.store, where: copy }, { command: "serve", args: lab.options.args, env: {} });
	await restored.start();
	t.after(() => restored.end());
	await checkKept(restored, key, promised);
});

test("backup refuses what it cannot do", async (t) => {
	const lab = await startLabInJune();
	t.after(() => lab.stop());
	await assert.rejects(lab.command("backup"), (error) => error.code === 1 && /needs a FILE/.test(error.stderr));
	await assert.rejects(lab.command("backup", "/nowhere/copy.sqlite"), (error) => error.code === 1 && error.stderr.length > 10);
	await assert.rejects(run(program, ["check", "--store", join(lab.store.folder, "none.sqlite")]), (error) => error.code === 1);
	assert.equal(existsSync(join(lab.store.folder, "none.sqlite")), false);
});

test("check finds two claims that overlap", async (t) => {
	const lab = await startLabInJune();
	t.after(() => lab.stop());
	await lab.end();
	await run("sqlite3", [lab.store.where, `DROP TRIGGER claim_taken;
		INSERT INTO claim (resource, starts, ends, booking) SELECT resource, starts + 60, ends, booking FROM claim LIMIT 1;`]);
	await assert.rejects(lab.command("check"), (error) => error.code === 1 && /1 pairs? of claims overlap[^]*not right/.test(error.stdout));
});

/* ---- migrations ---- */

const files = readdirSync(join(house, "db/migrations")).length;
const ask = async (store, sql) => {
	const isFile = !store.where.includes("://");
	return (await run(isFile ? "sqlite3" : "psql", isFile ? [store.where, sql] : ["-qXAt", "-c", sql, store.where])).stdout.trim();
};
const migrate = (store) => run(program, ["migrate", "--store", store.where, "--secret", join(store.folder, "secret")]);

for (const engine of engines)
	test(`migrating again changes nothing, and a store of a newer program is refused in a sentence, on ${engine}`, async (t) => {
		const store = await freshStore(engine);
		t.after(store.remove);
		assert.match((await migrate(store)).stdout, /is ready/);
		const first = await ask(store, "SELECT number, name, at FROM migration ORDER BY number");
		assert.match((await migrate(store)).stdout, /is ready/);
		assert.equal(await ask(store, "SELECT number, name, at FROM migration ORDER BY number"), first);
		assert.equal(first.split("\n").length, files);
		await ask(store, "INSERT INTO migration (number, name, at) VALUES (999, '999_future.sql', 0)");
		for (const command of ["migrate", "serve", "demo"])
			await assert.rejects(run(program, [command, "--store", store.where, "--listen", "127.0.0.1:0", "--secret", join(store.folder, "secret")]),
				(error) => error.code === 1 && /made by a newer smartlab/.test(error.stderr), command);
	});

for (const engine of engines)
	test(`of four programs that start at once on a new store all serve it, on ${engine}`, async (t) => {
		const store = await freshStore(engine), labs = [];
		t.after(async () => { await Promise.all(labs.map((lab) => lab.end())); await store.remove(); });
		const { constructor: Lab } = await startLabInJune().then(async (lab) => { await lab.stop(); return lab; });
		await Promise.all(Array.from({ length: 4 }, () => {
			const lab = new Lab(store, { command: "serve", args: [], env: {} });
			labs.push(lab);
			return lab.start();
		}));
		assert.equal(await ask(store, "SELECT COUNT(*) FROM migration"), String(files));
		for (const lab of labs) assert.equal((await lab.fetch("/resources")).status, 200);
	});

test("a lab on PostgreSQL does not start without its secret", { skip: engines.length < 2 }, async (t) => {
	const store = await freshStore("postgresql");
	t.after(store.remove);
	await assert.rejects(run(program, ["serve", "--store", store.where, "--listen", "127.0.0.1:0"]),
		(error) => error.code === 1 && /needs --secret FILE/.test(error.stderr));
});

test("what cannot be opened is said in a sentence", async (t) => {
	const store = await freshStore("sqlite");
	t.after(store.remove);
	for (const [where, why] of [["/nowhere/lab.sqlite", /unable to open/], ["postgresql://127.0.0.1:1/none", /refused|connect/]])
		await assert.rejects(run(program, ["serve", "--store", where, "--listen", "127.0.0.1:0", "--secret", join(store.folder, "secret")]),
			(error) => error.code === 1 && why.test(error.stderr), where);
	await assert.rejects(run(program, ["serve", "--store", store.where, "--listen", "127.0.0.1:x"]), (error) => error.code === 1);
	await assert.rejects(run(program, ["serve", "--store", store.where, "--zone", "Mars/Olympus"]), (error) => error.code === 1 && /zone/.test(error.stderr));
});
