// SPDX-License-Identifier: EUPL-1.2
#include "app/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <libical/ical.h>

static const struct event event = {
	.id = 42,
	.installation = "0123456789abcdef0123456789abcdef",
	.sequence = 3,
	.updated = 1792915200, /* 2026-10-25T08:00:00Z, hours after the clocks went back */
	.starts = 1792884600,  /* 23:30Z and 02:30Z: four hours on the wall clock, three in truth */
	.ends = 1792895400,
	.status = EVENT_CONFIRMED,
	.language = GERMAN,
	.resource = "Prusa MK4; Nr. 1, links",
	.location = "Speicher Zwönitz, Raum 2",
	.ref = "K7Q29XMP",
	.url = "https://lab.example/bookings/K7Q29XMP",
};

#define COMMON \
	"BEGIN:VEVENT\r\n" \
	"UID:b42@0123456789abcdef0123456789abcdef\r\n" \
	"SEQUENCE:3\r\n" \
	"DTSTAMP:20261025T080000Z\r\n" \
	"LAST-MODIFIED:20261025T080000Z\r\n" \
	"DTSTART:20261024T233000Z\r\n" \
	"DTEND:20261025T023000Z\r\n" \
	"STATUS:CONFIRMED\r\n" \
	"TRANSP:OPAQUE\r\n" \
	"X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"

static void an_event_is_these_bytes(void **state)
{
	struct arena arena = { 0 };
	char *text[AUDIENCES];

	(void)state;
	calendar_event(&arena, &event, text);
	assert_string_equal(text[AUDIENCE_OWN],
		COMMON "SUMMARY:Prusa MK4\\; Nr. 1\\, links\r\n"
		       "LOCATION:Speicher Zwönitz\\, Raum 2\r\n"
		       "DESCRIPTION:Buchung K7Q29XMP\\nhttps://lab.example/bookings/K7Q29XMP\r\n"
		       "URL:https://lab.example/bookings/K7Q29XMP\r\n"
		       "CLASS:PRIVATE\r\n"
		       "END:VEVENT\r\n");
	assert_string_equal(text[AUDIENCE_BUSY], COMMON "SUMMARY:Belegt\r\nEND:VEVENT\r\n");
	arena_clear(&arena);
}

static void a_cancelled_event_stays_and_says_so_to_every_client(void **state)
{
	struct arena arena = { 0 };
	struct event gone = event;
	char *text[AUDIENCES];

	(void)state;
	gone.status = EVENT_CANCELLED;
	gone.language = ENGLISH;
	gone.location = NULL;
	calendar_event(&arena, &gone, text);
	for (int i = 0; i < AUDIENCES; i++) {
		assert_non_null(strstr(text[i], "STATUS:CANCELLED\r\n"));
		assert_non_null(strstr(text[i], "TRANSP:TRANSPARENT\r\n"));
		assert_non_null(strstr(text[i], "BUSYSTATUS:FREE\r\n"));
	}
	assert_non_null(strstr(text[AUDIENCE_OWN], "SUMMARY:Cancelled: Prusa MK4"));
	assert_non_null(strstr(text[AUDIENCE_BUSY], "SUMMARY:Abgesagt\r\n"));
	assert_null(strstr(text[AUDIENCE_OWN], "LOCATION"));
	arena_clear(&arena);
}

static void a_requested_booking_is_tentative(void **state)
{
	struct arena arena = { 0 };
	struct event wish = event;
	char *text[AUDIENCES];

	(void)state;
	wish.status = EVENT_TENTATIVE;
	calendar_event(&arena, &wish, text);
	assert_non_null(strstr(text[AUDIENCE_OWN], "STATUS:TENTATIVE\r\nTRANSP:OPAQUE\r\n"));
	arena_clear(&arena);
}

/* RFC 5545 section 3.1: at most 75 octets a line, CRLF. */
static void assert_lines_are_short(const char *text)
{
	while (*text) {
		size_t size = strcspn(text, "\r\n");

		assert_true(size <= 75);
		assert_int_not_equal((unsigned char)*text & 0xc0, 0x80); /* cut inside a letter */
		assert_memory_equal(text + size, "\r\n", 2);
		text += size + 2;
	}
}

/* A calendar around one event, read by libical; free it. */
static icalcomponent *read_back(const char *text)
{
	struct buffer to = { 0 };

	calendar_head(&to, "Smart Lab; öffentlich, Drucker", "Europe/Berlin");
	buffer_text(&to, text);
	calendar_tail(&to);
	assert_lines_are_short(to.bytes);
	icalcomponent *calendar = icalparser_parse_string(to.bytes);
	buffer_clear(&to);
	assert_non_null(calendar);
	assert_int_equal(icalcomponent_isa(calendar), ICAL_VCALENDAR_COMPONENT);
	assert_int_equal(icalcomponent_count_errors(calendar), 0);
	assert_int_equal(icalcomponent_count_components(calendar, ICAL_ANY_COMPONENT), 1);
	return calendar;
}

static void umlauts_are_folded_between_letters_and_read_back(void **state)
{
	struct arena arena = { 0 };
	struct event wide = event;
	char *text[AUDIENCES];

	(void)state;
	for (int shift = 0; shift < 5; shift++) {
		wide.resource = arena_print(&arena, "%.*s%s", shift, "xxxxx",
			"äöüßÄÖÜ€😀äöüßÄÖÜ€😀äöüßÄÖÜ€😀äöüßÄÖÜ€😀 größer, schöner; \\ Übergröße");
		calendar_event(&arena, &wide, text);
		icalcomponent *calendar = read_back(text[AUDIENCE_OWN]);
		assert_string_equal(icalcomponent_get_summary(calendar), wide.resource);
		icalcomponent_free(calendar);
	}
	arena_clear(&arena);
}

static void libical_reads_an_event_back(void **state)
{
	struct arena arena = { 0 };
	char *text[AUDIENCES];

	(void)state;
	calendar_event(&arena, &event, text);
	icalcomponent *calendar = read_back(text[AUDIENCE_OWN]);
	icalcomponent *inner = icalcomponent_get_inner(calendar);
	assert_string_equal(icalcomponent_get_uid(inner), "b42@0123456789abcdef0123456789abcdef");
	assert_int_equal(icalcomponent_get_sequence(inner), 3);
	assert_int_equal(icaltime_as_timet(icalcomponent_get_dtstart(inner)), event.starts);
	assert_int_equal(icaltime_as_timet(icalcomponent_get_dtend(inner)), event.ends);
	assert_int_equal(icaltime_as_timet(icalcomponent_get_dtstamp(inner)), event.updated);
	assert_int_equal(icalcomponent_get_status(inner), ICAL_STATUS_CONFIRMED);
	assert_string_equal(icalcomponent_get_location(inner), event.location);
	assert_string_equal(icalcomponent_get_description(inner),
		"Buchung K7Q29XMP\nhttps://lab.example/bookings/K7Q29XMP");
	icalcomponent_free(calendar);
	arena_clear(&arena);
}

static void nothing_personal_is_in_what_the_public_sees(void **state)
{
	static const char *const secrets[] = { "K7Q29XMP", "lab.example", "DESCRIPTION", "URL" };
	struct arena arena = { 0 };
	char *text[AUDIENCES];

	(void)state;
	calendar_event(&arena, &event, text);
	for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) {
		assert_non_null(strstr(text[AUDIENCE_OWN], secrets[i]));
		assert_null(strstr(text[AUDIENCE_BUSY], secrets[i]));
	}
	arena_clear(&arena);
}

static void no_text_can_bring_lines_of_its_own(void **state)
{
	static const char *const evil[] = { "a\r\nX-EVIL:1", "a\rX-EVIL:1", "a\nX-EVIL:1",
		"a\x01\x0b\x0c\r\n\r\nX-EVIL:1\x7f", "\xff\xfe\r\nX-EVIL:1", "a\\\r\nX-EVIL:1",
		"\xc3\r\nX-EVIL:1", "END:VEVENT\r\nEND:VCALENDAR\r\nX-EVIL:1" };
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof evil / sizeof *evil; i++) {
		struct event bad = event;
		char *text[AUDIENCES];

		bad.resource = bad.location = bad.ref = evil[i];
		calendar_event(&arena, &bad, text);
		assert_null(strstr(text[AUDIENCE_OWN], "\nX-EVIL"));
		assert_null(strpbrk(text[AUDIENCE_OWN], "\x01\x0b\x0c\x7f\xff\xfe"));
		icalcomponent_free(read_back(text[AUDIENCE_OWN]));
	}
	arena_clear(&arena);
}

static void an_address_that_is_none_is_left_out(void **state)
{
	static const char *const evil[] = { "http://a/\r\nX-EVIL:1", "https://a/ b",
		"javascript:alert(1)", "https://a/\x7f", "https://ä.example/", "", NULL };
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof evil / sizeof *evil; i++) {
		struct event bad = event;
		char *text[AUDIENCES];

		bad.url = evil[i];
		calendar_event(&arena, &bad, text);
		assert_null(strstr(text[AUDIENCE_OWN], "URL"));
		assert_null(strstr(text[AUDIENCE_OWN], "X-EVIL"));
		assert_non_null(strstr(text[AUDIENCE_OWN], "DESCRIPTION:Buchung K7Q29XMP\r\n"));
	}
	arena_clear(&arena);
}

static void a_calendar_names_itself_for_every_client_and_has_no_method(void **state)
{
	struct buffer to = { 0 };

	(void)state;
	calendar_head(&to, "Drucker; eins,\r\nzwei", "Europe/Berlin");
	calendar_tail(&to);
	assert_string_equal(to.bytes,
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Speicher Zwoenitz//Smart Lab//DE\r\n"
		"CALSCALE:GREGORIAN\r\n"
		"NAME:Drucker\\; eins\\,\\nzwei\r\n"
		"X-WR-CALNAME:Drucker\\; eins\\,\\nzwei\r\n"
		"X-WR-TIMEZONE:Europe/Berlin\r\n"
		"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\nCOLOR:teal\r\n"
		"END:VCALENDAR\r\n");
	buffer_clear(&to);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_is_these_bytes),
		cmocka_unit_test(a_cancelled_event_stays_and_says_so_to_every_client),
		cmocka_unit_test(a_requested_booking_is_tentative),
		cmocka_unit_test(umlauts_are_folded_between_letters_and_read_back),
		cmocka_unit_test(libical_reads_an_event_back),
		cmocka_unit_test(nothing_personal_is_in_what_the_public_sees),
		cmocka_unit_test(no_text_can_bring_lines_of_its_own),
		cmocka_unit_test(an_address_that_is_none_is_left_out),
		cmocka_unit_test(a_calendar_names_itself_for_every_client_and_has_no_method),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
