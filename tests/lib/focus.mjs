// SPDX-License-Identifier: EUPL-1.2
// Goes through a page with the Tab key as people do who use no mouse: where the focus is must be seen (WCAG 2.4.7, 2.4.11).

/* In the page: what is wrong with where the focus is now; "": nothing; null: it has left the page. */
function judge() {
	const at = document.activeElement;
	if (!at || at === document.body) return null;
	const name = at.outerHTML.replace(/\s+/g, " ").slice(0, 90);
	const shown = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
	if (![getComputedStyle(at), getComputedStyle(at, "::after")].some(shown)) return `no outline: ${name}`;
	const { left, top, right, bottom } = at.getBoundingClientRect();
	const [from, until] = [Math.max(left, 0), Math.min(right, innerWidth)], [above, below] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
	if (from >= until || above >= below) return `out of view: ${name}`;
	for (const x of [0.05, 0.5, 0.95])
		for (const y of [0.1, 0.5, 0.9]) {
			const seen = document.elementFromPoint(from + (until - from) * x, above + (below - above) * y);
			if (seen && (at.contains(seen) || seen.contains(at) && getComputedStyle(seen).position !== "sticky")) return "";
		}
	return `covered: ${name}`;
}

/* Presses the key until the focus comes round, at most that often; says what was wrong on the way, each once. */
export async function walk(page, key = "Tab", most = 120) {
	const wrong = new Set();
	await page.evaluate("window.getSelection().removeAllRanges(); document.activeElement?.blur(); scrollTo(0, 0)");
	for (let steps = 0; steps < most; steps++) {
		await page.keyboard.press(key);
		const said = await page.evaluate(judge);
		if (said === null) break;
		if (said) wrong.add(said);
	}
	return [...wrong];
}
