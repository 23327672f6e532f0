// SPDX-License-Identifier: EUPL-1.2
#include "app/join.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/booking.h"
#include "app/delivery.h"
#include "app/revision.h"
#include "app/setting.h"
#include "db/db.h"
#include "db/hours.h"

#include <string.h>

enum { HOUR = 3600, OLDEST = 120 };

/* ---- what may be typed ----------------------------------------------------------------------- */

/* Of the lists of leaked passwords those that are long enough to be typed here. */
static const char *const common[] = { "1234567890", "0123456789", "0987654321", "9876543210", "1111111111",
	"0000000000", "1234567891", "12345678910", "123456789a", "1q2w3e4r5t", "1qaz2wsx3edc", "q1w2e3r4t5",
	"qwertyuiop", "qwertzuiop", "qwertyuiop123", "qwertzuiopü", "asdfghjkl1", "asdfghjklö", "abcdefghij",
	"abcdefghijk", "password12", "password123", "password1234", "passwort12", "passwort123", "passwort1234",
	"passwortpasswort", "passwordpassword", "iloveyou12", "iloveyou123", "ichliebedich", "hallohallo",
	"hallo12345", "hallo123456", "willkommen", "willkommen1", "schatz1234", "sonnenschein", "sommer2024",
	"sommer2025", "sommer2026", "winter2025", "winter2026", "fussball123", "erzgebirge", "speicher123",
	"smartlab123", "letmein1234", "welcome123", "welcome1234", "administrator", "princess123",
	"sunshine123", "football123", "superman123", "michelle123", "dragon1234", "monkey1234",
	"qwerty12345", "qwertz12345", "computer123", "starwars123" };

static bool is_common(const char *lower_case)
{
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (!strcmp(common[i], lower_case))
			return true;
	return false;
}

static bool is_one_letter(const char *text)
{
	return strspn(text, (char[]){ text[0], 0 }) == strlen(text);
}

void password_check(struct work *work, const char *password, const char *email)
{
	const char *small = person_address(work, password);

	if (text_letters(password) < LEAST_NEW_PASSWORD)
		reason_add_number(work, SHORT_PASSWORD, "password", LEAST_NEW_PASSWORD);
	else if (is_common(small) || is_one_letter(small) || !strcmp(small, person_address(work, email)))
		reason_add(work, COMMON_PASSWORD, "password");
}

/* We know the year only: whoever may still be too young is. */
static bool is_young(struct work *work, int64_t born)
{
	int64_t year = date_of(zone_day(work->now)).year;

	return born && year - born - 1 < setting_number(work, "guardian_age");
}

static void check_youth(struct work *work, const struct joining *j)
{
	int64_t year = date_of(zone_day(work->now)).year;

	if (j->born && (j->born > year || j->born < year - OLDEST))
		reason_add(work, NOT_A_YEAR, "born");
	else if (is_young(work, j->born) && !*j->guardian)
		reason_add_number(work, GUARDIAN_MISSING, "guardian", setting_number(work, "guardian_age"));
	if (*j->guardian && (!text_is_email(j->guardian) ||
	    !strcmp(person_address(work, j->guardian), person_address(work, j->email))))
		reason_add(work, NOT_AN_ADDRESS, "guardian");
}

static void check_language(struct work *work, const char *language)
{
	if (strcmp(language, "de") != 0 && strcmp(language, "en") != 0)
		reason_add_detail(work, BAD_INPUT, "language", language);
}

void join_check(struct work *work, const struct joining *j, const char *password)
{
	if (!*j->name)
		reason_add(work, MISSING_FIELD, "name");
	if (!text_is_email(j->email))
		reason_add(work, NOT_AN_ADDRESS, "email");
	check_language(work, j->language);
	check_youth(work, j);
	password_check(work, password, j->email);
}

/* ---- asking for a link ----------------------------------------------------------------------- */

/* Counts one more, in the store, so that all machines count together. */
static bool is_too_many(struct work *work, const char *what, const char *whose, int64_t span, int64_t most)
{
	uint8_t subject[HASH];

	keyed_hash(what, whose, subject);
	if (db_attempts(work->db, subject, work->now - span) >= most)
		return true;
	db_attempt_add(work->db, subject, work->now);
	return false;
}

/* Nobody's mailbox is filled by us: then we are silent, and whoever asks sees no difference. */
static bool may_mail(struct work *work, const char *email)
{
	return !is_too_many(work, "mail", email, 24 * HOUR, MOST_MAILS);
}

bool join_ask(struct work *work, const struct joining *j, const char *hash, const char *peer)
{
	const char *email = person_address(work, j->email);
	struct person known;

	if (is_too_many(work, "join", peer, HOUR, MOST_JOINING))
		return false;
	if (!may_mail(work, email))
		return true;
	if (person_by_email(work, email, &known)) {
		delivery_add(work, &(struct delivery){ .kind = "known", .person = known.id,
			.key = arena_print(&work->arena, "known %lld %lld", (long long)known.id,
				(long long)work->now) });
		return true;
	}
	db_tickets_void(work->db, "confirm", email, work->now);
	ticket_send(work, &(struct ticket){ .kind = "confirm", .email = email, .name = j->name,
		.language = j->language, .password = hash, .born = is_young(work, j->born) ? j->born : 0,
		.guardian = is_young(work, j->born) ? person_address(work, j->guardian) : NULL },
		TICKET_DAYS, &(struct delivery){ .kind = "confirm", .language = j->language });
	return true;
}

bool join_forgot(struct work *work, const char *typed, const char *peer)
{
	const char *email = person_address(work, typed);
	struct person person;

	if (is_too_many(work, "forgot", peer, HOUR, MOST_JOINING))
		return false;
	if (!may_mail(work, email) || !person_by_email(work, email, &person))
		return true;
	db_tickets_void(work->db, "reset", email, work->now);
	ticket_send(work, &(struct ticket){ .kind = "reset", .email = email, .person = person.id },
		TICKET_HOURS, &(struct delivery){ .kind = "reset", .person = person.id });
	return true;
}

void join_welcome(struct work *work, struct person *person)
{
	if (!*person->name)
		reason_add(work, MISSING_FIELD, "name");
	if (!text_is_email(person->email))
		reason_add(work, NOT_AN_ADDRESS, "email");
	check_language(work, person->language);
	if (work->reasons)
		return;
	if (!person_add(work, person, NULL)) {
		reason_add(work, KNOWN_ADDRESS, "email");
		return;
	}
	audit(work, "person.add", person->id, NULL);
	ticket_send(work, &(struct ticket){ .kind = "reset", .email = person->email, .person = person->id },
		TICKET_WEEKS, &(struct delivery){ .kind = "welcome", .person = person->id });
}

/* ---- what the button behind it does ---------------------------------------------------------- */

void join_confirm(struct work *work, const struct ticket *ticket)
{
	struct person person = { .email = ticket->email, .name = ticket->name, .role = "member",
		.language = ticket->language };

	if (!ticket_use(work, ticket))
		return;
	if (!person_add(work, &person, ticket->password)) {
		reason_add(work, KNOWN_ADDRESS, NULL);
		return;
	}
	audit(work, "person.join", person.id, NULL);
	if (!ticket->guardian)
		return;
	db_youth_set(work->db, person.id, &(struct youth){ .born = ticket->born });
	youth_ask(work, &person, ticket->guardian);
}

static void tell_changed(struct work *work, int64_t person)
{
	delivery_add(work, &(struct delivery){ .kind = "password_changed", .person = person,
		.key = arena_print(&work->arena, "password_changed %lld %lld", (long long)person,
			(long long)work->now) });
}

void join_reset(struct work *work, const struct ticket *ticket, const char *hash)
{
	bool first = !person_password(work, ticket->email);

	if (!ticket_use(work, ticket))
		return;
	db_person_set_password(work->db, ticket->person, hash);
	db_sessions_end(work->db, ticket->person, 0);
	audit(work, "person.reset_password", ticket->person, NULL);
	if (!first)
		tell_changed(work, ticket->person);
}

void join_accept(struct work *work, const struct ticket *ticket, const char *name, const char *hash)
{
	struct person person;

	if (!ticket_use(work, ticket))
		return;
	if (!person_by_email(work, ticket->email, &person)) {
		person = (struct person){ .email = ticket->email, .name = name, .role = "member",
			.language = ticket->language };
		person_add(work, &person, hash);
	}
	db_membership_add(work->db, ticket->organisation, person.id);
	audit(work, "organisation.join", ticket->organisation, NULL);
	work_touch(work, SCOPE_LAB);
}

void password_change(struct work *work, int64_t this_session, bool matches, const char *hash, enum reason *why)
{
	person_try(work, work->person->email, matches, why);
	if (*why)
		return;
	db_person_set_password(work->db, work->person->id, hash);
	db_sessions_end(work->db, work->person->id, this_session);
	audit(work, "person.change_password", work->person->id, NULL);
	tell_changed(work, work->person->id);
}

/* ---- young people ---------------------------------------------------------------------------- */

struct youth youth_of(struct work *work, int64_t person)
{
	struct youth youth;

	db_youth_of(work->db, person, &youth);
	return youth;
}

bool youth_is_waiting(struct work *work, int64_t person)
{
	struct youth youth = youth_of(work, person);

	return !youth.approved && is_young(work, youth.born);
}

void youth_ask(struct work *work, const struct person *person, const char *guardian)
{
	const char *email = person_address(work, guardian);
	struct youth youth = youth_of(work, person->id);

	youth.guardian = email;
	youth.approved = 0;
	db_youth_set(work->db, person->id, &youth);
	if (may_mail(work, email))
		ticket_send(work, &(struct ticket){ .kind = "guardian", .email = email,
			.person = person->id }, TICKET_YEARS, &(struct delivery){ .kind = "guardian",
			.detail = person->name, .language = person->language });
	audit(work, "youth.ask", person->id, NULL);
}

static void cancel_coming(struct work *work, int64_t person)
{
	struct booking *list = arena_alloc(&work->arena, sizeof *list * MOST_BOOKINGS);
	int count = booking_list(work, &(struct booking_filter){ .person = person, .from = work->now },
		list, MOST_BOOKINGS);

	for (int i = 0; i < count; i++)
		if (booking_is_changeable(work, &list[i]) && list[i].from > work->now)
			booking_settle(work, &list[i], "cancelled", "youth.cancel", "booking_cancelled");
}

/* Whoever withdraws takes the coming bookings back, too. A link of a guardian who was replaced does nothing. */
void youth_decide(struct work *work, const struct ticket *ticket, bool agree)
{
	struct youth youth = youth_of(work, ticket->person);

	if (!youth.guardian || strcmp(youth.guardian, ticket->email) != 0) {
		reason_add(work, NO_SUCH_TICKET, NULL);
		return;
	}
	youth.approved = agree ? work->now : 0;
	db_youth_set(work->db, ticket->person, &youth);
	audit(work, agree ? "youth.agree" : "youth.withdraw", ticket->person, NULL);
	if (!agree)
		cancel_coming(work, ticket->person);
}
