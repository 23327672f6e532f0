// SPDX-License-Identifier: EUPL-1.2
#include "web/json.h"
#include "app/base/document.h"

#include <jansson.h>

enum { BYTES = 256 << 10, LEVELS = 32 };

/* jansson itself stops at 2048 levels (JSON_PARSER_MAX_DEPTH), more than a handler wants to follow;
 * it keeps members in the order they came in. */
static bool copy(json_t *from, struct node *to, int level);

static struct node *put_any(struct node *to, const char *name, json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return put_object(to, name);
	case JSON_ARRAY:
		return put_list(to, name);
	case JSON_STRING:
		put_text(to, name, json_string_value(value));
		break;
	case JSON_INTEGER:
		put_number(to, name, json_integer_value(value));
		break;
	case JSON_REAL:
		put_real(to, name, json_real_value(value));
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		put_flag(to, name, json_is_true(value));
		break;
	case JSON_NULL:
		put_nothing(to, name);
		break;
	}
	return to->last;
}

static bool copy_element(struct node *to, const char *name, json_t *value, int level)
{
	if (name) /* jansson's copy goes with its value */
		name = arena_text(to->arena, name);
	return copy(value, put_any(to, name, value), level);
}

/* False: deeper than LEVELS. */
static bool copy(json_t *from, struct node *to, int level)
{
	json_t *value;
	const char *name;
	size_t i;

	if (!json_is_object(from) && !json_is_array(from))
		return true;
	if (level == LEVELS)
		return false;
	json_object_foreach(
		from, name, value) if (!copy_element(to, name, value, level + 1)) return false;
	json_array_foreach(
		from, i, value) if (!copy_element(to, NULL, value, level + 1)) return false;
	return true;
}

struct node *json_parse(struct arena *arena, const char *text, size_t size, const char **why)
{
	json_error_t error;

	if (size > BYTES) {
		*why = "more than 256 KiB of JSON";
		return NULL;
	}
	/* Without JSON_ALLOW_NUL a \u0000 is refused: our texts end at it. */
	json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (!root) {
		*why = arena_print(arena, "not JSON: %s, line %d", error.text, error.line);
		return NULL;
	}
	struct node *list = document_list(arena);
	bool fits = copy_element(list, NULL, root, 0);
	json_decref(root);
	*why = fits ? NULL : "JSON of more than 32 levels";
	return fits ? list->first : NULL;
}
