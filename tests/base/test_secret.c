// SPDX-License-Identifier: EUPL-1.2
#include "app/base/arena.h"
#include "app/base/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static void unhex(const char *text, uint8_t *bytes)
{
	for (unsigned byte; sscanf(text, "%2x", &byte) == 1; text += 2)
		*bytes++ = (uint8_t)byte;
}

static void assert_is_hex(const uint8_t *bytes, const char *expected)
{
	char text[2 * 64 + 1] = "";

	for (size_t i = 0; i < strlen(expected) / 2; i++)
		snprintf(text + 2 * i, 3, "%02x", bytes[i]);
	assert_string_equal(text, expected);
}

static void a_token_is_43_letters_fit_for_an_address_and_never_the_same(void **state)
{
	struct arena arena = { 0 };
	const char *one = token_new(&arena), *two = token_new(&arena);

	(void)state;
	assert_int_equal(strlen(one), TOKEN_TEXT);
	assert_int_equal(strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789-_"),
		TOKEN_TEXT);
	assert_string_not_equal(one, two);
	assert_true(random_number() != random_number());
	arena_clear(&arena);
}

static void a_token_is_kept_as_its_blake2b(void **state)
{
	uint8_t hash[HASH];

	(void)state;
	token_hash("abc", hash);
	assert_is_hex(hash, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

static void a_keyed_hash_depends_on_key_and_text(void **state)
{
	uint8_t one[HASH], again[HASH], key[HASH], what[HASH];

	(void)state;
	keyed_hash("session", "form", one);
	keyed_hash("session", "form", again);
	keyed_hash("session2", "form", key);
	keyed_hash("session", "form2", what);
	assert_true(same_bytes(one, again, HASH));
	assert_false(same_bytes(one, key, HASH));
	assert_false(same_bytes(one, what, HASH));
}

static void texts_of_different_lengths_differ(void **state)
{
	(void)state;
	assert_true(same_text("abc", "abc"));
	assert_true(same_text("", ""));
	assert_false(same_text("abc", "abd"));
	assert_false(same_text("abc", "abcd"));
	assert_false(same_text("", "a"));
}

static clock_t time_of(const char *text, bool expected)
{
	clock_t begin = clock();

	assert_int_equal(password_matches(text, "speicher"), expected);
	return clock() - begin;
}

static void a_password_matches_itself_and_nobody_takes_as_long(void **state)
{
	char text[PASSWORD_TEXT];

	(void)state;
	password_hash("speicher", text);
	assert_memory_equal(text, "$argon2id$v=19$m=65536,t=2,p=1$", 31);
	assert_false(password_matches(text, "Speicher"));
	assert_false(password_matches("speicher", "speicher"));
	clock_t somebody = time_of(text, true), nobody = time_of(NULL, false);
	/* A dummy that is not well formed would be refused in microseconds. */
	assert_true(nobody > somebody / 4);
}

/* RFC 8032 section 7.1, tests 1 and 2. */
static void signatures_are_those_of_rfc_8032(void **state)
{
	static const struct {
		const char *seed, *public, *message, *signature;
		size_t size;
	} tests[] = {
		{ "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
			"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
			"e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901"
			"555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
			0 },
		{ "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
			"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "r",
			"92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69"
			"da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
			1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		uint8_t seed[SEED], pair[PAIR], signature[SIGNATURE];

		unhex(tests[i].seed, seed);
		sign_pair(seed, pair);
		assert_true(same_bytes(pair, seed, SEED));
		assert_is_hex(pair + SEED, tests[i].public);
		sign(pair, tests[i].message, tests[i].size, signature);
		assert_is_hex(signature, tests[i].signature);
		assert_true(sign_verify(pair + SEED, tests[i].message, tests[i].size, signature));
		signature[5] ^= 1;
		assert_false(sign_verify(pair + SEED, tests[i].message, tests[i].size, signature));
	}
}

static void a_sealed_seed_opens_under_its_key_only(void **state)
{
	uint8_t key[SEAL_KEY] = { 1 }, seed[SEED] = { 2 }, opened[SEED];
	uint8_t sealed[SEALED_SEED], again[SEALED_SEED];

	(void)state;
	seed_seal(key, seed, sealed);
	seed_seal(key, seed, again);
	assert_false(same_bytes(sealed, again, SEALED_SEED));
	assert_true(seed_open(key, sealed, opened));
	assert_memory_equal(opened, seed, SEED);
	key[31] ^= 1;
	assert_false(seed_open(key, sealed, opened));
	key[31] ^= 1;
	sealed[SEALED_SEED - 1] ^= 1;
	assert_false(seed_open(key, sealed, opened));
}

/* Where the key of a test lies: a new folder each time. */
static const char *key_path(struct arena *arena)
{
	const char *temporary = getenv("TMPDIR");
	char *folder = arena_print(arena, "%s/secret.XXXXXX", temporary ? temporary : "/tmp");

	assert_non_null(mkdtemp(folder));
	return arena_print(arena, "%s/seal.key", folder);
}

static void forget(struct arena *arena, const char *path)
{
	unlink(path);
	rmdir(arena_print(arena, "%.*s", (int)(strrchr(path, '/') - path), path));
	arena_clear(arena);
}

static void the_seal_key_is_made_once_and_is_the_owners_only(void **state)
{
	struct arena arena = { 0 };
	const char *path = key_path(&arena), *why = NULL;
	uint8_t key[SEAL_KEY] = { 0 }, again[SEAL_KEY] = { 0 }, nothing[SEAL_KEY] = { 0 };
	struct stat about;

	(void)state;
	assert_true(seal_key_load(path, key, &why));
	assert_true(seal_key_load(path, again, &why));
	assert_memory_equal(key, again, SEAL_KEY);
	assert_memory_not_equal(key, nothing, SEAL_KEY);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	forget(&arena, path);
}

static void a_seal_key_that_others_may_read_or_that_is_cut_is_refused(void **state)
{
	struct arena arena = { 0 };
	const char *path = key_path(&arena), *why = NULL;
	uint8_t key[SEAL_KEY];

	(void)state;
	assert_true(seal_key_load(path, key, &why));
	chmod(path, 0640);
	assert_false(seal_key_load(path, key, &why));
	assert_string_equal(why, "others may read or write it: chmod 600");
	chmod(path, 0600);
	assert_int_equal(truncate(path, SEAL_KEY - 1), 0);
	assert_false(seal_key_load(path, key, &why));
	assert_string_equal(why, "it does not hold a key of 32 bytes");
	unlink(path);
	assert_false(seal_key_load("/dev/null", key, &why));
	assert_string_equal(why, "it is no file");
	assert_false(seal_key_load("/nowhere/at/all.key", key, &why));
	assert_string_equal(why, "it cannot be made there");
	forget(&arena, path);
}

/* RFC 4648 section 10. */
static void base64_is_that_of_rfc_4648(void **state)
{
	static const char *const tests[][2] = { { "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" },
		{ "foo", "Zm9v" }, { "foob", "Zm9vYg==" }, { "fooba", "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy" } };
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		uint8_t *bytes;
		size_t size;

		size = strlen(tests[i][0]);
		assert_string_equal(base64_print(&arena, tests[i][0], size), tests[i][1]);
		assert_true(base64_parse(&arena, tests[i][1], &bytes, &size));
		assert_int_equal(size, strlen(tests[i][0]));
		assert_memory_equal(bytes, tests[i][0], size);
	}
	arena_clear(&arena);
}

static void base64_that_is_spelled_otherwise_is_refused(void **state)
{
	static const char *const bad[] = { "Zg", "Zg=", "Zh==", "Zm9v ", "Z-9v", "Zm9v\n", "=",
		"Zg==Zg==" };
	struct arena arena = { 0 };
	uint8_t *bytes;
	size_t size;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(base64_parse(&arena, bad[i], &bytes, &size));
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_is_43_letters_fit_for_an_address_and_never_the_same),
		cmocka_unit_test(a_token_is_kept_as_its_blake2b),
		cmocka_unit_test(a_keyed_hash_depends_on_key_and_text),
		cmocka_unit_test(texts_of_different_lengths_differ),
		cmocka_unit_test(a_password_matches_itself_and_nobody_takes_as_long),
		cmocka_unit_test(signatures_are_those_of_rfc_8032),
		cmocka_unit_test(a_sealed_seed_opens_under_its_key_only),
		cmocka_unit_test(the_seal_key_is_made_once_and_is_the_owners_only),
		cmocka_unit_test(a_seal_key_that_others_may_read_or_that_is_cut_is_refused),
		cmocka_unit_test(base64_is_that_of_rfc_4648),
		cmocka_unit_test(base64_that_is_spelled_otherwise_is_refused),
	};

	secret_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
