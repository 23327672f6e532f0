// SPDX-License-Identifier: EUPL-1.2
#include "app/picture.h"

#include "app/person.h"
#include "app/revision.h"
#include "app/undo.h"

static void check_words(struct work *work, const struct picture *p)
{
	if (!*p->alt_de)
		reason_add(work, MISSING_FIELD, "alt_de");
	if (!*p->alt_en)
		reason_add(work, MISSING_FIELD, "alt_en");
}

void picture_add(struct work *work, struct picture *p, const struct picture_bytes *bytes)
{
	struct picture list[MOST_PICTURES];

	check_words(work, p);
	if (db_pictures_of(work->db, p->resource, p->workshop, list, MOST_PICTURES) == MOST_PICTURES)
		reason_add_number(work, TOO_MANY_PICTURES, "picture", MOST_PICTURES);
	if (work->reasons)
		return;
	p->id = db_picture_add(work->db, p, bytes, work->person->id, work->now);
	audit(work, "picture.add", p->id, NULL);
	work_touch(work, SCOPE_LAB);
}

void picture_describe(struct work *work, const struct picture *p)
{
	check_words(work, p);
	if (work->reasons)
		return;
	db_picture_set_alt(work->db, p);
	audit(work, "picture.describe", p->id, NULL);
	work_touch(work, SCOPE_LAB);
}

void picture_remove(struct work *work, int64_t id)
{
	struct node *kept = document_new(&work->arena);
	bool was_there = db_picture_remove(work->db, id, work->now);

	db_pictures_forget(work->db, work->now - KEEP_PICTURES);
	audit_removed(work, was_there, "picture.remove", id);
	put_number(kept, "id", id);
	if (was_there)
		undo_offer(work, "picture", kept);
}

void picture_restore(struct work *work, int64_t id)
{
	audit_removed(work, db_picture_restore(work->db, id), "picture.restore", id);
}

bool picture_find(struct work *work, int64_t id, struct picture *p)
{
	if (db_picture_find(work->db, id, p))
		return true;
	reason_add(work, NO_SUCH_PICTURE, NULL);
	return false;
}

int picture_list(struct work *work, struct picture *list, int most)
{
	return db_pictures(work->db, list, most);
}

int picture_list_of(struct work *work, int64_t resource, int64_t workshop, struct picture *list, int most)
{
	return db_pictures_of(work->db, resource, workshop, list, most);
}

const uint8_t *picture_bytes(struct work *work, int64_t id, bool small, size_t *size)
{
	return db_picture_bytes(work->db, id, small, size);
}

const char *picture_alt(const struct picture *p, enum language language)
{
	return language == GERMAN ? p->alt_de : p->alt_en;
}
