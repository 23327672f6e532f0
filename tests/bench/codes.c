// SPDX-License-Identifier: EUPL-1.2
/*
 * Codes: what a pass costs beside the libraries alone. Prints how many a second.
 *
 * codes verify|draw ours|limit SECONDS   a token's text to its verdict, beside libsodium's signature
 *                                        alone; a QR code as SVG, beside libqrencode's modules alone
 * codes issue STORE COUNT                fills a store with so many seats for today, and prints
 *                                        their tokens, one a line, and before them the key of staff
 */
#include "app/pass.h"
#include "app/seat.h"
#include "db/db.h"
#include "db/organisation.h"
#include "tests/bench/bench.h"
#include "web/qr.h"

#include <qrencode.h>
#include <sodium.h>
#include <string.h>

enum { TOKENS = 256, CLASS = 200 };

static const char URL[] = "https://lab.example";

/* ---- without a store: tokens of a key of our own ---- */

static struct {
	uint8_t public[PUBLIC], pair[PAIR];
	char *text[TOKENS], *url[TOKENS];
	struct token token[TOKENS];
	uint8_t message[TOKENS][sizeof "labpass/1" + 22]; /* what is signed, for libsodium alone */
} made;

static void make_tokens(struct arena *arena)
{
	uint8_t bytes[TOKEN_BYTES];

	check(crypto_sign_keypair(made.public, made.pair) == 0, "no key");
	for (int i = 0; i < TOKENS; i++) {
		made.token[i] = (struct token){ .type = PASS_SEAT, .kid = 1, .site = 7, .tid = (int64_t)random_number(),
			.resource = 3, .from = 1780300800, .until = 1780300800 + 2 * HOUR };
		token_sign(&made.token[i], made.pair);
		token_encode(&made.token[i], bytes);
		memcpy(made.message[i], "labpass/1", sizeof "labpass/1");
		memcpy(made.message[i] + sizeof "labpass/1", bytes, 22);
		made.text[i] = pass_token(arena, &(struct pass){ .token = made.token[i] });
		made.url[i] = pass_url(arena, URL, made.text[i]);
	}
}

static bool verify_ours(int i)
{
	struct token token;

	return token_read(made.url[i], URL, &token) == TOKEN_READ && token_is_signed(&token, made.public);
}

static bool verify_limit(int i)
{
	return crypto_sign_verify_detached(made.token[i].signature, made.message[i], sizeof made.message[i],
		made.public) == 0;
}

static bool draw_ours(int i)
{
	struct buffer to = { 0 };
	bool drawn = qr_svg(made.url[i], &to);

	buffer_clear(&to);
	return drawn;
}

static bool draw_limit(int i)
{
	QRcode *code = QRcode_encodeString(made.url[i], 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	bool drawn = code;

	QRcode_free(code);
	return drawn;
}

static const struct {
	const char *what, *whose;
	bool (*once)(int i);
} loops[] = { { "verify", "ours", verify_ours }, { "verify", "limit", verify_limit }, { "draw", "ours", draw_ours },
	{ "draw", "limit", draw_limit } };

static void turn(char **argv)
{
	bool (*once)(int i) = NULL;
	double length = atof(argv[3]), began;
	struct arena arena = { 0 };
	long count = 0;

	for (size_t i = 0; i < sizeof loops / sizeof *loops; i++)
		if (!strcmp(loops[i].what, argv[1]) && !strcmp(loops[i].whose, argv[2]))
			once = loops[i].once;
	check(once, "codes verify|draw ours|limit SECONDS");
	secret_start();
	make_tokens(&arena);
	for (began = seconds_of(CLOCK_MONOTONIC); seconds_of(CLOCK_MONOTONIC) - began < length; count++)
		check(once((int)(count % TOKENS)), "a code is no code");
	printf("%.0f\n", (double)count / (seconds_of(CLOCK_MONOTONIC) - began));
	arena_clear(&arena);
}

/* ---- in a store: classes of a workshop that is on now ---- */

struct issue {
	int64_t count;
	struct person staff;
	char key[64];
	int64_t workshop, day;
	int64_t done;
};

static void furnish(struct work *work, void *about)
{
	struct issue *issue = about;
	struct organisation school = { .slug = "school", .name = "School", .kind = "school" };

	issue->staff = (struct person){ .email = "staff@example.org", .name = "Mandy", .role = "staff", .language = "de" };
	person_add(work, &issue->staff, NULL);
	work->person = &issue->staff;
	const char *key = api_key_add(work, "staff@example.org", "bench");
	memcpy(issue->key, key, strlen(key) + 1);
	db_organisation_add(work->db, &school);
	db_membership_add(work->db, school.id, issue->staff.id);
	for (int weekday = 1; weekday <= 7; weekday++)
		db_opening_add(work->db, &(struct opening){ .weekday = weekday, .until_minute = 24 * 60 });
}

/* A hall for each class, so that their workshops may be at the same time. */
static void add_class(struct work *work, void *about)
{
	struct issue *issue = about;
	const char *slug = arena_print(&work->arena, "hall-%lld", (long long)issue->done);
	struct workshop_wish wish = { .title = "Workshop", .title_en = "", .about = "", .about_en = "", .place = slug,
		.day_count = 1, .days = { { work->now, work->now + 12 * HOUR } }, .capacity = CLASS, .override = true };
	struct workshop w;
	struct seat s;
	struct pass list[CLASS];
	struct workshop_day day;

	person_by_email(work, "staff@example.org", &issue->staff);
	work->person = &issue->staff;
	db_resource_add(work->db, &(struct resource){ .slug = slug, .name = slug, .kind = "room", .location = "",
		.description = "", .bookable = true, .slot_minutes = 30, .shortest_minutes = 30, .longest_minutes = 1440,
		.horizon_days = 60, .most_people = CLASS });
	workshop_make(work, &wish, &w);
	if (work->reasons)
		return;
	seat_sign_up(work, &(struct seat_wish){ .workshop = w.id, .count = CLASS, .organisation = "school",
		.person = "", .class_name = "7b", .teacher = "" }, &s);
	db_workshop_days(work->db, w.id, &day, 1);
	int count = seat_passes(work, s.id, day.id, list, CLASS);
	for (int i = 0; i < count && issue->done < issue->count; i++, issue->done++)
		printf("%s\n", pass_token(&work->arena, &list[i]));
}

static void run(struct lab *lab, void (*job)(struct work *, void *), struct issue *issue)
{
	struct work work = { .lab = lab, .kind = WRITE, .job = job, .about = issue };

	check(work_do(&work) == WORK_DONE, "issuing failed");
	arena_clear(&work.arena);
}

static void issue_all(char **argv)
{
	struct lab *lab = open_lab(argv[2]);
	struct issue issue = { .count = atoll(argv[3]) };

	run(lab, furnish, &issue);
	printf("%s\n", issue.key);
	while (issue.done < issue.count)
		run(lab, add_class, &issue);
	close_lab(lab);
}

int main(int argc, char **argv)
{
	check(argc == 4, "codes verify|draw ours|limit SECONDS, or codes issue STORE COUNT");
	if (!strcmp(argv[1], "issue"))
		issue_all(argv);
	else
		turn(argv);
	return EXIT_SUCCESS;
}
