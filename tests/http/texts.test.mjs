// SPDX-License-Identifier: EUPL-1.2
// The catalogues of both languages: the same keys, a text for each, the same holes in both, and no key that nobody says.
// That every say.KEY of a template exists, the program checks itself when it starts.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { say } from "../lib/browser.mjs";
import { house } from "../lib/lab.mjs";

const read = (folder, ending) => readdirSync(join(house, folder)).filter((name) => name.endsWith(ending))
	.map((name) => readFileSync(join(house, folder, name), "utf8")).join("\n");

const templates = read("web/templates", ".html") + read("web/templates", ".txt");
const sources = read("web", ".c");
const islands = read("web/islands", ".ts");

/* Named as they are, or put together: of a word and its value, or of a text with a %s. */
const named = new Set([...templates.matchAll(/\bsay\.(\w+)/g), ...sources.matchAll(/"(\w+)"/g), ...islands.matchAll(/\bsay\.(\w+)|"(\w+)"/g)].flatMap(([, ...names]) => names));
const families = new Set([
	...[...sources.matchAll(/\b(?:put_word|put_choice|put_kind)\([^"]*"(\w+)"/g)].map(([, name]) => `${name}_`),
	...[...sources.matchAll(/"(\w+_)%[su]/g)].map(([, name]) => name),
	...[...templates.matchAll(/\{\{#?(?:\w+\.)*(\w+)\.label/g)].map(([, name]) => `${name}_`),
	"mail_", "kind_", "undo_", "message_",
]);

test("both languages have the same keys, each with a text", () => {
	assert.deepEqual(Object.keys(say.de), Object.keys(say.en));
	for (const [language, texts] of Object.entries(say))
		assert.deepEqual(Object.entries(texts).filter(([, text]) => !text.trim()).map(([key]) => `${language}: ${key}`), []);
});

test("what is filled in is the same in both languages", () => {
	const holes = (text) => (text.match(/\{\w*\}/g) ?? []).sort().join(" ");
	assert.deepEqual(Object.keys(say.de).filter((key) => holes(say.de[key]) !== holes(say.en[key])), []);
});

test("no key is in the catalogues that nobody says", () => {
	const isSaid = (key) => named.has(key) || [...families].some((family) => key.startsWith(family));
	assert.ok(isSaid("save") && !isSaid("nobody_says_this"));
	assert.deepEqual(Object.keys(say.de).filter((key) => !isSaid(key)), []);
});
