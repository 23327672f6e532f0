// SPDX-License-Identifier: EUPL-1.2
// Runs the benches that were asked for, one after the other, and prints what they found as one table.
import { cpus, loadavg } from "node:os";
import { bookings } from "./bookings.mjs";
import { codes } from "./codes.mjs";
import { feed } from "./feed.mjs";
import { growth } from "./growth.mjs";
import { pagesOfAYear } from "./pages.mjs";
import { plugs } from "./plugs.mjs";
import { reads } from "./reads.mjs";
import { rest } from "./rest.mjs";
import { uplinks } from "./uplinks.mjs";

const benches = { reads, bookings, codes, feed, growth, uplinks, plugs, rest, pages: pagesOfAYear };
const asked = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches);
const rows = [];

const figure = (n) => (n === undefined ? "" : n >= 100 ? Math.round(n).toLocaleString("en") : n.toPrecision(3));

/* at: "≥" or "≤" what; without one the row only informs. What is to be reached is the ratio, if there is one and absolute
 * does not say that it is the figure itself. */
function verdict({ ratio, ours, at, reach, absolute }) {
	if (!at) return "";
	const value = absolute ? ours : ratio ?? ours;
	return (at === "≥" ? value >= reach : value <= reach) ? "reached" : "not reached";
}

function print() {
	const cells = [["", "ours", "limit", "unit", "ratio", "reach", ""], ...rows.map((row) => [row.what, figure(row.ours),
		figure(row.limit), row.unit, row.ratio === undefined ? "" : row.ratio.toFixed(2),
		row.at ? `${row.at} ${figure(row.reach)}` : "", verdict(row)])];
	const width = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
	for (const row of cells)
		console.log(row.map((cell, i) => (i && i < 3) || i === 4 ? cell.padStart(width[i]) : cell.padEnd(width[i])).join("  ").trimEnd());
}

for (const name of asked) {
	if (!benches[name]) throw new Error(`there is no bench ${name}; there are ${Object.keys(benches).join(" ")}`);
	const began = Date.now();
	console.log(`== ${name} (load ${loadavg()[0].toFixed(1)} on ${cpus().length} cores)`);
	await benches[name]((row) => rows.push(row));
	console.log(`  took ${Math.round((Date.now() - began) / 1000)} s`);
}
print();
