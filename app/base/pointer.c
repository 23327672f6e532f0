// SPDX-License-Identifier: EUPL-1.2
#include "app/base/pointer.h"

#include "app/base/document.h"

#include <stddef.h>
#include <string.h>

enum { MOST = 200 };

bool pointer_is_valid(const char *pointer)
{
	if (strlen(pointer) > MOST || (*pointer && *pointer != '/'))
		return false;
	for (; *pointer; pointer++)
		if (*pointer == '~' && pointer[1] != '0' && pointer[1] != '1')
			return false;
	return true;
}

/* Section 4: an index is 0 or has no zero before it. */
static const struct node *element(const struct node *list, const char *token, size_t size)
{
	size_t index = 0;

	if (!size || size > 6 || (*token == '0' && size > 1))
		return NULL;
	for (size_t i = 0; i < size; i++) {
		if (token[i] < '0' || token[i] > '9')
			return NULL;
		index = index * 10 + (size_t)(token[i] - '0');
	}
	const struct node *one = list->first;
	while (one && index--)
		one = one->next;
	return one;
}

static const struct node *member(const struct node *object, const char *token, size_t size)
{
	char name[MOST + 1];
	size_t length = 0;

	for (size_t i = 0; i < size; i++) {
		bool escaped = token[i] == '~';
		name[length++] = escaped ? (token[++i] == '1' ? '/' : '~') : token[i];
	}
	name[length] = 0;
	return node_member(object, name);
}

const struct node *pointer_follow(const struct node *root, const char *pointer)
{
	while (root && *pointer == '/') {
		size_t size = strcspn(++pointer, "/");
		root = root->kind == NODE_LIST ? element(root, pointer, size)
			: root->kind == NODE_OBJECT ? member(root, pointer, size) : NULL;
		pointer += size;
	}
	return root;
}
