// SPDX-License-Identifier: EUPL-1.2
#include "app/base/document.h"
#include "app/base/text.h"
#include "app/base/time.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct node *container(struct arena *arena, enum node_kind kind)
{
	struct node *node = arena_alloc(arena, sizeof *node);

	node->kind = kind;
	node->arena = arena;
	return node;
}

struct node *document_new(struct arena *arena)
{
	return container(arena, NODE_OBJECT);
}

struct node *document_list(struct arena *arena)
{
	return container(arena, NODE_LIST);
}

/* A member without a name, or an element with one, is a fault of the program. */
static struct node *put(struct node *to, const char *name, enum node_kind kind)
{
	assert(to->kind == (name ? NODE_OBJECT : NODE_LIST));
	struct node *node = container(to->arena, kind);
	node->name = name;
	if (to->last)
		to->last->next = node;
	else
		to->first = node;
	return to->last = node;
}

struct node *put_object(struct node *to, const char *name)
{
	return put(to, name, NODE_OBJECT);
}

struct node *put_list(struct node *to, const char *name)
{
	return put(to, name, NODE_LIST);
}

void put_text(struct node *to, const char *name, const char *text)
{
	if (text)
		put(to, name, NODE_TEXT)->text = arena_text(to->arena, text);
}

void put_word(struct node *to, const char *name, const char *word)
{
	if (word)
		put(to, name, NODE_WORD)->text = arena_text(to->arena, word);
}

void put_number(struct node *to, const char *name, int64_t number)
{
	put(to, name, NODE_NUMBER)->number = number;
}

void put_real(struct node *to, const char *name, double real)
{
	put(to, name, NODE_REAL)->real = real;
}

void put_flag(struct node *to, const char *name, bool flag)
{
	put(to, name, NODE_FLAG)->flag = flag;
}

void put_time(struct node *to, const char *name, int64_t seconds_utc)
{
	put(to, name, NODE_TIME)->number = seconds_utc;
}

void put_nothing(struct node *to, const char *name)
{
	put(to, name, NODE_NOTHING);
}

void put_print(struct node *to, const char *name, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	put(to, name, NODE_TEXT)->text = arena_vprint(to->arena, format, ap);
	va_end(ap);
}

void put_members(struct node *to, struct node *from)
{
	if (!from->first)
		return;
	if (to->last)
		to->last->next = from->first;
	else
		to->first = from->first;
	to->last = from->last;
	from->first = from->last = NULL;
}

const struct node *node_member(const struct node *object, const char *name)
{
	const struct node *found = NULL;

	if (object && object->kind == NODE_OBJECT)
		for (const struct node *m = object->first; m; m = m->next)
			if (*m->name == *name && !strcmp(m->name, name))
				found = m;
	return found;
}

const char *node_text(const struct node *object, const char *name)
{
	const struct node *m = node_member(object, name);

	return m && (m->kind == NODE_TEXT || m->kind == NODE_WORD) ? m->text : NULL;
}

int64_t node_number(const struct node *object, const char *name, int64_t otherwise)
{
	const struct node *m = node_member(object, name);

	return m && (m->kind == NODE_NUMBER || m->kind == NODE_TIME) ? m->number : otherwise;
}

/* The fewest digits that read back as the same number, so that 0.1 is not 0.10000000000000001. */
static void print_real(double real, struct buffer *to)
{
	char text[32];

	if (!isfinite(real)) {
		buffer_text(to, "null");
		return;
	}
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, real);
		if (strtod(text, NULL) == real)
			break;
	}
	buffer_text(to, text);
}

static void print_number(int64_t number, struct buffer *to)
{
	char text[24];
	int size = snprintf(text, sizeof text, "%" PRId64, number);

	buffer_add(to, text, (size_t)size);
}

void node_print(const struct node *node, struct buffer *to)
{
	char time[TIME_TEXT];

	switch (node->kind) {
	case NODE_FLAG:
		buffer_text(to, node->flag ? "true" : "false");
		break;
	case NODE_NUMBER:
		print_number(node->number, to);
		break;
	case NODE_REAL:
		print_real(node->real, to);
		break;
	case NODE_TIME:
		time_print(node->number, time);
		buffer_text(to, time);
		break;
	case NODE_TEXT:
	case NODE_WORD:
		buffer_text(to, node->text);
		break;
	case NODE_NOTHING:
	case NODE_OBJECT:
	case NODE_LIST:
		break;
	}
}

enum { ESCAPE = 6, LETTER = 4 }; /* bytes at most: of \u001f, and of a letter in UTF-8 */

/* RFC 8259 section 7 asks for quote, backslash and C0 controls; section 8.1 for valid UTF-8. */
static char *escape(char *to, unsigned char c)
{
	static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt", digits[] = "0123456789abcdef";

	if (c >= 0x80) /* U+FFFD in place of a stray byte */
		return (char *)memcpy(to, "\xEF\xBF\xBD", 3) + 3;
	*to++ = '\\';
	for (const char *l = letters; *l; l += 2)
		if (*l == (char)c) {
			*to++ = l[1];
			return to;
		}
	memcpy(to, "u00", 3);
	to[3] = digits[c >> 4];
	to[4] = digits[c & 15];
	return to + 5;
}

static bool is_plain(char c)
{
	return c >= 0x20 && c != '"' && c != '\\' && (unsigned char)c < 0x80;
}

/* Most of an answer's bytes pass here, so they are written straight into the buffer. */
static void print_text(const char *text, struct buffer *out)
{
	size_t left = strlen(text);
	char *to = buffer_room(out, left * ESCAPE + 2);

	*to++ = '"';
	for (;;) {
		while (is_plain(*text))
			*to++ = *text++;
		if (!*text)
			break;
		size_t step = text_sequence(text, strnlen(text, LETTER));
		if (step > 1)
			to = (char *)memcpy(to, text, step) + step;
		else
			to = escape(to, (unsigned char)*text);
		text += step + !step;
	}
	*to++ = '"';
	*to = 0;
	out->size = (size_t)(to - out->bytes);
}

static void print_time(int64_t instant, struct buffer *out)
{
	char *to = buffer_room(out, TIME_TEXT + 2);

	*to = '"';
	time_print(instant, to + 1);
	size_t size = strlen(to);
	memcpy(to + size, "\"", 2);
	out->size += size + 1;
}

static void print_all(const struct node *node, struct buffer *to)
{
	bool is_object = node->kind == NODE_OBJECT;

	buffer_letter(to, is_object ? '{' : '[');
	for (const struct node *m = node->first; m; m = m->next) {
		if (m != node->first)
			buffer_letter(to, ',');
		if (is_object) {
			print_text(m->name, to);
			buffer_letter(to, ':');
		}
		document_print(m, to);
	}
	buffer_letter(to, is_object ? '}' : ']');
}

void document_print(const struct node *node, struct buffer *to)
{
	switch (node->kind) {
	case NODE_NOTHING:
		buffer_text(to, "null");
		break;
	case NODE_TEXT:
	case NODE_WORD:
		print_text(node->text, to);
		break;
	case NODE_TIME:
		print_time(node->number, to);
		break;
	case NODE_OBJECT:
	case NODE_LIST:
		print_all(node, to);
		break;
	case NODE_FLAG:
	case NODE_NUMBER:
	case NODE_REAL:
		node_print(node, to);
		break;
	}
}
