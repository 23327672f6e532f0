// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import test from "node:test";
import { startBroker } from "../lib/broker.mjs";
import { engines, startLab, until } from "../lib/lab.mjs";

for (const engine of engines)
	test(`a lab on ${engine} starts, lets its people in, and ends well when asked`, async (t) => {
		const lab = await startLab({ engine });
		t.after(() => lab.stop());
		const staff = await lab.signIn("staff@example.org");
		assert.equal((await staff.fetch("/devices")).status, 200);
		assert.notEqual((await lab.fetch("/devices")).status, 200);
		assert.match(await lab.raw("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 200 /);
		assert.equal(await lab.end(), 0);
	});

test("a lab listens to its broker for uplinks", async (t) => {
	const broker = await startBroker();
	t.after(broker.stop);
	const lab = await startLab({ command: "serve", args: ["--mqtt", broker.url] });
	t.after(() => lab.stop());
	await until("a subscription", () => broker.hasSubscriber("application/+/device/+/event/+"));
});
