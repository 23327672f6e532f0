// SPDX-License-Identifier: EUPL-1.2
#include "app/script.h"

#include "app/base/text.h"
#include "app/device.h"
#include "app/frame.h"
#include "app/lab.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/script_line.h"

#include <string.h>

enum { MOST_TITLE = 100, MOST_NAME = 100, MOST_LINES = 100, RETRY = 60 /* seconds, then four times as long */ };

/* ---- rules ----------------------------------------------------------------------------------- */

static void check_mapping(struct work *work, const char *mapping)
{
	struct rule rule;
	int number = 1;

	for (char *line; (line = line_next(&work->arena, &mapping)); number++)
		if (!rule_read(line, &rule)) {
			reason_add_number(work, BAD_LINE, "mapping", number);
			return;
		}
	if (number == 1)
		reason_add(work, MISSING_FIELD, "mapping");
}

static void check_count(struct work *work, const char *text, const char *field, int most)
{
	int number = 0;

	while (line_next(&work->arena, &text))
		number++;
	if (number > most)
		reason_add_number(work, BAD_LINE, field, most + 1);
}

static bool is_variable(char *line)
{
	const char *name, *value, *eui = variable_read(line, &name, &value);

	return eui && text_letters(name) <= MOST_NAME && (!*eui || strspn(eui, "0123456789abcdef") == FRAME_EUI);
}

static void check_variables(struct work *work, const char *variables)
{
	int number = 1;

	for (char *line; (line = line_next(&work->arena, &variables)); number++)
		if (number > MOST_LINES || !is_variable(line)) {
			reason_add_number(work, BAD_LINE, "variables", number);
			return;
		}
}

static void check(struct work *work, const struct script *s)
{
	if (!text_is_slug(s->model))
		reason_add(work, NOT_A_SLUG, "model");
	else if (codec_find(work->lab->codecs, s->model))
		reason_add(work, KNOWN_SLUG, "model");
	if (!*s->title || text_letters(s->title) > MOST_TITLE)
		reason_add(work, MISSING_FIELD, "title");
	if (!*s->code)
		reason_add(work, MISSING_FIELD, "code");
	check_mapping(work, s->mapping);
	if (!*s->examples)
		reason_add(work, MISSING_FIELD, "examples");
	check_count(work, s->examples, "examples", SCRIPT_EXAMPLES);
	check_count(work, s->orders, "orders", SCRIPT_ORDERS);
	check_variables(work, s->variables);
}

void script_save(struct work *work, struct script *s)
{
	bool is_new = !s->id;

	check(work, s);
	s->updated = work->now;
	s->updated_by = work->person->id;
	if (work->reasons)
		return;
	if (is_new && !db_script_add(work->db, s))
		reason_add(work, KNOWN_SLUG, "model");
	if (!is_new)
		db_script_set(work->db, s);
	db_frames_again(work->db, s->model, work->now);
	audit(work, is_new ? "script.add" : "script.change", s->id, s->model);
	work_touch(work, SCOPE_DEVICES);
}

bool script_find(struct work *work, const char *model, struct script *script)
{
	return db_script_of_model(work->db, model, script);
}

int script_list(struct work *work, struct script *list, int most)
{
	return db_script_list(work->db, list, most);
}

/* ---- frames ---------------------------------------------------------------------------------- */

int script_due(struct work *work, struct waiting_frame *list, int most)
{
	return db_frames_waiting(work->db, work->now, list, most);
}

/* Staff saved other code while this ran, and the frame waits for that. */
static bool is_outdated(struct work *work, const struct script *ran)
{
	struct script now;

	return !db_script_of_model(work->db, ran->model, &now) || now.updated != ran->updated;
}

void script_done(struct work *work, const struct waiting_frame *waiting, const struct decoded *decoded, const char *why)
{
	if (is_outdated(work, &waiting->script))
		return;
	if (why) {
		db_frame_failed(work->db, &waiting->frame, work->now + (RETRY << 2 * waiting->tries), why);
		work_touch(work, SCOPE_DEVICES);
		return;
	}
	db_frame_done(work->db, &waiting->frame);
	frame_read(work, &waiting->frame, decoded);
}
