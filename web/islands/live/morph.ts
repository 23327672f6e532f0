// SPDX-License-Identifier: EUPL-1.2
// Makes what is on the page like what has just come from the lab, and touches only what differs.

const id = (node: Node) => (node instanceof Element ? node.id : "");

// What a list shows by turns is its own affair.
const isOwn = (old: Element, name: string) => name === "hidden" && old.parentElement?.hasAttribute("data-pages");

function morphAttributes(old: Element, fresh: Element) {
	for (const { name } of [...old.attributes])
		if (!fresh.hasAttribute(name) && !isOwn(old, name)) old.removeAttribute(name);
	for (const { name, value } of fresh.attributes) {
		if (old.getAttribute(name) !== value) old.setAttribute(name, value);
	}
}

// What stays the same stays the same element, so focus, selection and a screen reader's place survive.
export function morph(old: ChildNode, fresh: ChildNode) {
	if (old.nodeName !== fresh.nodeName || id(old) !== id(fresh)) return old.replaceWith(fresh);
	if (!(old instanceof Element && fresh instanceof Element)) {
		if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
		return;
	}
	morphAttributes(old, fresh);
	const [before, after] = [[...old.childNodes], [...fresh.childNodes]];
	after.forEach((child, at) => (before[at] ? morph(before[at], child) : old.append(child)));
	before.slice(after.length).forEach((child) => child.remove());
}
