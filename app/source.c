// SPDX-License-Identifier: EUPL-1.2
#include "app/source.h"

#include <string.h>

const struct codec *codec_find(const struct codec *table, const char *model)
{
	for (; table && model && table->model; table++)
		if (!strcmp(table->model, model))
			return table;
	return NULL;
}

const struct source *source_find(const struct source *table, const char *name)
{
	for (; name && table->name; table++)
		if (!strcmp(table->name, name))
			return table;
	return NULL;
}

const struct codec *codec_guess(const struct codec *table, const struct frame *frame)
{
	for (; table && table->model; table++)
		if (table->recognise && table->recognise(table->model, frame->bytes, frame->size, frame->port))
			return table;
	return NULL;
}

bool codec_can(const struct codec *codec, enum order_kind kind)
{
	struct downlink downlink = { 0 };
	const char *why;

	return codec && codec->encode && codec->encode(codec->model,
		&(struct order){ .kind = kind, .seconds = 600 }, &downlink, &why);
}
