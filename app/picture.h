// SPDX-License-Identifier: EUPL-1.2
/* Pictures of what can be booked and of workshops: by staff, with words for who does not see them, in both languages. */
#ifndef PICTURE_H
#define PICTURE_H

#include "app/reason.h"
#include "app/work.h"
#include "db/picture.h"

enum { MOST_ALT = 200, MOST_PICTURES = 6, ALL_PICTURES = 1000, KEEP_PICTURES = 24 * 3600 };

/* Add MISSING_FIELD without words, TOO_MANY_PICTURES, NO_SUCH_PICTURE. */
void picture_add(struct work *work, struct picture *picture, const struct picture_bytes *bytes); /* sets id */
void picture_describe(struct work *work, const struct picture *picture);
void picture_remove(struct work *work, int64_t id); /* can be undone */
void picture_restore(struct work *work, int64_t id);
bool picture_find(struct work *work, int64_t id, struct picture *picture);
int picture_list(struct work *work, struct picture *list, int most); /* all, those of one thing together */
/* Of that resource or, where that is 0, of that workshop: of a series the first. */
int picture_list_of(struct work *work, int64_t resource, int64_t workshop, struct picture *list, int most);
const uint8_t *picture_bytes(struct work *work, int64_t id, bool small, size_t *size); /* NULL: there is none */
const char *picture_alt(const struct picture *picture, enum language language);

#endif
