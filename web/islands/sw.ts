// SPDX-License-Identifier: EUPL-1.2
// The service worker. It keeps what is the same for everybody, of one version of the program: style, scripts, the page for
// when there is no network, and the screen at the door. Pages of a person always come from the lab and are never kept, but
// for the scanner's and today's list of who came, which staff have kept themselves and which go when they sign out.
import { dropCopy, recallCopy } from "./roll/copy";
import { today } from "./scan/day";
import { CACHE as DOOR, wipe } from "./scan/shelf";

interface WorkerEvent extends Event {
	waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends WorkerEvent {
	request: Request;
	respondWith(answer: Promise<Response>): void;
}

interface Worker {
	location: Location;
	addEventListener(type: "install" | "activate", listener: (event: WorkerEvent) => void): void;
	addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
	skipWaiting(): Promise<void>;
	clients: { claim(): Promise<void> };
}

const worker = self as unknown as Worker;
const build = new URL(worker.location.href).searchParams.get("v") ?? "";
const CACHE = `lab-${build}`;
const OFFLINE = "/offline";
const PATIENCE = 4_000; // ms; whoever stands at the door does not wait longer
const PUBLIC = ["/display", "/display/code.svg"];

// Without cookies, so that it is nobody's.
const asNobody = (path: string) => new Request(path, { credentials: "omit", headers: { Accept: "text/html" } });

async function prepare() {
	const cache = await caches.open(CACHE);
	const shell = ["lab.css", "app.js", "offline.js", "live.js", "display.js", "icons.svg", "favicon.svg"];
	await cache.addAll(shell.map((name) => `/static/${name}?v=${build}`));
	await cache.add(asNobody(OFFLINE));
	await worker.skipWaiting();
}

async function tidy() {
	const old = (await caches.keys()).filter((name) => name.startsWith("lab-") && name !== CACHE);
	await Promise.all(old.map((name) => caches.delete(name)));
	await worker.clients.claim();
}

// Its address changes with its content.
async function fixed(request: Request) {
	const cache = await caches.open(CACHE);
	const known = await cache.match(request);
	if (known) return known;
	const answer = await fetch(request);
	if (answer.ok) await cache.put(request, answer.clone());
	return answer;
}

const fallback = async (path: string) => {
	const answer = await (await caches.open(CACHE)).match(path, { ignoreVary: true });
	return answer ?? Response.error();
};

async function visit(request: Request) {
	try {
		return await fetch(request);
	} catch {
		return fallback(OFFLINE);
	}
}

// The screen at the door starts with what it last knew, and says how old that is.
async function screen(request: Request) {
	const path = new URL(request.url).pathname;
	try {
		const answer = await fetch(request);
		if (answer.ok) await (await caches.open(CACHE)).put(path, answer.clone());
		return answer;
	} catch {
		return fallback(path);
	}
}

const late = () => new Promise<never>((_, reject) => setTimeout(reject, PATIENCE));

// For a cellar; not after the day that it was kept for.
async function scanner(request: Request) {
	try {
		return await Promise.race([fetch(request), late()]);
	} catch {
		const kept = await today() && await (await caches.open(DOOR)).match("/scan", { ignoreVary: true });
		return kept || fallback(OFFLINE);
	}
}

// The list of who came, as it was when this device last saw it.
async function roll(request: Request) {
	try {
		return await Promise.race([fetch(request), late()]);
	} catch {
		return await recallCopy() ?? fallback(OFFLINE);
	}
}

function answerTo(request: Request): Promise<Response> | null {
	const { origin, pathname, search, searchParams } = new URL(request.url);
	if (request.method !== "GET" || origin !== worker.location.origin) return null;
	if (pathname.startsWith("/static/") && searchParams.get("v") === build) return fixed(request);
	if (PUBLIC.includes(pathname) && !search && (request.mode === "navigate" || request.destination === "image")) return screen(request);
	if (pathname === "/scan" && request.mode === "navigate") return scanner(request);
	if (pathname === "/attendance" && !search && request.mode === "navigate") return roll(request);
	return request.mode === "navigate" ? visit(request) : null;
}

worker.addEventListener("install", (event) => event.waitUntil(prepare()));
worker.addEventListener("activate", (event) => event.waitUntil(tidy()));
worker.addEventListener("fetch", (event) => {
	const { method, url } = event.request;
	if (method === "POST" && new URL(url).pathname === "/session/end") event.waitUntil(Promise.all([wipe(), dropCopy()]));
	const answer = answerTo(event.request);
	if (answer) event.respondWith(answer);
});
