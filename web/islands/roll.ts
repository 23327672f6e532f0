// SPDX-License-Identifier: EUPL-1.2
// Today's list of who came: a tap counts at once, without the page being loaded again and also where there is no network;
// the lab is told as soon as it can be reached, and others' taps appear by themselves.
import { morph } from "./live/morph";
import { keepCopy } from "./roll/copy";
import { add, type Mark, SignedOut, upload, waiting } from "./roll/marks";
import { headsAfter, paint } from "./roll/paint";

const PAUSE = 5_000; // ms
const DRIFT = 2_000; // ms; the page says the lab's time in whole seconds, and a mark must not be older than the one before

const rolls = document.getElementById("rolls")!;
const note = document.getElementById("roll-link")!;
let offset = rolls.dataset.offset ? Number(rolls.dataset.offset) : Date.parse(rolls.dataset.now!) - Date.now();
let etag = "";
let trouble: "" | "alone" | "out" = "";
let refused: string[] = [];

/* ---- taps ---- */

function markOf(form: HTMLFormElement, act: string): Mark {
	const data = new FormData(form);
	const at = `${new Date(Date.now() + offset).toISOString().slice(0, 19)}Z`;
	const common = { day: form.action.split("/").pop()!, seat: String(data.get("seat")), at };
	if (data.has("number")) return { ...common, number: Number(data.get("number")), act };
	return { ...common, act: "heads", heads: headsAfter(form, act) };
}

// Marks that the lab has not got yet, on a page that came from before them.
function paintWaiting() {
	for (const mark of waiting()) {
		const seat = `#seat-${mark.day}-${CSS.escape(mark.seat)} form[data-mark]`;
		const form = [...document.querySelectorAll<HTMLFormElement>(seat)]
			.find((one) => Number(new FormData(one).get("number") ?? 0) === (mark.number ?? 0));
		if (form) paint(form, mark);
	}
}

/* ---- the lab ---- */

function tell() {
	const left = waiting().length;
	const link = trouble && note.dataset[trouble];
	note.textContent = [link, left && trouble ? `${left} ${note.dataset.waiting}` : "", ...refused].filter(Boolean).join(" · ");
	note.hidden = !note.textContent;
	note.classList.toggle("already", Boolean(trouble));
	note.classList.toggle("refused", !trouble && refused.length > 0);
}

async function refresh() {
	const headers: Record<string, string> = { Accept: "text/html" };
	if (etag) headers["If-None-Match"] = etag;
	const answer = await fetch(location.href, { headers, cache: "no-store" });
	if (answer.status === 304) return;
	if (answer.status === 401 || answer.status === 403) throw new SignedOut();
	if (!answer.ok) throw new Error(answer.statusText);
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	const fresh = page.getElementById("rolls");
	if (!fresh || waiting().length) return; // somebody tapped meanwhile: the next one has it
	etag = answer.headers.get("ETag") ?? "";
	const ahead = Date.parse(fresh.dataset.now!) - Date.now();
	if (Math.abs(ahead - offset) > DRIFT) offset = ahead;
	morph(rolls, fresh.cloneNode(true) as HTMLElement);
	await keepCopy(page, answer, offset).catch(() => undefined);
}

let busy = false, again = false;

async function exchange() {
	again = busy;
	if (busy) return;
	busy = true;
	try {
		const said = await upload();
		if (said.length) refused = said;
		await refresh();
		trouble = "";
	} catch (error) {
		trouble = error instanceof SignedOut ? "out" : "alone";
	}
	busy = false;
	tell();
	if (again && !trouble) void exchange();
}

function begin() {
	document.addEventListener("submit", (event) => {
		const form = event.target as HTMLFormElement;
		const button = event.submitter as HTMLButtonElement | null;
		if (!form.matches("form[data-mark]") || !button?.value) return;
		event.preventDefault();
		const mark = markOf(form, button.value);
		refused = [];
		add(mark);
		paint(form, mark);
		if (button.hidden) form.querySelector<HTMLButtonElement>("button:not([hidden])")?.focus();
		tell();
		void exchange();
	});
	paintWaiting();
	addEventListener("online", () => void exchange());
	document.addEventListener("visibilitychange", () => void exchange());
	setInterval(() => { if (!document.hidden) void exchange(); }, PAUSE);
	void exchange();
}

begin();
