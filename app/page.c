// SPDX-License-Identifier: EUPL-1.2
#include "app/page.h"

#include "app/base/buffer.h"
#include "app/base/text.h"
#include "app/hours.h"
#include "app/lab.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/setting.h"
#include "app/undo.h"

#include <string.h>

enum { DAY = 24 * 3600 };

const char *const page_names[] = { "accessibility", "imprint", "privacy", NULL };
const char *const page_facts[] = { "operator", "address", "email", "phone", "represented", "responsible",
	"officer", "reviewed", NULL };

static bool is_among(const char *const *list, const char *name)
{
	for (; *list; list++)
		if (!strcmp(*list, name))
			return true;
	return false;
}

bool page_is_known(const char *name)
{
	return is_among(page_names, name);
}

void page_read(struct work *work, const char *name, const char *language, struct page *page)
{
	if (!db_page(work->db, name, language, page))
		*page = (struct page){ .name = name, .language = language, .body = "" };
}

bool page_version(struct work *work, int64_t id, struct page *page)
{
	return db_page_version(work->db, id, page);
}

int page_versions(struct work *work, const char *name, const char *language, struct page *list, int most)
{
	return db_page_versions(work->db, name, language, list, most);
}

/* ---- saving ---------------------------------------------------------------------------------- */

static void save(struct work *work, struct page *page)
{
	page->saved = work->now;
	page->saved_by = work->person->id;
	db_page_save(work->db, page);
	audit(work, "page.save", page->id, page->name);
	work_touch(work, SCOPE_LAB);
}

void page_save(struct work *work, struct page *page, int64_t read)
{
	struct page before;
	struct node *kept = document_new(&work->arena);

	page_read(work, page->name, page->language, &before);
	if (before.id != read)
		reason_add(work, PAGE_CHANGED, "text");
	if (work->reasons || !strcmp(before.body, page->body))
		return;
	save(work, page);
	put_text(kept, "name", page->name);
	put_text(kept, "language", page->language);
	put_text(kept, "body", before.body);
	undo_offer(work, "page", kept);
}

void page_restore(struct work *work, int64_t id)
{
	struct page old, now;

	if (!page_version(work, id, &old)) {
		reason_add(work, NO_SUCH_PAGE, NULL);
		return;
	}
	page_read(work, old.name, old.language, &now);
	page_save(work, &old, now.id);
}

/* ---- facts ----------------------------------------------------------------------------------- */

static const char *key(struct work *work, const char *name)
{
	return arena_print(&work->arena, "public_%s", name);
}

const char *page_fact(struct work *work, const char *name)
{
	const char *value = db_setting(work->db, key(work, name));

	return value ? value : "";
}

void page_set_fact(struct work *work, const char *name, const char *value)
{
	if (!is_among(page_facts, name) || !strcmp(page_fact(work, name), value))
		return;
	db_setting_set(work->db, key(work, name), value);
	audit(work, "page.fact", 0, name);
	work_touch(work, SCOPE_LAB);
}

/* What the program itself knows, so that the privacy page says what really happens. */
static const char *known(struct work *work, const char *name)
{
	if (text_starts(name, "keep_") && setting_is_known(name))
		return arena_print(&work->arena, "%lld", (long long)setting_number(work, name));
	if (!strcmp(name, "session"))
		return arena_print(&work->arena, "%d", SESSION_MOST / DAY);
	return strcmp(name, "url") ? NULL : arena_print(&work->arena, "<%s>", work->lab->url);
}

/* What is put for a name between braces; NULL: that is no name of ours. */
static const char *value_of(struct work *work, const char *name, const char *missing)
{
	if (!is_among(page_facts, name))
		return known(work, name);
	const char *fact = page_fact(work, name);
	bool is_address = !strcmp(name, "email") && *fact;
	if (is_address)
		return arena_print(&work->arena, "<%s>", fact);
	return *fact ? fact : missing;
}

const char *page_fill(struct work *work, const char *text, const char *missing)
{
	struct buffer filled = { 0 };
	const char *open, *close;

	for (; (open = strchr(text, '{')) && (close = strchr(open, '}')); text = close + 1) {
		const char *name = arena_bytes(&work->arena, open + 1, (size_t)(close - open - 1));
		const char *value = value_of(work, name, missing);
		buffer_add(&filled, text, (size_t)(open - text));
		if (value)
			buffer_text(&filled, value);
		else
			buffer_add(&filled, open, (size_t)(close - open + 1));
	}
	buffer_text(&filled, text);
	text = arena_text(&work->arena, filled.bytes);
	buffer_clear(&filled);
	return text;
}
