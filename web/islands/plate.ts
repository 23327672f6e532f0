// SPDX-License-Identifier: EUPL-1.2
// The label of a plug before the camera fills the field; whoever has no camera types it.
import { Camera } from "./scan/camera";
import { readOn } from "./scan/reading";

const find = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const form = find<HTMLFormElement>("plate");
const video = find<HTMLVideoElement>("video");
const camera = new Camera(video);

function show() {
	find("stage").hidden = find("stop").hidden = !camera.isOpen;
	find("start").hidden = camera.isOpen;
}

function stop() {
	camera.close();
	show();
	find("start").focus();
}

function seen(code: string) {
	find<HTMLInputElement>("code").value = code;
	camera.close();
	show();
	find("resource").focus();
}

async function start() {
	find("camera-trouble").hidden = true;
	try {
		await camera.open();
		show();
		await readOn(video, form.dataset.reader!, () => camera.isOpen, ([code]) => seen(code));
	} catch {
		stop();
		find("camera-trouble").hidden = false;
	}
}

find("camera").hidden = !navigator.mediaDevices;
find("start").addEventListener("click", () => void start());
find("stop").addEventListener("click", stop);
