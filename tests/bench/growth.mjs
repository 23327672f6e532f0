// SPDX-License-Identifier: EUPL-1.2
// What a booking costs with a short and with a long history in the store, below HTTP, 64 at once.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { house } from "../lib/lab.mjs";
import { copyStore, median, program, takeTurns, withFolder } from "./measure.mjs";

const SHORT = 1000, LONG = Number(process.env.SMARTLAB_BENCH_HISTORY ?? 200_000), MACHINES = 100, COUNT = 5000;

/* Made once and kept, since it takes a minute a million; made again when the program that makes it was. */
async function longStore() {
	const folder = join(house, ".build/bench"), store = join(folder, `history-${LONG}.sqlite`);
	const maker = join(house, ".build/release/tests/bench_seed");
	mkdirSync(folder, { recursive: true });
	if (existsSync(store) && statSync(store).mtimeMs > statSync(maker).mtimeMs) return store;
	for (const name of readdirSync(folder)) if (name.startsWith(`history-${LONG}.`)) rmSync(join(folder, name));
	await program("seed", store, MACHINES, LONG, 0);
	return store;
}

export async function growth(row) {
	await withFolder(async (folder) => {
		const short = join(folder, "short.sqlite"), long = join(folder, "long.sqlite"), waits = { short: [], long: [] };
		await program("seed", short, MACHINES, SHORT, 0);
		copyStore(await longStore(), long);
		const book = async (name, store, round) => {
			const [work, wait] = await program("growth", store, round * 2 * COUNT, COUNT);
			waits[name].push(Number(wait));
			return Number(work);
		};
		row({ what: `booking with ${LONG.toLocaleString("en")} in the store`, unit: "µs of processor (limit: with 1,000)",
			at: "≤", reach: 1.2, ...await takeTurns((round) => book("long", long, round), (round) => book("short", short, round)) });
		row({ what: "  until it is on disk, 64 at once", ours: median(waits.long), limit: median(waits.short), unit: "µs",
			ratio: median(waits.long) / median(waits.short) });
	});
}
