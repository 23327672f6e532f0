// SPDX-License-Identifier: EUPL-1.2
/* Pictures of resources and workshops in documents. */
#ifndef PICTURES_H
#define PICTURES_H

#include "app/picture.h"
#include "app/workshop.h"
#include "web/request.h"

/* All of them, read once a page. */
struct pictures {
	int count;
	struct picture *list;
};
void pictures_read(struct work *work, struct pictures *pictures);
/* The first; NULL: it has none. */
const struct picture *picture_of(const struct pictures *pictures, int64_t resource);
const struct picture *picture_of_workshop(const struct pictures *pictures, const struct workshop *workshop);
void put_picture(struct request *rq, struct node *to, const struct picture *picture); /* href, small, alt, width, height */
/* All of one resource or, where that is 0, of a workshop, as the list "pictures" with both texts. */
void put_pictures(struct request *rq, struct node *to, int64_t resource, const struct workshop *workshop);
/* The same on the page where staff look after them, with what was typed and where a new one is sent. */
void put_pictures_form(struct request *rq, int64_t resource, const struct workshop *workshop, const char *action);

#endif
