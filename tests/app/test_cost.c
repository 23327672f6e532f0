// SPDX-License-Identifier: EUPL-1.2
/* What a booking or a page costs does not grow with the history: none of their statements walks a table that does. */
#include "app/booking.h"
#include "app/demo.h"
#include "app/person.h"
#include "app/scan.h"
#include "tests/app/fixture.h"

#include <ctype.h>

enum { MOST_SEEN = 400, MOST_ARGS = 32 };

/* ---- seeing the statements that are run ---- */

/* Each once, with the values of its first run. */
static struct seen {
	const char *sql;
	struct arg args[MOST_ARGS];
} seen[MOST_SEEN];
static int seen_count;
static struct arena kept; /* their values */

static const struct engine *engine; /* the one that works */
static const char *prepared;        /* what was prepared last, and is not started yet */

static void *prepare(struct db *db, const char *sql, const struct arg *args)
{
	prepared = sql;
	return engine->prepare(db, sql, args);
}

static void see(const char *sql, const struct arg *args)
{
	struct seen *one = &seen[seen_count++];

	assert_true(seen_count < MOST_SEEN);
	*one = (struct seen){ .sql = sql };
	for (int n = 0; args[n].kind != ARG_END; n++) {
		one->args[n] = args[n];
		if (args[n].kind == ARG_TEXT)
			one->args[n].bytes = arena_text(&kept, args[n].bytes);
		if (args[n].kind == ARG_BYTES && !args[n].null)
			one->args[n].bytes = arena_bytes(&kept, args[n].bytes, args[n].size);
	}
}

static void *start(struct db *db, void *statement, const struct arg *args)
{
	if (prepared)
		see(prepared, args);
	prepared = NULL;
	return engine->start(db, statement, args);
}

/* Runs a job on a connection of its own, on which every statement is new; nothing is kept. */
static void watch(void (*job)(struct work *work))
{
	struct db *db = db_open(store, DB_WRITER);
	struct engine watching = *db->engine;
	struct work work = { .lab = lab, .kind = WRITE, .now = clock_now(), .db = db };

	engine = db->engine;
	watching.prepare = prepare;
	watching.start = start;
	db->engine = &watching;
	seen_count = 0;
	db_begin(db, &work.arena);
	job(&work);
	assert_null(work.reasons);
	assert_int_equal(db_rollback(db), DB_DONE);
	db->engine = engine;
	db_close(db);
	arena_clear(&work.arena);
}

/* ---- asking the engine how it would run them ---- */

/* Does that word of a plan stand for a table that grows with each day? */
static bool grows(const char *sql, const char *word)
{
	static const char *const tables[] = { "booking", "claim", "event", "pass", "scan", "nonce",
		"attendance", "delivery", "audit", "frame", "reading", "once", "attempt", "session",
		"waiting", "series_skip", "person", "qualification", "membership", "feed" };
	char named[128];

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		if (!strcmp(tables[i], word))
			return true;
		snprintf(named, sizeof named, " %s %s", tables[i], word);
		const char *at = strstr(sql, named);
		if (at && !isalnum((unsigned char)at[strlen(named)]))
			return true;
	}
	return false;
}

/* "SCAN b" of SQLite, "Seq Scan on booking b" of PostgreSQL. */
static bool walks(const char *sql, const char *step)
{
	static const char *const signs[] = { "SCAN ", "Seq Scan on " };
	const char *at = strstr(step, signs[on_postgres]);
	char word[64];

	if (!at || sscanf(at + strlen(signs[on_postgres]), "%60[a-z_]", word) != 1)
		return false;
	bool by_index = strstr(at, " USING "); /* in its order, with a limit */
	return grows(sql, word) && !by_index;
}

static void assert_no_walk(struct db *db, struct arena *arena, const struct seen *one)
{
	const char *explain = on_postgres ? "EXPLAIN (COSTS OFF) " : "EXPLAIN QUERY PLAN ";
	char *sql = arena_print(&kept, "%s%s", explain, one->sql);

	db_begin(db, arena);
	for (struct rows rows = db_query(db, sql, one->args); db_next(&rows);) {
		const char *step = db_text(&rows, on_postgres ? 0 : 3);
		if (walks(one->sql, step))
			fail_msg("%s\n%s", step, one->sql);
	}
	assert_int_equal(db_rollback(db), DB_DONE);
}

/* PostgreSQL walks small tables whatever there is; it is told not to where it can. */
static void assert_no_walks(int least)
{
	struct db *db = db_open(store, DB_WRITER);
	struct arena arena = { 0 };

	if (on_postgres)
		db->engine->exec(db, "SET enable_seqscan = off");
	assert_true(seen_count >= least);
	for (int i = 0; i < seen_count; i++)
		assert_no_walk(db, &arena, &seen[i]);
	db_close(db);
	arena_clear(&arena);
	arena_clear(&kept);
}

/* ---- what is watched ---- */

static struct person person;

static struct wish wish_of(const char *slug, int minute)
{
	int64_t from = zone_instant(zone_day(clock_now()) + 16, minute);

	return (struct wish){ .resource = slug, .kind = "", .purpose = "", .participants = 1,
		.organisation = "erzdruck", .person = "", .from = from, .until = from + 3600 };
}

static void use_bookings(struct work *work)
{
	struct wish wish = wish_of("laser", 600), later = wish_of("laser", 720);
	struct booking b = { 0 };

	assert_true(person_by_email(work, "startup@example.org", &person));
	work->person = &person;
	booking_make(work, &wish, &b);
	booking_change(work, b.ref, &later, &b);
	booking_cancel(work, b.ref, &b);
	wish.resource = "werkstatt";
	booking_make(work, &wish, &b);
	struct alternative list[4];
	booking_alternatives(work, &wish, list, 4);
}

static void a_booking_walks_no_history(void **state)
{
	(void)state;
	watch(use_bookings);
	assert_no_walks(20);
}

static void read_pages(struct work *work)
{
	struct resource_now *now = arena_alloc(&work->arena, sizeof *now * MOST_RESOURCES);
	struct booking *list = arena_alloc(&work->arena, sizeof *list * MOST_BOOKINGS);
	struct timetable timetable;
	struct buffer text = { 0 };
	struct feed_place place = { 0 };

	assert_true(person_by_email(work, "startup@example.org", &person));
	work->person = &person;
	assert_true(resource_list(work, now, MOST_RESOURCES) > 3);
	assert_true(resource_now(work, "prusa-1", &now[0]));
	resource_timetable(work, &now[0].resource, zone_day(work->now), 7, &timetable);
	booking_list(work, &(struct booking_filter){ .person = person.id, .from = work->now }, list,
		MOST_BOOKINGS);
	booking_list(work, &(struct booking_filter){ .from = work->now }, list, MOST_BOOKINGS);
	feed_own(work, person.id, &place, 100, &text);
	place = (struct feed_place){ 0 };
	feed_busy(work, now[0].resource.id, &place, 100, &text);
	buffer_clear(&text);
}

static void a_page_walks_no_history(void **state)
{
	(void)state;
	watch(read_pages);
	assert_no_walks(8);
}

static void sign_in_and_out(struct work *work)
{
	struct session session;
	enum reason why;
	const char *token;

	person_password(work, "startup@example.org");
	person_sign_in(work, "startup@example.org", false, &why);
	token = person_sign_in(work, "startup@example.org", true, &why);
	assert_non_null(token);
	assert_true(person_by_session(work, token, &session));
	person_seen(work, session.id);
	struct once once = { .key = "key", .status = 201 };
	assert_false(once_find(work, once.key, &once));
	once_keep(work, &once);
	person_sign_out(work, session.id);
}

static void signing_in_walks_no_history(void **state)
{
	(void)state;
	watch(sign_in_and_out);
	assert_no_walks(8);
}

static void join(struct work *work)
{
	struct person newcomer = { .email = "new@example.org", .name = "Neu", .role = "member",
		.language = "de" };

	assert_true(person_add(work, &newcomer, NULL));
	assert_false(person_add(work, &newcomer, NULL));
}

static void a_new_person_walks_no_history(void **state)
{
	(void)state;
	watch(join);
	assert_no_walks(2);
}

static void scan(struct work *work)
{
	struct scan_wish wish = { .token = "none", .nonce = "00112233445566778899aabbccddeeff" };
	struct scan result;

	assert_true(person_by_email(work, "staff@example.org", &person));
	work->person = &person;
	scan_make(work, &wish, &result);
}

static void a_scan_walks_no_history(void **state)
{
	(void)state;
	watch(scan);
	assert_no_walks(4);
}

static int open_demo(void **state)
{
	return !zone_set("Europe/Berlin") || open_lab(state) || !demo_fill(lab, DEMO_PAST_DAYS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_booking_walks_no_history),
		cmocka_unit_test(a_page_walks_no_history),
		cmocka_unit_test(signing_in_walks_no_history),
		cmocka_unit_test(a_new_person_walks_no_history),
		cmocka_unit_test(a_scan_walks_no_history),
	};

	return RUN_ON_BOTH(tests, open_demo, close_lab);
}
