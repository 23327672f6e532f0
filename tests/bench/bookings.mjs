// SPDX-License-Identifier: EUPL-1.2
// Bookings that are on disk when they are answered, all rules on: beside SQLite committing each insert by itself.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load, program, startSeeded, takeTurns, withFolder } from "./measure.mjs";

const MACHINES = 500, ROUND = 500_000, SECONDS = 1;
const DAY = 24 * 3600_000;
const script = fileURLToPath(new URL("bookings.lua", import.meta.url));

async function compare(lab, folder, connections, first) {
	return takeTurns(
		(round) => load(`${lab.url}/bookings`, { seconds: SECONDS, connections, script,
			args: [lab.bearer.authorization.slice("Bearer ".length), first + round * ROUND, MACHINES] }),
		async () => Number((await program("commits", join(folder, "bare.sqlite"), SECONDS))[0]));
}

/* That the load will be answered 201, and if not, why. */
async function bookOnce(lab) {
	const from = Math.floor(Date.now() / DAY) * DAY + 300 * DAY, instant = (at) => new Date(at).toISOString();
	const answer = await lab.fetch("/bookings", { headers: lab.bearer,
		json: { resource: "machine-1", from: instant(from), until: instant(from + DAY / 24) } });
	if (answer.status !== 201) throw new Error(`a booking is answered ${answer.status}: ${await answer.text()}`);
}

export async function bookings(row) {
	const lab = await startSeeded({ machines: MACHINES });
	try {
		await bookOnce(lab);
		await withFolder(async (folder) => {
			row({ what: "bookings, durable, 64 clients", unit: "bookings/s", at: "≥", reach: 3,
				...await compare(lab, folder, 64, 0) });
			row({ what: "bookings, durable, 1 client", unit: "bookings/s", ...await compare(lab, folder, 1, 6 * ROUND) });
		});
	} finally {
		await lab.stop();
	}
}
