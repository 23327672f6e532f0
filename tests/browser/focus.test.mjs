// SPDX-License-Identifier: EUPL-1.2
// What pages.test.mjs uses on every page, tried on pages that are wrong: a check that cannot fail would find nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, startBrowser } from "../lib/browser.mjs";
import { walk } from "../lib/focus.mjs";

let browser;

before(async () => { browser = await startBrowser(); });
after(() => browser.close());

async function wrongOn(html, key) {
	const page = await openPage(browser, { width: 360, height: 400 });
	await page.setContent(`<!doctype html><style>a { display: block; height: 100px }</style>${html}`);
	const wrong = await walk(page, key);
	await page.context().close();
	return wrong.map((one) => one.split(":")[0]);
}

const links = Array.from({ length: 12 }, (_, n) => `<a href="#${n}">Link ${n}</a>`).join("");

test("a plain page of links has nothing to find, in either direction", async () => {
	assert.deepEqual(await wrongOn(links, "Tab"), []);
	assert.deepEqual(await wrongOn(links, "Shift+Tab"), []);
});

test("what sticks to the bottom and hides the focus is found", async () => {
	const bar = `<div style="position: fixed; inset: auto 0 0 0; height: 200px; background: white"></div>`;
	assert.ok((await wrongOn(links + bar, "Tab")).includes("covered"));
});

test("what sticks to the top and hides the focus is found backwards", async () => {
	const bar = `<div style="position: sticky; top: 0; height: 200px; background: white"></div>`;
	assert.ok((await wrongOn(bar + links, "Shift+Tab")).includes("covered"));
});

test("a focus that does not show is found, and one beside the page", async () => {
	assert.ok((await wrongOn(`<style>a:focus { outline: none }</style>${links}`, "Tab")).includes("no outline"));
	assert.ok((await wrongOn(`<a href="#x" style="position: fixed; left: -900px; width: 9px">x</a>${links}`, "Tab")).includes("out of view"));
});
