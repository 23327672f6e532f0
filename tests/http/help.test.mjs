// SPDX-License-Identifier: EUPL-1.2
// What /help and /api promise: links that lead somewhere, and examples that work as they stand.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startLabInJune } from "../lib/http.mjs";
import { run } from "../lib/lab.mjs";

let lab;

before(async () => { lab = await startLabInJune(); });
after(() => lab?.stop());

const key = async (email) => (await lab.command("apikey", "add", "--email", email)).trim();

/* In a shell, as somebody would who copied it; the body, once the status says that it worked. */
async function copy(command, env) {
	const { stdout } = await run("sh", ["-c", command.replace(/^curl /, "curl -sS -w '\\n%{http_code}' ")],
		{ env: { PATH: process.env.PATH, ...env } });
	const [, body, status] = /^([^]*)\n(\d+)$/.exec(stdout);
	assert.match(status, /^2/, `${command}\n${stdout}`);
	return body;
}

test("every example works, one after the other", async () => {
	const { examples } = await (await lab.fetch("/api")).json();
	const keys = { anyone: "", person: await key("startup@example.org"), staff: await key("staff@example.org") };
	const said = {};
	let REF = "";
	assert.ok(examples.length >= 8);
	for (const { api_do, access, command } of examples) {
		said[api_do] = await copy(command, { KEY: keys[access], REF });
		if (api_do === "book") REF = JSON.parse(said.book).ref;
	}
	assert.equal(JSON.parse(said.book).status, "confirmed");
	assert.match(said.calendar, /^BEGIN:VCALENDAR/);
	assert.ok(JSON.parse(said.free).slots.some(({ status }) => status === "free"));
	assert.equal((await lab.fetch(`/bookings/${REF}`)).status, 401);
});

test("every address of the table of routes stands under a noun, with its fields, and every error and denial with its words", async () => {
	const { groups, errors, denials } = await (await lab.fetch("/api", { headers: { "accept-language": "en" } })).json();
	const { paths } = await (await lab.fetch("/openapi.json")).json();
	const told = groups.flatMap(({ routes }) => routes.map(({ method, path }) => `${method} ${path}`));
	const there = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
	assert.deepEqual(told.toSorted(), there.toSorted());
	const book = groups.find(({ noun }) => noun === "bookings").routes.find(({ method, path }) => method === "POST" && path === "/bookings");
	assert.ok(book.fields.some(({ name, needed }) => name === "from" && needed));
	assert.equal(errors.find(({ code }) => code === "slot_taken").status, 409);
	for (const { code, message } of [...errors, ...denials]) assert.ok(code && message.length > 10 && !message.startsWith("denied_"), code);
	assert.ok(denials.some(({ code }) => code === "tooManyAttempts"));
});

test("each step of each guide leads to a page that is there", async () => {
	const staff = await lab.signIn("staff@example.org");
	const { guides } = await (await lab.fetch("/help")).json();
	assert.deepEqual(guides.map(({ guide }) => guide), ["founder", "teacher", "staff"]);
	for (const { href } of guides) {
		const { steps } = await (await lab.fetch(href)).json();
		assert.equal(steps.length, 6);
		for (const step of steps) {
			assert.ok(!step.title.startsWith("help_") && !step.text.startsWith("help_"), step.title);
			assert.equal((await staff.fetch(step.href, { headers: { accept: "text/html" } })).status, 200, step.href);
		}
	}
	assert.equal((await lab.fetch("/help/nobody")).status, 404);
});
