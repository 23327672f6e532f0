// SPDX-License-Identifier: EUPL-1.2
/* ChirpStack v3's JSON, which is no longer maintained and still in use. */
#ifndef CHIRPSTACK3_H
#define CHIRPSTACK3_H

#include "app/source.h"

struct node;

/* As struct source's read, of an object that is read already and has a devEUI. */
bool chirpstack3_read(struct arena *arena, const char *event, const struct node *root, struct frame *frame,
	const char **why);

/* What both versions write alike. */
void chirpstack_read_status(const struct node *root, struct frame *frame);
void chirpstack_read_ack(struct arena *arena, const struct node *root, struct frame *frame);
bool chirpstack_read_fault(struct arena *arena, const struct node *root, const char *code, const char *text,
	struct frame *frame);

#endif
