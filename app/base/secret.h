// SPDX-License-Identifier: EUPL-1.2
/*
 * Everything cryptographic, and the only file that knows libsodium. Sizes are in bytes.
 *
 * Passwords are Argon2id (RFC 9106) at libsodium's "interactive" limits: 2 passes, 64 MiB, about
 * 0.1 s of one core. Tokens are 256 random bits; the store keeps their BLAKE2b (RFC 7693), so that
 * a copy of it signs nobody in.
 */
#ifndef SECRET_H
#define SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { HASH = 32, TOKEN_TEXT = 43, SEED = 32, PUBLIC = 32, PAIR = SEED + PUBLIC, SIGNATURE = 64,
	SEAL_KEY = 32, SEALED_SEED = 72, PASSWORD_TEXT = 128 };

void secret_start(void); /* once, before anything else; ends the program without randomness */

void random_bytes(void *bytes, size_t size);
uint64_t random_number(void);                     /* 64 bits */
char *token_new(struct arena *arena);             /* 256 bits as base64url, TOKEN_TEXT letters */
void token_hash(const char *token, uint8_t hash[static HASH]);
/* A keyed BLAKE2b of what, e.g. a form's token from a session's; key is any text. */
void keyed_hash(const char *key, const char *what, uint8_t hash[static HASH]);
bool same_bytes(const void *a, const void *b, size_t size); /* in constant time */
bool same_text(const char *a, const char *b);               /* the same; reveals the lengths only */

/* Slow on purpose: about 0.1 s and 64 MiB each. Call neither inside a WRITE work. */
void password_hash(const char *password, char text[static PASSWORD_TEXT]);
bool password_matches(const char *text, const char *password); /* text NULL: as slow, and false */

/* Ed25519 (RFC 8032). A pair is the seed and then its public key: signing with another's gives
 * the seed away, so a pair is only ever made here, and kept: it costs as much as a signature. */
void sign_pair(const uint8_t seed[static SEED], uint8_t pair[static PAIR]);
void sign(const uint8_t pair[static PAIR], const void *bytes, size_t size,
	uint8_t signature[static SIGNATURE]);
bool sign_verify(const uint8_t public[static PUBLIC], const void *bytes, size_t size,
	const uint8_t signature[static SIGNATURE]);

/* A seed as the store keeps it: nonce, XSalsa20-Poly1305 of it under the key of the secret file. */
void seed_seal(const uint8_t key[static SEAL_KEY], const uint8_t seed[static SEED],
	uint8_t sealed[static SEALED_SEED]);
bool seed_open(const uint8_t key[static SEAL_KEY], const uint8_t sealed[static SEALED_SEED],
	uint8_t seed[static SEED]);
/* Reads the key from the file, which must be the owner's only (0600); makes it if there is none.
 * False: why says why not, a static sentence. */
bool seal_key_load(const char *path, uint8_t key[static SEAL_KEY], const char **why);

/* Base64 of RFC 4648, standard alphabet, padded. The arena's copy is as long as size says. */
char *base64_print(struct arena *arena, const void *bytes, size_t size);
bool base64_parse(struct arena *arena, const char *text, uint8_t **bytes, size_t *size);

#endif
