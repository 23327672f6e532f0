// SPDX-License-Identifier: EUPL-1.2
/* Pictures of resources in documents. */
#ifndef PICTURES_H
#define PICTURES_H

#include "app/picture.h"
#include "web/request.h"

/* All of them, read once a page. */
struct pictures {
	int count;
	struct picture *list;
};
void pictures_read(struct work *work, struct pictures *pictures);
const struct picture *picture_of(const struct pictures *pictures, int64_t resource); /* the first; NULL: it has none */
void put_picture(struct request *rq, struct node *to, const struct picture *picture); /* href, small, alt, width, height */
/* All of one resource, as the list "pictures"; for staff also both texts. */
void put_pictures(struct request *rq, struct node *to, int64_t resource);

#endif
