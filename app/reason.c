// SPDX-License-Identifier: EUPL-1.2
#include "app/reason.h"

#include "app/base/text.h"
#include "app/work.h"

#include <string.h>

/* {} is where a detail goes: a number, a name, a time. */
static const struct {
	const char *code;
	enum reason_kind kind;
	const char *message[LANGUAGES];
} table[REASONS] = {
	[BAD_INPUT] = { "bad_input", KIND_INPUT,
		{ "Diese Eingabe ist nicht lesbar: {}", "This input cannot be read: {}" } },
	[UNKNOWN_MEMBER] = { "unknown_member", KIND_RULE,
		{ "Das Feld „{}“ gibt es hier nicht.", "There is no member “{}” here." } },
	[NOT_A_TIME] = { "not_a_time", KIND_INPUT,
		{ "Bitte einen Zeitpunkt angeben, z. B. 2026-11-23T14:00:00+01:00.",
		  "Please give a point in time, e.g. 2026-11-23T14:00:00+01:00." } },
	[NOT_A_NUMBER] = { "not_a_number", KIND_INPUT,
		{ "Bitte eine ganze Zahl angeben.", "Please give a whole number." } },
	[NOT_CLEAN] = { "not_clean", KIND_INPUT,
		{ "Dieser Text enthält Zeichen, die sich nicht speichern lassen.",
		  "This text contains characters that cannot be kept." } },
	[TOO_LONG_TEXT] = { "too_long_text", KIND_INPUT,
		{ "Dieser Text ist zu lang: höchstens {} Zeichen.",
		  "This text is too long: at most {} characters." } },
	[MISSING_FIELD] = { "missing_field", KIND_INPUT,
		{ "Bitte dieses Feld ausfüllen.", "Please fill in this field." } },
	[NOT_SIGNED_IN] = { "not_signed_in", KIND_SIGN_IN,
		{ "Bitte melden Sie sich an.", "Please sign in." } },
	[WRONG_PASSWORD] = { "wrong_password", KIND_SIGN_IN,
		{ "E-Mail-Adresse oder Passwort stimmt nicht.",
		  "The e-mail address or the password is not right." } },
	[TOO_MANY_TRIES] = { "too_many_tries", KIND_RIGHT,
		{ "Zu viele Fehlversuche. Bitte warten Sie 15 Minuten.",
		  "Too many failed attempts. Please wait 15 minutes." } },
	[NOT_ALLOWED] = { "not_allowed", KIND_RIGHT,
		{ "Das dürfen nur Mitarbeitende des Smart Lab.", "Only staff of the Smart Lab may do this." } },
	[BAD_FORM_TOKEN] = { "bad_form_token", KIND_RIGHT,
		{ "Dieses Formular ist abgelaufen. Bitte laden Sie die Seite neu und senden Sie es noch einmal.",
		  "This form has expired. Please load the page again and send it once more." } },
	[FOREIGN_ORIGIN] = { "foreign_origin", KIND_RIGHT,
		{ "Diese Anfrage kam von einer anderen Website.", "This request came from another website." } },
	[NOT_QUALIFIED] = { "not_qualified", KIND_RIGHT,
		{ "Für {} brauchen Sie eine gültige Sicherheitseinweisung. Bitte vereinbaren Sie eine mit dem Team.",
		  "You need a valid safety introduction for {}. Please arrange one with the team." } },
	[NOT_FOR_YOU] = { "not_for_you", KIND_RIGHT,
		{ "{} ist für Sie oder diese Organisation nicht freigegeben.",
		  "{} is not open to you or this organisation." } },
	[NEEDS_GUARDIAN] = { "needs_guardian", KIND_RIGHT,
		{ "Zum Buchen fehlt noch die Zustimmung einer sorgeberechtigten Person.",
		  "A parent or guardian has yet to agree before you can book." } },
	[ADMIN_ONLY] = { "admin_only", KIND_RIGHT,
		{ "Rollen vergibt nur die Administration, und niemand sich selbst.",
		  "Only administrators give roles, and nobody to themselves." } },
	[OLD_PASSWORD] = { "old_password", KIND_RIGHT,
		{ "Das bisherige Passwort stimmt nicht.", "The present password is not right." } },
	[NO_SUCH_PAGE] = { "no_such_page", KIND_MISSING,
		{ "Diese Seite gibt es nicht.", "There is no such page." } },
	[NO_SUCH_RESOURCE] = { "no_such_resource", KIND_MISSING,
		{ "Dieses Gerät oder diesen Raum gibt es nicht.", "There is no such machine or room." } },
	[NO_SUCH_BOOKING] = { "no_such_booking", KIND_MISSING,
		{ "Diese Buchung gibt es nicht.", "There is no such booking." } },
	[NO_SUCH_PERSON] = { "no_such_person", KIND_MISSING,
		{ "Diese Person gibt es hier nicht.", "There is no such person here." } },
	[NO_SUCH_FEED] = { "no_such_feed", KIND_MISSING,
		{ "Diesen Kalender gibt es nicht.", "There is no such calendar." } },
	[NO_SUCH_MESSAGE] = { "no_such_message", KIND_MISSING,
		{ "Diese Nachricht gibt es nicht.", "There is no such message." } },
	[NO_SUCH_TICKET] = { "no_such_ticket", KIND_MISSING,
		{ "Dieser Link ist abgelaufen oder wurde schon benutzt. Fordern Sie bitte einen neuen an.",
		  "This link has expired or has been used already. Please ask for a new one." } },
	[NOT_A_PICTURE] = { "not_a_picture", KIND_RULE,
		{ "Das ist kein lesbares Bild: bitte JPEG, PNG oder WebP mit höchstens 2 MB und 24 Megapixeln.",
		  "This is no picture that can be read: JPEG, PNG or WebP, please, of at most 2 MB and 24 megapixels." } },
	[TOO_MANY_PICTURES] = { "too_many_pictures", KIND_RULE,
		{ "Mehr als {} Bilder braucht es nicht.", "It needs no more than {} pictures." } },
	[NO_SUCH_PICTURE] = { "no_such_picture", KIND_MISSING,
		{ "Dieses Bild gibt es nicht.", "There is no such picture." } },
	[UNDO_OVER] = { "undo_over", KIND_MISSING,
		{ "Das lässt sich nicht mehr rückgängig machen.", "This can no longer be undone." } },
	[UNDO_BOOKED] = { "undo_booked", KIND_TAKEN,
		{ "In der Zwischenzeit hat jemand gebucht. Bitte legen Sie die Schließung neu an.",
		  "Somebody has booked in the meantime. Please add the closure again." } },
	[CODE_REPLACED] = { "code_replaced", KIND_MISSING,
		{ "Dieser Aufkleber wurde ersetzt. Bitte lesen Sie den neuen am Gerät.",
		  "This label has been replaced. Please read the new one on the machine." } },
	[NO_SUCH_ORGANISATION] = { "no_such_organisation", KIND_MISSING,
		{ "Zu dieser Organisation gehören Sie nicht.", "You do not belong to this organisation." } },
	[NO_SUCH_WAITING] = { "no_such_waiting", KIND_MISSING,
		{ "Auf dieser Warteliste stehen Sie nicht.", "You are not on this waiting list." } },
	[SLOT_BACKWARDS] = { "slot_backwards", KIND_RULE,
		{ "Das Ende muss nach dem Beginn liegen.", "The end must come after the start." } },
	[LONG_PERIOD] = { "long_period", KIND_RULE,
		{ "Dieser Zeitraum ist zu lang: höchstens {} Tage.",
		  "This period is too long: at most {} days." } },
	[PAGE_CHANGED] = { "page_changed", KIND_TAKEN,
		{ "Inzwischen hat jemand anderes diesen Text gespeichert. Ihr Text steht noch im Feld; laden Sie die"
		  " Seite in einem zweiten Fenster, um beide zu vergleichen.",
		  "Somebody else has saved this text meanwhile. Yours is still in the field; load the page in a second"
		  " window to compare them." } },
	[IN_THE_PAST] = { "in_the_past", KIND_RULE,
		{ "Dieser Zeitraum ist schon vorbei.", "This time is over already." } },
	[OFF_RASTER] = { "off_raster", KIND_RULE,
		{ "Buchungen beginnen und enden hier im Raster von {} Minuten.",
		  "Bookings begin and end here on a raster of {} minutes." } },
	[TOO_SHORT] = { "too_short", KIND_RULE,
		{ "Das ist zu kurz: mindestens {} Minuten.", "This is too short: at least {} minutes." } },
	[TOO_LONG] = { "too_long", KIND_RULE,
		{ "Das ist zu lang: höchstens {} Minuten.", "This is too long: at most {} minutes." } },
	[TOO_LONG_EVER] = { "too_long", KIND_RULE, /* and nobody sets it aside */
		{ "Länger als {} Tage lässt sich nichts buchen.", "Nothing can be booked for more than {} days." } },
	[TOO_SOON] = { "too_soon", KIND_RULE,
		{ "Bitte mindestens {} Minuten vorher buchen.", "Please book at least {} minutes ahead." } },
	[TOO_FAR] = { "too_far", KIND_RULE,
		{ "So weit im Voraus geht es nicht: höchstens {} Tage.",
		  "That is too far ahead: at most {} days." } },
	[CLOSED] = { "closed", KIND_RULE,
		{ "Das Smart Lab hat in dieser Zeit nicht durchgehend geöffnet.",
		  "The Smart Lab is not open all of this time." } },
	[CLOSED_BECAUSE] = { "closed", KIND_RULE,
		{ "In dieser Zeit ist geschlossen: {}.", "It is closed at that time: {}." } },
	[NOT_BOOKABLE] = { "not_bookable", KIND_RULE,
		{ "Das lässt sich zurzeit nicht buchen.", "This cannot be booked at present." } },
	[OUT_OF_ORDER] = { "out_of_order", KIND_RULE,
		{ "{} ist außer Betrieb, bis das Team es angesehen hat.",
		  "{} is out of order until the team has seen it." } },
	[TOO_MANY_PEOPLE] = { "too_many_people", KIND_RULE,
		{ "Hier ist Platz für 1 bis {} Personen.", "There is room here for 1 to {} people." } },
	[TOO_MANY_OPEN] = { "too_many_open", KIND_RULE,
		{ "Mehr als {} kommende Buchungen sind hier nicht möglich.",
		  "You cannot hold more than {} bookings to come here." } },
	[OVER_QUOTA] = { "over_quota", KIND_RULE,
		{ "Damit wäre das Kontingent von {} Stunden überschritten.",
		  "This would exceed the quota of {} hours." } },
	[ALREADY_OVER] = { "already_over", KIND_RULE,
		{ "Diese Buchung ist schon vorbei oder storniert.", "This booking is over or cancelled already." } },
	[NONCE_REUSED] = { "nonce_reused", KIND_RULE,
		{ "Diese Scan-Nummer gehört schon zu einem anderen Code.",
		  "This scan's number belongs to another code already." } },
	[NOT_CHANGEABLE] = { "not_changeable", KIND_RULE,
		{ "Das lässt sich nicht mehr ändern.", "This can no longer be changed." } },
	[STILL_FREE] = { "still_free", KIND_RULE,
		{ "Diese Zeit ist frei: Sie können sie gleich buchen.",
		  "This time is free: you can book it right away." } },
	[TOO_MANY_WAITING] = { "too_many_waiting", KIND_RULE,
		{ "Sie warten schon auf {} Zeiten. Bitte streichen Sie erst eine.",
		  "You are waiting for {} times already. Please give up one first." } },
	[WAITING_ALREADY] = { "waiting_already", KIND_RULE,
		{ "Auf diese Zeit warten Sie schon.", "You are waiting for this time already." } },
	[ALREADY_DECIDED] = { "already_decided", KIND_TAKEN,
		{ "Darüber ist schon entschieden.", "This has been decided already." } },
	[TOO_LATE] = { "too_late", KIND_TAKEN,
		{ "Die Frist dafür ist abgelaufen.", "The time to decide this is over." } },
	[SHORT_PASSWORD] = { "short_password", KIND_RULE,
		{ "Das Passwort braucht mindestens {} Zeichen.", "The password needs at least {} characters." } },
	[COMMON_PASSWORD] = { "common_password", KIND_RULE,
		{ "Dieses Passwort lässt sich leicht erraten. Nehmen Sie bitte ein anderes.",
		  "This password is easy to guess. Please choose another one." } },
	[NOT_AN_ADDRESS] = { "not_an_address", KIND_RULE,
		{ "Das ist keine E-Mail-Adresse.", "This is no e-mail address." } },
	[NOT_A_YEAR] = { "not_a_year", KIND_RULE,
		{ "Bitte das Geburtsjahr mit vier Ziffern angeben.", "Please give the year of birth with four digits." } },
	[GUARDIAN_MISSING] = { "guardian_missing", KIND_RULE,
		{ "Wer noch nicht sicher {} ist, braucht die E-Mail-Adresse einer sorgeberechtigten Person.",
		  "Whoever may be younger than {} needs the e-mail address of a parent or guardian." } },
	[NOT_A_SLUG] = { "not_a_slug", KIND_RULE,
		{ "Erlaubt sind kleine Buchstaben ohne Umlaute, Ziffern und Bindestriche.",
		  "Small letters, digits and hyphens only, please." } },
	[BAD_LINE] = { "bad_line", KIND_RULE,
		{ "Zeile {} ist nicht zu verstehen, oder eine zu viel.", "Line {} cannot be understood, or is one too many." } },
	[EXAMPLE_WRONG] = { "example_wrong", KIND_RULE,
		{ "Das Beispiel kommt nicht heraus: {}", "The example does not come out right: {}" } },
	[ORDER_WRONG] = { "order_wrong", KIND_RULE,
		{ "Aus dem Befehl werden keine Bytes: {}", "The order comes to no bytes: {}" } },
	[KNOWN_SLUG] = { "known_slug", KIND_TAKEN,
		{ "Dieses Kürzel ist vergeben.", "This short name is taken." } },
	[KNOWN_ADDRESS] = { "known_address", KIND_TAKEN,
		{ "Diese Adresse hat schon ein Konto.", "This address has an account already." } },
	[LAST_ADMIN] = { "last_admin", KIND_RULE,
		{ "Das Lab braucht mindestens eine Person mit Verwaltungsrechten.",
		  "The lab needs at least one administrator." } },
	[WRONG_ADDRESS] = { "wrong_address", KIND_RULE,
		{ "Das ist nicht Ihre E-Mail-Adresse.", "This is not your e-mail address." } },
	[NO_SUCH_DEVICE] = { "no_such_device", KIND_MISSING,
		{ "Dieses Gerät gibt es nicht.", "There is no such device." } },
	[NOT_A_PLATE] = { "not_a_plate", KIND_RULE,
		{ "Darin steht keine DevEUI: 16 Ziffern und Buchstaben von 0 bis F.",
		  "There is no DevEUI in it: 16 digits and letters from 0 to F." } },
	[NO_SUCH_SERIES] = { "no_such_series", KIND_MISSING,
		{ "Diese Serie gibt es nicht.", "There is no such series." } },
	[BAD_REPEAT] = { "bad_repeat", KIND_RULE,
		{ "Diese Wiederholung lässt sich nicht lesen. Möglich sind Regeln wie FREQ=WEEKLY;BYDAY=TU;UNTIL=20270701.",
		  "This repetition cannot be read. Rules like FREQ=WEEKLY;BYDAY=TU;UNTIL=20270701 are possible." } },
	[NO_DATES] = { "no_dates", KIND_RULE,
		{ "Keiner dieser Termine lässt sich buchen.", "None of these dates can be booked." } },
	[PART_CIRCLE] = { "part_circle", KIND_RULE,
		{ "Das eine ist schon ein Teil des anderen.", "The one is a part of the other already." } },
	[PART_BOOKED] = { "part_booked", KIND_TAKEN,
		{ "Das ist gebucht, während das Ganze gebucht ist: {} Buchungen.",
		  "This is booked while the whole is: {} bookings." } },
	[NO_SUCH_WORKSHOP] = { "no_such_workshop", KIND_MISSING,
		{ "Diesen Workshop gibt es nicht.", "There is no such workshop." } },
	[NO_SUCH_SEAT] = { "no_such_seat", KIND_MISSING,
		{ "Diese Anmeldung gibt es nicht.", "There is no such registration." } },
	[OF_A_WORKSHOP] = { "of_a_workshop", KIND_RULE,
		{ "Diese Buchung gehört zu einem Workshop und ändert sich mit ihm.",
		  "This booking belongs to a workshop and changes with it." } },
	[WORKSHOP_CANCELLED] = { "workshop_cancelled", KIND_RULE,
		{ "Dieser Workshop ist abgesagt.", "This workshop is cancelled." } },
	[REGISTRATION_LATER] = { "registration_later", KIND_RULE,
		{ "Die Anmeldung hat noch nicht begonnen.", "Registration has not begun yet." } },
	[REGISTRATION_OVER] = { "registration_over", KIND_RULE,
		{ "Die Anmeldung ist beendet.", "Registration has ended." } },
	[TOO_MANY_SEATS] = { "too_many_seats", KIND_RULE,
		{ "Hier sind 1 bis {} Plätze auf einmal möglich.", "You can take 1 to {} seats at once here." } },
	[NOT_A_GRADE] = { "not_a_grade", KIND_RULE,
		{ "Bitte eine Klassenstufe von 1 bis 13 angeben.", "Please give a grade from 1 to 13." } },
	[NO_PUPILS] = { "no_pupils", KIND_RULE,
		{ "Von Schulklassen speichert das Smart Lab keine Namen.",
		  "The Smart Lab keeps no names of pupils." } },
	[MISSING_DAY] = { "missing_day", KIND_RULE,
		{ "Bitte mindestens einen Tag mit Beginn und Ende angeben.",
		  "Please give at least one day with its begin and end." } },
	[DAYS_OVERLAP] = { "days_overlap", KIND_RULE,
		{ "Zwei dieser Zeiten überschneiden sich.", "Two of these times overlap." } },
	[BELOW_TAKEN] = { "below_taken", KIND_RULE,
		{ "So viele Plätze sind schon vergeben: {}.", "So many seats are taken already: {}." } },
	[ABOVE_CAPACITY] = { "above_capacity", KIND_RULE,
		{ "Das darf nicht über der Zahl der Plätze liegen.", "This must not exceed the number of seats." } },
	[CLOSES_EARLY] = { "closes_early", KIND_RULE,
		{ "Die Anmeldung muss enden, nachdem sie begonnen hat, und bevor der Workshop vorbei ist.",
		  "Registration must end after it began and before the workshop is over." } },
	[REASON_NEEDED] = { "reason_needed", KIND_RULE,
		{ "Dieser Tag ist vorbei: Bitte geben Sie den Grund der Korrektur an.",
		  "This day is over: please give the reason for the correction." } },
	[WORKSHOP_FULL] = { "workshop_full", KIND_TAKEN,
		{ "So viele Plätze sind nicht mehr frei.", "There are not so many seats left." } },
	[SIGNED_UP] = { "signed_up", KIND_TAKEN,
		{ "Für diesen Workshop gibt es schon eine Anmeldung von Ihnen.",
		  "You have signed up for this workshop already." } },
	[SLOT_TAKEN] = { "slot_taken", KIND_TAKEN,
		{ "Diese Zeit ist inzwischen vergeben.", "This time has been taken meanwhile." } },
};

bool reason_said(const struct work *work, enum reason code)
{
	for (const struct said *said = work->reasons; said; said = said->next)
		if (said->code == code)
			return true;
	return false;
}

static bool is_repeated(const struct work *work, enum reason code, const char *field)
{
	for (const struct said *said = work->reasons; said; said = said->next)
		if (said->code == code && !strcmp(said->field ? said->field : "", field ? field : ""))
			return true;
	return false;
}

void reason_add(struct work *work, enum reason code, const char *field)
{
	reason_add_detail(work, code, field, NULL);
}

void reason_add_detail(struct work *work, enum reason code, const char *field, const char *detail)
{
	if (is_repeated(work, code, field))
		return;
	struct said *said = arena_alloc(&work->arena, sizeof *said);
	*said = (struct said){ .next = work->reasons, .code = code, .field = field,
		.detail = arena_text(&work->arena, detail) };
	work->reasons = said;
}

void reason_add_number(struct work *work, enum reason code, const char *field, int64_t number)
{
	reason_add_detail(work, code, field,
		arena_print(&work->arena, "%lld", (long long)number));
}

void reason_drop(struct work *work, enum reason code)
{
	const struct said *all = work->reasons;

	work->reasons = NULL;
	for (; all; all = all->next)
		if (all->code != code)
			reason_add_detail(work, all->code, all->field, all->detail);
}

const char *reason_code(enum reason code)
{
	return table[code].code;
}

enum reason_kind reason_kind(enum reason code)
{
	return table[code].kind;
}

const char *reason_message(struct arena *arena, const struct said *said, enum language language)
{
	return text_fill(arena, table[said->code].message[language], said->detail);
}
