// SPDX-License-Identifier: EUPL-1.2
// Reads QR codes and calendars back with programs that are not ours.
import { spawnSync } from "node:child_process";
import ICAL from "ical.js";

function pipe(command, args, input) {
	const { status, stdout, stderr, error } = spawnSync(command, args, { input, maxBuffer: 1 << 26 });
	if (error || status) throw new Error(`${command}: ${error ?? stderr}`);
	return stdout;
}

/* The text of the one QR code in a PNG. */
export const readCode = (png) =>
	pipe("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "--nodbus", "-"], png).toString().replace(/\n$/, "");

export const svgToPng = (svg, width = 600) => pipe("rsvg-convert", ["--width", String(width), "--background-color=white"], svg);

/* The events of a calendar by ical.js, with its own time zones put to use. */
export function readCalendar(text) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	ICAL.TimezoneService.reset();
	for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
	return { calendar, events: calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event)) };
}
