// SPDX-License-Identifier: EUPL-1.2
// A plug's year at one report a minute, below HTTP: what it costs to keep, to draw, to find its runs again, to thin.
import { join } from "node:path";
import { program, withFolder } from "./measure.mjs";

const DAYS = Number(process.env.SMARTLAB_BENCH_DAYS ?? 365), PLUGS = 50;

export async function plugs(row) {
	await withFolder(async (folder) => {
		const [frame, bytes, day, all, again, thinned] = (await program("plugs", join(folder, "plugs.sqlite"), DAYS)).map(Number);
		const millions = PLUGS * 365 * 1440 / 1e6;
		row({ what: `a frame of a plug with ${DAYS} days behind it`, ours: frame, unit: "µs, in works of 500" });
		row({ what: "  on disk, frame, reading and run", ours: bytes, unit: "bytes" });
		row({ what: `  a year of ${PLUGS} plugs, if nothing were thinned`, ours: bytes * millions / 1000, unit: "GB" });
		row({ what: "  to draw its last day", ours: day, unit: "ms" });
		row({ what: `  to draw ${DAYS} days`, ours: all, unit: "ms" });
		row({ what: "  to find all its runs again", ours: again, unit: "s" });
		row({ what: "  to thin what is older than 100 days", ours: thinned, unit: "s" });
	});
}
