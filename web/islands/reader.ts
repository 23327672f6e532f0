// SPDX-License-Identifier: EUPL-1.2
// Reads QR codes where the browser cannot: a worker, so that the page stays quick, and the only script of the lab that
// may compile WebAssembly (see web/static.c). Gets a picture, answers with its text, or "".
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

interface Worker {
	location: Location;
	onmessage: ((event: MessageEvent<ImageData>) => void) | null;
	postMessage(text: string): void;
}

const worker = self as unknown as Worker;

prepareZXingModule({ overrides: { locateFile: (file: string) => `/static/${file}${worker.location.search}` } });

worker.onmessage = async ({ data }) => {
	const [code] = await readBarcodes(data, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
	worker.postMessage(code?.isValid ? code.text : "");
};
