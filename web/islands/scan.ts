// SPDX-License-Identifier: EUPL-1.2
// The scanner of whoever lets people in: code after code, without a touch in between. Nothing is green before the lab has
// answered, or, where it cannot be reached, before the day's list on this device has been asked, which is said.
import { decide, labTime, mark } from "./scan/alone";
import { ask, newNonce, plain, type Reading } from "./scan/asking";
import { Camera } from "./scan/camera";
import { today } from "./scan/day";
import { queueScan } from "./scan/queue";
import { readOn, readPicture } from "./scan/reading";
import { searchNames } from "./scan/search";
import { allowSound, isMuted, mute, signal } from "./scan/signal";
import { becomeDoubtful, becomeLonely, isLonely, keepReady, tell } from "./scan/sync";
import { cardOf, type Verdict } from "./scan/verdict";

const AGAIN_AFTER = 4_000; // ms that a code must have been away from the camera before it counts as shown again
const PAST = 24; // a class

const find = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const form = find<HTMLFormElement>("scan");
const stage = find("stage");
const video = find<HTMLVideoElement>("video");
const place = find("verdict");
const past = find<HTMLOListElement>("past");
const camera = new Camera(video);

const chosen = (name: string) => String(new FormData(form).get(name));

/* ---- what came of a code ---- */

function remember(kind: string, text: string) {
	const line = document.createElement("li");
	line.className = kind;
	line.textContent = text;
	past.prepend(line);
	while (past.childElementCount > PAST) past.lastElementChild!.remove();
	find("past-card").hidden = false;
}

function show(verdict: Verdict, note = "") {
	const card = cardOf(verdict, note);
	place.append(card);
	signal(verdict.result);
	const text = (part: string) => card.querySelector(part)?.textContent;
	const why = verdict.result === "admitted" ? "" : verdict.message;
	remember(verdict.result, [text(".word"), verdict.name, text("[data-place]"), why].filter(Boolean).join(" · "));
}

// The list on this device knows it, too, should the lab be out of reach at the next code.
async function askLab(reading: Reading) {
	const verdict = await ask(reading);
	show(verdict);
	if (verdict.result === "unknown") becomeDoubtful();
	const day = verdict.result === "admitted" && await today().catch(() => undefined);
	if (day) await mark(reading, labTime(day), day.url).then(tell).catch(() => undefined);
}

async function askList(reading: Reading) {
	const verdict = await decide(reading).catch(() => undefined);
	if (!verdict) return show({ result: "unknown" });
	await queueScan(reading, verdict);
	show(verdict, find("sync").dataset.note);
	becomeLonely();
}

async function judge(token: string) {
	const reading = { token: plain(token), nonce: newNonce(), point: chosen("point"), direction: chosen("direction") };
	try {
		if (isLonely() || !navigator.onLine) throw new Error("alone");
		await askLab(reading);
	} catch {
		await askList(reading);
	}
}

// Several in one picture, one after the other; what was said of those before them goes.
async function judgeAll(tokens: string[]) {
	stage.classList.add("asking");
	place.replaceChildren();
	for (const token of tokens) await judge(token);
	stage.classList.remove("asking");
}

/* ---- codes before the camera ---- */

const lastSeen = new Map<string, number>(); // each code, and when it was before the camera
let busy = false;

// The picture of a code that is held still is no second visitor; one that comes while others are judged has its turn then.
async function seen(codes: string[]) {
	const now = Date.now();
	const isNew = (code: string) => now - (lastSeen.get(code) ?? 0) >= AGAIN_AFTER;
	const fresh = busy ? [] : codes.filter(isNew);
	for (const code of codes) if (fresh.includes(code) || !isNew(code)) lastSeen.set(code, now);
	if (!fresh.length) return;
	busy = true;
	await judgeAll(fresh);
	busy = false;
	for (const code of fresh) lastSeen.set(code, Date.now());
}

async function readFile(input: HTMLInputElement) {
	const codes = input.files![0] ? await readPicture(input.files![0], form.dataset.reader!).catch(() => []) : [];
	find("no-code").hidden = codes.length > 0;
	input.value = "";
	if (codes.length) await judgeAll(codes);
}

/* ---- the camera and its buttons ---- */

let lock: { release(): Promise<void> } | undefined;

async function stayAwake() {
	if (camera.isOpen && !document.hidden) lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
}

async function showButtons() {
	const { torch, zoom } = camera.can;
	find("torch").hidden = !torch;
	find("nearer").hidden = !zoom;
	if (zoom) Object.assign(find("zoom"), { min: zoom.min, max: zoom.max, step: zoom.step, value: zoom.min });
	find("other-camera").hidden = await camera.count() < 2;
	find("start").hidden = camera.isOpen;
	find("stop").hidden = !camera.isOpen;
	find("camera-trouble").hidden = true;
	stage.hidden = !camera.isOpen;
}

async function startCamera() {
	allowSound();
	try {
		await camera.open();
	} catch {
		find("camera-trouble").hidden = false;
		return;
	}
	await showButtons();
	stage.scrollIntoView({ block: "start" });
	void stayAwake();
	await readOn(video, form.dataset.reader!, () => camera.isOpen, seen);
}

async function stopCamera() {
	camera.close();
	await lock?.release();
	await showButtons();
	find("start").focus();
}

function toggle(id: string, isOn: boolean, change: (on: boolean) => unknown) {
	const button = find<HTMLButtonElement>(id);
	button.setAttribute("aria-pressed", String(isOn));
	button.addEventListener("click", () => {
		const on = button.getAttribute("aria-pressed") !== "true";
		button.setAttribute("aria-pressed", String(on));
		void change(on);
	});
}

// The frame says whether people come or go.
function showSetup() {
	const point = form.elements.namedItem("point");
	stage.dataset.direction = chosen("direction");
	find("setup").textContent = [
		form.querySelector("[name=direction]:checked")?.parentElement?.textContent?.trim(),
		point instanceof HTMLSelectElement ? point.selectedOptions[0].textContent?.trim() : "",
	].filter(Boolean).join(" · ");
}

// Also of a scanner that is a keyboard: it types the code and presses Enter.
function readTyped() {
	const typed = form.elements.namedItem("token") as HTMLTextAreaElement;
	typed.addEventListener("keydown", (event) => {
		if (event.key !== "Enter") return;
		event.preventDefault();
		form.requestSubmit();
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		allowSound();
		void judgeAll([typed.value.replace(/\s/g, "")]).then(() => typed.select());
	});
	find("picture").hidden = false;
	find("file").addEventListener("change", ({ target }) => void readFile(target as HTMLInputElement));
}

// The day is over, or somebody else's: what the screen still shows of it goes.
function clear() {
	place.replaceChildren();
	past.replaceChildren();
	find("past-card").hidden = true;
	find("found").replaceChildren();
}

function begin() {
	find("camera").hidden = !navigator.mediaDevices;
	find<HTMLDetailsElement>("typing").open = !navigator.mediaDevices;
	find("start").addEventListener("click", () => void startCamera());
	find("stop").addEventListener("click", () => void stopCamera());
	find("other-camera").addEventListener("click", () => void camera.next().then(showButtons));
	toggle("torch", false, (on) => camera.set({ torch: on }));
	find("zoom").addEventListener("input", ({ target }) => void camera.set({ zoom: Number((target as HTMLInputElement).value) }));
	toggle("sound", !isMuted(), (on) => mute(!on));
	document.addEventListener("visibilitychange", () => void stayAwake());
	form.addEventListener("change", showSetup);
	readTyped();
	showSetup();
	searchNames(() => isLonely() || !navigator.onLine);
	const told = ({ message }: { message: string }) => remember("already", `${find("sync").dataset.contrary} ${message}`);
	void keepReady({ told, over: clear });
}

begin();
