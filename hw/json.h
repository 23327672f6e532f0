// SPDX-License-Identifier: EUPL-1.2
/*
 * Members of the JSON that network servers send. NULL is an object that is not there, and may be asked on.
 *
 * Proto3 JSON leaves out what is zero, so a missing member, or null, is 0, false or ""; a member of another type than
 * asked for is an error.
 */
#ifndef HW_JSON_H
#define HW_JSON_H

#include "app/base/document.h"

/* The first element of a member that is a list; NULL: it is none, or empty. */
const struct node *json_first(const struct node *object, const char *name);

/* False: the member is there and of another type, or outside [0, most]. */
bool json_text(const struct node *object, const char *name, const char **text);
bool json_whole(const struct node *object, const char *name, int64_t most, int64_t *number);

/* For what is good to know and not worth a refusal: missing and unfit are the same. */
double json_real(const struct node *object, const char *name, double otherwise);

#endif
