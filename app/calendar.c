// SPDX-License-Identifier: EUPL-1.2
#include "app/calendar.h"

#include "app/base/text.h"
#include "app/base/time.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_control(const char *c)
{
	return *c == 0x7f || (*c > 0 && *c < ' ' && *c != '\n' && *c != '\t');
}

/* libical escapes and folds, but passes controls and broken UTF-8 on, and a lone CR ends a line for
 * some readers: reference/calendar-qr-security.md section 2.1. */
static const char *clean(struct arena *arena, const char *text)
{
	size_t left = strlen(text), size, kept = 0;
	char *copy = arena_alloc(arena, left + 1);

	for (const char *c = text; left; c += size, left -= size) {
		bool is_broken = !text_sequence(c, left);
		size = is_broken ? 1 : text_sequence(c, left);
		if (is_broken)
			copy[kept++] = '?';
		else if (*c == '\r' && c[1] != '\n')
			copy[kept++] = '\n';
		else if (!is_control(c))
			for (size_t i = 0; i < size; i++)
				copy[kept++] = c[i];
	}
	return copy;
}

/* libical prints an address as it is. */
static bool is_address(const char *url)
{
	for (const char *c = url; c && *c; c++)
		if (*c < 0x21 || *c > 0x7e)
			return false;
	return url && (text_starts(url, "https://") || text_starts(url, "http://"));
}

/* Prints and frees it. A property alone costs a third of what it does in a component. */
static void line(struct buffer *to, icalproperty *property)
{
	char *text = icalproperty_as_ical_string_r(property);

	if (!text)
		abort(); /* no memory */
	buffer_text(to, text);
	free(text);
	icalproperty_free(property);
}

static struct icaltimetype instant(int64_t seconds)
{
	return icaltime_from_timet_with_zone(seconds, 0, icaltimezone_get_utc_timezone());
}

static void begin(struct buffer *to, const struct event *event)
{
	static const char *const status[] = {
		[EVENT_TENTATIVE] = "STATUS:TENTATIVE\r\nTRANSP:OPAQUE\r\n"
				    "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\n",
		[EVENT_CONFIRMED] = "STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n"
				    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n",
		[EVENT_CANCELLED] = "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n"
				    "X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n",
	};
	char uid[128];

	snprintf(uid, sizeof uid, "b%lld@%.64s", (long long)event->id, event->installation);
	buffer_text(to, "BEGIN:VEVENT\r\n");
	line(to, icalproperty_new_uid(uid));
	line(to, icalproperty_new_sequence((int)event->sequence));
	line(to, icalproperty_new_dtstamp(instant(event->updated)));
	line(to, icalproperty_new_lastmodified(instant(event->updated)));
	line(to, icalproperty_new_dtstart(instant(event->starts)));
	line(to, icalproperty_new_dtend(instant(event->ends)));
	buffer_text(to, status[event->status]);
}

/* Outlook shows no cancelled state in subscriptions: the summary must say it. */
static const char *summary(struct arena *arena, const struct event *event, const char *what)
{
	static const char *const called_off[LANGUAGES] = { "Abgesagt", "Cancelled" };

	if (event->status != EVENT_CANCELLED)
		return what;
	return arena_print(arena, "%s: %s", called_off[event->language], what);
}

static void describe(struct arena *arena, struct buffer *to, const struct event *event)
{
	static const char *const booking[LANGUAGES] = { "Buchung", "Booking" };
	const char *url = is_address(event->url) ? event->url : NULL;
	const char *text = arena_print(arena, "%s %s%s%s", booking[event->language], event->ref,
		url ? "\n" : "", url ? url : "");

	line(to, icalproperty_new_summary(summary(arena, event, clean(arena, event->resource))));
	if (event->location)
		line(to, icalproperty_new_location(clean(arena, event->location)));
	line(to, icalproperty_new_description(clean(arena, text)));
	if (url)
		line(to, icalproperty_new_url(url));
	buffer_text(to, "CLASS:PRIVATE\r\n");
}

static char *end(struct arena *arena, struct buffer *text)
{
	buffer_text(text, "END:VEVENT\r\n");
	return arena_bytes(arena, text->bytes, text->size);
}

void calendar_event(struct arena *arena, const struct event *event, char *text[static AUDIENCES])
{
	static const char *const busy[] = { [EVENT_TENTATIVE] = "SUMMARY:Belegt\r\n",
		[EVENT_CONFIRMED] = "SUMMARY:Belegt\r\n",
		[EVENT_CANCELLED] = "SUMMARY:Abgesagt\r\n" };
	struct buffer to = { 0 };

	begin(&to, event); /* rendered once for both */
	size_t common = to.size;
	describe(arena, &to, event);
	text[AUDIENCE_OWN] = end(arena, &to);
	to.size = common;
	buffer_text(&to, busy[event->status]);
	text[AUDIENCE_BUSY] = end(arena, &to);
	buffer_clear(&to);
}

static icalproperty *extension(const char *name, const char *text)
{
	icalproperty *property = icalproperty_new_x(text);

	icalproperty_set_x_name(property, name);
	return property;
}

void calendar_head(struct buffer *to, const char *name, const char *zone)
{
	struct arena arena = { 0 };
	const char *safe = clean(&arena, name);

	buffer_text(to, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
			"PRODID:-//Speicher Zwoenitz//Smart Lab//DE\r\n"
			"CALSCALE:GREGORIAN\r\n");
	line(to, icalproperty_new_name(safe));
	line(to, extension("X-WR-CALNAME", safe));
	line(to, extension("X-WR-TIMEZONE", clean(&arena, zone)));
	buffer_text(to, "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n"
			"COLOR:teal\r\n");
	arena_clear(&arena);
}

void calendar_tail(struct buffer *to)
{
	buffer_text(to, "END:VCALENDAR\r\n");
}

/* ---- reading ---------------------------------------------------------------------------------- */

/* A date stands for itself; an instant, or a wall clock without a zone, for the day it is on here. */
static int day_on(struct icaltimetype time)
{
	if (time.is_date || icaltime_get_timezone(time) == NULL)
		return day_of((struct date){ time.year, time.month, time.day });
	return zone_day(icaltime_as_timet_with_zone(time, icaltime_get_timezone(time)));
}

/* DTEND is the first moment that is no longer in the event (RFC 5545 section 3.6.1). */
static int last_day_of(icalcomponent *event, int first)
{
	struct icaltimetype end = icalcomponent_get_dtend(event);

	if (icaltime_is_null_time(end))
		return first;
	if (end.is_date || (end.hour == 0 && end.minute == 0 && end.second == 0))
		return day_on(end) - 1;
	return day_on(end);
}

static bool read_day(struct arena *arena, icalcomponent *event, struct calendar_day *day)
{
	struct icaltimetype start = icalcomponent_get_dtstart(event);
	const char *summary = icalcomponent_get_summary(event);

	if (icaltime_is_null_time(start) || !icaltime_is_valid_time(start) || !summary)
		return false;
	day->summary = arena_text(arena, clean(arena, summary));
	day->first_day = day_on(start);
	day->last_day = last_day_of(event, day->first_day);
	return day->last_day >= day->first_day && day->last_day - day->first_day < 400;
}

static int read_days(struct arena *arena, icalcomponent *calendar, struct calendar_day *list)
{
	int n = 0;

	for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
		event && n < MOST_CALENDAR_DAYS;
		event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
		n += read_day(arena, event, &list[n]);
	return n;
}

int calendar_days(struct arena *arena, const char *ics, size_t size, struct calendar_day **days, const char **why)
{
	int count = -1;

	*why = size > MOST_ICS ? "a calendar of more than 1 MiB is not read" : "this is no iCalendar file";
	if (size > MOST_ICS)
		return -1;
	icalcomponent *calendar = icalparser_parse_string(arena_bytes(arena, ics, size));
	if (calendar && icalcomponent_isa(calendar) == ICAL_VCALENDAR_COMPONENT) {
		*days = arena_alloc(arena, sizeof **days * MOST_CALENDAR_DAYS);
		count = read_days(arena, calendar, *days);
	}
	if (calendar)
		icalcomponent_free(calendar);
	return count;
}

static struct icaltimetype date_value(int local_day)
{
	struct date date = date_of(local_day);
	struct icaltimetype value = { .year = date.year, .month = date.month, .day = date.day,
		.is_date = 1 };

	return value;
}

int calendar_recur(const char *rule, int first_day, int last_day, int *days, int most)
{
	struct icalrecurrencetype recurrence = icalrecurrencetype_from_string(rule);
	icalrecur_iterator *at = recurrence.freq == ICAL_NO_RECURRENCE ? NULL
		: icalrecur_iterator_new(recurrence, date_value(first_day));
	int n = 0;

	if (!at)
		return -1;
	while (n < most) {
		struct icaltimetype next = icalrecur_iterator_next(at);
		struct date date = { next.year, next.month, next.day };
		if (icaltime_is_null_time(next) || day_of(date) > last_day)
			break;
		days[n++] = day_of(date);
	}
	icalrecur_iterator_free(at);
	return n;
}
