// SPDX-License-Identifier: EUPL-1.2
// Undo instead of "are you sure": by whoever did it, once, for ten minutes.
import assert from "node:assert/strict";
import test from "node:test";
import { engines, startLab } from "../lib/lab.mjs";
import { readForm, submit } from "../lib/http.mjs";

const read = async (who, path) => (await who.fetch(path)).json();
const page = async (who, path) => (await who.fetch(path, { headers: { accept: "text/html" } })).text();

const closure = { from: "2031-05-02T00:00:00+02:00", until: "2031-05-03T00:00:00+02:00", reason: "Inventur" };

/* Presses a button of a page, and the undo of the page it leads to; resolves to where that leads. */
async function pressAndUndo(who, path, action) {
	const made = await submit(who, action, await readForm(who, path, action));
	assert.equal(made.status, 303, action);
	const there = made.headers.get("location");
	assert.match(there, /[?&]undo=\d+/);
	const undo = /action="(\/undo\/\d+)"/.exec(await page(who, there))[1];
	const undone = await submit(who, undo, await readForm(who, there, undo));
	assert.equal(undone.status, 303);
	assert.match(await page(who, undone.headers.get("location")), /Rückgängig gemacht/);
	return undo;
}

for (const engine of engines)
	test(`on ${engine}, a machine that was put back in order is out of order again`, async (t) => {
		const lab = await startLab({ engine });
		t.after(() => lab.stop());
		const staff = await lab.signIn("staff@example.org"), condition = async () => (await read(staff, "/resources/plotter")).resource.condition;
		const { faults: [{ id }] } = await read(staff, "/admin/faults");
		await pressAndUndo(staff, "/admin/faults", `/admin/faults/${id}/clear`);
		assert.deepEqual([(await read(staff, "/admin/faults")).faults.map((fault) => fault.id), await condition()], [[id], "look"]);
		assert.equal((await staff.fetch(`/admin/faults/${id}/clear`, { json: { remedy: "" } })).status, 204);
		assert.equal(await condition(), "clean");
	});

for (const engine of engines)
	test(`on ${engine}, what staff removed is back as it was`, async (t) => {
		const lab = await startLab({ engine });
		t.after(() => lab.stop());
		const staff = await lab.signIn("staff@example.org");
		const without = (list) => list.map(({ id, granted, ...rest }) => JSON.stringify(rest)).sort();

		assert.equal((await staff.fetch("/admin/closures", { json: closure })).status, 201);
		assert.ok((await staff.fetch("/admin/quotas", { json: { whose: "person", span: "week", hours: 9 } })).ok);
		const hours = await read(staff, "/admin/hours");
		await pressAndUndo(staff, "/admin/hours", `/admin/openings/${hours.openings[0].id}/remove`);
		await pressAndUndo(staff, "/admin/hours", `/admin/closures/${hours.closures[0].id}/remove`);
		const later = await read(staff, "/admin/hours");
		for (const name of ["openings", "closures"]) assert.deepEqual(without(later[name]), without(hours[name]), name);

		const quotas = await read(staff, "/admin/quotas");
		await pressAndUndo(staff, "/admin/quotas", `/admin/quotas/${quotas.quotas[0].id}/remove`);
		assert.deepEqual(without((await read(staff, "/admin/quotas")).quotas), without(quotas.quotas));

		const { qualifications } = await read(staff, "/admin/qualifications");
		const [{ person, resource }] = qualifications;
		await pressAndUndo(staff, "/admin/qualifications", `/admin/qualifications/${person.id}/${resource.id}/remove`);
		assert.deepEqual(without((await read(staff, "/admin/qualifications")).qualifications), without(qualifications));

		const { members } = await read(staff, "/organisations/erzdruck");
		await pressAndUndo(staff, "/organisations/erzdruck", `/organisations/erzdruck/members/${members[0].id}/remove`);
		assert.deepEqual(await read(staff, "/organisations/erzdruck").then((o) => o.members), members);
	});

test("an undo is for one person and once, and not for a stranger's eyes", async (t) => {
	const lab = await startLab();
	t.after(() => lab.stop());
	const [staff, admin] = [await lab.signIn("staff@example.org"), await lab.signIn("admin@example.org")];
	const { openings } = await read(staff, "/admin/hours");
	const action = `/admin/openings/${openings[0].id}/remove`;
	const made = await submit(staff, action, await readForm(staff, "/admin/hours", action));
	const there = made.headers.get("location"), undo = `/undo/${/undo=(\d+)/.exec(there)[1]}`;
	assert.doesNotMatch(await page(admin, there), /action="\/undo/);
	assert.equal((await admin.fetch(undo, { json: {} })).status, 404);
	assert.equal((await lab.fetch(undo, { json: {} })).status, 401);
	assert.equal((await submit(staff, undo, { csrf: "wrong" })).status, 403);
	assert.equal((await staff.fetch(undo, { json: {} })).status, 204);
	assert.equal((await staff.fetch(undo, { json: {} })).status, 404);
	assert.equal((await read(staff, "/admin/hours")).openings.length, openings.length);
	for (const path of ["/admin/hours?undo=999", "/admin/hours?undo=x", "/admin/hours?undo=-1"])
		assert.doesNotMatch(await page(staff, path), /action="\/undo/);
});

test("a role goes back to what it was; a member's undo does nothing for who is no longer staff", async (t) => {
	const lab = await startLab();
	t.after(() => lab.stop());
	const [staff, admin] = [await lab.signIn("staff@example.org"), await lab.signIn("admin@example.org")];
	const self = (await read(admin, "/people?q=staff@")).people[0];
	await staff.fetch("/admin/closures", { json: closure });
	const { closures } = await read(staff, "/admin/hours");
	const action = `/admin/closures/${closures[0].id}/remove`;
	const made = await submit(staff, action, await readForm(staff, "/admin/hours", action));
	const role = await submit(admin, self.href, { ...(await readForm(admin, self.href, self.href)), role: "member" });
	const id = /undo=(\d+)/.exec(made.headers.get("location"))[1];
	assert.equal((await staff.fetch(`/undo/${id}`, { json: {} })).status, 403);
	assert.equal((await admin.fetch(`/undo/${/undo=(\d+)/.exec(role.headers.get("location"))[1]}`, { json: {} })).status, 204);
	assert.equal((await read(admin, self.href)).role, "staff");
	assert.equal((await staff.fetch(`/undo/${id}`, { json: {} })).status, 204, "a refusal keeps it");
});

for (const engine of engines)
	test(`on ${engine}, a decision can be taken back while its mail waits`, async (t) => {
		const lab = await startLab({ engine });
		t.after(() => lab.stop());
		const staff = await lab.signIn("staff@example.org");
		const { requests } = await read(staff, "/admin/approvals");
		assert.ok(requests.length > 0);
		const [{ ref }] = requests;
		for (const verb of ["refuse", "approve", "refuse"]) {
			await pressAndUndo(staff, "/admin/approvals", `/bookings/${ref}/${verb}`);
			const again = await read(staff, "/admin/approvals");
			assert.deepEqual(again.requests.map((one) => one.ref), requests.map((one) => one.ref));
		}
	});
