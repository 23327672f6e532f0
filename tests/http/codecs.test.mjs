// SPDX-License-Identifier: EUPL-1.2
// Codecs in JavaScript: what staff paste runs in a process of its own, and frames wait for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { send, startQuietLab } from "../lib/http.mjs";
import { engines, until } from "../lib/lab.mjs";

const secret = "a secret that nobody guesses", eui = "70b3d5e75e00aa01";
const good = { model: "acme-plug", title: "Acme Plug", mapping: "watts /power/now 1000\nrelay /on\nwatt_hours /energy 1000\n",
	code: "function decodeUplink({ bytes, fPort }) {\n  if (fPort !== 2) return { errors: ['port'] };\n" +
		"  return { data: { power: { now: Buffer.from(bytes).readUInt16BE(0) / 1000 }, on: bytes[2] === 1, energy: 1.5 } };\n}",
	examples: "2 007801 {\"power\":{\"now\":0.12},\"on\":true}\n2 000000 {\"on\":false}" };

async function startWithStaff(t, options = {}) {
	const lab = await startQuietLab({ ...options, args: ["--ingest-secret", secret] });
	t.after(() => lab.stop());
	return { lab, staff: await lab.signIn("staff@example.org") };
}

const paste = (staff, script, path = "/admin/codecs") => staff.fetch(path, { method: "POST", body: JSON.stringify(script),
	headers: { "content-type": "application/json", accept: "application/json" } });
const uplink = (lab, counter, bytes, port = 2) => send(lab, "/ingest/chirpstack?event=up", { method: "POST",
	headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
	body: JSON.stringify({ deviceInfo: { deviceName: "Acme", devEui: eui }, devAddr: "00189441", fCnt: counter, fPort: port,
		data: Buffer.from(bytes).toString("base64") }) });
const device = async (staff) => (await (await staff.fetch("/devices")).json()).devices.find((one) => one.eui === eui);
const codec = async (staff) => (await (await staff.fetch("/admin/codecs")).json()).codecs.find((one) => one.model === good.model);

/* One that has that model, whatever else staff may say of a device. */
async function enter(lab, staff) {
	await uplink(lab, 1, [0, 0, 0]);
	const answer = await staff.fetch(`/devices/${eui}`, { method: "POST", body: JSON.stringify({ model: good.model }),
		headers: { "content-type": "application/json", accept: "application/json" } });
	assert.ok(answer.status < 300, `${answer.status} ${await answer.text()}`);
}

for (const engine of engines)
	test(`a device of any make is read by the codec that staff pasted, on ${engine}`, async (t) => {
		const { lab, staff } = await startWithStaff(t, { engine });
		assert.equal((await paste(staff, good)).status, 201);
		await enter(lab, staff);
		assert.equal((await uplink(lab, 2, [1, 0, 1])).status, 204);
		const plug = await until("256 W", async () => { const one = await device(staff); return one.watts === 256 && one; }, 20);
		assert.deepEqual([plug.model, plug.watt_hours], [good.model, 1500]);
		await uplink(lab, 3, [0, 9, 1]);
		await until("9 W", async () => (await device(staff)).watts === 9, 20);
	});

test("a codec is kept only if its examples come out right", async (t) => {
	const { staff } = await startWithStaff(t);
	for (const [change, field] of [[{ examples: "2 007801 {\"on\":false}" }, "examples"], [{ examples: "3 007801" }, "examples"],
		[{ examples: "2 zz {}" }, "examples"], [{ code: "function decodeUplink( {" }, "examples"], [{ code: "for (;;);" }, "examples"],
		[{ mapping: "love /x" }, "mapping"], [{ mapping: "watts power" }, "mapping"], [{ model: "ws52x" }, "model"], [{ model: "Ä" }, "model"]]) {
		const answer = await paste(staff, { ...good, ...change }), { reasons } = await answer.json();
		assert.ok([400, 409, 422].includes(answer.status), `${JSON.stringify(change)}: ${answer.status}`);
		assert.ok(reasons.some((one) => one.field === field), JSON.stringify(reasons));
	}
	assert.equal(await codec(staff), undefined);
	assert.equal((await paste(staff, good)).status, 201);
	assert.equal((await paste(staff, good)).status, 409);
});

test("frames wait for a codec that fails, and are read by a better one", async (t) => {
	const { lab, staff } = await startWithStaff(t);
	await paste(staff, { ...good, code: good.code.replace("const", "").replace("{\n", "{\n  if (bytes[1] === 7) throw new Error('seven');\n") });
	await enter(lab, staff);
	await uplink(lab, 2, [0, 7, 1]);
	await until("a failure", async () => (await codec(staff)).waiting > 0, 20);
	assert.notEqual((await device(staff)).watts, 7);
	assert.ok((await paste(staff, good, `/admin/codecs/${good.model}`)).status < 300);
	await until("7 W", async () => (await device(staff)).watts === 7, 20);
});

test("only staff see codecs, and others do not know that there are any", async (t) => {
	const { lab } = await startWithStaff(t), member = await lab.signIn("startup@example.org");
	assert.notEqual((await member.fetch("/admin/codecs")).status, 200);
	assert.notEqual((await paste(member, good)).status, 201);
});
