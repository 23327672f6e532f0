// SPDX-License-Identifier: EUPL-1.2
// What plugs say: through a real broker or by a webhook, on disk before it is acknowledged, and on the page at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startBroker } from "../lib/broker.mjs";
import { send, startQuietLab } from "../lib/http.mjs";
import { engines, run, until } from "../lib/lab.mjs";
import { startMailServer } from "../lib/mail.mjs";

const program = process.env.SMARTLAB ?? new URL("../../.build/release/smartlab", import.meta.url).pathname;
const eui = "24e124148b000001"; /* the demo's plug of prusa-1 */
const secret = "a secret that nobody guesses";
const little = (n, size) => Array.from({ length: size }, (_, i) => Math.floor(n / 256 ** i) % 256);

/* A WS52x's report as its datasheet has it. */
const ws52x = ({ watts, on = 1, watt_hours = 26121 }) => Buffer.from([8, 0x70, on, 5, 0x81, 44, 7, 0xc9, ...little(74, 2),
	3, 0x74, ...little(2352, 2), 6, 0x83, ...little(watt_hours, 4), 4, 0x80, ...little(watts, 4)]);

/* ChirpStack v4's JSON, as far as it matters, with some that does not. */
const uplink = (counter, bytes, { device = eui, ...more } = {}) => ({
	deduplicationId: "3ac7e3c4-4401-4b8d-9386-a5c902f9202d",
	deviceInfo: { tenantName: "Speicher", applicationName: "plugs", deviceName: "Stecker", devEui: device, tags: {} },
	devAddr: "00189440", adr: true, dr: 5, fCnt: counter, fPort: 85, confirmed: false, data: bytes.toString("base64"), object: null,
	rxInfo: [{ gatewayId: "0016c001f153a14c", rssi: -57, snr: 9.25, crcStatus: "CRC_OK" }],
	txInfo: { frequency: 868100000, modulation: { lora: { bandwidth: 125000, spreadingFactor: 7, codeRate: "CR_4_5" } } }, ...more,
});
const topic = (device = eui) => `application/17c82e96-be03-4f38-aef3-f83d48582d97/device/${device}/event/up`;
const subscription = "application/+/device/+/event/+";

async function startWithBroker(t, options = {}) {
	const broker = await startBroker();
	t.after(broker.stop);
	const lab = await startQuietLab({ ...options, args: ["--mqtt", broker.url, "--ingest-secret", secret] });
	t.after(() => lab.stop());
	await until("a subscription", () => broker.hasSubscriber(subscription));
	return { broker, lab, staff: await lab.signIn("staff@example.org") };
}

const state = async (lab, slug = "prusa-1") => (await (await lab.fetch(`/resources/${slug}`)).json()).resource.state;
const device = async (staff, of = eui) => (await (await staff.fetch("/devices")).json()).devices.find((one) => one.eui === of);
const heard = (lab, watts) => until(`${watts} W`, async () => (await state(lab)).watts === watts);
const post = (lab, body, { path = "/ingest/chirpstack?event=up", key = secret } = {}) => send(lab, path, { method: "POST",
	body: typeof body === "string" ? body : JSON.stringify(body),
	headers: { "content-type": "application/json", accept: "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) } });

for (const engine of engines)
	test(`an uplink is on the machine's page within two seconds, and once, on ${engine}`, async (t) => {
		const { broker, lab, staff } = await startWithBroker(t, { engine });
		const page = () => lab.fetch("/resources/prusa-1", { headers: { accept: "text/html", "if-none-match": etag } });
		let etag = "";
		etag = (await page()).headers.get("etag");
		const before = await device(staff), began = Date.now();
		await broker.publish(topic(), uplink(1, ws52x({ watts: 118 })));
		const html = await until("another page", async () => {
			const answer = await page();
			return answer.status === 200 && /118\s*W/.test(await answer.text());
		}, 2);
		assert.ok(html && Date.now() - began < 2000);
		const now = await state(lab);
		assert.deepEqual([now.use, now.watts, now.status], ["busy", 118, "in_use"]);
		const plug = await device(staff);
		assert.deepEqual([plug.model, plug.resource, plug.watts, plug.watt_hours, plug.rssi], ["ws52x", "prusa-1", 118, 26121, -57]);
		assert.match(plug.last_heard, /^2026-06-15T10:0/);
		for (let again = 0; again < 3; again++) await broker.publish(topic(), uplink(1, ws52x({ watts: 118 })));
		assert.equal((await post(lab, uplink(1, ws52x({ watts: 118 })))).status, 204);
		await broker.publish(topic(), uplink(2, ws52x({ watts: 120 })));
		await heard(lab, 120);
		assert.equal((await device(staff)).frames, before.frames + 2);
	});

for (const engine of engines)
	test(`what the broker was told is kept is on disk, though the lab is killed, on ${engine}`, async (t) => {
		const { broker, lab, staff } = await startWithBroker(t, { engine });
		const before = (await device(staff)).frames, many = 300;
		const publisher = run("sh", ["-c", `for i in $(seq ${many}); do printf '%s\\n' '${JSON.stringify(uplink("@", ws52x({ watts: 50 })))
			.replace('"@"', "'$i'")}'; done | mosquitto_pub -h 127.0.0.1 -p ${broker.port} -q 1 -t '${topic()}' -l`]);
		await until("some frames", async () => (await device(staff)).frames > before + 20);
		await lab.end("SIGKILL");
		await publisher;
		await lab.start();
		await until("all frames", async () => (await device(staff)).frames === before + many, 20);
		assert.match(await lab.command("check"), /All is well/);
	});

test("what comes while the lab is stopped waits for it at the broker", async (t) => {
	const { broker, lab, staff } = await startWithBroker(t);
	const before = (await device(staff)).frames;
	assert.equal(await lab.end(), 0);
	for (let counter = 1; counter <= 3; counter++) await broker.publish(topic(), uplink(counter, ws52x({ watts: 60 + counter })));
	await lab.start();
	await heard(lab, 63);
	assert.equal((await device(staff)).frames, before + 3);
});

test("nothing that a broker delivers stops the lab", async (t) => {
	const { broker, lab, staff } = await startWithBroker(t);
	for (const payload of ["", "{", "[]", "null", '{"deviceInfo":{}}', "x".repeat(100000), JSON.stringify(uplink(-1, ws52x({ watts: 1 }))),
		JSON.stringify(uplink(1e99, ws52x({ watts: 1 }))), JSON.stringify(uplink(1, Buffer.alloc(300))), JSON.stringify(uplink(1, ws52x({ watts: 1 }), { data: "%%%" })),
		JSON.stringify(uplink(1, ws52x({ watts: 1 }), { device: "../../etc" }))])
		await broker.publish(topic(), payload);
	await broker.publish(topic(), uplink(7, Buffer.from("ffffffffffffff", "hex")));
	await broker.publish(topic(), uplink(8, Buffer.from("04", "hex")));
	await broker.publish(topic(), uplink(9, ws52x({ watts: 77 })));
	await heard(lab, 77);
	assert.equal((await device(staff)).watt_hours, 26121);
});

test("a plug that nobody entered appears when it is heard, with a model if its bytes leave no doubt", async (t) => {
	const { broker, staff } = await startWithBroker(t), fresh = "24e124148bffffff";
	await broker.publish(topic(fresh), uplink(1, ws52x({ watts: 5 }), { device: fresh.toUpperCase() }));
	const plug = await until("the plug", () => device(staff, fresh));
	assert.deepEqual([plug.name, plug.model, plug.resource, plug.watts], ["Stecker", "ws52x", undefined, 5]);
});

test("a machine is off, idle or busy by its watts, and goes on being busy between two pulses", async (t) => {
	const { lab } = await startWithBroker(t);
	let counter = 0;
	for (const [watts, on, use, status] of [[0, 1, "off"], [10, 1, "idle"], [25, 1, "idle"], [250, 1, "busy", "in_use"], [25, 1, "busy", "in_use"],
		[12, 1, "idle"], [120, 1, "busy", "in_use"], [0, 0, "off"]]) {
		assert.equal((await post(lab, uplink(++counter, ws52x({ watts, on })))).status, 204);
		const now = await state(lab);
		assert.deepEqual([now.use, now.watts], [use, watts], `${watts} W`);
		assert.equal(now.status === "in_use", status === "in_use");
	}
	const { power } = await (await lab.fetch("/resources/prusa-1")).json();
	assert.equal(power.has_data, true);
	assert.ok(power.max_watts >= 50 && power.points.some(({ watts }) => watts >= 50));
});

test("who stands at a machine that is in use without a booking may take it, where its policy lets one walk up", async (t) => {
	const { lab, staff } = await startWithBroker(t), member = await lab.signIn("startup@example.org");
	const { bookings } = await (await staff.fetch("/bookings?from=2026-06-15&until=2026-06-15")).json();
	for (const { ref } of bookings) await staff.fetch(`/bookings/${ref}`, { method: "DELETE" });
	for (const device of [eui, "24e124148b000003"])
		for (const counter of [1, 2]) assert.equal((await post(lab, uplink(counter, ws52x({ watts: 118 }), { device }))).status, 204);
	const offered = async (who, slug) => {
		const { groups } = await (await who.fetch("/")).json();
		const found = groups.flatMap(({ resources }) => resources).find((one) => one.slug === slug);
		assert.deepEqual([found.state.status, found.state.until, found.book], ["in_use", undefined, undefined]);
		return found.take;
	};
	const take = await offered(member, "prusa-3"); /* the demo lets one walk up there, and not to the first */
	assert.deepEqual([await offered(member, "prusa-1"), await offered(lab, "prusa-3")], [undefined, undefined]);
	assert.equal((await member.fetch(take.href, { headers: { accept: "text/html" } })).status, 200);
	assert.equal((await member.fetch("/bookings", { json: { resource: "prusa-3", from: take.from, until: take.until } })).status, 201);
	assert.equal((await state(lab, "prusa-3")).until, take.until);
	assert.equal((await member.fetch("/", { headers: { accept: "text/html" } }).then((answer) => answer.text())).includes(take.href), false);
});

test("a plug of Netvox spreads over two frames what it says", async (t) => {
	const { lab } = await startWithBroker(t), netvox = "00137a1000000006";
	const say = (counter, hex) => post(lab, uplink(counter, Buffer.from(hex, "hex"), { device: netvox, fPort: 6 }));
	assert.equal((await say(1, "010e010100001f40000000")).status, 204);
	assert.equal((await say(2, "010e0200e604d202710000")).status, 204);
	assert.deepEqual([(await state(lab, "laser")).watts, (await state(lab, "laser")).use], [625, "busy"]);
});

test("nothing is known of a machine whose plug was silent for three of its reports, and a quarter of an hour", async (t) => {
	const { lab, staff } = await startWithBroker(t);
	assert.equal((await post(lab, uplink(1, ws52x({ watts: 118 })))).status, 204);
	await lab.end();
	lab.options.args = ["--clock", "2026-06-15T10:40:00+02:00"];
	await lab.start();
	const now = await state(lab), plug = await device(staff);
	assert.deepEqual([now.use, now.watts, plug.is_stale, plug.health], ["unknown", undefined, true, "stale"]);
	assert.ok(["unknown", "booked"].includes(now.status), now.status);
	const html = await (await lab.fetch("/resources/prusa-1", { headers: { accept: "text/html" } })).text();
	assert.doesNotMatch(html, /class="watts[^>]*>118/);
	assert.match(await (await lab.fetch("/metrics")).text(), /^smartlab_devices_stale [1-9]/m);
});

test("staff see a plug's power over a day, weeks and a year, whether or not it feeds a machine", async (t) => {
	const { lab, staff } = await startWithBroker(t), free = "24e124148bfffffd";
	assert.equal((await post(lab, uplink(1, ws52x({ watts: 40 }), { device: free }))).status, 204);
	const { power, device: plug } = await (await staff.fetch(`/devices/${free}`)).json();
	assert.deepEqual([power.has_data, power.zoom, plug.resource], [true, `/devices/${free}/power`, undefined]);
	for (const days of [1, 7, 91, 365]) {
		const answer = await staff.fetch(`/devices/${free}/power?days=${days}`, { headers: { accept: "text/html" } });
		assert.equal(answer.status, 200);
		assert.match(await answer.text(), /40 W<\/td>/);
	}
	assert.equal((await staff.fetch(`/devices/${free}/power?days=367`)).status, 422);
	assert.equal((await lab.fetch(`/devices/${free}/power`)).status, 401);
	assert.equal((await staff.fetch("/devices/0000000000000000/power")).status, 404);
});

test("staff get a mail when a plug falls silent, and one when it is heard again", async (t) => {
	const mails = await startMailServer();
	t.after(mails.stop);
	const args = ["--ingest-secret", secret, "--smtp", mails.url, "--mail-from", "lab@example.org"];
	const lab = await startQuietLab({ args });
	t.after(() => lab.stop());
	const fresh = "24e124148bfffffe", about = (subject) => mails.mails.filter((mail) => mail.subject === subject);
	const staff = await lab.signIn("staff@example.org");
	assert.equal((await post(lab, uplink(1, ws52x({ watts: 118 }), { device: fresh }))).status, 204);
	assert.equal((await staff.fetch(`/devices/${fresh}`, { json: { resource: "prusa-1", name: "Stecker neu" } })).status, 204);
	const at = async (clock) => {
		await lab.end();
		lab.options.args = ["--clock", clock, ...args];
		await lab.start();
	};
	await at("2026-06-15T11:30:00+02:00");
	const [silent] = await until("a mail", () => about("Stecker still")[0] && about("Stecker still"), 20);
	assert.match(silent.text, /Stecker neu/);
	assert.match(silent.text, new RegExp(`${lab.url}/devices`));
	await at("2026-06-15T12:30:00+02:00");
	assert.equal((await post(lab, uplink(2, ws52x({ watts: 118 }), { device: fresh }))).status, 204);
	await at("2026-06-15T12:40:00+02:00");
	const [back] = await until("another", () => about("Stecker wieder da")[0] && about("Stecker wieder da"), 20);
	assert.match(back.text, /Stecker neu/);
	assert.ok(about("Stecker still").every((mail) => mail.to[0] !== silent.to[0] || mail === silent), "once each");
});

/* ---- the webhook ---- */

test("the webhook takes the same frame with the secret, and nothing without", async (t) => {
	const { lab, staff } = await startWithBroker(t), { frames } = await device(staff), body = uplink(1, ws52x({ watts: 90 }));
	for (const key of [null, "", "wrong", `${secret}x`, secret.slice(1)])
		assert.equal((await post(lab, body, { key })).status, 401, key);
	const cookie = await send(lab, "/ingest/chirpstack?event=up", { method: "POST", body: JSON.stringify(body), headers: { cookie: staff.cookie } });
	assert.equal(cookie.status, 401);
	assert.equal((await device(staff)).frames, frames);
	assert.equal((await post(lab, body)).status, 204);
	assert.equal((await state(lab)).watts, 90);
	assert.equal((await device(staff)).frames, frames + 1);
});

test("the webhook says what it cannot read, and passes over what is no uplink", async (t) => {
	const { lab, staff } = await startWithBroker(t), { frames } = await device(staff), good = uplink(1, ws52x({ watts: 90 }));
	for (const [body, why] of [["{", /JSON/], ["", /JSON/], ["[]", /devEui/], [{ ...good, deviceInfo: { devEui: "1" } }, /devEui/],
		[{ ...good, devAddr: "x" }, /devAddr/], [{ ...good, data: "%" }, /base64/], [{ ...good, fCnt: -1 }, /fCnt/], [{ ...good, fPort: 999 }, /fPort/]]) {
		const answer = await post(lab, body), { status, reasons } = JSON.parse(answer.text);
		assert.deepEqual([answer.status, status, reasons.map(({ code }) => code)], [400, 400, ["bad_input"]]);
		assert.match(reasons[0].message, why);
	}
	for (const event of ["join", "status", "ack", ""])
		assert.equal((await post(lab, good, { path: `/ingest/chirpstack?event=${event}` })).status, 204, event);
	assert.equal((await post(lab, good, { path: "/ingest/nobody?event=up" })).status, 404);
	assert.equal((await send(lab, "/ingest/chirpstack?event=up")).status, 405);
	assert.equal((await device(staff)).frames, frames);
	assert.equal((await post(lab, good, { path: "/ingest/chirpstack?event=up&x=1" })).status, 204);
	assert.equal((await device(staff)).frames, frames + 1);
});

/* The Things Stack's JSON, from a webhook of which all events come to one address. */
const thing = (counter, bytes = Buffer.from("")) => ({
	end_device_ids: { device_id: "stecker", application_ids: { application_id: "lab" }, dev_eui: eui.toUpperCase(), dev_addr: "260B1234" },
	correlation_ids: ["as:up:01GK"], received_at: "2026-06-15T08:00:01Z",
	uplink_message: { session_key_id: "AYfg8rhha5n+FWx0ZaAprA==", f_port: 85, f_cnt: counter || undefined, frm_payload: bytes.toString("base64"),
		rx_metadata: [{ gateway_ids: { gateway_id: "roof" }, rssi: -61, snr: 8 }], received_at: "2026-06-15T08:00:00Z",
		settings: { data_rate: { lora: { spreading_factor: 9 } }, frequency: "868100000" } } });

test("The Things Stack's webhook brings uplinks, with the secret as a password, too", async (t) => {
	const { lab, staff } = await startWithBroker(t), { frames } = await device(staff), path = "/ingest/tts";
	const basic = (password) => ({ authorization: `Basic ${Buffer.from(`tts:${password}`).toString("base64")}` });
	const push = (body, headers) => send(lab, path, { method: "POST", body: JSON.stringify(body),
		headers: { "content-type": "application/json", accept: "application/json", ...headers } });
	for (const headers of [{}, basic("wrong"), basic(""), { authorization: "Basic ?" }, { authorization: "Basic dHRz" }])
		assert.equal((await push(thing(1, ws52x({ watts: 90 })), headers)).status, 401);
	assert.equal((await push(thing(1, ws52x({ watts: 90 })), basic(secret))).status, 204);
	assert.equal((await post(lab, thing(1, ws52x({ watts: 90 })), { path })).status, 204); /* again */
	assert.equal((await device(staff)).frames, frames + 1);
	assert.equal((await post(lab, { ...thing(2, ws52x({ watts: 700 })), simulated: true }, { path })).status, 204);
	assert.equal((await post(lab, { end_device_ids: thing().end_device_ids, downlink_queued: {} }, { path })).status, 204);
	assert.equal((await device(staff)).frames, frames + 1);
	const cut = thing(3, ws52x({ watts: 1 }));
	delete cut.uplink_message.session_key_id;
	const answer = await post(lab, cut, { path });
	assert.equal(answer.status, 400);
	assert.match(JSON.parse(answer.text).reasons[0].message, /session_key_id is missing/);
});

test("without a secret the webhook is closed", async (t) => {
	const lab = await startQuietLab();
	t.after(() => lab.stop());
	for (const key of [null, "", "x"]) assert.equal((await post(lab, uplink(1, ws52x({ watts: 90 })), { key })).status, 401, key);
});

test("many at once are all kept", async (t) => {
	const { lab, staff } = await startWithBroker(t), { frames } = await device(staff);
	const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => post(lab, uplink(i % 100 + 1, ws52x({ watts: i })))));
	assert.deepEqual([...new Set(answers.map(({ status }) => status))], [204]);
	assert.equal((await device(staff)).frames, frames + 100);
});

/* ---- at the terminal ---- */

test("decode prints a plug's bytes as JSON", async () => {
	const { stdout } = await run(program, ["decode", "ws52x", "08700105812c07c94a0003743009068309660000048007000000"]);
	assert.deepEqual(JSON.parse(stdout), { relay: true, watts: 7, watt_hours: 26121, volts: 235.2, milliamps: 74, power_factor: 44 });
	assert.match(stdout, /^\{"relay":true,"watts":7,"watt_hours":26121,"volts":235\.2,"milliamps":74,.*\}\n$/);
	assert.deepEqual(JSON.parse((await run(program, ["decode", "ws52x", "087000"])).stdout).relay, false);
	assert.equal(JSON.parse((await run(program, ["decode", "r809a", "010e0200e604d202710000"])).stdout).watts, 625);
});

test("decode says what it cannot read", async () => {
	for (const [args, why] of [[["toaster", "00"], /no codec for "toaster"; there are.*ws52x/], [["ws52x", "0"], /hexadecimal/],
		[["ws52x", "zz"], /hexadecimal/], [["ws52x", "0480"], /./], [["ws52x"], /MODEL/], [["ws52x", "00".repeat(256)], /255/]])
		await assert.rejects(run(program, ["decode", ...args]), (error) => error.code === 1 && why.test(error.stderr) && !error.stdout, String(args));
});
