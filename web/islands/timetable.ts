// SPDX-License-Identifier: EUPL-1.2
// Arrow keys in a timetable: to the nearest cell in that direction that has a link, whatever cells span. Tab works as
// everywhere.

const STEPS: Record<string, [number, number]> = {
	ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

type Grid = HTMLTableCellElement[][];

/* Which cell covers each place of the table. */
function gridOf(table: HTMLTableElement): Grid {
	const grid: Grid = [...table.rows].map(() => []);
	[...table.rows].forEach((row, y) => {
		let x = 0;
		for (const cell of row.cells) {
			while (grid[y][x]) x++;
			for (let dy = 0; dy < cell.rowSpan && grid[y + dy]; dy++)
				for (let dx = 0; dx < cell.colSpan; dx++) grid[y + dy][x + dx] = cell;
			x += cell.colSpan;
		}
	});
	return grid;
}

function neighbour(from: HTMLTableCellElement, [down, right]: [number, number]) {
	const grid = gridOf(from.closest("table")!);
	let y = grid.findIndex((row) => row.includes(from));
	let x = grid[y].indexOf(from);
	for (; grid[y]?.[x]; y += down, x += right) {
		const link = grid[y][x] !== from && grid[y][x].querySelector("td > a");
		if (link) return link as HTMLElement;
	}
	return null;
}

document.getElementById("week-keys")?.removeAttribute("hidden");
for (const table of document.querySelectorAll<HTMLTableElement>("table.week, table.wall")) {
	table.addEventListener("keydown", (event) => {
		const step = STEPS[event.key];
		const cell = (event.target as Element).closest("td");
		if (!step || !cell || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		neighbour(cell, step)?.focus();
	});
	// A browser may leave a cell that shows its edge where it is: under the hours, or cut off.
	table.addEventListener("focusin", (event) => (event.target as Element).scrollIntoView({ block: "nearest", inline: "nearest" }));
}
