// SPDX-License-Identifier: EUPL-1.2
#include "app/base/text.h"
#include "app/base/arena.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A DNS label (RFC 1035), and a path (RFC 5321 section 4.5.3.1.3) less its <>. */
enum { SLUG = 63, EMAIL = 254 };

static bool within(unsigned char c, unsigned char least, unsigned char most)
{
	return c >= least && c <= most;
}

/* The table of RFC 3629 section 4: the second byte's range keeps out overlong forms, surrogates and
 * what is above U+10FFFF. */
static size_t sequence(const unsigned char *s, size_t size)
{
	static const struct {
		unsigned char first, last, least, most;
		size_t size;
	} forms[] = {
		{ 0xC2, 0xDF, 0x80, 0xBF, 2 },
		{ 0xE0, 0xE0, 0xA0, 0xBF, 3 },
		{ 0xE1, 0xEC, 0x80, 0xBF, 3 },
		{ 0xED, 0xED, 0x80, 0x9F, 3 },
		{ 0xEE, 0xEF, 0x80, 0xBF, 3 },
		{ 0xF0, 0xF0, 0x90, 0xBF, 4 },
		{ 0xF1, 0xF3, 0x80, 0xBF, 4 },
		{ 0xF4, 0xF4, 0x80, 0x8F, 4 },
	};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (!within(*s, forms[i].first, forms[i].last))
			continue;
		if (size < forms[i].size || !within(s[1], forms[i].least, forms[i].most))
			return 0;
		for (size_t k = 2; k < forms[i].size; k++)
			if (!within(s[k], 0x80, 0xBF))
				return 0;
		return forms[i].size;
	}
	return 0;
}

size_t text_sequence(const char *text, size_t size)
{
	if (!size)
		return 0;
	return (unsigned char)*text < 0x80 ? 1 : sequence((const unsigned char *)text, size);
}

static bool is_control(char c)
{
	return ((unsigned char)c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7F;
}

bool text_is_clean(const char *text, size_t size)
{
	for (size_t step; size; text += step, size -= step) {
		step = text_sequence(text, size);
		if (!step || is_control(*text))
			return false;
	}
	return true;
}

size_t text_letters(const char *text)
{
	size_t letters = 0;

	for (; *text; text++)
		letters += ((unsigned char)*text & 0xC0) != 0x80; /* all but continuation bytes */
	return letters;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

char *text_trim(struct arena *arena, const char *text)
{
	while (is_space(*text))
		text++;
	size_t size = strlen(text), to = 0;
	while (size && is_space(text[size - 1]))
		size--;
	char *copy = arena_bytes(arena, text, size);
	for (size_t from = 0; from < size; from++)
		if (copy[from] != '\r')
			copy[to++] = copy[from];
		else if (copy[from + 1] != '\n')
			copy[to++] = '\n';
	copy[to] = 0;
	return copy;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool text_is_slug(const char *text)
{
	size_t size = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return size > 0 && size <= SLUG && !text[size];
}

/* Angle brackets would end the address in SMTP's RCPT TO:<…>. */
bool text_is_email(const char *text)
{
	const char *at = strchr(text, '@');
	size_t size = strlen(text);

	if (!at || at == text || !at[1] || strchr(at + 1, '@') || size > EMAIL)
		return false;
	for (const char *c = text; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == '<' || *c == '>')
			return false;
	return text_is_clean(text, size);
}

const char *text_fill(struct arena *arena, const char *text, const char *detail)
{
	const char *hole = strstr(text, "{}");

	if (!hole)
		return text;
	return arena_print(arena, "%.*s%s%s", (int)(hole - text), text, detail ? detail : "", hole + 2);
}

bool text_number(const char *text, int64_t *number)
{
	char *end;

	if (!is_digit(text[*text == '-']))
		return false;
	errno = 0;
	long long n = strtoll(text, &end, 10);
	if (errno || *end)
		return false;
	*number = n;
	return true;
}

bool text_starts(const char *text, const char *with)
{
	return !strncmp(text, with, strlen(with));
}

char *hex_print(struct arena *arena, const void *bytes, size_t size)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *b = bytes;
	char *text = arena_alloc(arena, size * 2 + 1);

	for (size_t i = 0; i < size; i++) {
		text[2 * i] = digits[b[i] >> 4];
		text[2 * i + 1] = digits[b[i] & 15];
	}
	return text;
}

int hex_digit(char c)
{
	if (is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool hex_parse(const char *text, uint8_t *bytes, size_t most, size_t *size)
{
	size_t n = 0;

	for (; *text; text += 2, n++) {
		int high = hex_digit(text[0]), low = high < 0 ? -1 : hex_digit(text[1]);
		if (low < 0 || n == most)
			return false;
		bytes[n] = (uint8_t)(high << 4 | low);
	}
	*size = n;
	return true;
}

char *text_in_groups(struct arena *arena, const char *text, size_t letters)
{
	char *grouped = arena_alloc(arena, strlen(text) * 2 + 1), *to = grouped;

	for (size_t at = 0; text[at]; at++) {
		if (at && at % letters == 0)
			*to++ = ' ';
		*to++ = text[at];
	}
	return grouped;
}

char *base32_print(struct arena *arena, const void *bytes, size_t size)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	const uint8_t *b = bytes;
	char *text = arena_alloc(arena, (size * 8 + 4) / 5 + 1), *to = text;
	unsigned held = 0, bits = 0;

	for (size_t i = 0; i < size; i++) {
		held = held << 8 | b[i];
		for (bits += 8; bits >= 5; bits -= 5)
			*to++ = digits[held >> (bits - 5) & 31];
	}
	if (bits)
		*to = digits[held << (5 - bits) & 31];
	return text;
}

static int base32_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

bool base32_parse(const char *text, size_t length, uint8_t *bytes, size_t most, size_t *size)
{
	unsigned held = 0, bits = 0;
	size_t n = 0;

	for (size_t i = 0; i < length; i++) {
		int digit = base32_digit(text[i]);
		if (digit < 0)
			return false;
		held = held << 5 | (unsigned)digit;
		bits += 5;
		if (bits < 8)
			continue;
		if (n == most)
			return false;
		bits -= 8;
		bytes[n++] = (uint8_t)(held >> bits);
	}
	*size = n;
	/* Five spare bits or more are a letter too many: no number of bytes ends there. */
	return bits < 5 && !(held & ((1u << bits) - 1));
}
