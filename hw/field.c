// SPDX-License-Identifier: EUPL-1.2
#include "hw/field.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *const words_off_on[] = { "off", "on", NULL };
const char *const words_no_yes[] = { "no", "yes", NULL };

uint32_t bytes_big(const uint8_t *bytes, int size)
{
	uint32_t number = 0;

	while (size--)
		number = number << 8 | *bytes++;
	return number;
}

uint32_t bytes_little(const uint8_t *bytes, int size)
{
	uint32_t number = 0;

	while (size--)
		number = number << 8 | bytes[size];
	return number;
}

void bytes_put_big(struct downlink *downlink, uint64_t number, int size)
{
	while (size-- && downlink->size < FRAME_BYTES)
		downlink->bytes[downlink->size++] = (uint8_t)(number >> size * 8);
}

void bytes_put_little(struct downlink *downlink, uint64_t number, int size)
{
	for (; size-- && downlink->size < FRAME_BYTES; number >>= 8)
		downlink->bytes[downlink->size++] = (uint8_t)number;
}

/* What does not fit is left out: no frame of ours says as much. */
static void add(struct decoded *decoded, const struct fact *fact)
{
	if (decoded->fact_count < FACTS)
		decoded->facts[decoded->fact_count++] = *fact;
}

void fact_add(struct decoded *decoded, const char *name, double number)
{
	if (isfinite(number))
		add(decoded, &(struct fact){ .name = name, .number = number });
}

void fact_word(struct decoded *decoded, const char *name, const char *word)
{
	struct fact fact = { .name = name };

	snprintf(fact.word, sizeof fact.word, "%s", word);
	add(decoded, &fact);
}

static double digits(const uint8_t *bytes, int size)
{
	double number = 0;

	for (; size--; bytes++)
		number = number * 100 + (*bytes >> 4) * 10 + (*bytes & 15);
	return number;
}

static double sign(uint32_t number, int bits)
{
	bool negative = number >> (bits - 1) & 1;

	return negative ? (double)number - ldexp(1, bits) : number;
}

static uint32_t masked(uint32_t number, uint32_t mask)
{
	for (; mask && !(mask & 1); mask >>= 1)
		number >>= 1;
	return mask ? number & mask : number;
}

static uint32_t raw(const struct field *field, const uint8_t *bytes)
{
	bool big = field->form == BIG || field->form == BIG_SIGNED;

	return big ? bytes_big(bytes + field->at, field->size) : bytes_little(bytes + field->at, field->size);
}

bool field_number(const struct field *field, const uint8_t *bytes, double *number)
{
	double per = field->per != 0 ? field->per : 1;
	uint32_t is = field->size <= 4 ? raw(field, bytes) : 0;

	if (field->form == DIGITS)
		*number = digits(bytes + field->at, field->size) / per;
	else if (field->form == BIG_SIGNED || field->form == LITTLE_SIGNED)
		*number = sign(is, field->size * 8) / per;
	else
		*number = masked(is, field->mask) / per;
	return !field->none_from || is < field->none_from;
}

static const char *word_for(const char *const *words, double number)
{
	for (; words && *words; words++)
		if (number-- == 0)
			return *words;
	return NULL;
}

static void take_hex(const struct field *field, const uint8_t *bytes, struct decoded *decoded)
{
	char word[sizeof decoded->facts->word] = "";

	for (int i = 0; i < field->size && 2 * i + 2 < (int)sizeof word; i++)
		snprintf(word + 2 * i, 3, "%02x", bytes[field->at + i]);
	fact_word(decoded, field->name, word);
}

static bool is_said(const struct decoded *decoded, const char *name)
{
	for (int i = 0; name && i < decoded->fact_count; i++)
		if (!strcmp(decoded->facts[i].name, name))
			return true;
	return false;
}

static void take(const struct field *field, const uint8_t *bytes, struct decoded *decoded)
{
	if (field->form == HEX) {
		take_hex(field, bytes, decoded);
		return;
	}
	double number;
	if (!field_number(field, bytes, &number))
		return;
	const char *word = word_for(field->words, number);
	/* What was said before it repeats, as an alarm does, and adds nothing. */
	if (field->adds && !is_said(decoded, field->name))
		reading_add(&decoded->now, field->quantity, number);
	else if (!field->adds)
		reading_set(&decoded->now, field->quantity, number);
	if (field->name && word)
		fact_word(decoded, field->name, word);
	else if (field->name)
		fact_add(decoded, field->name, number);
}

void fields_take(const struct field *fields, size_t count, const uint8_t *bytes, size_t size,
	struct decoded *decoded)
{
	for (size_t i = 0; i < count; i++)
		if (fields[i].size && fields[i].at + (size_t)fields[i].size <= size)
			take(&fields[i], bytes, decoded);
}
