// SPDX-License-Identifier: EUPL-1.2
// HTTP below and above fetch: answers as they are on the wire, and a lab whose clock and bookings stand still.
import assert from "node:assert/strict";
import { Agent, request } from "node:http";
import { startLab } from "./lab.mjs";

/* What Lab.raw() heard: the first answer's status and headers, names lower case, and all that follows. */
export function readAnswer(text) {
	const end = text.indexOf("\r\n\r\n");
	const [first, ...lines] = text.slice(0, end < 0 ? text.length : end).split("\r\n");
	const headers = {};
	for (const line of lines) {
		const [name, value] = line.split(/:\s*/, 2);
		headers[name.toLowerCase()] = line.slice(line.indexOf(":") + 1).trim() || value;
	}
	return { status: Number(first.split(" ")[1] ?? 0), headers, body: end < 0 ? "" : text.slice(end + 4) };
}

/* One request with neither compression nor headers that one did not ask for, unlike fetch; connections are kept. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export function send(lab, path, { method = "GET", headers = {}, body, timeout = 30000 } = {}) {
	return new Promise((resolve, reject) => {
		const sent = request(new URL(path, lab.url), { agent, method, headers, timeout }, (answer) => {
			const parts = [];
			answer.on("data", (part) => parts.push(part)).on("error", reject).on("end", () => {
				const bytes = Buffer.concat(parts);
				resolve({ status: answer.statusCode, headers: answer.headers, bytes, text: bytes.toString() });
			});
		});
		sent.on("error", reject).on("timeout", () => sent.destroy(new Error(`${method} ${path}: no answer`)));
		sent.end(body);
	});
}

export const sendJson = (lab, path, json, { headers, method = "POST", ...options } = {}) =>
	send(lab, path, { method, body: JSON.stringify(json), ...options,
		headers: { "content-type": "application/json", accept: "application/json", ...headers } });

/* A Monday in June; the demo's bookings go two weeks further, and from the third on everything is free. */
export const clock = "2026-06-15T10:00:00+02:00";

/* A lab at that time. */
export const startLabInJune = ({ args = [], ...options } = {}) => startLab({ args: ["--clock", clock, ...args], ...options });

/* The same, full of the demo's data, without its plugs, which would report every few seconds: only a test writes. The
 * demo comes two minutes before, as the clock must not go back behind what its plugs said. */
export async function startQuietLab({ args = [], from = "2026-06-15T09:58:00+02:00", at = clock, ...options } = {}) {
	const lab = await startLab({ args: ["--clock", from, ...args], ...options });
	await lab.end();
	lab.options.command = "serve";
	lab.options.args[1] = at;
	return lab.start().catch(async (error) => { await lab.stop(); throw error; });
}

/* An instant on the lab's wall clock in June or July: days after the Monday of `clock`, "14:00". */
export function instant(days, time) {
	const day = new Date(Date.UTC(2026, 5, 15 + days)).toISOString().slice(0, 10);
	assert.ok(day < "2026-10-25");
	return `${day}T${time}:00+02:00`;
}

export const slot = (resource, days, from, until) => ({ resource, from: instant(days, from), until: instant(days, until) });

/* Says of a problem+json which codes it names, sorted. */
export async function codes(answer) {
	const problem = await answer.json();
	assert.equal(problem.status, answer.status);
	return problem.reasons.map(({ code }) => code).sort();
}

/* What holds for as long as nobody writes and the minute does not change: tried again should it have done so. */
export async function withinMinute(ask) {
	try {
		return await ask();
	} catch {
		return ask();
	}
}

/* The inputs of a page's form with that action, as a browser would send them if nobody touched it. */
export async function readForm(who, path, action) {
	const html = await (await who.fetch(path, { headers: { accept: "text/html" } })).text();
	const form = html.split("<form").find((part) => part.includes(`action="${action}"`))?.split("</form>")[0];
	assert.ok(form, `${path} has no form for ${action}`);
	const value = (tag, name) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
	const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
	const sent = inputs.filter((tag) => !/type="(checkbox|radio)"/.test(tag) || /\schecked\b/.test(tag));
	const selects = [...form.matchAll(/<select[^>]*>[^]*?<\/select>/g)].map(([text]) => [value(text, "name"),
		value(/<option[^>]*\sselected[^>]*>/.exec(text)?.[0] ?? /<option[^>]*>/.exec(text)[0], "value")]);
	return Object.fromEntries([...sent.map((tag) => [value(tag, "name"), value(tag, "value") ?? ""]), ...selects]);
}

/* What a browser without scripts sends. */
export const submit = (who, action, fields, headers) => who.fetch(action, {
	method: "POST", body: new URLSearchParams(fields), headers: { accept: "text/html", ...headers },
});
