// SPDX-License-Identifier: EUPL-1.2
#include "web/multipart.h"

#include "app/base/document.h"
#include "app/base/text.h"

#include <string.h>
#include <strings.h>

enum { PARTS = 50, MOST_FIELD = 64 << 10, MOST_BOUNDARY = 70, MOST_HEAD = 1000 };

/* memmem() is no part of POSIX 2008. */
static const char *find(const struct upload *in, const char *what, size_t length)
{
	const char *at = in->bytes, *end = in->bytes + in->size;

	while (at && (size_t)(end - at) >= length && memcmp(at, what, length) != 0)
		at = memchr(at + 1, *what, (size_t)(end - at) - 1);
	return at && (size_t)(end - at) >= length ? at : NULL;
}

static void skip(struct upload *rest, size_t size)
{
	rest->bytes += size;
	rest->size -= size;
}

/* "\r\n--" and the boundary of the header, which may be quoted (RFC 2046, 5.1.1). */
static const char *delimiter_of(struct arena *arena, const char *type)
{
	const char *at = strstr(type, "boundary=");

	if (!at)
		return NULL;
	at += strlen("boundary=");
	bool quoted = *at == '"';
	size_t size = strcspn(at + quoted, quoted ? "\"" : "; \t");
	return size && size <= MOST_BOUNDARY ? arena_print(arena, "\r\n--%.*s", (int)size, at + quoted) : NULL;
}

/* The value of name="…" in a part's Content-Disposition; NULL: there is none. A browser writes a quote as %22. */
static const char *parameter(struct arena *arena, const char *line, const char *name)
{
	const char *want = arena_print(arena, "; %s=\"", name), *at = strstr(line, want);
	size_t size = at ? strcspn(at + strlen(want), "\"") : 0;

	return at ? arena_bytes(arena, at + strlen(want), size) : NULL;
}

/* The one header of a part that counts. */
static const char *disposition(const char *head)
{
	static const char name[] = "content-disposition:";

	while (head && strncasecmp(head, name, sizeof name - 1) != 0) {
		head = strstr(head, "\r\n");
		head = head ? head + 2 : NULL;
	}
	return head;
}

/* What is being put together. */
struct reading {
	struct node *form;
	const char *file_name; /* of the field that may be a file */
	struct upload *file;
	const char *why;
};

static void take_file(struct reading *r, const char *name, const char *chosen, struct upload content)
{
	if (strcmp(name, r->file_name) != 0 || r->file->bytes)
		r->why = "a file that was not asked for";
	else if (*chosen || content.size) /* a browser sends an empty one when none was chosen */
		*r->file = content;
}

static void take_field(struct reading *r, const char *name, struct upload content)
{
	if (content.size > MOST_FIELD || !text_is_clean(content.bytes, content.size) ||
	    !text_is_clean(name, strlen(name)) || !strcmp(name, r->file_name))
		r->why = "a field that is too long or no clean text";
	else
		put_text(r->form, name, arena_bytes(r->form->arena, content.bytes, content.size));
}

static void take_part(struct reading *r, struct upload part)
{
	const char *end = find(&part, "\r\n\r\n", 4);
	size_t size = end ? (size_t)(end - part.bytes) : 0;

	if (!end || size > MOST_HEAD || !text_is_clean(part.bytes, size)) {
		r->why = "a part without a head";
		return;
	}
	const char *line = disposition(arena_bytes(r->form->arena, part.bytes, size));
	line = line ? arena_bytes(r->form->arena, line, strcspn(line, "\r")) : "";
	const char *name = parameter(r->form->arena, line, "name");
	const char *chosen = parameter(r->form->arena, line, "filename");
	skip(&part, size + 4);
	if (!name)
		r->why = "a part without a name";
	else if (chosen)
		take_file(r, name, chosen, part);
	else
		take_field(r, name, part);
}

/* The first delimiter has no line end before it; after the last come two dashes. */
static bool open_body(struct upload *rest, const char *delimiter)
{
	size_t length = strlen(delimiter) - 2;

	if (rest->size < length + 2 || memcmp(rest->bytes, delimiter + 2, length) != 0)
		return false;
	skip(rest, length);
	return true;
}

struct node *multipart_parse(struct arena *arena, const struct multipart *from, struct upload *file,
	const char **why)
{
	const char *delimiter = delimiter_of(arena, from->type), *end;
	struct reading r = { .form = document_new(arena), .file_name = from->file_name, .file = file };
	struct upload rest = from->body;

	*file = (struct upload){ 0 };
	*why = "a form in parts without its boundary";
	if (!delimiter || !open_body(&rest, delimiter))
		return NULL;
	for (int parts = 0; !r.why && rest.size >= 2 && !memcmp(rest.bytes, "\r\n", 2); parts++) {
		skip(&rest, 2);
		end = find(&rest, delimiter, strlen(delimiter));
		if (!end || parts == PARTS)
			r.why = "a form in parts that does not end, or has too many";
		else
			take_part(&r, (struct upload){ rest.bytes, (size_t)(end - rest.bytes) });
		if (end)
			skip(&rest, (size_t)(end - rest.bytes) + strlen(delimiter));
	}
	*why = r.why ? r.why : rest.size >= 2 && !memcmp(rest.bytes, "--", 2) ? NULL : "a form in parts that does not end";
	return *why ? NULL : r.form;
}
