// SPDX-License-Identifier: EUPL-1.2
// Codes: scans that are on disk when they are answered, beside SQLite committing a bare insert each; passes judged and
// drawn, beside libsodium and libqrencode alone.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startLab } from "../lib/lab.mjs";
import { load, program, takeTurns, withFolder } from "./measure.mjs";

const SEATS = 7000, ROUND = 1_000_000, SECONDS = 1;
const script = fileURLToPath(new URL("scans.lua", import.meta.url));

/* That the first is let in and the second time not again, so that it is known what the load measures. */
async function scanTwice(lab, key, token) {
	const scan = async (nonce) => (await (await lab.fetch("/scans", { headers: { authorization: `Bearer ${key}` },
		json: { token, nonce: nonce.padStart(32, "f") } })).json()).code;
	const codes = [await scan("1"), await scan("2")];
	if (codes.join() !== "ok,already") throw new Error(`a code is answered ${codes}`);
}

async function scans(row) {
	let key, tokens;
	const lab = await startLab({ command: "serve", prepare: async (where) => {
		[key, ...tokens] = await program("codes", "issue", where, SEATS);
	} });
	try {
		await scanTwice(lab, key, tokens.pop());
		await withFolder(async (folder) => {
			const file = join(folder, "tokens");
			writeFileSync(file, tokens.join("\n"));
			const from = (first) => (round) => load(`${lab.url}/scans`, { seconds: SECONDS, connections: first ? 1 : 64, script,
				args: [key, file, first + round * 100_000] });
			const bare = async () => Number((await program("commits", join(folder, "bare.sqlite"), SECONDS))[0]);
			row({ what: "scans, durable, 64 scanners", unit: "scans/s", ...await takeTurns(from(0), bare) });
			row({ what: "scans, durable, 1 scanner", unit: "scans/s", ...await takeTurns(from(ROUND), bare) });
		});
	} finally {
		await lab.stop();
	}
}

export async function codes(row) {
	await scans(row);
	const turn = (what, whose) => async () => Number((await program("codes", what, whose, SECONDS))[0]);
	row({ what: "passes judged (text, signature)", unit: "passes/s", ...await takeTurns(turn("verify", "ours"), turn("verify", "limit")) });
	row({ what: "QR codes drawn as SVG", unit: "codes/s", ...await takeTurns(turn("draw", "ours"), turn("draw", "limit")) });
}
