// SPDX-License-Identifier: EUPL-1.2
// What the demo costs when nobody does anything, how soon it answers, and what a phone has to load.
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { startLab } from "../lib/lab.mjs";
import { median } from "./measure.mjs";

const pages = ["/", "/resources", "/resources/prusa-1", "/session"];

function memory(pid, what) {
	return Number(new RegExp(`^${what}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]) / 1024;
}

/* True if /healthz was answered. */
function answers(port) {
	return new Promise((resolve) => {
		const socket = connect(port, "127.0.0.1", () => socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
		socket.once("data", () => { socket.destroy(); resolve(true); });
		socket.once("error", () => resolve(false));
	});
}

/* From starting the program on a store that is there already to its first answer. */
async function startAgain(lab) {
	await lab.end();
	const began = performance.now();
	const ready = lab.start();
	while (!await answers(lab.port)) await sleep(1);
	const took = performance.now() - began;
	await ready;
	return took;
}

/* Compressed, with everything that it loads but pictures. */
async function weigh(lab, path) {
	const html = await (await lab.fetch(path, { headers: { accept: "text/html" } })).text();
	const parts = [...html.matchAll(/(?:src|href)="(\/static\/[^"]+\.(?:js|css)[^"]*)"/g)].map((match) => match[1]);
	const sizes = [path, ...new Set(parts)].map(async (part) => Number((await lab.raw(`GET ${part} HTTP/1.1\r\nHost: localhost\r\n` +
		"Accept: text/html\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n")).match(/Content-Length: (\d+)/)[1]));
	return (await Promise.all(sizes)).reduce((sum, size) => sum + size) / 1000;
}

export async function rest(row) {
	const lab = await startLab();
	try {
		const starts = [];
		for (let i = 0; i < 5; i++) starts.push(await startAgain(lab));
		row({ what: "start to first answer, demo data", ours: median(starts), unit: "ms", at: "≤", reach: 100 });
		await sleep(3000);
		row({ what: "memory at rest, demo data", ours: memory(lab.child.pid, "Rss"), unit: "MiB resident", at: "≤", reach: 25 });
		row({ what: "  its own share", ours: memory(lab.child.pid, "Pss"), unit: "MiB (PSS)" });
		for (const path of pages)
			row({ what: `page ${path}`, ours: await weigh(lab, path), unit: "kB compressed, with style and script", at: "≤", reach: 60 });
	} finally {
		await lab.stop();
	}
}
