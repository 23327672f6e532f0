// SPDX-License-Identifier: EUPL-1.2
// What whoever scans hears and feels, so that they can look at the people instead of the screen.

const MUTED = "scan.muted";

// Frequencies in Hz, one after the other; and milliseconds of vibration, pause, vibration.
const tunes: Record<string, { tones: number[]; buzz: number[] }> = {
	admitted: { tones: [660, 990], buzz: [80] },
	already: { tones: [520, 520], buzz: [80, 80, 80] },
	refused: { tones: [220, 160], buzz: [400] },
	unknown: { tones: [330], buzz: [200, 100, 200] },
};

let audio: AudioContext | undefined;

// Browsers let nothing sound before somebody has pressed something.
export function allowSound() {
	audio ??= new AudioContext();
	void audio.resume();
}

export const isMuted = () => localStorage.getItem(MUTED) === "1";

export function mute(on: boolean) {
	localStorage.setItem(MUTED, on ? "1" : "");
}

function play(hertz: number, at: number) {
	const tone = audio!.createOscillator();
	const loudness = audio!.createGain();
	tone.frequency.value = hertz;
	loudness.gain.setValueAtTime(0.25, at);
	loudness.gain.linearRampToValueAtTime(0, at + 0.14);
	tone.connect(loudness).connect(audio!.destination);
	tone.start(at);
	tone.stop(at + 0.15);
}

export function signal(kind: string) {
	const { tones, buzz } = tunes[kind] ?? tunes.unknown;
	navigator.vibrate?.(buzz);
	if (audio && !isMuted()) tones.forEach((hertz, n) => play(hertz, audio!.currentTime + n * 0.15));
}
