// SPDX-License-Identifier: EUPL-1.2
#include "app/pass.h"

#include "app/base/text.h"
#include "app/key.h"
#include "app/revision.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

enum { VERSION = 1, SIGNED = 22, MINUTE = 60, MOST_MINUTES = UINT16_MAX, AT_ONCE = 500 };

static const int64_t SINCE = 1577836800; /* 2020-01-01T00:00Z */

/* ---- the token ---- */

static void put(uint8_t *to, size_t size, uint64_t number)
{
	while (size--) {
		to[size] = (uint8_t)number;
		number >>= 8;
	}
}

static uint64_t take(const uint8_t *from, size_t size)
{
	uint64_t number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | from[i];
	return number;
}

void token_encode(const struct token *token, uint8_t bytes[static TOKEN_BYTES])
{
	assert(token->resource >= 0 && token->resource <= UINT32_MAX);
	put(bytes, 1, VERSION << 4 | token->type);
	put(bytes + 1, 1, (uint64_t)token->kid);
	put(bytes + 2, 2, (uint64_t)token->site);
	put(bytes + 4, 8, (uint64_t)token->tid);
	put(bytes + 12, 4, (uint64_t)token->resource);
	put(bytes + 16, 4, (uint64_t)((token->from - SINCE) / MINUTE));
	put(bytes + 20, 2, (uint64_t)((token->until - token->from) / MINUTE));
	memcpy(bytes + SIGNED, token->signature, SIGNATURE);
}

bool token_decode(const uint8_t bytes[static TOKEN_BYTES], struct token *token)
{
	*token = (struct token){
		.type = bytes[0] & 15,
		.kid = bytes[1],
		.site = (int64_t)take(bytes + 2, 2),
		.tid = (int64_t)take(bytes + 4, 8),
		.resource = (int64_t)take(bytes + 12, 4),
		.from = SINCE + (int64_t)take(bytes + 16, 4) * MINUTE,
	};
	token->until = token->from + (int64_t)take(bytes + 20, 2) * MINUTE;
	memcpy(token->signature, bytes + SIGNED, SIGNATURE);
	return bytes[0] >> 4 == VERSION && token->type >= PASS_BOOKING &&
		token->type <= PASS_SEAT && token->kid;
}

enum { PREFIX = sizeof "labpass/1", MESSAGE = PREFIX + SIGNED }; /* with its NUL */

static void message_of(const struct token *token, uint8_t message[static MESSAGE])
{
	uint8_t bytes[TOKEN_BYTES];

	token_encode(token, bytes);
	memcpy(message, "labpass/1", PREFIX);
	memcpy(message + PREFIX, bytes, SIGNED);
}

void token_sign(struct token *token, const uint8_t pair[static PAIR])
{
	uint8_t message[MESSAGE];

	message_of(token, message);
	sign(pair, message, sizeof message, token->signature);
}

bool token_is_signed(const struct token *token, const uint8_t public[static PUBLIC])
{
	uint8_t message[MESSAGE];

	message_of(token, message);
	return sign_verify(public, message, sizeof message, token->signature);
}

/* ---- its text ---- */

const char *token_text(const char *text)
{
	const char *fragment = strchr(text, '#');

	return fragment ? fragment + 1 : text;
}

/* Where the host begins; NULL: it is no address. */
static const char *host_of(const char *address)
{
	for (const char *scheme = "https"; scheme; scheme = scheme[4] ? "http" : NULL) {
		size_t size = strlen(scheme);

		if (!strncasecmp(address, scheme, size) && !strncmp(address + size, "://", 3))
			return address + size + 3;
	}
	return NULL;
}

/* What stands before the token must be an address that ends in /T#. */
static enum token_reading read_address(const char *text, size_t size, const char *url)
{
	const char *host = host_of(text), *ours = host_of(url);
	size_t length = ours ? strlen(ours) : 0;

	if (!host || size < 3 || strncasecmp(text + size - 3, "/T#", 3) != 0)
		return TOKEN_MALFORMED;
	bool here = length && host + length + 3 == text + size && !strncasecmp(host, ours, length);
	return here ? TOKEN_READ : TOKEN_ELSEWHERE;
}

enum token_reading token_read(const char *text, const char *url, struct token *token)
{
	uint8_t bytes[TOKEN_BYTES];
	const char *bare = token_text(text);
	size_t size, length = strlen(bare);

	if (length != TOKEN_LETTERS || !base32_parse(bare, length, bytes, sizeof bytes, &size) ||
	    size != sizeof bytes || !token_decode(bytes, token))
		return TOKEN_MALFORMED;
	return bare == text ? TOKEN_READ : read_address(text, (size_t)(bare - text), url);
}

/* ---- its beginning, for people ---- */

enum { SHORT_BYTES = 5, TID_BYTES = 8, REST_BITS = 24 };

bool short_read(const char *text, struct tids *tids)
{
	char upper[SHORT_LETTERS];
	uint8_t bytes[SHORT_BYTES];
	size_t size;

	if (strlen(text) != SHORT_LETTERS)
		return false;
	for (int i = 0; i < SHORT_LETTERS; i++)
		upper[i] = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 'a' + 'A') : text[i];
	if (!base32_parse(upper, SHORT_LETTERS, bytes, sizeof bytes, &size))
		return false;
	tids->first = (int64_t)(take(bytes, SHORT_BYTES) << REST_BITS);
	tids->last = tids->first + (1 << REST_BITS) - 1;
	return true;
}

char *pass_short(struct arena *arena, const struct pass *pass)
{
	uint8_t bytes[TID_BYTES];

	put(bytes, sizeof bytes, (uint64_t)pass->token.tid);
	return base32_print(arena, bytes, SHORT_BYTES);
}

/* ---- the pass ---- */

/* Whole minutes, begun ones counting, and no more of them than fit the token. */
static void set_validity(struct token *token, const struct pass_wish *wish)
{
	int64_t from = (wish->starts - PASS_EARLY - SINCE) / MINUTE;
	int64_t until = (wish->ends - SINCE + MINUTE - 1) / MINUTE;

	assert(from >= 0 && until > from);
	if (until > from + MOST_MINUTES)
		until = from + MOST_MINUTES;
	token->from = SINCE + from * MINUTE;
	token->until = SINCE + until * MINUTE;
}

void pass_make(struct work *work, const struct pass_wish *wish)
{
	struct key key = { 0 };
	struct pass pass = { .booking = wish->booking, .person = wish->person, .seat = wish->seat,
		.number = wish->number, .day = wish->day };

	key_signing(work, &key);
	pass.token = (struct token){ .type = wish->type, .kid = key.kid, .site = key.site,
		.tid = (int64_t)random_number(), .resource = wish->resource };
	set_validity(&pass.token, wish);
	token_sign(&pass.token, key.pair);
	db_pass_add(work->db, &pass);
}

void pass_revoke_booking(struct work *work, int64_t booking)
{
	db_pass_revoke_booking(work->db, booking, work->now);
}

static void sign_anew(struct work *work, struct pass *pass, const struct key *key)
{
	pass->token.kid = key->kid;
	pass->token.tid = (int64_t)random_number();
	token_sign(&pass->token, key->pair);
	db_pass_sign(work->db, pass->id, &pass->token);
}

int pass_rescue(struct work *work, int64_t kid)
{
	struct pass *list = arena_alloc(&work->arena, sizeof *list * AT_ONCE);
	struct key key = { 0 };
	int count = AT_ONCE, all = 0;

	if (!key_revoke(work, kid))
		return -1;
	key_signing(work, &key);
	while (count == AT_ONCE) {
		count = db_passes_of_key(work->db, kid, work->now, list, AT_ONCE);
		for (int i = 0; i < count; i++)
			sign_anew(work, &list[i], &key);
		all += count;
	}
	work_touch(work, SCOPE_BOOKINGS);
	return all;
}

bool pass_of_booking(const struct work *work, int64_t booking, struct pass *pass)
{
	return db_pass_of_booking(work->db, booking, pass);
}

char *pass_token(struct arena *arena, const struct pass *pass)
{
	uint8_t bytes[TOKEN_BYTES];

	token_encode(&pass->token, bytes);
	return base32_print(arena, bytes, sizeof bytes);
}

char *pass_url(struct arena *arena, const char *url, const char *token)
{
	char *address = arena_print(arena, "%s/T#%s", url, token);

	for (char *c = address; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return address;
}
