// SPDX-License-Identifier: EUPL-1.2
/*
 * JSON that network servers send, as a tree to read from. NULL is a value that is not there, and may be asked on.
 *
 * Proto3 JSON leaves out what is zero, so a missing member, or null, is 0, false or ""; a member of another type than
 * asked for is an error.
 */
#ifndef HW_JSON_H
#define HW_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tree;

struct tree *tree_parse(const char *json, size_t size); /* RFC 8259, no member twice; NULL: it is not */
void tree_free(struct tree *root);                      /* NULL is fine */

const struct tree *tree_member(const struct tree *object, const char *name); /* null is not there */
size_t tree_count(const struct tree *list);
const struct tree *tree_element(const struct tree *list, size_t number);

/* False: the member is there and of another type, or outside [least, most]. */
bool tree_text(const struct tree *object, const char *name, const char **text);
bool tree_whole(const struct tree *object, const char *name, int64_t most, int64_t *number);

/* For what is good to know and not worth a refusal: missing and unfit are the same. */
double tree_real(const struct tree *object, const char *name, double otherwise);

#endif
