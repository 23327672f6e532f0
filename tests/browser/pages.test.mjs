// SPDX-License-Identifier: EUPL-1.2
// Every page that the lab says it has, for everybody who may see it: no barrier, nothing too wide or too heavy, nothing
// from elsewhere, one language at a time. Each page is opened once for a visitor; what is found there is asserted here.
import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { barriers, isWiderThanScreen, openAs, say, startBrowser } from "../lib/browser.mjs";
import { walk } from "../lib/focus.mjs";
import { slot, startLabInJune } from "../lib/http.mjs";
import { house } from "../lib/lab.mjs";

const heaviest = 60_000; /* bytes, compressed: a page on a slow phone */
const album = join(house, ".build/tests/pages");

/* Each page in each width with each theme by somebody; what does not depend on them is looked for in one of them. */
const rules = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"];
const looks = {
	de: [{ width: 360, theme: "light", key: "Tab" }, { width: 1280, theme: "dark", rules }],
	en: [{ width: 1280, theme: "light", key: "Shift+Tab", forced: true }, { width: 360, theme: "dark", rules }],
};

/* Two people of each kind, since a person has one language at a time. */
const visitors = [
	{ who: "nobody", emails: ["", ""] },
	{ who: "a member", emails: ["startup@example.org", "teacher@example.org"] },
	{ who: "staff", emails: ["staff@example.org", "admin@example.org"] },
].flatMap(({ who, emails }) => ["de", "en"].map((language, n) => ({ who, language, email: emails[n] })));

/* What no link leads to, but a camera, a mail, a form or a mistake does. */
const unlinked = {
	"/T": "/T",
	"/session": "/session",
	"/join": "/join",
	"/password": "/password",
	"/offline": "/offline",
	"/display": "/display",
	"/tickets/{token}": "/tickets/nothing",
	"/admin/closures/new": "/admin/closures/new?from=2026-06-16T08:00&until=2026-06-17T18:00&kind=maintenance&reason=Filter",
	"a form with a time": "/bookings/new?resource=cad-1&from=2026-07-06T08:00:00Z&until=2026-07-06T09:00:00Z",
	"a form with dates": "/bookings/new?resource=cad-2&from=2026-07-07T08:00&until=2026-07-07T10:00&every=week&last=2026-07-21",
	"a form that is refused": "/bookings/new?resource=laser&from=2026-06-16T03:00&until=2026-06-16T04:00",
	"a week of all": "/timetable?view=week&kind=printer_3d&hours=2",
	"a month of all": "/timetable?view=month",
	"a guide for teachers": "/help/teacher",
	"a guide for the team": "/help/staff",
	"a missing page": "/bookings/nothing",
};

rmSync(album, { recursive: true, force: true });
mkdirSync(album, { recursive: true });
const [lab, browser] = await Promise.all([startLabInJune(), startBrowser()]);
after(async () => {
	await browser.close();
	await lab.stop();
});

/* What not everybody has: a class's sheet. */
const ofSome = ["/seats/{ref}/sheet"];

/* The code on a machine is for cameras. */
const { labels } = await (await (await lab.signIn("staff@example.org")).fetch("/admin/labels")).json();
unlinked["/M/{code}"] = labels.find(({ href }) => href).href;

const { paths } = await (await lab.fetch("/openapi.json")).json();
const kinds = Object.entries(paths)
	.filter(([, { get }]) => get && Object.values(get.responses).some(({ content }) => content?.["text/html"]))
	.map(([path, { get }]) => ({ path, access: get["x-access"], is: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/?.]+")}$`) }));
const may = { "nobody": ["anyone"], "a member": ["anyone", "person"], "staff": ["anyone", "person", "staff", "admin"] };

/* What the demo's people have not done yet. */
async function repeat(person, hour) {
	const json = { ...slot("cad-3", 16, `1${hour}:00`, `1${hour}:30`), repeat: "FREQ=WEEKLY;COUNT=2" };
	assert.equal((await person.fetch("/bookings", { json })).status, 201);
}

/* One address of each kind of page, found as people find it: by the links from the front page on. */
async function findPages({ who, email, language }) {
	const person = email ? await lab.signIn(email) : lab;
	if (email) await repeat(person, visitors.findIndex((visitor) => visitor.email === email));
	const allowed = kinds.filter(({ access }) => may[who].includes(access));
	const found = {}, waiting = new Set(["/"]);
	const times = {}; /* not every booking can be moved: links are taken from a few pages of a kind */
	const looked = ({ path }) => (times[path] = (times[path] ?? 0) + 1);
	for (const address of waiting) {
		const kind = allowed.find(({ is }) => is.test(address.split(/[?#]/)[0]));
		if (!kind || looked(kind) > 30) continue;
		const answer = await person.fetch(address, { headers: { "accept": "text/html", "accept-language": language } });
		if (!answer.ok) continue;
		found[kind.path] ??= address;
		for (const [, href] of (await answer.text()).matchAll(/<a\b[^>]*?\shref="(\/[^"]*)"/g)) waiting.add(href.replaceAll("&amp;", "&"));
	}
	const extra = Object.entries(unlinked)
		.filter(([kind]) => kind.startsWith("a ") ? who !== "nobody" : allowed.some(({ path }) => path === kind));
	return { allowed: allowed.map(({ path }) => path), pages: { ...found, ...Object.fromEntries(extra) } };
}

/* What the lab's people call their things is in their language. */
const { resources } = await (await lab.fetch("/resources")).json();
const names = resources.flatMap(({ name, location, description }) => [description, location, name]);

/* In the page: all that is said, also where one does not look, but what says itself that it is in another language. */
function allText() {
	const body = document.body.cloneNode(true), { lang } = document.documentElement;
	for (const one of body.querySelectorAll("[lang]")) if (one.lang !== lang) one.remove();
	const parts = [document.title, body.textContent];
	for (const one of document.querySelectorAll("template")) parts.push(one.content.textContent);
	for (const one of document.querySelectorAll("[aria-label], [alt], [title], [placeholder]"))
		for (const name of ["aria-label", "alt", "title", "placeholder"]) parts.push(one.getAttribute(name) ?? "");
	return parts.join(" \n ").replace(/[^\S\n]+/g, " ");
}

/* In the page: its bytes on the wire; what a live page asks again and again is not it. */
function weight() {
	const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
	return entries.filter(({ initiatorType }) => initiatorType !== "fetch").reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
}

/* In the page: the slowest that anything moves or fades, in seconds. */
const slowest = () => Math.max(...[...document.querySelectorAll("*")].flatMap((one) => {
	const { transitionDuration, animationName, animationDuration } = getComputedStyle(one);
	return [...transitionDuration.split(","), ...(animationName === "none" ? [] : animationDuration.split(","))].map(parseFloat);
}));

/* Each text of a catalogue that is long enough not to be in the other language by chance. */
const both = ["Administration"]; /* means the same in each */
const texts = (language, other) => Object.entries(say[language])
	.filter(([key, text]) => !both.includes(text) && text.replace(/\P{L}/gu, "").length > 12 && !Object.values(say[other]).some((one) => one.includes(text)) && key)
	.map(([, text]) => text);
const foreign = { de: texts("en", "de"), en: texts("de", "en") };

async function tooWide(page) {
	const wide = [];
	for (const [width, size] of [[320, "100%"], [640, "200%"], [1280, "200%"]]) {
		await page.setViewportSize({ width, height: 800 });
		await page.evaluate((to) => { document.documentElement.style.fontSize = to; }, size);
		if (await isWiderThanScreen(page)) wide.push(`${width} px with text at ${size}`);
	}
	await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
	return wide;
}

/* With the keyboard, forwards on a phone's width, and backwards in colours that the reader chose: what sticks to an edge
 * covers what is scrolled to from the other side. */
async function goThrough(page, { key, forced }) {
	await page.emulateMedia({ forcedColors: forced ? "active" : "none" });
	const wrong = await walk(page, key);
	await page.emulateMedia({ forcedColors: "none" });
	return wrong;
}

async function look(page, { width, theme, rules, key, forced }, name) {
	await page.setViewportSize({ width, height: 800 });
	await page.emulateMedia({ colorScheme: theme });
	await page.evaluate(() => document.activeElement?.blur()); /* the skip link lies over the brand while it has the focus */
	const found = await barriers(page, rules && { runOnly: rules });
	if (await isWiderThanScreen(page)) found.push("wider than the screen");
	if (key) found.push(...await goThrough(page, { key, forced }));
	if (!rules) await page.screenshot({ path: join(album, `${name}-${width}-${theme}.jpg`), type: "jpeg", quality: 60, fullPage: true });
	return found.map((barrier) => `${width} px, ${theme}: ${barrier}`);
}

async function visit(page, address, { who, language }) {
	const answer = await page.goto(address);
	const faults = page.faults.splice(0).filter((fault) => answer.ok() || !fault.includes(`status of ${answer.status()}`));
	const text = names.reduce((rest, name) => rest.replaceAll(name, ""), await page.evaluate(allText));
	const seen = {
		ok: answer.ok(),
		title: await page.title(),
		wrong: [
			...faults,
			...page.elsewhere.splice(0),
			...foreign[language].filter((one) => text.includes(one)).map((one) => `in the other language: ${one}`),
		],
	};
	const { lang, headings, bytes } = await page.evaluate(`({ lang: document.documentElement.lang,
		headings: document.querySelectorAll("h1").length, bytes: (${weight})() })`);
	if (lang !== language) seen.wrong.push(`lang="${lang}"`);
	if (headings !== 1) seen.wrong.push(`${headings} headings of level 1`);
	if (!(bytes > 1000 && bytes <= heaviest)) seen.wrong.push(`${bytes} bytes`);
	const name = `${who.replace("a ", "")}-${language}-${address.replace(/\W+/g, "_").slice(0, 40)}`;
	for (const one of looks[language]) seen.wrong.push(...await look(page, one, name));
	seen.wrong.push(...(await tooWide(page)).map((where) => `too wide at ${where}`));
	if (await page.evaluate(slowest) > 0) seen.wrong.push("moves though motion is unwanted");
	return seen;
}

async function open({ email, language }) {
	const page = await openAs(browser, lab, email, { language, reducedMotion: "reduce" });
	page.elsewhere = [];
	page.on("request", (request) => {
		if (new URL(request.url()).origin !== lab.url) page.elsewhere.push(`asked elsewhere: ${request.url()}`);
	});
	return page;
}

async function tour(t, visitor) {
	const { allowed, pages } = await findPages(visitor);
	const page = await open(visitor);
	const titles = {};
	for (const [kind, address] of Object.entries(pages))
		await t.test(kind, async () => {
			const { ok, title, wrong } = await visit(page, address, visitor);
			assert.deepEqual(wrong, []);
			assert.match(title, /\p{L}{3}.* · Smart Lab$/u);
			if (ok) (titles[title] ??= []).push(address.split("?")[0]);
		});
	await t.test("no two pages have one title", () => {
		assert.deepEqual(Object.entries(titles).filter(([, addresses]) => new Set(addresses).size > 1), []);
	});
	await t.test("links lead to every page", () => {
		assert.deepEqual(allowed.filter((path) => !pages[path] && !ofSome.includes(path)), []);
	});
	await page.context().close();
}

test("every page has no barrier, is light, keeps to the screen and to one language", { concurrency: 2 }, (t) =>
	Promise.all(visitors.map((visitor) => t.test(`for ${visitor.who}, in ${visitor.language}`, (tt) => tour(tt, visitor)))));
