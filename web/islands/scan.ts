// SPDX-License-Identifier: EUPL-1.2
// The scanner of whoever lets people in: code after code, without a touch in between. Nothing is green before the lab has
// answered, or, where it cannot be reached, before the day's list on this device has been asked, which is said.
import { decide, labTime, mark } from "./scan/alone";
import { ask, newNonce, type Reading } from "./scan/asking";
import { Camera } from "./scan/camera";
import { today } from "./scan/day";
import { queue } from "./scan/queue";
import { readOn } from "./scan/reading";
import { allowSound, isMuted, mute, signal } from "./scan/signal";
import { becomeLonely, isLonely, keepReady } from "./scan/sync";
import { cardOf, type Verdict } from "./scan/verdict";

const AGAIN_AFTER = 4_000; // ms that a code must have been away from the camera before it counts as shown again
const PAST = 10;

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
	place.replaceChildren(card);
	signal(verdict.result);
	remember(verdict.result, [card.querySelector(".word")?.textContent, verdict.name, verdict.message].filter(Boolean).join(" · "));
}

// The list on this device knows it, too, should the lab be out of reach at the next code.
async function askLab(reading: Reading) {
	const verdict = await ask(reading);
	show(verdict);
	const day = verdict.result === "admitted" && await today().catch(() => undefined);
	if (day) await mark(reading, labTime(day), day.url).catch(() => undefined);
}

async function askList(reading: Reading) {
	const verdict = await decide(reading).catch(() => undefined);
	if (!verdict) return show({ result: "unknown" });
	await queue(reading, verdict);
	show(verdict, find("sync").dataset.note);
	becomeLonely();
}

async function judge(token: string) {
	const reading = { token, nonce: newNonce(), point: chosen("point"), direction: chosen("direction") };
	stage.classList.add("asking");
	try {
		if (isLonely() || !navigator.onLine) throw new Error("alone");
		await askLab(reading);
	} catch {
		await askList(reading);
	}
	stage.classList.remove("asking");
}

/* ---- codes before the camera ---- */

let last = { code: "", at: 0 };
let busy = false;

// The picture of a code that is held still is no second visitor.
async function seen(code: string) {
	const now = Date.now();
	const same = code === last.code && now - last.at < AGAIN_AFTER;
	if (!busy || code === last.code) last = { code, at: now };
	if (same || busy) return;
	busy = true;
	await judge(code);
	busy = false;
	last.at = Date.now();
}

/* ---- the camera and its buttons ---- */

let lock: { release(): Promise<void> } | undefined;

async function stayAwake() {
	if (camera.isOpen && !document.hidden) lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
}

async function showButtons() {
	find("torch").hidden = !camera.hasTorch;
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

function begin() {
	find("camera").hidden = !navigator.mediaDevices;
	find<HTMLDetailsElement>("typing").open = !navigator.mediaDevices;
	find("start").addEventListener("click", () => void startCamera());
	find("stop").addEventListener("click", () => void stopCamera());
	find("other-camera").addEventListener("click", () => void camera.next().then(showButtons));
	toggle("torch", false, (on) => camera.torch(on));
	toggle("sound", !isMuted(), (on) => mute(!on));
	document.addEventListener("visibilitychange", () => void stayAwake());
	form.addEventListener("change", showSetup);
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		allowSound();
		void judge(chosen("token").replace(/\s/g, "")).then(() => form.querySelector("textarea")!.select());
	});
	showSetup();
	void keepReady(({ message }) => remember("already", `${find("sync").dataset.contrary} ${message}`));
}

begin();
