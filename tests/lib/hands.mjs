// SPDX-License-Identifier: EUPL-1.2
// The hands of people: one with a mouse or a finger, and one with nothing but a keyboard, which must see where it is.
import assert from "node:assert/strict";

/* In the page: where the keyboard is, and whether one sees it there. */
function standing(target) {
	const at = document.activeElement;
	const { top, right, bottom, left } = at.getBoundingClientRect();
	const drawn = (pseudo) => {
		const { outlineStyle, outlineWidth } = getComputedStyle(at, pseudo);
		return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
	};
	const within = (from, until, room) => (until - from > room ? from < room && until > 0 : from >= 0 && until <= room);
	const hit = document.elementFromPoint((Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
		(Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
	return {
		is: at === target,
		name: `${at.tagName} ${at.getAttribute("href") ?? at.id} ${at.textContent.trim().slice(0, 40)}`,
		rect: [top, right, bottom, left].map(Math.round),
		ringed: drawn(null) || drawn("::after"),
		inside: within(top, bottom, innerHeight) && within(left, right, innerWidth),
		uncovered: at.contains(hit) || Boolean(hit?.contains(at)),
	};
}

async function press(page, key, target) {
	await page.keyboard.press(key);
	let at = await target.evaluate(standing);
	for (let patience = 5; !at.inside && patience; patience--) { /* a strip may glide into view */
		await page.waitForTimeout(100);
		at = await target.evaluate(standing);
	}
	if (at.name.startsWith("BODY")) return false; /* past the end, and on from the beginning */
	assert.ok(at.ringed && at.inside && at.uncovered, `after ${key} one sees where one is: ${JSON.stringify(at)}`);
	return at.is;
}

async function walk(page, key, target, most = 150) {
	for (let steps = 0; steps < most; steps++) if (await press(page, key, target)) return;
	assert.fail(`${key} does not lead to ${target}`);
}

export const keyboard = {
	async act(page, target) {
		await walk(page, "Tab", target);
		await page.keyboard.press("Enter");
	},
	async type(page, target, text) {
		await walk(page, "Tab", target);
		await page.keyboard.type(text);
	},
	/* Letters go to the option that begins with them. */
	async pick(page, target, label) {
		await walk(page, "Tab", target);
		await page.keyboard.type(label);
	},
	/* Into a wall chart, down to the row, along it to the slot. */
	async find(page, table, slot) {
		await walk(page, "Tab", table.locator("td a").first());
		await walk(page, "ArrowDown", slot.locator("xpath=ancestor::tr[1]//td/a").first(), 40);
		await walk(page, "ArrowRight", slot, 24);
		await page.keyboard.press("Enter");
	},
	/* Into the table, down its first column to the hour, along the row to the day. */
	async choose(page, table, hour, slot) {
		await walk(page, "Tab", table.locator("td a").first());
		await walk(page, "ArrowDown", table.locator("tr", { hasText: hour }).locator("td a").first(), 30);
		await walk(page, "ArrowRight", slot, 7);
		await page.keyboard.press("Enter");
	},
};

export const pointer = {
	act: (page, target) => target.click(),
	type: (page, target, text) => target.fill(text),
	pick: (page, target, label) => target.selectOption({ label }),
	find: (page, table, slot) => slot.click(),
	choose: (page, table, hour, slot) => slot.click(),
};

/* On a telephone the navigation is a menu. */
export async function turnTo(page, hand, words, name) {
	const menu = page.getByRole("button", { name: words.menu, exact: true });
	if (await menu.isVisible()) await hand.act(page, menu);
	await hand.act(page, page.getByRole("navigation", { name: words.navigation }).getByRole("link", { name }));
}
