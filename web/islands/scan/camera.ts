// SPDX-License-Identifier: EUPL-1.2
// The camera: its picture, its lamp, how near it sees, and which of several it is.

const CHOSEN = "scan.camera";

// TypeScript does not know them yet.
interface Abilities extends MediaTrackCapabilities {
	torch?: boolean;
	zoom?: { min: number; max: number; step: number };
}

export class Camera {
	private stream?: MediaStream;

	constructor(private video: HTMLVideoElement) {}

	// The chosen one, else the one that looks away from whoever holds the telephone.
	async open() {
		const deviceId = localStorage.getItem(CHOSEN);
		const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
		const which = deviceId ? { deviceId: { ideal: deviceId } } : { facingMode: { ideal: "environment" } };
		this.close();
		this.stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...which, ...size } });
		this.video.srcObject = this.stream;
		await this.video.play();
	}

	close() {
		this.stream?.getTracks().forEach((track) => track.stop());
		this.stream = undefined;
		this.video.srcObject = null;
	}

	get isOpen() {
		return this.track?.readyState === "live";
	}

	get can(): Abilities {
		return this.track?.getCapabilities?.() ?? {};
	}

	set(what: { torch: boolean } | { zoom: number }) {
		return this.track?.applyConstraints({ advanced: [what as MediaTrackConstraintSet] });
	}

	async count() {
		return (await this.all()).length;
	}

	async next() {
		const all = await this.all();
		const at = all.findIndex(({ deviceId }) => deviceId === this.track?.getSettings().deviceId);
		localStorage.setItem(CHOSEN, all[(at + 1) % all.length].deviceId);
		await this.open();
	}

	private get track() {
		return this.stream?.getVideoTracks()[0];
	}

	private async all() {
		return (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
	}
}
