// SPDX-License-Identifier: EUPL-1.2
// What The Things Stack kept while nobody listened is fetched from its storage.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { startQuietLab } from "../lib/http.mjs";
import { until } from "../lib/lab.mjs";

const uplink = (counter, at, watts, session = "AYfg8rhha5n+FWx0ZaAprA==") => JSON.stringify({ result: {
	end_device_ids: { device_id: "stecker", application_ids: { application_id: "lab" }, dev_eui: "24E124148B0000F1", dev_addr: "260B1234" },
	received_at: at, uplink_message: { session_key_id: session, f_port: 85, f_cnt: counter, received_at: at,
		frm_payload: Buffer.from([8, 0x70, 1, 4, 0x80, watts, 0, 0, 0]).toString("base64") } } });

test("what the storage has is fetched with the key, page by page, and once", async (t) => {
	const asked = [], all = Array.from({ length: 450 }, (_, i) => [i, new Date(Date.UTC(2026, 5, 15, 1, 0, i * 10)).toISOString()]);
	const server = createServer((request, response) => {
		const url = new URL(request.url, "http://x"), after = url.searchParams.get("after");
		asked.push({ path: url.pathname, key: request.headers.authorization, accept: request.headers.accept, after });
		if (request.headers.authorization !== "Bearer NNSXS.KEY") return response.writeHead(401).end();
		response.writeHead(200, { "content-type": "text/event-stream" });
		const page = all.filter(([, at]) => at >= after).slice(0, Number(url.searchParams.get("limit")));
		response.end(["not JSON", ...page.map(([i, at]) => uplink(i, at, i % 200))].join("\n\n") + "\n");
	});
	await new Promise((done) => server.listen(0, "127.0.0.1", done));
	t.after(() => server.close());
	const lab = await startQuietLab({ args: ["--tts", `http://lab:NNSXS.KEY@127.0.0.1:${server.address().port}`] });
	t.after(() => lab.stop());
	const staff = await lab.signIn("staff@example.org");
	const device = async () => (await (await staff.fetch("/devices")).json()).devices.find((one) => one.eui === "24e124148b0000f1");
	const plug = await until("450 frames", async () => { const one = await device(); return one?.frames === 450 && one; }, 30);
	assert.equal(plug.network, "tts");
	assert.equal(asked[0].path, "/api/v3/as/applications/lab/packages/storage/uplink_message");
	assert.equal(asked[0].accept, "text/event-stream");
	assert.ok(asked.length >= 3 && asked[1].after > asked[0].after);
});

// Looking back takes several pages of a busy lab, and what came late is in the last of them.
test("what a storage had late is found behind a page of what is known", async (t) => {
	const at = (i) => new Date(Date.UTC(2026, 5, 15, 1, 0, i)).toISOString(), late = 550;
	const all = Array.from({ length: 600 }, (_, i) => [i, at(i)]).filter(([i]) => i !== late);
	const asked = [];
	const server = createServer((request, response) => {
		const query = new URL(request.url, "http://x").searchParams, after = query.get("after");
		asked.push(after);
		response.writeHead(200, { "content-type": "text/event-stream" });
		const page = all.filter(([, when]) => when >= after).slice(0, Number(query.get("limit")));
		response.end(page.map(([i, when]) => uplink(i, when, 10)).join("\n") + "\n");
	});
	await new Promise((done) => server.listen(0, "127.0.0.1", done));
	t.after(() => server.close());
	const lab = await startQuietLab({ args: ["--tts", `http://lab:NNSXS.KEY@127.0.0.1:${server.address().port}`] });
	t.after(() => lab.stop());
	const staff = await lab.signIn("staff@example.org");
	const frames = async () => (await (await staff.fetch("/devices")).json()).devices.find((one) => one.eui === "24e124148b0000f1")?.frames;
	await until("all but one", async () => await frames() === 599, 30);
	all.splice(late, 0, [late, at(late)]);
	await lab.end();
	await lab.start();
	await until("the late one", async () => await frames() === 600, 30);
});

test("an address that is none is refused, and one without TLS is only this machine's", async () => {
	for (const address of ["https://host", "https://app@host", "http://app:key@eu1.cloud.thethings.network", "https://App:key@host", "ftp://a:b@c"])
		await assert.rejects(startQuietLab({ args: ["--tts", address] }).then((lab) => lab.stop()), address);
});
