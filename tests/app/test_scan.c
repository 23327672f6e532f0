// SPDX-License-Identifier: EUPL-1.2
#include "app/scan.h"

#include "app/key.h"
#include "app/pass.h"
#include "db/person.h"
#include "tests/app/fixture.h"

#include <ctype.h>
#include <pthread.h>
#include <string.h>

static struct person staff = { .name = "Karl" }, other_staff = { .name = "Rosa" };
static int64_t owner, room, printer, mill;
static const char *room_slug, *printer_slug, *mill_slug;
static int64_t starts; /* of the bookings; the clock stands five minutes after it */

/* One reading: what is sent, by whom, and what came of it. Texts of the answer live in arena. */
struct try {
	struct scan_wish wish;
	const struct person *by;
	struct scan scan;
	enum work_end end;
	enum reason reason;
	struct arena arena;
};

static void scan_it(struct work *work, void *about)
{
	struct try *try = about;

	work->person = try->by;
	scan_make(work, &try->wish, &try->scan);
}

static void attempt(struct try *try)
{
	struct work work = { .lab = lab, .kind = WRITE, .job = scan_it, .about = try };

	arena_clear(&try->arena);
	try->end = work_do(&work);
	try->reason = work.reasons ? work.reasons->code : REASON_NONE;
	try->arena = work.arena;
}

static const char *new_nonce(char nonce[static 33])
{
	snprintf(nonce, 33, "%016llx%016llx", (unsigned long long)random_number(),
		(unsigned long long)random_number());
	return nonce;
}

/* The answer to a new reading; end it with arena_clear. */
static struct try scanned(const char *token, const char *point, const char *direction)
{
	char nonce[33];
	struct try try = { .by = &staff, .wish = { .token = token, .nonce = new_nonce(nonce),
		.point = point, .direction = direction } };

	attempt(&try);
	assert_int_equal(try.end, WORK_DONE);
	return try;
}

static void assert_scan_at(
	const char *token, const char *point, const char *direction, const char *code)
{
	struct try try = scanned(token, point, direction);
	const char *refused = !strcmp(code, "already") ? "already" : "refused";

	assert_string_equal(try.scan.code, code);
	assert_string_equal(try.scan.result, !strcmp(code, "ok") ? "admitted" : refused);
	arena_clear(&try.arena);
}

static void assert_scan(const char *token, const char *code)
{
	assert_scan_at(token, NULL, NULL, code);
}

/* ---- a booking and its pass ---- */

struct house {
	int64_t booking;
	int64_t resource; /* 0: the printer */
	char token[TOKEN_LETTERS + 1];
	const char *sql; /* runs with $1 the booking */
	struct key key;
	int64_t count;
};

static void make_pass(struct work *work, struct house *house)
{
	struct pass pass;

	pass_revoke_booking(work, house->booking);
	pass_make(work, &(struct pass_wish){ .type = PASS_BOOKING, .booking = house->booking,
		.person = owner, .resource = house->resource, .starts = starts,
		.ends = starts + 7200 });
	assert_true(pass_of_booking(work, house->booking, &pass));
	strcpy(house->token, pass_token(&work->arena, &pass));
}

static void book(struct work *work, void *about)
{
	struct house *house = about;

	if (!house->resource)
		house->resource = printer;
	house->booking = add_booking(work, owner, house->resource, starts);
	make_pass(work, house);
}

static void make_again(struct work *work, void *about)
{
	make_pass(work, about);
}

static void change(struct work *work, void *about)
{
	struct house *house = about;

	db_run(work->db, house->sql, WITH(num(house->booking)));
}

static void count(struct work *work, void *about)
{
	struct house *house = about;

	db_one(work->db, house->sql, WITH(num(house->booking)), &house->count);
}

static struct house booked(void)
{
	struct house house = { 0 };

	assert_int_equal(run(WRITE, book, &house), WORK_DONE);
	return house;
}

static void do_sql(struct house *house, const char *sql)
{
	house->sql = sql;
	assert_int_equal(run(WRITE, change, house), WORK_DONE);
}

/* sql must be static text: statements are told apart by their address. */
static int64_t counted(struct house *house, const char *sql)
{
	house->sql = sql;
	assert_int_equal(run(READ, count, house), WORK_DONE);
	return house->count;
}

/* ---- what the lab says ---- */

static void a_pass_admits_once_and_then_says_when_and_where(void **state)
{
	struct house house = booked();
	struct try first = scanned(house.token, "door", "entry");

	(void)state;
	assert_string_equal(first.scan.result, "admitted");
	assert_string_equal(first.scan.code, "ok");
	assert_true(first.scan.is_known);
	assert_string_equal(first.scan.holder, "Ada");
	assert_string_equal(first.scan.resource, "Prusa");
	assert_non_null(first.scan.ref);
	assert_int_equal(first.scan.from, starts - PASS_EARLY);
	assert_int_equal(first.scan.until, starts + 7200);
	assert_null(first.scan.first.point);
	clock_start(starts + 600);
	struct try second = scanned(house.token, room_slug, NULL);
	assert_string_equal(second.scan.result, "already");
	assert_string_equal(second.scan.code, "already");
	assert_string_equal(second.scan.first.point, "door");
	assert_in_range(second.scan.first.at, starts + 300, starts + 302);
	assert_string_equal(second.scan.holder, "Ada");
	arena_clear(&first.arena);
	arena_clear(&second.arena);
	assert_scan_at(house.token, NULL, "exit", "ok");
	assert_scan_at(house.token, NULL, "exit", "already");
}

static const char SCANS[] =
	"SELECT COUNT(*) FROM scan JOIN pass ON pass.id = scan.pass WHERE booking = $1";

static void the_same_nonce_gets_the_same_answer_and_is_kept_once(void **state)
{
	struct house house = booked();
	struct try try = scanned(house.token, "door", "entry");
	char nonce[33];

	(void)state;
	new_nonce(nonce);
	try.wish.nonce = nonce;
	attempt(&try);
	assert_string_equal(try.scan.code, "already");
	assert_string_equal(try.scan.first.point, "door");
	clock_start(starts + 600);
	struct try again = try;
	again.arena = (struct arena){ 0 };
	attempt(&again);
	assert_int_equal(again.end, WORK_DONE);
	assert_string_equal(again.scan.code, "already");
	assert_string_equal(again.scan.result, "already");
	assert_int_equal(again.scan.first.at, try.scan.first.at);
	assert_string_equal(again.scan.first.point, "door");
	assert_string_equal(again.scan.holder, "Ada");
	assert_string_equal(again.scan.ref, try.scan.ref);
	assert_int_equal(counted(&house, SCANS), 2);
	arena_clear(&try.arena);
	arena_clear(&again.arena);
}

static void an_admission_sent_again_is_still_an_admission(void **state)
{
	struct house house = booked();
	struct try try = { .by = &staff, .wish = { .token = house.token } };
	char nonce[33];

	(void)state;
	try.wish.nonce = new_nonce(nonce);
	for (int i = 0; i < 2; i++) {
		attempt(&try);
		assert_string_equal(try.scan.code, "ok");
		assert_string_equal(try.scan.holder, "Ada");
	}
	try.by = &other_staff; /* a nonce is a person's own */
	attempt(&try);
	assert_string_equal(try.scan.code, "already");
	arena_clear(&try.arena);
}

static void a_nonce_with_another_token_is_refused(void **state)
{
	struct house house = booked(), other = booked();
	struct try try = { .by = &staff, .wish = { .token = house.token } };
	char nonce[33];

	(void)state;
	try.wish.nonce = new_nonce(nonce);
	attempt(&try);
	assert_int_equal(try.end, WORK_DONE);
	try.wish.token = other.token;
	attempt(&try);
	assert_int_equal(try.end, WORK_REFUSED);
	assert_int_equal(try.reason, NONCE_REUSED);
	assert_int_equal(counted(&other, SCANS), 0);
	arena_clear(&try.arena);
	assert_scan(other.token, "ok");
}

static void it_admits_from_15_minutes_before_until_the_end(void **state)
{
	struct house house = booked();

	(void)state;
	clock_start(starts - PASS_EARLY - 60);
	assert_scan(house.token, "not_yet");
	clock_start(starts + 7200);
	assert_scan(house.token, "expired");
	clock_start(starts - PASS_EARLY);
	assert_scan(house.token, "ok");
	clock_start(starts + 7200);
	assert_scan_at(house.token, NULL, "exit", "ok");
}

static const char CANCEL[] = "UPDATE booking SET status = 'cancelled' WHERE id = $1";
static const char REQUEST[] = "UPDATE booking SET status = 'requested' WHERE id = $1";

static void a_pass_of_a_cancelled_requested_or_moved_booking_admits_nobody(void **state)
{
	struct house cancelled = booked(), requested = booked(), moved = booked();
	struct house before = moved;

	(void)state;
	do_sql(&cancelled, CANCEL);
	assert_scan(cancelled.token, "cancelled");
	do_sql(&requested, REQUEST);
	assert_scan(requested.token, "not_yet");
	assert_int_equal(run(WRITE, make_again, &moved), WORK_DONE);
	assert_scan(before.token, "revoked");
	assert_scan(moved.token, "ok");
}

static void it_admits_to_what_was_booked_and_what_that_is_in_or_holds(void **state)
{
	struct house in_printer = booked(), in_room = { .resource = room };

	(void)state;
	assert_int_equal(run(WRITE, book, &in_room), WORK_DONE);
	assert_scan_at(in_printer.token, mill_slug, NULL, "wrong_place");
	assert_scan_at(in_printer.token, printer_slug, NULL, "ok");
	assert_scan_at(in_printer.token, room_slug, NULL, "already");
	assert_scan_at(in_room.token, mill_slug, NULL, "wrong_place");
	assert_scan_at(in_room.token, printer_slug, NULL, "ok");
}

/* A token as its holder might change it: bytes from there on are what is given. */
static const char *altered(struct house *house, size_t at, const char *bytes, size_t size)
{
	struct arena arena = { 0 };
	struct token token;
	uint8_t changed[TOKEN_BYTES];

	assert_int_equal(token_read(house->token, LAB, &token), TOKEN_READ);
	token_encode(&token, changed);
	memcpy(changed + at, bytes, size);
	assert_true(token_decode(changed, &token));
	strcpy(house->token, pass_token(&arena, &(struct pass){ .token = token }));
	arena_clear(&arena);
	return house->token;
}

static const char FORGET[] = "DELETE FROM pass WHERE booking = $1";

static void what_the_lab_did_not_make_is_refused_and_says_nothing(void **state)
{
	struct house late = booked(), stolen = booked(), foreign = booked(), unknown = booked();
	struct house gone = booked();

	(void)state;
	do_sql(&gone, FORGET);
	assert_scan(gone.token, "unknown");
	assert_scan(altered(&unknown, 1, "\xff", 1), "unknown");
	assert_scan(altered(&late, 20, "\xff\xff", 2), "bad_signature");
	assert_scan(altered(&foreign, 2, "\xff\xff", 2), "wrong_site");
	assert_scan("https://shop.example/", "malformed");
	assert_scan("", "malformed");
	struct try try = scanned(altered(&stolen, 16, "\x00\x00", 2), NULL, NULL);
	assert_string_equal(try.scan.code, "bad_signature");
	assert_false(try.scan.is_known);
	assert_null(try.scan.holder);
	assert_null(try.scan.ref);
	arena_clear(&try.arena);
}

static const char REVOKE_KEYS[] = "UPDATE signing_key SET state = 'revoked'"
	" WHERE kid = (SELECT kid FROM pass WHERE booking = $1)";

static void keep_short(struct work *work, void *about)
{
	struct house *house = about;
	struct pass pass;

	assert_true(pass_of_booking(work, house->booking, &pass));
	strcpy(house->token, pass_short(&work->arena, &pass));
}

static void eight_letters_are_good_on_their_day_and_no_other_way_to_be_let_in_twice(void **state)
{
	struct house house = booked(), whole = booked(), gone = booked();
	char wrong[TOKEN_LETTERS + 1];

	(void)state;
	assert_scan(whole.token, "ok");
	assert_int_equal(run(READ, keep_short, &whole), WORK_DONE);
	assert_scan(whole.token, "already");
	assert_int_equal(run(READ, keep_short, &house), WORK_DONE);
	assert_int_equal(strlen(house.token), SHORT_LETTERS);
	strcpy(wrong, house.token);
	wrong[3] = wrong[3] == 'A' ? 'B' : 'A';
	assert_scan(wrong, "unknown");
	clock_start(starts + 300 - 3 * 86400);
	assert_scan(house.token, "unknown"); /* days before */
	clock_start(starts + 300);
	for (char *c = house.token; *c; c++)
		*c = (char)tolower(*c);
	assert_scan(house.token, "ok");
	assert_int_equal(run(READ, keep_short, &gone), WORK_DONE);
	do_sql(&gone, REVOKE_KEYS);
	assert_scan(gone.token, "revoked");
}

static void an_address_is_read_if_it_is_this_labs(void **state)
{
	struct house house = booked();
	struct arena arena = { 0 };

	(void)state;
	assert_scan(pass_url(&arena, "https://other.example", house.token), "wrong_site");
	assert_scan(pass_url(&arena, LAB, house.token), "ok");
	arena_clear(&arena);
}

static void passes_of_a_revoked_key_are_revoked(void **state)
{
	struct house house = booked();

	(void)state;
	do_sql(&house, REVOKE_KEYS);
	assert_scan(house.token, "revoked");
	assert_scan(booked().token, "ok"); /* by a new key */
}

static void who_tries_codes_out_has_to_wait(void **state)
{
	struct house house = booked();

	(void)state;
	for (int i = 0; i < 21; i++)
		assert_scan("no code", "malformed");
	assert_scan(house.token, "too_many");
	assert_scan("no code", "too_many");
	struct try other = { .by = &other_staff, .wish = { .token = "no code" } };
	char nonce[33];
	other.wish.nonce = new_nonce(nonce);
	attempt(&other);
	assert_string_equal(other.scan.code, "malformed");
	arena_clear(&other.arena);
	clock_start(starts + 300 + 65);
	assert_scan(house.token, "ok");
}

static void a_reading_sent_late_counts_when_it_was_made_within_half_a_day(void **state)
{
	struct house house = booked(), old = booked(), to_come = booked();
	struct try try = { .by = &staff, .wish = { .token = house.token, .at = starts + 60 } };
	char nonce[33];

	(void)state;
	clock_start(starts + 4 * 3600);
	try.wish.nonce = new_nonce(nonce);
	attempt(&try);
	assert_string_equal(try.scan.code, "ok");
	clock_start(starts + 13 * 3600);
	try.wish.token = old.token;
	try.wish.nonce = new_nonce(nonce);
	attempt(&try);
	assert_string_equal(try.scan.code, "expired");
	clock_start(starts - 3600);
	try.wish.token = to_come.token;
	try.wish.nonce = new_nonce(nonce);
	attempt(&try);
	assert_string_equal(try.scan.code, "not_yet");
	arena_clear(&try.arena);
}

static const char TAIL_IS_KEPT[] =
	"SELECT COUNT(*) FROM scan JOIN pass ON pass.id = scan.pass"
	" JOIN nonce ON nonce.id = scan.id WHERE booking = $1 AND LENGTH(head) <= 16"
	" AND LENGTH(hash) = 32 AND LENGTH(nonce) = 16";

static void every_reading_is_kept_but_never_the_token(void **state)
{
	struct house house = booked();

	(void)state;
	assert_scan(house.token, "ok");
	assert_scan(house.token, "already");
	assert_scan_at(house.token, mill_slug, NULL, "wrong_place");
	assert_int_equal(counted(&house, SCANS), 3);
	assert_int_equal(counted(&house, TAIL_IS_KEPT), 3);
}

static void a_wish_that_is_none_is_refused_with_reasons(void **state)
{
	struct scan_wish good = { .token = "x", .nonce = "0123456789abcdef0123456789abcdef" };
	struct try try = { .by = &staff };

	(void)state;
	try.wish = good;
	try.wish.token = NULL;
	attempt(&try);
	assert_int_equal(try.reason, MISSING_FIELD);
	try.wish = good;
	try.wish.nonce = NULL;
	attempt(&try);
	assert_int_equal(try.reason, MISSING_FIELD);
	for (int i = 0; i < 4; i++) {
		try.wish = good;
		const char **wrong[] = { &try.wish.nonce, &try.wish.nonce, &try.wish.point,
			&try.wish.direction };
		*wrong[i] = (const char *[]){ "0123", "zz", "The Door", "in" }[i];
		attempt(&try);
		assert_int_equal(try.end, WORK_REFUSED);
		assert_int_equal(try.reason, BAD_INPUT);
	}
	arena_clear(&try.arena);
}

/* ---- two scanners at once ---- */

enum { SCANNERS = 8, ROUNDS = 20 };

struct race {
	pthread_barrier_t start;
	struct house houses[ROUNDS];
	struct scanner {
		struct race *race;
		const char *codes[ROUNDS];
		struct arena arena;
	} scanners[SCANNERS];
};

static void *scan_all(void *about)
{
	struct scanner *me = about;

	for (int round = 0; round < ROUNDS; round++) {
		char nonce[33];
		struct try try = { .by = &staff };

		try.wish.token = me->race->houses[round].token;
		try.wish.nonce = new_nonce(nonce);
		pthread_barrier_wait(&me->race->start);
		attempt(&try);
		bool done = try.end == WORK_DONE;
		me->codes[round] = arena_text(&me->arena, done ? try.scan.code : "failed");
		arena_clear(&try.arena);
	}
	return NULL;
}

static void assert_one_winner(const struct race *race, int round)
{
	int admitted = 0, already = 0;

	for (int i = 0; i < SCANNERS; i++) {
		admitted += !strcmp(race->scanners[i].codes[round], "ok");
		already += !strcmp(race->scanners[i].codes[round], "already");
	}
	assert_int_equal(admitted, 1);
	assert_int_equal(already, SCANNERS - 1);
}

static void of_scanners_that_read_a_pass_at_once_one_admits(void **state)
{
	static struct race race;
	pthread_t threads[SCANNERS];

	(void)state;
	pthread_barrier_init(&race.start, NULL, SCANNERS);
	for (int round = 0; round < ROUNDS; round++)
		race.houses[round] = booked();
	for (int i = 0; i < SCANNERS; i++) {
		race.scanners[i].race = &race;
		pthread_create(&threads[i], NULL, scan_all, &race.scanners[i]);
	}
	for (int i = 0; i < SCANNERS; i++)
		pthread_join(threads[i], NULL);
	for (int round = 0; round < ROUNDS; round++)
		assert_one_winner(&race, round);
	for (int i = 0; i < SCANNERS; i++)
		arena_clear(&race.scanners[i].arena);
	pthread_barrier_destroy(&race.start);
}

/* ---- the house ---- */

static void set_up(struct work *work, void *about)
{
	static const char WITHIN[] = "INSERT INTO within (whole, part) VALUES ($1, $2)";
	struct arena *names = about;

	owner = add_person(work, "Ada");
	room = add_resource(work, room_slug = arena_text(names, new_name(work)));
	printer = add_resource(work, printer_slug = arena_text(names, new_name(work)));
	mill = add_resource(work, mill_slug = arena_text(names, new_name(work)));
	db_run(work->db, WITHIN, WITH(num(room), num(room)));
	db_run(work->db, WITHIN, WITH(num(printer), num(printer)));
	db_run(work->db, WITHIN, WITH(num(mill), num(mill)));
	db_run(work->db, WITHIN, WITH(num(room), num(printer)));
}

static void hire(struct work *work, void *about)
{
	(void)about;
	staff.id = add_person(work, "Karl");
	other_staff.id = add_person(work, "Rosa");
}

static struct arena names;

static int open_house(void **state)
{
	if (open_lab(state))
		return -1;
	starts = clock_now() / 86400 * 86400;
	return run(WRITE, set_up, &names) == WORK_DONE ? 0 : -1;
}

static int close_house(void **state)
{
	arena_clear(&names);
	return close_lab(state);
}

/* Staff of its own for each test, so that no other test's guesses count. */
static int begin(void **state)
{
	(void)state;
	clock_start(starts + 300);
	return run(WRITE, hire, NULL) == WORK_DONE ? 0 : -1;
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_pass_admits_once_and_then_says_when_and_where),
		TEST(the_same_nonce_gets_the_same_answer_and_is_kept_once),
		TEST(an_admission_sent_again_is_still_an_admission),
		TEST(a_nonce_with_another_token_is_refused),
		TEST(it_admits_from_15_minutes_before_until_the_end),
		TEST(a_pass_of_a_cancelled_requested_or_moved_booking_admits_nobody),
		TEST(it_admits_to_what_was_booked_and_what_that_is_in_or_holds),
		TEST(what_the_lab_did_not_make_is_refused_and_says_nothing),
		TEST(eight_letters_are_good_on_their_day_and_no_other_way_to_be_let_in_twice),
		TEST(an_address_is_read_if_it_is_this_labs),
		TEST(passes_of_a_revoked_key_are_revoked),
		TEST(who_tries_codes_out_has_to_wait),
		TEST(a_reading_sent_late_counts_when_it_was_made_within_half_a_day),
		TEST(every_reading_is_kept_but_never_the_token),
		TEST(a_wish_that_is_none_is_refused_with_reasons),
		TEST(of_scanners_that_read_a_pass_at_once_one_admits),
	};

	return RUN_ON_BOTH(tests, open_house, close_house);
}
