// SPDX-License-Identifier: EUPL-1.2
// The main pages of a lab with a year behind it: how long the server takes for each, and what a slow phone sees of it in
// Chromium, beside a page of the same size that is only ever the same bytes.
import { openAs, startBrowser } from "../lib/browser.mjs";
import { send } from "../lib/http.mjs";
import { startLab } from "../lib/lab.mjs";
import { median, program, startConstant, takeTurns } from "./measure.mjs";

const now = "2026-06-16T10:00:00+02:00";
const pages = {
	"": ["/", "/resources", "/resources/prusa-1", "/resources/prusa-1/power?days=91", "/timetable", "/timetable?view=month", "/privacy", "/api"],
	"startup@example.org": ["/", "/bookings", "/bookings/new?resource=cad-1", "/account"],
	"staff@example.org": ["/today", "/bookings", "/people", "/usage", "/usage?from=2025-06-17&until=2026-06-16", "/devices", "/admin/audit"],
};

/* About a good telephone of some years ago on a bad day: 1.6 Mbit/s, 150 ms, a quarter of this processor. */
const phone = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };

const milliseconds = async (ask) => {
	const began = performance.now();
	await ask();
	return performance.now() - began;
};

async function several(ask, times = 9) {
	const took = [];
	for (let i = 0; i < times; i++) took.push(await milliseconds(ask));
	return median(took);
}

/* In the page: what has been painted, and whether anything moved. */
const observe = () => new Promise((resolve) => setTimeout(() => {
	let shift = 0;
	new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { shift += value; })).observe({ type: "layout-shift", buffered: true });
	const loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].filter(({ initiatorType }) => initiatorType !== "fetch");
	setTimeout(() => resolve({
		paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime, shift, requests: loaded.length,
		bytes: loaded.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
	}), 0);
}, 300));

async function look(page, url) {
	const session = await page.context().newCDPSession(page);
	await session.send("Network.enable");
	await session.send("Network.clearBrowserCache");
	await session.send("Network.emulateNetworkConditions", phone);
	await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
	await page.goto(url);
	return page.evaluate(observe);
}

async function measure(row, { lab, browser, email, path }) {
	const person = email ? await lab.signIn(email) : { cookie: "" };
	const ask = () => send(lab, path, { headers: { accept: "text/html", cookie: person.cookie, "accept-encoding": "gzip" } });
	const { bytes, status } = await ask();
	if (status !== 200) throw new Error(`${path}: ${status}`);
	const constant = await startConstant(bytes.length), page = await openAs(browser, lab, email, { width: 360, height: 740 });
	const blank = await openAs(browser, lab, "", { width: 360, height: 740 });
	const what = `${path}${email ? ` (${email.split("@")[0]})` : ""}`;
	try {
		row({ what, unit: "ms to the page's last byte", at: "≤", reach: 50, absolute: true,
			...await takeTurns(() => several(ask), () => several(() => send(constant, "/"))) });
		let seen;
		const painted = await takeTurns(async () => { seen = await look(page, path); return seen.paint; }, async () => (await look(blank, constant.url)).paint, 3);
		row({ what: "  first paint on a slow phone", unit: `ms; ${(seen.bytes / 1000).toFixed(1)} kB, ${seen.requests} requests, shift ${seen.shift.toFixed(3)}`, ...painted });
		if (seen.shift > 0) row({ what: "  something moved", unit: "layout shift", ours: seen.shift, at: "≤", reach: 0 });
	} finally {
		await Promise.all([constant.stop(), page.context().close(), blank.context().close()]);
	}
}

export async function pagesOfAYear(row) {
	const lab = await startLab({ command: "serve", args: ["--clock", now], prepare: (where) => program("year", where, now) });
	const browser = await startBrowser();
	try {
		for (const [email, paths] of Object.entries(pages))
			for (const path of paths) await measure(row, { lab, browser, email, path });
	} finally {
		await browser.close();
		await lab.stop();
	}
}
