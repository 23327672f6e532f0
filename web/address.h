// SPDX-License-Identifier: EUPL-1.2
/* Addresses of the internet, and who a client is when proxies stand in front of us. */
#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

struct sockaddr;

enum { ADDRESS_TEXT = 46 }; /* room for any address printed here */

/* IPv6; an IPv4 address is kept mapped (RFC 4291 section 2.5.5.2), so that both compare alike. */
struct address {
	uint8_t bytes[16];
};

struct network {
	struct address address;
	int bits; /* of the 128 */
};

bool address_parse(const char *text, struct address *address);
void address_print(const struct address *address, char text[static ADDRESS_TEXT]);
/* All zero for a family that is neither IPv4 nor IPv6. */
struct address address_of(const struct sockaddr *socket);

bool network_parse(
	const char *cidr, struct network *network); /* "10.0.0.0/8", "::1"; no bits: that address */
bool network_holds(
	const struct network *networks, int count, const struct address *address); /* any of them */

/*
 * The last address in X-Forwarded-For that none of the count networks holds, or the one furthest
 * away if they hold all; what a stranger wrote further left does not count. A word that is no
 * address ends the search.
 */
struct address address_behind(
	const struct network *proxies, int count, struct address peer, const char *forwarded_for);

#endif
