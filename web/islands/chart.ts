// SPDX-License-Identifier: EUPL-1.2
// Draws again with uPlot what the server has drawn: now one can point at it, go along it with the arrow keys, and choose
// a part of a machine's power by dragging. The figures come from the page itself, colours from the picture they replace.
import uPlot from "uplot";
import { paint, type Paint } from "./chart/paint";
import { hear } from "./chart/keys";

interface Series {
	data: uPlot.AlignedData;
	begin: number;
	end: number;
	most: number; /* of the scale */
	unit: string;
	names: string[]; /* of the values at one place, in front of them */
	when: (at: number) => string;
	bars: boolean;
	zoom?: string; /* the page that shows a part of it */
}

const language = document.documentElement.lang === "en" ? "en-GB" : "de";
const clock = new Intl.DateTimeFormat(language, { timeZone: "Europe/Berlin", weekday: "short", day: "numeric", month: "short",
	hour: "2-digit", minute: "2-digit" });
const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const words = document.getElementById("chart-words")?.dataset ?? {};

/* "at watts at watts x at watts": an x is where the line breaks. */
function readFigures({ figures = "", begin, end, zoom }: DOMStringMap): Omit<Series, "most"> {
	const times: number[] = [], watts: (number | null)[] = [];
	const parts = figures.trim().split(" ");
	for (let at = 0; at < parts.length; at += 2) {
		if (parts[at] === "x") {
			times.push(times[times.length - 1] + 1);
			watts.push(null);
			at++;
		}
		times.push(Number(parts[at]));
		watts.push(Number(parts[at + 1]));
	}
	return { data: [times, watts], begin: Number(begin), end: Number(end), unit: "W", names: [""], bars: false, zoom,
		when: (at) => clock.format(at * 1000) };
}

/* The first column is what each row is about, the others are minutes. */
function readTable(table: HTMLTableElement): Omit<Series, "most"> {
	const rows = [...table.tBodies[0].rows];
	const names = [...table.tHead!.rows[0].cells].slice(1).map((cell) => cell.textContent!);
	const column = (at: number) => rows.map((row) => Number(row.cells[at + 1].querySelector("data")!.value) / 60);
	const heads = rows.map((row) => row.cells[0].textContent!);
	return { data: [rows.map((_, at) => at), ...names.map((_, at) => column(at))], begin: -0.5, end: rows.length - 0.5, unit: "h",
		names: names.map((name) => `${name} `), bars: true, when: (at) => heads[at] };
}

/* The scale is the one that the server wrote above its picture. */
function read(figure: HTMLElement): Series {
	const most = parseFloat(figure.querySelector(".chart text")?.textContent ?? "") || 1;
	const { table } = figure.dataset;
	return { ...(table ? readTable(document.getElementById(table) as HTMLTableElement) : readFigures(figure.dataset)), most };
}

/* What stands at one place, in words. */
function tell({ data, when, names, unit }: Series, at: number) {
	const values = data.slice(1).map((one, n) => `${names[n]}${number.format(Number(one[at]))} ${unit}`);
	return `${when(data[0][at])}: ${values.join(", ")}`;
}

function options(series: Series, { width, height }: DOMRect, colour: Paint): uPlot.Options {
	const bar = (align: 1 | -1) => uPlot.paths.bars!({ size: [0.4, 60], align });
	const lines: uPlot.Series[] = series.bars
		? [{ stroke: colour.line, fill: colour.pale, paths: bar(-1), points: { show: false } },
			{ stroke: colour.line, fill: colour.strong, paths: bar(1), points: { show: false } }]
		: [{ stroke: colour.line, fill: colour.pale, width: 2, points: { show: false } }];
	const step = Math.ceil((series.end - series.begin) / 7);
	const size = 18, gap = 2, font = colour.font;
	const grid = { stroke: colour.grid, width: 1 };
	return {
		width, height, padding: [18, 0, 0, 0], legend: { show: false },
		scales: { x: { time: !series.bars, range: [series.begin, series.end] }, y: { range: [0, series.most] } },
		series: [{}, ...lines],
		axes: [{ stroke: colour.text, font, size, gap, grid: { show: false }, ticks: { show: false },
			...(series.bars && { splits: () => series.data[0].filter((at) => at % step === 0) as number[],
				values: (_, at) => at.map((one) => series.when(one).split(",")[0]) }),
			...(!series.bars && { values: dates(series.end - series.begin), space: 90 }) },
		{ show: false, grid }],
		hooks: { draw: [(plot) => scale(plot, series, colour)] },
		cursor: { y: false, drag: { x: Boolean(series.zoom), y: false, setScale: false }, points: { show: !series.bars, size: 8, fill: colour.line } },
		tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "Europe/Berlin"),
	};
}

/* Below the line: hours while it is about two days, then days. */
function dates(length: number): uPlot.Axis.Values {
	const format = new Intl.DateTimeFormat(language, { timeZone: "Europe/Berlin",
		...(length <= 2 * 86400 ? { hour: "2-digit", minute: "2-digit" } : { day: "2-digit", month: language === "de" ? "2-digit" : "short" }) });
	return (_, at) => at.map((one) => format.format(one * 1000));
}

/* The highest value, above the line that stands for it, as the server writes it; and the ground line. */
function scale({ ctx, bbox }: uPlot, { unit, most }: Series, colour: Paint) {
	const ratio = devicePixelRatio;
	ctx.save();
	ctx.strokeStyle = colour.grid;
	ctx.lineWidth = ratio;
	for (const y of [bbox.top, bbox.top + bbox.height]) {
		ctx.beginPath();
		ctx.moveTo(bbox.left, y);
		ctx.lineTo(bbox.left + bbox.width, y);
		ctx.stroke();
	}
	ctx.fillStyle = colour.text;
	ctx.textAlign = "left";
	ctx.textBaseline = "alphabetic";
	ctx.font = colour.font.replace(/[\d.]+px/, (size) => `${parseFloat(size) * ratio}px`);
	ctx.fillText(`${number.format(most)} ${unit}`, bbox.left, bbox.top - 5 * ratio);
	ctx.restore();
}

/* Dragging chooses: the page of that part has its own table, address and history. */
function zoom(plot: uPlot, { zoom: path }: Series) {
	const { left, width } = plot.select;
	if (!path || width < 8) return;
	const [from, until] = [left, left + width].map((x) => Math.round(plot.posToVal(x, "x")));
	const middle = (from + until) / 2, half = Math.max((until - from) / 2, 300);
	const instant = (at: number) => new Date(Math.round(at) * 1000).toISOString().slice(0, 19) + "Z";
	location.assign(`${path}?from=${instant(middle - half)}&until=${instant(middle + half)}`);
}

function mount(figure: HTMLElement) {
	const old = figure.querySelector<SVGElement>(".chart");
	if (!old) return;
	const place = document.createElement("div"), said = document.createElement("output");
	const box = old.getBoundingClientRect();
	place.className = figure.dataset.table ? "plot tall" : "plot";
	said.ariaHidden = "true";
	let series = read(figure), colour = paint(old);
	figure.before(place);
	let plot: uPlot;
	const draw = () => {
		plot?.destroy();
		colour = paint(old);
		plot = new uPlot({ ...options(series, { ...box, width: place.clientWidth, height: place.clientHeight }, colour) }, series.data, place);
		plot.hooks.setSelect = [() => zoom(plot, series)];
		plot.hooks.setCursor = [() => { said.textContent = plot.cursor.idx == null ? "" : tell(series, plot.cursor.idx); }];
	};
	draw();
	place.append(said);
	hear(place, { label: old.getAttribute("aria-label") ?? "", hint: words.hint ?? "", count: () => series.data[0].length,
		tell: (at) => tell(series, at),
		show: (at) => plot.setCursor({ left: plot.valToPos(series.data[0][at], "x"), top: 0 }) });
	new ResizeObserver(() => plot.width !== place.clientWidth && plot.setSize({ width: place.clientWidth, height: place.clientHeight })).observe(place);
	new MutationObserver(() => { series = read(figure); draw(); }).observe(figure, { attributeFilter: ["data-figures"] });
	for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", draw);
}

document.querySelectorAll<HTMLElement>("figure[data-figures], figure[data-table]").forEach(mount);
