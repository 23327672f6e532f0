// SPDX-License-Identifier: EUPL-1.2
// What Chromium's fake camera sees: pictures as uncompressed YUV4MPEG2, made from a code's picture.
import { writeFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { chromium } from "playwright-core";
import { svgToPng } from "./codes.mjs";

const width = 640, height = 480, rate = 5;

/* Luminance of a PNG of eight bits a channel in colour, as rsvg-convert writes it. */
function readPng(png) {
	const wide = png.readUInt32BE(16), high = png.readUInt32BE(20), parts = [];
	const channels = { 2: 3, 6: 4 }[png[25]];
	if (png[24] !== 8 || !channels) throw new Error("not 8 bit RGB");
	for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
		if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
	const lines = inflateSync(Buffer.concat(parts)), step = wide * channels, pixels = Buffer.alloc(step * high);
	for (let y = 0; y < high; y++)
		for (let x = 0; x < step; x++) {
			const left = x < channels ? 0 : pixels[y * step + x - channels], up = y ? pixels[(y - 1) * step + x] : 0;
			const corner = x < channels || !y ? 0 : pixels[(y - 1) * step + x - channels], guess = left + up - corner;
			const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value));
			const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
			const before = [0, left, up, (left + up) >> 1, paeth][lines[y * (step + 1)]];
			pixels[y * step + x] = lines[y * (step + 1) + 1 + x] + before;
		}
	return { wide, high, luminance: (x, y) => pixels[y * step + x * channels] };
}

/* A frame in which the pictures lie beside each other in the middle of a grey table; none: only the table. */
function frameOf(svgs) {
	const luma = Buffer.alloc(width * height, 150), chroma = Buffer.alloc(width * height / 2, 128);
	svgs.forEach((svg, n) => {
		const { wide, high, luminance } = readPng(svgToPng(svg, svgs.length > 1 ? 230 : 400));
		const left = ((width - wide * svgs.length) >> 1) + n * wide, top = (height - high) >> 1;
		for (let y = 0; y < high; y++)
			for (let x = 0; x < wide; x++) luma[(top + y) * width + left + x] = 16 + Math.round(luminance(x, y) * 219 / 255);
	});
	return Buffer.concat([Buffer.from("FRAME\n"), luma, chroma]);
}

/* What the camera sees: each picture, or several at once, for so many seconds, over and over; null is none. */
export function writeFilm(path, pictures, seconds = 1) {
	const frames = pictures.flatMap((svg) => Array(seconds * rate).fill(frameOf([svg ?? []].flat())));
	writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`), ...frames]));
}

/* Debian's Chromium, whose camera plays that film from its beginning each time a page opens it. */
export function startBrowserWithCamera(film) {
	return chromium.launch({
		executablePath: "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking",
			"--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`],
	});
}
