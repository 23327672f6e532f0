// SPDX-License-Identifier: EUPL-1.2
#include "app/base/embed.h"

#include <string.h>

const struct embedded *embedded_find(const struct embedded *table, const char *name)
{
	for (; table->name; table++)
		if (!strcmp(table->name, name))
			return table;
	return NULL;
}
