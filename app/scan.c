// SPDX-License-Identifier: EUPL-1.2
#include "app/scan.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/key.h"
#include "app/lab.h"
#include "app/pass.h"
#include "app/presence.h"
#include "app/revision.h"
#include "app/workshop.h"
#include "db/booking.h"
#include "db/person.h"

#include <stdio.h>
#include <string.h>

enum {
	MOST_GUESSES = 20, /* a scanner that misreads makes a few; who tries codes out makes many */
	GUESSES_WITHIN = 60,
	LATEST = 12 * 3600, /* a scanner that was offline uploads within its working day */
	LATEST_DECIDED = 14 * 86400, /* or finds what it decided in its drawer */
};

enum code { OK, ALREADY, NOT_YET, EXPIRED, CANCELLED, REVOKED, WRONG_PLACE, UNKNOWN, MALFORMED,
	BAD_SIGNATURE, WRONG_SITE, TOO_MANY, CODES };

static const struct {
	const char *result, *code;
} words[] = {
	[OK] = { "admitted", "ok" },
	[ALREADY] = { "already", "already" },
	[NOT_YET] = { "refused", "not_yet" },
	[EXPIRED] = { "refused", "expired" },
	[CANCELLED] = { "refused", "cancelled" },
	[REVOKED] = { "refused", "revoked" },
	[WRONG_PLACE] = { "refused", "wrong_place" },
	[UNKNOWN] = { "refused", "unknown" },
	[MALFORMED] = { "refused", "malformed" },
	[BAD_SIGNATURE] = { "refused", "bad_signature" },
	[WRONG_SITE] = { "refused", "wrong_site" },
	[TOO_MANY] = { "refused", "too_many" },
};

const char *const scan_codes[] = { "ok", "already", "not_yet", "expired", "cancelled", "revoked",
	"wrong_place", "unknown", "malformed", "bad_signature", "wrong_site", "too_many", NULL };

static enum code code_named(const char *word)
{
	enum code code = OK;

	while (code < CODES && strcmp(words[code].code, word) != 0)
		code++;
	return code;
}

/* ---- is the wish one at all? ---- */

static void read_token(const char *token, struct scan_row *row)
{
	const char *bare = token_text(token);
	size_t size = strlen(bare);

	token_hash(token, row->hash);
	row->head_size = size / 2 < SCAN_HEAD ? size / 2 : SCAN_HEAD; /* not all of a short one */
	memcpy(row->head, bare, row->head_size);
}

static void read_nonce(struct work *work, const char *nonce, struct scan_row *row)
{
	size_t size = 0;

	if (!nonce)
		reason_add(work, MISSING_FIELD, "nonce");
	else if (!hex_parse(nonce, row->nonce, SCAN_NONCE, &size) || size != SCAN_NONCE)
		reason_add_detail(work, BAD_INPUT, "nonce", nonce);
}

static void read_wish(struct work *work, const struct scan_wish *wish, struct scan_row *row)
{
	int64_t latest = wish->decided ? LATEST_DECIDED : LATEST;
	bool late = wish->at && wish->at <= work->now && wish->at > work->now - latest;

	*row = (struct scan_row){
		.person = work->person->id,
		.point = wish->point ? wish->point : "door",
		.direction = wish->direction ? wish->direction : "entry",
		.happened = late ? wish->at : work->now,
		.arrived = work->now,
	};
	read_nonce(work, wish->nonce, row);
	if (wish->token)
		read_token(wish->token, row);
	else
		reason_add(work, MISSING_FIELD, "token");
	if (!text_is_slug(row->point))
		reason_add_detail(work, BAD_INPUT, "point", row->point);
	if (strcmp(row->direction, "entry") != 0 && strcmp(row->direction, "exit") != 0)
		reason_add_detail(work, BAD_INPUT, "direction", row->direction);
	if (wish->decided && (!wish->at || code_named(wish->decided) == CODES))
		reason_add_detail(work, BAD_INPUT, "decided", wish->decided);
}

/* ---- is the pass ours, and does it admit? ---- */

/* Codes that the lab never gave out count against who read them. */
static void guesser(const struct work *work, uint8_t subject[static HASH])
{
	char id[24];

	snprintf(id, sizeof id, "%lld", (long long)work->person->id);
	keyed_hash("scan", id, subject);
}

static bool is_guessing(const struct work *work)
{
	uint8_t subject[HASH];

	guesser(work, subject);
	return db_attempts(work->db, subject, work->now - GUESSES_WITHIN) > MOST_GUESSES;
}

static void count_guess(const struct work *work, enum code code)
{
	uint8_t subject[HASH];

	if (code != UNKNOWN && code != MALFORMED && code != BAD_SIGNATURE)
		return;
	guesser(work, subject);
	db_attempt_add(work->db, subject, work->now);
}

static enum code state_of(const struct key *key)
{
	return key->is_revoked ? REVOKED : OK;
}

/* Typed letters, that are good on their day only. */
static enum code recognise_short(const struct work *work, const struct tids *tids, int64_t at, struct admission *admission)
{
	struct span day = { zone_instant(zone_day(at), 0), zone_instant(zone_day(at) + 1, 0) };
	struct key key;

	if (!db_admission_short(work->db, &day, tids->first, tids->last, admission) || !db_key_find(work->db, admission->kid, &key))
		return UNKNOWN;
	return state_of(&key);
}

/* Who made it, from the outside in: nothing the token says counts before its signature does. */
static enum code recognise(const struct work *work, const char *text, int64_t at, struct admission *admission)
{
	struct tids tids;
	struct token token;
	struct key key;
	enum token_reading reading = token_read(text, work->lab->url, &token);

	if (short_read(text, &tids))
		return recognise_short(work, &tids, at, admission);
	if (reading == TOKEN_MALFORMED)
		return MALFORMED;
	if (reading == TOKEN_ELSEWHERE)
		return WRONG_SITE;
	if (!db_key_find(work->db, token.kid, &key))
		return UNKNOWN;
	if (token.site != key.site)
		return WRONG_SITE;
	if (!token_is_signed(&token, key.public))
		return BAD_SIGNATURE;
	if (db_admission_of(work->db, token.from, token.tid, admission))
		return state_of(&key);
	return key.is_revoked ? REVOKED : UNKNOWN; /* it was signed anew since, see pass_rescue() */
}

static bool is(const struct admission *a, const char *status)
{
	return a->status && !strcmp(a->status, status);
}

/* The way out stays open after the end. */
static enum code judge(
	const struct work *work, const struct admission *a, const struct scan_row *row)
{
	bool leaving = !strcmp(row->direction, "exit");

	if (is(a, "cancelled") || is(a, "refused") || is(a, "lapsed"))
		return CANCELLED;
	if (a->is_revoked)
		return REVOKED;
	if (row->happened < a->from || is(a, "requested"))
		return NOT_YET;
	if (row->happened >= a->until && !leaving)
		return EXPIRED;
	if (db_point_is_elsewhere(work->db, row->point, a->resource))
		return WRONG_PLACE;
	return OK;
}

/* ---- the answer ---- */

static void answer(const struct work *work, const struct scan_row *row, const struct admission *a,
	struct scan *scan)
{
	*scan = (struct scan){ .result = row->result, .code = row->code, .is_known = row->pass,
		.judged = row->judged };
	if (scan->judged)
		scan->is_contrary = strcmp(words[code_named(row->judged)].result, row->result) != 0;
	if (scan->is_known) {
		scan->ref = a->ref;
		scan->holder = a->holder;
		scan->number = a->number;
		scan->workshop = a->seat ? workshop_title(work, a->workshop, a->workshop_en) : NULL;
		scan->resource = a->resource_name;
		scan->from = a->from;
		scan->until = a->until;
	}
	if (!strcmp(row->code, words[ALREADY].code))
		db_attendance_first(work->db, row, &scan->first);
}

static void answer_again(struct work *work, const struct scan_row *row, struct scan *scan)
{
	struct scan_row first = { 0 };
	struct admission admission = { 0 };

	if (!db_scan_find(work->db, row->person, row->nonce, &first))
		return; /* the store is spoilt */
	if (!same_bytes(first.hash, row->hash, HASH)) {
		reason_add(work, NONCE_REUSED, "nonce");
		return;
	}
	if (first.pass)
		db_admission(work->db, first.pass, &admission);
	answer(work, &first, &admission, scan);
}

/* False: somebody was first. */
static bool attend(struct work *work, const struct admission *admission, const struct scan_row *row)
{
	if (!db_attendance_add(work->db, row))
		return false;
	if (!strcmp(row->direction, "entry"))
		db_pass_came(work->db, row->pass, row->happened);
	if (admission->seat)
		presence_scanned(work, admission, row);
	work_touch(work, SCOPE_BOOKINGS);
	return true;
}

static enum code decide(struct work *work, const char *token, struct scan_row *row,
	struct admission *admission)
{
	enum code code = is_guessing(work) ? TOO_MANY : recognise(work, token, row->happened, admission);

	row->pass = admission->pass;
	if (code == OK)
		code = judge(work, admission, row);
	if (code == OK && !attend(work, admission, row))
		code = ALREADY;
	count_guess(work, code);
	return code;
}

/* Who was let in came, even if the pass is worth nothing any more, or another scanner had let it in. */
static enum code accept(struct work *work, const struct scan_wish *wish, struct scan_row *row,
	struct admission *admission)
{
	enum code code = recognise(work, wish->token, row->happened, admission), told = code_named(wish->decided);

	row->pass = admission->pass;
	if (code == OK)
		code = judge(work, admission, row);
	if (told == OK && row->pass && !attend(work, admission, row)) {
		code = code == OK ? ALREADY : code;
		if (admission->seat)
			presence_scanned(work, admission, row); /* perhaps they were earlier than known */
	}
	if (told == ALREADY && code == OK)
		code = ALREADY; /* the scanner had seen it itself */
	row->judged = words[code].code;
	return told;
}

int scan_list(struct work *work, bool only_refused, struct scan_line *list, int most)
{
	return db_scans(work->db, only_refused, list, most);
}

void scan_make(struct work *work, const struct scan_wish *wish, struct scan *scan)
{
	struct scan_row row;
	struct admission admission = { 0 };

	*scan = (struct scan){ 0 };
	read_wish(work, wish, &row);
	if (work->reasons)
		return;
	if (!db_nonce_take(work->db, &row)) {
		answer_again(work, &row, scan);
		return;
	}
	enum code code = wish->decided ? accept(work, wish, &row, &admission)
		: decide(work, wish->token, &row, &admission);
	row.result = words[code].result;
	row.code = words[code].code;
	db_scan_add(work->db, &row);
	answer(work, &row, &admission, scan);
}
