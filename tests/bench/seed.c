// SPDX-License-Identifier: EUPL-1.2
/*
 * Fills a store: MACHINES that are always open, PAST bookings of theirs, hour by hour until
 * yesterday, and COMING ones of machine-1 from today on, eight a day, all through the rules that a
 * request meets. Prints "KEY FEED", both of who booked them.
 *
 * seed STORE MACHINES PAST COMING
 */
#include "app/hours.h"
#include "db/db.h"
#include "tests/bench/bench.h"

#include <string.h>

enum { IN_A_WORK = 1000, WEEKDAYS = 7, EACH = 3 };

struct seed {
	int64_t machines, past, coming;
	int64_t done, until; /* of the bookings, as one work makes them */
	char key[64], feed[64];
};

static void add_machines(struct work *work, void *about)
{
	const struct seed *seed = about;

	setting_turn(work, "keeps_holidays", false);
	for (int64_t i = 1; i <= seed->machines; i++)
		db_resource_add(work->db, &(struct resource){
			.slug = arena_print(&work->arena, "machine-%d", (int)i),
			.name = arena_print(&work->arena, "Drucker %d", (int)i), .kind = "printer_3d",
			.location = "Werkstatt", .description = "", .position = i, .bookable = true,
			.slot_minutes = 30, .shortest_minutes = 30, .longest_minutes = 720,
			.horizon_days = 3650, .most_people = 4 });
	for (int weekday = 1; weekday <= WEEKDAYS; weekday++)
		db_opening_add(work->db, &(struct opening){ .weekday = weekday, .until_minute = 24 * 60 });
}

static void add_people(struct work *work, void *about)
{
	struct seed *seed = about;
	struct person person = { .email = BOOKER, .name = "Jana Richter",
		.role = "member", .language = "de" };

	person_add(work, &person, NULL);
	work->person = &person;
	const char *key = api_key_add(work, person.email, "bench"), *feed = feed_add(work, "bench");
	memcpy(seed->key, key, strlen(key) + 1);
	memcpy(seed->feed, feed, strlen(feed) + 1);
	work->person = NULL;
}

/* As it was done the day before. */
static void book(struct work *work, const struct person *who, int64_t machine, int64_t from)
{
	work->now = from - DAY;
	book_hour(work, who, machine, from);
}

static void add_bookings(struct work *work, void *about)
{
	struct seed *seed = about;
	struct person person;
	int64_t today = work->now - work->now % DAY;
	int64_t began = today - (seed->past / seed->machines + 1 + 24) * HOUR;

	person_by_email(work, BOOKER, &person);
	for (int64_t i = seed->done; i < seed->until; i++)
		if (i < seed->past)
			book(work, &person, i % seed->machines + 1, began + i / seed->machines * HOUR);
		else
			book(work, &person, 1, today + (i - seed->past) * EACH * HOUR);
}

static void run(struct lab *lab, void (*job)(struct work *, void *), struct seed *seed)
{
	struct work work = { .lab = lab, .kind = WRITE, .job = job, .about = seed };

	check(work_do(&work) == WORK_DONE, "seeding failed");
	arena_clear(&work.arena);
}

int main(int argc, char **argv)
{
	check(argc == 5, "seed STORE MACHINES PAST COMING");
	struct lab *lab = open_lab(argv[1]);
	struct seed seed = { .machines = atoll(argv[2]), .past = atoll(argv[3]),
		.coming = atoll(argv[4]) };

	run(lab, add_machines, &seed);
	run(lab, add_people, &seed);
	for (int64_t all = seed.past + seed.coming; seed.done < all; seed.done = seed.until) {
		seed.until = seed.done + IN_A_WORK < all ? seed.done + IN_A_WORK : all;
		run(lab, add_bookings, &seed);
	}
	printf("%s %s\n", seed.key, seed.feed);
	close_lab(lab);
	return EXIT_SUCCESS;
}
