// SPDX-License-Identifier: EUPL-1.2
#include "app/series.h"

#include "app/person.h"
#include "tests/app/fixture.h"

#include <pthread.h>

enum { RACERS = 4, DATES = 40 };

static int64_t people[RACERS];

static void set_up(struct work *work, void *about)
{
	static const char OPEN[] =
		"INSERT INTO opening (weekday, from_minute, until_minute) VALUES ($1, 0, 1440)";

	(void)about;
	db_resource_add(work->db, &(struct resource){ .slug = "prusa-1", .name = "Prusa",
		.kind = "printer_3d", .location = "", .description = "", .bookable = true,
		.slot_minutes = 30, .shortest_minutes = 30, .longest_minutes = 120,
		.horizon_days = 60, .most_people = 1 });
	for (int i = 0; i < RACERS; i++)
		people[i] = add_person(work, "racer");
	for (int weekday = 1; weekday <= 7; weekday++)
		db_run(work->db, OPEN, WITH(num(weekday)));
}

/* Somebody's series and what came of it. */
struct racer {
	int number, booked;
	const char *rule;
	char ref[REF + 1];
	pthread_t thread;
};

static void repeat(struct work *work, void *about)
{
	struct racer *racer = about;
	struct person person = { .id = people[racer->number], .role = "staff", .language = "de" };
	int day = zone_day(work->now) + 1;
	struct series_wish wish = { .repeat = racer->rule,
		.wish = { .resource = "prusa-1", .kind = "", .from = zone_instant(day, 600),
			.until = zone_instant(day, 690), .purpose = "", .participants = 1,
			.organisation = "", .person = "" } };
	struct dates *dates = arena_alloc(&work->arena, sizeof *dates);
	struct series series = { 0 };

	work->person = &person;
	racer->booked = 0;
	series_make(work, &wish, &series);
	if (work->reasons)
		return;
	series_dates(work, &series, dates);
	for (int i = 0; i < dates->count; i++)
		racer->booked += dates->list[i].ref != NULL;
	snprintf(racer->ref, sizeof racer->ref, "%s", series.ref);
}

static void *race(void *about)
{
	struct racer *racer = about;

	if (run(WRITE, repeat, racer) != WORK_DONE)
		racer->booked = 0;
	return NULL;
}

static int64_t numbers[3];

static void count(struct work *work, void *about)
{
	static const char *const texts[] = { "SELECT COUNT(*) FROM claim", "SELECT COUNT(*) FROM booking",
		"SELECT COUNT(DISTINCT starts) FROM booking" };

	(void)about;
	for (int i = 0; i < 3; i++)
		db_one(work->db, texts[i], WITH_NOTHING, &numbers[i]);
	assert_int_equal(db_overlaps(work->db), 0);
}

/* Two want every day, one every second, one all but weekends: each date goes to exactly one of them. */
static void of_several_series_at_once_each_date_has_one_winner(void **state)
{
	static const char *const rules[RACERS] = { "FREQ=DAILY;COUNT=40", "FREQ=DAILY;COUNT=40",
		"FREQ=DAILY;INTERVAL=2;COUNT=20", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=28" };
	struct racer racers[RACERS];
	int booked = 0;

	(void)state;
	run(WRITE, set_up, NULL);
	for (int i = 0; i < RACERS; i++) {
		racers[i] = (struct racer){ .number = i, .rule = rules[i] };
		pthread_create(&racers[i].thread, NULL, race, &racers[i]);
	}
	for (int i = 0; i < RACERS; i++) {
		pthread_join(racers[i].thread, NULL);
		booked += racers[i].booked;
	}
	run(READ, count, NULL);
	assert_int_equal(booked, DATES);
	for (int i = 0; i < 3; i++)
		assert_int_equal(numbers[i], DATES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_several_series_at_once_each_date_has_one_winner),
	};

	int64_t summer; /* forty days without a public holiday */

	zone_set("Europe/Berlin");
	time_parse("2027-06-01T08:00:00+02:00", &summer);
	clock_start(summer);
	return RUN_ON_BOTH(tests, open_lab, close_lab);
}
