// SPDX-License-Identifier: EUPL-1.2
// Reads as JSON, 64 connections that stay: beside libmicrohttpd answering a constant as long as the same answer.
import { load, startConstant, startSeeded, takeTurns } from "./measure.mjs";

const address = (lab, path) => new URL(path, lab.url).href;

async function compare(lab, path) {
	const { size } = await (await lab.fetch(path, { headers: lab.bearer })).blob();
	const constant = await startConstant(size);
	try {
		return { unit: `requests/s of ${size} bytes`, at: "≥", reach: 0.5, ...await takeTurns(
			() => load(address(lab, path), { headers: lab.bearer }), () => load(constant.url)) };
	} finally {
		await constant.stop();
	}
}

export async function reads(row) {
	const lab = await startSeeded({ coming: 100 });
	try {
		const { bookings: [booking] } = await (await lab.fetch("/bookings", { headers: lab.bearer })).json();
		row({ what: "booking, read", ...await compare(lab, `/bookings/${booking.ref}`) });
		row({ what: "timetable of a day, 8 of 24 slots booked", ...await compare(lab, "/resources/machine-1/timetable?days=1") });
		row({ what: "timetable of a week, 56 of 168", ...await compare(lab, "/resources/machine-1/timetable") });
	} finally {
		await lab.stop();
	}
}
