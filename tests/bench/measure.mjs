// SPDX-License-Identifier: EUPL-1.2
// What the benches share: the measuring programs, load by wrk, and taking turns.
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freshFolder, house, run, start, startLab, until } from "../lib/lab.mjs";

/* What one of our measuring programs prints, as words. */
export async function program(name, ...args) {
	const { stdout } = await run(join(house, ".build/release/tests", `bench_${name}`), args.map(String));
	return stdout.trim().split(/\s+/);
}

export function startProgram(name, ...args) {
	return start(join(house, ".build/release/tests", `bench_${name}`), args.map(String));
}

export function median(numbers) {
	const sorted = numbers.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/*
 * Measures both in turn, each round the other one first, so that what else the machine does hits them alike: the ratio
 * is the median of the rounds' ratios, not that of the medians.
 */
export async function takeTurns(ours, limit, rounds = 5) {
	const found = [];
	for (let round = 0; round < rounds; round++) {
		const first = await (round % 2 ? limit : ours)(round), second = await (round % 2 ? ours : limit)(round);
		found.push(round % 2 ? { ours: second, limit: first } : { ours: first, limit: second });
	}
	return { ours: median(found.map((pair) => pair.ours)), limit: median(found.map((pair) => pair.limit)),
		ratio: median(found.map((pair) => pair.ours / pair.limit)) };
}

/* Requests a second; an answer of another kind than 2xx or 3xx is a fault of the bench. */
export async function load(url, { seconds = 1, connections = 64, headers = {}, script, args = [] } = {}) {
	const { stdout } = await run("wrk", ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s",
		...Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]),
		...(script ? ["-s", script] : []), url, ...args.map(String)]);
	const wrong = /Non-2xx or 3xx responses: \d+|Socket errors: .*/.exec(stdout);
	if (wrong) throw new Error(`${url}: ${wrong[0]}\n${stdout}`);
	return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]);
}

/* A served lab whose store bench_seed filled, and what opens it. */
export async function startSeeded({ machines = 100, past = 1000, coming = 0 } = {}) {
	let key, feed;
	const lab = await startLab({ command: "serve", prepare: async (where) => {
		[key, feed] = await program("seed", where, machines, past, coming);
	} });
	return Object.assign(lab, { bearer: { authorization: `Bearer ${key}` }, feed });
}

/* libmicrohttpd answering that many bytes. */
export async function startConstant(size) {
	const child = startProgram("constant", size, 2);
	const port = await until("the constant's port", () => Number(child.text));
	return { url: `http://127.0.0.1:${port}/`, pid: child.pid, stop: () => { child.kill(); return child.ended; } };
}

/* A folder on the disk of the build, for as long as the work takes. */
export async function withFolder(work) {
	const folder = freshFolder();
	try {
		return await work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

export function copyStore(from, to) {
	for (const end of ["", ".secret"]) copyFileSync(from + end, to + end);
}
