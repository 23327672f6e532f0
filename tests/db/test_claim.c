// SPDX-License-Identifier: EUPL-1.2
#include "app/base/embed.h"
#include "app/base/log.h"
#include "db/booking.h"
#include "db/person.h"
#include "db/resource.h"
#include "tests/store.h"

static struct db *db;
static struct arena arena;

/* A workshop room with two printers in it; a lobby that the room is a part of. */
static struct resource lobby, room, printer, other;
static int64_t person;

static void add_resource(struct resource *resource, const char *slug)
{
	*resource = (struct resource){ .slug = slug, .name = slug, .kind = "room", .location = "",
		.description = "", .slot_minutes = 30, .shortest_minutes = 30, .longest_minutes = 60 };
	assert_true(db_resource_add(db, resource));
}

static int open_store(void **state)
{
	struct person owner = { .email = "jana@example.org", .name = "Jana", .role = "member",
		.language = "de" };

	log_quiet(LOG_FAULT);
	if (store_make(state))
		return -1;
	db = db_open(store, DB_WRITER);
	assert_true(db_migrate(db, embedded_migrations));
	db_begin(db, &arena);
	assert_true(db_person_add(db, &owner, NULL, 0));
	person = owner.id;
	add_resource(&lobby, "lobby");
	add_resource(&room, "room");
	add_resource(&printer, "printer");
	add_resource(&other, "other");
	db_part_add(db, lobby.id, room.id);
	db_part_add(db, room.id, printer.id);
	db_part_add(db, room.id, other.id);
	return db_commit(db) == DB_DONE ? 0 : -1;
}

static int close_store(void **state)
{
	db_close(db);
	arena_clear(&arena);
	return store_remove(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_store, close_store)

/* A booking without its claim. */
static struct booking new_booking(const struct resource *resource, int64_t from, int64_t until)
{
	struct booking b = { .ref = arena_print(&arena, "R%llx", (unsigned long long)random_number()),
		.person = person, .resource = resource->id, .from = from, .until = until,
		.claim_until = until, .status = "confirmed", .purpose = "", .participants = 1,
		.created_by = person };

	assert_true(db_booking_add(db, &b));
	return b;
}

static bool take(const struct resource *resource, int64_t from, int64_t until)
{
	struct booking b = new_booking(resource, from, until);
	return db_claim_add(db, &b) == db_within_count(db, resource->id);
}

static int64_t count_claims(void)
{
	int64_t count = -1;
	db_one(db, "SELECT COUNT(*) FROM claim", WITH_NOTHING, &count);
	return count;
}

/* ---- one resource ---- */

/* [10, 20) and [25, 30) are taken; every span from 5 to 35 is tried alone. */
static void a_claim_is_let_in_exactly_if_it_overlaps_none(void **state)
{
	(void)state;
	db_begin(db, &arena);
	assert_true(take(&printer, 10, 20) && take(&printer, 25, 30));
	assert_int_equal(db_commit(db), DB_DONE);
	for (int from = 5; from < 35; from++)
		for (int until = from + 1; until <= 35; until++) {
			bool is_free = (until <= 10 || from >= 20) && (until <= 25 || from >= 30);
			db_begin(db, &arena);
			assert_int_equal(db_claim_is_free(db, printer.id, from, until, 0), is_free);
			assert_int_equal(take(&printer, from, until), is_free);
			assert_int_equal(count_claims(), 2 + is_free);
			assert_int_equal(db_overlaps(db), 0);
			assert_int_equal(db_state(db), DB_DONE); /* a no is nothing broken */
			db_rollback(db);
		}
}

static void a_booking_is_not_in_its_own_way(void **state)
{
	(void)state;
	db_begin(db, &arena);
	struct booking b = new_booking(&printer, 10, 20);
	assert_int_equal(db_claim_add(db, &b), 1);
	assert_false(db_claim_is_free(db, printer.id, 15, 25, 0));
	assert_true(db_claim_is_free(db, printer.id, 15, 25, b.id));
	assert_true(take(&printer, 25, 30));
	assert_false(db_claim_is_free(db, printer.id, 15, 26, b.id));
	db_claim_delete(db, b.id);
	b.from = 15;
	b.claim_until = 25;
	assert_int_equal(db_claim_add(db, &b), 1);
	assert_int_equal(db_commit(db), DB_DONE);
}

/* The store refuses it also to whoever goes round db_claim_add. */
static void an_overlap_cannot_be_written_by_hand_either(void **state)
{
	static const char BY_HAND[] =
		"INSERT INTO claim (resource, starts, ends, booking) VALUES ($1, $2, $3, $4)";

	(void)state;
	for (int from = 8; from <= 20; from += 4) {
		db_begin(db, &arena);
		struct booking b = new_booking(&printer, 10, 20);
		assert_int_equal(db_claim_add(db, &b), 1);
		db_run(db, BY_HAND, WITH(num(printer.id), num(from), num(from + 4), num(b.id)));
		if (db_commit(db) == DB_DONE) { /* SQLite: no row; PostgreSQL: broken */
			db_begin(db, &arena);
			assert_int_equal(count_claims(), from == 20 ? 2 : 1);
			assert_int_equal(db_overlaps(db), 0);
			db_run(db, "DELETE FROM claim", WITH_NOTHING);
			assert_int_equal(db_commit(db), DB_DONE);
		} else {
			assert_true(from < 20);
		}
	}
}

static void a_claim_that_ends_before_it_begins_is_broken(void **state)
{
	static const char BY_HAND[] =
		"INSERT INTO claim (resource, starts, ends, booking) VALUES ($1, $2, $3, $4)";

	(void)state;
	for (int until = 9; until <= 11; until++) {
		db_begin(db, &arena);
		struct booking b = new_booking(&printer, 10, 20);
		db_run(db, BY_HAND, WITH(num(printer.id), num(10), num(until), num(b.id)));
		assert_int_equal(db_rollback(db), until > 10 ? DB_DONE : DB_BROKEN);
	}
}

static void a_claim_is_never_updated(void **state)
{
	static const char LATER[] = "UPDATE claim SET ends = ends + 100 WHERE starts = 10";

	(void)state;
	db_begin(db, &arena);
	assert_true(take(&printer, 10, 20));
	assert_int_equal(db_commit(db), DB_DONE);
	db_begin(db, &arena);
	db_run(db, LATER, WITH_NOTHING);
	assert_int_equal(db_commit(db), DB_BROKEN);
}

/* ---- parts and wholes ---- */

static void the_closure_of_parts_is_closed_in_any_order(void **state)
{
	struct resource desk;

	(void)state;
	db_begin(db, &arena);
	assert_int_equal(db_within_count(db, lobby.id), 4);
	assert_int_equal(db_within_count(db, room.id), 3);
	assert_int_equal(db_within_count(db, printer.id), 1);
	add_resource(&desk, "desk");
	db_part_add(db, printer.id, desk.id); /* a part of a part of a part */
	assert_int_equal(db_within_count(db, lobby.id), 5);
	assert_int_equal(db_within_count(db, printer.id), 2);
	db_part_add(db, lobby.id, desk.id); /* once more, and straight: nothing new */
	assert_int_equal(db_within_count(db, lobby.id), 5);
	assert_int_equal(db_commit(db), DB_DONE);
}

/* Whole or part of it: they are in each other's way; two parts are not. */
static void a_whole_and_its_parts_exclude_each_other_and_parts_do_not(void **state)
{
	const struct resource *all[] = { &lobby, &room, &printer, &other };

	(void)state;
	for (int first = 0; first < 4; first++)
		for (int second = 0; second < 4; second++) {
			bool both_printers = first > 1 && second > 1 && first != second;
			db_begin(db, &arena);
			assert_true(take(all[first], 10, 20));
			assert_int_equal(db_claim_is_free(db, all[second]->id, 19, 30, 0), both_printers);
			db_savepoint(db, &arena);
			assert_int_equal(take(all[second], 19, 30), both_printers);
			assert_int_equal(db_release(db, both_printers), DB_DONE);
			assert_true(take(all[second], 30, 40)); /* back to back */
			assert_int_equal(db_overlaps(db), 0);
			db_rollback(db);
		}
}

/* ---- cost ---- */

/* The trigger's own question, as the store keeps it, with numbers in the place of NEW's. */
static char *trigger_question(void)
{
	static const char SQL[] =
		"SELECT replace(replace(sql, 'NEW.resource', '1'), 'NEW.ends', '5') FROM sqlite_schema"
		" WHERE name = 'claim_taken'";
	struct rows rows = db_query(db, SQL, WITH_NOTHING);

	assert_true(db_next(&rows));
	char *text = arena_text(&arena, db_text(&rows, 0)), *from = strstr(text, "SELECT ends");
	db_stop(&rows);
	assert_non_null(from);
	char *end = strchr(from, ')');
	assert_non_null(end);
	*end = 0;
	return arena_print(&arena, "EXPLAIN QUERY PLAN %s", from);
}

/* Of SQLite; on PostgreSQL an index is the constraint itself. No walk, no sorting, one row. */
static void the_neighbours_are_found_by_key(void **state)
{
	(void)state;
	db_begin(db, &arena);
	struct rows rows = db_query(db, trigger_question(), WITH_NOTHING);
	assert_true(db_next(&rows));
	assert_string_equal(db_text(&rows, 3),
		"SEARCH claim USING PRIMARY KEY (resource=? AND starts<?)");
	assert_false(db_next(&rows)); /* sorting would be a line of its own */
	assert_int_equal(db_rollback(db), DB_DONE);
}

/* ---- races ---- */

/* Its view is from before the other's claim, so only the constraint can know. */
static void a_claim_that_it_cannot_see_is_in_the_way_all_the_same(void **state)
{
	struct db *first = db, *second = db_open(store, DB_WRITER);

	(void)state;
	db_begin(second, &arena);
	db = second;
	assert_int_equal(count_claims(), 0);
	db = first;
	db_begin(first, &arena);
	assert_true(take(&printer, 10, 20));
	assert_int_equal(db_commit(first), DB_DONE);
	db = second;
	struct booking b = { .ref = "SECOND01", .person = person, .resource = room.id, .from = 15,
		.until = 25, .claim_until = 25, .status = "confirmed", .purpose = "",
		.participants = 1, .created_by = person };
	db_booking_add(db, &b);
	db_claim_add(db, &b);
	assert_int_equal(db_commit(db), DB_CONFLICT);
	db_begin(db, &arena);
	assert_false(take(&room, 15, 25)); /* now it sees */
	assert_int_equal(db_rollback(db), DB_DONE);
	db = first;
	db_close(second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_claim_is_let_in_exactly_if_it_overlaps_none),
		TEST(a_booking_is_not_in_its_own_way),
		TEST(an_overlap_cannot_be_written_by_hand_either),
		TEST(a_claim_that_ends_before_it_begins_is_broken),
		TEST(a_claim_is_never_updated),
		TEST(the_closure_of_parts_is_closed_in_any_order),
		TEST(a_whole_and_its_parts_exclude_each_other_and_parts_do_not),
	};
	const struct CMUnitTest of_sqlite[] = { TEST(the_neighbours_are_found_by_key) };
	const struct CMUnitTest of_postgres[] = {
		TEST(a_claim_that_it_cannot_see_is_in_the_way_all_the_same),
	};

	return RUN_ON_BOTH(tests, NULL, NULL) + run_on_sqlite(TESTS_OF(of_sqlite), NULL, NULL) +
		run_on_postgres(TESTS_OF(of_postgres), NULL, NULL);
}
