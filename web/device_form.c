// SPDX-License-Identifier: EUPL-1.2
/* The form of a plug: what staff may set, and what they choose from. */
#include "app/base/text.h"
#include "app/lab.h"
#include "app/script.h"
#include "web/devices.h"

#include <stddef.h>
#include <string.h>

/* The numbers that staff may set, by the names of their fields. */
static const struct {
	const char *name, *unit;
	size_t at;
	int least, most;
} members[] = {
	{ "watts_on", "W", offsetof(struct device, watts_on), 1, 10000 },
	{ "watts_busy", "W", offsetof(struct device, watts_busy), 1, 10000 },
	{ "watts_idle_below", "W", offsetof(struct device, watts_idle_below), 1, 10000 },
	{ "start_delay", "s", offsetof(struct device, start_delay), 1, 3600 },
	{ "end_delay", "s", offsetof(struct device, end_delay), 1, 7200 },
	{ "stale_after", "s", offsetof(struct device, stale_after), 30, 86400 },
	{ "watts_rated", "W", offsetof(struct device, watts_rated), 10, 100000 },
	{ "alarm_minutes", "min", offsetof(struct device, alarm_minutes), 0, 100000 },
	{ "idle_minutes", "min", offsetof(struct device, idle_minutes), 1, 1440 },
};

static const char *const reaches[] = { "never", "staff", "start", "booking" };

enum { MEMBERS = sizeof members / sizeof *members, REACHES = sizeof reaches / sizeof *reaches };

static int64_t *member(struct device *device, int i)
{
	return (int64_t *)((char *)device + members[i].at);
}

void put_device_places(struct request *rq, const char *chosen, int64_t id)
{
	struct resource_now *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	int count = resource_list(&rq->work, list, MOST_RESOURCES);
	struct node *to = put_list(rq->document, "resources");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "slug", list[i].resource.slug);
		put_text(one, "name", list[i].resource.name);
		put_flag(one, "is_chosen", id ? list[i].resource.id == id : !strcmp(list[i].resource.slug, chosen));
	}
}

/* Those in JavaScript, behind ours. */
static void put_scripts(struct request *rq, struct node *to, const char *chosen)
{
	struct script *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_SCRIPTS);
	int count = script_list(&rq->work, list, MOST_SCRIPTS);

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "model", list[i].model);
		put_text(one, "title", list[i].title);
		put_flag(one, "is_chosen", chosen && !strcmp(list[i].model, chosen));
	}
}

void put_device_models(struct request *rq, const char *chosen)
{
	struct node *to = put_list(rq->document, "models");

	for (const struct codec *codec = rq->work.lab->codecs; codec && codec->model; codec++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "model", codec->model);
		put_text(one, "title", codec->title);
		put_flag(one, "is_chosen", chosen && !strcmp(codec->model, chosen));
	}
	put_scripts(rq, to, chosen);
}

void put_device_form(struct request *rq, const struct device *d)
{
	struct node *numbers = put_list(rq->document, "numbers"), *whose = put_list(rq->document, "whose");

	for (int i = 0; i < MEMBERS; i++) {
		struct node *one = put_object(numbers, NULL);
		put_text(one, "name", members[i].name);
		put_text(one, "label", say(rq, arena_print(&rq->work.arena, "device_%s", members[i].name)));
		put_text(one, "unit", members[i].unit);
		put_number(one, "least", members[i].least);
		put_number(one, "most", members[i].most);
		put_number(one, "value", *member((struct device *)d, i));
	}
	for (int i = 0; i < REACHES; i++) {
		struct node *one = put_object(whose, NULL);
		put_word(one, "switched", reaches[i]);
		put_flag(one, "is_chosen", !strcmp(d->switched, reaches[i]));
	}
	put_flag(rq->document, "may_cut", d->may_cut);
	put_device_places(rq, "", d->resource);
	put_device_models(rq, d->model);
}

void read_device_place(struct request *rq, struct device *d)
{
	struct resource r;
	const char *slug = input_text(rq, "resource");

	if (!input_has(rq, "resource"))
		return;
	d->resource = 0;
	if (*slug && resource_by_slug(&rq->work, slug, &r))
		d->resource = r.id;
	else if (*slug)
		reason_add(&rq->work, NO_SUCH_RESOURCE, "resource");
}

void read_device_model(struct request *rq, struct device *d)
{
	const char *model = input_text(rq, "model");
	const struct codec *codec = codec_find(rq->work.lab->codecs, model);

	if (!input_has(rq, "model"))
		return;
	d->model = codec ? codec->model : *model ? model : NULL; /* of "ws523" the family, "ws52x" */
	struct script script;
	if (d->model && !codec && !script_find(&rq->work, d->model, &script))
		reason_add(&rq->work, BAD_INPUT, "model");
}

static void read_switched(struct request *rq, struct device *d)
{
	if (!input_has(rq, "switched"))
		return;
	d->switched = input_text(rq, "switched");
	d->may_cut = input_number(rq, "may_cut", 0) == 1; /* a box that nobody ticked is not sent */
	for (int i = 0; i < REACHES; i++)
		if (!strcmp(d->switched, reaches[i]))
			return;
	reason_add(&rq->work, BAD_INPUT, "switched");
}

void read_device_form(struct request *rq, struct device *d)
{
	const char *name = text_trim(&rq->work.arena, input_text(rq, "name"));

	if (*name)
		d->name = name;
	read_device_place(rq, d);
	read_device_model(rq, d);
	read_switched(rq, d);
	for (int i = 0; i < MEMBERS; i++) {
		int64_t *at = member(d, i);
		*at = input_number(rq, members[i].name, *at);
		if (*at < members[i].least || *at > members[i].most)
			reason_add(&rq->work, NOT_A_NUMBER, members[i].name);
	}
}
