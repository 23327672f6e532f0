// SPDX-License-Identifier: EUPL-1.2
#include "web/listing.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "web/csv.h"
#include "web/form.h"

#include <string.h>

/* What an address asks for, beside the filters. */
struct asked {
	const struct listing *listing;
	const struct listing_column *column; /* NULL: there is none to sort by */
	bool down, said;                     /* said: the address names the order, and so do its links */
	int64_t page;                        /* from 1 */
};

static const struct listing_column *column_of(const struct listing *listing, const char *key)
{
	for (const struct listing_column *c = listing->columns; c->says; c++)
		if (c->key && (!*key || !strcmp(c->key, key)))
			return c;
	return NULL;
}

static struct asked read_asked(struct request *rq, const struct listing *listing)
{
	const char *sort = query_text(rq, "sort"), *order = query_text(rq, "order");
	const char *page = query_text(rq, "page");
	struct asked asked = { .listing = listing, .column = column_of(listing, sort), .page = 1,
		.down = !strcmp(order, "down"), .said = *sort || *order };

	if (!asked.said)
		asked.down = listing->newest_first;
	if (!asked.column && *sort)
		reason_add_detail(&rq->work, BAD_INPUT, "sort", sort);
	if (*order && !asked.down && strcmp(order, "up") != 0)
		reason_add_detail(&rq->work, BAD_INPUT, "order", order);
	if (*page && (!text_number(page, &asked.page) || asked.page < 1))
		reason_add(&rq->work, NOT_A_NUMBER, "page");
	return asked;
}

static struct slice slice_of(const struct asked *asked, int from, int most)
{
	int order = asked->column ? asked->column->order * 2 + asked->down : 0;

	return (struct slice){ .order = order, .from = from, .most = most };
}

/* ---- addresses ------------------------------------------------------------------------------- */

static void add_parameter(struct buffer *to, const char *name, const char *value)
{
	if (!*value)
		return;
	buffer_letter(to, memchr(to->bytes, '?', to->size) ? '&' : '?');
	buffer_print(to, "%s=", name);
	percent_encode(to, value);
}

static void put_href(struct request *rq, struct node *to, const char *name, const char *path,
	const struct asked *asked)
{
	struct buffer href = { 0 };

	buffer_text(&href, path);
	for (const struct listing_filter *f = asked->listing->filters; f && f->name; f++)
		add_parameter(&href, f->name, query_text(rq, f->name));
	if (asked->said && asked->column) {
		add_parameter(&href, "sort", asked->column->key);
		add_parameter(&href, "order", asked->down ? "down" : "up");
	}
	if (asked->page > 1)
		add_parameter(&href, "page", arena_print(&rq->work.arena, "%lld", (long long)asked->page));
	put_text(to, name, href.bytes);
	buffer_clear(&href);
}

/* ---- what the partials show ------------------------------------------------------------------ */

/* Members have names of their own: a template looks for what is missing further out. */
static void put_column(struct request *rq, struct node *to, const struct listing_column *c,
	const struct asked *now)
{
	bool is_now = c->key && c == now->column;
	struct asked link = { now->listing, c, is_now && !now->down, true, 1 };

	put_text(to, "title", say(rq, c->says));
	put_flag(to, "is_right", c->is_right);
	put_flag(to, "is_sorted", is_now);
	put_flag(to, "is_down", is_now && now->down);
	put_flag(to, "can_sort", c->key);
	if (c->key)
		put_href(rq, to, "sort_href", now->listing->path, &link);
}

static void put_choice(struct node *choices, const char *value, const char *label, const char *now)
{
	struct node *one = put_object(choices, NULL);

	put_text(one, "value", value);
	put_text(one, "label", label);
	put_flag(one, "selected", !strcmp(value, now));
}

static void put_filter(struct request *rq, struct node *to, const struct listing_filter *f)
{
	const char *value = query_text(rq, f->name);
	struct node *choices;

	put_text(to, "name", f->name);
	put_text(to, "label", say(rq, f->says));
	put_text(to, "typed", value);
	put_flag(to, "is_text", f->input == LISTING_TEXT);
	put_flag(to, "is_day", f->input == LISTING_DAY);
	put_flag(to, "is_choice", f->input == LISTING_CHOICE);
	choices = put_list(to, "choices");
	for (const char *const *c = f->choices; c && *c; c++)
		put_choice(choices, *c, say(rq, arena_print(&rq->work.arena, "%s_%s", f->word, *c)), value);
}

static void put_filters(struct request *rq, struct node *to, const struct asked *asked)
{
	struct node *list = put_list(to, "filters");
	bool filtered = false;

	for (const struct listing_filter *f = asked->listing->filters; f && f->name; f++) {
		put_filter(rq, put_object(list, NULL), f);
		filtered = filtered || *query_text(rq, f->name);
	}
	put_flag(to, "is_filtered", filtered);
	put_text(to, "path", asked->listing->path);
	if (asked->said && asked->column) {
		put_text(to, "sort", asked->column->key);
		put_text(to, "order", asked->down ? "down" : "up");
	}
}

void listing_choice(struct request *rq, const char *filter, const char *value, const char *label)
{
	const struct node *filters = node_member(node_member(rq->document, "listing"), "filters");

	for (const struct node *f = filters ? filters->first : NULL; f; f = f->next)
		if (!strcmp(node_text(f, "name"), filter))
			put_choice((struct node *)(uintptr_t)node_member(f, "choices"), value, label,
				query_text(rq, filter));
}

static void put_pages(struct request *rq, struct node *to, const struct asked *asked, int64_t total)
{
	int64_t before = (asked->page - 1) * LISTING_PAGE, last = before + LISTING_PAGE;
	struct asked other = *asked;

	put_number(to, "total", total);
	put_number(to, "first", total ? before + 1 : 0);
	put_number(to, "last", last < total ? last : total);
	other.page = asked->page - 1;
	if (asked->page > 1)
		put_href(rq, to, "previous", asked->listing->path, &other);
	other.page = asked->page + 1;
	if (last < total)
		put_href(rq, to, "next", asked->listing->path, &other);
	other.page = 1;
	if (asked->listing->csv)
		put_href(rq, to, "csv", asked->listing->csv, &other);
}

struct slice listing_put(struct request *rq, const struct listing *listing, int64_t total)
{
	struct asked asked = read_asked(rq, listing);
	struct node *to = put_object(rq->document, "listing");
	int64_t pages = total ? (total + LISTING_PAGE - 1) / LISTING_PAGE : 1;

	asked.page = asked.page < pages ? asked.page : pages; /* rows may have gone since the link was made */
	put_pages(rq, to, &asked, total);
	if (rq->wants_page) {
		struct node *columns = put_list(to, "columns");
		for (const struct listing_column *c = listing->columns; c->says; c++)
			put_column(rq, put_object(columns, NULL), c, &asked);
		put_filters(rq, to, &asked);
	}
	return slice_of(&asked, (int)(asked.page - 1) * LISTING_PAGE, LISTING_PAGE);
}

int64_t listing_day(struct request *rq, const char *name, int later)
{
	const char *text = query_text(rq, name);
	int day;

	if (!*text)
		return 0;
	if (date_parse(text, &day))
		return zone_instant(day + later, 0);
	reason_add(&rq->work, NOT_A_TIME, name);
	return 0;
}

/* ---- the same as CSV ------------------------------------------------------------------------- */

struct slice listing_rows(struct request *rq, const struct listing *listing, int from)
{
	struct asked asked = read_asked(rq, listing);

	return slice_of(&asked, from, LISTING_ROWS);
}

void listing_csv(struct request *rq, const char *name, const char *const *head)
{
	answer_header(rq->ex, "Content-Disposition",
		arena_print(&rq->ex->arena, "attachment; filename=\"%s.csv\"", name));
	rq->type = "text/csv; charset=utf-8; header=present";
	csv_row(&rq->body, head);
}
