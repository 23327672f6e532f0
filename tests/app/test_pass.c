// SPDX-License-Identifier: EUPL-1.2
#include "app/pass.h"

#include "app/key.h"
#include "app/site.h"
#include "tests/app/fixture.h"

#include <string.h>

/* ---- the token ---- */

/* Test 1 of RFC 8032 section 7.1. */
static const uint8_t seed[SEED] = { 0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84,
	0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70,
	0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60 };

static struct token example(void)
{
	return (struct token){ .type = PASS_BOOKING, .kid = 7, .site = 0xbeef,
		.tid = (int64_t)0xfedcba9876543210, .resource = 4000000000,
		.from = 1795437900, .until = 1795437900 + 135 * 60 }; /* 2026-11-23T12:45Z */
}

/* Made with another program from the description in reference/calendar-qr-security.md 1.5. */
static const char EXAMPLE[] =
	"CED353763S5JQ5SUGIIO42ZIAAADOVV5ACDYYWEOZKAVEOZXYSKNFVNQDHU2R537K5GVNVGHLK7V6"
	"YH3JE56MM5UO5GVG5BBWTZRPU4SBZKVDPA35M6BXADCOYAVA4AFX3WX6Q4BBM";

static void a_token_is_these_letters(void **state)
{
	struct arena arena = { 0 };
	struct pass pass = { .token = example() };
	uint8_t pair[PAIR];

	(void)state;
	sign_pair(seed, pair);
	token_sign(&pass.token, pair);
	assert_string_equal(pass_token(&arena, &pass), EXAMPLE);
	arena_clear(&arena);
}

static void a_token_reads_back_what_it_says(void **state)
{
	struct token token, expected = example();
	uint8_t pair[PAIR];

	(void)state;
	sign_pair(seed, pair);
	assert_int_equal(token_read(EXAMPLE, LAB, &token), TOKEN_READ);
	assert_true(token_is_signed(&token, pair + SEED));
	assert_int_equal(token.type, expected.type);
	assert_int_equal(token.kid, expected.kid);
	assert_int_equal(token.site, expected.site);
	assert_true(token.tid == expected.tid);
	assert_true(token.resource == expected.resource);
	assert_int_equal(token.from, expected.from);
	assert_int_equal(token.until, expected.until);
}

static void every_flipped_bit_is_noticed(void **state)
{
	uint8_t pair[PAIR], bytes[TOKEN_BYTES];
	struct token token;

	(void)state;
	sign_pair(seed, pair);
	assert_int_equal(token_read(EXAMPLE, LAB, &token), TOKEN_READ);
	for (int bit = 0; bit < TOKEN_BYTES * 8; bit++) {
		struct token flipped;

		token_encode(&token, bytes);
		bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
		assert_false(token_decode(bytes, &flipped) &&
			     token_is_signed(&flipped, pair + SEED));
	}
}

static void a_signature_of_another_purpose_or_key_is_none(void **state)
{
	uint8_t pair[PAIR], other[PAIR], bytes[TOKEN_BYTES];
	struct token token = example();

	(void)state;
	sign_pair(seed, pair);
	sign_pair((const uint8_t[SEED]){ 1 }, other);
	token_sign(&token, pair);
	assert_true(token_is_signed(&token, pair + SEED));
	assert_false(token_is_signed(&token, other + SEED));
	token_encode(&token, bytes);
	sign(pair, bytes, 22, token.signature); /* without "labpass/1" */
	assert_false(token_is_signed(&token, pair + SEED));
}

static void assert_malformed(const char *text)
{
	struct token token;

	assert_int_equal(token_read(text, LAB, &token), TOKEN_MALFORMED);
}

static void a_token_has_one_spelling(void **state)
{
	char text[TOKEN_LETTERS + 8];

	(void)state;
	for (int i = 0; i < TOKEN_LETTERS; i++) {
		strcpy(text, EXAMPLE);
		text[i] = text[i] >= 'A' ? (char)(text[i] - 'A' + 'a') : '1';
		assert_malformed(text);
	}
	for (const char *spare = "NOP"; *spare; spare++) { /* M's two spare bits are 0 */
		strcpy(text, EXAMPLE);
		text[TOKEN_LETTERS - 1] = *spare;
		assert_malformed(text);
	}
	sprintf(text, "%.137s", EXAMPLE);
	assert_malformed(text);
	sprintf(text, "%sA", EXAMPLE);
	assert_malformed(text);
	sprintf(text, "%s======", EXAMPLE);
	assert_malformed(text);
	sprintf(text, " %s", EXAMPLE);
	assert_malformed(text);
	sprintf(text, "%s\n", EXAMPLE);
	assert_malformed(text);
	assert_malformed("");
	assert_malformed("#");
}

static void only_version_1_with_a_known_type_and_a_key_is_a_token(void **state)
{
	static const uint8_t bad[][2] = { { 0x01, 7 }, { 0x21, 7 }, { 0x10, 7 }, { 0x15, 7 },
		{ 0x1f, 7 }, { 0x11, 0 } };
	struct token token = example();
	uint8_t bytes[TOKEN_BYTES];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		token_encode(&token, bytes);
		memcpy(bytes, bad[i], 2);
		assert_false(token_decode(bytes, &token));
		token = example();
	}
	for (token.type = PASS_BOOKING; token.type <= PASS_SEAT; token.type++) {
		struct token read;

		token_encode(&token, bytes);
		assert_true(token_decode(bytes, &read));
		assert_int_equal(read.type, token.type);
	}
}

static enum token_reading reading(const char *before, const char *url)
{
	struct token token;
	char text[512];

	snprintf(text, sizeof text, "%s%s", before, EXAMPLE);
	return token_read(text, url, &token);
}

static void an_address_of_this_lab_is_as_good_as_the_bare_token(void **state)
{
	(void)state;
	assert_int_equal(reading("HTTPS://LAB.EXAMPLE:8443/T#", LAB), TOKEN_READ);
	assert_int_equal(reading("https://Lab.example:8443/t#", LAB), TOKEN_READ);
	assert_int_equal(reading("http://lab.example:8443/T#", LAB), TOKEN_READ);
	assert_int_equal(reading("HTTP://127.0.0.1:8080/T#", "http://127.0.0.1:8080"), TOKEN_READ);
}

static void an_address_of_another_host_is_elsewhere(void **state)
{
	static const char *const others[] = { "HTTPS://LAB.EXAMPLE/T#",
		"HTTPS://LAB.EXAMPLE:84430/T#", "HTTPS://EVIL.LAB.EXAMPLE:8443/T#",
		"HTTPS://LAB.EXAMPLE:8443.EVIL/T#",
		"HTTPS://LAB.EXAMPLE:8443/X/T#", "HTTPS:///T#" };

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_int_equal(reading(others[i], LAB), TOKEN_ELSEWHERE);
	assert_int_equal(reading("HTTPS://LAB.EXAMPLE:8443/T#", ""), TOKEN_ELSEWHERE);
}

static void what_is_no_address_of_a_pass_is_malformed(void **state)
{
	static const char *const bad[] = { "#", "T#", "/T#", "lab.example:8443/T#",
		"ftp://lab.example/T#", "HTTPS://LAB.EXAMPLE:8443/M#", "HTTPS://LAB.EXAMPLE:8443#",
		"javascript:alert(1)//T#", "HTTPS://LAB.EXAMPLE:8443/T##",
		"HTTPS://LAB.EXAMPLE:8443/T/" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(reading(bad[i], LAB), TOKEN_MALFORMED);
}

static void the_qr_codes_text_is_upper_case_and_reads_back(void **state)
{
	struct arena arena = { 0 };
	struct token token;
	const char *text = pass_url(&arena, LAB, EXAMPLE);

	(void)state;
	assert_memory_equal(text, "HTTPS://LAB.EXAMPLE:8443/T#CED353", 33);
	assert_int_equal(token_read(text, LAB, &token), TOKEN_READ);
	assert_string_equal(token_text(text), EXAMPLE);
	arena_clear(&arena);
}

/* ---- passes in the store ---- */

static int64_t owner, machine, day;

/* What a job is told, and what it found. */
struct step {
	int rescued;
	int64_t booking;
	struct pass_wish wish;
	struct pass pass;
	struct key key;
	bool found;
	char token[TOKEN_LETTERS + 1];
};

static void set_up(struct work *work, void *about)
{
	(void)about;
	owner = add_person(work, "Ada");
	machine = add_resource(work, new_name(work));
}

static void book(struct work *work, void *about)
{
	struct step *step = about;

	step->booking = add_booking(work, owner, machine, day);
	step->wish = (struct pass_wish){ .type = PASS_BOOKING, .booking = step->booking,
		.person = owner, .resource = machine, .starts = day, .ends = day + 7200 };
}

static struct step booked(void)
{
	struct step step = { 0 };

	assert_int_equal(run(WRITE, book, &step), WORK_DONE);
	return step;
}

static void make(struct work *work, void *about)
{
	struct step *step = about;

	pass_make(work, &step->wish);
}

static void revoke(struct work *work, void *about)
{
	struct step *step = about;

	pass_revoke_booking(work, step->booking);
}

static void look(struct work *work, void *about)
{
	struct step *step = about;

	step->found = pass_of_booking(work, step->booking, &step->pass);
	if (!step->found)
		return;
	strcpy(step->token, pass_token(&work->arena, &step->pass));
	assert_true(db_key_find(work->db, step->pass.token.kid, &step->key));
}

static void find_key(struct work *work, void *about)
{
	struct key *key = about;

	assert_true(db_key_find(work->db, key->kid, key));
}

static void rotate(struct work *work, void *about)
{
	struct step *step = about;

	step->key.kid = key_rotate(work);
}

static void a_booking_gets_a_signed_pass_from_15_minutes_before_it(void **state)
{
	struct step step = booked();
	struct token token;

	(void)state;
	assert_int_equal(run(READ, look, &step), WORK_DONE);
	assert_false(step.found);
	assert_int_equal(run(WRITE, make, &step), WORK_DONE);
	assert_int_equal(run(READ, look, &step), WORK_DONE);
	assert_true(step.found);
	assert_int_equal(step.pass.person, owner);
	assert_int_equal(step.pass.booking, step.booking);
	assert_int_equal(token_read(step.token, LAB, &token), TOKEN_READ);
	assert_true(token_is_signed(&token, step.key.public));
	assert_int_equal(token.type, PASS_BOOKING);
	assert_int_equal(token.site, step.key.site);
	assert_int_equal(token.resource, machine);
	assert_int_equal(token.from, day - 15 * 60);
	assert_int_equal(token.until, day + 7200);
}

static void validity_is_rounded_for_the_holder_and_ends_after_45_days(void **state)
{
	struct step odd = booked(), endless = booked();

	(void)state;
	odd.wish.starts += 59;
	odd.wish.ends += 1;
	endless.wish.ends += 90LL * 24 * 3600;
	assert_int_equal(run(WRITE, make, &odd), WORK_DONE);
	assert_int_equal(run(READ, look, &odd), WORK_DONE);
	assert_int_equal(odd.pass.token.from, day - 15 * 60);
	assert_int_equal(odd.pass.token.until, day + 7200 + 60);
	assert_int_equal(run(WRITE, make, &endless), WORK_DONE);
	assert_int_equal(run(READ, look, &endless), WORK_DONE);
	assert_int_equal(endless.pass.token.until, endless.pass.token.from + 65535 * 60);
}

static void a_booking_has_one_pass_at_a_time(void **state)
{
	struct step step = booked();
	int64_t first;

	(void)state;
	assert_int_equal(run(WRITE, make, &step), WORK_DONE);
	log_quiet(LOG_FAULT - 1);
	assert_int_equal(run(WRITE, make, &step), WORK_FAILED);
	log_quiet(LOG_FAULT);
	assert_int_equal(run(READ, look, &step), WORK_DONE);
	first = step.pass.token.tid;
	assert_int_equal(run(WRITE, revoke, &step), WORK_DONE);
	assert_int_equal(run(READ, look, &step), WORK_DONE);
	assert_false(step.found);
	assert_int_equal(run(WRITE, make, &step), WORK_DONE);
	assert_int_equal(run(READ, look, &step), WORK_DONE);
	assert_true(step.found);
	assert_true(step.pass.token.tid != first);
}

static void after_a_rotation_the_new_key_signs_and_the_old_one_verifies(void **state)
{
	struct step before = booked(), after = booked();
	struct token token;

	(void)state;
	assert_int_equal(run(WRITE, make, &before), WORK_DONE);
	assert_int_equal(run(WRITE, rotate, &after), WORK_DONE);
	int64_t rotated = after.key.kid;
	assert_int_equal(run(WRITE, make, &after), WORK_DONE);
	assert_int_equal(run(READ, look, &before), WORK_DONE);
	assert_int_equal(run(READ, look, &after), WORK_DONE);
	assert_int_equal(after.pass.token.kid, rotated);
	assert_int_equal(before.pass.token.kid, rotated - 1);
	assert_int_equal(token_read(before.token, LAB, &token), TOKEN_READ);
	assert_true(token_is_signed(&token, before.key.public));
	assert_false(token_is_signed(&token, after.key.public));
}

static void rescue(struct work *work, void *about)
{
	struct step *step = about;

	step->rescued = pass_rescue(work, step->key.kid);
}

static void a_key_in_wrong_hands_verifies_nothing_and_its_passes_are_signed_anew(void **state)
{
	struct step mine = booked(), none = { .key.kid = 251 };
	struct token old;
	struct key key;

	(void)state;
	mine.wish.starts += 5 * 86400; /* what is over needs no new code */
	mine.wish.ends += 5 * 86400;
	assert_int_equal(run(WRITE, make, &mine), WORK_DONE);
	assert_int_equal(run(READ, look, &mine), WORK_DONE);
	old = mine.pass.token;
	key = mine.key;
	assert_int_equal(run(WRITE, rescue, &mine), WORK_DONE);
	assert_true(mine.rescued >= 1);
	assert_int_equal(run(READ, look, &mine), WORK_DONE);
	assert_true(mine.found);
	assert_int_equal(mine.pass.token.kid, old.kid + 1); /* it signed, so another does now */
	assert_true(mine.pass.token.tid != old.tid);
	assert_int_equal(mine.pass.token.until, old.until);
	assert_true(token_is_signed(&mine.pass.token, mine.key.public));
	assert_false(token_is_signed(&mine.pass.token, key.public));
	assert_int_equal(run(READ, find_key, &key), WORK_DONE);
	assert_true(key.is_revoked);
	assert_int_equal(run(WRITE, rescue, &none), WORK_DONE);
	assert_int_equal(none.rescued, -1);
}

static void rotate_until_full(struct work *work, void *about)
{
	struct step *step = about;

	while (step->key.kid < 255)
		step->key.kid = key_rotate(work);
}

static const char END_ALL[] = "UPDATE signing_key SET ends = kid + $1 WHERE state <> 'sign'";

static void end_all(struct work *work, void *about)
{
	db_run(work->db, END_ALL, WITH(num(*(int64_t *)about)));
}

static void when_all_numbers_are_given_that_of_the_key_that_ended_first_comes_back(void **state)
{
	struct step step = { 0 }, mine = booked();
	int64_t late = clock_now() + 86400, long_ago = 0;

	(void)state;
	assert_int_equal(run(WRITE, make, &mine), WORK_DONE);
	assert_int_equal(run(WRITE, rotate_until_full, &step), WORK_DONE);
	assert_int_equal(step.key.kid, 255);
	assert_int_equal(run(WRITE, end_all, &late), WORK_DONE);
	assert_int_equal(run(WRITE, rotate, &step), WORK_DONE);
	assert_int_equal(step.key.kid, 0); /* and the last one signs on */
	assert_int_equal(run(WRITE, end_all, &long_ago), WORK_DONE);
	assert_int_equal(run(WRITE, rotate, &step), WORK_DONE);
	assert_int_equal(step.key.kid, 1);
	assert_int_equal(run(WRITE, rotate, &step), WORK_DONE);
	assert_int_equal(step.key.kid, 2);
	mine = booked();
	assert_int_equal(run(WRITE, make, &mine), WORK_DONE);
	assert_int_equal(run(READ, look, &mine), WORK_DONE);
	assert_int_equal(mine.pass.token.kid, 2);
	assert_true(token_is_signed(&mine.pass.token, mine.key.public));
}

static void a_lab_that_lost_its_secret_signs_with_a_new_key(void **state)
{
	struct step before = booked(), after = booked(), again = booked();

	(void)state;
	assert_int_equal(run(WRITE, make, &before), WORK_DONE);
	lab->seal_key[0] ^= 1;
	keyring_close(lab->keyring);
	lab->keyring = keyring_open();
	assert_int_equal(run(WRITE, make, &after), WORK_DONE);
	assert_int_equal(run(WRITE, make, &again), WORK_DONE);
	assert_int_equal(run(READ, look, &before), WORK_DONE);
	assert_int_equal(run(READ, look, &after), WORK_DONE);
	assert_int_equal(run(READ, look, &again), WORK_DONE);
	assert_int_equal(after.pass.token.kid, before.pass.token.kid + 1);
	assert_int_equal(again.pass.token.kid, after.pass.token.kid);
	assert_true(token_is_signed(&before.pass.token, before.key.public));
}

static void ask_installation(struct work *work, void *about)
{
	struct step *step = about;

	snprintf(step->token, sizeof step->token, "%s", site_installation(work));
}

static void a_lab_has_a_name_of_its_own(void **state)
{
	struct step step = { 0 };

	(void)state;
	assert_int_equal(run(READ, ask_installation, &step), WORK_DONE);
	assert_int_equal(strlen(step.token), 32);
	assert_int_equal(strspn(step.token, "0123456789abcdef"), 32);
}

static int open_house(void **state)
{
	if (open_lab(state))
		return -1;
	day = clock_now() / 86400 * 86400;
	return run(WRITE, set_up, NULL) == WORK_DONE ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_is_these_letters),
		cmocka_unit_test(a_token_reads_back_what_it_says),
		cmocka_unit_test(every_flipped_bit_is_noticed),
		cmocka_unit_test(a_signature_of_another_purpose_or_key_is_none),
		cmocka_unit_test(a_token_has_one_spelling),
		cmocka_unit_test(only_version_1_with_a_known_type_and_a_key_is_a_token),
		cmocka_unit_test(an_address_of_this_lab_is_as_good_as_the_bare_token),
		cmocka_unit_test(an_address_of_another_host_is_elsewhere),
		cmocka_unit_test(what_is_no_address_of_a_pass_is_malformed),
		cmocka_unit_test(the_qr_codes_text_is_upper_case_and_reads_back),
		cmocka_unit_test(a_booking_gets_a_signed_pass_from_15_minutes_before_it),
		cmocka_unit_test(validity_is_rounded_for_the_holder_and_ends_after_45_days),
		cmocka_unit_test(a_booking_has_one_pass_at_a_time),
		cmocka_unit_test(after_a_rotation_the_new_key_signs_and_the_old_one_verifies),
		cmocka_unit_test(a_key_in_wrong_hands_verifies_nothing_and_its_passes_are_signed_anew),
		cmocka_unit_test(a_lab_that_lost_its_secret_signs_with_a_new_key),
		cmocka_unit_test(a_lab_has_a_name_of_its_own),
		cmocka_unit_test(when_all_numbers_are_given_that_of_the_key_that_ended_first_comes_back),
	};

	return RUN_ON_BOTH(tests, open_house, close_lab);
}
