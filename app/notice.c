// SPDX-License-Identifier: EUPL-1.2
#include "app/notice.h"

#include "app/person.h"
#include "app/revision.h"
#include "app/undo.h"

#include <string.h>

const char *const notice_levels[] = { "news", "warning", NULL };
/* Kinds of organisations mean their members. */
const char *const notice_audiences[] = { "everybody", "members", "staff", "startup", "company", "school", "university",
	"association", "town", NULL };

static void check_word(struct work *work, const char *const *list, const char *word, const char *field)
{
	while (*list && strcmp(*list, word) != 0)
		list++;
	if (!*list)
		reason_add_detail(work, BAD_INPUT, field, word);
}

static void check_words(struct work *work, const struct notice *n)
{
	if (!*n->title && (*n->text || !*n->title_en))
		reason_add(work, MISSING_FIELD, "title");
	if (!*n->title_en && *n->text_en)
		reason_add(work, MISSING_FIELD, "title_en");
}

static void check(struct work *work, const struct notice *n)
{
	check_words(work, n);
	if (n->until && n->until <= n->from)
		reason_add(work, SLOT_BACKWARDS, "until");
	check_word(work, notice_levels, n->level, "level");
	check_word(work, notice_audiences, n->audience, "audience");
}

/* ---- undo ------------------------------------------------------------------------------------ */

static void keep(struct work *work, const char *kind, const struct notice *n)
{
	struct node *kept = document_new(&work->arena);

	put_number(kept, "id", n->id);
	put_text(kept, "title", n->title);
	put_text(kept, "text", n->text);
	put_text(kept, "title_en", n->title_en);
	put_text(kept, "text_en", n->text_en);
	put_number(kept, "from", n->from);
	put_number(kept, "until", n->until);
	put_text(kept, "level", n->level);
	put_text(kept, "audience", n->audience);
	put_number(kept, "withdrawn", n->withdrawn);
	undo_offer(work, kind, kept);
}

void notice_restore(struct work *work, const struct node *kept)
{
	db_notice_change(work->db, &(struct notice){ .id = node_number(kept, "id", 0),
		.title = node_text(kept, "title"), .text = node_text(kept, "text"),
		.title_en = node_text(kept, "title_en"), .text_en = node_text(kept, "text_en"),
		.from = node_number(kept, "from", 0), .until = node_number(kept, "until", 0),
		.level = node_text(kept, "level"), .audience = node_text(kept, "audience"),
		.withdrawn = node_number(kept, "withdrawn", 0) });
	audit(work, "notice.undo", node_number(kept, "id", 0), NULL);
	work_touch(work, SCOPE_LAB);
}

/* ---- what staff do --------------------------------------------------------------------------- */

static const char *title_of(const struct notice *n)
{
	return *n->title ? n->title : n->title_en;
}

void notice_make(struct work *work, struct notice *n)
{
	if (!n->from)
		n->from = work->now;
	check(work, n);
	if (n->until && n->until > n->from && n->until <= work->now)
		reason_add(work, IN_THE_PAST, "until");
	if (work->reasons)
		return;
	n->created = work->now;
	n->created_by = work->person->id;
	n->id = db_notice_add(work->db, n);
	struct notice gone = *n;
	gone.withdrawn = work->now;
	keep(work, "notice_new", &gone);
	audit(work, "notice.add", n->id, title_of(n));
	work_touch(work, SCOPE_LAB);
}

void notice_change(struct work *work, const struct notice *n)
{
	struct notice was;

	if (!notice_find(work, n->id, &was))
		return;
	check(work, n);
	if (work->reasons)
		return;
	keep(work, "notice_change", &was);
	db_notice_change(work->db, n);
	audit(work, "notice.change", n->id, title_of(n));
	work_touch(work, SCOPE_LAB);
}

void notice_withdraw(struct work *work, int64_t id)
{
	struct notice n;

	if (!notice_find(work, id, &n) || n.withdrawn)
		return;
	keep(work, "notice", &n);
	n.withdrawn = work->now;
	db_notice_change(work->db, &n);
	audit(work, "notice.withdraw", id, title_of(&n));
	work_touch(work, SCOPE_LAB);
}

/* ---- reading --------------------------------------------------------------------------------- */

bool notice_find(struct work *work, int64_t id, struct notice *notice)
{
	if (db_notice_by_id(work->db, id, notice))
		return true;
	reason_add(work, NO_SUCH_PAGE, NULL);
	return false;
}

int notice_list(struct work *work, struct notice *list, int most)
{
	return db_notices(work->db, list, most);
}

int notice_shown(struct work *work, bool public, struct notice *list, int most)
{
	struct notice_reader reader = { 0 };

	if (!public && work->person)
		reader = (struct notice_reader){ work->person->id, person_is_staff(work->person) };
	return db_notices_shown(work->db, &reader, work->now, list, most);
}

const char *notice_status(const struct notice *n, int64_t now)
{
	if (n->withdrawn)
		return "withdrawn";
	if (n->until && n->until <= now)
		return "expired";
	return n->from > now ? "planned" : "shown";
}

struct notice_words notice_words(const struct notice *n, enum language language)
{
	bool german = language == GERMAN ? *n->title : !*n->title_en;

	if (german)
		return (struct notice_words){ n->title, n->text, GERMAN };
	return (struct notice_words){ n->title_en, n->text_en, ENGLISH };
}
