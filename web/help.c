// SPDX-License-Identifier: EUPL-1.2
/* First steps, a page for each kind of people: what to do first, with the way to it. */
#include "web/handlers.h"
#include "web/request.h"

#include <string.h>

enum { MOST_STEPS = 6 };

/* Its texts are help_ROLE_STEP and help_ROLE_STEP_text. */
struct step {
	const char *name, *picture, *href; /* picture: a sign of icons.svg */
};

static const struct guide {
	const char *role, *picture;
	struct step steps[MOST_STEPS + 1];
} guides[] = {
	{ "founder", "printer_3d", {
		{ "join", "person", "/join" },
		{ "find", "free", "/" },
		{ "book", "booked", "/resources" },
		{ "enter", "code", "/bookings" },
		{ "calendar", "calendar_add", "/account" },
		{ "change", "clock", "/bookings" } } },
	{ "teacher", "room", {
		{ "join", "person", "/account" },
		{ "look", "booked", "/timetable" },
		{ "book", "free", "/resources" },
		{ "repeat", "calendar_add", "/series" },
		{ "workshop", "workplace", "/workshops" },
		{ "arrive", "code", "/bookings" } } },
	{ "staff", "tool", {
		{ "today", "clock", "/today" },
		{ "admit", "code", "/scan" },
		{ "decide", "confirmed", "/admin/approvals" },
		{ "open", "booked", "/admin/hours" },
		{ "plugs", "plug", "/devices" },
		{ "usage", "in_use", "/usage" } } },
};

enum { GUIDES = sizeof guides / sizeof *guides };

static const char *text(struct request *rq, const struct guide *guide, const char *step, const char *end)
{
	return say(rq, arena_print(&rq->work.arena, "help_%s_%s%s", guide->role, step, end));
}

static void put_guide(struct request *rq, struct node *to, const struct guide *guide)
{
	put_word(to, "guide", guide->role);
	put_text(to, "picture", guide->picture);
	put_text(to, "about", text(rq, guide, "about", ""));
	put_print(to, "href", "/help/%s", guide->role);
}

static void put_steps(struct request *rq, const struct guide *guide)
{
	struct node *list = put_list(rq->document, "steps");

	for (const struct step *step = guide->steps; step->name; step++) {
		struct node *one = put_object(list, NULL);
		put_number(one, "number", step - guide->steps + 1);
		put_text(one, "picture", step->picture);
		put_text(one, "href", step->href);
		put_text(one, "title", text(rq, guide, step->name, ""));
		put_text(one, "text", text(rq, guide, step->name, "_text"));
	}
}

void help_show(struct request *rq)
{
	struct node *list = put_list(rq->document, "guides");

	for (size_t i = 0; i < GUIDES; i++)
		put_guide(rq, put_object(list, NULL), &guides[i]);
}

void help_guide(struct request *rq)
{
	for (size_t i = 0; i < GUIDES; i++)
		if (!strcmp(guides[i].role, rq->part[0])) {
			put_guide(rq, rq->document, &guides[i]);
			put_steps(rq, &guides[i]);
			return;
		}
	answer_missing(rq);
}
