// SPDX-License-Identifier: EUPL-1.2
// From pictures to codes: by the browser itself where it can, else by the WebAssembly reader in its worker, which is
// fetched only then.

const PAUSE = 100; // ms between two pictures
const SIDE = 720; // px of the square in the middle of the camera's picture that is looked at
const WIDEST = 1_600; // px of a picture that was taken before

type Picture = HTMLVideoElement | ImageBitmap;
type Look = (picture: Picture) => Promise<string[]>;

interface Detector {
	detect(source: Picture): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
	new (options: { formats: string[] }): Detector;
	getSupportedFormats(): Promise<string[]>;
}

async function ownLook(): Promise<Look | undefined> {
	const Detector = (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
	if (!Detector || !(await Detector.getSupportedFormats()).includes("qr_code")) return undefined;
	const detector = new Detector({ formats: ["qr_code"] });
	return async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue);
}

// Of the camera its middle, of another picture all; undefined: there is nothing yet.
function pixelsOf(picture: Picture, context: CanvasRenderingContext2D) {
	const isFilm = picture instanceof HTMLVideoElement;
	const [wide, high] = isFilm ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];
	const [width, height] = isFilm ? [Math.min(wide, high), Math.min(wide, high)] : [wide, high];
	const scale = Math.min(1, (isFilm ? SIDE : WIDEST) / Math.max(width, height));
	if (!width) return undefined;
	const canvas = Object.assign(context.canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
	context.drawImage(picture, (wide - width) / 2, (high - height) / 2, width, height, 0, 0, canvas.width, canvas.height);
	return context.getImageData(0, 0, canvas.width, canvas.height);
}

function workerLook(address: string): Look {
	const worker = new Worker(address);
	const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
	return (picture) => {
		const pixels = pixelsOf(picture, context);
		if (!pixels) return Promise.resolve([]);
		return new Promise((resolve, reject) => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = ({ data }) => resolve(data);
			worker.onerror = reject;
			worker.postMessage(pixels, [pixels.data.buffer, port2]);
		});
	};
}

let chosen: Promise<Look> | undefined;

const look = (address: string) => (chosen ??= ownLook().then((own) => own ?? workerLook(address)));

// Calls seen with the codes that are before the camera, again and again while they stay, as long as isOn says so.
export async function readOn(video: HTMLVideoElement, address: string, isOn: () => boolean, seen: (codes: string[]) => void) {
	const lookAt = await look(address);
	while (isOn()) {
		const codes = document.hidden ? [] : await lookAt(video);
		if (codes.length && isOn()) seen(codes);
		await new Promise((resolve) => setTimeout(resolve, PAUSE));
	}
}

// Where no camera may be opened: a picture that was taken with it, or was sent.
export async function readPicture(file: File, address: string) {
	const picture = await createImageBitmap(file);
	const codes = await (await look(address))(picture);
	picture.close();
	return codes;
}
