// SPDX-License-Identifier: EUPL-1.2
// Uplinks as fast as mosquitto takes and hands them on, until they are in the store: beside a client that only counts.
import { join } from "node:path";
import { startBroker } from "../lib/broker.mjs";
import { program, takeTurns, withFolder } from "./measure.mjs";

const COUNT = 20_000;

/* receive(broker, count): what it got a second. With count 0 it only makes the broker keep what comes for it, so that
 * nothing is lost before it is there. */
async function pass(receive) {
	const broker = await startBroker({ verbose: false, settings: ["max_inflight_messages 1000", `max_queued_messages ${COUNT}`] });
	try {
		await receive(broker, 0);
		const [[rate]] = await Promise.all([receive(broker, COUNT), program("broker", "publish", broker.port, COUNT)]);
		return Number(rate);
	} finally {
		await broker.stop();
	}
}

export async function uplinks(row) {
	await withFolder(async (folder) => {
		const keep = (number) => (broker, count) => program("uplinks", join(folder, `lab-${number}.sqlite`), broker.url, count);
		const count = (broker, wanted) => program("broker", "count", broker.port, wanted);
		row({ what: "uplinks, durable, through mosquitto", unit: "uplinks/s", at: "≥", reach: 0.5,
			...await takeTurns((round) => pass(keep(round)), () => pass(count)) });
	});
}
