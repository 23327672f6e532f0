// SPDX-License-Identifier: EUPL-1.2
/* What a codec in JavaScript is given, and what becomes of what it returns: readings, or the bytes of an order. */
#include "app/script.h"

#include "app/base/document.h"
#include "app/base/json.h"
#include "app/base/pointer.h"
#include "app/base/text.h"
#include "app/script_line.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_DOWNLINK = 242, FIRST_PORT = 1, LAST_PORT = 223 };

/* ---- given ----------------------------------------------------------------------------------- */

const char *variable_read(char *line, const char **name, const char **value)
{
	char *word = line, *equals = strchr(line, '=');
	const char *eui = "";
	size_t size = strcspn(line, " \t=");

	if (equals && line[size] && line[size] != '=') {
		eui = line_word(&word);
		equals = strchr(word, '=');
	}
	if (!equals || equals == word)
		return NULL;
	*equals = 0;
	*name = word;
	*value = equals + 1;
	return eui;
}

/* Those of all devices first, so that a device's own come out on top. */
static void put_variables(struct arena *arena, struct node *to, const char *text, const char *whose)
{
	const char *name, *value;

	for (char *line; (line = line_next(arena, &text));) {
		const char *eui = variable_read(line, &name, &value);
		if (eui && !strcmp(eui, whose))
			put_text(to, arena_text(arena, name), value);
	}
}

static const char *print_input(struct arena *arena, struct node *input, const struct script *script, const char *eui)
{
	struct node *variables = put_object(input, "variables");
	struct buffer json = { 0 };

	put_variables(arena, variables, script->variables, "");
	if (*eui)
		put_variables(arena, variables, script->variables, eui);
	document_print(input, &json);
	const char *text = arena_text(arena, json.bytes);
	buffer_clear(&json);
	return text;
}

/* "common API": bytes, fPort, recvTime, and ChirpStack's variables. */
static const char *uplink_input(struct arena *arena, const struct script *script, const struct frame *frame)
{
	struct node *input = document_new(arena), *bytes = put_list(input, "bytes");

	for (size_t i = 0; i < frame->size; i++)
		put_number(bytes, NULL, frame->bytes[i]);
	put_number(input, "fPort", frame->port);
	put_number(input, "recvTime", frame->at * 1000);
	return print_input(arena, input, script, frame->eui);
}

static enum script_end run(struct script_runner *runner, struct arena *arena, const struct script_call *call,
	const char **text)
{
	*text = "no codecs in JavaScript run here";
	return runner ? runner->run(runner, arena, call, text) : SCRIPT_NOT_RUN;
}

enum script_end script_run(struct script_runner *runner, struct arena *arena, const struct script *script,
	const struct frame *frame, const char **json)
{
	struct script_call call = { script->code, uplink_input(arena, script, frame) };

	return run(runner, arena, &call, json);
}

/* ---- readings -------------------------------------------------------------------------------- */

bool rule_read(char *line, struct rule *rule)
{
	char *end = "";
	const char *word = line_word(&line);

	*rule = (struct rule){ .quantity = QUANTITIES, .factor = 1 };
	while (rule->quantity-- > 1)
		if (!strcmp(quantity_words[rule->quantity], word))
			break;
	rule->pointer = line_word(&line);
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
bool script_number(const struct node *node, enum quantity quantity, double *number)
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

/* TS013: {data or bytes, warnings, errors}; what is not there is not said. */
static const char *error_of(struct arena *arena, const struct node *returned)
{
	const struct node *errors = node_member(returned, "errors");

	if (!errors || errors->kind != NODE_LIST || !errors->first)
		return NULL;
	return errors->first->kind == NODE_TEXT ? arena_print(arena, "the code says: %.200s", errors->first->text)
		: "the code returned errors";
}

const struct node *script_data(const struct node *returned, struct arena *arena, const char **why)
{
	const char *error = error_of(arena, returned);
	const struct node *data = error ? NULL : node_member(returned, "data");

	if (!data)
		*why = error ? error : "the code returned no data";
	return data;
}

bool script_map(struct arena *arena, const char *mapping, const char *json, struct decoded *decoded, const char **why)
{
	const struct node *returned = json_parse(arena, json, strlen(json), why);
	const struct node *data = returned ? script_data(returned, arena, why) : NULL;
	struct rule rule;

	*decoded = (struct decoded){ 0 };
	for (char *line; data && (line = line_next(arena, &mapping));) {
		const struct node *found = rule_read(line, &rule) ? pointer_follow(data, rule.pointer) : NULL;
		double number;
		if (found && script_number(found, rule.quantity, &number))
			reading_set(&decoded->now, rule.quantity, number * rule.factor);
	}
	return data;
}

enum script_end script_decode(struct script_runner *runner, struct arena *arena, const struct script *script,
	const struct frame *frame, struct decoded *decoded, const char **why)
{
	enum script_end end = script_run(runner, arena, script, frame, why);

	if (end == SCRIPT_RETURNED && !script_map(arena, script->mapping, *why, decoded, why))
		end = SCRIPT_FAILED;
	return end;
}

/* ---- orders ---------------------------------------------------------------------------------- */

bool order_read(struct arena *arena, char *line, struct script_order *order)
{
	static const char *const words[] = { "on", "off", "interval" };
	const char *word = line_word(&line), *why;
	int64_t port = 0;

	*order = (struct script_order){ .what.kind = ORDER_SWITCH, .word = word, .what.on = !strcmp(word, words[0]) };
	if (!strcmp(word, words[2]))
		order->what.kind = ORDER_INTERVAL;
	else if (!order->what.on && strcmp(word, words[1]) != 0)
		return false;
	if (*line != '{' && (!text_number(line_word(&line), &port) || port < FIRST_PORT || port > LAST_PORT))
		return false;
	order->port = (unsigned)port;
	order->data = json_parse(arena, line, strlen(line), &why);
	return order->data && order->data->kind == NODE_OBJECT;
}

static bool find_order(struct arena *arena, const char *text, const struct order *order, struct script_order *found)
{
	for (char *line; (line = line_next(arena, &text));)
		if (order_read(arena, line, found) && found->what.kind == order->kind && found->what.on == order->on)
			return true;
	return false;
}

bool script_can(struct arena *arena, const struct script *script, enum order_kind kind)
{
	struct script_order found;

	return find_order(arena, script->orders, &(struct order){ .kind = kind, .on = kind == ORDER_SWITCH }, &found);
}

/* "$seconds" and "$minutes" stand for the number. */
static void fill_in(struct node *node, int64_t seconds)
{
	if (node->kind == NODE_TEXT && (!strcmp(node->text, "$seconds") || !strcmp(node->text, "$minutes"))) {
		node->number = node->text[1] == 's' ? seconds : (seconds + 59) / 60;
		node->kind = NODE_NUMBER;
	} else if (node->kind == NODE_OBJECT || node->kind == NODE_LIST) {
		for (struct node *one = node->first; one; one = one->next)
			fill_in(one, seconds);
	}
}

static const char *downlink_input(struct arena *arena, const struct script *script, const char *eui,
	const struct script_order *order)
{
	struct node *input = document_new(arena);

	put_members(put_object(input, "data"), order->data);
	put_number(input, "fPort", order->port ? order->port : FIRST_PORT);
	return print_input(arena, input, script, eui);
}

static bool take_bytes(const struct node *list, struct downlink *downlink)
{
	double number;

	downlink->size = 0;
	for (const struct node *one = list->first; one; one = one->next) {
		if (downlink->size == LARGEST_DOWNLINK || !script_number(one, NO_QUANTITY, &number) || number < 0 ||
		    number > UINT8_MAX || number != trunc(number))
			return false;
		downlink->bytes[downlink->size++] = (uint8_t)number;
	}
	return downlink->size;
}

/* The code's own port goes before the line's: The Things Stack has it so, ChirpStack's codecs name none. */
bool script_bytes(struct arena *arena, const char *json, unsigned port, struct downlink *downlink, const char **why)
{
	const struct node *returned = json_parse(arena, json, strlen(json), why);
	const char *error = error_of(arena, returned);
	const struct node *bytes = node_member(returned, "bytes"), *own = node_member(returned, "fPort");
	int64_t number = own && own->kind == NODE_NUMBER ? own->number : port;

	if (!returned)
		return false;
	if (error)
		*why = error;
	else if (!bytes || bytes->kind != NODE_LIST || !take_bytes(bytes, downlink))
		*why = "the code returned no bytes from 0 to 255, or more than 242";
	else if (number < FIRST_PORT || number > LAST_PORT)
		*why = "neither the code nor the line says a port from 1 to 223";
	else
		downlink->port = (unsigned)number;
	return downlink->port;
}

bool script_encode(struct script_runner *runner, struct arena *arena, const struct script *script, const char *eui,
	const struct order *what, struct downlink *downlink, const char **why)
{
	struct script_order order;

	*downlink = (struct downlink){ 0 };
	*why = "the codec has no such order";
	if (!find_order(arena, script->orders, what, &order))
		return false;
	fill_in(order.data, what->seconds);
	struct script_call call = { script->code, downlink_input(arena, script, eui, &order) };
	return run(runner, arena, &call, why) == SCRIPT_RETURNED &&
		script_bytes(arena, *why, order.port, downlink, why);
}
