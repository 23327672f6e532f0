// SPDX-License-Identifier: EUPL-1.2
/* The texts of a public body: each version stays, nobody overwrites another's, and facts stand where they are named. */
#include "app/page.h"
#include "app/person.h"
#include "app/undo.h"
#include "tests/app/fixture.h"

static struct person staff = { .role = "staff", .language = "de" };
static int64_t last;   /* the version saved last */
static int64_t undone; /* what can be taken back */

static void begin(struct work *work)
{
	if (!staff.id)
		staff.id = add_person(work, "Mandy");
	work->person = &staff;
}

static int make(void **state)
{
	staff.id = 0;
	return open_lab(state);
}

struct saving {
	const char *body;
	int64_t read;
};

static void save(struct work *work, void *about)
{
	const struct saving *s = about;
	struct page page = { .name = "imprint", .language = "de", .body = s->body };

	begin(work);
	page_save(work, &page, s->read);
	if (page.id)
		last = page.id;
	if (work->undo)
		undone = work->undo;
}

static enum work_end say(const char *body, int64_t read)
{
	return run(WRITE, save, &(struct saving){ body, read });
}

static void expect(struct work *work, void *about)
{
	struct page page;

	page_read(work, "imprint", "de", &page);
	assert_string_equal(page.body, about);
	page_read(work, "imprint", "en", &page);
	assert_string_equal(page.body, "");
}

static void each_version_stays_and_the_newest_counts(void **state)
{
	(void)state;
	assert_int_equal(run(READ, expect, (void *)""), WORK_DONE);
	assert_int_equal(say("one", 0), WORK_DONE);
	assert_int_equal(say("two", last), WORK_DONE);
	assert_int_equal(run(READ, expect, (void *)"two"), WORK_DONE);
}

static void nobody_overwrites_what_somebody_else_saved_meanwhile(void **state)
{
	(void)state;
	assert_int_equal(say("three", last - 1), WORK_REFUSED);
	assert_int_equal(say("three", 0), WORK_REFUSED);
	assert_int_equal(run(READ, expect, (void *)"two"), WORK_DONE);
}

static void count_versions(struct work *work, void *about)
{
	struct page list[9];

	assert_int_equal(page_versions(work, "imprint", "de", list, 9), *(int *)about);
	assert_string_equal(list[0].saver, "Mandy");
}

static void take_back(struct work *work, void *about)
{
	(void)about;
	begin(work);
	undo_run(work, undone);
}

static void restore(struct work *work, void *about)
{
	begin(work);
	page_restore(work, *(int64_t *)about);
}

static void an_old_version_comes_back_on_top(void **state)
{
	int64_t first = last - 1, unknown = 9999;

	(void)state;
	assert_int_equal(run(WRITE, take_back, NULL), WORK_DONE);
	assert_int_equal(run(READ, expect, (void *)"one"), WORK_DONE);
	assert_int_equal(run(READ, count_versions, &(int){ 3 }), WORK_DONE);
	assert_int_equal(run(WRITE, restore, &last), WORK_DONE);
	assert_int_equal(run(READ, expect, (void *)"two"), WORK_DONE);
	assert_int_equal(run(WRITE, restore, &first), WORK_DONE);
	assert_int_equal(run(READ, expect, (void *)"one"), WORK_DONE);
	assert_int_equal(run(WRITE, restore, &unknown), WORK_REFUSED);
}

static void fill(struct work *work, void *about)
{
	(void)about;
	begin(work);
	page_set_fact(work, "email", "lab@example.org");
	page_set_fact(work, "nonsense", "x");
	assert_string_equal(page_fill(work, "{email} {phone} {keep_messages} {nonsense} {", "?"),
		"<lab@example.org> ? 90 {nonsense} {");
}

static void facts_stand_where_they_are_named(void **state)
{
	(void)state;
	assert_int_equal(run(WRITE, fill, NULL), WORK_DONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_version_stays_and_the_newest_counts),
		cmocka_unit_test(nobody_overwrites_what_somebody_else_saved_meanwhile),
		cmocka_unit_test(an_old_version_comes_back_on_top),
		cmocka_unit_test(facts_stand_where_they_are_named),
	};

	return RUN_ON_BOTH(tests, make, close_lab);
}
