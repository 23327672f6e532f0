// SPDX-License-Identifier: EUPL-1.2
/* What staff make of workshops: the form for one, and what they send. */
#include "web/workshops.h"

#include "app/base/text.h"
#include "web/handlers.h"
#include "web/pictures.h"
#include "web/views.h"

#include <string.h>

enum { SPARE_DAYS = 2 };

static const char *day_name(struct request *rq, const char *which, int number)
{
	return arena_print(&rq->work.arena, "%s-%d", which, number);
}

/* One time of a day, a field of its own; 0: nothing, or nothing that can be read. */
static int64_t day_time(struct request *rq, const char *which, int number)
{
	const char *text = input_text(rq, day_name(rq, which, number));
	int64_t instant = 0;

	if (*text && !time_typed(text, &instant))
		reason_add(&rq->work, NOT_A_TIME, "from");
	return instant;
}

static void read_days(struct request *rq, struct workshop_wish *wish)
{
	for (int number = 1; number <= MOST_WORKSHOP_DAYS; number++) {
		int64_t from = day_time(rq, "from", number), until = day_time(rq, "until", number);
		if (!from && !until)
			continue;
		wish->days[wish->day_count].from = from;
		wish->days[wish->day_count++].until = until;
	}
}

static const char *trimmed(struct request *rq, const char *name)
{
	return text_trim(&rq->work.arena, input_text(rq, name));
}

static struct workshop_wish wish_of(struct request *rq)
{
	struct workshop_wish wish = { .title = trimmed(rq, "title"), .title_en = trimmed(rq, "title_en"),
		.about = trimmed(rq, "about"), .about_en = trimmed(rq, "about_en"),
		.place = input_text(rq, "place"), .capacity = input_number(rq, "capacity", 0),
		.minimum = input_number(rq, "minimum", 0), .cents = input_number(rq, "cents", 0),
		.opens = input_time(rq, "opens"), .closes = input_time(rq, "closes"),
		.weeks = (int)input_number(rq, "weeks", 0), .series = input_number(rq, "series", 0),
		.override = input_number(rq, "override", 0) };

	read_days(rq, &wish);
	for (unsigned i = 0; workshop_kinds[i]; i++)
		if (input_number(rq, arena_print(&rq->work.arena, "for_%s", workshop_kinds[i]), 0))
			wish.kinds |= 1u << i;
	return wish;
}

static void put_places(struct request *rq, const char *selected)
{
	struct resource_now *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	int count = resource_list(&rq->work, list, MOST_RESOURCES);
	struct node *to = put_list(rq->document, "places");

	for (int i = 0; i < count && !(selected && *selected); i++) /* most are in a room */
		if (!strcmp(list[i].resource.kind, "room"))
			selected = list[i].resource.slug;
	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "slug", list[i].resource.slug);
		put_text(one, "name", list[i].resource.name);
		put_flag(one, "selected", selected && !strcmp(list[i].resource.slug, selected));
	}
}

static void put_day_row(struct request *rq, struct node *days, int number, const int64_t times[2])
{
	struct node *one = put_object(days, NULL);

	put_number(one, "number", number);
	put_input_time(one, "from", times[0], input_text(rq, day_name(rq, "from", number)));
	put_input_time(one, "until", times[1], input_text(rq, day_name(rq, "until", number)));
	put_flag(one, "is_first", number == 1);
}

static const char *const texts[] = { "title", "title_en", "about", "about_en", "capacity", "minimum", "cents", "opens",
	"closes", "weeks", "series", NULL };

static void put_kinds(struct request *rq, struct node *form, const struct workshop *w)
{
	struct node *kinds = put_list(form, "kinds");

	for (int i = 0; workshop_kinds[i]; i++) {
		struct node *one = put_object(kinds, NULL);
		const char *name = arena_print(&rq->work.arena, "for_%s", workshop_kinds[i]);
		put_word(one, "kind", workshop_kinds[i]);
		put_text(one, "name", name);
		put_flag(one, "selected", w ? workshop_is_for(&rq->work, w, workshop_kinds[i]) : input_number(rq, name, 0));
	}
}

/* As it was typed. */
static void put_typed(struct request *rq)
{
	struct node *form = put_object(rq->document, "form"), *days = put_list(form, "days");
	int shown = 0;

	for (int i = 0; texts[i]; i++)
		put_text(form, texts[i], input_text(rq, texts[i]));
	for (int number = 1; number <= MOST_WORKSHOP_DAYS; number++) {
		bool typed = *input_text(rq, day_name(rq, "from", number)) || *input_text(rq, day_name(rq, "until", number));
		shown += !typed;
		if (typed || shown <= SPARE_DAYS)
			put_day_row(rq, days, number, (const int64_t[2]){ day_time(rq, "from", number),
				day_time(rq, "until", number) });
	}
	put_kinds(rq, form, NULL);
	put_places(rq, input_text(rq, "place"));
}

/* As it is: to be changed, or, without its times, to be copied. */
static void put_known(struct request *rq, const struct workshop *w, bool is_copy)
{
	struct workshop_day *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int count = is_copy ? 0 : workshop_days(&rq->work, w->id, list, MOST_WORKSHOP_DAYS), number;
	struct node *form = put_object(rq->document, "form"), *days = put_list(form, "days");
	const char *const values[] = { w->title, w->title_en, w->about, w->about_en };
	const int64_t numbers[] = { w->capacity, w->minimum, w->cents };

	for (int i = 0; i < 4; i++)
		put_text(form, texts[i], values[i]);
	for (int i = 0; i < 3; i++)
		put_number(form, texts[4 + i], numbers[i]);
	if (!is_copy) {
		put_input_time(form, "opens", w->opens, "");
		put_input_time(form, "closes", w->closes, "");
	} else {
		put_number(form, "series", w->series ? w->series : w->id);
	}
	for (number = 1; number <= count; number++)
		put_day_row(rq, days, number, (const int64_t[2]){ list[number - 1].from, list[number - 1].until });
	for (int spare = 0; spare < SPARE_DAYS && number <= MOST_WORKSHOP_DAYS; spare++)
		put_day_row(rq, days, number++, (const int64_t[2]){ 0, 0 });
	put_kinds(rq, form, w);
	put_places(rq, w->place_slug);
}

static void put_workshop_link(struct request *rq, const struct workshop *w)
{
	struct node *to = put_object(rq->document, "workshop");

	put_text(to, "title", workshop_title(&rq->work, w->title, w->title_en));
	put_text(to, "href", workshop_href(&rq->work.arena, w->id, ""));
}

void workshop_new(struct request *rq)
{
	struct workshop w;
	int64_t id = 0;

	if (!text_number(query_text(rq, "copy"), &id)) {
		put_typed(rq);
	} else if (workshop_find(&rq->work, id, &w)) {
		put_flag(rq->document, "is_copy", true);
		put_workshop_link(rq, &w);
		put_known(rq, &w, true);
	}
}

void workshop_create(struct request *rq)
{
	struct workshop_wish wish = wish_of(rq);
	struct workshop w;

	if (rq->work.reasons)
		return;
	workshop_make(&rq->work, &wish, &w);
	if (rq->work.reasons)
		return;
	put_workshop(rq, rq->document, &w);
	answer_made(rq, workshop_href(&rq->work.arena, w.id, ""));
}

void workshop_create_refused(struct request *rq)
{
	if (rq->wants_page)
		put_typed(rq);
}

static void put_workshop_pictures(struct request *rq, const struct workshop *w)
{
	put_pictures_form(rq, 0, w, workshop_href(&rq->work.arena, w->id, "/pictures"));
}

void workshop_form(struct request *rq)
{
	struct workshop w;

	if (!workshop_find(&rq->work, part_number(rq, 0), &w))
		return;
	put_workshop_link(rq, &w);
	put_known(rq, &w, false);
	put_workshop_pictures(rq, &w);
}

void workshop_edit(struct request *rq)
{
	struct workshop_wish wish = wish_of(rq);
	int64_t id = part_number(rq, 0);
	struct workshop w;

	if (rq->work.reasons)
		return;
	workshop_change(&rq->work, id, &wish, &w);
	if (!rq->work.reasons)
		answer_done(rq, workshop_href(&rq->work.arena, id, ""));
}

void workshop_edit_refused(struct request *rq)
{
	struct workshop w;

	if (!workshop_find(&rq->work, part_number(rq, 0), &w)) {
		rq->template = NULL;
		return;
	}
	if (!rq->wants_page)
		return;
	put_workshop_link(rq, &w);
	put_typed(rq);
	put_workshop_pictures(rq, &w);
}

void workshop_delete(struct request *rq)
{
	int64_t id = part_number(rq, 0);

	workshop_cancel(&rq->work, id, trimmed(rq, "why"));
	if (!rq->work.reasons)
		answer_done(rq, workshop_href(&rq->work.arena, id, ""));
}
