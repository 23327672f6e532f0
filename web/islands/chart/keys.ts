// SPDX-License-Identifier: EUPL-1.2
// A picture that one goes along with the arrow keys: a slider, whose value is what stands at that place.

interface Places {
	label: string;
	hint: string;
	count: () => number;
	tell: (at: number) => string;
	show: (at: number) => void;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -12, PageUp: 12, Home: -Infinity,
	End: Infinity };

export function hear(place: HTMLElement, { label, hint, count, tell, show }: Places) {
	let at = count() - 1;
	const go = (to: number) => {
		at = Math.max(0, Math.min(to, count() - 1));
		place.ariaValueMax = String(count() - 1);
		place.ariaValueNow = String(at);
		place.ariaValueText = tell(at);
	};
	place.setAttribute("role", "slider");
	place.tabIndex = 0;
	place.ariaLabel = label;
	place.title = hint;
	place.ariaValueMin = "0";
	go(at);
	place.addEventListener("keydown", (event) => {
		const step = STEPS[event.key];
		if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
		event.preventDefault();
		go(at + step);
		show(at);
	});
	place.addEventListener("focus", () => show(at));
}
