// SPDX-License-Identifier: EUPL-1.2
#include "app/script.h"

#include "app/base/document.h"
#include "app/base/json.h"
#include "app/base/pointer.h"
#include "app/base/text.h"
#include "app/device.h"
#include "app/frame.h"
#include "app/lab.h"
#include "app/person.h"
#include "app/revision.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TITLE = 100, RETRY = 60 /* seconds, then four times as long */ };

/* ---- lines ----------------------------------------------------------------------------------------------------- */

/* The next line that has something in it, without white space at its ends; NULL: that was the last. */
static char *next_line(struct arena *arena, const char **text)
{
	while (**text) {
		size_t size = strcspn(*text, "\n");
		char *line = text_trim(arena, arena_bytes(arena, *text, size));
		*text += size + (*text)[size] / '\n';
		if (*line)
			return line;
	}
	return NULL;
}

/* Cuts a word off the line. */
static char *cut_word(char **line)
{
	char *word = *line;

	*line += strcspn(*line, " \t");
	if (**line)
		*(*line)++ = 0;
	*line += strspn(*line, " \t");
	return word;
}

/* ---- mapping --------------------------------------------------------------------------------------------------- */

struct rule {
	enum quantity quantity;
	const char *pointer;
	double factor;
};

static bool read_rule(char *line, struct rule *rule)
{
	char *end = "";
	const char *word = cut_word(&line);

	*rule = (struct rule){ .quantity = QUANTITIES, .factor = 1 };
	while (rule->quantity-- > 1)
		if (!strcmp(quantity_words[rule->quantity], word))
			break;
	rule->pointer = cut_word(&line);
	if (*line)
		rule->factor = strtod(line, &end);
	return rule->quantity && *rule->pointer && pointer_is_valid(rule->pointer) && !*end && isfinite(rule->factor);
}

/* What codecs write for a relay, besides true and 1. */
static bool is_on(const char *text)
{
	static const char *const words[] = { "on", "ON", "On", "open", "true", "1", "closed", "occupied", "high", "HIGH" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i], text))
			return true;
	return false;
}

/* A text may be a number, too. False: it is none of them. */
static bool number_of(const struct node *node, enum quantity quantity, double *number)
{
	char *end = NULL;

	switch (node->kind) {
	case NODE_NUMBER: *number = (double)node->number; return true;
	case NODE_REAL: *number = node->real; return isfinite(*number);
	case NODE_FLAG: *number = node->flag; return true;
	case NODE_TEXT:
		if (quantity == RELAY || quantity == OCCUPANCY) {
			*number = is_on(node->text);
			return true;
		}
		*number = strtod(node->text, &end);
		return *node->text && !*end && isfinite(*number);
	default: return false;
	}
}

/* TS013: {data, warnings, errors}; what is not there is not said. */
static const struct node *data_of(const struct node *returned, struct arena *arena, const char **why)
{
	const struct node *errors = node_member(returned, "errors");

	if (errors && errors->kind == NODE_LIST && errors->first) {
		*why = errors->first->kind == NODE_TEXT ? arena_print(arena, "the code says: %.200s", errors->first->text)
			: "the code returned errors";
		return NULL;
	}
	const struct node *data = node_member(returned, "data");
	if (!data)
		*why = "the code returned no data";
	return data;
}

bool script_map(struct arena *arena, const char *mapping, const char *json, struct decoded *decoded, const char **why)
{
	const struct node *returned = json_parse(arena, json, strlen(json), why);
	const struct node *data = returned ? data_of(returned, arena, why) : NULL;
	struct rule rule;

	*decoded = (struct decoded){ 0 };
	for (char *line; data && (line = next_line(arena, &mapping));) {
		const struct node *found = read_rule(line, &rule) ? pointer_follow(data, rule.pointer) : NULL;
		double number;
		if (found && number_of(found, rule.quantity, &number))
			reading_set(&decoded->now, rule.quantity, number * rule.factor);
	}
	return data;
}

enum script_end script_decode(struct script_runner *runner, struct arena *arena, const struct script *script,
	const struct frame *frame, struct decoded *decoded, const char **why)
{
	struct script_call call = { script->code, frame->bytes, frame->size, frame->port, frame->at };
	const char *text = "no codecs in JavaScript run here";
	enum script_end end = runner ? runner->run(runner, arena, &call, &text) : SCRIPT_NOT_RUN;

	*why = text;
	if (end == SCRIPT_RETURNED && !script_map(arena, script->mapping, text, decoded, why))
		end = SCRIPT_FAILED;
	return end;
}

/* ---- examples -------------------------------------------------------------------------------------------------- */

struct example {
	unsigned port;
	uint8_t bytes[FRAME_BYTES];
	size_t size;
	const char *expected; /* "": anything that is no error */
};

static bool read_example(char *line, struct example *example)
{
	int64_t port;
	const char *word = cut_word(&line), *hex = cut_word(&line);

	example->expected = line;
	if (!text_number(word, &port) || port < 0 || port > UINT8_MAX ||
	    !hex_parse(hex, example->bytes, sizeof example->bytes, &example->size))
		return false;
	example->port = (unsigned)port;
	return true;
}

static bool same_node(const struct node *a, const struct node *b)
{
	double x, y;

	if (a->kind == NODE_TEXT || b->kind == NODE_TEXT)
		return a->kind == b->kind && !strcmp(a->text, b->text);
	if (a->kind == NODE_LIST && b->kind == NODE_LIST) {
		const struct node *one = a->first, *other = b->first;
		while (one && other && same_node(one, other))
			one = one->next, other = other->next;
		return !one && !other;
	}
	return number_of(a, NO_QUANTITY, &x) && number_of(b, NO_QUANTITY, &y) ? fabs(x - y) <= 1e-9 * fabs(x)
		: a->kind == b->kind && a->kind == NODE_NOTHING;
}

/* Each member of what is expected must be there, and the same; further ones may be. NULL, or the name of one that is not. */
static const char *missing(const struct node *expected, const struct node *data)
{
	for (const struct node *member = expected->first; member; member = member->next) {
		const struct node *found = node_member(data, member->name);
		if (!found)
			return member->name;
		const char *inner = member->kind == NODE_OBJECT ? missing(member, found) : NULL;
		if (inner || (member->kind != NODE_OBJECT && !same_node(member, found)))
			return inner ? inner : member->name;
	}
	return NULL;
}

static const char *compare(struct arena *arena, const struct example *example, const char *json)
{
	const char *why = NULL;
	const struct node *returned = json_parse(arena, json, strlen(json), &why);
	const struct node *data = returned ? data_of(returned, arena, &why) : NULL;

	if (!data || !*example->expected)
		return why;
	const struct node *expected = json_parse(arena, example->expected, strlen(example->expected), &why);
	if (!expected || expected->kind != NODE_OBJECT)
		return "what is expected is no JSON object";
	const char *name = missing(expected, data);
	return name ? arena_print(arena, "%s is not as expected: %.300s", name, json) : NULL;
}

static const char *try(struct script_runner *runner, struct arena *arena, const char *code,
	const struct example *example)
{
	struct script_call call = { code, example->bytes, example->size, example->port, 0 };
	const char *text = "no codecs in JavaScript run here";
	enum script_end end = runner ? runner->run(runner, arena, &call, &text) : SCRIPT_NOT_RUN;

	return end == SCRIPT_RETURNED ? compare(arena, example, text) : text;
}

const char *script_try(struct script_runner *runner, struct arena *arena, const struct script *script)
{
	const char *text = script->examples, *wrong = NULL;
	int number = 0;

	for (char *line; !wrong && number < SCRIPT_EXAMPLES && (line = next_line(arena, &text));) {
		struct example example;
		number++;
		wrong = read_example(line, &example) ? try(runner, arena, script->code, &example)
			: "not a port, bytes in hexadecimal and JSON";
	}
	return wrong ? arena_print(arena, "%d: %s", number, wrong) : NULL;
}

/* ---- rules ----------------------------------------------------------------------------------------------------- */

static void check_mapping(struct work *work, const char *mapping)
{
	struct rule rule;
	int number = 1;

	for (char *line; (line = next_line(&work->arena, &mapping)); number++)
		if (!read_rule(line, &rule)) {
			reason_add_number(work, BAD_LINE, "mapping", number);
			return;
		}
	if (number == 1)
		reason_add(work, MISSING_FIELD, "mapping");
}

static void check_examples(struct work *work, const char *examples)
{
	int number = 0;

	while (next_line(&work->arena, &examples))
		number++;
	if (!number)
		reason_add(work, MISSING_FIELD, "examples");
	if (number > SCRIPT_EXAMPLES)
		reason_add_number(work, BAD_LINE, "examples", SCRIPT_EXAMPLES + 1);
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
	check_examples(work, s->examples);
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

/* ---- frames ---------------------------------------------------------------------------------------------------- */

int script_due(struct work *work, struct waiting_frame *list, int most)
{
	return db_frames_waiting(work->db, work->now, list, most);
}

void script_done(struct work *work, const struct waiting_frame *waiting, const struct decoded *decoded, const char *why)
{
	if (why) {
		db_frame_failed(work->db, &waiting->frame, work->now + (RETRY << 2 * waiting->tries), why);
		work_touch(work, SCOPE_DEVICES);
		return;
	}
	db_frame_done(work->db, &waiting->frame);
	frame_read(work, &waiting->frame, decoded);
}
