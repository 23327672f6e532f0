// SPDX-License-Identifier: EUPL-1.2
// A calendar feed of 10,000 events: beside libical building and printing one calendar with as many.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { load, program, startConstant, startSeeded, takeTurns } from "./measure.mjs";

const EVENTS = 10_000, MINUTE = 60_000, RUN = 15_000;

function resident(pid) {
	return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

/* An ETag lasts a minute: a run that crossed its end would measure something else. */
async function inOneMinute() {
	const left = MINUTE - Date.now() % MINUTE;
	if (left < RUN) await sleep(left);
}

async function notModified(url, etag, constant) {
	return takeTurns(() => load(url, { headers: { "if-none-match": etag } }), () => load(constant.url));
}

export async function feed(row) {
	const lab = await startSeeded({ coming: EVENTS });
	const constant = await startConstant(200);
	const path = `/f/${lab.feed}.ics`, url = lab.url + path;
	try {
		await load(url, { seconds: 1, connections: 1 });
		const before = resident(lab.child.pid);
		row({ what: "feed of 10,000 events", unit: "ms", at: "≤", reach: 0.3, ...await takeTurns(
			async () => 1000 / await load(url, { seconds: 1, connections: 1 }),
			async () => Number((await program("calendar", EVENTS))[0])) });
		await load(url, { seconds: 2, connections: 8 });
		row({ what: "  memory that eight readers at once add", ours: resident(lab.child.pid) - before, unit: "MiB" });
		await inOneMinute();
		const answer = await lab.fetch(path);
		await answer.text();
		row({ what: "  not modified", unit: "requests/s (constant: 200 bytes)", ...await notModified(url, answer.headers.get("etag"), constant) });
	} finally {
		await constant.stop();
		await lab.stop();
	}
}
