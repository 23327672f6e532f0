// SPDX-License-Identifier: EUPL-1.2
#include "hw/broker.h"

#include "app/base/text.h"

#include <stdint.h>
#include <string.h>

/* ChirpStack v4's default topics; its devices' names and its applications' are not ours to know. */
static const char TOPIC[] = "application/+/device/+/event/+";

/* %41 is A (RFC 3986 section 2.1). NULL if a % is followed by anything else, or makes a NUL. */
static const char *decode(struct arena *arena, const char *text, size_t size)
{
	char *decoded = arena_bytes(arena, text, size), *to = decoded;

	for (const char *from = decoded; *from; from++, to++) {
		char digits[3] = { 0 };
		size_t read;
		*to = *from;
		if (*from != '%')
			continue;
		strncpy(digits, from + 1, 2);
		if (!hex_parse(digits, (uint8_t *)to, 1, &read) || read != 1 || !*to)
			return NULL;
		from += 2;
	}
	*to = '\0';
	return decoded;
}

static const char *last_at(const char *text, size_t size)
{
	while (size && text[size - 1] != '@')
		size--;
	return size ? text + size - 1 : NULL;
}

/* user[:password] before the last @, since some passwords have one. */
static bool read_user(struct arena *arena, const char **text, size_t *size, struct broker *broker)
{
	const char *at = last_at(*text, *size);
	const char *colon = at ? memchr(*text, ':', (size_t)(at - *text)) : NULL;
	const char *end = colon ? colon : at;

	if (!at)
		return true;
	broker->user = decode(arena, *text, (size_t)(end - *text));
	if (colon)
		broker->password = decode(arena, colon + 1, (size_t)(at - colon - 1));
	*size -= (size_t)(at + 1 - *text);
	*text = at + 1;
	return broker->user && *broker->user && (!colon || broker->password);
}

static bool read_port(const char *text, struct broker *broker)
{
	int64_t port = broker->tls ? 8883 : 1883; /* IANA's */

	if (*text == ':' && !text_number(text + 1, &port))
		return false;
	broker->port = (int)port;
	return (!*text || *text == ':') && port > 0 && port < 65536;
}

/* host[:port]; an IPv6 address stands in brackets (RFC 3986 section 3.2.2). */
static bool read_host(struct arena *arena, const char *text, size_t size, struct broker *broker)
{
	char *host = arena_bytes(arena, text, size);
	char *end = host + strcspn(host, *host == '[' ? "]" : ":");
	const char *port = *end == ']' ? end + 1 : end;

	if (*host == '[' && *end++ != ']')
		return false;
	if (!read_port(port, broker))
		return false;
	broker->host = *host == '[' ? arena_bytes(arena, host + 1, (size_t)(end - host - 2)) :
		arena_bytes(arena, host, (size_t)(end - host));
	return *broker->host;
}

bool broker_parse(struct arena *arena, const char *url, struct broker *broker)
{
	*broker = (struct broker){ .tls = text_starts(url, "mqtts://"), .topic = TOPIC };
	if (!broker->tls && !text_starts(url, "mqtt://"))
		return false;
	const char *text = strstr(url, "//") + 2;
	size_t size = strcspn(text, "/");
	if (text[size] && text[size + 1])
		broker->topic = arena_text(arena, text + size + 1);
	return read_user(arena, &text, &size, broker) && read_host(arena, text, size, broker);
}

const char *broker_network(const struct broker *broker)
{
	const char *topic = broker->topic;

	for (int i = 0; i < 2 && topic && text_starts(broker->topic, "$share/"); i++)
		topic = strchr(topic, '/') ? strchr(topic, '/') + 1 : NULL;
	return topic && text_starts(topic, "v3/") ? "tts" : "chirpstack";
}
