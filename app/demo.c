// SPDX-License-Identifier: EUPL-1.2
#include "app/demo.h"

#include "app/base/time.h"
#include "app/booking.h"
#include "app/demo_page.h"
#include "app/demo_script.h"
#include "app/demo_notice.h"
#include "app/demo_workshop.h"
#include "app/ledger.h"
#include "app/period.h"
#include "app/person.h"
#include "app/price.h"
#include "app/qualification.h"
#include "app/revision.h"
#include "db/db.h"
#include "db/delivery.h"
#include "db/organisation.h"

#include <string.h>

enum { COMING_DAYS = 14, HOUR_MINUTES = 60, EVENING = 16 * HOUR_MINUTES, YEAR = 365 * 24 * 3600, CENTS_PER_KWH = 32 };

/* ---- who and what ---------------------------------------------------------------------------- */

const struct demo_person demo_people[] = {
	{ "admin@example.org", "Katrin Bauer", "admin", NULL },
	{ "staff@example.org", "Mandy Seidel", "staff", NULL },
	{ "startup@example.org", "Jana Richter", "member", "erzdruck" },
	{ "teacher@example.org", "Thomas Uhlig", "member", "bergschule" },
	{ 0 },
};

static const struct demo_person others[] = {
	{ "falk@example.org", "Falk Neubert", "member", "klangholz" },
	{ "aylin@example.org", "Aylin Demir", "member", "lichtblick" },
	{ "ole@example.org", "Ole Günther", "member", "erzdruck" },
	{ "verein@example.org", "Sabine Lötzsch", "member", "schnitzverein" },
	{ 0 },
};

static const struct organisation organisations[] = {
	{ 0, "erzdruck", "ErzDruck GmbH", "startup" },
	{ 0, "klangholz", "Klangholz Instrumente", "startup" },
	{ 0, "lichtblick", "Lichtblick Produktfoto", "startup" },
	{ 0, "bergschule", "Bergschule Zwönitztal", "school" },
	{ 0, "schnitzverein", "Schnitzverein Kühnhaide", "association" },
};

enum { ORGANISATIONS = sizeof organisations / sizeof *organisations };

#define MACHINE .bookable = true, .slot_minutes = 30, .shortest_minutes = 30, .horizon_days = 60, \
	.most_people = 4, .late_hours = 24
#define PLACE .bookable = true, .slot_minutes = 30, .shortest_minutes = 30, .horizon_days = 90, .late_hours = 24

static const struct resource resources[] = {
	{ .slug = "prusa-1", .name = "Prusa MK4 1", .kind = "printer_3d", .location = "Werkstatt",
	  .description = "FDM-Drucker für PLA, PETG und ASA, 250 × 210 × 220 mm.",
	  MACHINE, .longest_minutes = 720 },
	{ .slug = "prusa-2", .name = "Prusa MK4 2", .kind = "printer_3d", .location = "Werkstatt",
	  .description = "FDM-Drucker für PLA, PETG und ASA, 250 × 210 × 220 mm.",
	  MACHINE, .longest_minutes = 720 },
	{ .slug = "prusa-3", .name = "Prusa MK4 3", .kind = "printer_3d", .location = "Galerie",
	  .description = "FDM-Drucker mit 0,6-mm-Düse für große, robuste Teile.",
	  MACHINE, .longest_minutes = 720 },
	{ .slug = "bambu-1", .name = "Bambu X1 1", .kind = "printer_3d", .location = "Galerie",
	  .description = "Schneller FDM-Drucker mit vier Filamenten, geschlossener Bauraum.",
	  MACHINE, .longest_minutes = 720 },
	{ .slug = "bambu-2", .name = "Bambu X1 2", .kind = "printer_3d", .location = "Galerie",
	  .description = "Schneller FDM-Drucker mit vier Filamenten, geschlossener Bauraum.",
	  MACHINE, .longest_minutes = 720 },
	{ .slug = "laser", .name = "Lasercutter", .kind = "laser", .location = "Werkstatt",
	  .description = "CO₂-Laser, 80 W, 900 × 600 mm, mit Absaugung. Nur mit Einweisung.",
	  MACHINE, .longest_minutes = 240, .needs_introduction = true },
	{ .slug = "fotostudio", .name = "Fotostudio", .kind = "studio", .location = "Dachgeschoss",
	  .description = "Hohlkehle, drei Hintergründe, Aufnahmetisch. Mit Blitzanlage.",
	  PLACE, .longest_minutes = 480, .most_people = 6, .grace_minutes = 30 },
	{ .slug = "blitzanlage", .name = "Blitzanlage", .kind = "tool", .location = "Dachgeschoss",
	  .description = "Drei Studioblitze 400 Ws mit Softboxen und Funkauslöser.",
	  PLACE, .longest_minutes = 480, .most_people = 6, .needs_approval = true },
	{ .slug = "cad-1", .name = "CAD-Arbeitsplatz 1", .kind = "workplace", .location = "Galerie",
	  .description = "Zwei Bildschirme, 3D-Maus, FreeCAD, Blender und Slicer.",
	  PLACE, .longest_minutes = 480, .most_people = 2, .grace_minutes = 15 },
	{ .slug = "cad-2", .name = "CAD-Arbeitsplatz 2", .kind = "workplace", .location = "Galerie",
	  .description = "Zwei Bildschirme, 3D-Maus, FreeCAD, Blender und Slicer.",
	  PLACE, .longest_minutes = 480, .most_people = 2, .grace_minutes = 15 },
	{ .slug = "cad-3", .name = "CAD-Arbeitsplatz 3", .kind = "workplace", .location = "Galerie",
	  .description = "Höhenverstellbarer Tisch, großer Bildschirm, FreeCAD und Slicer.",
	  PLACE, .longest_minutes = 480, .most_people = 2, .grace_minutes = 15 },
	{ .slug = "werkstatt", .name = "Werkstatt", .kind = "room", .location = "Erdgeschoss",
	  .description = "Werkraum für 24 Personen. Wer ihn bucht, bucht Lasercutter und zwei Drucker mit.",
	  PLACE, .longest_minutes = 480, .most_people = 24 },
};

enum { RESOURCES = sizeof resources / sizeof *resources };

static const struct {
	const char *whole, *part;
} parts[] = {
	{ "werkstatt", "prusa-1" }, { "werkstatt", "prusa-2" }, { "werkstatt", "laser" },
	{ "fotostudio", "blitzanlage" },
};

static const char *const purposes[] = { "Prototyp Gehäuse", "Ersatzteil", "Produktfotos", "Kleinserie",
	"Messemodell", "Entwurf", "Kundenmuster", "" };

/* ---- filling --------------------------------------------------------------------------------- */

struct filling {
	int past_days;
	char password[PASSWORD_TEXT];
	struct organisation organisations[ORGANISATIONS];
	struct person people[8];
	int count;
	struct resource resources[RESOURCES];
	uint64_t dice;
};

/* The same lab each time: a linear congruential generator (Knuth's MMIX), its upper bits. */
static int roll(struct filling *f, int sides)
{
	f->dice = f->dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int)((f->dice >> 33) % (uint64_t)sides);
}

static void add_organisations(struct work *work, struct filling *f)
{
	for (int i = 0; i < ORGANISATIONS; i++) {
		f->organisations[i] = organisations[i];
		db_organisation_add(work->db, &f->organisations[i]);
	}
}

static void join(struct work *work, const struct filling *f, const char *slug, int64_t person)
{
	for (int i = 0; i < ORGANISATIONS; i++)
		if (slug && !strcmp(f->organisations[i].slug, slug))
			db_membership_add(work->db, f->organisations[i].id, person);
}

static void add_people(struct work *work, struct filling *f, const struct demo_person *list, const char *password)
{
	for (; list->email; list++) {
		struct person *person = &f->people[f->count++];
		*person = (struct person){ .email = list->email, .name = list->name,
			.role = list->role, .language = "de" };
		person_add(work, person, password);
		join(work, f, list->organisation, person->id);
	}
}

/* Who can sign in as a member manages where they belong. */
static void make_managers(struct work *work, const struct filling *f)
{
	struct organisation organisation;

	for (int i = 0; demo_people[i].email; i++)
		if (organisation_list(work, f->people[i].id, &organisation, 1))
			db_membership_set(work->db, organisation.id, f->people[i].id, true);
}

static void add_resources(struct work *work, struct filling *f)
{
	for (int i = 0; i < RESOURCES; i++) {
		f->resources[i] = resources[i];
		f->resources[i].position = i + 1;
		db_resource_add(work->db, &f->resources[i]);
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct resource whole, part;
		if (resource_by_slug(work, parts[i].whole, &whole) &&
		    resource_by_slug(work, parts[i].part, &part))
			resource_take_in(work, whole.id, part.id, NULL, 0);
	}
	for (int weekday = 1; weekday <= 7; weekday++)
		db_opening_add(work->db, &(struct opening){ .weekday = weekday,
			.from_minute = 7 * HOUR_MINUTES, .until_minute = 22 * HOUR_MINUTES });
}

/* The lessons of an Oberschule in the Ore Mountains, and its short ones for hot days. */
static void add_lessons(struct work *work, const struct filling *f)
{
	int64_t school = f->organisations[3].id;

	grid_add(work, &(struct period_grid){ .organisation = school, .name = "Normalraster", .usual = true },
		"07:30-08:15 08:20-09:05 09:20-10:05 10:10-10:55 11:00-11:45 12:15-13:00 13:05-13:50 14:00-14:45");
	grid_add(work, &(struct period_grid){ .organisation = school, .name = "Hitzevariante" },
		"07:30-08:00 08:05-08:35 08:50-09:20 09:25-09:55 10:00-10:30 10:50-11:20 11:25-11:55");
}

static const struct {
	const char *slug;
	int64_t standard, reduced, citizen; /* cents an hour */
} prices[] = {
	{ "prusa-1", 200, 100, 300 }, { "prusa-2", 200, 100, 300 }, { "prusa-3", 200, 100, 300 },
	{ "bambu-1", 300, 150, 400 }, { "bambu-2", 300, 150, 400 }, { "laser", 900, 450, 1200 },
	{ "fotostudio", 1200, 600, 1500 },
};

static void add_prices(struct work *work)
{
	struct resource r;

	ledger_set_price(work, CENTS_PER_KWH, 0);
	for (size_t i = 0; i < sizeof prices / sizeof *prices; i++) {
		if (!resource_by_slug(work, prices[i].slug, &r))
			continue;
		price_set(work, &(struct price){ r.id, "standard", prices[i].standard });
		price_set(work, &(struct price){ r.id, "reduced", prices[i].reduced });
		price_set(work, &(struct price){ r.id, "citizen", prices[i].citizen });
	}
}

/* Everybody but the teacher has been introduced to the laser. */
static void add_qualifications(struct work *work, struct filling *f)
{
	for (int i = 0; i < f->count; i++)
		for (int r = 0; r < RESOURCES; r++)
			if (f->resources[r].needs_introduction &&
			    strcmp(f->people[i].email, "teacher@example.org") != 0)
				db_qualification_add(work->db, &(struct qualification){
					.person = f->people[i].id, .resource = f->resources[r].id,
					.granted_by = f->people[1].id, .granted = work->now - YEAR / 4,
					.expires = work->now + YEAR });
}

bool demo_make(struct work *work, const struct person *person, int64_t at, const struct wish *wish,
	struct booking *booking)
{
	int64_t now = work->now;

	work->person = person;
	work->now = at;
	booking_make(work, wish, booking);
	bool made = !work->reasons;
	work->now = now;
	work->person = NULL;
	work->reasons = NULL;
	return made;
}

/* Whom they belong to, who books for it in the daytime. */
static const char *organisation_of(const struct filling *f, int person)
{
	const char *email = f->people[person].email;

	for (const struct demo_person *list = demo_people; list; list = list == demo_people ? others : NULL)
		for (const struct demo_person *p = list; p->email; p++)
			if (!strcmp(p->email, email))
				return p->organisation ? p->organisation : "";
	return "";
}

/* As if it had been booked three days ahead, through the same rules as any other; and people came. */
static void book(struct work *work, struct filling *f, const struct resource *r, int person, int day, int minutes[2])
{
	int64_t from = zone_instant(day, minutes[0]), until = zone_instant(day, minutes[1]);
	bool school = !strcmp(r->kind, "room"), begun = from <= work->now;
	int64_t at = begun ? zone_instant(day - 3, minutes[0]) : work->now;
	struct booking booking;
	struct wish wish = { .resource = r->slug, .kind = "", .from = from, .until = until,
		.purpose = school ? "Technik Klasse 8" : purposes[roll(f, 8)],
		.participants = school ? 22 : 1, .person = "",
		.organisation = minutes[0] < EVENING ? organisation_of(f, person) : "" };

	if (db_claim_is_free(work->db, r->id, from, until, 0) &&
	    demo_make(work, &f->people[person], at, &wish, &booking) && begun && (day < zone_day(work->now) || booking.id % 4))
		db_booking_came(work->db, booking.id, from + booking.id % 5 * 240);
}

static void book_classes(struct work *work, struct filling *f, int day)
{
	int weekday = weekday_of(day), morning[2] = { 9 * HOUR_MINUTES, 12 * HOUR_MINUTES };

	if (weekday == 2 || weekday == 4)
		book(work, f, &f->resources[RESOURCES - 1], 3, day, morning);
}

/* Machines are busier than rooms, weekdays busier than Sundays. */
static void book_day(struct work *work, struct filling *f, int day)
{
	int weekend = weekday_of(day) >= 6;

	for (int r = 0; r < RESOURCES - 1; r++) {
		if (f->resources[r].needs_approval)
			continue;
		bool printer = !strcmp(f->resources[r].kind, "printer_3d");
		int at = (8 + roll(f, 3)) * HOUR_MINUTES;
		while (at < 20 * HOUR_MINUTES) {
			int length = (printer ? 2 + roll(f, 5) : 1 + roll(f, 3)) * HOUR_MINUTES;
			int times[2] = { at, at + length };
			if (times[1] <= 22 * HOUR_MINUTES && roll(f, weekend ? 6 : printer ? 2 : 3) == 0)
				book(work, f, &f->resources[r], 2 + roll(f, f->count - 2), day, times);
			at = times[1] + roll(f, 3) * 30;
		}
	}
}

enum { MANDY = 1, JANA = 2 };

static void fill(struct work *work, void *about)
{
	struct filling *f = about;
	struct person person;
	int today = zone_day(work->now);

	if (person_by_email(work, demo_people[0].email, &person))
		return;
	f->count = 0;
	f->dice = 1936; /* any number will do */
	add_organisations(work, f);
	add_people(work, f, demo_people, f->password);
	add_people(work, f, others, NULL);
	make_managers(work, f);
	add_resources(work, f);
	add_qualifications(work, f);
	add_prices(work);
	add_lessons(work, f);
	demo_pages(work);
	for (int day = today - f->past_days; day < today + COMING_DAYS; day++) {
		book_classes(work, f, day);
		book_day(work, f, day);
	}
	demo_events(work, f->people, today);
	demo_notices(work, &f->people[1]);
	demo_scripts(work, &f->people[MANDY]);
	demo_machines(work, &f->people[MANDY], &f->people[JANA]);
	demo_workshops(work);
	db_deliveries_done(work->db); /* these people got their mails long ago */
	work_touch(work, SCOPE_LAB);
}

bool demo_fill(struct lab *lab, int past_days)
{
	struct filling filling = { .past_days = past_days };
	struct work work = { .lab = lab, .kind = WRITE, .job = fill, .about = &filling };

	password_hash(DEMO_PASSWORD, filling.password);
	enum work_end end = work_do(&work);
	arena_clear(&work.arena);
	return end == WORK_DONE;
}
