// SPDX-License-Identifier: EUPL-1.2
#include "app/calendar.h"

#include "app/base/text.h"
#include "app/base/time.h"

#include <libical/ical.h>
#include <string.h>

enum { LINE = 75 }; /* octets */

static bool is_control(const char *c)
{
	return *c == 0x7f || (*c > 0 && *c < ' ' && *c != '\n' && *c != '\t');
}

/* No controls and no broken UTF-8; a lone CR would end a line for some readers:
 * reference/calendar-qr-security.md section 2.1. */
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

static bool is_address(const char *url)
{
	for (const char *c = url; c && *c; c++)
		if (*c < 0x21 || *c > 0x7e)
			return false;
	return url && (text_starts(url, "https://") || text_starts(url, "http://"));
}

/* ---- writing: by hand, since each booking's event is, and libical takes ten times as long ---- */

/* At most 75 octets, then a line that begins with a space; no letter is cut (RFC 5545 section 3.1). */
static void add_line(struct buffer *to, const char *line)
{
	size_t left = strlen(line), most = LINE;

	for (size_t size; left > most; line += size, left -= size, most = LINE - 1) {
		for (size = most; (line[size] & 0xc0) == 0x80;)
			size--;
		buffer_add(to, line, size);
		buffer_text(to, "\r\n ");
	}
	buffer_add(to, line, left);
	buffer_text(to, "\r\n");
}

/* RFC 5545 section 3.3.11. */
static const char *escape(struct arena *arena, const char *text)
{
	char *escaped = arena_alloc(arena, strlen(text) * 2 + 1), *to = escaped;

	for (; *text; text++) {
		if (strchr("\\;,\n", *text))
			*to++ = '\\';
		*to++ = *text == '\n' ? 'n' : *text;
	}
	return escaped;
}

static void add_text(struct arena *arena, struct buffer *to, const char *name, const char *text)
{
	add_line(to, arena_print(arena, "%s:%s", name, escape(arena, clean(arena, text))));
}

static void add_instant(struct buffer *to, const char *name, int64_t instant)
{
	char text[TIME_TEXT];

	utc_print(instant, text);
	buffer_text(to, name);
	buffer_text(to, text);
	buffer_text(to, "\r\n");
}

/* Those of bookings were given out long ago: they stay as they are. */
static const char *uid(struct arena *arena, const struct event *event)
{
	if (event->kind == EVENT_SEAT)
		return arena_print(arena, "UID:s%lld.%lld@%s", (long long)event->id, (long long)event->day,
			event->installation);
	return arena_print(arena, "UID:%c%lld@%s", event->kind == EVENT_WORKSHOP ? 'w' : 'b',
		(long long)event->id, event->installation);
}

static void begin(struct arena *arena, struct buffer *to, const struct event *event)
{
	static const char *const status[] = {
		[EVENT_TENTATIVE] = "STATUS:TENTATIVE\r\nTRANSP:OPAQUE\r\n"
				    "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\n",
		[EVENT_CONFIRMED] = "STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n"
				    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n",
		[EVENT_CANCELLED] = "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n"
				    "X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n",
	};

	buffer_text(to, "BEGIN:VEVENT\r\n");
	add_line(to, uid(arena, event));
	add_line(to, arena_print(arena, "SEQUENCE:%lld", (long long)event->sequence));
	add_instant(to, "DTSTAMP:", event->updated);
	add_instant(to, "LAST-MODIFIED:", event->updated);
	add_instant(to, "DTSTART:", event->starts);
	add_instant(to, "DTEND:", event->ends);
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
	static const char *const words[][LANGUAGES] = { [EVENT_BOOKING] = { "Buchung", "Booking" },
		[EVENT_SEAT] = { "Anmeldung", "Registration" }, [EVENT_WORKSHOP] = { "Workshop", "Workshop" } };
	const char *url = is_address(event->url) ? event->url : NULL;
	const char *text = arena_print(arena, "%s%s%s%s%s", words[event->kind][event->language],
		event->ref ? " " : "", event->ref ? event->ref : "", url ? "\n" : "", url ? url : "");

	add_text(arena, to, "SUMMARY", summary(arena, event, event->resource));
	if (event->location)
		add_text(arena, to, "LOCATION", event->location);
	add_text(arena, to, "DESCRIPTION", text);
	if (url)
		add_line(to, arena_print(arena, "URL:%s", url));
	buffer_text(to, event->kind == EVENT_WORKSHOP ? "CLASS:PUBLIC\r\n" : "CLASS:PRIVATE\r\n");
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

	begin(arena, &to, event); /* rendered once for both */
	size_t common = to.size;
	describe(arena, &to, event);
	text[AUDIENCE_OWN] = end(arena, &to);
	to.size = common;
	buffer_text(&to, busy[event->status]);
	text[AUDIENCE_BUSY] = end(arena, &to);
	buffer_clear(&to);
}

void calendar_head(struct buffer *to, const char *name, const char *zone)
{
	struct arena arena = { 0 };

	buffer_text(to, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
			"PRODID:-//Speicher Zwoenitz//Smart Lab//DE\r\n"
			"CALSCALE:GREGORIAN\r\n");
	add_text(&arena, to, "NAME", name);
	add_text(&arena, to, "X-WR-CALNAME", name);
	add_text(&arena, to, "X-WR-TIMEZONE", zone);
	buffer_text(to, "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n"
			"COLOR:teal\r\n");
	arena_clear(&arena);
}

void calendar_tail(struct buffer *to)
{
	buffer_text(to, "END:VCALENDAR\r\n");
}

/* ---- reading --------------------------------------------------------------------------------- */

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
