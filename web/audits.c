// SPDX-License-Identifier: EUPL-1.2
/* The audit as sentences: who did what to what. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/privacy.h"
#include "web/csv.h"
#include "web/handlers.h"
#include "web/listing.h"
#include "web/views.h"

#include <string.h>

static const struct listing_column columns[] = {
	{ "time", "time", AUDIT_BY_TIME, false },
	{ "person", "person", AUDIT_BY_PERSON, false },
	{ "audit_verb", "verb", AUDIT_BY_VERB, false },
	{ "audit_detail", NULL, 0, false },
	{ 0 },
};

static const char *const nouns[] = { "booking", "series", "workshop", "seat", "person", "organisation", "qualification",
	"resource", "machine", "fault", "device", "relay", "picture", "opening", "closure", "quota", "notice", "page", "setting", "delivery", NULL };

static const struct listing_filter filters[] = {
	{ "person", "audit_person", LISTING_TEXT, NULL, NULL },
	{ "noun", "audit_noun", LISTING_CHOICE, "noun", nouns },
	{ "about", "audit_about", LISTING_TEXT, NULL, NULL },
	{ "search", "audit_search", LISTING_TEXT, NULL, NULL },
	{ "from", "date_from", LISTING_DAY, NULL, NULL },
	{ "until", "date_until", LISTING_DAY, NULL, NULL },
	{ 0 },
};

static const struct listing listing = { "/admin/audit", "/admin/audit.csv", columns, filters, true };

static struct audit_filter filter_of(struct request *rq)
{
	return (struct audit_filter){ query_text(rq, "search"), query_text(rq, "person"), query_text(rq, "noun"),
		query_text(rq, "about"), listing_day(rq, "from", 0), listing_day(rq, "until", 1) };
}

/* The key of a verb: booking.make is did_booking_make. What has none is told as it is. */
static const char *sentence(struct request *rq, const struct audit_row *row)
{
	char *key = arena_print(&rq->work.arena, "did_%s", row->verb), *dot = strchr(key, '.');
	const char *about = row->name ? row->name
		: row->subject ? arena_print(&rq->work.arena, "%lld", (long long)row->subject) : "";

	if (dot)
		*dot = '_';
	const char *text = say(rq, key);
	return text == key ? arena_print(&rq->work.arena, "%s %s", row->verb, about)
		: text_fill(&rq->work.arena, text, about);
}

static const char *href_of(struct request *rq, const struct audit_row *row)
{
	if (!row->name)
		return NULL;
	if (text_starts(row->verb, "booking."))
		return arena_print(&rq->work.arena, "/bookings/%s", row->name);
	if (text_starts(row->verb, "person.") || text_starts(row->verb, "qualification."))
		return arena_print(&rq->work.arena, "/people/%lld", (long long)row->subject);
	return NULL;
}

static void put_entry(struct request *rq, struct node *to, const struct audit_row *row)
{
	const char *href = href_of(rq, row);

	put_number(to, "id", row->id);
	put_time(to, "at", row->at);
	put_text(to, "person", row->person);
	put_text(to, "verb", row->verb);
	if (row->subject)
		put_number(to, "subject", row->subject);
	put_text(to, "sentence", sentence(rq, row));
	put_flag(to, "leads", href);
	put_text(to, "href", href);
	put_text(to, "detail", row->detail);
	if (rq->wants_page)
		put_deed_detail(rq, to, row->verb, row->detail);
}

void audit_show(struct request *rq)
{
	struct audit_row list[LISTING_PAGE];
	struct audit_filter filter = filter_of(rq);
	struct slice slice = listing_put(rq, &listing, audit_count(&rq->work, &filter));
	int count = rq->work.reasons ? 0 : audit_find(&rq->work, &filter, slice, list);
	struct node *to = put_list(rq->document, "entries");

	for (int i = 0; i < count; i++)
		put_entry(rq, put_object(to, NULL), &list[i]);
}

/* That it was taken away is kept: this GET goes through the write lane. */
void audit_table(struct request *rq)
{
	static const char *const head[] = { "at", "person", "verb", "subject", "sentence", "detail", NULL };
	struct audit_row *list = arena_room(&rq->work.arena, sizeof *list * LISTING_ROWS);
	struct audit_filter filter = filter_of(rq);
	int count = LISTING_ROWS;

	listing_csv(rq, "audit", head);
	for (int from = 0; count == LISTING_ROWS && !rq->work.reasons; from += count) {
		count = audit_find(&rq->work, &filter, listing_rows(rq, &listing, from), list);
		for (int i = 0; i < count; i++) {
			char at[TIME_TEXT];
			time_print(list[i].at, at);
			csv_row(&rq->body, (const char *const[]){ at, list[i].person ? list[i].person : "",
				list[i].verb, arena_print(&rq->work.arena, "%lld", (long long)list[i].subject),
				sentence(rq, &list[i]), list[i].detail ? list[i].detail : "", NULL });
		}
	}
	audit(&rq->work, "audit.export", 0, NULL);
}
