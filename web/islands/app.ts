// SPDX-License-Identifier: EUPL-1.2
// The lab as an app: a service worker for when there is no network, my next codes kept on this device while I am signed
// in, and the offer to put it on the start screen.
import { forget, keep } from "./app/kept";

interface InstallEvent extends Event {
	prompt(): Promise<void>;
}

const { build, member, nobody } = document.documentElement.dataset;

async function start() {
	await navigator.serviceWorker.register(`/sw.js?v=${build}`, { updateViaCache: "none" });
	if (document.getElementById("kept")) return; // the page that shows it without a network is nobody's
	if (nobody !== undefined) await forget();
	if (member) await keep(member, location.pathname.startsWith("/bookings"));
}

function offer(hint: HTMLElement) {
	const button = hint.querySelector("button");
	const isApple = "standalone" in navigator;
	if (matchMedia("(display-mode: standalone)").matches) return;
	addEventListener("beforeinstallprompt", (event) => {
		event.preventDefault();
		hint.hidden = false;
		if (!button) return;
		button.hidden = false;
		button.onclick = () => void (event as InstallEvent).prompt();
	});
	addEventListener("appinstalled", () => { hint.hidden = true; });
	hint.hidden = !isApple;
	hint.querySelector<HTMLElement>("[data-apple]")!.hidden = !isApple;
}

// Nobody should find my codes here after I have left, even if the next page never comes.
document.addEventListener("submit", (event) => {
	if ((event.target as Element).getAttribute("action") === "/session/end") void forget().catch(() => undefined);
});

// A code that is held before a scanner stays lit; on a page that was hidden for a moment, again.
function stayAwake() {
	if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => undefined);
}
if (document.querySelector(".qr")) {
	stayAwake();
	document.addEventListener("visibilitychange", stayAwake);
}

const hint = document.getElementById("install");
if (hint) offer(hint);
if ("serviceWorker" in navigator && "caches" in window) start().catch(() => undefined);
