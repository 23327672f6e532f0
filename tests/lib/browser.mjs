// SPDX-License-Identifier: EUPL-1.2
// Debian's Chromium with an empty profile, people who use it, and axe-core to look for barriers.
import { readFileSync } from "node:fs";
import axe from "axe-core";
import { chromium } from "playwright-core";

export function startBrowser() {
	return chromium.launch({
		executablePath: "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
	});
}

const catalogue = (language) =>
	JSON.parse(readFileSync(new URL(`../../web/languages/${language}.json`, import.meta.url), "utf8"));

/* What the lab says, by language. */
export const say = { de: catalogue("de"), en: catalogue("en") };

/* A page of its own, with no cookies: { width, height }, a language, other options of a browser context. What a service
 * worker keeps does not come over the wire, so it is there only where it is what is tested. */
export async function openPage(browser, { width = 1280, height = 800, language = "de", ...options } = {}) {
	const context = await browser.newContext({ viewport: { width, height }, locale: language, serviceWorkers: "block", ...options });
	const page = await context.newPage();
	page.faults = []; /* what should never happen on any page */
	page.on("pageerror", (error) => page.faults.push(String(error)));
	page.on("console", (message) => { if (message.type() === "error") page.faults.push(message.text()); });
	return page;
}

/* The same for a lab, whose addresses may then be paths, as somebody of the demo who is signed in; "": as nobody. */
export async function openAs(browser, lab, email, { language = "de", ...options } = {}) {
	const page = await openPage(browser, { baseURL: lab.url, language, ...options });
	if (!email) return page;
	const person = await lab.signIn(email);
	await person.fetch("/language", { json: { language } });
	const [name, value] = person.cookie.split("=");
	await page.context().addCookies([{ name, value, url: lab.url }]);
	return page;
}

/* What axe-core finds on the page as it is now, one line each. The content security policy keeps scripts out of a page,
 * but not what the debugger evaluates. */
export async function barriers(page, options = {}) {
	if (!await page.evaluate("'axe' in window")) await page.evaluate(axe.source);
	const { violations } = await page.evaluate((chosen) => window.axe.run(chosen), { resultTypes: ["violations"], ...options });
	return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target}`));
}

/* Whether something sticks out to the right, so that one has to scroll sideways. */
export function isWiderThanScreen(page) {
	return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}
