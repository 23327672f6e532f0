// SPDX-License-Identifier: EUPL-1.2
/* The whole site: what there is, who may, and how it runs. From here come /api and /openapi.json. */
#include "app/script.h"
#include "app/approval.h"
#include "app/booking.h"
#include "app/no_show.h"
#include "app/notice.h"
#include "app/plate.h"
#include "app/recurrence.h"
#include "app/join.h"
#include "app/machine.h"
#include "app/page.h"
#include "app/presence.h"
#include "app/picture.h"
#include "app/revision.h"
#include "app/setting.h"
#include "web/handlers.h"
#include "web/request.h"

#include <stddef.h>

enum {
	LAB = 1u << SCOPE_LAB,
	BOOKINGS = 1u << SCOPE_BOOKINGS,
	DEVICES = 1u << SCOPE_DEVICES,
	NOW = LAB | BOOKINGS | DEVICES,
	MOST_EVENT = 64 * 1024,
	MOST_EMAIL = 254,
	MOST_UPLOAD = 2 * 1024 * 1024 + 64 * 1024,
};

static const struct field start_fields[] = {
	{ "minutes", FIELD_NUMBER, 0, false, "without a booking: how long; with one: how much longer" },
	{ 0 },
};

static const struct field fault_fields[] = {
	{ "condition", FIELD_TEXT, 6, true, "clean, look or broken" },
	{ "note", FIELD_TEXT, MOST_FAULT, false, "what there is to see" },
	{ 0 },
};

static const struct field label_fields[] = {
	{ "resource", FIELD_TEXT, 63, false, "slug; empty: all that have no code yet" },
	{ 0 },
};

static const struct field remedy_fields[] = {
	{ "remedy", FIELD_TEXT, MOST_FAULT, false, "what was done" },
	{ 0 },
};

static const struct field booking_fields[] = {
	{ "resource", FIELD_TEXT, 63, false, "slug of what is booked" },
	{ "kind", FIELD_TEXT, 20, false, "instead: any free one of this kind" },
	{ "any", FIELD_NUMBER, 0, false, "1: if it is taken, any free one of its kind" },
	{ "from", FIELD_TIME, 0, true, "begin, RFC 3339" },
	{ "until", FIELD_TIME, 0, true, "end, RFC 3339; half-open" },
	{ "purpose", FIELD_TEXT, MOST_PURPOSE, false, "what for" },
	{ "participants", FIELD_NUMBER, 0, false, "how many people come; default 1" },
	{ "organisation", FIELD_TEXT, 63, false, "slug of the organisation it is for" },
	{ "person", FIELD_TEXT, MOST_EMAIL, false, "staff: address of the person it is for" },
	{ "override", FIELD_NUMBER, 0, false, "staff: 1 sets aside the rules that were shown to be broken" },
	{ "repeat", FIELD_TEXT, MOST_RULE, false, "RRULE (RFC 5545) of a series on the lab's wall clock" },
	{ "weeks", FIELD_TEXT, 4, false, "of a series: odd, even or all, ISO 8601" },
	{ "holidays", FIELD_TEXT, 4, false, "of a series: skip leaves out dates on holidays" },
	{ "every", FIELD_TEXT, 10, false, "instead of repeat: week, fortnight, odd, even or day" },
	{ "last", FIELD_TEXT, 10, false, "beside every: the last day, 2027-07-01" },
	{ "confirmed", FIELD_TEXT, 1, false, "1: only the dates that are named" },
	{ "seen", FIELD_TEXT, 200, false, "of a form: which dates it has shown" },
	{ "look", FIELD_TEXT, 1, false, "of a form: 1 shows what would come of it, and books nothing" },
	{ "day-*", FIELD_TEXT, 1, false, "a date of the series that is wanted: day-2026-11-24" },
	{ 0 },
};

static const struct field change_fields[] = {
	{ "from", FIELD_TIME, 0, false, "new begin, RFC 3339" },
	{ "until", FIELD_TIME, 0, false, "new end, RFC 3339" },
	{ "purpose", FIELD_TEXT, MOST_PURPOSE, false, "what for" },
	{ "participants", FIELD_NUMBER, 0, false, "how many people come" },
	{ "override", FIELD_NUMBER, 0, false, "staff: 1 sets aside the rules that were shown to be broken" },
	{ 0 },
};

static const struct field give_fields[] = {
	{ "person", FIELD_TEXT, MOST_EMAIL, true, "address of whoever gets it" },
	{ "override", FIELD_NUMBER, 0, false, "staff: 1 sets aside the rules that were shown to be broken" },
	{ 0 },
};

static const struct field approve_fields[] = {
	{ "override", FIELD_NUMBER, 0, false, "1 sets aside the rules that were shown to be broken" },
	{ 0 },
};

static const struct field refuse_fields[] = {
	{ "reason", FIELD_TEXT, MOST_NOTE, false, "why; its owner reads it" },
	{ 0 },
};

static const struct field object_fields[] = {
	{ "objection", FIELD_TEXT, MOST_OBJECTION, true, "what happened" },
	{ 0 },
};

static const struct field objection_fields[] = {
	{ "accept", FIELD_NUMBER, 0, true, "1: it was no no-show; 0: it was" },
	{ "reason", FIELD_TEXT, MOST_NOTE, false, "why; its owner reads it" },
	{ 0 },
};

static const struct field waiting_fields[] = {
	{ "resource", FIELD_TEXT, 63, true, "slug of what one waits for" },
	{ "from", FIELD_TIME, 0, true, "begin, RFC 3339" },
	{ "until", FIELD_TIME, 0, true, "end, RFC 3339; half-open" },
	{ "purpose", FIELD_TEXT, MOST_PURPOSE, false, "what for" },
	{ "participants", FIELD_NUMBER, 0, false, "how many people come; default 1" },
	{ "organisation", FIELD_TEXT, 63, false, "slug of the organisation it is for" },
	{ 0 },
};

#define KINDS_FIELDS \
	{ "for_citizen", FIELD_NUMBER, 0, false, "1: for people without an organisation; none of these: for all" }, \
	{ "for_startup", FIELD_NUMBER, 0, false, "1: for start-ups" }, \
	{ "for_company", FIELD_NUMBER, 0, false, "1: for companies" }, \
	{ "for_school", FIELD_NUMBER, 0, false, "1: for schools" }, \
	{ "for_university", FIELD_NUMBER, 0, false, "1: for universities" }, \
	{ "for_association", FIELD_NUMBER, 0, false, "1: for associations" }, \
	{ "for_town", FIELD_NUMBER, 0, false, "1: for the town" }

static const struct field workshop_fields[] = {
	{ "title", FIELD_TEXT, MOST_TITLE, true, "German" },
	{ "title_en", FIELD_TEXT, MOST_TITLE, false, "English; none: as in German" },
	{ "about", FIELD_TEXT, MOST_ABOUT, false, "what happens there, German" },
	{ "about_en", FIELD_TEXT, MOST_ABOUT, false, "the same in English" },
	{ "place", FIELD_TEXT, 63, true, "slug of the resource that each day books" },
	{ "from-*", FIELD_TEXT, 25, false, "from-1, from-2 …: begin of each day" },
	{ "until-*", FIELD_TEXT, 25, false, "until-1, until-2 …: its end" },
	{ "capacity", FIELD_NUMBER, 0, true, "how many seats there are" },
	{ "minimum", FIELD_NUMBER, 0, false, "with fewer it is cancelled when registration ends" },
	{ "cents", FIELD_NUMBER, 0, false, "price of a seat in cents" },
	{ "opens", FIELD_TIME, 0, false, "registration from; none: at once" },
	{ "closes", FIELD_TIME, 0, false, "registration until; none: until it begins" },
	{ "weeks", FIELD_NUMBER, 0, false, "so many times more, a week later each" },
	{ "series", FIELD_NUMBER, 0, false, "a workshop of which this is another date" },
	{ "override", FIELD_NUMBER, 0, false, "1 sets aside the rules that were shown to be broken" },
	KINDS_FIELDS,
	{ 0 },
};

static const struct field workshop_cancel_fields[] = {
	{ "why", FIELD_TEXT, MOST_WHY, false, "why; those who have seats read it" },
	{ 0 },
};

#define SEAT_FIELDS { "count", FIELD_NUMBER, 0, false, "how many seats; of a class, its pupils; default 1" }, \
	{ "class_name", FIELD_TEXT, MOST_CLASS, false, "of a school: 7b" }, \
	{ "grade", FIELD_NUMBER, 0, false, "of a class, 1 to 13" }, \
	{ "teacher", FIELD_TEXT, MOST_NAME, false, "who comes with the class" }

static const struct field seat_fields[] = {
	SEAT_FIELDS,
	{ "organisation", FIELD_TEXT, 63, false, "slug of the organisation it is for" },
	{ "person", FIELD_TEXT, MOST_EMAIL, false, "staff: address of the person it is for" },
	{ "wait", FIELD_NUMBER, 0, false, "1: if there is no room, wait" },
	{ 0 },
};

static const struct field seat_change_fields[] = {
	SEAT_FIELDS,
	{ 0 },
};

static const struct field seat_move_fields[] = {
	{ "workshop", FIELD_NUMBER, 0, true, "another date of the same" },
	{ 0 },
};

static const struct field seat_name_fields[] = {
	{ "name-*", FIELD_TEXT, MOST_NAME, false, "name-1, name-2 …: who sits there; never pupils" },
	{ 0 },
};

static const struct field presence_fields[] = {
	{ "seat", FIELD_TEXT, REF, true, "ref of the registration" },
	{ "number", FIELD_NUMBER, 0, false, "which of its seats; none: the class as a whole" },
	{ "act", FIELD_TEXT, 10, true, "arrived, left, missing or undo; of a class all, plus, minus or heads" },
	{ "heads", FIELD_NUMBER, 0, false, "act heads: how many are there" },
	{ "reason", FIELD_TEXT, MOST_REASON, false, "why it is put right; needed when the day is over" },
	{ "at", FIELD_TIME, 0, false, "when it was seen, if sent later; what is newer stands" },
	{ 0 },
};

static const struct field date_fields[] = {
	{ "day", FIELD_TEXT, 10, false, "the date, 2026-11-24; without one all that are free" },
	{ 0 },
};

#define SCOPE_FIELDS { "scope", FIELD_TEXT, 9, false, "this, following or all; default all" }, \
	{ "booking", FIELD_TEXT, REF, false, "ref of the date that is meant" }

static const struct field scope_fields[] = {
	SCOPE_FIELDS,
	{ 0 },
};

static const struct field series_fields[] = {
	SCOPE_FIELDS,
	{ "from", FIELD_TIME, 0, true, "new begin of that date, or of the first to come" },
	{ "until", FIELD_TIME, 0, true, "its new end" },
	{ 0 },
};

static const struct field came_fields[] = {
	{ "at", FIELD_TIME, 0, false, "when, if it is sent later" },
	{ 0 },
};

static const struct field scan_fields[] = {
	{ "token", FIELD_TEXT, 512, true, "what the code says" },
	{ "point", FIELD_TEXT, 63, false, "where it is scanned; default door" },
	{ "nonce", FIELD_TEXT, 32, true, "32 hex digits; the same gets the same answer" },
	{ "direction", FIELD_TEXT, 8, false, "entry or exit" },
	{ "at", FIELD_TIME, 0, false, "when it was scanned, if sent later" },
	{ "decided", FIELD_TEXT, 16, false, "with at: the code that a scanner without the lab decided; it stands, and is compared" },
	{ 0 },
};

static const struct field session_fields[] = {
	{ "email", FIELD_TEXT, MOST_EMAIL, true, "address" },
	{ "password", FIELD_SECRET, MOST_PASSWORD, true, "password" },
	{ 0 },
};

static const struct field plate_fields[] = {
	{ "code", FIELD_TEXT, MOST_PLATE, true, "what the label says: LW:D0:…, or the DevEUI" },
	{ "resource", FIELD_TEXT, 63, false, "slug of the machine that it feeds" },
	{ "model", FIELD_TEXT, 40, false, "its codec" },
	{ "name", FIELD_TEXT, 100, false, "how people call it" },
	{ 0 },
};

static const struct field device_fields[] = {
	{ "name", FIELD_TEXT, 100, false, "how people call it" },
	{ "resource", FIELD_TEXT, 63, false, "slug of the machine that it feeds; empty: none" },
	{ "model", FIELD_TEXT, 40, false, "its codec" },
	{ "watts_on", FIELD_NUMBER, 0, false, "below it the machine is off" },
	{ "watts_busy", FIELD_NUMBER, 0, false, "from it on it is at work" },
	{ "watts_idle_below", FIELD_NUMBER, 0, false, "at work, it is idle again only below it" },
	{ "start_delay", FIELD_NUMBER, 0, false, "seconds a run must last to count" },
	{ "end_delay", FIELD_NUMBER, 0, false, "seconds below after which a run has ended" },
	{ "stale_after", FIELD_NUMBER, 0, false, "seconds of silence after which nothing is known" },
	{ "watts_rated", FIELD_NUMBER, 0, false, "what the plug can carry" },
	{ "alarm_minutes", FIELD_NUMBER, 0, false, "of silence after which staff are told; 0: never" },
	{ "switched", FIELD_TEXT, 8, false, "who may switch its relay: never, staff, start or booking" },
	{ "may_cut", FIELD_NUMBER, 0, false, "1: its power may be cut when it idles unbooked" },
	{ "idle_minutes", FIELD_NUMBER, 0, false, "how long it idles before that" },
	{ 0 },
};

static const struct field ruling_fields[] = {
	{ "used", FIELD_NUMBER, 0, true, "1: it was used, 0: it was not" },
	{ 0 },
};

static const struct field relay_fields[] = {
	{ "on", FIELD_NUMBER, 0, true, "1: on, 0: off" },
	{ 0 },
};

static const struct field upkeep_fields[] = {
	{ "upkeep", FIELD_TEXT, 100, true, "what is to be done" },
	{ "every_hours", FIELD_NUMBER, 0, true, "after so many hours of work" },
	{ 0 },
};

static const struct field upkept_fields[] = {
	{ "note", FIELD_TEXT, 500, false, "what was done" },
	{ 0 },
};

static const struct field price_fields[] = {
	{ "cents_per_kwh", FIELD_NUMBER, 0, true, "what a kilowatt-hour costs; 0: not reckoned" },
	{ "since", FIELD_TEXT, 10, false, "from which day on, 2026-11-23; else today; the first price counts ever since" },
	{ 0 },
};

static const struct field pace_fields[] = {
	{ "seconds", FIELD_NUMBER, 0, true, "between two reports, 10 to 65535" },
	{ 0 },
};

static const struct field end_fields[] = {
	{ "everywhere", FIELD_NUMBER, 0, false, "1: all sessions of this person" },
	{ 0 },
};

static const struct field language_fields[] = {
	{ "language", FIELD_TEXT, 2, true, "de or en" },
	{ 0 },
};

static const struct field feed_fields[] = {
	{ "label", FIELD_TEXT, 60, true, "which calendar program it is for" },
	{ 0 },
};

static const struct field account_fields[] = {
	{ "name", FIELD_TEXT, 100, true, "how I am called" },
	{ "language", FIELD_TEXT, 2, true, "de or en" },
	{ 0 },
};

static const struct field opening_fields[] = {
	{ "resource", FIELD_TEXT, 63, false, "slug; none: the lab" },
	{ "weekday", FIELD_NUMBER, 0, true, "1 Monday to 7" },
	{ "from", FIELD_TEXT, 5, true, "07:00" },
	{ "until", FIELD_TEXT, 5, true, "22:00" },
	{ "valid_from", FIELD_TEXT, 10, false, "first day, 2026-11-23" },
	{ "valid_until", FIELD_TEXT, 10, false, "day before which it ends" },
	{ 0 },
};

static const struct field closure_fields[] = {
	{ "resource", FIELD_TEXT, 63, false, "slug; none: the lab" },
	{ "from", FIELD_TIME, 0, true, "begin, RFC 3339" },
	{ "until", FIELD_TIME, 0, true, "end, RFC 3339" },
	{ "kind", FIELD_TEXT, 20, false, "closed, maintenance or event" },
	{ "reason", FIELD_TEXT, 120, true, "shown to everybody" },
	{ 0 },
};

static const struct field policy_fields[] = {
	{ "name", FIELD_TEXT, 100, true, "what people read" },
	{ "kind", FIELD_TEXT, 20, false, "like stands in for like" },
	{ "position", FIELD_NUMBER, 0, false, "its place in lists" },
	{ "location", FIELD_TEXT, 100, false, "where it stands" },
	{ "description", FIELD_TEXT, 1000, false, "what it can do" },
	{ "slot_minutes", FIELD_NUMBER, 0, true, "raster on which bookings begin and end" },
	{ "shortest_minutes", FIELD_NUMBER, 0, true, "shortest booking" },
	{ "longest_minutes", FIELD_NUMBER, 0, true, "longest booking" },
	{ "notice_minutes", FIELD_NUMBER, 0, true, "how long before" },
	{ "horizon_days", FIELD_NUMBER, 0, true, "how far ahead" },
	{ "most_people", FIELD_NUMBER, 0, true, "whom it holds" },
	{ "buffer_minutes", FIELD_NUMBER, 0, true, "kept free after each booking" },
	{ "most_open", FIELD_NUMBER, 0, true, "bookings to come a person may hold; 0: any" },
	{ "grace_minutes", FIELD_NUMBER, 0, true, "after which an unused one is released; 0: never" },
	{ "late_hours", FIELD_NUMBER, 0, true, "a cancellation less than that ahead is late" },
	{ "bookable", FIELD_NUMBER, 0, false, "1: it can be booked" },
	{ "needs_introduction", FIELD_NUMBER, 0, false, "1: only with a qualification" },
	{ "needs_approval", FIELD_NUMBER, 0, false, "1: staff decide" },
	{ "unattended", FIELD_NUMBER, 0, false, "1: may run on after closing time" },
	{ "walk_up", FIELD_NUMBER, 0, false, "1: its code starts it without a booking" },
	{ "check_in_first", FIELD_NUMBER, 0, false, "1: its code starts it only for who was admitted today" },
	KINDS_FIELDS,
	{ "cents_citizen", FIELD_NUMBER, 0, false, "cents an hour for people without an organisation" },
	{ "cents_standard", FIELD_NUMBER, 0, false, "cents an hour, standard tariff" },
	{ "cents_reduced", FIELD_NUMBER, 0, false, "cents an hour, reduced tariff" },
	{ 0 },
};

static const struct field setting_fields[] = { /* as app/setting.c names them */
	{ "lab_name", FIELD_TEXT, MOST_SETTING, false, "of the lab" },
	{ "lab_house", FIELD_TEXT, MOST_SETTING, false, "the house it is in" },
	{ "public_address", FIELD_TEXT, MOST_SETTING, false, "where it is" },
	{ "public_email", FIELD_TEXT, MOST_SETTING, false, "where it is written to" },
	{ "public_phone", FIELD_TEXT, MOST_SETTING, false, "where it is called" },
	{ "remark_de", FIELD_TEXT, MOST_SETTING, false, "beside the hours, in German" },
	{ "remark_en", FIELD_TEXT, MOST_SETTING, false, "beside the hours, in English" },
	{ "mail_sender", FIELD_TEXT, MOST_SETTING, false, "whom mails are from; none: the lab" },
	{ "keep_bookings", FIELD_TEXT, 5, false, "days" },
	{ "keep_scans", FIELD_TEXT, 5, false, "days" },
	{ "keep_audit", FIELD_TEXT, 5, false, "days" },
	{ "keep_messages", FIELD_TEXT, 5, false, "days" },
	{ "guardian_age", FIELD_TEXT, 2, false, "years, below which a guardian must agree" },
	{ 0 },
};

static const struct field resource_fields[] = {
	{ "name", FIELD_TEXT, 100, true, "what people read" },
	{ "slug", FIELD_TEXT, 63, true, "in addresses, for ever" },
	{ "kind", FIELD_TEXT, 20, true, "printer_3d, laser, studio, workplace, room, tool" },
	{ "location", FIELD_TEXT, 100, false, "where it stands" },
	{ "position", FIELD_NUMBER, 0, false, "its place in lists" },
	{ 0 },
};

static const struct field part_fields[] = {
	{ "part", FIELD_TEXT, 63, true, "slug of what is taken along" },
	{ 0 },
};

static const struct field picture_fields[] = {
	{ "alt_de", FIELD_TEXT, MOST_ALT, true, "what it shows, in German" },
	{ "alt_en", FIELD_TEXT, MOST_ALT, true, "what it shows, in English" },
	{ 0 },
};

static const struct field quota_fields[] = {
	{ "whose", FIELD_TEXT, 20, true, "person or organisation" },
	{ "booker", FIELD_TEXT, 20, false, "kind of organisation, or citizen; none: all" },
	{ "kind", FIELD_TEXT, 20, false, "kind of resource; none: all together" },
	{ "span", FIELD_TEXT, 8, true, "week or month" },
	{ "hours", FIELD_NUMBER, 0, true, "how many" },
	{ 0 },
};

static const struct field free_hours_fields[] = {
	{ "resource", FIELD_TEXT, 63, false, "slug; none: all" },
	{ "weekday", FIELD_NUMBER, 0, true, "1 Monday to 7" },
	{ "from", FIELD_TEXT, 5, true, "18:00" },
	{ "until", FIELD_TEXT, 5, true, "24:00" },
	{ 0 },
};

static const struct field qualification_fields[] = {
	{ "person", FIELD_TEXT, MOST_EMAIL, true, "address of who was introduced" },
	{ "resource", FIELD_TEXT, 63, true, "slug" },
	{ "until", FIELD_TEXT, 10, false, "last day; none: a year" },
	{ 0 },
};

static const struct field keep_fields[] = {
	{ "keep", FIELD_NUMBER, 0, true, "1: closed on public holidays" },
	{ 0 },
};

static const struct field ics_fields[] = {
	{ "ics", FIELD_TEXT, 200000, true, "an iCalendar file" },
	{ 0 },
};

static const struct field erase_fields[] = {
	{ "email", FIELD_TEXT, MOST_EMAIL, true, "my address, so that nobody does it by mistake" },
	{ 0 },
};

static const struct field join_fields[] = {
	{ "name", FIELD_TEXT, MOST_NAME, true, "as one wants to be called" },
	{ "email", FIELD_TEXT, MOST_EMAIL, true, "address, to be confirmed by mail" },
	{ "password", FIELD_SECRET, MOST_PASSWORD, true, "ten letters or more" },
	{ "language", FIELD_TEXT, 2, false, "de or en" },
	{ "born", FIELD_NUMBER, 0, false, "year of birth, of young people" },
	{ "guardian", FIELD_TEXT, MOST_EMAIL, false, "address of a parent or guardian, of young people" },
	{ "website", FIELD_TEXT, 200, false, "leave it empty: a trap for machines" },
	{ 0 },
};

static const struct field email_fields[] = {
	{ "email", FIELD_TEXT, MOST_EMAIL, true, "address" },
	{ 0 },
};

static const struct field ticket_fields[] = {
	{ "name", FIELD_TEXT, MOST_NAME, false, "of who accepts an invitation and is not known" },
	{ "password", FIELD_SECRET, MOST_PASSWORD, false, "a new one" },
	{ "agree", FIELD_NUMBER, 0, false, "a guardian's: 1, or 0 to withdraw" },
	{ 0 },
};

static const struct field password_fields[] = {
	{ "old", FIELD_SECRET, MOST_PASSWORD, true, "the present one" },
	{ "password", FIELD_SECRET, MOST_PASSWORD, true, "the new one" },
	{ 0 },
};

static const struct field message_fields[] = {
	{ "kind", FIELD_TEXT, 40, true, "of message" },
	{ "wanted", FIELD_NUMBER, 0, true, "1, or 0 to do without" },
	{ 0 },
};

static const struct field guardian_fields[] = {
	{ "guardian", FIELD_TEXT, MOST_EMAIL, true, "address of a parent or guardian" },
	{ 0 },
};

static const struct field person_fields[] = {
	{ "name", FIELD_TEXT, MOST_NAME, false, "of the person" },
	{ "email", FIELD_TEXT, MOST_EMAIL, false, "address, when somebody is added" },
	{ "language", FIELD_TEXT, 2, false, "de or en" },
	{ "role", FIELD_TEXT, 10, false, "member, staff or admin; by an admin only" },
	{ 0 },
};

static const struct field organisation_fields[] = {
	{ "slug", FIELD_TEXT, 63, false, "in addresses; when it is added" },
	{ "name", FIELD_TEXT, MOST_NAME, true, "of the organisation" },
	{ "kind", FIELD_TEXT, 20, true, "startup, company, school, university, association, town" },
	{ 0 },
};

static const struct field member_fields[] = {
	{ "manager", FIELD_NUMBER, 0, true, "1, or 0" },
	{ 0 },
};

static const struct field period_fields[] = {
	{ "organisation", FIELD_TEXT, 63, true, "slug of the school" },
	{ "name", FIELD_TEXT, 60, true, "of the grid" },
	{ "times", FIELD_TEXT, 400, true, "07:30-08:15 08:20-09:05 …" },
	{ "usual", FIELD_NUMBER, 0, false, "1: for every day that has no other" },
	{ 0 },
};

static const struct field day_fields[] = {
	{ "day", FIELD_TEXT, 10, true, "2026-11-23" },
	{ 0 },
};

static const struct field fact_fields[] = {
	{ "operator", FIELD_TEXT, MOST_FACT, false, "who runs the lab" },
	{ "address", FIELD_TEXT, MOST_FACT, false, "of the operator" },
	{ "email", FIELD_TEXT, MOST_FACT, false, "to write to" },
	{ "phone", FIELD_TEXT, MOST_FACT, false, "to call" },
	{ "represented", FIELD_TEXT, MOST_FACT, false, "by whom, register, VAT number" },
	{ "responsible", FIELD_TEXT, MOST_FACT, false, "for the content: a name" },
	{ "officer", FIELD_TEXT, MOST_FACT, false, "for data protection" },
	{ "reviewed", FIELD_TEXT, MOST_FACT, false, "when accessibility was looked at" },
	{ 0 },
};

static const struct field page_fields[] = {
	{ "text", FIELD_TEXT, MOST_PAGE, true, "CommonMark; {email} and the other facts are filled in" },
	{ "language", FIELD_TEXT, 2, false, "de or en" },
	{ "read", FIELD_NUMBER, 0, false, "id of the version it was made from; 0: none" },
	{ "preview", FIELD_NUMBER, 0, false, "1: saves nothing" },
	{ 0 },
};

static const struct field page_language_fields[] = {
	{ "language", FIELD_TEXT, 2, false, "de or en" },
	{ 0 },
};

static const struct field notice_fields[] = {
	{ "title", FIELD_TEXT, MOST_NOTICE_TITLE, false, "German; one of the two titles is needed" },
	{ "text", FIELD_TEXT, MOST_NOTICE_TEXT, false, "German" },
	{ "title_en", FIELD_TEXT, MOST_NOTICE_TITLE, false, "English" },
	{ "text_en", FIELD_TEXT, MOST_NOTICE_TEXT, false, "English" },
	{ "from", FIELD_TIME, 0, false, "shown from, RFC 3339; default now" },
	{ "until", FIELD_TIME, 0, false, "until; without: as long as it is not withdrawn" },
	{ "level", FIELD_TEXT, 10, false, "news or warning" },
	{ "audience", FIELD_TEXT, 20, false, "everybody, members, staff, or a kind of organisation" },
	{ 0 },
};

static const struct field script_fields[] = {
	{ "model", FIELD_TEXT, 63, false, "what devices name it by, a slug; of a new one" },
	{ "title", FIELD_TEXT, 100, true, "what people call it" },
	{ "code", FIELD_TEXT, MOST_CODE, true,
	  "JavaScript with decodeUplink, Decoder or Decode, and encodeDownlink, Encoder or Encode" },
	{ "mapping", FIELD_TEXT, MOST_MAPPING, true, "a line a quantity: its word, a JSON pointer, a factor" },
	{ "examples", FIELD_TEXT, MOST_EXAMPLES, true, "a line each: port, bytes in hexadecimal, expected JSON" },
	{ "orders", FIELD_TEXT, MOST_ORDER_TEXT, false, "a line each: on, off or interval, a port, JSON for encodeDownlink" },
	{ "variables", FIELD_TEXT, MOST_VARIABLES, false, "a line each: name=value, an EUI before it if only for that device" },
	{ 0 },
};

const struct route routes[] = {
	{ "GET", "/", ANYONE, READS, home_show, "home", .about = "the lab now: what is free, what runs",
	  .scopes = NOW },
	{ "GET", "/display", ANYONE, READS, display_show, "display",
	  .about = "the screen at the door: what is free, without names; ?only=printer_3d", .scopes = NOW },
	{ "GET", "/display/code.svg", ANYONE, PLAIN, display_code, NULL, .about = "the lab's address as a QR code" },
	{ "GET", "/resources", ANYONE, READS, resources_list, "resources",
	  .about = "all machines, rooms and workplaces", .scopes = NOW },
	{ "GET", "/timetable", ANYONE, READS, timetable_show, "timetable",
	  .about = "a day of all of them side by side; JSON: ?from=2026-11-23&days=7",
	  .scopes = LAB | BOOKINGS },
	{ "GET", "/resources/{slug}.ics", ANYONE, SLOW, calendar_busy, NULL,
	  .about = "its bookings as a calendar: busy, nothing else", .scopes = LAB | BOOKINGS },
	{ "GET", "/resources/{slug}", ANYONE, READS, resource_show, "resource",
	  .about = "one of them: state, week, power", .scopes = NOW },
	{ "GET", "/resources/{slug}/power", ANYONE, READS, power_show, "resource_power",
	  .about = "what its plug measured; ?days=7 up to now, or ?from&until", .scopes = LAB | DEVICES },
	{ "GET", "/resources/{slug}/timetable", ANYONE, READS, resource_timetable_show, NULL,
	  .about = "its slots: free, busy, closed, mine; ?from=2026-11-23&days=7", .scopes = LAB | BOOKINGS },

	{ "GET", "/bookings", MEMBER, READS, bookings_list, "bookings",
	  .about = "my bookings; staff: everybody's, with filters", .scopes = LAB | BOOKINGS },
	{ "POST", "/bookings", MEMBER, WRITES, booking_create, NULL, .about = "books",
	  .fields = booking_fields, .refused = booking_create_refused,
	  .refused_template = "booking_new" },
	{ "GET", "/statement.csv", MEMBER, READS, statement_show, NULL,
	  .about = "a month's bookings and their cost; staff: everybody's; ?month=2026-11" },
	{ "GET", "/bookings/new", MEMBER, READS, booking_new, "booking_new",
	  .about = "the form; ?resource=prusa-1&from=…&until=…" },
	{ "GET", "/bookings/{ref}.ics", MEMBER, READS, calendar_booking, NULL,
	  .about = "the booking for a calendar", .scopes = LAB | BOOKINGS },
	{ "GET", "/bookings/{ref}", MEMBER, READS, booking_show, "booking", .about = "one booking",
	  .scopes = LAB | BOOKINGS },
	{ "PATCH", "/bookings/{ref}", MEMBER, WRITES, booking_edit, NULL,
	  .about = "moves, extends or shortens it", .fields = change_fields },
	{ "DELETE", "/bookings/{ref}", MEMBER, WRITES, booking_delete, NULL, .about = "cancels it" },
	{ "POST", "/bookings/{ref}/cancel", MEMBER, WRITES, booking_delete, NULL,
	  .about = "cancels it, from a form" },
	{ "POST", "/bookings/{ref}/restore", MEMBER, WRITES, booking_put_back, NULL,
	  .about = "books it again after it was cancelled, if its time is still free" },
	{ "GET", "/bookings/{ref}/move", MEMBER, READS, booking_move, "booking_move",
	  .about = "the page to move it or hand it over; ?from=…&until=…" },
	{ "POST", "/bookings/{ref}/move", MEMBER, WRITES, booking_edit, NULL,
	  .about = "moves, extends or shortens it, from a form", .fields = change_fields,
	  .refused = booking_move_refused, .refused_template = "booking_move" },
	{ "POST", "/bookings/{ref}/give", MEMBER, WRITES, booking_hand_over, NULL,
	  .about = "hands it over to another member", .fields = give_fields,
	  .refused = booking_give_refused, .refused_template = "booking_move" },
	{ "POST", "/bookings/{ref}/end", MEMBER, WRITES, booking_finish, NULL,
	  .about = "gives back what is left of a running one", .refused = booking_refused,
	  .refused_template = "booking" },
	{ "POST", "/bookings/{ref}/accept", MEMBER, WRITES, booking_accept, NULL,
	  .about = "takes an offer; cancel declines it", .refused = booking_refused,
	  .refused_template = "booking" },
	{ "POST", "/bookings/{ref}/object", MEMBER, WRITES, booking_object, NULL,
	  .about = "objects to a no-show", .fields = object_fields, .refused = booking_refused,
	  .refused_template = "booking" },
	{ "POST", "/bookings/{ref}/objection", STAFF, WRITES, objection_decide, NULL,
	  .about = "decides about that", .fields = objection_fields, .refused = booking_refused,
	  .refused_template = "booking" },
	{ "POST", "/bookings/{ref}/approve", STAFF, WRITES, booking_approve, NULL,
	  .about = "approves a request", .fields = approve_fields, .refused = booking_refused,
	  .refused_template = "booking" },
	{ "POST", "/bookings/{ref}/refuse", STAFF, WRITES, booking_refuse, NULL,
	  .about = "refuses a request", .fields = refuse_fields, .refused = booking_refused,
	  .refused_template = "booking" },
	{ "POST", "/bookings/{ref}/came", STAFF, WRITES, booking_came, NULL,
	  .about = "says that somebody came", .fields = came_fields, .refused = booking_refused, .refused_template = "booking" },
	{ "GET", "/bookings/{ref}/pass", MEMBER, READS, pass_show, "pass", .about = "its pass, to print",
	  .scopes = LAB | BOOKINGS },
	{ "GET", "/bookings/{ref}/pass.svg", MEMBER, READS, pass_svg, NULL, .about = "its QR code",
	  .scopes = LAB | BOOKINGS },
	{ "GET", "/bookings/{ref}/pass.png", MEMBER, READS, pass_png, NULL, .about = "its QR code",
	  .scopes = LAB | BOOKINGS },

	{ "GET", "/waiting/new", MEMBER, READS, waiting_new, "waiting_new",
	  .about = "the form to wait for a time; ?resource=prusa-1&from=…&until=…" },
	{ "POST", "/waiting", MEMBER, WRITES, waiting_create, NULL,
	  .about = "waits for a time that is taken; /bookings lists what one waits for",
	  .fields = waiting_fields, .refused = waiting_create_refused,
	  .refused_template = "waiting_new" },
	{ "POST", "/waiting/{id}/leave", MEMBER, WRITES, waiting_delete, NULL,
	  .about = "waits no longer, from a form" },
	{ "DELETE", "/waiting/{id}", MEMBER, WRITES, waiting_delete, NULL, .about = "waits no longer" },
	{ "GET", "/series", MEMBER, READS, series_list_show, "series_list", .about = "my recurring bookings",
	  .scopes = LAB | BOOKINGS },
	{ "GET", "/series/preview", MEMBER, READS, series_preview_show, NULL,
	  .about = "what each date would be; the fields of POST /bookings as a query" },
	{ "GET", "/series/{ref}", MEMBER, READS, series_show, "series",
	  .about = "one of them: its dates, and those that were left out", .scopes = LAB | BOOKINGS },
	{ "PATCH", "/series/{ref}", MEMBER, WRITES, series_edit, NULL,
	  .about = "moves its dates, and says of each what became of it", .fields = series_fields },
	{ "DELETE", "/series/{ref}", MEMBER, WRITES, series_end, NULL, .about = "cancels all that is to come" },
	{ "POST", "/series/{ref}/dates", MEMBER, WRITES, series_date_add, NULL,
	  .about = "books what was left out", .fields = date_fields },
	{ "POST", "/series/{ref}/change", MEMBER, WRITES, series_edit, "series",
	  .about = "moves this date, this and what follows, or all", .fields = series_fields },
	{ "POST", "/series/{ref}/cancel", MEMBER, WRITES, series_end, NULL,
	  .about = "cancels this date, this and what follows, or all", .fields = scope_fields },

	{ "GET", "/workshops", ANYONE, READS, workshops_list, "workshops",
	  .about = "what is to come; with what I have signed up for", .scopes = LAB | BOOKINGS },
	{ "GET", "/workshops.ics", ANYONE, SLOW, calendar_workshops, NULL, .about = "all of them as a calendar",
	  .scopes = LAB | BOOKINGS },
	{ "GET", "/workshops/new", STAFF, READS, workshop_new, "workshop_new", .about = "the form; ?copy=12" },
	{ "POST", "/workshops", STAFF, WRITES, workshop_create, NULL, .about = "makes one, which books its place",
	  .fields = workshop_fields, .refused = workshop_create_refused, .refused_template = "workshop_new" },
	{ "GET", "/workshops/{id}", ANYONE, READS, workshop_show, "workshop",
	  .about = "one workshop: days, place, seats that are left", .scopes = LAB | BOOKINGS },
	{ "POST", "/workshops/{id}/seats", MEMBER, WRITES, seat_create, NULL,
	  .about = "signs up, or waits if there is no room", .fields = seat_fields,
	  .refused = seat_create_refused, .refused_template = "workshop" },
	{ "GET", "/workshops/{id}/edit", STAFF, READS, workshop_form, "workshop_edit", .about = "the form to change it" },
	{ "POST", "/workshops/{id}", STAFF, WRITES, workshop_edit, NULL,
	  .about = "changes it; those who have seats are told", .fields = workshop_fields,
	  .refused = workshop_edit_refused, .refused_template = "workshop_edit" },
	{ "POST", "/workshops/{id}/pictures", STAFF, WRITES, picture_create_of_workshop, NULL,
	  .about = "adds a picture to it and its series: multipart/form-data with the file picture",
	  .fields = picture_fields, .step = picture_prepare, .refused = workshop_form,
	  .refused_template = "workshop_edit", .file = "picture", .most_body = MOST_UPLOAD },
	{ "POST", "/workshops/{id}/cancel", STAFF, WRITES, workshop_delete, NULL,
	  .about = "cancels it and tells all who have seats", .fields = workshop_cancel_fields },
	{ "GET", "/seats/{ref}.ics", MEMBER, READS, calendar_seat, NULL, .about = "the registration for a calendar",
	  .scopes = LAB | BOOKINGS },
	{ "GET", "/seats/{ref}", MEMBER, READS, seat_show, "seat",
	  .about = "one registration, with its codes; ?day=34", .scopes = LAB | BOOKINGS },
	{ "GET", "/seats/{ref}/sheet", MEMBER, READS, seat_sheet, "seat_sheet",
	  .about = "the codes of all its seats, to print and cut; ?day=34", .scopes = LAB | BOOKINGS },
	{ "PATCH", "/seats/{ref}", MEMBER, WRITES, seat_edit, NULL, .about = "changes how many, and of a class its name",
	  .fields = seat_change_fields },
	{ "POST", "/seats/{ref}", MEMBER, WRITES, seat_edit, NULL, .about = "the same, from a form",
	  .fields = seat_change_fields, .refused = seat_refused, .refused_template = "seat" },
	{ "DELETE", "/seats/{ref}", MEMBER, WRITES, seat_delete, NULL, .about = "gives the seats back" },
	{ "POST", "/seats/{ref}/cancel", MEMBER, WRITES, seat_delete, NULL, .about = "gives the seats back, from a form",
	  .refused = seat_refused, .refused_template = "seat" },
	{ "POST", "/seats/{ref}/accept", MEMBER, WRITES, seat_take, NULL, .about = "takes an offer",
	  .refused = seat_refused, .refused_template = "seat" },
	{ "POST", "/seats/{ref}/move", MEMBER, WRITES, seat_relocate, NULL,
	  .about = "to another date of the same workshop", .fields = seat_move_fields, .refused = seat_refused,
	  .refused_template = "seat" },
	{ "POST", "/seats/{ref}/names", MEMBER, WRITES, seat_call, NULL, .about = "says who sits there; never pupils",
	  .fields = seat_name_fields, .refused = seat_refused, .refused_template = "seat" },
	{ "GET", "/attendance", STAFF, READS, attendance_show, "attendance",
	  .about = "who came to the workshops of a day; ?day=2026-11-23" },
	{ "POST", "/attendance/{day}", STAFF, WRITES, attendance_mark, NULL,
	  .about = "says that somebody arrived, left or is missing, or how many of a class are there",
	  .fields = presence_fields, .refused = attendance_refused, .refused_template = "attendance" },
	{ "GET", "/attendance.csv", STAFF, WRITES, attendance_table, NULL, .about = "the same as a table; ?day" },
	{ "GET", "/attendance/statistics", STAFF, READS, attendance_statistics, "attendance_statistics",
	  .about = "attendance by workshop, age and kind of organisation, small counts left out; ?from&until" },
	{ "GET", "/attendance/statistics.csv", STAFF, READS, attendance_statistics_table, NULL,
	  .about = "the same as a table" },
	{ "GET", "/attendance/people/{id}", STAFF, WRITES, attendance_person, "attendance_history",
	  .about = "a person's workshops; that it was read is kept" },
	{ "GET", "/attendance/organisations/{slug}", MEMBER, READS, attendance_organisation, "attendance_history",
	  .about = "its managers and staff: an organisation's workshops" },

	{ "GET", "/T", ANYONE, READS, scan_page, "t",
	  .about = "what a pass's code opens; the pass is behind the # and stays in the browser" },
	{ "GET", "/M/{code}", ANYONE, READS, machine_show, "m",
	  .about = "what the code on a machine opens; it does nothing" },
	{ "POST", "/M/{code}/start", MEMBER, WRITES, machine_begin, "machine_result",
	  .about = "starts it, or says why not: allowed or denied; every try is kept", .fields = start_fields },
	{ "POST", "/M/{code}/extend", MEMBER, WRITES, machine_longer, "machine_result",
	  .about = "uses it longer", .fields = start_fields },
	{ "POST", "/M/{code}/stop", MEMBER, WRITES, machine_end, "machine_result",
	  .about = "ends, and says in which condition it is", .fields = fault_fields },
	{ "POST", "/M/{code}/fault", MEMBER, WRITES, machine_report, "machine_result",
	  .about = "reports a fault", .fields = fault_fields },
	{ "GET", "/admin/labels", STAFF, READS, labels_show, "admin_labels",
	  .about = "the codes on machines, to print; ?only=slug" },
	{ "POST", "/admin/labels", STAFF, WRITES, labels_make, NULL,
	  .about = "makes codes, or replaces one", .fields = label_fields },
	{ "GET", "/admin/labels/{slug}.svg", STAFF, READS, label_svg, NULL, .about = "its QR code" },
	{ "GET", "/admin/machines", STAFF, READS, machine_events_show, "admin_machines",
	  .about = "who started what, and what was denied; ?denied=1" },
	{ "GET", "/admin/witnesses", STAFF, READS, witnesses_show, "admin_witnesses",
	  .about = "bookings of which scan, list and plug say different things; late scans the lab disagrees with" },
	{ "POST", "/admin/witnesses/{ref}", STAFF, WRITES, witness_settle, NULL,
	  .about = "staff say whether it was used", .fields = ruling_fields },
	{ "GET", "/admin/faults", STAFF, READS, faults_show, "admin_faults",
	  .about = "what is out of order, and which bookings that hits" },
	{ "POST", "/admin/faults/{id}/clear", STAFF, WRITES, fault_done, NULL,
	  .about = "puts it back in order", .fields = remedy_fields },
	{ "GET", "/scan", STAFF, READS, scanner_show, "scan",
	  .about = "the scanner; ?q=part of a name: who of today's guests it is" },
	{ "GET", "/scan/day", STAFF, WRITES, scan_day, NULL,
	  .about = "for a scanner that may lose the lab: today's passes, keys, places; that it was read is kept" },
	{ "GET", "/scans", STAFF, READS, scans_show, "scan_log",
	  .about = "what was read at the doors of late, and why it was refused; ?refused=1: only that" },
	{ "POST", "/scans", STAFF, WRITES, scan_create, "scan_result",
	  .about = "judges a pass: admitted, already, refused; every try is kept", .fields = scan_fields },

	{ "GET", "/f/{key}.ics", ANYONE, SLOW, calendar_own, NULL,
	  .about = "my bookings as a calendar; the key is the secret", .scopes = LAB | BOOKINGS },

	{ "GET", "/session", ANYONE, READS, session_page, "sign_in", .about = "the form to sign in" },
	{ "POST", "/session", ANYONE, WRITES, session_create, NULL, .about = "signs in: 204 and a cookie",
	  .fields = session_fields, .step = session_verify },
	{ "DELETE", "/session", MEMBER, WRITES, session_end, NULL, .about = "signs out",
	  .fields = end_fields },
	{ "POST", "/session/end", MEMBER, WRITES, session_end, NULL, .about = "signs out, from a form",
	  .fields = end_fields },
	{ "POST", "/language", ANYONE, WRITES, language_choose, NULL, .about = "chooses de or en",
	  .fields = language_fields },
	{ "GET", "/account", MEMBER, READS, account_show, "account",
	  .about = "who I am, my calendars, my sessions" },
	{ "POST", "/account", MEMBER, WRITES, account_change, NULL, .about = "changes name and language",
	  .fields = account_fields },
	/* Who reads personal data is written down before it is shown: these GETs go through the write lane for that. */
	{ "GET", "/account/export.json", MEMBER, WRITES, export_show, NULL,
	  .about = "everything the lab knows about me, as one file" },
	{ "GET", "/account/erase", MEMBER, READS, erase_show, "erase", .about = "asks before it forgets" },
	{ "POST", "/account/erase", MEMBER, WRITES, erase_me, NULL,
	  .about = "forgets me: bookings to come are cancelled, a tombstone stays",
	  .fields = erase_fields, .refused = erase_show, .refused_template = "erase" },
	{ "GET", "/bookings.csv", STAFF, WRITES, bookings_table, NULL,
	  .about = "bookings as a table; ?from=2026-11-23&until=2026-11-29" },
	{ "GET", "/people.csv", STAFF, WRITES, people_table, NULL, .about = "people as a table: ?q&role&organisation" },
	{ "GET", "/usage", STAFF, READS, usage_show, "usage",
	  .about = "booked and worked time: weeks, hours, resources; ?from&until&kind&resource" },
	{ "GET", "/usage/runs", STAFF, READS, ledger_show, "runs",
	  .about = "booked against used: hours and energy; ?from&until" },
	{ "POST", "/usage/runs", STAFF, WRITES, ledger_price, NULL, .about = "sets what electricity costs",
	  .fields = price_fields },
	{ "GET", "/usage/runs.csv", STAFF, READS, ledger_table, NULL,
	  .about = "the same as CSV; ?by=machine, person, organisation, booking or month, else each run" },
	{ "GET", "/usage.csv", STAFF, READS, usage_table, NULL,
	  .about = "use of each resource as a table; ?from&until&kind&resource" },
	{ "GET", "/admin/settings", STAFF, READS, settings_show, "admin_settings",
	  .about = "name, contact, retention, limits" },
	{ "POST", "/admin/settings", STAFF, WRITES, settings_save, NULL,
	  .about = "changes those that are sent; can be undone", .fields = setting_fields,
	  .refused = settings_show, .refused_template = "admin_settings" },
	{ "GET", "/admin/audit", STAFF, READS, audit_show, "admin_audit",
	  .about = "who did what to what: ?person&noun&about&search&from&until&sort&order&page" },
	{ "GET", "/admin/audit.csv", STAFF, WRITES, audit_table, NULL, .about = "the same as a table" },
	{ "POST", "/account/feeds", MEMBER, WRITES, feed_create, "account",
	  .about = "makes a secret calendar address, shown once", .fields = feed_fields },
	{ "POST", "/account/feeds/{id}/revoke", MEMBER, WRITES, feed_delete, NULL,
	  .about = "closes a calendar address" },

	{ "GET", "/today", STAFF, READS, today_show, "today",
	  .about = "the day at the counter: who comes, who came, what waits; ?day=2026-11-24", .scopes = NOW },
	{ "GET", "/admin", STAFF, READS, admin_show, "admin", .about = "what staff look after" },
	{ "GET", "/admin/approvals", STAFF, READS, approvals_show, "admin_approvals",
	  .about = "requests and objections to decide" },
	{ "GET", "/admin/timers", STAFF, READS, timers_show, "admin_timers",
	  .about = "what happens by itself: when it last did" },
	{ "GET", "/admin/notices", STAFF, READS, notices_show, "admin_notices", .about = "what the lab tells people" },
	{ "POST", "/admin/notices", STAFF, WRITES, notice_create, NULL, .about = "tells something new",
	  .fields = notice_fields, .refused = notices_show, .refused_template = "admin_notices" },
	{ "GET", "/admin/notices/{id}", STAFF, READS, notice_show, "admin_notice", .about = "one of them" },
	{ "POST", "/admin/notices/{id}", STAFF, WRITES, notice_edit, NULL, .about = "changes it",
	  .fields = notice_fields, .refused = notice_show, .refused_template = "admin_notice" },
	{ "POST", "/admin/notices/{id}/withdraw", STAFF, WRITES, notice_delete, NULL,
	  .about = "shows it no longer" },
	{ "GET", "/admin/codecs", STAFF, READS, scripts_show, "admin_codecs", .about = "codecs in JavaScript" },
	{ "POST", "/admin/codecs", STAFF, WRITES, script_create, NULL, .about = "adds one, if its examples come out right",
	  .fields = script_fields, .step = script_prepare, .refused = scripts_show, .refused_template = "admin_codecs" },
	{ "GET", "/admin/codecs/{model}", STAFF, READS, script_show, "admin_codec", .about = "one of them" },
	{ "POST", "/admin/codecs/{model}", STAFF, WRITES, script_change, NULL, .about = "changes it",
	  .fields = script_fields, .step = script_prepare, .refused = script_show, .refused_template = "admin_codec" },
	{ "GET", "/admin/hours", STAFF, READS, hours_show, "admin_hours",
	  .about = "openings, closures, holidays" },
	{ "GET", "/admin/resources.csv", STAFF, READS, inventory_table, NULL,
	  .about = "what the lab has as a table: ?q&kind" },
	{ "GET", "/admin/resources", STAFF, READS, inventory_show, "admin_resources",
	  .about = "what the lab has; ?q&kind&sort&order&page" },
	{ "POST", "/admin/resources", STAFF, WRITES, resource_make, NULL, .about = "adds one, not to be booked yet",
	  .fields = resource_fields, .refused = inventory_show, .refused_template = "admin_resources" },
	{ "POST", "/admin/resources/{slug}/pictures", STAFF, WRITES, picture_create, NULL,
	  .about = "adds a picture: multipart/form-data with the file picture, JPEG, PNG or WebP",
	  .fields = picture_fields, .step = picture_prepare, .refused = policy_show,
	  .refused_template = "admin_policy", .file = "picture", .most_body = MOST_UPLOAD },
	{ "POST", "/admin/pictures/{id}", STAFF, WRITES, picture_change, NULL,
	  .about = "describes it in other words", .fields = picture_fields },
	{ "POST", "/admin/pictures/{id}/remove", STAFF, WRITES, picture_delete, NULL,
	  .about = "removes it; can be undone" },
	{ "GET", "/pictures/{id}.webp", ANYONE, READS, picture_show, NULL, .about = "a picture" },
	{ "GET", "/pictures/{id}/small.webp", ANYONE, READS, picture_show_small, NULL,
	  .about = "the same for lists, at most 480 pixels across" },
	{ "POST", "/admin/resources/{slug}/parts", STAFF, WRITES, part_create, NULL,
	  .about = "takes another one in: whoever books this one takes it along", .fields = part_fields,
	  .refused = policy_show, .refused_template = "admin_policy" },
	{ "POST", "/admin/resources/{slug}/parts/{part}/remove", STAFF, WRITES, part_delete, NULL,
	  .about = "takes it out again; can be undone", .refused = policy_show,
	  .refused_template = "admin_policy" },
	{ "GET", "/admin/resources/{slug}", STAFF, READS, policy_show, "admin_policy",
	  .about = "its policy, who may, what it costs" },
	{ "POST", "/admin/resources/{slug}", STAFF, WRITES, policy_change, NULL, .about = "changes that",
	  .fields = policy_fields },
	{ "GET", "/admin/periods", STAFF, READS, periods_show, "admin_periods",
	  .about = "schools' lesson times" },
	{ "POST", "/admin/periods", STAFF, WRITES, period_grid_create, NULL, .about = "adds a grid of them",
	  .fields = period_fields },
	{ "POST", "/admin/periods/{id}/day", STAFF, WRITES, period_grid_day, NULL,
	  .about = "chooses it for one day", .fields = day_fields },
	{ "GET", "/admin/quotas", STAFF, READS, quotas_show, "admin_quotas",
	  .about = "quotas, and hours without policy" },
	{ "POST", "/admin/quotas", STAFF, WRITES, quota_create, NULL, .about = "adds a quota",
	  .fields = quota_fields },
	{ "POST", "/admin/quotas/{id}/remove", STAFF, WRITES, quota_delete, NULL, .about = "removes it" },
	{ "POST", "/admin/free-hours", STAFF, WRITES, free_hours_create, NULL,
	  .about = "adds hours without policy", .fields = free_hours_fields },
	{ "POST", "/admin/free-hours/{id}/remove", STAFF, WRITES, free_hours_delete, NULL,
	  .about = "removes them" },
	{ "GET", "/admin/qualifications", STAFF, READS, qualifications_show, "admin_qualifications",
	  .about = "who has been introduced to what, until when" },
	{ "POST", "/admin/qualifications", STAFF, WRITES, qualification_create, NULL,
	  .about = "grants or renews one", .fields = qualification_fields },
	{ "POST", "/admin/qualifications/{person}/{resource}/remove", STAFF, WRITES,
	  qualification_delete, NULL, .about = "withdraws it" },
	{ "POST", "/admin/openings", STAFF, WRITES, opening_create, NULL, .about = "adds weekly hours",
	  .fields = opening_fields },
	{ "POST", "/admin/openings/{id}/remove", STAFF, WRITES, opening_delete, NULL,
	  .about = "removes them" },
	{ "GET", "/admin/closures/new", STAFF, READS, closure_new, "closure_new",
	  .about = "which bookings a closure would hit; ?from&until&resource&kind&reason" },
	{ "POST", "/admin/closures", STAFF, WRITES, closure_create, NULL,
	  .about = "closes, cancels what it hits, and tells their owners", .fields = closure_fields },
	{ "POST", "/admin/closures/{id}/remove", STAFF, WRITES, closure_delete, NULL,
	  .about = "opens again" },
	{ "POST", "/admin/holidays/keep", STAFF, WRITES, holidays_keep, NULL,
	  .about = "whether public holidays are closed", .fields = keep_fields },
	{ "POST", "/admin/holidays/import", STAFF, WRITES, holidays_import, NULL,
	  .about = "takes school holidays from an iCalendar file", .fields = ics_fields },
	{ "POST", "/admin/holidays/{id}/remove", STAFF, WRITES, holiday_delete, NULL,
	  .about = "removes school holidays" },

	{ "GET", "/help", ANYONE, READS, help_show, "help", .about = "first steps, by what one comes for" },
	{ "GET", "/help/{guide}", ANYONE, READS, help_guide, "help_guide",
	  .about = "one of them: founder, teacher or staff" },
	{ "GET", "/accessibility", ANYONE, READS, page_show, "public_page",
	  .about = "accessibility statement", .scopes = LAB },
	{ "GET", "/imprint", ANYONE, READS, page_show, "public_page", .about = "who runs the lab", .scopes = LAB },
	{ "GET", "/privacy", ANYONE, READS, page_show, "public_page",
	  .about = "what is kept about people, and how long", .scopes = LAB },
	{ "GET", "/admin/pages", STAFF, READS, pages_list, "admin_pages",
	  .about = "the texts that a public body must show, and the facts in them" },
	{ "POST", "/admin/pages", STAFF, WRITES, facts_save, NULL, .about = "changes those facts",
	  .fields = fact_fields, .refused = pages_list, .refused_template = "admin_pages" },
	{ "GET", "/admin/pages/{name}", STAFF, READS, page_edit, "admin_page",
	  .about = "one text, its preview and its versions; ?language=de&version=12" },
	{ "POST", "/admin/pages/{name}", STAFF, WRITES, page_change, "admin_page",
	  .about = "saves a version, or shows how it would look", .fields = page_fields,
	  .refused = page_edit, .refused_template = "admin_page" },
	{ "POST", "/admin/pages/{name}/versions/{id}/restore", STAFF, WRITES, page_back, NULL,
	  .about = "makes an old version the newest", .fields = page_language_fields },

	{ "GET", "/admin/messages.csv", STAFF, WRITES, messages_table, NULL,
	  .about = "the outbox as a table: ?status&q" },
	{ "GET", "/admin/messages", STAFF, READS, messages_list, "messages",
	  .about = "the outbox: what waits, what is stuck, what may have been lost" },
	{ "POST", "/admin/messages/{id}/send", STAFF, WRITES, message_send, NULL,
	  .about = "sends a message again" },

	{ "GET", "/join", ANYONE, READS, join_page, "join", .about = "the form to join" },
	{ "POST", "/join", ANYONE, WRITES, join_create, "join", .about = "sends a link to confirm the address",
	  .fields = join_fields, .step = password_prepare, .refused = join_page, .refused_template = "join" },
	{ "GET", "/password", ANYONE, READS, password_page, "password", .about = "for a forgotten password" },
	{ "POST", "/password", ANYONE, WRITES, password_forgotten, "password",
	  .about = "sends a link to choose a new one", .fields = email_fields },
	{ "GET", "/tickets/{token}", ANYONE, READS, ticket_show, "ticket",
	  .about = "what a mail's link opens; only the button there does something" },
	{ "POST", "/tickets/{token}", ANYONE, WRITES, ticket_act, NULL,
	  .about = "confirms, sets a password, accepts an invitation, agrees", .fields = ticket_fields,
	  .step = password_prepare, .refused = ticket_show, .refused_template = "ticket" },
	{ "POST", "/account/password", MEMBER, WRITES, password_edit, NULL, .about = "another password",
	  .fields = password_fields, .step = password_verify, .refused = account_show,
	  .refused_template = "account" },
	{ "POST", "/account/sessions/{id}/end", MEMBER, WRITES, session_delete, NULL,
	  .about = "signs one device out" },
	{ "POST", "/account/messages", MEMBER, WRITES, message_choose, NULL,
	  .about = "which mails I want", .fields = message_fields },
	{ "POST", "/account/guardian", MEMBER, WRITES, guardian_name, NULL,
	  .about = "asks a guardian for consent", .fields = guardian_fields, .refused = account_show,
	  .refused_template = "account" },

	{ "POST", "/undo/{id}", MEMBER, WRITES, undo_do, NULL,
	  .about = "takes back what one has just done" },
	{ "GET", "/people", STAFF, READS, people_list, "people", .about = "everybody; ?q=part of name or address" },
	{ "POST", "/people", STAFF, WRITES, person_create, NULL,
	  .about = "adds somebody, who gets a mail to choose a password", .fields = person_fields,
	  .refused = people_list, .refused_template = "people" },
	{ "GET", "/people/{id}", STAFF, WRITES, person_show, "person", .about = "one person; that it was read is kept" },
	{ "POST", "/people/{id}", STAFF, WRITES, person_edit, NULL,
	  .about = "changes name and language; an admin: the role", .fields = person_fields,
	  .refused = person_form, .refused_template = "person" },
	{ "POST", "/people/{id}/erase", ADMIN, WRITES, person_erase, NULL,
	  .about = "forgets a person; a tombstone stays" },
	{ "POST", "/people/{id}/sign-out", STAFF, WRITES, person_sign_out_all, NULL,
	  .about = "ends all sessions of a person" },
	{ "GET", "/organisations.csv", STAFF, READS, organisations_table, NULL,
	  .about = "organisations as a table: ?q&kind" },
	{ "GET", "/organisations", STAFF, READS, organisations_list, "organisations", .about = "all of them" },
	{ "POST", "/organisations", STAFF, WRITES, organisation_add, NULL, .about = "adds one",
	  .fields = organisation_fields, .refused = organisations_list, .refused_template = "organisations" },
	{ "GET", "/organisations/{slug}", MEMBER, READS, organisation_show, "organisation",
	  .about = "its managers and staff: members, invitations, bookings" },
	{ "POST", "/organisations/{slug}", STAFF, WRITES, organisation_edit, NULL,
	  .about = "changes name and kind", .fields = organisation_fields, .refused = organisation_show,
	  .refused_template = "organisation" },
	{ "POST", "/organisations/{slug}/invitations", MEMBER, WRITES, invitation_create, NULL,
	  .about = "invites somebody by mail", .fields = email_fields, .refused = organisation_show,
	  .refused_template = "organisation" },
	{ "POST", "/organisations/{slug}/invitations/{id}/remove", MEMBER, WRITES, invitation_delete, NULL,
	  .about = "takes an invitation back" },
	{ "POST", "/organisations/{slug}/members/{id}/remove", MEMBER, WRITES, member_delete, NULL,
	  .about = "takes a member out" },
	{ "POST", "/organisations/{slug}/members/{id}", MEMBER, WRITES, member_change, NULL,
	  .about = "makes a member a manager, or not", .fields = member_fields },

	{ "GET", "/devices.csv", STAFF, READS, devices_table, NULL, .about = "plugs as a table: ?q&health" },
	{ "GET", "/devices", STAFF, READS, devices_list, "devices",
	  .about = "plugs and their health; ?q&health&sort&order&page",
	  .scopes = LAB | DEVICES },
	{ "GET", "/devices/new", STAFF, READS, device_new, "device_new", .about = "the form for a new plug; ?code=" },
	{ "GET", "/devices/setup", STAFF, READS, device_setup, "device_setup",
	  .about = "how ChirpStack and The Things Stack are set up" },
	{ "POST", "/devices", STAFF, WRITES, device_create, NULL, .about = "enters a plug by its label",
	  .fields = plate_fields, .refused = device_create_refused, .refused_template = "device_new" },
	{ "GET", "/devices/{eui}", STAFF, READS, device_show, "device", .scopes = LAB | DEVICES | BOOKINGS,
	  .about = "one plug: health, power, thresholds, relay" },
	{ "GET", "/devices/{eui}/power", STAFF, READS, device_power, "resource_power",
	  .about = "what it measured; ?days=7 up to now, or ?from&until", .scopes = LAB | DEVICES },
	{ "POST", "/devices/{eui}", STAFF, WRITES, device_change, NULL, .about = "changes it",
	  .fields = device_fields, .refused = device_change_refused, .refused_template = "device" },
	{ "POST", "/devices/{eui}/relay", STAFF, WRITES, device_switch, NULL, .about = "switches its relay",
	  .fields = relay_fields },
	{ "POST", "/devices/{eui}/upkeep", STAFF, WRITES, device_upkeep_add, NULL,
	  .about = "what its machine needs after so many hours", .fields = upkeep_fields,
	  .refused = device_change_refused, .refused_template = "device" },
	{ "POST", "/devices/{eui}/upkeep/{id}/done", STAFF, WRITES, device_upkeep_done, NULL,
	  .about = "it was done: its hours count anew", .fields = upkept_fields,
	  .refused = device_change_refused, .refused_template = "device" },
	{ "POST", "/devices/{eui}/upkeep/{id}/delete", STAFF, WRITES, device_upkeep_delete, NULL,
	  .about = "it need not be done any more" },
	{ "POST", "/devices/{eui}/interval", STAFF, WRITES, device_pace, NULL,
	  .about = "tells it how often to report", .fields = pace_fields, .refused = device_change_refused,
	  .refused_template = "device" },
	{ "POST", "/ingest/{source}", ANYONE, WRITES, ingest_take, NULL,
	  .about = "webhook of a LoRaWAN network server, with the secret as Bearer; ?event=up",
	  .most_body = MOST_EVENT },

	{ "GET", "/api", ANYONE, READS, api_show, "api", .about = "this list" },
	{ "GET", "/openapi.json", ANYONE, PLAIN, openapi_show, NULL, .about = "this list as OpenAPI 3.1" },
	{ "GET", "/healthz", ANYONE, PLAIN, health_alive, NULL, .about = "alive" },
	{ "GET", "/readyz", ANYONE, READS, health_ready, NULL, .about = "ready: the store answers" },
	{ "GET", "/metrics", ANYONE, READS, health_metrics, NULL, .about = "figures for Prometheus" },
	{ "GET", "/static/{file}", ANYONE, PLAIN, static_show, NULL, .about = "style sheets, scripts, pictures" },
	{ "GET", "/offline", ANYONE, READS, offline_show, "offline", .about = "the page for when there is no network" },
	{ "GET", "/account/offline", MEMBER, READS, offline_mine, NULL,
	  .about = "my next bookings and their codes, for a device to keep", .scopes = LAB | BOOKINGS },
	{ "GET", "/app.webmanifest", ANYONE, READS, manifest_show, NULL, .about = "the lab as an app; ?lang=de",
	  .scopes = LAB },
	{ "GET", "/sw.js", ANYONE, PLAIN, static_worker, NULL, .about = "its service worker" },
	{ "GET", "/favicon.ico", ANYONE, PLAIN, static_icon, NULL, .about = "the icon" },
	{ "GET", "/robots.txt", ANYONE, PLAIN, static_robots, NULL, .about = "for crawlers" },
	{ 0 },
};
