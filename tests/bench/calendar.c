// SPDX-License-Identifier: EUPL-1.2
/*
 * The limit for a feed that is made anew for each reader: libical builds one calendar with COUNT
 * events, as app/calendar.c writes them, and prints it. Prints the milliseconds that took.
 *
 * calendar COUNT
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct icaltimetype instant(long seconds)
{
	return icaltime_from_timet_with_zone(seconds, 0, icaltimezone_get_utc_timezone());
}

static icalcomponent *event(long number)
{
	long starts = 1795420800 + number * 3600;
	char uid[64], text[128];
	icalcomponent *event = icalcomponent_new_vevent();

	snprintf(uid, sizeof uid, "b%ld@a4e1bfa52df5c65c76efbd0d0ff9a1a6", number);
	snprintf(text, sizeof text, "Buchung K7Q%05ld\nhttps://lab.example/bookings/K7Q%05ld", number,
		number);
	icalcomponent_add_property(event, icalproperty_new_uid(uid));
	icalcomponent_add_property(event, icalproperty_new_sequence(0));
	icalcomponent_add_property(event, icalproperty_new_dtstamp(instant(starts - 86400)));
	icalcomponent_add_property(event, icalproperty_new_lastmodified(instant(starts - 86400)));
	icalcomponent_add_property(event, icalproperty_new_dtstart(instant(starts)));
	icalcomponent_add_property(event, icalproperty_new_dtend(instant(starts + 3600)));
	icalcomponent_add_property(event, icalproperty_new_status(ICAL_STATUS_CONFIRMED));
	icalcomponent_add_property(event, icalproperty_new_transp(ICAL_TRANSP_OPAQUE));
	icalcomponent_add_property(event, icalproperty_new_summary("Drucker 1"));
	icalcomponent_add_property(event, icalproperty_new_location("Werkstatt"));
	icalcomponent_add_property(event, icalproperty_new_description(text));
	icalcomponent_add_property(event, icalproperty_new_url(strchr(text, '\n') + 1));
	icalcomponent_add_property(event, icalproperty_new_class(ICAL_CLASS_PRIVATE));
	return event;
}

int main(int argc, char **argv)
{
	long count = argc == 2 ? atol(argv[1]) : 0;
	double began = now();
	icalcomponent *calendar = icalcomponent_new_vcalendar();

	for (long i = 0; i < count; i++)
		icalcomponent_add_component(calendar, event(i));
	char *text = icalcomponent_as_ical_string_r(calendar);
	if (!count || !text)
		return EXIT_FAILURE;
	printf("%.1f\n", (now() - began) * 1e3);
	return EXIT_SUCCESS;
}
