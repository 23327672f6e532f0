// SPDX-License-Identifier: EUPL-1.2
/* Lines that set the stage: who and what there is. */
#include "tests/stories/story.h"

#include "db/qualification.h"
#include "app/base/time.h"
#include "db/db.h"
#include "db/hours.h"

#include <string.h>

/* person NAME ROLE [language=en] */
static void add_person(struct work *work, struct line *line)
{
	const char *name = word_next(line), *role = word_next(line);
	const char *language = word_option(line, "language");
	struct person person = { .email = arena_print(&work->arena, "%s@example.org", name),
		.name = name, .role = role, .language = language ? language : "de" };

	if (!person_add(work, &person, NULL))
		complain(line, "there is already a person", name);
}

/* organisation SLUG KIND MEMBER… */
static void add_organisation(struct work *work, struct line *line)
{
	struct organisation organisation = { .slug = word_next(line), .name = line->words[1],
		.kind = word_next(line) };

	if (!db_organisation_add(work->db, &organisation))
		complain(line, "there is already an organisation", organisation.slug);
	while (line->at < line->count) {
		struct person person = { 0 };
		word_person(work, line, word_next(line), &person);
		db_membership_add(work->db, organisation.id, person.id);
	}
}

/* resource SLUG [kind=…] [slot=30] … [introduction] [approval] [unattended] [unbookable] */
static void add_resource(struct work *work, struct line *line)
{
	const char *slug = word_next(line), *kind = word_option(line, "kind");
	struct resource r = { .slug = slug, .name = slug, .kind = kind ? kind : "printer_3d",
		.location = "", .description = "",
		.bookable = !word_flag(line, "unbookable"),
		.slot_minutes = word_number(line, "slot", 30),
		.shortest_minutes = word_number(line, "shortest", 30),
		.longest_minutes = word_number(line, "longest", 720),
		.notice_minutes = word_number(line, "notice", 0),
		.horizon_days = word_number(line, "horizon", 60),
		.most_people = word_number(line, "people", 4),
		.buffer_minutes = word_number(line, "buffer", 0),
		.most_open = word_number(line, "open", 0),
		.grace_minutes = word_number(line, "grace", 0),
		.late_hours = word_number(line, "late", 24),
		.needs_introduction = word_flag(line, "introduction"),
		.needs_approval = word_flag(line, "approval"),
		.unattended = word_flag(line, "unattended") };

	if (!db_resource_add(work->db, &r))
		complain(line, "there is already a resource", slug);
}

/* part WHOLE PART: who books the whole takes the part along, and who has booked it, too */
static void add_part(struct work *work, struct line *line)
{
	struct resource whole = { 0 }, part = { 0 };
	struct claim list[16];

	word_resource(work, line, &whole);
	word_resource(work, line, &part);
	resource_take_in(work, whole.id, part.id, list, 16);
}

/* Mo or Mo-Fr; daily is Mo-Su. */
static void read_weekdays(struct line *line, const char *word, int *first, int *last)
{
	static const char names[] = "MoTuWeThFrSaSu";
	const char *from = strstr(names, arena_print(&line->story->arena, "%.2s", word));
	const char *until = word[2] == '-' ? strstr(names, word + 3) : from;

	if (!strcmp(word, "daily"))
		from = names, until = names + 12;
	if (!from || !until)
		complain(line, "no weekdays", word);
	*first = from ? (int)(from - names) / 2 + 1 : 1;
	*last = until ? (int)(until - names) / 2 + 1 : 1;
}

/* open [RESOURCE] WEEKDAYS HH:MM-HH:MM */
static void add_opening(struct work *work, struct line *line)
{
	struct resource r = { 0 };
	struct opening opening = { 0 };
	int last;

	if (line->count - line->at == 3)
		word_resource(work, line, &r);
	opening.resource = r.id;
	read_weekdays(line, word_next(line), &opening.weekday, &last);
	const char *hours = word_next(line);
	char from[6];
	memcpy(from, hours, sizeof from - 1);
	from[sizeof from - 1] = 0;
	if (strlen(hours) != 11 || !clock_parse(from, &opening.from_minute) ||
	    !clock_parse(hours + 6, &opening.until_minute))
		complain(line, "no hours", hours);
	for (; opening.weekday <= last; opening.weekday++)
		db_opening_add(work->db, &opening);
}

/* allow RESOURCE KIND…: of organisations; citizen is somebody without one */
static void allow(struct work *work, struct line *line)
{
	static const char ADD[] = "INSERT INTO allowed (resource, kind) VALUES ($1, $2)";
	struct resource r = { 0 };

	word_resource(work, line, &r);
	while (line->at < line->count)
		db_run(work->db, ADD, WITH(num(r.id), text(word_next(line))));
}

/* introduce PERSON RESOURCE until [DATE] TIME */
static void introduce(struct work *work, struct line *line)
{
	struct person person = { 0 };
	struct resource r = { 0 };

	word_person(work, line, word_next(line), &person);
	word_resource(work, line, &r);
	if (!word_is(line, "until"))
		complain(line, "until when?", r.slug);
	db_qualification_add(work->db, &(struct qualification){ .person = person.id,
		.resource = r.id, .granted = work->now, .expires = word_time(line) });
}

/* holiday FIRST-DATE LAST-DATE NAME: of all schools */
static void add_holiday(struct work *work, struct line *line)
{
	struct holiday holiday = { 0 };

	if (!date_parse(word_next(line), &holiday.first_day) || !date_parse(word_next(line), &holiday.last_day))
		complain(line, "no dates of a holiday", line->words[line->at - 1]);
	holiday.name = word_next(line);
	db_holiday_add(work->db, &holiday);
}

/* mails PERSON: the kinds of messages in the outbox that no line has asked for yet */
static void mails(struct work *work, struct line *line)
{
	static const char TAKE[] =
		"UPDATE delivery SET status = 'sent' WHERE person = $1 AND status = 'waiting'"
		" RETURNING kind";
	struct person person = { 0 };

	word_person(work, line, word_next(line), &person);
	struct rows rows = db_query(work->db, TAKE, WITH(num(person.id)));
	while (db_next(&rows))
		say(line, db_text(&rows, 0));
}

/* young NAME born=YEAR [agreed]: born then, and whether a guardian has agreed */
static void make_young(struct work *work, struct line *line)
{
	struct person person = { 0 };

	word_person(work, line, word_next(line), &person);
	struct youth youth = { .born = word_number(line, "born", 0), .guardian = "guardian@example.org",
		.approved = word_flag(line, "agreed") ? work->now : 0 };
	db_youth_set(work->db, person.id, &youth);
}

const struct verb story_scenes[] = {
	{ "person", add_person },
	{ "young", make_young },
	{ "organisation", add_organisation },
	{ "resource", add_resource },
	{ "part", add_part },
	{ "open", add_opening },
	{ "allow", allow },
	{ "holiday", add_holiday },
	{ "introduce", introduce },
	{ "mails", mails },
	{ "power", power },
	{ "holidays", holidays },
	{ "quota", quota },
	{ "rests", rests },
	{ "price", price },
	{ "lessons", lessons },
	{ 0 },
};
