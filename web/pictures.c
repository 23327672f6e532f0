// SPDX-License-Identifier: EUPL-1.2
#include "web/pictures.h"

#include "app/base/text.h"
#include "app/resource.h"
#include "web/handlers.h"
#include "web/pixels.h"
#include "web/views.h"

#include <string.h>

enum { LARGE = 1600, SMALL = 480, GOOD = 80, ENOUGH = 72 };

/* ---- in documents ---------------------------------------------------------------------------- */

void pictures_read(struct work *work, struct pictures *pictures)
{
	pictures->list = arena_room(&work->arena, sizeof *pictures->list * ALL_PICTURES);
	pictures->count = picture_list(work, pictures->list, ALL_PICTURES);
}

void put_picture(struct request *rq, struct node *to, const struct picture *p)
{
	put_number(to, "id", p->id);
	put_print(to, "href", "/pictures/%lld.webp", (long long)p->id);
	put_print(to, "small", "/pictures/%lld/small.webp", (long long)p->id);
	put_text(to, "alt", picture_alt(p, rq->language));
	put_number(to, "width", p->width);
	put_number(to, "height", p->height);
}

const struct picture *picture_of(const struct pictures *pictures, int64_t resource)
{
	for (int i = 0; i < pictures->count; i++)
		if (pictures->list[i].resource == resource)
			return &pictures->list[i];
	return NULL;
}

static int64_t first_of(const struct workshop *workshop)
{
	return workshop->series ? workshop->series : workshop->id;
}

const struct picture *picture_of_workshop(const struct pictures *pictures, const struct workshop *workshop)
{
	for (int i = 0; i < pictures->count; i++)
		if (pictures->list[i].workshop == first_of(workshop))
			return &pictures->list[i];
	return NULL;
}

void put_pictures(struct request *rq, struct node *to, int64_t resource, const struct workshop *workshop)
{
	struct picture list[MOST_PICTURES];
	int count = picture_list_of(&rq->work, resource, workshop ? first_of(workshop) : 0, list, MOST_PICTURES);
	struct node *pictures = put_list(to, "pictures");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(pictures, NULL);
		put_picture(rq, one, &list[i]);
		put_text(one, "alt_de", list[i].alt_de);
		put_text(one, "alt_en", list[i].alt_en);
	}
}

void put_pictures_form(struct request *rq, int64_t resource, const struct workshop *workshop, const char *action)
{
	struct node *typed = put_object(rq->document, "typed");

	put_pictures(rq, rq->document, resource, workshop);
	put_text(typed, "alt_de", input_text(rq, "alt_de"));
	put_text(typed, "alt_en", input_text(rq, "alt_en"));
	put_text(rq->document, "pictures_action", action);
}

/* ---- serving --------------------------------------------------------------------------------- */

static void serve(struct request *rq, bool small)
{
	int64_t id = part_number(rq, 0);
	const char *known = exchange_header(rq->ex, "if-none-match");
	size_t size = 0;
	const uint8_t *bytes = picture_bytes(&rq->work, id, small, &size);

	if (!bytes) {
		reason_add(&rq->work, NO_SUCH_PICTURE, NULL);
		return;
	}
	rq->is_fixed = true;
	rq->etag = arena_print(&rq->work.arena, "\"picture-%lld%s\"", (long long)id, small ? "-small" : "");
	if (known && strstr(known, rq->etag)) {
		rq->status = 304;
		return;
	}
	buffer_add(&rq->body, bytes, size);
	rq->type = "image/webp";
}

void picture_show(struct request *rq)
{
	serve(rq, false);
}

void picture_show_small(struct request *rq)
{
	serve(rq, true);
}

/* ---- taking one in --------------------------------------------------------------------------- */

/* What it is, its first bytes say; a name or a type that came with it counts for nothing. */
static bool read_any(const struct upload *u, struct pixels *to)
{
	const char *b = u->bytes;

	if (u->size < 12)
		return false;
	if (!memcmp(b, "\xff\xd8\xff", 3))
		return jpeg_read(b, u->size, to);
	if (!memcmp(b, "\x89PNG\r\n\x1a\n", 8))
		return png_read(b, u->size, to);
	return !memcmp(b, "RIFF", 4) && !memcmp(b + 8, "WEBP", 4) && webp_read(b, u->size, to);
}

/* Both sizes, in the request's own arena: the write may be tried again. */
static void keep(struct request *rq, struct pixels *pixels, struct picture_bytes *made)
{
	struct buffer bytes = { 0 };

	pixels_shrink(pixels, LARGE);
	rq->number[0] = pixels->width;
	rq->number[1] = pixels->height;
	webp_print(pixels, GOOD, &bytes);
	made->large = arena_bytes(&rq->ex->arena, bytes.bytes, made->large_size = bytes.size);
	bytes.size = 0;
	pixels_shrink(pixels, SMALL);
	webp_print(pixels, ENOUGH, &bytes);
	made->small = arena_bytes(&rq->ex->arena, bytes.bytes, made->small_size = bytes.size);
	buffer_clear(&bytes);
}

/* The step before the write. Nobody who is not signed in is worth decoding for. */
void picture_prepare(struct request *rq)
{
	struct picture_bytes *made = arena_alloc(&rq->ex->arena, sizeof *made);
	struct pixels pixels = { 0 };
	bool may = rq->token || exchange_header(rq->ex, "authorization");

	if (may && rq->upload.bytes && read_any(&rq->upload, &pixels))
		keep(rq, &pixels, made);
	pixels_free(&pixels);
	rq->prepared = made;
}

static struct picture words(struct request *rq)
{
	return (struct picture){ .alt_de = text_trim(&rq->work.arena, input_text(rq, "alt_de")),
		.alt_en = text_trim(&rq->work.arena, input_text(rq, "alt_en")) };
}

static const char *back_to(struct request *rq, const struct picture *p)
{
	struct resource r;

	if (p->workshop)
		return arena_print(&rq->work.arena, "/workshops/%lld/edit#pictures", (long long)p->workshop);
	return resource_by_id(&rq->work, p->resource, &r)
		? arena_print(&rq->work.arena, "/admin/resources/%s#pictures", r.slug) : "/admin/resources";
}

static void create(struct request *rq, struct picture *p)
{
	const struct picture_bytes *made = rq->prepared;

	if (!rq->upload.bytes)
		reason_add(&rq->work, MISSING_FIELD, "picture");
	else if (!made->large_size || !made->small_size)
		reason_add(&rq->work, NOT_A_PICTURE, "picture");
	p->width = rq->number[0];
	p->height = rq->number[1];
	picture_add(&rq->work, p, made);
	if (rq->work.reasons)
		return;
	put_picture(rq, rq->document, p);
	answer_made(rq, back_to(rq, p));
}

void picture_create(struct request *rq)
{
	struct picture p = words(rq);
	struct resource r = { 0 };

	if (!resource_by_slug(&rq->work, rq->part[0], &r)) {
		reason_add(&rq->work, NO_SUCH_RESOURCE, NULL);
		return;
	}
	p.resource = r.id;
	create(rq, &p);
}

void picture_create_of_workshop(struct request *rq)
{
	struct picture p = words(rq);
	struct workshop w;

	if (!workshop_find(&rq->work, part_number(rq, 0), &w))
		return;
	p.workshop = first_of(&w);
	create(rq, &p);
}

void picture_change(struct request *rq)
{
	struct picture p, said = words(rq);

	if (!picture_find(&rq->work, part_number(rq, 0), &p))
		return;
	p.alt_de = said.alt_de;
	p.alt_en = said.alt_en;
	picture_describe(&rq->work, &p);
	if (!rq->work.reasons)
		answer_done(rq, back_to(rq, &p));
}

void picture_delete(struct request *rq)
{
	struct picture p;

	if (!picture_find(&rq->work, part_number(rq, 0), &p))
		return;
	picture_remove(&rq->work, p.id);
	answer_done(rq, back_to(rq, &p));
}
