// SPDX-License-Identifier: EUPL-1.2
#include "hw/json.h"

#include <jansson.h>

/* A struct tree is a json_t under a name that only this file can open. */
static json_t *open(const struct tree *tree)
{
	return (json_t *)tree;
}

struct tree *tree_parse(const char *json, size_t size)
{
	return (struct tree *)json_loadb(json, size, JSON_REJECT_DUPLICATES, NULL);
}

void tree_free(struct tree *root)
{
	json_decref(open(root));
}

const struct tree *tree_member(const struct tree *object, const char *name)
{
	json_t *member = json_object_get(open(object), name);

	return json_is_null(member) ? NULL : (const struct tree *)member;
}

size_t tree_count(const struct tree *list)
{
	return json_array_size(open(list));
}

const struct tree *tree_element(const struct tree *list, size_t number)
{
	return (const struct tree *)json_array_get(open(list), number);
}

bool tree_text(const struct tree *object, const char *name, const char **text)
{
	const struct tree *member = tree_member(object, name);

	*text = member ? json_string_value(open(member)) : "";
	return *text != NULL;
}

bool tree_whole(const struct tree *object, const char *name, int64_t most, int64_t *number)
{
	const struct tree *member = tree_member(object, name);

	*number = json_integer_value(open(member));
	return !member || (json_is_integer(open(member)) && *number >= 0 && *number <= most);
}

double tree_real(const struct tree *object, const char *name, double otherwise)
{
	json_t *member = json_object_get(open(object), name);

	return json_is_number(member) ? json_number_value(member) : otherwise;
}
