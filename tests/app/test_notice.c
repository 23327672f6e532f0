// SPDX-License-Identifier: EUPL-1.2
/* Who is told what, when, and in which language. */
#include "app/notice.h"
#include "app/person.h"
#include "app/undo.h"
#include "tests/app/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { HOUR = 3600 };

/* The linker puts it in the place of clock_now(). */
static int64_t now = 1796022000;
int64_t __wrap_clock_now(void);
int64_t __wrap_clock_now(void)
{
	return now;
}

enum { STAFF, MEMBER, TEACHER, NOBODY };
static struct person people[3];

static void add_people(struct work *work, void *about)
{
	struct organisation school = { .slug = "school", .name = "S", .kind = "school" };
	static const char *const roles[] = { "staff", "member", "member" };
	static const char *const emails[] = { "mandy@example.org", "jana@example.org", "uhlig@example.org" };

	(void)about;
	for (int i = 0; i < 3; i++) {
		people[i] = (struct person){ .email = emails[i], .name = "P", .role = roles[i], .language = "de" };
		person_add(work, &people[i], NULL);
		people[i].email = emails[i]; /* person_add() leaves it in the work's arena */
	}
	db_organisation_add(work->db, &school);
	db_membership_add(work->db, school.id, people[TEACHER].id);
}

static int open_house(void **state)
{
	return open_lab(state) || run(WRITE, add_people, NULL) != WORK_DONE ? -1 : 0;
}

static struct notice notice(const char *audience)
{
	return (struct notice){ .title = "T", .text = "", .title_en = "", .text_en = "", .level = "news",
		.audience = audience };
}

/* What was made last: its id, and the undo that was offered. */
static int64_t id, offered;
static enum reason expected;

static void make(struct work *work, void *about)
{
	struct notice *n = about;

	work->person = &people[STAFF];
	notice_make(work, n);
	id = n->id;
	offered = work->undo;
	if (expected)
		assert_true(reason_said(work, expected));
}

static void made(struct notice n)
{
	expected = REASON_NONE;
	assert_int_equal(run(WRITE, make, &n), WORK_DONE);
}

static void refused(struct notice n, enum reason reason)
{
	expected = reason;
	assert_int_equal(run(WRITE, make, &n), WORK_REFUSED);
}

/* How many somebody sees, or, in public, anybody. */
struct look {
	int who, count;
	bool public;
	char first[32];
};

static void look(struct work *work, void *about)
{
	struct look *look = about;
	struct notice list[MOST_NOTICES];

	work->person = look->who == NOBODY ? NULL : &people[look->who];
	look->count = notice_shown(work, look->public, list, MOST_NOTICES);
	if (look->count)
		snprintf(look->first, sizeof look->first, "%s", list[0].title);
}

static struct look seen_by(int who)
{
	struct look one = { .who = who };

	assert_int_equal(run(READ, look, &one), WORK_DONE);
	return one;
}

static void staff_see_all_and_others_what_is_for_them(void **state)
{
	(void)state;
	made(notice("everybody"));
	made(notice("members"));
	made(notice("staff"));
	made(notice("school"));
	made(notice("company"));
	assert_int_equal(seen_by(NOBODY).count, 1);
	assert_int_equal(seen_by(MEMBER).count, 2);
	assert_int_equal(seen_by(TEACHER).count, 3);
	assert_int_equal(seen_by(STAFF).count, 5);
	struct look door = { .who = STAFF, .public = true };
	run(READ, look, &door);
	assert_int_equal(door.count, 1);
}

static void it_is_shown_in_its_time_and_warnings_come_first(void **state)
{
	struct notice n = notice("everybody"), warning = notice("everybody");

	(void)state;
	warning.level = "warning";
	warning.title = "W";
	warning.from = now + HOUR;
	warning.until = now + 2 * HOUR;
	made(warning);
	made(n);
	assert_int_equal(seen_by(NOBODY).count, 1);
	now += HOUR;
	assert_string_equal(seen_by(NOBODY).first, "W");
	assert_int_equal(seen_by(NOBODY).count, 2);
	now += HOUR; /* the end is not part of it */
	assert_int_equal(seen_by(NOBODY).count, 1);
	assert_string_equal(seen_by(NOBODY).first, "T");
}

static void it_needs_a_title_a_span_and_words_that_are_known(void **state)
{
	struct notice n = notice("everybody");

	(void)state;
	n.title = "";
	refused(n, MISSING_FIELD);
	n.title_en = "E";
	made(n);
	n.text = "a German text alone";
	refused(n, MISSING_FIELD);
	n = notice("everybody");
	n.from = now + HOUR;
	n.until = now + HOUR;
	refused(n, SLOT_BACKWARDS);
	n.from = now - 2 * HOUR;
	n.until = now - HOUR;
	refused(n, IN_THE_PAST);
	refused(notice("nobody"), BAD_INPUT);
	n = notice("everybody");
	n.level = "panic";
	refused(n, BAD_INPUT);
}

static void the_other_language_is_shown_where_one_is_missing(void **state)
{
	struct notice n = notice("everybody");

	(void)state;
	assert_int_equal(notice_words(&n, ENGLISH).language, GERMAN);
	assert_string_equal(notice_words(&n, ENGLISH).title, "T");
	n.title_en = "E";
	assert_string_equal(notice_words(&n, ENGLISH).title, "E");
	assert_string_equal(notice_words(&n, GERMAN).title, "T");
	n.title = "";
	assert_int_equal(notice_words(&n, GERMAN).language, ENGLISH);
}

static void withdraw(struct work *work, void *about)
{
	(void)about;
	work->person = &people[STAFF];
	notice_withdraw(work, id);
	offered = work->undo;
}

static void change(struct work *work, void *about)
{
	struct notice n = notice("staff");

	(void)about;
	work->person = &people[STAFF];
	n.id = id;
	n.from = now;
	notice_change(work, &n);
	offered = work->undo;
}

static void undo(struct work *work, void *about)
{
	(void)about;
	work->person = &people[STAFF];
	undo_run(work, offered);
}

static void whatever_staff_did_can_be_undone(void **state)
{
	(void)state;
	made(notice("everybody"));
	int64_t making = offered;
	assert_int_equal(run(WRITE, withdraw, NULL), WORK_DONE);
	assert_int_equal(seen_by(NOBODY).count, 0);
	assert_int_equal(run(WRITE, undo, NULL), WORK_DONE);
	assert_int_equal(seen_by(NOBODY).count, 1);
	assert_int_equal(run(WRITE, change, NULL), WORK_DONE);
	assert_int_equal(seen_by(NOBODY).count, 0);
	assert_int_equal(run(WRITE, undo, NULL), WORK_DONE);
	assert_int_equal(seen_by(NOBODY).count, 1);
	offered = making;
	assert_int_equal(run(WRITE, undo, NULL), WORK_DONE);
	assert_int_equal(seen_by(NOBODY).count, 0);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, open_house, close_lab)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(staff_see_all_and_others_what_is_for_them),
		IN_HOUSE(it_is_shown_in_its_time_and_warnings_come_first),
		IN_HOUSE(it_needs_a_title_a_span_and_words_that_are_known),
		cmocka_unit_test(the_other_language_is_shown_where_one_is_missing),
		IN_HOUSE(whatever_staff_did_can_be_undone),
	};

	return RUN_ON_BOTH(tests, NULL, NULL);
}
