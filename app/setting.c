// SPDX-License-Identifier: EUPL-1.2
#include "app/setting.h"

#include "app/base/text.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/undo.h"
#include "db/setting.h"

#include <stdlib.h>
#include <string.h>

const struct setting settings[] = {
	{ "lab_name", "lab", "Smart Lab", 0, 0 },
	{ "lab_house", "lab", "Speicher Zwönitz", 0, 0 },
	{ "public_address", "lab", "", 0, 0 },
	{ "public_email", "lab", "", 0, 0 },
	{ "public_phone", "lab", "", 0, 0 },
	{ "remark_de", "lab", "", 0, 0 },
	{ "remark_en", "lab", "", 0, 0 },
	{ "mail_sender", "mail", "", 0, 0 },
	{ "keep_bookings", "keep", "365", 30, 3650 }, /* days; the reference's defaults (open-data.md 2j) */
	{ "keep_scans", "keep", "365", 7, 3650 },
	{ "keep_audit", "keep", "365", 30, 3650 },
	{ "keep_messages", "keep", "90", 7, 3650 },
	{ "guardian_age", "limits", "16", 0, 21 },
	{ 0 },
};

static const struct setting *find(const char *name)
{
	const struct setting *s = settings;

	while (s->name && strcmp(s->name, name) != 0)
		s++;
	return s->name ? s : NULL;
}

bool setting_is_known(const char *name)
{
	return find(name);
}

/* The program asks for names of its own table only. */
static const struct setting *setting_named(const char *name)
{
	const struct setting *s = find(name);

	if (!s)
		abort();
	return s;
}

const char *setting_text(struct work *work, const char *name)
{
	const char *value = db_setting(work->db, name);

	return value ? value : setting_named(name)->otherwise;
}

/* What is kept may be older than its limits. */
int64_t setting_number(struct work *work, const char *name)
{
	const struct setting *s = setting_named(name);
	int64_t number;

	if (text_number(setting_text(work, name), &number) && number >= s->least && number <= s->most)
		return number;
	text_number(s->otherwise, &number);
	return number;
}

static bool is_fit(struct work *work, const struct setting *s, const char *value)
{
	int64_t number;

	if (!s->most && text_letters(value) > MOST_SETTING)
		reason_add_number(work, TOO_LONG_TEXT, s->name, MOST_SETTING);
	else if (!s->most && strpbrk(value, "\r\n")) /* they stand in heads of mails */
		reason_add(work, NOT_CLEAN, s->name);
	else if (s->most && (!text_number(value, &number) || number < s->least || number > s->most))
		reason_add(work, NOT_A_NUMBER, s->name);
	else
		return true;
	return false;
}

static void change(struct work *work, const struct setting *s, const char *value, struct node *kept)
{
	const char *before = setting_text(work, s->name);

	if (!strcmp(before, value) || !is_fit(work, s, value))
		return;
	put_text(kept, s->name, before);
	db_setting_set(work->db, s->name, value);
	audit(work, "settings.change", 0, arena_print(&work->arena, "%s: %s → %s", s->name, before, value));
}

void settings_change(struct work *work, const struct node *wanted)
{
	struct node *kept = document_new(&work->arena);

	for (const struct setting *s = settings; s->name; s++) {
		const char *value = node_text(wanted, s->name);
		if (value)
			change(work, s, text_trim(&work->arena, value), kept);
	}
	if (work->reasons || !kept->first)
		return;
	work_touch(work, SCOPE_LAB);
	undo_offer(work, "settings", kept);
}

void settings_put(struct work *work, struct node *to)
{
	for (const struct setting *s = settings; s->name; s++)
		put_text(to, s->name, s->otherwise);
	db_settings(work->db, to);
}
