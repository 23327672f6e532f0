// SPDX-License-Identifier: EUPL-1.2
#include "web/form.h"
#include "app/base/document.h"
#include "app/base/text.h"

#include <string.h>

enum { BYTES = 64 << 10, FIELDS = 300 };

/* In place: what is decoded is never longer. False: an escape that is none. */
static bool decode(char *text, size_t *size)
{
	size_t to = 0;

	for (size_t from = 0; from < *size; from++) {
		text[to] = text[from] == '+' ? ' ' : text[from];
		if (text[from] == '%') {
			int high = hex_digit(text[from + 1]); /* the NUL at the end is none */
			int low = high < 0 ? -1 : hex_digit(text[from + 2]);
			if (low < 0)
				return false;
			text[to] = (char)(high << 4 | low);
			from += 2;
		}
		to++;
	}
	text[to] = 0;
	*size = to;
	return true;
}

static const char *part(struct arena *arena, const char *from, size_t size, const char **why)
{
	char *text = arena_bytes(arena, from, size);

	if (!decode(text, &size))
		*why = "a percent sign without two hexadecimal digits";
	else if (!text_is_clean(text, size))
		*why = "a field with controls or malformed UTF-8";
	return text;
}

/* What a browser without scripts sends for a checkbox is its hidden field first, then the box. */
static void put_last(struct node *form, const char *name, const char *value)
{
	for (struct node *m = form->first; m; m = m->next)
		if (!strcmp(m->name, name)) {
			m->text = value;
			return;
		}
	put_text(form, name, value);
}

static void put_field(struct node *form, const char *field, size_t size, const char **why)
{
	const char *equals = memchr(field, '=', size);
	size_t name = equals ? (size_t)(equals - field) : size;
	size_t skip = equals ? name + 1 : size;

	put_last(form, part(form->arena, field, name, why),
		part(form->arena, field + skip, size - skip, why));
}

struct node *form_parse(struct arena *arena, const char *body, size_t size, const char **why)
{
	struct node *form = document_new(arena);
	int fields = 0;

	*why = size > BYTES ? "a form of more than 64 KiB" : NULL;
	for (size_t length; size && !*why; body += length, size -= length) {
		const char *end = memchr(body, '&', size);
		length = end ? (size_t)(end - body) : size;
		if (length && ++fields > FIELDS)
			*why = "a form of more than 300 fields";
		else if (length)
			put_field(form, body, length, why);
		length += end != NULL;
	}
	return *why ? NULL : form;
}

void percent_encode(struct buffer *to, const char *text)
{
	static const char unreserved[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

	for (;; text++) {
		size_t plain = strspn(text, unreserved);
		buffer_add(to, text, plain);
		text += plain;
		if (!*text)
			break;
		buffer_print(to, "%%%02X", (unsigned char)*text);
	}
}
