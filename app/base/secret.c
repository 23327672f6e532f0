// SPDX-License-Identifier: EUPL-1.2
#include "app/base/secret.h"

#include "app/base/arena.h"

#include <assert.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static_assert(HASH == crypto_generichash_BYTES, "a hash is BLAKE2b's default size");
static_assert(PASSWORD_TEXT == crypto_pwhash_STRBYTES, "a password's text is libsodium's");
static_assert(SEED == crypto_sign_SEEDBYTES && PUBLIC == crypto_sign_PUBLICKEYBYTES, "Ed25519");
static_assert(PAIR == crypto_sign_SECRETKEYBYTES && SIGNATURE == crypto_sign_BYTES, "Ed25519");
static_assert(SEAL_KEY == crypto_secretbox_KEYBYTES, "a seal is a secretbox");
static_assert(SEALED_SEED == crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + SEED,
	"nonce, tag and seed");

void secret_start(void)
{
	if (sodium_init() < 0) {
		fputs("smartlab: the system gives no random numbers\n", stderr);
		exit(EXIT_FAILURE);
	}
}

void random_bytes(void *bytes, size_t size)
{
	randombytes_buf(bytes, size);
}

uint64_t random_number(void)
{
	uint64_t number;

	randombytes_buf(&number, sizeof number);
	return number;
}

char *token_new(struct arena *arena)
{
	uint8_t bytes[32];
	char *token = arena_alloc(arena, TOKEN_TEXT + 1);

	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(token, TOKEN_TEXT + 1, bytes, sizeof bytes,
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof bytes);
	return token;
}

void token_hash(const char *token, uint8_t hash[static HASH])
{
	crypto_generichash(hash, HASH, (const uint8_t *)token, strlen(token), NULL, 0);
}

void keyed_hash(const char *key, const char *what, uint8_t hash[static HASH])
{
	uint8_t short_key[HASH]; /* BLAKE2b takes keys of 64 bytes at most */

	token_hash(key, short_key);
	crypto_generichash(
		hash, HASH, (const uint8_t *)what, strlen(what), short_key, sizeof short_key);
	sodium_memzero(short_key, sizeof short_key);
}

bool same_bytes(const void *a, const void *b, size_t size)
{
	return sodium_memcmp(a, b, size) == 0;
}

bool same_text(const char *a, const char *b)
{
	size_t size = strlen(a);

	return size == strlen(b) && same_bytes(a, b, size);
}

/* ---- passwords ---- */

void password_hash(const char *password, char text[static PASSWORD_TEXT])
{
	if (crypto_pwhash_str(text, password, strlen(password),
		    crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE))
		abort(); /* only for want of memory */
}

bool password_matches(const char *text, const char *password)
{
	/* Of no password: nobody must take as long as somebody (ASVS 5.0, 6.3.8). */
	static const char NOBODY[] = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
				     "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	int no = crypto_pwhash_str_verify(text ? text : NOBODY, password, strlen(password));

	return !no && text;
}

/* ---- signatures ---- */

void sign_pair(const uint8_t seed[static SEED], uint8_t pair[static PAIR])
{
	uint8_t public[PUBLIC];

	crypto_sign_seed_keypair(public, pair, seed);
}

void sign(const uint8_t pair[static PAIR], const void *bytes, size_t size,
	uint8_t signature[static SIGNATURE])
{
	crypto_sign_detached(signature, NULL, bytes, size, pair);
}

bool sign_verify(const uint8_t public[static PUBLIC], const void *bytes, size_t size,
	const uint8_t signature[static SIGNATURE])
{
	return crypto_sign_verify_detached(signature, bytes, size, public) == 0;
}

/* ---- the seal on a seed ---- */

void seed_seal(const uint8_t key[static SEAL_KEY], const uint8_t seed[static SEED],
	uint8_t sealed[static SEALED_SEED])
{
	randombytes_buf(sealed, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(sealed + crypto_secretbox_NONCEBYTES, seed, SEED, sealed, key);
}

bool seed_open(const uint8_t key[static SEAL_KEY], const uint8_t sealed[static SEALED_SEED],
	uint8_t seed[static SEED])
{
	return crypto_secretbox_open_easy(seed, sealed + crypto_secretbox_NONCEBYTES,
		       SEALED_SEED - crypto_secretbox_NONCEBYTES, sealed, key) == 0;
}

/* Written aside and linked into place: two programs that start at once read the same key. */
static bool make(const char *path)
{
	uint8_t key[SEAL_KEY];
	char aside[4096];

	if (snprintf(aside, sizeof aside, "%s.XXXXXX", path) >= (int)sizeof aside)
		return false;
	int fd = mkstemp(aside); /* 0600 */
	if (fd < 0)
		return false;
	randombytes_buf(key, sizeof key);
	bool ok = write(fd, key, sizeof key) == (ssize_t)sizeof key && fsync(fd) == 0;
	sodium_memzero(key, sizeof key);
	close(fd);
	if (ok)
		(void)!link(aside, path); /* there already: also fine */
	unlink(aside);
	return ok;
}

static const char *load(int fd, uint8_t key[static SEAL_KEY])
{
	struct stat about;
	uint8_t bytes[SEAL_KEY + 1];

	if (fstat(fd, &about) || !S_ISREG(about.st_mode))
		return "it is no file";
	if (about.st_mode & (S_IRWXG | S_IRWXO))
		return "others may read or write it: chmod 600";
	if (read(fd, bytes, sizeof bytes) != SEAL_KEY)
		return "it does not hold a key of 32 bytes";
	memcpy(key, bytes, SEAL_KEY);
	sodium_memzero(bytes, sizeof bytes);
	return NULL;
}

bool seal_key_load(const char *path, uint8_t key[static SEAL_KEY], const char **why)
{
	if (access(path, F_OK) && !make(path)) {
		*why = "it cannot be made there";
		return false;
	}
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		*why = "it cannot be opened";
		return false;
	}
	*why = load(fd, key);
	close(fd);
	return !*why;
}

/* ---- base64 ---- */

char *base64_print(struct arena *arena, const void *bytes, size_t size)
{
	size_t room = sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL);
	char *text = arena_alloc(arena, room);

	return sodium_bin2base64(text, room, bytes, size, sodium_base64_VARIANT_ORIGINAL);
}

bool base64_parse(struct arena *arena, const char *text, uint8_t **bytes, size_t *size)
{
	size_t length = strlen(text), room = length / 4 * 3 + 1;

	*bytes = arena_alloc(arena, room);
	return sodium_base642bin(*bytes, room, text, length, NULL, size, NULL,
		       sodium_base64_VARIANT_ORIGINAL) == 0;
}
