// SPDX-License-Identifier: EUPL-1.2
#include "app/undo.h"

#include "app/approval.h"
#include "app/base/json.h"
#include "app/booking.h"
#include "app/holiday.h"
#include "app/hours.h"
#include "app/machine.h"
#include "app/no_show.h"
#include "app/notice.h"
#include "app/organisation.h"
#include "app/page.h"
#include "app/person.h"
#include "app/picture.h"
#include "app/qualification.h"
#include "app/quota.h"
#include "app/setting.h"
#include "app/witness.h"

#include <string.h>

void undo_offer(struct work *work, const char *kind, const struct node *kept)
{
	struct buffer json = { 0 };

	if (!work->person)
		return;
	db_undo_forget(work->db, work->now);
	document_print(kept, &json);
	work->undo = db_undo_add(work->db, &(struct undo){ .person = work->person->id, .kind = kind,
		.kept = arena_text(&work->arena, json.bytes), .expires = work->now + UNDO_WITHIN });
	buffer_clear(&json);
}

bool undo_find(struct work *work, int64_t id, struct undo *undo)
{
	return db_undo_find(work->db, id, work->now, undo) && work->person &&
		undo->person == work->person->id;
}

/* ---- what puts it back ----------------------------------------------------------------------- */

static int64_t kept_number(const struct node *kept, const char *name)
{
	return node_number(kept, name, 0);
}

static void put_opening(struct work *work, const struct node *kept)
{
	opening_add(work, &(struct opening){ .resource = kept_number(kept, "resource"),
		.weekday = (int)kept_number(kept, "weekday"), .from_minute = (int)kept_number(kept, "from"),
		.until_minute = (int)kept_number(kept, "until"),
		.valid_from = (int)kept_number(kept, "valid_from"),
		.valid_until = (int)kept_number(kept, "valid_until") });
}

/* Whoever booked in the meantime is not sent away by a button that says undo. */
static void put_closure(struct work *work, const struct node *kept)
{
	struct booking hit;
	struct closure closure = { .resource = kept_number(kept, "resource"),
		.from = kept_number(kept, "from"), .until = kept_number(kept, "until"),
		.kind = node_text(kept, "kind"), .reason = node_text(kept, "reason") };

	if (closure_affected(work, &closure, &hit, 1))
		reason_add(work, UNDO_BOOKED, NULL);
	else
		closure_add(work, &closure);
}

static void drop_closure(struct work *work, const struct node *kept)
{
	closure_remove(work, kept_number(kept, "id"));
}

static void put_holiday(struct work *work, const struct node *kept)
{
	holiday_add(work, &(struct holiday){ .organisation = kept_number(kept, "organisation"),
		.first_day = (int)kept_number(kept, "first"), .last_day = (int)kept_number(kept, "last"),
		.name = node_text(kept, "name") });
}

static void put_quota(struct work *work, const struct node *kept)
{
	quota_add(work, &(struct quota){ .whose = node_text(kept, "whose"), .kind = node_text(kept, "kind"),
		.resource_kind = node_text(kept, "resource_kind"), .span = node_text(kept, "span"),
		.minutes = kept_number(kept, "minutes") });
}

static void put_free_hours(struct work *work, const struct node *kept)
{
	free_hours_add(work, &(struct free_hours){ .resource = kept_number(kept, "resource"),
		.weekday = (int)kept_number(kept, "weekday"), .from_minute = (int)kept_number(kept, "from"),
		.until_minute = (int)kept_number(kept, "until") });
}

static void put_qualification(struct work *work, const struct node *kept)
{
	qualification_restore(work, &(struct qualification){ .person = kept_number(kept, "person"),
		.resource = kept_number(kept, "resource"), .granted_by = kept_number(kept, "granted_by"),
		.granted = kept_number(kept, "granted"), .expires = kept_number(kept, "expires") });
}

static void put_member(struct work *work, const struct node *kept)
{
	struct organisation o = { .id = kept_number(kept, "organisation") };

	organisation_restore(work, &o, kept_number(kept, "person"), kept_number(kept, "manager"));
}

static void put_role(struct work *work, const struct node *kept)
{
	struct person person;

	if (!person_by_id(work, kept_number(kept, "person"), &person))
		return;
	person.role = node_text(kept, "role");
	person_change(work, &person);
}

static void take_decision(struct work *work, const struct node *kept)
{
	approval_undo(work, node_text(kept, "ref"), kept_number(kept, "lapses"));
}

static void take_coming(struct work *work, const struct node *kept)
{
	no_show_not_came(work, node_text(kept, "ref"), kept_number(kept, "awaited"));
}

static void put_page(struct work *work, const struct node *kept)
{
	struct page now, before = { .name = node_text(kept, "name"), .language = node_text(kept, "language"),
		.body = node_text(kept, "body") };

	page_read(work, before.name, before.language, &now);
	page_save(work, &before, now.id);
}

static void put_booking(struct work *work, const struct node *kept)
{
	struct booking b;

	booking_restore(work, node_text(kept, "ref"), &b);
}

static void put_picture(struct work *work, const struct node *kept)
{
	picture_restore(work, kept_number(kept, "id"));
}

static void put_part(struct work *work, const struct node *kept)
{
	struct claim clash[1];

	resource_take_in(work, kept_number(kept, "whole"), kept_number(kept, "part"), clash, 1);
}

static void put_fault(struct work *work, const struct node *kept)
{
	fault_reopen(work, kept_number(kept, "id"), kept_number(kept, "resource"));
}

static void put_ruling(struct work *work, const struct node *kept)
{
	witness_unrule(work, node_text(kept, "ref"));
}

/* For each kind the key undo_KIND says what was done. */
static const struct {
	const char *kind;
	void (*run)(struct work *work, const struct node *kept);
	bool staff; /* only they may; they may have ceased to be since */
} kinds[] = {
	{ "opening", put_opening, true },
	{ "closure", put_closure, true },
	{ "closure_new", drop_closure, true },
	{ "holiday", put_holiday, true },
	{ "quota", put_quota, true },
	{ "free_hours", put_free_hours, true },
	{ "qualification", put_qualification, true },
	{ "member", put_member, false },
	{ "role", put_role, true },
	{ "settings", settings_change, true },
	{ "approval", take_decision, true },
	{ "refusal", take_decision, true },
	{ "came", take_coming, true },
	{ "page", put_page, true },
	{ "notice", notice_restore, true },
	{ "notice_new", notice_restore, true },
	{ "notice_change", notice_restore, true },
	{ "booking", put_booking, false },
	{ "picture", put_picture, true },
	{ "part", put_part, true },
	{ "fault", put_fault, true },
	{ "ruling", put_ruling, true },
};

void undo_run(struct work *work, int64_t id)
{
	struct undo undo;
	const char *why;

	if (!undo_find(work, id, &undo) || !db_undo_take(work->db, id, work->now, &undo)) {
		reason_add(work, UNDO_OVER, NULL);
		return;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].kind, undo.kind) != 0)
			continue;
		else if (kinds[i].staff && !person_is_staff(work->person))
			reason_add(work, NOT_ALLOWED, NULL);
		else
			kinds[i].run(work, json_parse(&work->arena, undo.kept, strlen(undo.kept), &why));
	work->undo = 0; /* what those rules offer in turn would only go round in circles */
}
