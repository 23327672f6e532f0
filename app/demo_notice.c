// SPDX-License-Identifier: EUPL-1.2
#include "app/demo_notice.h"

#include "app/base/time.h"
#include "app/notice.h"

enum { DAYS_SHOWN = 5 };

static const struct notice notices[] = {
	{ .title = "Absaugung am Lasercutter wird gewartet",
	  .text = "Donnerstag früh kommt der Techniker. Bitte so lange kein Acryl schneiden.",
	  .title_en = "The laser cutter's extraction is being serviced",
	  .text_en = "The technician comes on Thursday morning. Please cut no acrylic until then.",
	  .level = "warning", .audience = "everybody" },
	{ .title = "Neu im Regal: PETG aus Zwönitzer Recycling",
	  .text = "Fünf Farben, zum Selbstkostenpreis. Fragen Sie am Tresen.",
	  .title_en = "New on the shelf: recycled PETG from Zwönitz",
	  .text_en = "Five colours at cost. Ask at the counter.", .level = "news", .audience = "everybody" },
	{ .title = "Lehrerfortbildung 3D-Druck: noch vier Plätze", .text = "", .title_en = "", .text_en = "",
	  .level = "news", .audience = "school" },
	{ .title = "Teamrunde am Montag um 8:30 Uhr in der Galerie", .text = "", .title_en = "", .text_en = "",
	  .level = "news", .audience = "staff" },
};

void demo_notices(struct work *work, const struct person *staff)
{
	work->person = staff;
	for (size_t i = 0; i < sizeof notices / sizeof *notices; i++) {
		struct notice n = notices[i];
		n.until = zone_instant(zone_day(work->now) + DAYS_SHOWN, 0);
		notice_make(work, &n);
	}
	work->person = NULL;
	work->undo = 0;
}
