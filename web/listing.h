// SPDX-License-Identifier: EUPL-1.2
/*
 * Long tables: sorted by the links in their heads, filtered, in pages, and as CSV. All of it is in the address, so it
 * works without scripts, can be kept as a bookmark, and is JSON like any other page.
 *
 *	static const struct listing people = { "/people", "/people.csv", people_columns, people_filters };
 *
 *	int64_t total = people_count(work, &filter);           a count with the same filter
 *	struct slice slice = listing_put(rq, &people, total);  which rows, and the member "listing" of the document
 *	int count = people_find(work, &filter, slice, list);   a text for each order, see db/people.c
 *
 * The template has {{> listing_filters}} above, {{> listing_head}} in its table, and {{> listing_foot}} below. What may
 * be sorted by is what has a key here; no word of an address gets into a statement.
 */
#ifndef LISTING_H
#define LISTING_H

#include "app/base/slice.h"
#include "web/request.h"

enum { LISTING_PAGE = 50, LISTING_ROWS = 500 }; /* rows of a page; of one statement of a CSV */

struct listing_column {
	const char *says; /* key of its title; NULL ends the columns */
	const char *key;  /* in the address; NULL: one does not sort by it */
	int order;        /* the noun's own number for it */
	bool is_right;    /* a number: it stands at the right */
};

struct listing_filter {
	const char *name; /* in the address; NULL ends the filters */
	const char *says; /* key of its label */
	enum listing_input { LISTING_TEXT, LISTING_DAY, LISTING_CHOICE } input;
	const char *word;           /* of a choice from a closed list: "role" takes its labels from role_staff … */
	const char *const *choices; /* which ends with NULL; NULL: the handler adds them, see listing_choice() */
};

struct listing {
	const char *path, *csv; /* csv NULL: there is none */
	const struct listing_column *columns;
	const struct listing_filter *filters;
	bool newest_first; /* the first column that has a key is the order when none is asked for, and this way */
};

/* Reads ?sort, order and page (adds BAD_INPUT for what is not listed) and puts what the partials show. */
struct slice listing_put(struct request *rq, const struct listing *listing, int64_t total);
void listing_choice(struct request *rq, const char *filter, const char *value, const char *label);

/* A day of a filter, as the first instant of it, or of the one after; 0 without it. Adds NOT_A_TIME. */
int64_t listing_day(struct request *rq, const char *name, int later);

/* The CSV of exactly what is filtered, in the same order: ask for slices until one is not full. */
struct slice listing_rows(struct request *rq, const struct listing *listing, int from);
void listing_csv(struct request *rq, const char *name, const char *const *head);

#endif
