// SPDX-License-Identifier: EUPL-1.2
/* Numbers in a payload, as datasheets list them in their tables: where, how long, in which unit, and what for. */
#ifndef FIELD_H
#define FIELD_H

#include "app/source.h"

/* The rows of a datasheet's table leave out what is zero. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

struct payload {
	const uint8_t *bytes;
	size_t size;
	unsigned port;
};

uint32_t bytes_big(const uint8_t *bytes, int size);    /* at most 4 */
uint32_t bytes_little(const uint8_t *bytes, int size);
void bytes_put_big(struct downlink *downlink, uint64_t number, int size);
void bytes_put_little(struct downlink *downlink, uint64_t number, int size);

enum form { BIG, LITTLE, BIG_SIGNED, LITTLE_SIGNED, /* twos' complement */
	DIGITS, /* binary coded decimal */
	HEX };  /* as it is, up to 11 bytes: serial numbers */

struct field {
	uint8_t at, size;
	enum form form;
	const char *name;      /* of the fact; NULL: only a quantity */
	enum quantity quantity;
	double per;            /* the number is divided by it; 0: by 1 */
	uint32_t mask;         /* its bits are the number; 0: all are */
	uint32_t none_from;    /* so high the raw number says that there is none: the sensor failed; 0: it never does */
	bool adds;             /* to what the frame said of the quantity before, once a name: the lines of a counter, phases */
	const char *const *words; /* for 0, 1, 2 …, then NULL; for other numbers, or without, the number itself */
};

/* The fields of one kind of frame, or of one channel's value. Those beyond size are left out. */
void fields_take(const struct field *fields, size_t count, const uint8_t *bytes, size_t size,
	struct decoded *decoded);
bool field_number(const struct field *field, const uint8_t *bytes, double *number); /* false: there is none */

/* More than FACTS are left out, and what is no number. */
void fact_add(struct decoded *decoded, const char *name, double number);
void fact_word(struct decoded *decoded, const char *name, const char *word);

extern const char *const words_off_on[], *const words_no_yes[];

#endif
