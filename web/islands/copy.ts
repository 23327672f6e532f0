// SPDX-License-Identifier: EUPL-1.2
// A button beside each example that puts it into the clipboard.

const words = document.getElementById("copy-words")?.dataset ?? {};

function addButton(example: HTMLPreElement) {
	const button = document.createElement("button");
	button.className = "quiet copy";
	button.type = "button";
	button.textContent = words.copy ?? "";
	button.addEventListener("click", async () => {
		await navigator.clipboard.writeText(example.textContent ?? "");
		button.textContent = words.copied ?? "";
		setTimeout(() => { button.textContent = words.copy ?? ""; }, 3000);
	});
	button.setAttribute("aria-describedby", example.getAttribute("aria-labelledby") ?? "");
	example.before(button);
}

if (navigator.clipboard) document.querySelectorAll<HTMLPreElement>(".example pre").forEach(addButton);
