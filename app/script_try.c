// SPDX-License-Identifier: EUPL-1.2
/* Before a codec in JavaScript is kept: its examples, and what its orders come to. */
#include "app/script.h"

#include "app/base/document.h"
#include "app/base/json.h"
#include "app/base/text.h"
#include "app/script_line.h"

#include <math.h>
#include <string.h>

/* ---- examples -------------------------------------------------------------------------------- */

struct example {
	struct frame frame;
	const char *expected; /* "": anything that is no error */
};

static bool read_example(char *line, struct example *example)
{
	int64_t port;
	const char *word = line_word(&line), *hex = line_word(&line);

	*example = (struct example){ .expected = line };
	if (!text_number(word, &port) || port < 0 || port > UINT8_MAX ||
	    !hex_parse(hex, example->frame.bytes, sizeof example->frame.bytes, &example->frame.size))
		return false;
	example->frame.port = (unsigned)port;
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
	return script_number(a, NO_QUANTITY, &x) && script_number(b, NO_QUANTITY, &y) ? fabs(x - y) <= 1e-9 * fabs(x)
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
	const struct node *data = returned ? script_data(returned, arena, &why) : NULL;

	if (!data || !*example->expected)
		return why;
	const struct node *expected = json_parse(arena, example->expected, strlen(example->expected), &why);
	if (!expected || expected->kind != NODE_OBJECT)
		return "what is expected is no JSON object";
	const char *name = missing(expected, data);
	return name ? arena_print(arena, "%s is not as expected: %.300s", name, json) : NULL;
}

static const char *try(struct script_runner *runner, struct arena *arena, const struct script *script,
	const struct example *example)
{
	const char *text;
	enum script_end end = script_run(runner, arena, script, &example->frame, &text);

	return end == SCRIPT_RETURNED ? compare(arena, example, text) : text;
}

const char *script_try(struct script_runner *runner, struct arena *arena, const struct script *script)
{
	const char *text = script->examples, *wrong = NULL;
	int number = 0;

	for (char *line; !wrong && number < SCRIPT_EXAMPLES && (line = line_next(arena, &text));) {
		struct example example;
		number++;
		wrong = read_example(line, &example) ? try(runner, arena, script, &example)
			: "not a port, bytes in hexadecimal and JSON";
	}
	return wrong ? arena_print(arena, "%d: %s", number, wrong) : NULL;
}

/* ---- orders ---------------------------------------------------------------------------------- */

enum { TRIED_SECONDS = 600 };

static const char *try_order(struct script_runner *runner, struct arena *arena, const struct script *script,
	char *line, struct buffer *told)
{
	struct script_order order;
	struct downlink downlink;
	const char *why;

	if (!order_read(arena, line, &order))
		return "not on, off or interval, a port and a JSON object";
	order.what.seconds = order.what.kind == ORDER_INTERVAL ? TRIED_SECONDS : 0;
	if (!script_encode(runner, arena, script, "", &order.what, &downlink, &why))
		return why;
	buffer_text(told, arena_print(arena, "%s%s %u %s", told->size ? "\n" : "", order.word, downlink.port,
		hex_print(arena, downlink.bytes, downlink.size)));
	return NULL;
}

const char *script_try_orders(struct script_runner *runner, struct arena *arena, struct script *script)
{
	const char *text = script->orders, *wrong = NULL;
	struct buffer told = { 0 };
	int number = 0;

	for (char *line; !wrong && number < SCRIPT_ORDERS && (line = line_next(arena, &text)); number++)
		wrong = try_order(runner, arena, script, line, &told);
	script->told = told.size ? arena_bytes(arena, told.bytes, told.size) : "";
	buffer_clear(&told);
	return wrong ? arena_print(arena, "%d: %s", number, wrong) : NULL;
}
