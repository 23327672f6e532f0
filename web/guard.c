// SPDX-License-Identifier: EUPL-1.2
#include "web/guard.h"

#include "app/base/text.h"

#include <string.h>
#include <strings.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const methods[] = { "GET", "POST", "HEAD", "PATCH", "DELETE", "PUT", "OPTIONS" };

/* Those of which a second one would mean something else than a list (RFC 9110 section 5.3). */
static const char *const unique[] = {
	"authorization",
	"content-encoding",
	"content-length",
	"content-type",
	"cookie",
	"date",
	"expect",
	"from",
	"host",
	"idempotency-key",
	"if-modified-since",
	"if-none-match",
	"if-range",
	"if-unmodified-since",
	"max-forwards",
	"origin",
	"proxy-authorization",
	"range",
	"referer",
	"sec-fetch-dest",
	"sec-fetch-mode",
	"sec-fetch-site",
	"transfer-encoding",
	"user-agent",
	"x-csrf-token",
	"x-forwarded-proto",
};

const char *guard_method(const char *method)
{
	for (size_t i = 0; i < COUNT(methods); i++)
		if (!strcmp(method, methods[i]))
			return methods[i];
	return NULL;
}

static int nibble(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	digit |= 0x20;
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* The byte after a percent sign, or -1. */
static int unescape(const char *digits)
{
	int high = nibble(digits[0]);
	int low = high < 0 ? -1 : nibble(digits[1]);

	return low < 0 ? -1 : high * 16 + low;
}

/* In place. A slash or backslash that hides behind a percent sign is a path of its own to the next
 * reader. */
static const char *decode(char *path)
{
	char *to = path;

	for (const char *from = path; *from; from++) {
		int byte = (unsigned char)*from;
		if (byte == '%') {
			byte = unescape(from + 1);
			if (byte < 0)
				return "A percent sign in the address is not followed by two "
				       "hexadecimal digits.";
			if (byte == '/')
				return "The address has an encoded slash.";
			from += 2;
		}
		if (byte < 0x20 || byte == 0x7f || byte == '\\')
			return "The address has a control character or a backslash.";
		*to++ = (char)byte;
	}
	*to = 0;
	return text_is_clean(path, (size_t)(to - path)) ? NULL : "The address is not UTF-8.";
}

/* Segments that another reader would resolve, and we would not. */
static const char *segments(const char *path)
{
	while (*path) {
		size_t length = strcspn(++path, "/");
		if (!length && *path)
			return "The address has an empty segment.";
		if ((length == 1 && *path == '.') || (length == 2 && !strncmp(path, "..", 2)))
			return "The address has a dot segment.";
		path += length;
	}
	return NULL;
}

const char *guard_target(struct arena *arena, const char *raw, struct target *target)
{
	size_t mark = 0, length = 0;

	if (*raw != '/')
		return "The address must begin with a slash.";
	for (; raw[length]; length++) {
		if (raw[length] < 0x21 || raw[length] > 0x7e || raw[length] == '#')
			return "The address has a character that belongs behind a percent sign.";
		if (raw[length] == '?' && !mark)
			mark = length;
	}
	char *path = arena_bytes(arena, raw, length);
	target->query = mark ? path + mark + 1 : path + length;
	if (mark)
		path[mark] = 0;
	target->path = path;
	const char *why = decode(path);
	return why ? why : segments(path);
}

/* RFC 9110 section 5.6.2. */
static bool is_token(const char *name)
{
	const char *c = name;

	for (; *c; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') ||
			    (*c >= 'A' && *c <= 'Z') || strchr("!#$%&'*+-.^_`|~", *c)))
			return false;
	return c > name;
}

static bool has_control(const char *value)
{
	for (; *value; value++)
		if (((unsigned char)*value < 0x20 && *value != '\t') || *value == 0x7f)
			return true;
	return false;
}

static bool is_unique(const char *name)
{
	for (size_t i = 0; i < COUNT(unique); i++)
		if (!strcmp(name, unique[i]))
			return true;
	return false;
}

/* Its place, or -1. */
static int find(const struct header *headers, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (!strcmp(headers[i].name, name))
			return i;
	return -1;
}

static const char *value_of(const struct header *headers, int count, const char *name)
{
	int i = find(headers, count, name);

	return i < 0 ? NULL : headers[i].value;
}

static bool is_number(const char *value)
{
	size_t digits = strspn(value, "0123456789");

	return digits && digits <= 18 && !value[digits];
}

/* uri-host [":" port] (RFC 9110 section 7.2), only with what names and addresses of machines are
 * made of. */
static bool is_host(const char *value)
{
	size_t name;

	if (*value == '[') {
		name = 1 + strspn(value + 1, "0123456789abcdefABCDEF:.");
		if (name < 3 || value[name++] != ']')
			return false;
	} else {
		name = strspn(
			value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._");
	}
	const char *port = value + name;
	if (!name || name > 255 || (*port && *port != ':'))
		return false;
	return !*port || strspn(port + 1, "0123456789") == strlen(port + 1);
}

/* RFC 9112 section 6: how long the body is must have one answer. */
static const char *framing(const struct header *headers, int count, bool is_http_1_0)
{
	const char *length = value_of(headers, count, "content-length");
	const char *coding = value_of(headers, count, "transfer-encoding");

	if (length && !is_number(length))
		return "Content-Length is not a number.";
	if (!coding)
		return NULL;
	if (length)
		return "Content-Length and Transfer-Encoding exclude each other.";
	if (is_http_1_0)
		return "HTTP/1.0 has no Transfer-Encoding.";
	return strcasecmp(coding, "chunked") ? "The only Transfer-Encoding here is chunked." : NULL;
}

const char *guard_headers(const struct header *headers, int count, bool is_http_1_0)
{
	for (int i = 0; i < count; i++) {
		if (!is_token(headers[i].name))
			return "A header's name is not a token.";
		if (has_control(headers[i].value))
			return "A header's value has a control character.";
		if (find(headers, i, headers[i].name) >= 0 && is_unique(headers[i].name))
			return "A header that may come once came twice.";
	}
	const char *host = value_of(headers, count, "host");
	if (!host && !is_http_1_0)
		return "The Host header is missing.";
	if (host && !is_host(host))
		return "The Host header is not a name or an address.";
	return framing(headers, count, is_http_1_0);
}

static const char *trim(struct arena *arena, const char *value)
{
	size_t size = strlen(value), kept = size;

	while (kept && (value[kept - 1] == ' ' || value[kept - 1] == '\t'))
		kept--;
	return kept < size ? arena_bytes(arena, value, kept) : value;
}

int guard_tidy(struct arena *arena, struct header *headers, int count)
{
	int kept = 0;

	for (int i = 0; i < count; i++) {
		const char *value = trim(arena, headers[i].value);
		int first = find(headers, kept, headers[i].name);
		if (first < 0)
			headers[kept++] = (struct header){ headers[i].name, value };
		else
			headers[first].value =
				arena_print(arena, "%s, %s", headers[first].value, value);
	}
	return kept;
}
