// SPDX-License-Identifier: EUPL-1.2
#include "app/booking.h"

#include "app/person.h"
#include "tests/app/fixture.h"

/*
 * A workshop room with a printer and a laser in it, the laser with a chiller; a printer that stands alone and is to cool
 * down for half an hour. Each is told by its place here; parts[] says which are within which.
 */
enum { ROOM, PRINTER, LASER, CHILLER, ALONE, RESOURCES };
static const char *const slugs[RESOURCES] = { "room", "printer", "laser", "chiller", "alone" };
static const unsigned parts[RESOURCES] = {
	[ROOM] = 1 << ROOM | 1 << PRINTER | 1 << LASER | 1 << CHILLER,
	[PRINTER] = 1 << PRINTER,
	[LASER] = 1 << LASER | 1 << CHILLER,
	[CHILLER] = 1 << CHILLER,
	[ALONE] = 1 << ALONE,
};

enum { SLOT = 30, SHORTEST = 30, LONGEST = 180, COOLING = 30, MINUTE = 60, HOUR = 3600 };

static int64_t monday; /* its midnight; the clock stands at noon of the day before, and slowly goes on */
static const struct person staff = { .email = "mandy@example.org", .name = "Mandy", .role = "staff",
	.language = "de" };
static struct person mandy;

static int64_t add_slug(struct work *work, int which)
{
	struct resource r = { .slug = slugs[which], .name = slugs[which],
		.kind = which == PRINTER || which == ALONE ? "printer_3d" : "room", .location = "",
		.description = "", .bookable = true, .slot_minutes = SLOT,
		.shortest_minutes = SHORTEST, .longest_minutes = LONGEST, .horizon_days = 30,
		.most_people = 4, .buffer_minutes = which == ALONE ? COOLING : 0 };

	db_resource_add(work->db, &r);
	return r.id;
}

static void set_up(struct work *work, void *about)
{
	int64_t ids[RESOURCES];

	(void)about;
	mandy = staff;
	person_add(work, &mandy, NULL);
	mandy = staff; /* its texts outlive the work */
	mandy.id = 1;
	for (int i = 0; i < RESOURCES; i++)
		ids[i] = add_slug(work, i);
	db_part_add(work->db, ids[LASER], ids[CHILLER]);
	db_part_add(work->db, ids[ROOM], ids[PRINTER]);
	db_part_add(work->db, ids[ROOM], ids[LASER]);
	for (int weekday = 1; weekday <= 7; weekday++)
		db_opening_add(work->db, &(struct opening){ .weekday = weekday, .until_minute = 1440 });
}

static int open_house(void **state)
{
	if (!zone_set("Europe/Berlin") || open_lab(state))
		return -1;
	monday = zone_instant(day_of((struct date){ 2026, 10, 19 }), 0); /* clocks change on Sunday */
	clock_start(monday - 12 * HOUR);
	return run(WRITE, set_up, NULL) == WORK_DONE ? 0 : -1;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_house, close_lab)

static int roll(int sides)
{
	static uint64_t dice = 1; /* Knuth's MMIX, its upper bits: the same story each time */

	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int)((dice >> 33) % (uint64_t)sides);
}

/* ---- against a model that looks at every booking there is ---- */

enum { MOST = 4000 };

struct known {
	char ref[REF + 1];
	int which;
	int64_t from, until;
	bool lives;
};

static struct known *known;
static int known_count;

static int64_t held_until(int which, int64_t until)
{
	return until + (which == ALONE ? COOLING * MINUTE : 0);
}

static bool is_taken(int which, int64_t from, int64_t until, const struct known *except)
{
	for (int i = 0; i < known_count; i++) {
		const struct known *k = &known[i];
		if (k->lives && k != except && (parts[which] & parts[k->which]) &&
		    k->from < held_until(which, until) && from < held_until(k->which, k->until))
			return true;
	}
	return false;
}

/* The rules in their simplest form, as bits 1 << reason. No clock changes in these days. */
/* Those that the model knows have a bit each, all others share one. */
static uint64_t bit(enum reason code)
{
	static const enum reason modelled[] = { SLOT_BACKWARDS, TOO_SHORT, TOO_LONG, OFF_RASTER, SLOT_TAKEN, ALREADY_OVER };
	unsigned i = 0, count = sizeof modelled / sizeof *modelled;

	while (i < count && modelled[i] != code)
		i++;
	return UINT64_C(1) << i;
}

static uint64_t reasons_against(int which, int64_t from, int64_t until, const struct known *except)
{
	uint64_t reasons = 0;

	if (until <= from)
		reasons |= bit(SLOT_BACKWARDS);
	else if (until - from < SHORTEST * MINUTE)
		reasons |= bit(TOO_SHORT);
	else if (until - from > LONGEST * MINUTE)
		reasons |= bit(TOO_LONG);
	if ((from - monday) % (SLOT * MINUTE) || (until - monday) % (SLOT * MINUTE))
		reasons |= bit(OFF_RASTER);
	if (from < until && is_taken(which, from, until, except))
		reasons |= bit(SLOT_TAKEN);
	return reasons;
}

static uint64_t reasons_said(const struct work *work)
{
	uint64_t reasons = 0;

	for (const struct said *said = work->reasons; said; said = said->next)
		reasons |= bit(said->code);
	return reasons;
}

/* Mostly on the raster and of a length that is allowed. */
static void roll_times(struct wish *wish)
{
	int off = roll(20) == 0 ? 10 : 0;

	wish->from = monday + (roll(5 * 48) * SLOT + off) * MINUTE;
	wish->until = wish->from + (roll(12) == 0 ? roll(9) - 1 : 1 + roll(6)) * SLOT * MINUTE;
}

static struct wish new_wish(int which)
{
	struct wish wish = { .resource = slugs[which], .kind = "", .purpose = "", .participants = 1,
		.organisation = "", .person = "" };

	roll_times(&wish);
	return wish;
}

static uint64_t try_booking(struct work *work)
{
	int which = roll(RESOURCES);
	struct wish wish = new_wish(which);
	struct booking b = { 0 };
	uint64_t expected = reasons_against(which, wish.from, wish.until, NULL);

	booking_make(work, &wish, &b);
	if (!work->reasons && known_count < MOST) {
		struct known *k = &known[known_count++];
		*k = (struct known){ .which = which, .from = wish.from, .until = wish.until,
			.lives = true };
		memcpy(k->ref, b.ref, REF);
	}
	return expected;
}

static uint64_t try_moving(struct work *work, struct known *k)
{
	struct wish wish = new_wish(k->which);
	struct booking b = { 0 };

	if (roll(2)) { /* only longer or shorter */
		wish.until += k->from - wish.from;
		wish.from = k->from;
	}
	uint64_t expected = reasons_against(k->which, wish.from, wish.until, k);
	booking_change(work, k->ref, &wish, &b);
	if (!k->lives)
		return bit(ALREADY_OVER);
	if (!work->reasons) {
		k->from = wish.from;
		k->until = wish.until;
	}
	return expected;
}

static uint64_t try_cancelling(struct work *work, struct known *k)
{
	struct booking b = { 0 };

	booking_cancel(work, k->ref, &b);
	uint64_t expected = k->lives ? 0 : bit(ALREADY_OVER);
	k->lives = false;
	return expected;
}

static uint64_t try_something(struct work *work)
{
	int act = roll(10);
	struct known *k = known_count ? &known[roll(known_count)] : NULL;

	if (act < 5 || !k)
		return try_booking(work);
	return act < 8 ? try_moving(work, k) : try_cancelling(work, k);
}

static int64_t count_claims(struct work *work)
{
	int64_t count = 0;
	db_one(work->db, "SELECT COUNT(*) FROM claim", WITH_NOTHING, &count);
	return count;
}

static int64_t claims_expected(void)
{
	int64_t count = 0;

	for (int i = 0; i < known_count; i++)
		for (int part = 0; known[i].lives && part < RESOURCES; part++)
			count += parts[known[i].which] >> part & 1;
	return count;
}

struct tally {
	int tries, wrong, done, taken;
	int64_t overlaps, claims;
};

/* Many in one transaction, each in a savepoint as the lane does it: the disk is not what is tested. */
static void try_many(struct work *work, void *about)
{
	struct tally *tally = about;

	work->person = &mandy;
	for (int i = 0; i < 100; i++, tally->tries++) {
		db_savepoint(work->db, &work->arena);
		uint64_t expected = try_something(work), said = reasons_said(work);
		tally->wrong += said != expected;
		tally->done += !said;
		tally->taken += said == bit(SLOT_TAKEN);
		if (db_release(work->db, !said) != DB_DONE)
			tally->wrong++;
		work->reasons = NULL;
	}
	tally->overlaps = db_overlaps(work->db);
	tally->claims = count_claims(work);
}

static void five_thousand_random_wishes_get_the_answers_of_a_simple_model(void **state)
{
	struct tally tally = { 0 };

	(void)state;
	known = calloc(MOST, sizeof *known);
	known_count = 0;
	while (tally.tries < 5000) {
		assert_int_equal(run(WRITE, try_many, &tally), WORK_DONE);
		assert_int_equal(tally.wrong, 0);
		assert_int_equal(tally.overlaps, 0);
		assert_int_equal(tally.claims, claims_expected());
	}
	assert_in_range(tally.done, 1000, 4000); /* both answers are common */
	assert_in_range(tally.taken, 500, 4000);
	free(known);
}

/* ---- alternatives ---- */

enum { ASKED = 6 };

/* Wrong ones are counted, with the first of them kept to be shown. */
struct question {
	struct wish wish;
	int found, wrong;
	struct alternative first_wrong;
};

static bool overlap(const struct alternative *a, const struct alternative *b)
{
	return a->resource.id == b->resource.id && a->from < b->until && b->from < a->until;
}

static bool can_be_booked(struct work *work, const struct wish *wish, const struct alternative *a)
{
	struct wish this = *wish;
	struct booking b = { 0 };

	this.resource = a->resource.slug;
	this.from = a->from;
	this.until = a->until;
	db_savepoint(work->db, &work->arena);
	booking_make(work, &this, &b);
	bool booked = !work->reasons;
	work->reasons = NULL;
	db_release(work->db, false);
	return booked;
}

static void ask(struct work *work, void *about)
{
	struct question *q = about;
	struct alternative list[ASKED];

	work->person = &mandy;
	q->wrong = 0;
	q->found = booking_alternatives(work, &q->wish, list, ASKED);
	for (int i = 0; i < q->found; i++) {
		bool wrong = !can_be_booked(work, &q->wish, &list[i]) ||
			list[i].until - list[i].from != q->wish.until - q->wish.from;
		for (int other = 0; other < i; other++)
			wrong |= overlap(&list[i], &list[other]);
		if (wrong && !q->wrong++)
			q->first_wrong = list[i];
	}
}

static int assert_good_alternatives(const struct wish *wish)
{
	struct question q = { .wish = *wish };
	char wished[TIME_TEXT], got[TIME_TEXT];

	assert_int_equal(run(WRITE, ask, &q), WORK_DONE);
	if (q.wrong) {
		time_print(wish->from, wished);
		time_print(q.first_wrong.from, got);
		fail_msg("%s at %s: %d of %d are none, first %s", wish->resource, wished, q.wrong,
			q.found, got);
	}
	return q.found;
}

static void book_much(struct work *work, void *about)
{
	(void)about;
	work->person = &mandy;
	for (int i = 0; i < 300; i++) {
		struct wish wish = new_wish(roll(RESOURCES));
		struct booking b = { 0 };
		wish.from += (int64_t)roll(5) * 24 * HOUR;
		wish.until = wish.from + (1 + roll(6)) * SLOT * MINUTE;
		db_savepoint(work->db, &work->arena);
		booking_make(work, &wish, &b);
		db_release(work->db, !work->reasons);
		work->reasons = NULL;
	}
}

/* Over nine days, one of which has 25 hours. */
static void every_alternative_can_be_booked_and_none_overlaps_another(void **state)
{
	int found = 0;

	(void)state;
	assert_int_equal(run(WRITE, book_much, NULL), WORK_DONE);
	for (int i = 0; i < 100; i++) {
		struct wish wish = new_wish(i % RESOURCES);
		wish.from += (int64_t)(i % 5) * 24 * HOUR;
		wish.until = wish.from + (1 + roll(6)) * SLOT * MINUTE;
		found += assert_good_alternatives(&wish);
	}
	assert_true(found > 400);
}

/* In the hour that comes twice, around the one that never is, and what no rule would let through. */
static void alternatives_know_both_changes_of_clocks(void **state)
{
	static const struct date nights[] = { { 2026, 10, 25 }, { 2027, 3, 28 } };
	struct wish wish = new_wish(PRINTER);

	(void)state;
	for (int night = 0; night < 2; night++) {
		int day = day_of(nights[night]);
		clock_start(zone_instant(day - 2, 0));
		for (int minute = 0; minute <= 5 * 60; minute += 30) {
			wish.from = zone_instant(day, 0) + minute * MINUTE;
			wish.until = wish.from + 90 * MINUTE;
			assert_int_equal(assert_good_alternatives(&wish), ASKED);
		}
	}
}

static void what_no_rule_lets_through_has_no_alternatives(void **state)
{
	struct wish wish = new_wish(PRINTER), people = wish, backwards = wish, longer = wish, odd = wish;

	(void)state;
	wish.until = wish.from + HOUR;
	people = backwards = longer = odd = wish;
	people.participants = 99;
	backwards.until = backwards.from - HOUR;
	longer.until = longer.from + 4 * HOUR;
	odd.until = odd.from + 45 * MINUTE;
	assert_int_equal(assert_good_alternatives(&people), 0);
	assert_int_equal(assert_good_alternatives(&backwards), 0);
	assert_int_equal(assert_good_alternatives(&longer), 0);
	assert_int_equal(assert_good_alternatives(&odd), 0);
	wish.from = monday + INT64_C(29) * 24 * HOUR; /* two days before the horizon: not beyond it */
	wish.until = wish.from + HOUR;
	assert_true(assert_good_alternatives(&wish) > 0);
	wish.from += INT64_C(30) * 24 * HOUR;
	wish.until += INT64_C(30) * 24 * HOUR;
	assert_int_equal(assert_good_alternatives(&wish), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(five_thousand_random_wishes_get_the_answers_of_a_simple_model),
		TEST(every_alternative_can_be_booked_and_none_overlaps_another),
		TEST(alternatives_know_both_changes_of_clocks),
		TEST(what_no_rule_lets_through_has_no_alternatives),
	};

	return RUN_ON_BOTH(tests, NULL, NULL);
}
