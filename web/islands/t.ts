// SPDX-License-Identifier: EUPL-1.2
// What a scanned pass opens for staff: the token sits in the address's fragment, which no server sees. Opening it does
// nothing; the button asks the lab. Nothing is green before the lab has answered, and the last answer goes when another
// code comes.

import { ask, newNonce } from "./scan/asking";
import { cardOf, type Verdict } from "./scan/verdict";

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

function show(verdict: Verdict) {
	const card = cardOf(verdict);
	place?.replaceChildren(card);
	card.focus();
}

let asked = { token: "", nonce: "" };

// The nonce stays as long as the same code has no answer: asking again after a failure cannot admit twice.
async function scan() {
	const data = new FormData(form!);
	const token = String(data.get("token")).replace(/\s/g, "");
	if (token !== asked.token) asked = { token, nonce: newNonce() };
	const point = String(data.get("point"));
	const direction = String(data.get("direction"));
	try {
		show(await ask({ ...asked, point, direction }));
		asked.token = "";
	} catch {
		show({ result: "unknown" });
	}
}

form?.addEventListener("submit", (event) => {
	event.preventDefault();
	void scan();
});

form?.addEventListener("input", () => place?.replaceChildren());
addEventListener("hashchange", takeFragment);
takeFragment();
