// SPDX-License-Identifier: EUPL-1.2
/* How a new plug is entered: by the code on its label. */
#include "app/base/text.h"
#include "app/lab.h"
#include "app/plate.h"
#include "web/devices.h"
#include "web/handlers.h"

static void put_new(struct request *rq, const char *code, const char *resource)
{
	struct plate plate;
	struct device known;

	put_text(rq->document, "code", code);
	put_device_places(rq, resource, 0);
	put_device_models(rq, NULL);
	if (!*code || !plate_parse(code, &plate))
		return;
	struct node *to = put_object(rq->document, "plate");
	put_text(to, "eui", plate.eui);
	if (plate.serial[0])
		put_text(to, "serial", plate.serial);
	if (device_of_eui(&rq->work, plate.eui, &known)) {
		put_text(to, "name", known.name);
		put_text(to, "href", device_href(rq, known.eui));
	}
}

void device_new(struct request *rq)
{
	put_new(rq, query_text(rq, "code"), query_text(rq, "resource"));
}

void device_create_refused(struct request *rq)
{
	put_new(rq, input_text(rq, "code"), input_text(rq, "resource"));
}

/* A plug that was heard already is assigned; one that was not waits for its first frame. */
void device_create(struct request *rq)
{
	struct plate plate;
	struct device device = { 0 };

	if (!plate_parse(input_text(rq, "code"), &plate)) {
		reason_add(&rq->work, NOT_A_PLATE, "code");
		return;
	}
	if (!device_of_eui(&rq->work, plate.eui, &device))
		device = device_usual(arena_text(&rq->work.arena, plate.eui));
	if (plate.serial[0])
		device.serial = arena_text(&rq->work.arena, plate.serial);
	const char *name = text_trim(&rq->work.arena, input_text(rq, "name"));
	if (*name)
		device.name = name;
	read_device_place(rq, &device);
	if (*input_text(rq, "model"))
		read_device_model(rq, &device);
	if (!rq->work.reasons)
		device_settle(&rq->work, &device);
	answer_made(rq, device_href(rq, device.eui));
}

void device_setup(struct request *rq)
{
	put_text(rq->document, "url", rq->work.lab->url);
}
