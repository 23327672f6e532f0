// SPDX-License-Identifier: EUPL-1.2
// Reads QR codes where the browser cannot: a worker, so that the page stays quick, and the only script of the lab that
// may compile WebAssembly (see web/static.c). Gets a picture and a port, answers there with the texts of all its codes.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

interface Worker {
	location: Location;
	onmessage: ((event: MessageEvent<ImageData>) => void) | null;
}

const MOST = 24; // codes in one picture, a class's sheet

const worker = self as unknown as Worker;

prepareZXingModule({ overrides: { locateFile: (file: string) => `/static/${file}${worker.location.search}` } });

worker.onmessage = async ({ data, ports: [port] }) => {
	const codes = await readBarcodes(data, { formats: ["QRCode"], maxNumberOfSymbols: MOST });
	port.postMessage(codes.filter(({ isValid }) => isValid).map(({ text }) => text));
};
