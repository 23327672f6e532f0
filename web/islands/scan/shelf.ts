// SPDX-License-Identifier: EUPL-1.2
// What lies on the device so that a scanner can do without the lab: the day's list until the day ends, and what was
// scanned until the lab has it. Of a pass there is no name that could be read without the pass itself.

export const CACHE = "door";

type Store = "day" | "pass" | "queue";

let opened: Promise<IDBDatabase> | undefined;

function open() {
	opened ??= new Promise((resolve, reject) => {
		const asked = indexedDB.open("door", 1);
		asked.onupgradeneeded = () => {
			asked.result.createObjectStore("day", { keyPath: "id" });
			asked.result.createObjectStore("pass", { keyPath: "id" });
			asked.result.createObjectStore("queue", { keyPath: "nonce" });
		};
		asked.onsuccess = () => resolve(asked.result);
		asked.onerror = () => reject(asked.error);
	});
	return opened;
}

async function work<T>(store: Store, mode: IDBTransactionMode, job: (shelf: IDBObjectStore) => IDBRequest<T> | void) {
	const transaction = (await open()).transaction(store, mode);
	const asked = job(transaction.objectStore(store));
	return new Promise<T | undefined>((resolve, reject) => {
		transaction.oncomplete = () => resolve(asked?.result);
		transaction.onerror = transaction.onabort = () => reject(transaction.error);
	});
}

export const get = <T>(store: Store, id: string) =>
	work<T>(store, "readonly", (shelf) => shelf.get(id) as IDBRequest<T>);
export const all = <T>(store: Store) =>
	work<T[]>(store, "readonly", (shelf) => shelf.getAll() as IDBRequest<T[]>).then((list) => list ?? []);
export const count = (store: Store) => work<number>(store, "readonly", (shelf) => shelf.count()).then((n) => n ?? 0);
export const put = (store: Store, value: unknown) => work(store, "readwrite", (shelf) => shelf.put(value));
export const remove = (store: Store, id: string) => work(store, "readwrite", (shelf) => shelf.delete(id));

export const replace = (store: Store, values: unknown[]) => work(store, "readwrite", (shelf) => {
	shelf.clear();
	values.forEach((value) => shelf.put(value));
});

// All but what the lab has not got yet, in which there is no name.
export async function wipe() {
	await replace("pass", []);
	await replace("day", []);
	await caches.delete(CACHE);
}
