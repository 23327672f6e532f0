// SPDX-License-Identifier: EUPL-1.2
#include "hw/json.h"

const struct node *json_first(const struct node *object, const char *name)
{
	const struct node *list = node_member(object, name);

	return list && list->kind == NODE_LIST ? list->first : NULL;
}

static const struct node *member(const struct node *object, const char *name)
{
	const struct node *found = node_member(object, name);

	return found && found->kind != NODE_NOTHING ? found : NULL;
}

bool json_text(const struct node *object, const char *name, const char **text)
{
	const struct node *found = member(object, name);

	*text = found && found->kind == NODE_TEXT ? found->text : "";
	return !found || found->kind == NODE_TEXT;
}

bool json_whole(const struct node *object, const char *name, int64_t most, int64_t *number)
{
	const struct node *found = member(object, name);

	*number = found && found->kind == NODE_NUMBER ? found->number : 0;
	return !found || (found->kind == NODE_NUMBER && *number >= 0 && *number <= most);
}

double json_real(const struct node *object, const char *name, double otherwise)
{
	const struct node *found = node_member(object, name);

	if (found && found->kind == NODE_NUMBER)
		return (double)found->number;
	return found && found->kind == NODE_REAL ? found->real : otherwise;
}
