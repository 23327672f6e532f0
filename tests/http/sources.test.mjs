// SPDX-License-Identifier: EUPL-1.2
// Brokers and storages: over TLS, away, and back; and what staff see of it.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startBroker } from "../lib/broker.mjs";
import { send, startQuietLab } from "../lib/http.mjs";
import { run, until } from "../lib/lab.mjs";

/* An authority that nobody trusts yet, and a key that it signed for this machine, or for another name. */
async function makeAuthority(t, name = "IP:127.0.0.1") {
	const folder = mkdtempSync(join(tmpdir(), "smartlab-ca-")), at = (file) => join(folder, file);
	t.after(() => rmSync(folder, { recursive: true, force: true }));
	const made = ["-newkey", "rsa:2048", "-nodes", "-days", "2"];
	await run("openssl", ["req", "-x509", ...made, "-subj", "/CN=Our own", "-keyout", at("ca.key"), "-out", at("ca.pem")]);
	await run("openssl", ["req", "-x509", ...made, "-subj", "/CN=broker", "-CA", at("ca.pem"), "-CAkey", at("ca.key"),
		"-addext", `subjectAltName=${name}`, "-addext", "basicConstraints=critical,CA:FALSE", "-keyout", at("key.pem"), "-out", at("cert.pem")]);
	chmodSync(folder, 0o755);
	chmodSync(at("key.pem"), 0o644); /* mosquitto reads it after it gave up root */
	return { ca: at("ca.pem"), cert: at("cert.pem"), key: at("key.pem") };
}

async function startTls(t, name) {
	const files = await makeAuthority(t, name);
	const broker = await startBroker({ tls: files });
	t.after(broker.stop);
	return { ...files, broker };
}

const eui = "24e124148b0000f1";
const chirpstack = (counter, fields = {}) => ({ deviceInfo: { devEui: eui, deviceName: "Stecker" }, devAddr: "00189441", fCnt: counter,
	fPort: 85, data: "CHAB", ...fields });
const uplink = (counter, at = new Date().toISOString()) => ({ end_device_ids: { device_id: "stecker", dev_eui: eui.toUpperCase(),
	application_ids: { application_id: "lab" } }, received_at: at, uplink_message: { session_key_id: "AYfg8rhha5n+FWx0ZaAprA==",
	f_port: 85, f_cnt: counter, received_at: at, frm_payload: "CHAB" } });
const listen = async (lab) => {
	const staff = await lab.signIn("staff@example.org");
	const devices = async () => (await staff.fetch("/devices")).json();
	return { staff, devices, plug: async () => (await devices()).devices.find((one) => one.eui === eui),
		source: async (name = "127.0.0.1") => (await devices()).sources.find((one) => one.name === name) };
};

async function startLab(t, args, env) {
	const lab = await startQuietLab({ args, env });
	t.after(() => lab.stop());
	return { lab, ...await listen(lab) };
}

test("a broker over TLS is trusted by the system's authorities, or by those of --ca, and by nobody else", async (t) => {
	const { ca, broker } = await startTls(t), url = broker.url.replace("mqtt:", "mqtts:");
	const stranger = await startLab(t, ["--mqtt", url]);
	const away = await until("a reason", async () => { const one = await stranger.source(); return one?.why && one; }, 20);
	assert.equal(away.link, "away");
	assert.match(away.why, /not signed by an authority that this machine trusts/);
	assert.match(await (await stranger.staff.fetch("/devices", { headers: { accept: "text/html" } })).text(), /Nicht erreichbar[\s\S]*authority/);
	assert.match(await (await stranger.staff.fetch("/metrics")).text(), /smartlab_source_up\{source="127.0.0.1"\} 0/);
	for (const [args, env] of [[["--ca", ca], {}], [[], { SSL_CERT_FILE: ca }]]) {
		const trusting = await startLab(t, [...args, "--mqtt", url, "--client", `c${args.length}`], env);
		await until("a connection", async () => (await trusting.source())?.link === "here", 20);
		await broker.publish(`application/1/device/${eui}/event/up`, chirpstack(args.length));
		await until("a frame", trusting.plug, 20);
	}
	await assert.rejects(startQuietLab({ args: ["--ca", "/nowhere"] }).then((lab) => lab.stop()));
});

test("a certificate for another name is refused, also if its authority is trusted", async (t) => {
	const { ca, broker } = await startTls(t, "DNS:elsewhere.example");
	const { source } = await startLab(t, ["--ca", ca, "--mqtt", broker.url.replace("mqtt:", "mqtts:")]);
	assert.match((await until("a reason", async () => { const one = await source(); return one?.why && one; }, 20)).why, /another name|TLS/);
});

test("The Things Stack is heard over TLS, and its storage is asked at once after a gap, over TLS too", async (t) => {
	const { ca, cert, key, broker } = await startTls(t), kept = [];
	const storage = createServer({ cert: readFileSync(cert), key: readFileSync(key) }, (request, response) => {
		const after = new URL(request.url, "http://x").searchParams.get("after");
		response.writeHead(200, { "content-type": "text/event-stream" });
		response.end(kept.filter((one) => one.received_at >= after).map((one) => JSON.stringify({ result: one })).join("\n\n") + "\n");
	});
	await new Promise((done) => storage.listen(0, "127.0.0.1", done));
	t.after(() => storage.close());
	const topic = "v3/lab@ttn/devices/stecker/up", url = broker.url.replace("mqtt:", "mqtts:");
	const { plug, source } = await startLab(t, ["--ca", ca, "--mqtt", `${url}/v3/lab@ttn/devices/+/up`,
		"--tts", `https://lab:NNSXS.KEY@127.0.0.1:${storage.address().port}`]);
	const say = async (counter) => { kept.push(uplink(counter)); await broker.publish(topic, kept.at(-1)); };
	await until("a connection", async () => (await source())?.link === "here" && (await source("storage 127.0.0.1"))?.link === "here", 20);
	await say(1);
	await until("a frame", async () => (await plug())?.frames === 1, 20);
	kept.push(uplink(2), uplink(3));
	await say(4); /* whose counter tells that two are missing */
	const whole = await until("what was missing", async () => { const one = await plug(); return one.frames === 4 && one; }, 60);
	assert.equal(whole.lost, 0);
	kept.push(uplink(5));
	await broker.restart(); /* its clients' sessions are gone, and what came meanwhile */
	await until("what came meanwhile", async () => (await plug()).frames === 5, 60);
});

test("frames that never came are shown with their times", async (t) => {
	const broker = await startBroker();
	t.after(broker.stop);
	const { staff, plug } = await startLab(t, ["--mqtt", broker.url]);
	await until("a subscription", () => /SUBSCRIBE|\(QoS/.test(broker.child.text));
	const say = (counter, fields) => broker.publish(`application/1/device/${eui}/event/up`, chirpstack(counter, fields));
	await say(0, { devAddr: "00189440" }); /* of another session, which tells the lab's own time */
	const now = new Date((await until("the first", plug, 20)).last_heard).getTime(), at = (ago) => new Date(now - ago * 1000).toISOString();
	for (const [counter, ago] of [[1, 900], [4, 600], [5, 300], [7, 60]]) await say(counter, { time: at(ago) });
	await until("all", async () => (await plug())?.frames === 5, 20);
	const missed = async () => (await (await staff.fetch(`/devices/${eui}`)).json()).missed;
	assert.deepEqual((await missed()).map((one) => [one.frames, (new Date(one.until) - new Date(one.from)) / 1000]), [[1, 240], [2, 300]]);
	assert.match(await (await staff.fetch(`/devices/${eui}`, { headers: { accept: "text/html" } })).text(), /Was nie ankam/);
	await say(6, { time: at(200) });
	await until("one that came late", async () => (await missed()).length === 1, 20);
});

test("a broker that refuses us, or is not there, is shown with the reason, and found when it comes", async (t) => {
	const broker = await startBroker({ anonymous: false });
	t.after(broker.stop);
	const { source } = await startLab(t, ["--mqtt", broker.url]);
	const why = async () => (await until("a reason", async () => { const one = await source(); return one?.why && one; }, 20)).why;
	assert.match(await why(), /not authori[sz]ed/i);
});

/* ---- webhooks: what they are told ---- */

const secret = "a secret that nobody guesses";
const post = (lab, path, body, type = "application/json") => send(lab, path, { method: "POST", headers: { "content-type": type,
	authorization: `Bearer ${secret}` }, body: typeof body === "string" ? body : JSON.stringify(body) });
const reason = (answer) => [answer.status, JSON.parse(answer.text).reasons?.[0].message];

test("a webhook that cannot be used is told by what its owner should change", async (t) => {
	const { lab } = await startLab(t, ["--ingest-secret", secret]), path = "/ingest/chirpstack?event=up";
	for (const [address, body, words, type] of [[path, "\n\u0010\b\u0001test", /Protobuf.*json=true/, "application/octet-stream"],
		[path, chirpstack(1, { joinServerContext: { sessionKeyId: "0102" } }), /joinServerContext.*application session key/],
		["/ingest/tts", { ...uplink(1), uplink_message: { ...uplink(1).uplink_message, f_port: undefined } }, /f_port is missing.*filter/],
		["/ingest/tts", { ...uplink(1), uplink_message: { ...uplink(1).uplink_message, session_key_id: undefined } }, /session_key_id is missing/],
		["/ingest/tts", { ...uplink(1), end_device_ids: undefined }, /dev_eui is missing/]]) {
		const [status, message] = reason(await post(lab, address, body, type));
		assert.ok(status === 422 || status === 400, `${status}`);
		assert.match(message, words);
	}
});

test("each event is taken or passed over, and a counter that a filter drops is shown at the device", async (t) => {
	const { lab, staff, plug } = await startLab(t, ["--ingest-secret", secret]);
	assert.equal((await post(lab, "/ingest/chirpstack?event=up", chirpstack(1))).status, 204);
	assert.equal((await plug()).frames, 1, "it was kept before the answer");
	for (const [event, fields] of [["join", {}], ["status", { margin: 7, batteryLevel: 80 }], ["txack", { downlinkId: 7, queueItemId: "x" }],
		["ack", { queueItemId: "00000001-0000-4000-8000-000000000001", acknowledged: false }], ["location", {}],
		["log", { level: "ERROR", code: "UPLINK_F_CNT_RESET", description: "frame-counter reset" }], ["integration", {}]])
		assert.equal((await post(lab, `/ingest/chirpstack?event=${event}`, chirpstack(2, fields))).status, 204, event);
	const shown = async () => (await (await staff.fetch(`/devices/${eui}`)).json()).device;
	const { charge, margin, fault, frames } = await shown();
	assert.deepEqual([charge, margin, fault, frames], [80, 7, "UPLINK_F_CNT_RESET: frame-counter reset", 1]);
	assert.equal((await post(lab, "/ingest/tts", { ...uplink(9), simulated: true })).status, 204);
	assert.equal((await plug()).frames, 1, "a test from the console is not metered");
	for (const watts of [1, 2]) {
		const one = uplink(0, `2026-06-15T09:58:0${watts}+02:00`), { f_cnt, ...rest } = one.uplink_message;
		one.end_device_ids.dev_eui = "24E124148B0000F2";
		assert.equal((await post(lab, "/ingest/tts", { ...one, uplink_message: { ...rest,
			frm_payload: Buffer.from([8, 0x70, 1, 4, 0x80, watts, 0, 0, 0]).toString("base64") } })).status, 204);
	}
	const filtered = (await (await staff.fetch("/devices/24e124148b0000f2")).json()).device;
	assert.equal(filtered.frames, 2);
	assert.match(filtered.fault, /f_cnt is missing: the field filter/);
});
