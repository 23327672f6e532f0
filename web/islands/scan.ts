// SPDX-License-Identifier: EUPL-1.2
// The scanner of whoever lets people in: code after code, without a touch in between. Nothing is green before the lab has
// answered.
import { ask, newNonce } from "./scan/asking";
import { Camera } from "./scan/camera";
import { readOn } from "./scan/reading";
import { allowSound, isMuted, mute, signal } from "./scan/signal";
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

function show(verdict: Verdict) {
	const card = cardOf(verdict);
	const line = document.createElement("li");
	place.replaceChildren(card);
	signal(verdict.result);
	line.className = verdict.result;
	line.textContent = [card.querySelector(".word")?.textContent, verdict.name, verdict.message].filter(Boolean).join(" · ");
	past.prepend(line);
	while (past.childElementCount > PAST) past.lastElementChild!.remove();
	find("past-card").hidden = false;
}

async function judge(token: string) {
	const reading = { token, nonce: newNonce(), point: chosen("point"), direction: chosen("direction") };
	stage.classList.add("asking");
	try {
		show(await ask(reading).catch(() => ask(reading)));
	} catch {
		show({ result: "unknown" });
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
}

begin();
