// SPDX-License-Identifier: EUPL-1.2
// From a wish to the device's own report, through a real broker and the simulator, which loses what the air loses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startBroker } from "../lib/broker.mjs";
import { sendJson, startQuietLab } from "../lib/http.mjs";
import { run, start, until } from "../lib/lab.mjs";

const program = process.env.SMARTLAB ?? new URL("../../.build/release/smartlab", import.meta.url).pathname;
const eui = "24e124148c000000"; /* the simulator's first plug */

/* A lab that hears a fleet. */
async function startFleet(t, { as = "chirpstack", args = [] } = {}) {
	const broker = await startBroker();
	t.after(broker.stop);
	const tts = as === "tts" ? "/v3/plugs@ttn/devices/+/up" : "";
	const lab = await startQuietLab({ args: ["--mqtt", broker.url + tts] });
	t.after(() => lab.stop());
	await until("a subscription", () => /SUBSCRIBE|\(QoS/.test(broker.child.text));
	const fleet = start(program, ["simulate", "--broker", broker.url, "--as", as, "--plugs", "2", "--interval", "2",
		"--late", "0", "--twice", "0", ...args]);
	t.after(async () => { fleet.kill(); await fleet.ended; });
	const staff = await lab.signIn("staff@example.org");
	const page = () => staff.fetch(`/devices/${eui}`).then((answer) => answer.json());
	const post = (path, json) => staff.fetch(path, { json });
	await until("a plug", async () => (await staff.fetch(`/devices/${eui}`)).status === 200, 20);
	assert.equal((await post("/devices", { code: `LW:D0:70B3D52DD3000001:${eui.toUpperCase()}:00240001:S0042`,
		resource: "prusa-1" })).status, 201);
	return { broker, lab, fleet, staff, page, post };
}

const wish = async (page) => (await page()).wishes[0];

for (const as of ["chirpstack", "chirpstack3", "tts"])
	test(`a relay is switched when the device says so, as ${as} tells it`, async (t) => {
		const { fleet, page, post } = await startFleet(t, { as, args: ["--loss", "0"] });
		assert.equal((await page()).device.serial, "0042");
		assert.equal((await post(`/devices/${eui}/relay`, { on: 0 })).status, 422, "nobody allowed it");
		assert.equal((await post(`/devices/${eui}`, { switched: "staff" })).status, 204);
		assert.equal((await post(`/devices/${eui}/relay`, { on: 0 })).status, 204);
		await until("the device's word", async () => (await page()).relay.relay === "off");
		assert.match(fleet.text, new RegExp(`${eui} relay off`));
		const { fate, why, tries } = await wish(page);
		assert.deepEqual([fate, why, tries], ["done", "staff", 1]);
		assert.equal((await page()).device.use, "off");
		assert.equal((await page()).relay.by_hand, false);
		assert.equal((await post(`/devices/${eui}/interval`, { seconds: 60 })).status, 204);
		await until("the interval", () => fleet.text.includes(`${eui} interval 60`));
		await until("the device's word for it", async () => (await wish(page)).fate === "done");
		assert.equal((await wish(page)).seconds, 60);
	});

test("an order that the air lost is sent again until the device has obeyed", async (t) => {
	const { fleet, page, post } = await startFleet(t, { args: ["--loss", "450", "--seed", "11"] });
	await post(`/devices/${eui}`, { switched: "staff" });
	const isLost = () => fleet.text.includes("lost an order"); /* which one is by chance */
	for (let n = 0; n < 3 || (n < 20 && !isLost()); n++) {
		const on = n % 2;
		assert.equal((await post(`/devices/${eui}/relay`, { on })).status, 204);
		await until(`relay ${on}`, async () => (await wish(page)).fate === "done", 100);
		assert.equal((await page()).relay.relay, on ? "on" : "off");
	}
	assert.ok(isLost());
});

test("an order for a device that does not answer is shown as failed, and never comes late", async (t) => {
	const { broker, fleet, page, post } = await startFleet(t, { args: ["--loss", "0"] });
	await post(`/devices/${eui}`, { switched: "staff" });
	fleet.kill();
	await fleet.ended;
	await post(`/devices/${eui}/relay`, { on: 0 });
	await until("a try", async () => (await wish(page)).fate === "sent");
	const sent = /Received PUBLISH[^\n]*command\/down/.test(broker.child.text);
	assert.ok(sent);
	await post(`/devices/${eui}/relay`, { on: 1 });
	await until("the newer wish", async () => (await page()).wishes[1].fate === "replaced");
});

/* The broker is away, staff wish it off, and the lab is started anew at that time; then the broker is back. Says what
 * arrives there. */
async function wishWithoutBroker(t, clock) {
	const { broker, fleet, lab, page, post } = await startFleet(t, { args: ["--loss", "0"] });
	await post(`/devices/${eui}`, { switched: "staff" });
	for (const child of [fleet, broker.child]) {
		child.kill();
		await child.ended;
	}
	assert.equal((await post(`/devices/${eui}/relay`, { on: 0 })).status, 204);
	assert.equal((await wish(page)).fate, "waiting");
	await lab.end();
	lab.options.args[lab.options.args.indexOf("--clock") + 1] = clock;
	await lab.start();
	const back = await startBroker({ port: broker.port });
	t.after(back.stop);
	const orders = back.listen("application/+/device/+/command/down");
	await until("a subscription", () => back.hasSubscriber("application/+/device/+/event/+"), 20);
	return { orders, page, post };
}

const lines = ({ text }) => text.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));

test("what was wished while the broker was away is sent by a lab that was started anew", async (t) => {
	const { orders, page } = await wishWithoutBroker(t, "2026-06-15T10:01:00+02:00");
	await until("the order", () => lines(orders).length);
	assert.equal(lines(orders)[0].data, Buffer.from("080000ff", "hex").toString("base64"));
	assert.match(lines(orders)[0].expiresAt, /^2026-06-15T08:0[12]:/);
	assert.equal((await wish(page)).fate, "sent");
});

test("what was wished hours ago is never sent", async (t) => {
	const { orders, page, post } = await wishWithoutBroker(t, "2026-06-15T13:00:00+02:00");
	assert.equal((await post(`/devices/${eui}/relay`, { on: 1 })).status, 204);
	await until("the new order", () => lines(orders).length);
	assert.deepEqual(lines(orders).map(({ data }) => data), [Buffer.from("080100ff", "hex").toString("base64")]);
	assert.match(lines(orders)[0].expiresAt, /^2026-06-15T11:0[0-3]:/);
	assert.equal((await page()).wishes[1].tries, 0);
	assert.match((await page()).wishes[1].fate, /expired|replaced/);
});

test("the simulator says what it needs, and how to get it", async () => {
	for (const [args, why] of [[[], /needs --broker mqtt:.*--help/s], [["--broker", "mqtt://127.0.0.1:1"], /no broker at 127\.0\.0\.1:1\..*mosquitto/s],
		[["--broker", "lora"], /--broker lora: is no address/], [["--broker", "mqtt://x", "--plugs", "many"], /--plugs many: is no number from 1 to 1000/],
		[["--broker", "mqtt://x", "--as", "sigfox"], /there are chirpstack, chirpstack3 and tts/]])
		await assert.rejects(run(program, ["simulate", ...args]), (error) => error.code === 1 && why.test(error.stderr) && !error.stdout, String(args));
	assert.match((await run(program, ["simulate", "--help"])).stdout, /--broker URL.*--resets N.*three terminals/s);
});

test("the simulator waits for a broker that goes away, and says in the end what it did", async (t) => {
	const { broker, fleet, page } = await startFleet(t, { args: ["--loss", "0"] });
	await broker.restart();
	await until("its word", () => /has gone; waiting for it/.test(fleet.text));
	const { frames } = (await page()).device;
	await until("another frame", async () => (await page()).device.frames > frames + 1, 20);
	fleet.kill("SIGINT");
	assert.equal(await fleet.ended, 0);
	assert.match(fleet.text, /^2 plugs as ChirpStack 4 .* every 2 s/m);
	assert.match(fleet.text, /^\d+ sent, 0 lost, 0 twice, 0 late, 0 resets, 0 orders$/m);
});
