// SPDX-License-Identifier: EUPL-1.2
/* A form with a file in it, as a browser sends it. */
#ifndef MULTIPART_H
#define MULTIPART_H

#include <stddef.h>

struct arena;
struct node;

struct upload {
	const char *bytes; /* within the body; NULL: none was chosen */
	size_t size;
};

struct multipart {
	const char *type; /* the Content-Type, which holds the boundary */
	struct upload body;
	const char *file_name; /* of the field that may be a file */
};

/* multipart/form-data (RFC 7578): the fields as an object of texts like those of form_parse(), and the content of the
 * field file_name. At most 50 parts, each field at most 64 KiB of
 * clean text; a file under another name, or a second one, is an error. NULL: *why is a static sentence. */
struct node *multipart_parse(struct arena *arena, const struct multipart *from, struct upload *file,
	const char **why);

#endif
