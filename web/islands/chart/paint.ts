// SPDX-License-Identifier: EUPL-1.2
// The colours of a server-made picture, whatever the theme, the user's own colours or the print made of them.

export interface Paint {
	line: string;
	pale: string;
	strong: string;
	text: string;
	grid: string;
	font: string;
}

export function paint(picture: SVGElement): Paint {
	const of = (selector: string) => {
		const part = picture.querySelector(selector);
		return part && getComputedStyle(part);
	};
	const path = of(".path"), area = of(".area"), booked = of(".booked"), used = of(".used"), text = of("text"), line = of("line");
	return {
		line: path?.stroke ?? booked?.stroke ?? "currentcolor",
		pale: area?.fill ?? booked?.fill ?? "transparent",
		strong: used?.fill ?? path?.stroke ?? "currentcolor",
		text: text?.fill ?? "currentcolor",
		grid: line?.stroke ?? "currentcolor",
		font: `${text?.fontSize ?? "13px"} ${text?.fontFamily ?? "sans-serif"}`,
	};
}
