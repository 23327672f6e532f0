// SPDX-License-Identifier: EUPL-1.2
/* Fields of a body: judged against the route's table before the handler runs, then only read. */
#include "web/request.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "web/field.h"

#include <string.h>

enum { MOST_UNKNOWN = 10 };

/* What every form may carry beside its own fields. */
static const char *const always[] = { "csrf", "once", "back", NULL };

/* "day-*" is every name that begins with "day-". */
static bool is_named(const char *pattern, const char *name)
{
	size_t size = strcspn(pattern, "*");

	return !strncmp(pattern, name, size) && (pattern[size] || !name[size]);
}

static const struct field *field_of(const struct route *route, const char *name)
{
	for (const struct field *f = route->fields; f && f->name; f++)
		if (is_named(f->name, name))
			return f;
	return NULL;
}

static bool is_always(const char *name)
{
	for (const char *const *known = always; *known; known++)
		if (!strcmp(*known, name))
			return true;
	return false;
}

/* Each is named, though not thousands: whoever sends those needs no list. */
static void check_known(struct request *rq)
{
	int unknown = 0;

	for (const struct node *n = rq->input->first; n && unknown < MOST_UNKNOWN; n = n->next)
		if (!field_of(rq->route, n->name) && !(rq->is_form && is_always(n->name))) {
			reason_add_detail(&rq->work, UNKNOWN_MEMBER, n->name, n->name);
			unknown++;
		}
}

/* A browser's datetime-local has no offset: it means the lab's wall clock. */
static bool local_time(const char *text, int64_t *instant)
{
	int day, minute;
	char date[11];

	if (strlen(text) < 16 || (text[16] && strcmp(text + 16, ":00") != 0) || text[10] != 'T')
		return false;
	memcpy(date, text, 10);
	date[10] = 0;
	char clock[6] = { text[11], text[12], text[13], text[14], text[15] };
	if (!date_parse(date, &day) || !clock_parse(clock, &minute))
		return false;
	*instant = zone_instant(day, minute);
	return true;
}

bool time_typed(const char *text, int64_t *instant)
{
	return time_parse(text, instant) || local_time(text, instant);
}

static bool read_time(const struct request *rq, const char *text, int64_t *instant)
{
	return rq->is_form ? time_typed(text, instant) : time_parse(text, instant);
}

static void check_text(struct request *rq, const struct field *f, const struct node *n)
{
	int64_t ignored;

	if (n->kind != NODE_TEXT) {
		reason_add(&rq->work, f->type == FIELD_TIME ? NOT_A_TIME : BAD_INPUT, f->name);
		return;
	}
	if (!text_is_clean(n->text, strlen(n->text)))
		reason_add(&rq->work, NOT_CLEAN, f->name);
	else if (f->type == FIELD_TIME && !read_time(rq, n->text, &ignored))
		reason_add(&rq->work, NOT_A_TIME, f->name);
	else if (f->type != FIELD_TIME && text_letters(n->text) > (size_t)f->most)
		reason_add_number(&rq->work, TOO_LONG_TEXT, f->name, f->most);
}

static void check_number(struct request *rq, const struct field *f, const struct node *n)
{
	int64_t ignored;
	bool typed = rq->is_form && n->kind == NODE_TEXT && (!*n->text || text_number(n->text, &ignored));

	if (n->kind != NODE_NUMBER && !typed)
		reason_add(&rq->work, NOT_A_NUMBER, f->name);
}

/* A form sends every field it has, with nothing in it. In JSON what is not meant is left out or null. */
static bool is_empty(const struct request *rq, const struct field *f, const struct node *n)
{
	bool nothing = n && n->kind == NODE_TEXT && !*n->text;

	return !n || n->kind == NODE_NOTHING || (nothing && (rq->is_form || f->type != FIELD_TIME));
}

static void check_field(struct request *rq, const struct field *f)
{
	const struct node *n = node_member(rq->input, f->name);

	if (is_empty(rq, f, n)) {
		if (f->needed)
			reason_add(&rq->work, MISSING_FIELD, f->name);
	} else if (f->type == FIELD_NUMBER) {
		check_number(rq, f, n);
	} else {
		check_text(rq, f, n);
	}
}

void fields_check(struct request *rq)
{
	check_known(rq);
	for (const struct field *f = rq->route->fields; f && f->name; f++)
		check_field(rq, f);
}

const char *input_text(const struct request *rq, const char *name)
{
	const char *text = node_text(rq->input, name);
	return text ? text : "";
}

bool input_has(const struct request *rq, const char *name)
{
	const struct node *n = node_member(rq->input, name);
	return n && n->kind != NODE_NOTHING;
}

int64_t input_number(const struct request *rq, const char *name, int64_t otherwise)
{
	const struct node *n = node_member(rq->input, name);
	int64_t number = otherwise;

	if (n && n->kind == NODE_NUMBER)
		return n->number;
	if (n && n->kind == NODE_TEXT)
		text_number(n->text, &number);
	return number;
}

int64_t input_time(const struct request *rq, const char *name)
{
	int64_t instant = 0;

	read_time(rq, input_text(rq, name), &instant);
	return instant;
}

const char *query_text(const struct request *rq, const char *name)
{
	const char *text = node_text(rq->query, name);
	return text ? text : "";
}

int64_t part_number(const struct request *rq, int part)
{
	int64_t number = 0;

	text_number(rq->part[part], &number);
	return number;
}
