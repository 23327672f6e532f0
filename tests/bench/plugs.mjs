// SPDX-License-Identifier: EUPL-1.2
// Plugs at one report a minute, below HTTP: what it costs to keep and thin them, to draw them, to find their runs again.
// SMARTLAB_BENCH_PLUGS=50 is a whole lab; with 365 days it takes an hour.
import { join } from "node:path";
import { program, withFolder } from "./measure.mjs";

const DAYS = Number(process.env.SMARTLAB_BENCH_DAYS ?? 365), PLUGS = Number(process.env.SMARTLAB_BENCH_PLUGS ?? 1);

export async function plugs(row) {
	await withFolder(async (folder) => {
		const [frame, size, day, all, again] = (await program("plugs", join(folder, "plugs.sqlite"), PLUGS, DAYS)).map(Number);
		row({ what: `a frame, of ${PLUGS} plugs for ${DAYS} days, thinned as they go`, ours: frame, unit: "µs, in works of 500" });
		row({ what: "  on disk in the end", ours: size, unit: "MB" });
		row({ what: "  to draw a plug's last day", ours: day, unit: "ms" });
		row({ what: `  to draw its ${DAYS} days`, ours: all, unit: "ms" });
		row({ what: "  to find all runs of all again", ours: again, unit: "s" });
	});
}
