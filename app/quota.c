// SPDX-License-Identifier: EUPL-1.2
#include "app/quota.h"

#include "app/base/time.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/undo.h"

#include <string.h>

enum { MOST_QUOTAS = 64, MINUTE = 60 };

/* The week or month on the lab's calendar in which a booking begins. */
static void span_of(const struct quota *q, int64_t from, int64_t *first, int64_t *last)
{
	int day = zone_day(from);

	if (!strcmp(q->span, "week")) {
		*first = zone_instant(day - weekday_of(day) + 1, 0);
		*last = zone_instant(day - weekday_of(day) + 8, 0);
		return;
	}
	struct date date = date_of(day);
	struct date next = { date.year + date.month / 12, date.month % 12 + 1, 1 };
	date.day = 1;
	*first = zone_instant(day_of(date), 0);
	*last = zone_instant(day_of(next), 0);
}

static bool applies(const struct quota *q, const struct resource *r, const struct booking *b, const char *kind)
{
	if (!strcmp(q->whose, "organisation") && !b->organisation)
		return false;
	return (!q->kind || !strcmp(q->kind, kind)) &&
		(!q->resource_kind || !strcmp(q->resource_kind, r->kind));
}

static void check_one(struct work *work, const struct quota *q, const struct booking *b)
{
	struct quota_use use = { .except_booking = b->id, .resource_kind = q->resource_kind };

	if (!strcmp(q->whose, "person"))
		use.person = b->person;
	else
		use.organisation = b->organisation;
	span_of(q, b->from, &use.from, &use.until);
	int64_t seconds = db_quota_used(work->db, &use) + b->until - b->from;
	if (seconds > q->minutes * MINUTE)
		reason_add_detail(work, OVER_QUOTA, "until", arena_print(&work->arena, "%lld:%02lld",
			(long long)q->minutes / 60, (long long)q->minutes % 60));
}

void quota_check(struct work *work, const struct resource *r, const struct booking *b)
{
	struct quota list[MOST_QUOTAS];
	int count = db_quotas(work->db, list, MOST_QUOTAS);
	const char *kind = count ? db_kind_of_booker(work->db, b->organisation) : "";

	for (int i = 0; i < count; i++)
		if (applies(&list[i], r, b, kind))
			check_one(work, &list[i], b);
}

int quota_list(struct work *work, struct quota *list, int most)
{
	return db_quotas(work->db, list, most);
}

static bool is_word(const char *word, const char *one, const char *other)
{
	return !strcmp(word, one) || !strcmp(word, other);
}

void quota_add(struct work *work, const struct quota *q)
{
	if (!is_word(q->whose, "person", "organisation"))
		reason_add_detail(work, BAD_INPUT, "whose", q->whose);
	if (!is_word(q->span, "week", "month"))
		reason_add_detail(work, BAD_INPUT, "span", q->span);
	if (q->minutes < 0)
		reason_add(work, NOT_A_NUMBER, "hours");
	if (work->reasons)
		return;
	db_quota_add(work->db, q);
	audit(work, "quota.add", 0, NULL);
	work_touch(work, SCOPE_LAB);
}

void quota_remove(struct work *work, int64_t quota)
{
	struct node *kept = document_new(&work->arena);
	struct quota was;
	bool was_there = db_quota_remove(work->db, quota, &was);

	if (!audit_removed(work, was_there, "quota.remove", quota))
		return;
	put_text(kept, "whose", was.whose);
	put_text(kept, "kind", was.kind);
	put_text(kept, "resource_kind", was.resource_kind);
	put_text(kept, "span", was.span);
	put_number(kept, "minutes", was.minutes);
	undo_offer(work, "quota", kept);
}

int free_hours_list(struct work *work, struct free_hours *list, int most)
{
	return db_free_hours(work->db, 0, list, most);
}

void free_hours_add(struct work *work, const struct free_hours *hours)
{
	if (hours->weekday < 1 || hours->weekday > 7)
		reason_add(work, NOT_A_NUMBER, "weekday");
	if (hours->from_minute >= hours->until_minute)
		reason_add(work, SLOT_BACKWARDS, "until");
	if (work->reasons)
		return;
	db_free_hours_add(work->db, hours);
	audit(work, "free_hours.add", 0, NULL);
	work_touch(work, SCOPE_LAB);
}

void free_hours_remove(struct work *work, int64_t id)
{
	struct node *kept = document_new(&work->arena);
	struct free_hours was;
	bool was_there = db_free_hours_remove(work->db, id, &was);

	if (!audit_removed(work, was_there, "free_hours.remove", id))
		return;
	put_number(kept, "resource", was.resource);
	put_number(kept, "weekday", was.weekday);
	put_number(kept, "from", was.from_minute);
	put_number(kept, "until", was.until_minute);
	undo_offer(work, "free_hours", kept);
}
