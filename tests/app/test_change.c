// SPDX-License-Identifier: EUPL-1.2
/* Of those who change one thing at the same time, exactly one gets it. */
#include "app/approval.h"
#include "app/no_show.h"
#include "app/person.h"
#include "app/timer.h"
#include "app/waiting.h"
#include "tests/app/fixture.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>

#include <cmocka.h>

enum { RACERS = 4, ROUNDS = 6, HOUR = 3600 };

/* The linker puts it in the place of clock_now(): who is late is so because we say so. */
static _Atomic int64_t now;

int64_t __wrap_clock_now(void);
int64_t __wrap_clock_now(void)
{
	return now;
}

static const int64_t monday = 1796025600; /* 2026-11-30T08:00:00Z */

/* ---- the house: two members, two of the staff, a machine for each round ---- */

static struct person people[4];
enum { JANA, FALK, MANDY, KATRIN };
static char machine[32], room[32];

static void set_up(struct work *work, void *about)
{
	static const char *const roles[] = { "member", "member", "staff", "admin" };
	static const char *const emails[] = { "jana@example.org", "falk@example.org",
		"mandy@example.org", "katrin@example.org" };
	struct resource r = { .slug = machine, .name = "M", .kind = "tool", .location = "",
		.description = "", .bookable = true, .slot_minutes = 30, .shortest_minutes = 30,
		.longest_minutes = 600, .horizon_days = 60, .most_people = 4, .grace_minutes = 15 };

	(void)about;
	for (int i = 0; i < 4; i++) {
		people[i] = (struct person){ .email = emails[i], .name = "P", .role = roles[i], .language = "de" };
		struct person known;
		if (person_by_email(work, emails[i], &known))
			people[i].id = known.id;
		else
			person_add(work, &people[i], NULL);
		people[i].email = emails[i]; /* person_add() leaves it in the work's arena */
	}
	db_resource_add(work->db, &r);
	r.slug = room;
	r.needs_approval = true;
	db_resource_add(work->db, &r);
	for (int weekday = 1; weekday <= 7; weekday++)
		db_opening_add(work->db, &(struct opening){ .weekday = weekday, .until_minute = 1440 });
}

static int open_house(void **state)
{
	now = monday;
	snprintf(machine, sizeof machine, "m%llx", (unsigned long long)random_number());
	snprintf(room, sizeof room, "r%llx", (unsigned long long)random_number());
	return zone_set("Europe/Berlin") && !open_lab(state) && run(WRITE, set_up, NULL) == WORK_DONE ? 0 : -1;
}

/* ---- one thing done by somebody, and what came of it ---- */

struct deed {
	const struct person *by;
	void (*what)(struct work *work, const char *ref, struct booking *booking);
	const char *ref;
	char status[16]; /* of the booking afterwards, or the code of a reason */
	enum work_end end;
};

static void act(struct work *work, void *about)
{
	struct deed *deed = about;
	struct booking booking = { .status = "" };

	work->person = deed->by;
	deed->what(work, deed->ref, &booking);
	snprintf(deed->status, sizeof deed->status, "%s", booking.status);
}

static void attempt(struct deed *deed)
{
	struct work work = { .lab = lab, .kind = WRITE, .job = act, .about = deed };

	deed->end = work_do(&work);
	if (work.reasons)
		snprintf(deed->status, sizeof deed->status, "%s", reason_code(work.reasons->code));
	arena_clear(&work.arena);
}

static struct deed done(const struct person *by, void (*what)(struct work *, const char *, struct booking *),
	const char *ref)
{
	struct deed deed = { .by = by, .what = what, .ref = ref };

	attempt(&deed);
	assert_true(deed.end == WORK_DONE || deed.end == WORK_REFUSED);
	return deed;
}

static void approve(struct work *work, const char *ref, struct booking *b)
{
	approval_approve(work, ref, false, b);
}

static void refuse(struct work *work, const char *ref, struct booking *b)
{
	approval_refuse(work, ref, "no", b);
}

static void accept(struct work *work, const char *ref, struct booking *b)
{
	waiting_accept(work, ref, b);
}

static void lapse(struct work *work, const char *ref, struct booking *b)
{
	work->person = NULL;
	approval_lapse(work, TIMER_BATCH);
	db_booking_by_ref(work->db, ref, b);
}

static void release(struct work *work, const char *ref, struct booking *b)
{
	work->person = NULL;
	no_show_release(work, TIMER_BATCH);
	db_booking_by_ref(work->db, ref, b);
}

/* By its owner, half an hour more. */
static void extend(struct work *work, const char *ref, struct booking *b)
{
	if (!booking_find(work, ref, b))
		return;
	struct wish wish = { .from = b->from, .until = b->until + HOUR / 2, .purpose = "", .participants = 1 };
	booking_change(work, ref, &wish, b);
}

/* The half hour behind the booking named. */
static void take_next(struct work *work, const char *ref, struct booking *b)
{
	struct booking other;

	db_booking_by_ref(work->db, ref, &other);
	booking_make(work, &(struct wish){ .resource = other.resource_slug, .kind = "", .from = other.until,
		.until = other.until + HOUR / 2, .purpose = "", .participants = 1, .organisation = "",
		.person = "" }, b);
}

/* ---- bookings to fight about ---- */

struct made {
	const char *slug;
	const struct person *by;
	int64_t from;
	char ref[REF + 1];
};

static struct wish wish_of(const struct made *made)
{
	return (struct wish){ .resource = made->slug, .kind = "", .from = made->from,
		.until = made->from + HOUR, .purpose = "", .participants = 1, .organisation = "",
		.person = "" };
}

static void make(struct work *work, void *about)
{
	struct made *made = about;
	struct booking booking;
	struct wish wish = wish_of(made);

	work->person = made->by;
	booking_make(work, &wish, &booking);
	if (!work->reasons)
		strcpy(made->ref, booking.ref);
}

static struct made booked(const char *slug, int who, int64_t from)
{
	struct made made = { .slug = slug, .by = &people[who], .from = from };

	assert_int_equal(run(WRITE, make, &made), WORK_DONE);
	return made;
}

static void wait_and_cancel(struct work *work, void *about)
{
	struct made *made = about;
	struct wish wish = wish_of(made);
	struct waiting waiting;
	struct booking booking, list[64];

	for (int i = JANA; i <= MANDY; i++) {
		work->person = &people[i];
		waiting_join(work, &wish, &waiting);
	}
	work->person = made->by;
	booking_cancel(work, made->ref, &booking);
	struct booking_filter filter = { .person = people[JANA].id, .from = made->from,
		.until = made->from + 1 };
	int count = booking_list(work, &filter, list, 64);
	for (int i = 0; i < count; i++)
		if (list[i].offered)
			strcpy(made->ref, list[i].ref);
}

/* What Jana, Falk and Mandy have waited for in this order, offered to Jana. */
static struct made offered(int64_t from)
{
	struct made made = booked(machine, KATRIN, from);
	char first[REF + 1];

	strcpy(first, made.ref);
	assert_int_equal(run(WRITE, wait_and_cancel, &made), WORK_DONE);
	assert_string_not_equal(made.ref, first);
	return made;
}

/* ---- the race ---- */

struct race {
	pthread_barrier_t start;
	struct deed deeds[RACERS];
};

static struct race *running;

static void *race_on(void *about)
{
	pthread_barrier_wait(&running->start);
	attempt(about);
	return NULL;
}

static int count_of(const struct race *race, const char *status)
{
	int count = 0;

	for (int i = 0; i < RACERS; i++)
		count += !strcmp(race->deeds[i].status, status);
	return count;
}

/* Each deed gets the same booking; those without a person are by nobody. */
static void race(struct race *race, const char *ref)
{
	pthread_t threads[RACERS];

	running = race;
	pthread_barrier_init(&race->start, NULL, RACERS);
	for (int i = 0; i < RACERS; i++) {
		race->deeds[i].ref = ref;
		pthread_create(&threads[i], NULL, race_on, &race->deeds[i]);
	}
	for (int i = 0; i < RACERS; i++)
		pthread_join(threads[i], NULL);
	pthread_barrier_destroy(&race->start);
	for (int i = 0; i < RACERS; i++)
		assert_true(race->deeds[i].end == WORK_DONE || race->deeds[i].end == WORK_REFUSED);
}

static void count_overlaps(struct work *work, void *about)
{
	*(int64_t *)about = db_overlaps(work->db);
}

static void assert_no_overlap(void)
{
	int64_t overlaps = -1;

	assert_int_equal(run(READ, count_overlaps, &overlaps), WORK_DONE);
	assert_int_equal(overlaps, 0);
}

/* ---- the tests ---- */

static void of_staff_who_decide_at_once_one_decides(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct made made = booked(room, JANA, monday + (24 + 2 * round) * HOUR);
		struct race r = { .deeds = { { .by = &people[MANDY], .what = approve },
			{ .by = &people[KATRIN], .what = approve }, { .by = &people[MANDY], .what = refuse },
			{ .by = &people[KATRIN], .what = refuse } } };
		race(&r, made.ref);
		assert_int_equal(count_of(&r, "confirmed") + count_of(&r, "refused"), 1);
		assert_int_equal(count_of(&r, "already_decided"), RACERS - 1);
	}
	assert_no_overlap();
}

static void an_offer_is_accepted_once(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct made made = offered(monday + (24 + 2 * round) * HOUR);
		struct race r = { .deeds = { { .by = &people[JANA], .what = accept },
			{ .by = &people[MANDY], .what = accept }, { .by = &people[JANA], .what = accept },
			{ .by = &people[JANA], .what = booking_cancel } } };
		race(&r, made.ref);
		int confirmed = count_of(&r, "confirmed"), cancelled = count_of(&r, "cancelled");
		/* Who accepts first may still cancel what is theirs then; who cancels first can accept no more. */
		assert_true(confirmed + cancelled >= 1 && confirmed <= 1 && cancelled <= 1);
		assert_int_equal(count_of(&r, "already_decided"), RACERS - confirmed - cancelled);
	}
	assert_no_overlap();
}

static void an_offer_is_accepted_or_lapses_never_both(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		now = monday + round * 48 * HOUR;
		struct made made = offered(now + 40 * HOUR);
		now += OFFER_LASTS - round % 2; /* the very second, or the one before */
		struct race r = { .deeds = { { .by = &people[JANA], .what = accept }, { .what = lapse },
			{ .by = &people[JANA], .what = accept }, { .what = lapse } } };
		race(&r, made.ref);
		bool accepted = !strcmp(r.deeds[0].status, "confirmed") != !strcmp(r.deeds[2].status, "confirmed");
		assert_int_equal(accepted, round % 2);
		assert_int_equal(count_of(&r, "lapsed"), round % 2 ? 0 : 2);
		assert_string_equal(done(&people[JANA], accept, made.ref).status, "already_decided");
	}
	assert_no_overlap();
}

static void what_is_extended_is_not_taken_by_another_too(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct made made = booked(machine, JANA, monday + (24 + 3 * round) * HOUR);
		struct race r = { .deeds = { { .by = &people[JANA], .what = extend },
			{ .by = &people[FALK], .what = take_next }, { .by = &people[MANDY], .what = take_next },
			{ .by = &people[KATRIN], .what = take_next } } };
		race(&r, made.ref);
		int won = count_of(&r, "confirmed");
		/* Who comes behind the extended one gets the next half hour, which is free. */
		assert_true(won == 1 || (won == 2 && !strcmp(r.deeds[0].status, "confirmed")));
		assert_int_equal(count_of(&r, "slot_taken"), RACERS - won);
	}
	assert_no_overlap();
}

static void a_booking_is_released_once_or_somebody_came(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct made made = booked(machine, JANA, monday + (24 + 2 * round) * HOUR);
		now = made.from + 15 * 60;
		struct race r = { .deeds = { { .what = release }, { .by = &people[MANDY], .what = no_show_came },
			{ .what = release }, { .by = &people[KATRIN], .what = no_show_came } } };
		race(&r, made.ref);
		bool missed = count_of(&r, "no_show") > 0;
		assert_int_equal(count_of(&r, missed ? "not_changeable" : "confirmed"), missed ? 2 : RACERS);
		assert_string_equal(done(&people[JANA], extend, made.ref).status,
			missed ? "already_over" : "confirmed");
		now = monday;
	}
	assert_no_overlap();
}

static void count_missed(struct work *work, void *about)
{
	static const char MISSED[] =
		"SELECT COUNT(*) FROM delivery WHERE kind = 'booking_no_show' AND person = $1";
	db_one(work->db, MISSED, WITH(num(people[JANA].id)), about);
}

static void *run_timers(void *about)
{
	(void)about;
	pthread_barrier_wait(&running->start);
	timers_run(lab);
	return NULL;
}

static void after_three_hours_off_everything_overdue_happens_once(void **state)
{
	struct race r;
	pthread_t threads[RACERS];
	int64_t missed = 0;

	(void)state;
	running = &r;
	for (int i = 0; i < TIMER_BATCH + 20; i++) /* more than one transaction does */
		booked(machine, JANA, monday + (24 + i) * HOUR);
	now = monday + (24 + TIMER_BATCH + 20 + 3) * HOUR;
	pthread_barrier_init(&r.start, NULL, RACERS);
	for (int i = 0; i < RACERS; i++)
		pthread_create(&threads[i], NULL, run_timers, NULL);
	for (int i = 0; i < RACERS; i++)
		pthread_join(threads[i], NULL);
	pthread_barrier_destroy(&r.start);
	timers_run(lab);
	assert_int_equal(run(READ, count_missed, &missed), WORK_DONE);
	assert_int_equal(missed, TIMER_BATCH + 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(of_staff_who_decide_at_once_one_decides, open_house, close_lab),
		cmocka_unit_test_setup_teardown(an_offer_is_accepted_once, open_house, close_lab),
		cmocka_unit_test_setup_teardown(an_offer_is_accepted_or_lapses_never_both, open_house, close_lab),
		cmocka_unit_test_setup_teardown(
			what_is_extended_is_not_taken_by_another_too, open_house, close_lab),
		cmocka_unit_test_setup_teardown(
			a_booking_is_released_once_or_somebody_came, open_house, close_lab),
		cmocka_unit_test_setup_teardown(
			after_three_hours_off_everything_overdue_happens_once, open_house, close_lab),
	};
	return RUN_ON_BOTH(tests, NULL, NULL);
}
