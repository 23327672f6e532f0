// SPDX-License-Identifier: EUPL-1.2
/*
 * By hand, since each booking and each uplink passes here: the tree of a library, with a table and a copy for each
 * object, takes three times as long as an uplink's way into the store.
 */
#include "app/base/json.h"

#include "app/base/document.h"
#include "app/base/text.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES = 256 << 10, LEVELS = 32, MEMBERS = 2000, DIGITS = 63 };

struct reader {
	struct arena *arena;
	const char *begin, *at, *end;
	int level;
	const char *wrong; /* not NULL: stop */
};

static void read_value(struct reader *r, struct node *to, const char *name);

/* The first fault counts. */
static void fail(struct reader *r, const char *wrong)
{
	if (!r->wrong)
		r->wrong = wrong;
}

/* -1 at the end. */
static int peek(const struct reader *r)
{
	return r->at < r->end ? (unsigned char)*r->at : -1;
}

static bool take(struct reader *r, char c)
{
	bool is_there = r->at < r->end && *r->at == c;

	r->at += is_there;
	return is_there;
}

static void skip_space(struct reader *r)
{
	while (take(r, ' ') || take(r, '\n') || take(r, '\r') || take(r, '\t'))
		;
}

/* ---- texts ----------------------------------------------------------------------------------- */

/* Four hexadecimal digits; -1: they are not. */
static int read_unit(struct reader *r)
{
	int unit = 0;

	for (int i = 0; i < 4; i++) {
		int digit = r->at < r->end ? hex_digit(*r->at++) : -1;
		if (digit < 0)
			return -1;
		unit = unit << 4 | digit;
	}
	return unit;
}

static char *put_letter(char *to, int letter)
{
	if (letter < 0x80) {
		*to++ = (char)letter;
		return to;
	}
	if (letter < 0x800) {
		*to++ = (char)(0xc0 | letter >> 6);
	} else {
		if (letter < 0x10000) {
			*to++ = (char)(0xe0 | letter >> 12);
		} else {
			*to++ = (char)(0xf0 | letter >> 18);
			*to++ = (char)(0x80 | (letter >> 12 & 0x3f));
		}
		*to++ = (char)(0x80 | (letter >> 6 & 0x3f));
	}
	*to++ = (char)(0x80 | (letter & 0x3f));
	return to;
}

/* Behind \u: a letter, or the first half of one beyond U+FFFF (RFC 8259 section 7). */
static char *read_letter(struct reader *r, char *to)
{
	int unit = read_unit(r), low = 0;

	if (unit >> 10 == 0xd800 >> 10) {
		low = take(r, '\\') && take(r, 'u') ? read_unit(r) : -1;
		if (low >> 10 != 0xdc00 >> 10)
			low = -1;
		unit = 0x10000 + ((unit & 0x3ff) << 10 | (low & 0x3ff));
	} else if (unit >> 10 == 0xdc00 >> 10) {
		low = -1;
	}
	if (unit < 0 || low < 0)
		fail(r, "a \\u is not followed by a letter's digits");
	else if (!unit)
		fail(r, "a text has a NUL"); /* where ours end */
	return r->wrong ? to : put_letter(to, unit);
}

static char *read_escape(struct reader *r, char *to)
{
	static const char codes[] = "\"\\/bfnrt", letters[] = "\"\\/\b\f\n\r\t";
	const char *code = r->at < r->end && *r->at ? strchr(codes, *r->at) : NULL;

	if (take(r, 'u'))
		return read_letter(r, to);
	if (!code) {
		fail(r, "a backslash escapes nothing");
		return to;
	}
	r->at++;
	*to = letters[code - codes];
	return to + 1;
}

static char *read_plain(struct reader *r, char *to)
{
	size_t size = text_sequence(r->at, (size_t)(r->end - r->at));

	if (!size || (unsigned char)*r->at < 0x20)
		fail(r, size ? "a text has a control character" : "a text is not UTF-8");
	memcpy(to, r->at, size);
	r->at += size;
	return to + size;
}

/* How many bytes until the quote that ends it: as many suffice without the escapes. */
static size_t measure(const struct reader *r)
{
	const char *at = r->at;

	while (at < r->end && *at != '"')
		at += *at == '\\' ? 2 : 1;
	return (size_t)((at < r->end ? at : r->end) - r->at);
}

/* What an opening quote begins. */
static const char *read_text(struct reader *r)
{
	char *text = arena_room(r->arena, measure(r) + 1), *to = text;

	while (!r->wrong && r->at < r->end && *r->at != '"') {
		if (*r->at >= 0x20 && *r->at < 0x7f && *r->at != '\\')
			*to++ = *r->at++;
		else
			to = take(r, '\\') ? read_escape(r, to) : read_plain(r, to);
	}
	if (!take(r, '"'))
		fail(r, "a text does not end");
	*to = 0;
	return text;
}

/* ---- numbers and words ----------------------------------------------------------------------- */

static void skip_digits(struct reader *r)
{
	const char *from = r->at;

	while (peek(r) >= '0' && peek(r) <= '9')
		r->at++;
	if (r->at == from)
		fail(r, "a number has no digits where they belong");
}

/* RFC 8259 section 6; true: without fraction and exponent. */
static bool skip_number(struct reader *r)
{
	bool whole = true;

	take(r, '-');
	if (!take(r, '0')) /* which no digit may follow */
		skip_digits(r);
	if (take(r, '.')) {
		whole = false;
		skip_digits(r);
	}
	if (take(r, 'e') || take(r, 'E')) {
		whole = false;
		if (!take(r, '+'))
			take(r, '-');
		skip_digits(r);
	}
	return whole;
}

static void read_number(struct reader *r, struct node *to, const char *name)
{
	const char *from = r->at;
	bool whole = skip_number(r);
	size_t size = (size_t)(r->at - from);
	char digits[DIGITS + 1] = { 0 };

	memcpy(digits, from, size < DIGITS ? size : DIGITS);
	errno = 0;
	if (whole)
		put_number(to, name, strtoll(digits, NULL, 10));
	else
		put_real(to, name, strtod(digits, NULL));
	if (size > DIGITS || (whole ? errno == ERANGE : !isfinite(to->last->real)))
		fail(r, "a number is too large or too long");
}

static bool take_word(struct reader *r, const char *word)
{
	size_t size = strlen(word);
	bool is_there = (size_t)(r->end - r->at) >= size && !memcmp(r->at, word, size);

	r->at += is_there ? size : 0;
	return is_there;
}

static void read_word(struct reader *r, struct node *to, const char *name)
{
	if (take_word(r, "true"))
		put_flag(to, name, true);
	else if (take_word(r, "false"))
		put_flag(to, name, false);
	else if (take_word(r, "null"))
		put_nothing(to, name);
	else
		fail(r, "a value is missing");
}

/* ---- objects and lists ----------------------------------------------------------------------- */

static void read_member(struct reader *r, struct node *object)
{
	skip_space(r);
	const char *name = take(r, '"') ? read_text(r) : NULL;

	if (!name)
		fail(r, "a member has no name");
	else if (node_member(object, name))
		fail(r, "a member comes twice");
	skip_space(r);
	if (!take(r, ':'))
		fail(r, "a member's colon is missing");
	if (!r->wrong)
		read_value(r, object, name);
}

static void read_members(struct reader *r, struct node *object)
{
	int count = 0;

	skip_space(r);
	if (take(r, '}'))
		return;
	do {
		read_member(r, object);
		skip_space(r);
		if (++count > MEMBERS)
			fail(r, "an object has more than 2000 members");
	} while (!r->wrong && take(r, ','));
	if (!take(r, '}'))
		fail(r, "an object does not end");
}

static void read_elements(struct reader *r, struct node *list)
{
	skip_space(r);
	if (take(r, ']'))
		return;
	do {
		read_value(r, list, NULL);
		skip_space(r);
	} while (!r->wrong && take(r, ','));
	if (!take(r, ']'))
		fail(r, "a list does not end");
}

static void read_container(struct reader *r, struct node *to, const char *name)
{
	bool is_object = *r->at++ == '{';

	if (r->level == LEVELS) {
		fail(r, "it has more than 32 levels");
		return;
	}
	r->level++;
	if (is_object)
		read_members(r, put_object(to, name));
	else
		read_elements(r, put_list(to, name));
	r->level--;
}

static void read_value(struct reader *r, struct node *to, const char *name)
{
	skip_space(r);
	int first = peek(r);

	if (first == '{' || first == '[')
		read_container(r, to, name);
	else if (take(r, '"'))
		put_text(to, name, read_text(r));
	else if (first == '-' || (first >= '0' && first <= '9'))
		read_number(r, to, name);
	else
		read_word(r, to, name);
}

static int line_of(const struct reader *r)
{
	int line = 1;

	for (const char *c = r->begin; c < r->at; c++)
		line += *c == '\n';
	return line;
}

struct node *json_parse(struct arena *arena, const char *text, size_t size, const char **why)
{
	struct reader r = { .arena = arena, .begin = text, .at = text, .end = text + size };
	struct node *list = document_list(arena);

	*why = size > BYTES ? "more than 256 KiB of JSON" : NULL;
	if (*why)
		return NULL;
	read_value(&r, list, NULL);
	skip_space(&r);
	if (r.at < r.end)
		fail(&r, "something follows it");
	if (!r.wrong)
		return list->first;
	*why = arena_print(arena, "not JSON: %s, line %d", r.wrong, line_of(&r));
	return NULL;
}
