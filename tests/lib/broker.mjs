// SPDX-License-Identifier: EUPL-1.2
// A mosquitto of the tests' own on a free port. It drops root, so its folder must be readable; 2.x wants a listener.
import { mkdtempSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, run, start, until } from "./lab.mjs";

export async function startBroker({ verbose = true, settings = [], port = 0, tls = null, anonymous = true } = {}) {
	const folder = mkdtempSync(join(tmpdir(), "smartlab-broker-"));
	port ||= await freePort();
	const config = join(folder, "mosquitto.conf");
	writeFileSync(config, [`listener ${port} 127.0.0.1`, `allow_anonymous ${anonymous}`,
		...(tls ? [`certfile ${tls.cert}`, `keyfile ${tls.key}`] : []), "set_tcp_nodelay true", ...settings, ""].join("\n"));
	chmodSync(folder, 0o755);
	const listeners = [];
	const client = (name, ...args) => run(`mosquitto_${name}`, ["-h", "127.0.0.1", "-p", String(port),
		...(tls ? ["--cafile", tls.ca] : []), ...args]);
	async function launch() {
		const child = start("/usr/sbin/mosquitto", [...(verbose ? ["-v"] : []), "-c", config]);
		await until("mosquitto", () => {
			if (child.exitCode !== null) throw new Error(`mosquitto ended:\n${child.text}`);
			return /mosquitto version .* running/.test(child.text);
		});
		return child;
	}
	const broker = {
		url: `mqtt://127.0.0.1:${port}`, port, child: await launch(),
		/* Resolves when the broker has acknowledged it. */
		publish: (topic, payload) => client("pub", "-q", "1", "-t", topic, "-m",
			typeof payload === "string" ? payload : JSON.stringify(payload)),
		/* A client whose .text gathers a line for each message. */
		listen: (topic) => {
			const listener = start("mosquitto_sub", ["-h", "127.0.0.1", "-p", String(port), "-q", "1", "-t", topic]);
			listeners.push(listener);
			return listener;
		},
		/* Whether somebody subscribed to exactly this topic. */
		hasSubscriber: (topic) => broker.child.text.includes(`\t${topic} (QoS`),
		restart: async () => {
			broker.child.kill();
			await broker.child.ended;
			broker.child = await launch();
		},
		stop: async () => {
			for (const one of [...listeners, broker.child]) one.kill();
			await broker.child.ended;
			rmSync(folder, { recursive: true, force: true });
		},
	};
	return broker;
}
