// SPDX-License-Identifier: EUPL-1.2
/* What a plug's machine needs after so many hours of work. */
#include "app/base/text.h"
#include "app/upkeep.h"
#include "web/devices.h"
#include "web/handlers.h"

enum { SHOWN = 10, HOUR = 3600 };

static void put_needs(struct request *rq, int64_t resource)
{
	struct upkeep *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_UPKEEPS);
	struct node *to = put_list(rq->document, "upkeeps");
	int count = upkeep_list(&rq->work, resource, list, MOST_UPKEEPS);

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_number(one, "id", list[i].id);
		put_text(one, "name", list[i].name);
		put_number(one, "every_hours", list[i].every_hours);
		put_number(one, "hours", list[i].seconds / HOUR);
		put_time(one, "done", list[i].since);
		put_flag(one, "is_due", list[i].seconds >= list[i].every_hours * HOUR);
	}
}

static void put_history(struct request *rq, int64_t resource)
{
	struct upkept list[SHOWN];
	struct node *to = put_list(rq->document, "upkept");
	int count = upkeep_history(&rq->work, resource, list, SHOWN);

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "name", list[i].name);
		put_time(one, "at", list[i].at);
		put_number(one, "hours", list[i].seconds / HOUR);
		put_text(one, "person", list[i].person_name);
		put_text(one, "note", list[i].note);
	}
}

void put_device_upkeep(struct request *rq, const struct device *d)
{
	put_needs(rq, d->resource);
	put_history(rq, d->resource);
}

void device_upkeep_add(struct request *rq)
{
	struct device device;

	if (!device_find(rq, &device))
		return;
	if (device.resource)
		upkeep_add(&rq->work, device.resource, text_trim(&rq->work.arena, input_text(rq, "upkeep")),
			input_number(rq, "every_hours", 0));
	else
		reason_add(&rq->work, NO_SUCH_RESOURCE, "resource");
	answer_done(rq, device_href(rq, device.eui));
}

void device_upkeep_done(struct request *rq)
{
	struct device device;

	if (device_find(rq, &device))
		upkeep_done(&rq->work, device.resource, part_number(rq, 1),
			text_trim(&rq->work.arena, input_text(rq, "note")));
	answer_done(rq, device_href(rq, rq->part[0]));
}

void device_upkeep_delete(struct request *rq)
{
	struct device device;

	if (device_find(rq, &device))
		upkeep_delete(&rq->work, device.resource, part_number(rq, 1));
	answer_done(rq, device_href(rq, rq->part[0]));
}
