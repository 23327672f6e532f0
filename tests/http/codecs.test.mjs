// SPDX-License-Identifier: EUPL-1.2
// Codecs in JavaScript: what staff paste runs in a process of its own, and frames wait for it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { startBroker } from "../lib/broker.mjs";
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

const spoken = { ...good, variables: `offset=16\n${eui} offset=32`,
	orders: "on 7 {\"relay\":\"on\"}\noff {\"relay\":\"off\"}\ninterval 7 {\"minutes\":\"$minutes\"}",
	code: `${good.code}\nfunction encodeDownlink({ data, fPort, variables }) {\n  if (data.relay === 'boom') throw new Error('boom');\n` +
		"  const bytes = data.minutes ? [2, data.minutes] : [1, data.relay === 'on' ? 1 : 0];\n" +
		"  return { bytes: bytes.concat(+variables.offset), fPort: data.relay === 'off' ? 9 : undefined };\n}" };
const sheet = async (staff) => (await (await staff.fetch(`/admin/codecs/${good.model}`)).json()).script;

test("orders of a pasted codec are tried on save, shown as bytes, and go to the device by its encodeDownlink", async (t) => {
	const broker = await startBroker();
	t.after(broker.stop);
	const lab = await startQuietLab({ args: ["--mqtt", broker.url] });
	t.after(() => lab.stop());
	const staff = await lab.signIn("staff@example.org"), post = (path, json) => staff.fetch(path, { json });
	assert.equal((await paste(staff, spoken)).status, 201);
	assert.equal((await sheet(staff)).told, "on 7 010110\noff 9 010010\ninterval 7 020a10");
	for (const [field, value] of [["orders", "on 7 {\"relay\":\"boom\"}"], ["orders", "on {}"], ["orders", "blink 7 {}"],
		["orders", "on 7 {}\n".repeat(4)], ["variables", "no value"], ["variables", "70b3 a=1"]]) {
		const answer = await paste(staff, { ...spoken, [field]: value }, `/admin/codecs/${good.model}`);
		assert.equal(answer.status, 422, value);
		assert.ok((await answer.json()).reasons.some((one) => one.field === field), value);
	}
	await until("a subscription", () => /SUBSCRIBE|\(QoS/.test(broker.child.text));
	const say = (counter, bytes) => broker.publish(`application/1/device/${eui}/event/up`, { deviceInfo: { deviceName: "Acme", devEui: eui,
		deviceClassEnabled: "CLASS_C" }, devAddr: "00189441", fCnt: counter, fPort: 2, data: Buffer.from(bytes).toString("base64") });
	await say(1, [0, 0, 0]);
	await until("the plug", async () => (await staff.fetch(`/devices/${eui}`)).status === 200, 20);
	assert.equal((await post(`/devices/${eui}`, { model: good.model, resource: "prusa-1", switched: "staff" })).status, 204);
	const orders = broker.listen(`application/1/device/${eui}/command/down`);
	assert.equal((await post(`/devices/${eui}/relay`, { on: 1 })).status, 204);
	await until("an order", () => orders.text.includes("{"), 20);
	const order = JSON.parse(orders.text.split("\n")[0]);
	assert.deepEqual([order.fPort, Buffer.from(order.data, "base64").toString("hex")], [7, "010120"], "the device's own variable");
	await say(2, [0, 9, 1]);
	await until("the device's word", async () => (await (await staff.fetch(`/devices/${eui}`)).json()).wishes[0].fate === "done", 20);
	assert.equal((await post(`/devices/${eui}/interval`, { seconds: 300 })).status, 204);
	await until("the interval", () => orders.text.includes(Buffer.from([2, 5, 32]).toString("base64")), 20);
	await paste(staff, good, `/admin/codecs/${good.model}`);
	assert.equal((await sheet(staff)).orders, "", "staff took them away");
	assert.equal((await post(`/devices/${eui}/interval`, { seconds: 300 })).status, 422);
});

const workers = (lab) => readdirSync("/proc").filter((name) => /^\d+$/.test(name)).filter((name) => {
	try { return readFileSync(`/proc/${name}/cmdline`, "utf8").includes("codec-worker") &&
		readFileSync(`/proc/${name}/stat`, "utf8").split(") ")[1].split(" ")[1] === String(lab.child.pid); } catch { return false; }
});

test("nothing runs for whoever may not, nor for what is refused anyway", async (t) => {
	const { lab, staff } = await startWithStaff(t), member = await lab.signIn("startup@example.org");
	assert.equal((await paste(member, good)).status, 403);
	assert.equal((await send(lab, "/admin/codecs", { method: "POST", headers: { "content-type": "application/json",
		authorization: "Bearer nonsense" }, body: JSON.stringify(good) })).status, 401);
	assert.equal((await paste(staff, { ...good, unknown: 1 })).status, 422);
	assert.deepEqual(workers(lab), []);
	assert.equal((await paste(staff, good)).status, 201);
	assert.equal(workers(lab).length, 1);
});

test("only staff see codecs, and others do not know that there are any", async (t) => {
	const { lab } = await startWithStaff(t), member = await lab.signIn("startup@example.org");
	assert.notEqual((await member.fetch("/admin/codecs")).status, 200);
	assert.notEqual((await paste(member, good)).status, 201);
});
