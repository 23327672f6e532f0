// SPDX-License-Identifier: EUPL-1.2
/*
 * The keys that sign passes. They are rows: the newest signs, older ones verify until their passes
 * have ended. Their seeds are sealed with the key of the secret file, so that a copy of the store
 * alone signs nothing.
 */
#ifndef KEY_H
#define KEY_H

#include "app/work.h"
#include "db/key.h"

enum { MOST_SIGNING_KEYS = 255 }; /* a pass has one byte for its number */

/* What this process has opened, since that costs as much as a signature; the row still decides. */
struct keyring;
struct keyring *keyring_open(void);
void keyring_close(struct keyring *ring);

/* The key that signs, opened; made if there is none, or if the one there does not open because the
 * secret file is another than it was. WRITE only. */
void key_signing(struct work *work, struct key *key);

/* A new key signs from now on; says its number, 0 if all numbers are of keys that still verify. The one before verifies until the last pass ends that it signed, and
 * those that still do are in key_list(). WRITE only. */
int64_t key_rotate(struct work *work);

/* It verifies nothing any more; if it is the one that signs, a new one does from now on. False: there is none of that
 * number. WRITE only; see pass_rescue(). */
bool key_revoke(struct work *work, int64_t kid);
int key_list(struct work *work, struct key *list, int most);

#endif
