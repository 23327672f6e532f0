// SPDX-License-Identifier: EUPL-1.2
// Runs the real program for tests: a lab on a free port with a store of its own, and people who sign in to it.
import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const house = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.SMARTLAB ?? join(house, ".build/release/smartlab");
const server = process.env.SMARTLAB_TEST_POSTGRES;

/* What each test that touches the store should run on. */
export const engines = server ? ["sqlite", "postgresql"] : ["sqlite"];

export const run = promisify(execFile);

const started = new Set();
process.on("exit", () => started.forEach((child) => child.kill("SIGKILL")));
process.once("SIGTERM", () => process.exit(143));

/* A child whose output is collected in .text and that dies with the tests. */
export function start(command, args, options) {
	const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
	child.text = "";
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding("utf8").on("data", (more) => { child.text += more; });
	child.ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
	started.add(child);
	child.ended.then(() => started.delete(child));
	return child;
}

/* Asks until the answer is true; says what it waited for when time is up. */
export async function until(what, ask, seconds = 10) {
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(20)) {
		const answer = await ask();
		if (answer) return answer;
	}
	throw new Error(`waited ${seconds} s for ${what}`);
}

export async function freePort() {
	const listener = createServer().listen(0, "127.0.0.1");
	await new Promise((resolve) => listener.once("listening", resolve));
	const { port } = listener.address();
	await new Promise((resolve) => listener.close(resolve));
	return port;
}

/* A folder on the disk of the build, not in a temporary one that may be memory. */
export function freshFolder() {
	const stores = join(house, ".build/test-stores");
	mkdirSync(stores, { recursive: true });
	return mkdtempSync(join(stores, "lab-"));
}

let databases = 0;

/* A store of its own: where it is, and how to be rid of it. */
export async function freshStore(engine) {
	const folder = freshFolder();
	const remove = () => rmSync(folder, { recursive: true, force: true });
	if (engine === "sqlite") return { where: join(folder, "lab.sqlite"), folder, remove };
	const name = `lab_${process.pid}_${++databases}`;
	const sql = (text) => run("psql", ["-qX", "-v", "ON_ERROR_STOP=1", "-c", text, server]);
	await sql(`CREATE DATABASE ${name}`);
	const where = new URL(server);
	where.pathname = name;
	return {
		where: where.href, folder,
		remove: async () => { remove(); await sql(`DROP DATABASE ${name} WITH (FORCE)`); },
	};
}

class Lab {
	constructor(store, options) {
		this.store = store;
		this.options = options;
	}

	async start() {
		const { command, args, env } = this.options;
		if (args.includes("--url")) this.port ??= await freePort(); /* it prints that address instead */
		this.child = start(program, [command, ...this.#where(), "--listen", `127.0.0.1:${this.port ?? 0}`, ...args],
			{ cwd: this.store.folder, env: { ...process.env, ...env } });
		const printed = await this.#until("the lab's address", () => /https?:\/\/\S+/.exec(this.child.text));
		this.port ??= Number(new URL(printed[0]).port);
		this.url = `http://127.0.0.1:${this.port}`;
		await this.#until("/readyz", () => fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false));
		return this;
	}

	/* Two processes on one database share the secret, so it is always named. */
	#where() {
		return ["--store", this.store.where, "--secret", join(this.store.folder, "secret")];
	}

	#until(what, ask) {
		return until(what, () => {
			if (!started.has(this.child)) throw new Error("smartlab ended");
			return ask();
		}, 30).catch((error) => { throw new Error(`${error.message}\n${this.child.text}`); });
	}

	/* Ends it as systemd would, and says how it ended: 0 is well. */
	async end(signal = "SIGTERM") {
		this.child.kill(signal);
		await this.child.ended;
		return this.child.exitCode;
	}

	/* Ends it if it still runs and removes its store. */
	async stop() {
		if (started.has(this.child)) await this.end();
		await this.store.remove();
	}

	/* Another command of the program on the same store; resolves to what it printed. */
	async command(...args) {
		return (await run(program, [...args, ...this.#where()])).stdout;
	}

	/* One request of a program: JSON unless headers say otherwise, redirects not followed. */
	fetch(path, { json, headers, ...options } = {}) {
		return fetch(new URL(path, this.url), {
			redirect: "manual",
			...(json === undefined ? {} : { body: JSON.stringify(json), method: "POST" }),
			...options,
			headers: { accept: "application/json", ...(json === undefined ? {} : { "content-type": "application/json" }), ...headers },
		});
	}

	/* Somebody signed in: the same fetch, with the session's cookie. */
	async signIn(email, password = "speicher") {
		const answer = await this.fetch("/session", { json: { email, password } });
		if (answer.status !== 204) throw new Error(`${email} cannot sign in: ${answer.status} ${await answer.text()}`);
		const [cookie] = /(__Host-)?sid=[^;]+/.exec(answer.headers.get("set-cookie"));
		return { cookie, fetch: (path, { headers, ...rest } = {}) => this.fetch(path, { ...rest, headers: { cookie, ...headers } }) };
	}

	/* Bytes on the wire as they are; resolves to all that comes back until the other end closes or is silent. */
	raw(bytes, { silence = 2000 } = {}) {
		return new Promise((resolve, reject) => {
			let text = "";
			const socket = connect(this.port, "127.0.0.1", () => socket.write(bytes));
			socket.setEncoding("latin1").setTimeout(silence, () => socket.destroy());
			socket.on("data", (more) => { text += more; });
			socket.on("error", (error) => (error.code === "ECONNRESET" || error.code === "EPIPE" ? resolve(text) : reject(error)));
			socket.on("close", () => resolve(text));
		});
	}
}

/* A lab on a free port. command: "demo" (full of sample data) or "serve" (empty, or as prepare filled it). Stop it when
 * done. */
export async function startLab({ engine = "sqlite", command = "demo", args = [], env = {}, prepare = () => {} } = {}) {
	const store = await freshStore(engine), lab = new Lab(store, { command, args, env });
	return Promise.resolve(store.where).then(prepare).then(() => lab.start()).catch(async (error) => { await lab.stop(); throw error; });
}
