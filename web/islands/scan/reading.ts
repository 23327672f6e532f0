// SPDX-License-Identifier: EUPL-1.2
// From pictures to codes: by the browser itself where it can, else by the WebAssembly reader in its worker, which is
// fetched only then.

const PAUSE = 100; // ms between two pictures
const SIDE = 720; // px of the square in the middle that is looked at

type Look = (video: HTMLVideoElement) => Promise<string>;

interface Detector {
	detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
	new (options: { formats: string[] }): Detector;
	getSupportedFormats(): Promise<string[]>;
}

async function ownLook(): Promise<Look | undefined> {
	const Detector = (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
	if (!Detector || !(await Detector.getSupportedFormats()).includes("qr_code")) return undefined;
	const detector = new Detector({ formats: ["qr_code"] });
	return async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
}

function workerLook(address: string): Look {
	const worker = new Worker(address);
	const canvas = document.createElement("canvas");
	const context = canvas.getContext("2d", { willReadFrequently: true })!;
	return (video) => {
		const side = Math.min(video.videoWidth, video.videoHeight);
		const to = Math.min(side, SIDE);
		if (!to) return Promise.resolve("");
		canvas.width = canvas.height = to;
		context.drawImage(video, (video.videoWidth - side) / 2, (video.videoHeight - side) / 2, side, side, 0, 0, to, to);
		const picture = context.getImageData(0, 0, to, to);
		return new Promise((resolve, reject) => {
			worker.onmessage = ({ data }) => resolve(data);
			worker.onerror = reject;
			worker.postMessage(picture, [picture.data.buffer]);
		});
	};
}

// Calls seen with each code that comes before the camera, again and again while it stays, as long as isOn says so.
export async function readOn(video: HTMLVideoElement, address: string, isOn: () => boolean, seen: (code: string) => void) {
	const look = await ownLook() ?? workerLook(address);
	while (isOn()) {
		const code = document.hidden ? "" : await look(video);
		if (code && isOn()) seen(code);
		await new Promise((resolve) => setTimeout(resolve, PAUSE));
	}
}
