// SPDX-License-Identifier: EUPL-1.2
/* Workshops of the sample lab: one today with a class, series, a full one with people who wait, one that is over. */
#include "app/demo_workshop.h"

#include "app/base/embed.h"
#include "app/base/time.h"
#include "app/booking.h"
#include "app/person.h"
#include "app/picture.h"
#include "app/presence.h"
#include "app/seat.h"

#include <string.h>

enum { HOUR_MINUTES = 60, FRIDAY = 5, TRIED = 20, PAST_DAYS = 28, ANNOUNCED = 2, DAY = 86400 };

static const struct {
	const char *title, *title_en, *about, *about_en, *place;
	int day;             /* days from today, moved on to a day of work */
	int from, until;     /* minutes of the wall clock */
	int capacity, minimum, weeks;
	int64_t cents;
	unsigned kinds;
} workshops[] = {
	{ "3D-Druck für Klassen", "3D printing for classes",
	  "Vom Entwurf am Bildschirm bis zum fertigen Schlüsselanhänger. Jede Gruppe druckt ein eigenes Teil.\n"
	  "Bitte feste Schuhe und etwas zu trinken mitbringen.",
	  "From a drawing on the screen to a finished key ring. Each group prints a part of its own.",
	  "kursraum", 0, 9 * HOUR_MINUTES, 12 * HOUR_MINUTES, 30, 0, 4, 0, 1u << 3 },
	{ "Lasercutter: Einführung", "Laser cutter: introduction",
	  "Sicher arbeiten mit dem CO₂-Laser: Material, Absaugung, Einstellungen. Danach dürfen Sie ihn buchen.",
	  "Working safely with the CO₂ laser: material, extraction, settings. Afterwards you may book it.",
	  "werkstatt", 8, 16 * HOUR_MINUTES, 18 * HOUR_MINUTES, 4, 2, 0, 1500, 0 },
	{ "Löten für Anfänger", "Soldering for beginners", "Wir bauen eine blinkende Grubenlampe.",
	  "We build a blinking miner's lamp.", "kursraum", 3, 15 * HOUR_MINUTES, 17 * HOUR_MINUTES, 8, 4, 2, 500, 0 },
	{ "Produktfotos mit Licht", "Product photos with light",
	  "Hohlkehle, Softbox, Reflektor: Bringen Sie ein eigenes Produkt mit.",
	  "Backdrop, soft box, reflector: bring a product of your own.", "fotostudio", 5, 10 * HOUR_MINUTES,
	  13 * HOUR_MINUTES, 6, 3, 0, 2500, 1u << 1 | 1u << 2 },
};

enum { WORKSHOPS = sizeof workshops / sizeof *workshops };

/* A room of its own, so that no booking of the sample is in the way. */
static void add_room(struct work *work)
{
	struct resource r = { .slug = "kursraum", .name = "Kursraum", .kind = "room", .location = "Galerie",
		.description = "Heller Raum mit 30 Plätzen und Leinwand, für Kurse und Klassen.", .position = 90,
		.bookable = true, .slot_minutes = 30, .shortest_minutes = 30, .longest_minutes = 480,
		.horizon_days = 90, .most_people = 30, .late_hours = 24 };

	db_resource_add(work->db, &r);
}

static int workday(int day)
{
	return weekday_of(day) > FRIDAY ? day + 8 - weekday_of(day) : day;
}

/* From that day on the first on all of whose dates nobody else has the place; 0: none. */
static int free_day(struct work *work, int index, int day)
{
	struct resource place;

	resource_by_slug(work, workshops[index].place, &place);
	for (int last = day + TRIED; day < last; day++) {
		bool is_free = weekday_of(day) <= FRIDAY || !index;
		for (int week = 0; week <= workshops[index].weeks; week++)
			is_free = is_free && db_claim_is_free(work->db, place.id,
				zone_instant(day + 7 * week, workshops[index].from),
				zone_instant(day + 7 * week, workshops[index].until), 0);
		if (is_free)
			return day;
	}
	return 0;
}

static int64_t make(struct work *work, int index)
{
	int day = zone_day(work->now) + ANNOUNCED + workshops[index].day;
	struct workshop w = { 0 };
	struct workshop_wish wish = { .title = workshops[index].title, .title_en = workshops[index].title_en,
		.about = workshops[index].about, .about_en = workshops[index].about_en,
		.place = workshops[index].place, .day_count = 1, .capacity = workshops[index].capacity,
		.minimum = workshops[index].minimum, .weeks = workshops[index].weeks, .cents = workshops[index].cents,
		.kinds = workshops[index].kinds, .override = true };

	day = free_day(work, index, index ? workday(day) : day);
	if (!day)
		return 0;
	wish.days[0].from = zone_instant(day, workshops[index].from);
	wish.days[0].until = zone_instant(day, workshops[index].until);
	workshop_make(work, &wish, &w);
	return w.id;
}

static const struct {
	const char *file, *alt_de, *alt_en;
} pictures[] = {
	{ "print.webp", "Zeichnung: Ein 3D-Drucker baut ein Teil Schicht um Schicht auf.",
	  "Drawing: a 3D printer builds up a part layer by layer." },
	{ "laser.webp", "Zeichnung: Der Laser schneidet in eine Platte, Funken fliegen.",
	  "Drawing: the laser cuts into a sheet, and sparks fly." },
	{ "solder.webp", "Zeichnung: Ein Lötkolben über einer Platine mit einer Lampe.",
	  "Drawing: a soldering iron above a circuit board with a lamp." },
	{ "photo.webp", "Zeichnung: Eine Kamera neben einer Softbox.", "Drawing: a camera beside a soft box." },
};

static void illustrate(struct work *work, int index, int64_t workshop)
{
	const struct embedded *file = embedded_find(embedded_pictures, pictures[index].file);
	struct picture p = { .workshop = workshop, .alt_de = pictures[index].alt_de, .alt_en = pictures[index].alt_en,
		.width = 800, .height = 450 };

	if (workshop && file)
		picture_add(work, &p, &(struct picture_bytes){ .large = file->bytes, .large_size = file->size,
			.small = file->bytes, .small_size = file->size });
}

static void sign_up(struct work *work, const char *email, struct seat_wish wish)
{
	const struct person *staff = work->person;
	struct person person;
	struct seat s;

	if (!wish.workshop || !person_by_email(work, email, &person))
		return;
	wish.person = email;
	wish.wait = true;
	seat_sign_up(work, &wish, &s);
	work->reasons = NULL;
	work->person = staff;
}

static struct seat_wish single(int64_t workshop, int count)
{
	return (struct seat_wish){ .workshop = workshop, .count = count, .organisation = "", .class_name = "",
		.teacher = "" };
}

static struct seat_wish class_of(int64_t workshop, const char *name, int grade, int count)
{
	return (struct seat_wish){ .workshop = workshop, .count = count, .organisation = "bergschule",
		.class_name = name, .grade = grade, .teacher = "Herr Uhlig" };
}

static struct seat_wish startup_of(int64_t workshop, const char *organisation, int count)
{
	struct seat_wish wish = single(workshop, count);

	wish.organisation = organisation;
	return wish;
}

/* Today's class has a second one that waits; the introduction to the laser is full. */
static void sign_all_up(struct work *work, const int64_t ids[WORKSHOPS])
{
	sign_up(work, "teacher@example.org", class_of(ids[0], "7b", 7, 24));
	sign_up(work, "teacher@example.org", class_of(ids[0], "8a", 8, 22));
	sign_up(work, "falk@example.org", single(ids[1], 2));
	sign_up(work, "aylin@example.org", single(ids[1], 1));
	sign_up(work, "ole@example.org", single(ids[1], 1));
	sign_up(work, "startup@example.org", single(ids[1], 1));
	sign_up(work, "verein@example.org", single(ids[1], 2));
	sign_up(work, "startup@example.org", single(ids[2], 2));
	sign_up(work, "verein@example.org", single(ids[2], 3));
	sign_up(work, "aylin@example.org", startup_of(ids[3], "lichtblick", 2));
	sign_up(work, "falk@example.org", startup_of(ids[3], "klangholz", 1));
}

static void mark(struct work *work, const struct seat *s, int64_t day, const char *act, int64_t heads)
{
	bool is_class = seat_is_class(s);

	presence_mark(work, &(struct presence_act){ .day = day, .ref = s->ref, .number = is_class ? 0 : 1,
		.act = is_class ? "heads" : act, .heads = heads, .reason = "" });
	work->reasons = NULL;
}

/* One that is over, with who came. */
static void add_past(struct work *work)
{
	struct workshop_day day;
	struct seat list[8];
	int64_t id;

	work->now -= (int64_t)PAST_DAYS * DAY;
	id = make(work, 2);
	sign_up(work, "teacher@example.org", class_of(id, "9c", 9, 6));
	sign_up(work, "startup@example.org", single(id, 1));
	sign_up(work, "verein@example.org", single(id, 1));
	if (id && db_workshop_days(work->db, id, &day, 1)) {
		int count = seat_list(work, id, "booked", list, 8);
		work->now = day.from;
		for (int i = 0; i < count; i++)
			mark(work, &list[i], day.id, i == 1 ? "arrived" : "missing", 5);
	}
}

void demo_workshops(struct work *work)
{
	int64_t ids[WORKSHOPS], now = work->now;
	struct person staff;

	if (!person_by_email(work, "staff@example.org", &staff))
		return;
	work->person = &staff;
	add_room(work);
	add_past(work);
	work->now = zone_instant(zone_day(now) - ANNOUNCED, HOUR_MINUTES); /* today's was announced in time */
	for (int i = 0; i < WORKSHOPS; i++) {
		ids[i] = make(work, i);
		illustrate(work, i, ids[i]);
	}
	sign_all_up(work, ids);
	work->now = now;
	work->person = NULL;
}
