// SPDX-License-Identifier: EUPL-1.2
#include "app/seat.h"

#include "app/booking.h"

#include "app/person.h"
#include "app/presence.h"
#include "app/privacy.h"
#include "app/scan.h"
#include "app/timer.h"
#include "db/organisation.h"
#include "db/privacy.h"
#include "tests/app/fixture.h"

#include <pthread.h>

enum { HOUR = 3600, DAY = 24 * HOUR, PEOPLE = 8 };

static const int64_t NOW = 1780300800; /* Monday 2026-06-01 10:00 in Zwönitz */

static struct arena names;
static struct person mandy, people[PEOPLE];
static int64_t school;

/* ---- what a test does, each in a work of its own --------------------------------------------- */

/* One step and what came of it; texts of the rows do not outlive it. */
struct step {
	const struct person *by;
	struct workshop_wish wish;
	struct seat_wish seat_wish;
	struct presence_act act;
	char ref[REF + 1];
	int64_t id, number;
	const char *text;
	const char *const *names;
	char word[40];
	enum reason reason;
	char said[400];
};

static void keep(struct step *step, const struct seat *s)
{
	snprintf(step->ref, sizeof step->ref, "%s", s->ref ? s->ref : "");
	snprintf(step->word, sizeof step->word, "%s", s->status ? s->status : "");
}

/* Returns the first reason, or none. */
static enum reason play(struct step *step, const struct person *by, void (*job)(struct work *, void *))
{
	struct work work = { .lab = lab, .kind = WRITE, .job = job, .about = step };

	step->by = by;
	enum work_end end = work_do(&work);
	assert_true(end == WORK_DONE || end == WORK_REFUSED);
	step->reason = work.reasons ? work.reasons->code : REASON_NONE;
	arena_clear(&work.arena);
	return step->reason;
}

static void make(struct work *work, void *about)
{
	struct step *step = about;
	struct workshop w = { 0 };

	work->person = step->by;
	workshop_make(work, &step->wish, &w);
	step->id = w.id;
}

static void change(struct work *work, void *about)
{
	struct step *step = about;
	struct workshop w = { 0 };

	work->person = step->by;
	workshop_change(work, step->id, &step->wish, &w);
}

static void cancel_workshop(struct work *work, void *about)
{
	struct step *step = about;

	work->person = step->by;
	workshop_cancel(work, step->id, "Der Laser ist defekt.");
}

static void sign_up(struct work *work, void *about)
{
	struct step *step = about;
	struct seat s = { 0 };

	work->person = step->by;
	seat_sign_up(work, &step->seat_wish, &s);
	keep(step, &s);
}

#define ON_SEAT(name, call) \
	static void name(struct work *work, void *about) \
	{ \
		struct step *step = about; \
		struct seat s = { 0 }; \
		work->person = step->by; \
		call; \
		keep(step, &s); \
	}

ON_SEAT(find, seat_find(work, step->ref, &s))
ON_SEAT(accept_it, seat_accept(work, step->ref, &s))
ON_SEAT(cancel, seat_cancel(work, step->ref, &s))
ON_SEAT(resize, seat_change(work, step->ref, &step->seat_wish, &s))
ON_SEAT(move, seat_move(work, step->ref, step->id, &s))
ON_SEAT(name_it, seat_name(work, step->ref, &step->text, 1, &s))
ON_SEAT(name_all, seat_name(work, step->ref, step->names, 2, &s))

static void mark(struct work *work, void *about)
{
	struct step *step = about;

	work->person = step->by;
	presence_mark(work, &step->act);
}

/* step->text is static SQL with $1 step->id. */
static void ask(struct work *work, void *about)
{
	struct step *step = about;

	step->number = 0;
	db_one(work->db, step->text, WITH(num(step->id)), &step->number);
}

static int64_t counted(const char *sql, int64_t id)
{
	struct step step = { .text = sql, .id = id };

	assert_int_equal(run(READ, ask, &step), WORK_DONE);
	return step.number;
}

static int64_t taken(int64_t workshop)
{
	return counted("SELECT taken FROM workshop WHERE id = $1", workshop);
}

/* ---- the house ------------------------------------------------------------------------------- */

static void add_one(struct work *work, struct person *person, const char *role)
{
	const char *email = arena_print(&names, "%s@example.org", new_name(work));

	*person = (struct person){ .email = email, .name = arena_text(&names, new_name(work)), .role = role,
		.language = "de" };
	assert_true(person_add(work, person, NULL));
	person->email = email; /* the store's own text does not outlive the work */
}

static void add_room(struct work *work, const char *slug)
{
	struct resource r = { .slug = slug, .name = slug, .kind = "room", .location = "", .description = "",
		.bookable = true, .slot_minutes = 30, .shortest_minutes = 30, .longest_minutes = 480,
		.horizon_days = 60, .most_people = 24 };

	assert_true(db_resource_add(work->db, &r));
}

static void furnish(struct work *work, void *about)
{
	struct organisation o = { .slug = "bergschule", .name = "Bergschule", .kind = "school" };

	(void)about;
	add_one(work, &mandy, "staff");
	for (int i = 0; i < PEOPLE; i++)
		add_one(work, &people[i], "member");
	db_organisation_add(work->db, &o);
	school = o.id;
	db_membership_add(work->db, school, people[0].id);
	add_room(work, "workshop");
	add_room(work, "studio");
	for (int weekday = 1; weekday <= 7; weekday++)
		db_opening_add(work->db, &(struct opening){ .weekday = weekday, .from_minute = 420,
			.until_minute = 1320 });
}

static int open_house(void **state)
{
	if (open_lab(state))
		return -1;
	zone_set("Europe/Berlin");
	clock_start(NOW);
	return run(WRITE, furnish, NULL) == WORK_DONE ? 0 : -1;
}

static int close_house(void **state)
{
	arena_clear(&names);
	return close_lab(state);
}

static int days_ahead; /* so that no test's workshop meets another's */

static struct workshop_wish wish_for(int64_t capacity)
{
	int64_t from = NOW + ++days_ahead * DAY;

	return (struct workshop_wish){ .title = "Laser", .title_en = "", .about = "", .about_en = "",
		.place = "workshop", .day_count = 1, .days = { { from, from + 2 * HOUR } },
		.capacity = capacity, .override = true };
}

static int64_t made(struct workshop_wish wish)
{
	struct step step = { .wish = wish };

	assert_int_equal(play(&step, &mandy, make), REASON_NONE);
	return step.id;
}

static struct seat_wish seats(int64_t workshop, int64_t count, bool wait)
{
	return (struct seat_wish){ .workshop = workshop, .count = count, .organisation = "", .person = "",
		.class_name = "", .teacher = "", .wait = wait };
}

static struct seat_wish class_of(int64_t workshop, int64_t count, const char *name)
{
	return (struct seat_wish){ .workshop = workshop, .count = count, .organisation = "bergschule", .person = "",
		.class_name = name, .teacher = "Herr Uhlig", .grade = 7, .wait = true };
}

static struct step signed_up(const struct person *by, struct seat_wish wish)
{
	struct step step = { .seat_wish = wish };

	assert_int_equal(play(&step, by, sign_up), REASON_NONE);
	return step;
}

static const char *word_of(struct step *step)
{
	assert_int_equal(play(step, &mandy, find), REASON_NONE);
	return step->word;
}

/* ---- the place ------------------------------------------------------------------------------- */

static void a_workshop_claims_its_place_and_gives_it_back(void **state)
{
	struct step step = { .wish = wish_for(8) };

	(void)state;
	assert_int_equal(play(&step, &mandy, make), REASON_NONE);
	assert_int_equal(play(&step, &mandy, make), SLOT_TAKEN);
	int64_t id = made(wish_for(8));
	struct step gone = { .id = id };
	assert_int_equal(counted("SELECT COUNT(*) FROM booking b JOIN claim c ON c.booking = b.id"
		" WHERE b.workshop = $1", id), 1);
	assert_int_equal(play(&gone, &mandy, cancel_workshop), REASON_NONE);
	assert_int_equal(play(&gone, &mandy, cancel_workshop), WORKSHOP_CANCELLED);
	assert_int_equal(counted("SELECT COUNT(*) FROM booking b JOIN claim c ON c.booking = b.id"
		" WHERE b.workshop = $1", id), 0);
}

static void its_days_move_with_their_claim_and_may_overlap_their_own_old_times(void **state)
{
	struct workshop_wish wish = wish_for(8);
	struct step step = { .wish = wish, .id = made(wish) };

	(void)state;
	step.wish.days[0].from += HOUR;
	step.wish.days[0].until += HOUR;
	assert_int_equal(play(&step, &mandy, change), REASON_NONE);
	step.wish.day_count = 2;
	step.wish.days[1] = step.wish.days[0];
	assert_int_equal(play(&step, &mandy, change), DAYS_OVERLAP);
	step.wish.days[1].from += 3 * HOUR;
	step.wish.days[1].until += 3 * HOUR;
	assert_int_equal(play(&step, &mandy, change), REASON_NONE);
	assert_int_equal(counted("SELECT COUNT(*) FROM booking b JOIN claim c ON c.booking = b.id"
		" WHERE b.workshop = $1", step.id), 2);
	step.wish.day_count = 1;
	step.wish.place = "studio";
	assert_int_equal(play(&step, &mandy, change), REASON_NONE);
	assert_int_equal(counted("SELECT COUNT(*) FROM booking b JOIN claim c ON c.booking = b.id"
		" WHERE b.workshop = $1", step.id), 1);
	assert_int_equal(counted("SELECT COUNT(*) FROM claim a JOIN claim b ON a.resource = b.resource"
		" AND a.starts < b.starts AND b.starts < a.ends WHERE $1 > 0", step.id), 0);
}

static void a_series_keeps_its_hour_over_the_change_of_clocks(void **state)
{
	int64_t from = 1792742400; /* Friday 2026-10-23 10:00 in summer time; two days later it ends */
	struct workshop_wish wish = { .title = "Löten", .title_en = "", .about = "", .about_en = "",
		.place = "workshop", .day_count = 1, .days = { { from, from + HOUR } }, .capacity = 4, .weeks = 1 };
	int64_t id = made(wish);

	(void)state;
	assert_int_equal(counted("SELECT starts FROM workshop WHERE series = $1", id),
		from + 7 * DAY + HOUR);
}

static void what_is_wrong_with_a_workshop_is_said(void **state)
{
	struct workshop_wish wish = wish_for(8);
	struct step step = { .wish = wish };

	(void)state;
	step.wish.day_count = 0;
	assert_int_equal(play(&step, &mandy, make), MISSING_DAY);
	step.wish = wish;
	step.wish.minimum = 9;
	assert_int_equal(play(&step, &mandy, make), ABOVE_CAPACITY);
	step.wish = wish;
	step.wish.closes = wish.days[0].until + 1;
	assert_int_equal(play(&step, &mandy, make), CLOSES_EARLY);
	step.wish = wish;
	step.wish.place = "cellar";
	assert_int_equal(play(&step, &mandy, make), NO_SUCH_RESOURCE);
	step.wish = wish;
	step.wish.days[0].from = NOW - 2 * DAY;
	step.wish.days[0].until = NOW - 2 * DAY + HOUR;
	assert_int_equal(play(&step, &mandy, make), IN_THE_PAST);
}

static void a_booking_of_a_workshop_changes_only_with_it(void **state)
{
	(void)state;
	made(wish_for(4));
	assert_int_equal(counted("SELECT COUNT(*) FROM booking WHERE workshop IS NOT NULL AND awaited IS NOT NULL"
		" AND $1 = 0", 0), 0);
}

/* ---- seats ----------------------------------------------------------------------------------- */

static void seats_are_taken_until_there_are_no_more(void **state)
{
	int64_t id = made(wish_for(3));
	struct step one = signed_up(&people[1], seats(id, 2, false));
	struct step two = { .seat_wish = seats(id, 2, false) };

	(void)state;
	assert_string_equal(one.word, "booked");
	assert_int_equal(play(&two, &people[2], sign_up), WORKSHOP_FULL);
	two.seat_wish.count = 1;
	assert_int_equal(play(&two, &people[2], sign_up), REASON_NONE);
	assert_int_equal(taken(id), 3);
	assert_int_equal(play(&two, &people[2], sign_up), SIGNED_UP);
	assert_int_equal(play(&one, &people[3], cancel), NO_SUCH_SEAT);
	assert_int_equal(play(&one, &people[1], cancel), REASON_NONE);
	assert_int_equal(taken(id), 1);
	assert_int_equal(play(&one, &people[1], cancel), NOT_CHANGEABLE);
}

static void registration_has_a_window_and_may_be_for_some_only(void **state)
{
	struct workshop_wish wish = wish_for(10);
	struct step step = { 0 };

	(void)state;
	wish.opens = NOW + HOUR;
	wish.closes = NOW + 2 * HOUR;
	wish.kinds = 1 << 3; /* schools */
	step.seat_wish = class_of(made(wish), 5, "7b");
	assert_int_equal(play(&step, &people[0], sign_up), REGISTRATION_LATER);
	clock_start(NOW + HOUR);
	assert_int_equal(play(&step, &people[0], sign_up), REASON_NONE);
	struct step other = { .seat_wish = seats(step.seat_wish.workshop, 1, false) };
	assert_int_equal(play(&other, &people[1], sign_up), NOT_FOR_YOU);
	clock_start(NOW + 2 * HOUR);
	step.seat_wish.class_name = "8a";
	assert_int_equal(play(&step, &people[0], sign_up), REGISTRATION_OVER);
	step.seat_wish.person = people[0].email; /* but staff may */
	assert_int_equal(play(&step, &mandy, sign_up), REASON_NONE);
}

static void a_class_has_a_name_and_a_number_but_no_pupils(void **state)
{
	int64_t id = made(wish_for(30));
	struct step step = { .seat_wish = class_of(id, 22, "") };

	(void)state;
	assert_int_equal(play(&step, &people[0], sign_up), MISSING_FIELD);
	step.seat_wish.class_name = "7b";
	step.seat_wish.grade = 14;
	assert_int_equal(play(&step, &people[0], sign_up), NOT_A_GRADE);
	step.seat_wish.grade = 7;
	assert_int_equal(play(&step, &people[0], sign_up), REASON_NONE);
	step.text = "Emil";
	assert_int_equal(play(&step, &people[0], name_it), NO_PUPILS);
	assert_int_equal(counted("SELECT COUNT(*) FROM pass p JOIN seat s ON s.id = p.seat"
		" WHERE s.workshop = $1 AND p.type = 4", id), 22);
	struct step alone = { .seat_wish = seats(id, MOST_ALONE + 1, false) };
	assert_int_equal(play(&alone, &people[1], sign_up), TOO_MANY_SEATS);
}

static void who_is_young_needs_a_guardian(void **state)
{
	struct step step = { .seat_wish = seats(made(wish_for(4)), 1, false) };
	struct step young = { .text = "UPDATE person SET born = 2014, guardian = 'x@y' WHERE id = $1"
		" RETURNING id", .id = people[7].id };

	(void)state;
	assert_int_equal(run(WRITE, ask, &young), WORK_DONE);
	assert_int_equal(play(&step, &people[7], sign_up), NEEDS_GUARDIAN);
}

/* ---- waiting --------------------------------------------------------------------------------- */

static void a_group_waits_and_is_not_torn_apart(void **state)
{
	int64_t id = made(wish_for(10));
	struct step one = signed_up(&people[1], seats(id, 4, true));
	struct step two = signed_up(&people[2], seats(id, 4, true));
	struct step group = signed_up(&people[0], class_of(id, 8, "7b"));
	struct step single = signed_up(&people[3], seats(id, 3, true));

	(void)state;
	assert_string_equal(group.word, "waiting");
	assert_string_equal(single.word, "waiting");
	play(&one, &people[1], cancel); /* 6 are free: not enough for 8, but for 3 */
	assert_string_equal(word_of(&group), "waiting");
	assert_string_equal(word_of(&single), "offered");
	play(&single, &people[3], cancel);
	play(&two, &people[2], cancel); /* all 10 */
	assert_string_equal(word_of(&group), "offered");
	assert_int_equal(taken(id), 8);
	assert_int_equal(counted("SELECT COUNT(*) FROM pass p JOIN seat s ON s.id = p.seat WHERE s.workshop = $1"
		" AND p.revoked IS NULL", id), 0);
	assert_int_equal(play(&group, &people[0], accept_it), REASON_NONE);
	assert_int_equal(play(&group, &people[0], accept_it), ALREADY_DECIDED);
	assert_int_equal(counted("SELECT COUNT(*) FROM pass p JOIN seat s ON s.id = p.seat WHERE s.workshop = $1"
		" AND p.revoked IS NULL", id), 8);
}

static void an_offer_lapses_and_goes_to_the_next(void **state)
{
	struct workshop_wish wish = wish_for(1);

	(void)state;
	wish.days[0].from += 30 * DAY;
	wish.days[0].until += 30 * DAY;
	int64_t id = made(wish);
	struct step one = signed_up(&people[1], seats(id, 1, true));
	struct step two = signed_up(&people[2], seats(id, 1, true));
	struct step three = signed_up(&people[3], seats(id, 1, true));
	play(&one, &people[1], cancel);
	assert_string_equal(word_of(&two), "offered");
	clock_start(NOW + SEAT_OFFER_LASTS + 60); /* the clock runs meanwhile */
	assert_int_equal(play(&two, &people[2], accept_it), TOO_LATE);
	timers_run(lab);
	assert_string_equal(word_of(&two), "lapsed");
	assert_string_equal(word_of(&three), "offered");
	assert_int_equal(taken(id), 1);
}

static void more_seats_are_offered_to_who_waits(void **state)
{
	struct workshop_wish wish = wish_for(2);
	int64_t id = made(wish);
	struct step one = signed_up(&people[1], seats(id, 1, true));
	struct step two = signed_up(&people[2], seats(id, 2, true));
	struct step more = { .wish = wish, .id = id };

	(void)state;
	more.wish.capacity = 3;
	assert_int_equal(play(&more, &mandy, change), REASON_NONE);
	assert_string_equal(word_of(&two), "offered");
	assert_string_equal(word_of(&one), "booked");
	more.wish.capacity = 2;
	assert_int_equal(play(&more, &mandy, change), BELOW_TAKEN);
}

/* ---- change ---------------------------------------------------------------------------------- */

static void a_class_that_shrinks_keeps_its_printed_codes(void **state)
{
	int64_t id = made(wish_for(24));
	struct step step = signed_up(&people[0], class_of(id, 20, "7b"));
	int64_t sum = counted("SELECT CAST(SUM(p.id) AS BIGINT) FROM pass p JOIN seat s ON s.id = p.seat"
		" WHERE s.workshop = $1 AND p.number <= 18", id);

	(void)state;
	step.seat_wish.count = 18;
	assert_int_equal(play(&step, &people[0], resize), REASON_NONE);
	assert_int_equal(taken(id), 18);
	step.seat_wish.count = 25;
	assert_int_equal(play(&step, &people[0], resize), TOO_MANY_SEATS);
	step.seat_wish.count = 19;
	assert_int_equal(play(&step, &people[0], resize), REASON_NONE);
	assert_int_equal(counted("SELECT CAST(SUM(p.id) AS BIGINT) FROM pass p JOIN seat s ON s.id = p.seat"
		" WHERE s.workshop = $1 AND p.number <= 18 AND p.revoked IS NULL", id), sum);
}

static void a_group_moves_to_another_date_together_or_not_at_all(void **state)
{
	struct workshop_wish wish = wish_for(10), next = wish_for(10);
	int64_t id = made(wish);

	(void)state;
	next.series = id;
	int64_t other = made(next);
	struct step alien = { .id = made(wish_for(10)) };
	struct step step = signed_up(&people[0], class_of(id, 8, "7b"));
	struct step filler = signed_up(&people[1], seats(other, 3, false));
	memcpy(alien.ref, step.ref, sizeof alien.ref);
	assert_int_equal(play(&alien, &people[0], move), NOT_CHANGEABLE);
	step.id = other;
	assert_int_equal(play(&step, &people[0], move), WORKSHOP_FULL);
	play(&filler, &people[1], cancel);
	assert_int_equal(play(&step, &people[0], move), REASON_NONE);
	assert_int_equal(taken(id), 0);
	assert_int_equal(taken(other), 8);
	assert_int_equal(counted("SELECT COUNT(*) FROM pass p JOIN workshop_day d ON d.id = p.day"
		" WHERE d.workshop = $1 AND p.revoked IS NULL", other), 8);
	assert_int_equal(counted("SELECT COUNT(*) FROM pass p JOIN workshop_day d ON d.id = p.day"
		" WHERE d.workshop = $1 AND p.revoked IS NULL", id), 0);
}

static void too_few_cancel_it_when_registration_ends(void **state)
{
	struct workshop_wish wish = wish_for(10);

	(void)state;
	wish.minimum = 5;
	wish.days[0].from += 40 * DAY;
	wish.days[0].until += 40 * DAY;
	wish.closes = NOW + 30 * DAY;
	int64_t few = made(wish);
	wish.days[0].from += 3 * HOUR;
	wish.days[0].until += 3 * HOUR;
	int64_t enough = made(wish);
	struct step step = signed_up(&people[1], seats(few, 4, false));
	signed_up(&people[0], class_of(enough, 5, "7b"));
	clock_start(NOW + 30 * DAY - HOUR);
	timers_run(lab);
	assert_string_equal(word_of(&step), "booked");
	clock_start(NOW + 30 * DAY + DAY); /* switched off meanwhile */
	timers_run(lab);
	timers_run(lab);
	assert_string_equal(word_of(&step), "cancelled");
	assert_int_equal(taken(enough), 5);
	assert_int_equal(counted("SELECT COUNT(*) FROM delivery WHERE kind = 'workshop_too_few' AND $1 > 0",
		few), 1);
	assert_int_equal(counted("SELECT COUNT(*) FROM claim c JOIN booking b ON b.id = c.booking WHERE b.workshop = $1"
		"", few), 0);
}

static void forget_me(struct work *work, void *about)
{
	const struct step *step = about;

	work->person = step->by;
	privacy_erase(work, work->person->id);
}

static void who_goes_gives_the_seats_back_and_leaves_no_name(void **state)
{
	int64_t id = made(wish_for(2));
	struct step step = signed_up(&people[6], seats(id, 2, false));

	(void)state;
	step.text = "Ida Sentinel";
	assert_int_equal(play(&step, &people[6], name_it), REASON_NONE);
	assert_int_equal(counted("SELECT COUNT(*) FROM seat_name WHERE name = 'Ida Sentinel' AND $1 > 0", 1), 1);
	assert_int_equal(play(&step, &people[6], forget_me), REASON_NONE);
	assert_int_equal(taken(id), 0);
	assert_int_equal(counted("SELECT COUNT(*) FROM seat_name WHERE name = 'Ida Sentinel' AND $1 > 0", 1), 0);
}

static void a_name_goes_with_its_seat(void **state)
{
	static const char NAMED[] = "SELECT COUNT(*) FROM seat_name n JOIN seat s ON s.id = n.seat WHERE s.workshop = $1";
	int64_t id = made(wish_for(4));
	struct step step = signed_up(&people[1], seats(id, 2, false));
	const char *list[] = { "Ida", "Otto" };

	(void)state;
	step.names = list;
	assert_int_equal(play(&step, &people[1], name_all), REASON_NONE);
	assert_int_equal(counted(NAMED, id), 2);
	step.seat_wish.count = 1;
	assert_int_equal(play(&step, &people[1], resize), REASON_NONE);
	assert_int_equal(counted(NAMED, id), 1);
	assert_int_equal(play(&step, &people[1], cancel), REASON_NONE);
	assert_int_equal(counted(NAMED, id), 0);
}

/* ---- coming ---------------------------------------------------------------------------------- */

static const char CAME[] = "SELECT COALESCE(heads, 0) FROM presence p JOIN workshop_day d ON d.id = p.day"
	" WHERE d.workshop = $1 AND p.number = 0";

static int64_t day_of_workshop(int64_t id)
{
	return counted("SELECT id FROM workshop_day WHERE workshop = $1", id);
}

static enum reason act(struct step *step, const char *what, const char *reason)
{
	step->act.ref = step->ref;
	step->act.act = what;
	step->act.reason = reason;
	return play(step, &mandy, mark);
}

static void heads_of_a_class_are_counted_with_a_tap(void **state)
{
	struct workshop_wish wish = wish_for(24);
	int64_t id = made(wish);
	struct step step = signed_up(&people[0], class_of(id, 20, "7b"));

	(void)state;
	step.act.day = day_of_workshop(id);
	assert_int_equal(act(&step, "all", ""), NOT_CHANGEABLE); /* not yet that day */
	clock_start(wish.days[0].from);
	assert_int_equal(act(&step, "all", ""), REASON_NONE);
	assert_int_equal(counted(CAME, id), 20);
	assert_int_equal(act(&step, "minus", ""), REASON_NONE);
	assert_int_equal(act(&step, "minus", ""), REASON_NONE);
	assert_int_equal(act(&step, "plus", ""), REASON_NONE);
	assert_int_equal(counted(CAME, id), 19);
	assert_int_equal(act(&step, "arrived", ""), BAD_INPUT);
	clock_start(wish.days[0].until + DAY);
	assert_int_equal(act(&step, "plus", ""), REASON_NEEDED);
	assert_int_equal(act(&step, "plus", "Ein Kind kam mit dem Bus."), REASON_NONE);
	assert_int_equal(counted(CAME, id), 20);
	assert_int_equal(counted("SELECT COUNT(*) FROM presence_change WHERE reason IS NOT NULL AND day = $1",
		step.act.day), 1);
	assert_int_equal(play(&step, &people[0], mark), NO_SUCH_SEAT);
}

static void people_arrive_late_and_leave(void **state)
{
	struct workshop_wish wish = wish_for(4);
	int64_t id = made(wish);
	struct step step = signed_up(&people[1], seats(id, 2, false));
	const struct workshop_day day = { .from = 1000, .until = 9000 };
	const struct presence in_time = { .arrived = 1000 + LATE_AFTER }, late = { .arrived = 1001 + LATE_AFTER };
	const struct presence gone = { .arrived = 1000, .left = 2000 };

	(void)state;
	assert_string_equal(presence_status(NULL, &day, 8999), "expected");
	assert_string_equal(presence_status(NULL, &day, 9000), "missing");
	assert_string_equal(presence_status(&in_time, &day, 0), "here");
	assert_string_equal(presence_status(&late, &day, 0), "late");
	assert_string_equal(presence_status(&gone, &day, 0), "gone");
	step.act = (struct presence_act){ .day = day_of_workshop(id), .number = 2 };
	clock_start(wish.days[0].from);
	assert_int_equal(act(&step, "arrived", ""), REASON_NONE);
	assert_int_equal(act(&step, "left", ""), REASON_NONE);
	step.act.number = 3;
	assert_int_equal(act(&step, "arrived", ""), NO_SUCH_SEAT);
	step.act.number = 0;
	assert_int_equal(act(&step, "all", ""), NO_SUCH_SEAT);
}

static void what_was_seen_without_network_counts_from_then_unless_something_newer_is_known(void **state)
{
	struct workshop_wish wish = wish_for(24);
	int64_t id = made(wish), from = wish.days[0].from;
	struct step step = signed_up(&people[0], class_of(id, 20, "7b"));

	(void)state;
	step.act = (struct presence_act){ .day = day_of_workshop(id), .heads = 18, .at = from + 60 };
	clock_start(from + HOUR);
	assert_int_equal(act(&step, "heads", ""), REASON_NONE);
	assert_int_equal(act(&step, "heads", ""), REASON_NONE); /* told twice is told once */
	assert_int_equal(counted(CAME, id), 18);
	step.act.at = 0;
	assert_int_equal(act(&step, "all", ""), REASON_NONE);
	step.act.at = from + HOUR - 1;
	assert_int_equal(act(&step, "heads", ""), REASON_NONE);
	assert_int_equal(counted(CAME, id), 20);
	clock_start(from + 2 * DAY); /* no correction: it was seen on the day */
	step.act.at = from + HOUR + 60;
	assert_int_equal(act(&step, "heads", ""), REASON_NONE);
	assert_int_equal(counted(CAME, id), 18);
	assert_int_equal(counted("SELECT COUNT(*) FROM presence_change WHERE day = $1", step.act.day), 5);
	step.act.at = from + 2 * DAY;
	assert_int_equal(act(&step, "heads", ""), NOT_A_TIME);
	step.act.at = from - DAY;
	assert_int_equal(act(&step, "heads", ""), NOT_A_TIME);
}

struct shown {
	char token[TOKEN_LETTERS + 1];
	struct scan_wish wish;
	char code[20], holder[60];
	int64_t number;
};

static void scan_it(struct work *work, void *about)
{
	struct shown *shown = about;
	struct scan scan;

	work->person = &mandy;
	scan_make(work, &shown->wish, &scan);
	snprintf(shown->code, sizeof shown->code, "%s", scan.code);
	snprintf(shown->holder, sizeof shown->holder, "%s", scan.holder ? scan.holder : "");
	shown->number = scan.number;
}

static const char *scanned_on_way(struct shown *shown, int nonce, const char *direction)
{
	char hex[33];

	snprintf(hex, sizeof hex, "%032x", nonce);
	shown->wish = (struct scan_wish){ .token = shown->token, .nonce = hex, .direction = direction };
	assert_int_equal(run(WRITE, scan_it, shown), WORK_DONE);
	return shown->code;
}

static const char *scanned(struct shown *shown, int nonce)
{
	return scanned_on_way(shown, nonce, "entry");
}

struct sheet {
	struct step *step;
	int64_t day;
	struct shown *readings;
	int count;
};

static void read_passes(struct work *work, void *about)
{
	struct sheet *sheet = about;
	struct pass list[30];
	struct seat s;

	work->person = &mandy;
	seat_find(work, sheet->step->ref, &s);
	sheet->count = seat_passes(work, s.id, sheet->day, list, 30);
	for (int i = 0; i < sheet->count; i++)
		strcpy(sheet->readings[i].token, pass_token(&work->arena, &list[i]));
}

static void each_seats_code_admits_once_and_says_the_class(void **state)
{
	struct workshop_wish wish = wish_for(24);
	int64_t id = made(wish);
	struct step step = signed_up(&people[0], class_of(id, 3, "7b"));
	struct shown readings[30] = { 0 };
	struct sheet sheet = { .step = &step, .day = day_of_workshop(id), .readings = readings };

	(void)state;
	assert_int_equal(run(READ, read_passes, &sheet), WORK_DONE);
	assert_int_equal(sheet.count, 3);
	clock_start(wish.days[0].from - PASS_EARLY - 60);
	assert_string_equal(scanned(&readings[0], 1), "not_yet");
	clock_start(wish.days[0].from);
	assert_string_equal(scanned(&readings[1], 2), "ok");
	assert_string_equal(readings[1].holder, "7b, Bergschule");
	assert_int_equal(readings[1].number, 2);
	assert_string_equal(scanned(&readings[1], 3), "already");
	assert_string_equal(scanned(&readings[2], 4), "ok");
	assert_int_equal(counted("SELECT COUNT(*) FROM presence WHERE day = $1 AND arrived IS NOT NULL",
		sheet.day), 2);
	step.act.day = sheet.day;
	assert_int_equal(act(&step, "plus", ""), REASON_NONE); /* goes on from what was scanned */
	assert_int_equal(counted(CAME, id), 3);
	clock_start(wish.days[0].until);
	assert_string_equal(scanned(&readings[0], 5), "expired");
}

struct count {
	const char *ref;
	int64_t came;
};

static void count_came(struct work *work, void *about)
{
	struct count *count = about;
	struct attendance list[100];
	struct attendance_filter filter = { .organisation = school, .until = INT64_MAX };

	for (int i = attendance_list(work, &filter, list, 100); i-- > 0;)
		if (!strcmp(list[i].ref, count->ref))
			count->came = list[i].came;
}

static const char INSIDE[] =
	"SELECT COUNT(*) FROM presence WHERE day = $1 AND arrived IS NOT NULL AND left_at IS NULL";

static void who_left_may_come_back_and_is_there_again(void **state)
{
	struct workshop_wish wish = wish_for(24);
	struct step step = signed_up(&people[0], class_of(made(wish), 2, "7b"));
	struct shown readings[30] = { 0 };
	struct sheet sheet = { .step = &step, .day = day_of_workshop(step.seat_wish.workshop), .readings = readings };
	struct count count = { .ref = step.ref };

	(void)state;
	assert_int_equal(run(READ, read_passes, &sheet), WORK_DONE);
	clock_start(wish.days[0].from);
	assert_string_equal(scanned(&readings[0], 11), "ok");
	assert_string_equal(scanned_on_way(&readings[0], 12, "exit"), "ok");
	assert_int_equal(counted(INSIDE, sheet.day), 0);
	assert_string_equal(scanned(&readings[0], 13), "ok");
	assert_int_equal(counted(INSIDE, sheet.day), 1);
	assert_string_equal(scanned(&readings[0], 14), "already");
	assert_string_equal(scanned_on_way(&readings[0], 15, "exit"), "ok");
	assert_string_equal(scanned_on_way(&readings[1], 16, "exit"), "ok"); /* and so must have been there */
	assert_int_equal(run(READ, count_came, &count), WORK_DONE);
	assert_int_equal(count.came, 2);
}

static void who_was_let_in_without_the_lab_came_then_not_when_seen_again(void **state)
{
	struct workshop_wish wish = wish_for(24);
	struct step step = signed_up(&people[0], class_of(made(wish), 1, "7b"));
	struct shown reading = { 0 };
	struct sheet sheet = { .step = &step, .day = day_of_workshop(step.seat_wish.workshop), .readings = &reading };

	(void)state;
	assert_int_equal(run(READ, read_passes, &sheet), WORK_DONE);
	clock_start(wish.days[0].from + HOUR);
	assert_string_equal(scanned(&reading, 21), "ok");
	reading.wish = (struct scan_wish){ .token = reading.token, .nonce = "00000000000000000000000000000022",
		.at = wish.days[0].from, .decided = "ok" };
	assert_int_equal(run(WRITE, scan_it, &reading), WORK_DONE);
	assert_int_equal(counted("SELECT arrived FROM presence WHERE day = $1", sheet.day), wish.days[0].from);
}

static void codes_follow_a_workshop_to_its_new_time(void **state)
{
	struct workshop_wish wish = wish_for(24);
	int64_t id = made(wish);
	struct step step = signed_up(&people[0], class_of(id, 1, "7b")), later = { .id = id };
	struct shown old = { 0 }, new = { 0 };
	struct sheet sheet = { .step = &step, .day = day_of_workshop(id), .readings = &old };

	(void)state;
	assert_int_equal(run(READ, read_passes, &sheet), WORK_DONE);
	wish.days[0].from += 6 * HOUR;
	wish.days[0].until += 6 * HOUR;
	later.wish = wish;
	assert_int_equal(play(&later, &mandy, change), REASON_NONE);
	sheet.readings = &new;
	assert_int_equal(run(READ, read_passes, &sheet), WORK_DONE);
	clock_start(wish.days[0].from);
	assert_string_equal(scanned(&old, 31), "revoked");
	assert_string_equal(scanned(&new, 32), "ok");
}

static void a_cancelled_seats_code_admits_nobody(void **state)
{
	struct workshop_wish wish = wish_for(24);
	int64_t id = made(wish);
	struct step step = signed_up(&people[1], seats(id, 1, false));
	struct shown shown = { 0 };
	struct sheet sheet = { .step = &step, .day = day_of_workshop(id), .readings = &shown };

	(void)state;
	assert_int_equal(run(READ, read_passes, &sheet), WORK_DONE);
	assert_int_equal(play(&step, &people[1], cancel), REASON_NONE);
	clock_start(wish.days[0].from);
	assert_string_equal(scanned(&shown, 6), "cancelled");
}

/* As 1 and 0, one for each group: is it shown? */
static void assert_shown(const char *shown, struct attendance_sum *list)
{
	int count = (int)strlen(shown);

	attendance_hide(list, count);
	for (int i = 0; i < count; i++)
		assert_int_equal(list[i].hidden, shown[i] == '0');
}

#define GROUPS(...) ((struct attendance_sum[]){ __VA_ARGS__ })

static void small_counts_are_hidden_and_cannot_be_reckoned_from_the_others(void **state)
{
	(void)state;
	assert_shown("11", GROUPS({ .expected = 5, .came = 5 }, { .expected = 24, .came = 22 }));
	assert_shown("001", GROUPS({ .expected = 4, .came = 4 }, { .expected = 20, .came = 20 }, { .expected = 24, .came = 24 }));
	assert_shown("0001", GROUPS({ .expected = 20, .came = 1 }, { .expected = 2, .came = 2 }, { .expected = 9, .came = 6 },
		{ .expected = 24, .came = 24 }));
	assert_shown("00", GROUPS({ .expected = 2, .came = 1 }, { .expected = 6, .came = 5 }));
	assert_shown("0011", GROUPS({ .expected = 20, .came = 4 }, { .expected = 4, .came = 3 }, { .expected = 9, .came = 6 },
		{ .expected = 24, .came = 24 }));
	assert_shown("0", GROUPS({ .expected = 3, .came = 3 }));
}

/* ---- at once --------------------------------------------------------------------------------- */

struct racer {
	pthread_t thread;
	const struct person *by;
	struct seat_wish wish;
	enum work_end end;
	enum reason reason;
};

static void race(struct work *work, void *about)
{
	struct racer *racer = about;
	struct seat s;

	work->person = racer->by;
	seat_sign_up(work, &racer->wish, &s);
}

static void *run_racer(void *about)
{
	struct racer *racer = about;
	struct work work = { .lab = lab, .kind = WRITE, .job = race, .about = racer };

	racer->end = work_do(&work);
	racer->reason = work.reasons ? work.reasons->code : REASON_NONE;
	arena_clear(&work.arena);
	return NULL;
}

static void of_those_who_want_the_last_seats_at_once_one_gets_them(void **state)
{
	int64_t id = made(wish_for(5));
	struct racer racers[6];
	int winners = 0;

	(void)state;
	for (int i = 0; i < 6; i++) {
		racers[i] = (struct racer){ .by = &people[i + 1], .wish = seats(id, 3, false) };
		pthread_create(&racers[i].thread, NULL, run_racer, &racers[i]);
	}
	for (int i = 0; i < 6; i++) {
		pthread_join(racers[i].thread, NULL);
		winners += racers[i].end == WORK_DONE;
		assert_true(racers[i].end == WORK_DONE || racers[i].reason == WORKSHOP_FULL);
	}
	assert_int_equal(winners, 1);
	assert_int_equal(taken(id), 3);
}

static void the_store_itself_refuses_one_seat_too_many(void **state)
{
	struct step step = { .text = "UPDATE workshop SET taken = capacity + 1 WHERE id = $1"
		" RETURNING id", .id = made(wish_for(5)) };

	(void)state;
	assert_int_equal(run(WRITE, ask, &step), WORK_FAILED);
}

static int begin(void **state)
{
	(void)state;
	clock_start(NOW);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_workshop_claims_its_place_and_gives_it_back),
		TEST(its_days_move_with_their_claim_and_may_overlap_their_own_old_times),
		TEST(a_series_keeps_its_hour_over_the_change_of_clocks),
		TEST(what_is_wrong_with_a_workshop_is_said),
		TEST(a_booking_of_a_workshop_changes_only_with_it),
		TEST(seats_are_taken_until_there_are_no_more),
		TEST(registration_has_a_window_and_may_be_for_some_only),
		TEST(a_class_has_a_name_and_a_number_but_no_pupils),
		TEST(who_is_young_needs_a_guardian),
		TEST(a_group_waits_and_is_not_torn_apart),
		TEST(an_offer_lapses_and_goes_to_the_next),
		TEST(more_seats_are_offered_to_who_waits),
		TEST(a_class_that_shrinks_keeps_its_printed_codes),
		TEST(a_group_moves_to_another_date_together_or_not_at_all),
		TEST(too_few_cancel_it_when_registration_ends),
		TEST(who_goes_gives_the_seats_back_and_leaves_no_name),
		TEST(a_name_goes_with_its_seat),
		TEST(heads_of_a_class_are_counted_with_a_tap),
		TEST(people_arrive_late_and_leave),
		TEST(what_was_seen_without_network_counts_from_then_unless_something_newer_is_known),
		TEST(each_seats_code_admits_once_and_says_the_class),
		TEST(who_left_may_come_back_and_is_there_again),
		TEST(who_was_let_in_without_the_lab_came_then_not_when_seen_again),
		TEST(codes_follow_a_workshop_to_its_new_time),
		TEST(a_cancelled_seats_code_admits_nobody),
		TEST(small_counts_are_hidden_and_cannot_be_reckoned_from_the_others),
		TEST(of_those_who_want_the_last_seats_at_once_one_gets_them),
		TEST(the_store_itself_refuses_one_seat_too_many),
	};

	return RUN_ON_BOTH(tests, open_house, close_house);
}
