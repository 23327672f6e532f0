// SPDX-License-Identifier: EUPL-1.2
#include "app/key.h"

#include "app/base/log.h"
#include "app/lab.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* The last pair opened, and the sealed seed it came from. */
struct keyring {
	pthread_mutex_t lock;
	uint8_t sealed[SEALED_SEED], pair[PAIR];
};

struct keyring *keyring_open(void)
{
	struct keyring *ring = calloc(1, sizeof *ring);

	if (!ring)
		abort();
	pthread_mutex_init(&ring->lock, NULL);
	return ring;
}

void keyring_close(struct keyring *ring)
{
	if (ring)
		pthread_mutex_destroy(&ring->lock);
	free(ring);
}

static bool open_pair(const struct lab *lab, struct key *key)
{
	struct keyring *ring = lab->keyring;
	uint8_t seed[SEED];

	pthread_mutex_lock(&ring->lock);
	bool open = same_bytes(ring->sealed, key->sealed, SEALED_SEED);
	if (!open && seed_open(lab->seal_key, key->sealed, seed)) {
		sign_pair(seed, ring->pair);
		memcpy(ring->sealed, key->sealed, SEALED_SEED);
		open = true;
	}
	memcpy(key->pair, ring->pair, PAIR);
	pthread_mutex_unlock(&ring->lock);
	return open;
}

static void make(struct work *work, struct key *key)
{
	uint8_t seed[SEED];

	random_bytes(seed, sizeof seed);
	sign_pair(seed, key->pair);
	memcpy(key->public, key->pair + SEED, PUBLIC);
	seed_seal(work->lab->seal_key, seed, key->sealed);
	db_key_add(work->db, key, work->now);
}

void key_signing(struct work *work, struct key *key)
{
	bool found = db_key_signing(work->db, key);

	if (found && open_pair(work->lab, key))
		return;
	if (found)
		log_line(LOG_WARN, "signing key %d does not open with this secret: a new one signs",
			(int)key->kid);
	make(work, key);
}

int64_t key_rotate(struct work *work)
{
	struct key key = { 0 };

	make(work, &key);
	return key.kid;
}

bool key_revoke(struct work *work, int64_t kid)
{
	struct key key;

	if (!db_key_find(work->db, kid, &key))
		return false;
	if (!key.ends)
		key_rotate(work);
	db_key_revoke(work->db, kid);
	return true;
}

int key_list(struct work *work, struct key *list, int most)
{
	return db_keys_verifying(work->db, work->now, list, most);
}
