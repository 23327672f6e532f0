// SPDX-License-Identifier: EUPL-1.2
// Arrow keys in the week's table: to the nearest cell in that direction that has a link. Tab works as everywhere.

const STEPS: Record<string, [number, number]> = {
	ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

function neighbour(from: HTMLTableCellElement, [down, right]: [number, number]) {
	const rows = from.closest("table")!.rows;
	let row = (from.parentElement as HTMLTableRowElement).rowIndex + down;
	let column = from.cellIndex + right;
	for (; rows[row]?.cells[column]; row += down, column += right) {
		const link = rows[row].cells[column].querySelector("a");
		if (link) return link;
	}
	return null;
}

document.getElementById("week-keys")?.removeAttribute("hidden");
for (const table of document.querySelectorAll<HTMLTableElement>("table.week")) {
	table.addEventListener("keydown", (event) => {
		const step = STEPS[event.key];
		const cell = (event.target as Element).closest("td");
		if (!step || !cell || event.altKey || event.ctrlKey || event.metaKey) return;
		event.preventDefault();
		neighbour(cell, step)?.focus();
	});
	// A browser may leave a cell that shows its edge where it is: under the hours, or cut off.
	table.addEventListener("focusin", (event) => (event.target as Element).scrollIntoView({ block: "nearest", inline: "nearest" }));
}
