// SPDX-License-Identifier: EUPL-1.2
/*
 * Passes: what a person shows to be let in. "lab pass v1" is 86 bytes, integers big endian:
 *
 *   0  1  version 1 << 4 | type      12  4  resource, 0: attendance only
 *   1  1  key id, 1 to 255           16  4  valid from, minutes since 2020-01-01T00:00Z
 *   2  2  site                       20  2  for so many minutes
 *   4  8  random                     22 64  Ed25519 of "labpass/1", a NUL and bytes 0 to 21
 *
 * and as text their Base32 in its one spelling, which QR's alphanumeric mode takes. No name is in.
 */
#ifndef PASS_H
#define PASS_H

#include "app/work.h"
#include "db/pass.h"

enum {
	TOKEN_BYTES = 86,
	TOKEN_LETTERS = 138,
	SHORT_LETTERS = 8,
	TOKEN_GROUP = 5, SHORT_GROUP = 4, /* letters at a time, where they are typed */
	PASS_EARLY = 15 * 60, /* who comes early need not wait at the door while staff are busy */
};

/* ---- the token: pure functions ---- */

void token_encode(const struct token *token, uint8_t bytes[static TOKEN_BYTES]);
/* False: not of this version, or of no type or key. The signature is copied, not verified. */
bool token_decode(const uint8_t bytes[static TOKEN_BYTES], struct token *token);
void token_sign(struct token *token, const uint8_t pair[static PAIR]);
bool token_is_signed(const struct token *token, const uint8_t public[static PUBLIC]);

enum token_reading { TOKEN_READ, TOKEN_MALFORMED, TOKEN_ELSEWHERE };

/* The bare text, or an address whose fragment it is: HTTPS://HOST/T#…, in any case before the #. Of
 * another host than the lab's url is TOKEN_ELSEWHERE. */
enum token_reading token_read(const char *text, const char *url, struct token *token);
const char *token_text(const char *text); /* where in that text the bare token would begin */

/* The first 40 of a tid's bits, for where a code can be read by people only. Nothing in it is signed: it counts only with
 * the lab's own list, on its day, and who tries some out is stopped. False: it is none; else all such tids. */
struct tids {
	int64_t first, last;
};
bool short_read(const char *text, struct tids *tids);

/* ---- the pass ---- */

struct pass_wish {
	enum pass_type type;
	int64_t booking, person, resource;
	int64_t seat, number, day; /* of a seat, see db/pass.h */
	int64_t starts, ends; /* it admits from PASS_EARLY before, for 45 days at most */
};

/* WRITE only. A booking has one pass, a seat one a day and number: revoke its old one first. */
void pass_make(struct work *work, const struct pass_wish *wish);
void pass_revoke_booking(struct work *work, int64_t booking);
bool pass_of_booking(const struct work *work, int64_t booking, struct pass *pass);

/* Somebody else has this key, or may have: it is revoked, and what it signed and still admits is signed anew by another,
 * so that people see another code from now on and what is printed is refused. How many; -1: there is no such key. */
int pass_rescue(struct work *work, int64_t kid);

char *pass_token(struct arena *arena, const struct pass *pass); /* 138 letters */
char *pass_short(struct arena *arena, const struct pass *pass); /* 8 letters, see short_read() */
/* What its QR code says, in upper case: HTTPS://LAB.EXAMPLE/T#TOKEN. A fragment reaches no log. */
char *pass_url(struct arena *arena, const char *url, const char *token);

#endif
