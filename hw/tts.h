// SPDX-License-Identifier: EUPL-1.2
/* The Things Stack v3's JSON, from its broker, its webhooks and its storage. */
#ifndef TTS_H
#define TTS_H

#include "app/source.h"

/* As struct source's read. Which event it is tells the JSON itself, since a webhook may send all to one address. */
bool tts_read(struct arena *arena, const char *event, const char *json, size_t size, struct frame *frame,
	const char **why);

#endif
