// SPDX-License-Identifier: EUPL-1.2
/* Pictures of resources and workshops, as the store keeps them. */
#ifndef DB_PICTURE_H
#define DB_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

/* Of a resource or of a workshop, the other is 0; of a series it is the first workshop. */
struct picture {
	int64_t id, resource, workshop;
	const char *alt_de, *alt_en;
	int64_t width, height; /* of the large one */
};

/* What a picture is made of, only while it is added. */
struct picture_bytes {
	const void *large, *small;
	size_t large_size, small_size;
};

int64_t db_picture_add(struct db *db, const struct picture *picture, const struct picture_bytes *bytes,
	int64_t person, int64_t now);
bool db_picture_find(struct db *db, int64_t id, struct picture *picture);
void db_picture_set_alt(struct db *db, const struct picture *picture);
bool db_picture_remove(struct db *db, int64_t id, int64_t now);
bool db_picture_restore(struct db *db, int64_t id);
void db_pictures_forget(struct db *db, int64_t before); /* those removed by then */
/* Those of one thing together, in the order in which they were added. */
int db_pictures(struct db *db, struct picture *list, int most);
int db_pictures_of(struct db *db, int64_t resource, int64_t workshop, struct picture *list, int most);
const uint8_t *db_picture_bytes(struct db *db, int64_t id, bool small, size_t *size); /* NULL: there is none */

#endif
