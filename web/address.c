// SPDX-License-Identifier: EUPL-1.2
#include "web/address.h"

#include "app/base/text.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };

static bool is_mapped(const struct address *address)
{
	return !memcmp(address->bytes, mapped, sizeof mapped);
}

bool address_parse(const char *text, struct address *address)
{
	if (inet_pton(AF_INET6, text, address->bytes) == 1)
		return true;
	memcpy(address->bytes, mapped, sizeof mapped);
	return inet_pton(AF_INET, text, address->bytes + sizeof mapped) == 1;
}

void address_print(const struct address *address, char text[static ADDRESS_TEXT])
{
	if (is_mapped(address))
		inet_ntop(AF_INET, address->bytes + sizeof mapped, text, ADDRESS_TEXT);
	else
		inet_ntop(AF_INET6, address->bytes, text, ADDRESS_TEXT);
}

struct address address_of(const struct sockaddr *socket)
{
	struct address address = { { 0 } };

	if (socket->sa_family == AF_INET6) {
		const struct sockaddr_in6 *six = (const void *)socket;
		memcpy(address.bytes, &six->sin6_addr, sizeof address.bytes);
	} else if (socket->sa_family == AF_INET) {
		const struct sockaddr_in *four = (const void *)socket;
		memcpy(address.bytes, mapped, sizeof mapped);
		memcpy(address.bytes + sizeof mapped, &four->sin_addr, 4);
	}
	return address;
}

bool network_parse(const char *cidr, struct network *network)
{
	char text[ADDRESS_TEXT];
	size_t length = strcspn(cidr, "/");
	int64_t bits;

	if (length >= sizeof text)
		return false;
	memcpy(text, cidr, length);
	text[length] = 0;
	if (!address_parse(text, &network->address))
		return false;
	int before = strchr(text, ':') ? 0 : 96; /* an IPv4 prefix follows that of the mapping */
	network->bits = 128;
	if (!cidr[length])
		return true;
	if (!text_number(cidr + length + 1, &bits) || bits < 0 || bits > 128 - before)
		return false;
	network->bits = before + (int)bits;
	return true;
}

static bool holds(const struct network *network, const struct address *address)
{
	int whole = network->bits / 8, rest = network->bits % 8;
	const uint8_t *a = network->address.bytes, *b = address->bytes;

	return !memcmp(a, b, (size_t)whole) && (!rest || (a[whole] ^ b[whole]) >> (8 - rest) == 0);
}

bool network_holds(const struct network *networks, int count, const struct address *address)
{
	for (int i = 0; i < count; i++)
		if (holds(&networks[i], address))
			return true;
	return false;
}

/* The word of a list that ends before end, without the white space around it; false if it is no
 * address. */
static bool word(const char *list, const char *end, struct address *address)
{
	char text[ADDRESS_TEXT];

	while (list < end && (*list == ' ' || *list == '\t'))
		list++;
	while (end > list && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	if ((size_t)(end - list) >= sizeof text)
		return false;
	memcpy(text, list, (size_t)(end - list));
	text[end - list] = 0;
	return address_parse(text, address);
}

struct address address_behind(
	const struct network *proxies, int count, struct address peer, const char *forwarded_for)
{
	const char *end = forwarded_for + strlen(forwarded_for);
	struct address next;

	while (end > forwarded_for && network_holds(proxies, count, &peer)) {
		const char *from = end;
		while (from > forwarded_for && from[-1] != ',')
			from--;
		if (!word(from, end, &next))
			break;
		peer = next;
		end = from > forwarded_for ? from - 1 : from;
	}
	return peer;
}
