// SPDX-License-Identifier: EUPL-1.2
// What a machine can see of STYLE: SQL is static text, and the repository names no registry and no machine.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "node:test";

const house = fileURLToPath(new URL("..", import.meta.url));
const skipped = new Set([".git", ".build", "node_modules"]);

function* walk(folder) {
	for (const entry of readdirSync(join(house, folder), { withFileTypes: true })) {
		const path = folder ? `${folder}/${entry.name}` : entry.name;
		if (skipped.has(entry.name)) continue;
		if (entry.isDirectory()) yield* walk(path);
		else if (entry.isFile()) yield path;
	}
}

const isText = /\.(c|h|sql|sh|mjs|ts|js|css|html|json|md|txt|cmake|conf|service|ini)$|(^|\/)(run|\.npmrc|\.gitignore)$/;
const files = [...walk("")].filter((path) => isText.test(path));
const text = new Map(files.map((path) => [path, readFileSync(join(house, path), "utf8")]));
const sources = files.filter((path) => /^(app|web|hw|db|tests)\/.*\.[ch]$/.test(path));

/* The lines of all given files that match, as "path:line: text". */
function matching(paths, pattern) {
	return paths.flatMap((path) =>
		text.get(path).split("\n").flatMap((line, n) => (pattern.test(line) ? [`${path}:${n + 1}: ${line.trim()}`] : [])));
}

const verb = String.raw`\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|DROP|ALTER|SAVEPOINT|VALUES)\b`;

/* C without comments, cut at each ; { and }: what is left are statements and declarations. */
function statements(path) {
	return text.get(path).replace(/\/\*[^]*?\*\/|\/\/.*/g, "").split(/[;{}]/);
}

test("every file that we wrote says its licence first", () => {
	const written = files.filter((path) => /\.([ch]|mjs|ts|sh)$|(^|\/)run$/.test(path));
	assert.ok(written.length > 20);
	assert.deepEqual(written.filter((path) =>
		!text.get(path).split("\n", 2).some((line) => line.includes("SPDX-License-Identifier: EUPL-1.2"))), []);
});

test("no SQL is formatted or put together", () => {
	const maker = new RegExp(String.raw`\b(\w*printf|str(cat|cpy|ncat|ncpy)|buffer_\w+|text_\w+)\s*\([^]*"[^"]*${verb}`);
	const format = new RegExp(String.raw`"[^"]*${verb}[^"]*%[-0-9.*]*(s|d|i|u|l|ll|z|j|x|c|")`);
	const wrong = sources.filter((path) => !path.startsWith("tests/")).flatMap((path) =>
		statements(path).filter((code) => maker.test(code) || format.test(code)).map((code) => `${path}: ${code.trim()}`));
	assert.deepEqual(wrong, []);
});

test("what is handed to the store is static text of the same file", () => {
	const wrong = [];
	let calls = 0;
	for (const path of sources.filter((name) => /^db\/.*\.c$/.test(name) && !/^db\/(db|sqlite|postgres|migrate)\.c$/.test(name)))
		for (const [, , sql] of text.get(path).matchAll(/\bdb_(query|one|run)\(\s*[^,()]+,\s*([^,]+),/g)) {
			calls++;
			const isStatic = new RegExp(String.raw`\bstatic const char (\* ?const )?${sql.trim()}(\[\])? =`);
			const table = sql.trim().match(/^(\w+)\[\w+\](\.\w+)?$/)?.[1]; /* or of a static table of texts */
			const isTable = new RegExp(String.raw`\bstatic const (struct \{[^}]*\}|char \*const) ${table}\[\] =`);
			if (table && isTable.test(text.get(path))) continue;
			if (!sql.trim().startsWith('"') && !isStatic.test(text.get(path))) wrong.push(`${path}: ${sql.trim()}`);
		}
	assert.deepEqual(wrong, []);
	assert.ok(calls > 0 || !files.includes("db/booking.c"), "the pattern finds no call any more");
});

test("the repository names no registry's host and no path of a machine", () => {
	const hosts = /\b(registry\.[a-z]+js\.|[a-z]*\.?deb[i]an\.org\/(debian|pool)|crates\.[i]o|py[p]i\.|gcr\.[i]o|ghcr\.[i]o|artifact[a-z]*\.)/;
	const paths = /(^|[\s"'=:(])\/(work|root|home)\/[a-z]|\/tmp\/team\b/;
	assert.deepEqual(matching(files, hosts), []);
	assert.deepEqual(matching(files, paths), []);
});

test("lock files record no download addresses, and every version is exact", () => {
	const locks = files.filter((path) => path.endsWith("package-lock.json"));
	assert.equal(locks.length, 2);
	assert.deepEqual(matching(locks, /"resolved"/), []);
	for (const lock of locks) {
		const { devDependencies } = JSON.parse(text.get(lock.replace("-lock", "")));
		for (const version of Object.values(devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/);
	}
});

test("nothing but the rooms lies at the top", () => {
	const allowed = new Set(["app", "web", "hw", "db", "tests", "CMakeLists.txt", "README.md"]);
	const top = readdirSync(house).filter((name) => !name.startsWith(".") && !allowed.has(name));
	assert.deepEqual(top, []);
});
