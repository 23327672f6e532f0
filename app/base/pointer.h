// SPDX-License-Identifier: EUPL-1.2
/* JSON pointers: RFC 6901. */
#ifndef POINTER_H
#define POINTER_H

#include <stdbool.h>

struct node;

bool pointer_is_valid(const char *pointer); /* "" or /a/0/b~1c, at most 200 letters */
/* What a valid pointer points at, or NULL; "" is the whole. */
const struct node *pointer_follow(const struct node *root, const char *pointer);

#endif
