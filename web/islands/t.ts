// SPDX-License-Identifier: EUPL-1.2
// What a scanned pass opens for staff: the token sits in the address's fragment, which no server sees. Opening it does
// nothing; the button asks the lab. Nothing is green before the lab has answered, and the last answer goes when another
// code comes.

interface Verdict {
	message?: string;
	name?: string;
	from?: string;
	until?: string;
	resource?: { name: string };
}

const form = document.getElementById("scan") as HTMLFormElement | null;
const place = document.getElementById("verdict");

function takeFragment() {
	const token = form?.elements.namedItem("token");
	if (location.hash.length < 2 || !(token instanceof HTMLTextAreaElement)) return;
	token.value = location.hash.slice(1);
	history.replaceState(null, "", location.pathname);
	place?.replaceChildren();
	form!.querySelector<HTMLButtonElement>("button:not([name])")?.focus();
}

function nonce() {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// RFC 3339 with the lab's own offset: the wall clock is in the text, whatever zone this device is in.
const clock = (instant: string) => instant.slice(11, 16);

function show(kind: string, verdict?: Verdict) {
	const template = document.getElementById(`verdict-${kind}`) as HTMLTemplateElement | null;
	if (!template || !place) return;
	const card = template.content.cloneNode(true) as DocumentFragment;
	const say = (part: string, text?: string) => {
		const line = card.querySelector(`[data-${part}]`);
		if (line && text) line.textContent = text;
	};
	say("name", verdict?.name);
	say("message", verdict?.message);
	say("place", verdict?.resource?.name);
	if (verdict?.from && verdict.until) say("time", `${clock(verdict.from)}–${clock(verdict.until)}`);
	place.replaceChildren(card);
	place.querySelector<HTMLElement>(".verdict")?.focus();
}

interface Problem {
	reasons?: { message: string }[];
}

async function ask(entries: Record<string, string>): Promise<[string, Verdict?]> {
	const answer = await fetch("/scans", {
		method: "POST",
		headers: { "Content-Type": "application/json", Accept: "application/json" },
		body: JSON.stringify(entries),
	});
	const body = await answer.json();
	if (answer.ok) return [body.result, body];
	return ["offline", { message: (body as Problem).reasons?.[0]?.message }];
}

let asked = { token: "", nonce: "" };

// The nonce stays as long as the same code has no answer: asking again after a failure cannot admit twice.
async function scan() {
	const data = new FormData(form!);
	const token = String(data.get("token")).replace(/\s/g, "");
	if (token !== asked.token) asked = { token, nonce: nonce() };
	const point = String(data.get("point"));
	const direction = String(data.get("direction"));
	try {
		show(...await ask({ ...asked, point, direction }));
		asked.token = "";
	} catch {
		show("offline");
	}
}

form?.addEventListener("submit", (event) => {
	event.preventDefault();
	void scan();
});

form?.addEventListener("input", () => place?.replaceChildren());
addEventListener("hashchange", takeFragment);
takeFragment();
