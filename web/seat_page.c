// SPDX-License-Identifier: EUPL-1.2
/* The page of one registration: what may be done with it, the codes of its seats, and who sits there. */
#include "web/workshops.h"

#include "app/base/text.h"
#include "app/booking.h"
#include "app/lab.h"
#include "web/handlers.h"
#include "web/qr.h"

#include <string.h>


static void put_names(struct request *rq, const struct seat *s)
{
	struct seat_name known[MOST_SEATS];
	int count = seat_names(&rq->work, s->id, known, MOST_SEATS), at = 0;
	struct node *names = put_list(rq->document, "names");

	for (int64_t number = 1; number <= s->count; number++) {
		struct node *one = put_object(names, NULL);
		put_number(one, "number", number);
		if (at < count && known[at].number == number)
			put_text(one, "name", known[at++].name);
	}
}

static void put_others(struct request *rq, const struct seat *s)
{
	struct workshop w, *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_SERIES);
	struct node *to = put_list(rq->document, "others");

	if (!workshop_find(&rq->work, s->workshop, &w))
		return;
	int count = workshop_others(&rq->work, &w, list, MOST_SERIES);
	for (int i = 0; i < count; i++)
		if (list[i].capacity - list[i].taken >= s->count)
			put_workshop(rq, put_object(to, NULL), &list[i]);
}

static void put_code(struct request *rq, struct node *to, const struct pass *pass)
{
	struct arena *arena = &rq->work.arena;
	const char *token = pass_token(arena, pass), *short_code = pass_short(arena, pass);
	struct buffer svg = { 0 };

	put_number(to, "number", pass->number);
	put_text(to, "token", token);
	put_text(to, "short", short_code);
	if (!rq->wants_page)
		return;
	put_text(to, "token_text", text_in_groups(arena, token, TOKEN_GROUP));
	put_text(to, "short_text", text_in_groups(arena, short_code, SHORT_GROUP));
	if (qr_svg(pass_url(arena, rq->work.lab->url, token), &svg))
		put_text(to, "svg", svg.bytes);
	buffer_clear(&svg);
}

/* The day that comes next, or the last one; ?day=ID chooses. False: it has none. */
static bool day_asked(struct request *rq, const struct seat *s, struct workshop_day *day)
{
	struct workshop_day *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int count = workshop_days(&rq->work, s->workshop, list, MOST_WORKSHOP_DAYS), chosen = 0;
	int64_t asked = 0;

	text_number(query_text(rq, "day"), &asked);
	while (!asked && chosen < count - 1 && list[chosen].until <= rq->work.now)
		chosen++;
	for (int i = 0; i < count; i++)
		if (list[i].id == asked)
			chosen = i;
	if (count)
		*day = list[chosen];
	return count;
}

static void put_codes(struct request *rq, const struct seat *s, int most)
{
	struct pass *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_SEATS);
	struct node *codes = put_list(rq->document, "codes");
	struct workshop_day day;

	if (strcmp(s->status, "booked") != 0 || !day_asked(rq, s, &day))
		return;
	int count = seat_passes(&rq->work, s->id, day.id, list, most);
	struct node *on = put_object(rq->document, "on");
	put_number(on, "day", day.id);
	put_time(on, "from", day.from);
	put_time(on, "until", day.until);
	put_time(on, "admits", day.from - PASS_EARLY);
	for (int i = 0; i < count; i++)
		put_code(rq, put_object(codes, NULL), &list[i]);
}

static void put_choices(struct request *rq, const struct seat *s)
{
	struct node *to = put_object(rq->document, "choices");
	bool changeable = seat_is_changeable(&rq->work, s);

	put_flag(to, "accept", changeable && !strcmp(s->status, "offered") && s->lapses > rq->work.now);
	put_flag(to, "cancel", changeable);
	put_flag(to, "change", changeable && (s->count > 1 || seat_is_class(s)));
	put_flag(to, "name", seat_is_live(s) && !seat_is_class(s));
	put_flag(to, "sheet", !strcmp(s->status, "booked") && s->count > 1);
	put_flag(to, "calendar", !strcmp(s->status, "booked"));
	if (changeable && !strcmp(s->status, "booked"))
		put_others(rq, s);
}

static void show(struct request *rq, int codes)
{
	struct seat s;

	if (!seat_find(&rq->work, rq->part[0], &s))
		return;
	put_seat(rq, rq->document, &s);
	put_workshop_days(rq, rq->document, s.workshop);
	put_choices(rq, &s);
	put_codes(rq, &s, codes);
	if (!seat_is_class(&s))
		put_names(rq, &s);
}

/* One code at arm's length; those of a group are on the sheet. */
void seat_show(struct request *rq)
{
	put_flag(rq->document, "is_new", *query_text(rq, "new"));
	show(rq, rq->wants_page ? 1 : MOST_SEATS);
}

void seat_sheet(struct request *rq)
{
	show(rq, MOST_SEATS);
	if (!rq->work.reasons && !node_member(rq->document, "on"))
		answer_missing(rq);
}

void seat_refused(struct request *rq)
{
	struct seat s;

	if (!seat_find(&rq->work, rq->part[0], &s))
		rq->template = NULL;
	else if (rq->wants_page)
		show(rq, 1);
}
