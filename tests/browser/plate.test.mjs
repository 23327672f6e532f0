// SPDX-License-Identifier: EUPL-1.2
// A plug is assigned to a machine by the code on its label, before the camera or typed.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { barriers, isWiderThanScreen, openAs, say } from "../lib/browser.mjs";
import { startBrowserWithCamera, writeFilm } from "../lib/camera.mjs";
import { startLabInJune } from "../lib/http.mjs";

let lab, browser, film, staff;

/* The labels' codes, a row of modules in each hexadecimal number. */
const draw = (rows) => {
	const lines = rows.split(" ").map((row) => BigInt(`0x${row}`)), size = lines.length;
	const dark = lines.flatMap((line, y) => Array.from({ length: size }, (_, x) => (line >> BigInt(size - 1 - x) & 1n ? `M${x} ${y}h1v1h-1z` : "")));
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${size + 8} ${size + 8}" width="400" height="400"><path d="${dark.join("")}"/></svg>`;
};
const standard = { /* LW:D0:70B3D52DD3000001:24E124148C0000F1:24E10001:S0042 */
	eui: "24e124148c0000f1",
	svg: draw("1fc0f77f 105eea41 17469a5d 1748ad5d 1750545d 1043aa41 1fd5557f 7ab00 154f5412 1d082bae 12c4a759 1f2c38ab 17d42555 17b799ac "
		+ "d6c7e4c 1600e785 15fc514e d006aac 14d19d7d 8332094 14f511fa 17a319 1fc95551 1047e911 175b53f4 174d560c 1756398d 10471947 1fdbf2d5"),
};
const plain = { /* 24E124148C0000F2 */
	eui: "24e124148c0000f2",
	svg: draw("1fc97f 105541 17435d 17465d 175b5d 104a41 1fd57f 800 154512 132aa3 fee56 133a4 55e73 1696 1fc171 104e8a 17514c 1746a2 1750c9 10470f 1fd9d5"),
};

before(async () => {
	lab = await startLabInJune();
	film = join(lab.store.folder, "film.y4m");
	staff = await lab.signIn("staff@example.org");
	browser = await startBrowserWithCamera(film);
});
after(async () => {
	await browser?.close();
	await lab?.stop();
});

const plug = async (eui) => (await staff.fetch(`/devices/${eui}`)).json();

for (const [what, { eui, svg }, resource] of [["the standard code", standard, "cad-1"], ["a maker's plain code", plain, "cad-2"]])
	test(`the camera reads ${what} of a plug, and it feeds the machine that is chosen`, async () => {
		writeFilm(film, [svg]);
		const page = await openAs(browser, lab, "staff@example.org", { width: 360 });
		await page.goto("/devices/new");
		await page.getByRole("button", { name: say.de.plate_scan }).click();
		await page.waitForFunction(() => document.getElementById("code").value, null, { timeout: 20_000 });
		assert.match((await page.locator("#code").inputValue()).toLowerCase(), new RegExp(eui));
		assert.ok(await page.locator("#stage").isHidden(), "the camera is off again");
		assert.equal(await page.evaluate(() => document.activeElement.id), "resource");
		await page.selectOption("#resource", resource);
		await page.getByRole("button", { name: say.de.device_assign }).click();
		await page.waitForURL(new RegExp(`/devices/${eui}$`));
		const { device } = await plug(eui);
		assert.equal(device.resource.slug, resource);
		assert.equal(device.serial, eui === standard.eui ? "0042" : undefined);
		assert.deepEqual(page.faults, []);
		await page.context().close();
	});

test("the camera can be turned off again, and a label can be typed instead", async () => {
	writeFilm(film, [null]);
	const page = await openAs(browser, lab, "staff@example.org", { width: 360 });
	await page.goto("/devices/new");
	await page.getByRole("button", { name: say.de.plate_scan }).click();
	await page.locator("#video").waitFor();
	assert.deepEqual(await barriers(page), []);
	await page.getByRole("button", { name: say.de.camera_stop }).click();
	assert.ok(await page.locator("#stage").isHidden());
	assert.equal(await page.evaluate(() => document.activeElement.id), "start");
	await page.fill("#code", "12:34");
	await page.getByRole("button", { name: say.de.device_assign }).click();
	await page.locator(".notice, .error").first().waitFor();
	assert.equal(await page.locator("#code").inputValue(), "12:34", "what was typed is kept");
	await page.fill("#code", "AppEUI 70B3D52DD3000001, DevEUI 24-E1-24-14-8C-00-00-F3");
	await page.getByRole("button", { name: say.de.device_assign }).click();
	await page.waitForURL(/\/devices\/24e124148c0000f3$/);
	await page.context().close();
});

test("the list of plugs needs no scrolling sideways, and all that staff have stands in one row on a tablet", async () => {
	for (const [width, language] of [[320, "de"], [768, "de"], [768, "en"], [1440, "en"]]) {
		const page = await openAs(browser, lab, "staff@example.org", { width, language });
		await page.goto("/devices");
		assert.ok(!await isWiderThanScreen(page), `${width} px, ${language}`);
		const links = await page.locator("#menu a").evaluateAll((all) => all.map((link) => link.getBoundingClientRect().top));
		if (width >= 768) assert.equal(new Set(links).size, 1, `${width} px, ${language}`);
		await page.context().close();
	}
});
