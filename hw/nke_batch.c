// SPDX-License-Identifier: EUPL-1.2
#include "hw/nke_batch.h"

#include <math.h>
#include <string.h>

enum { TIME_BITS = 32, SHORTEST = 2, LONGEST = 11, CLASSES = 16, WHOLE = 15, MEASURES = 15, SAMPLES = 255 };
enum { TIME_TABLE = 1, TABLES = 3 };
enum coding { TO_BOTH_SIDES, UPWARDS, DOWNWARDS };

/* How a class of differences is written: the class says how many bits follow, or that a whole number does. */
static const struct { uint8_t size; uint16_t code; } classes[TABLES][CLASSES] = {
	{ { 2, 0x000 }, { 2, 0x001 }, { 2, 0x003 }, { 3, 0x005 }, { 4, 0x009 }, { 5, 0x011 }, { 6, 0x021 }, { 7, 0x041 },
	  { 8, 0x081 }, { 10, 0x200 }, { 11, 0x402 }, { 11, 0x403 }, { 11, 0x404 }, { 11, 0x405 }, { 11, 0x406 },
	  { 11, 0x407 } },
	{ { 7, 0x06f }, { 5, 0x01a }, { 4, 0x00c }, { 3, 0x003 }, { 3, 0x007 }, { 2, 0x002 }, { 2, 0x000 }, { 3, 0x002 },
	  { 6, 0x036 }, { 9, 0x1bb }, { 9, 0x1b9 }, { 10, 0x375 }, { 10, 0x374 }, { 10, 0x370 }, { 11, 0x6e3 },
	  { 11, 0x6e2 } },
	{ { 4, 0x009 }, { 3, 0x005 }, { 2, 0x000 }, { 2, 0x001 }, { 2, 0x003 }, { 5, 0x011 }, { 6, 0x021 }, { 7, 0x041 },
	  { 8, 0x081 }, { 10, 0x200 }, { 11, 0x402 }, { 11, 0x403 }, { 11, 0x404 }, { 11, 0x405 }, { 11, 0x406 },
	  { 11, 0x407 } },
};

/* One series of this frame. */
struct line {
	const struct series *series;
	uint32_t time;
	double value;
	enum coding coding;
	unsigned table;
};

struct reader {
	const struct payload *payload;
	size_t at; /* in bits, the lowest of a byte first */
	bool failed;
	const struct batch *batch;
	struct decoded *decoded;
	struct line lines[MEASURES];
	int line_count;
};

static unsigned take_bit(struct reader *r)
{
	if (r->at >= r->payload->size * 8) {
		r->failed = true;
		return 0;
	}
	unsigned bit = r->payload->bytes[r->at / 8] >> r->at % 8 & 1;
	r->at++;
	return bit;
}

/* The bytes of a number come highest first, of which the first may have fewer bits; the bits of each lowest first. */
static uint32_t take_number(struct reader *r, unsigned bits)
{
	unsigned part = bits % 8 ? bits % 8 : 8;
	uint32_t number = 0;

	for (; bits; bits -= part, part = 8) {
		uint32_t byte = 0;
		if (part > bits)
			part = bits;
		for (unsigned i = 0; i < part; i++)
			byte |= (uint32_t)take_bit(r) << i;
		number = number << 8 | byte;
	}
	return number;
}

static unsigned take_class(struct reader *r, unsigned table)
{
	unsigned code = 0;

	for (int size = 1; size <= LONGEST && table < TABLES && !r->failed; size++) {
		code = code << 1 | take_bit(r);
		for (unsigned i = 0; i < CLASSES && size >= SHORTEST; i++)
			if (classes[table][i].size == size && classes[table][i].code == code)
				return i;
	}
	r->failed = true;
	return 0;
}

static uint32_t take_time_after(struct reader *r, uint32_t before, unsigned table)
{
	unsigned class = take_class(r, table);

	if (class == WHOLE)
		return take_number(r, TIME_BITS);
	return class ? before + take_number(r, class) + (UINT32_C(1) << class) - 1 : before;
}

/* The first time of a frame is whole. */
static uint32_t take_time(struct reader *r, uint32_t before)
{
	return before ? take_time_after(r, before, TIME_TABLE) : take_number(r, TIME_BITS);
}

static double take_whole(struct reader *r, const struct series *series)
{
	uint32_t bits = take_number(r, series->bits);
	float real;

	memcpy(&real, &bits, sizeof real);
	if (series->is_float)
		return isfinite(real) ? real : 0;
	bool negative = series->is_signed && bits >> (series->bits - 1) & 1;
	return negative ? bits - ldexp(1, series->bits) : bits;
}

static double difference(struct reader *r, enum coding coding, unsigned class)
{
	double number = take_number(r, class), most = ldexp(1, (int)class);

	if (coding == TO_BOTH_SIDES)
		return number >= most / 2 ? number : number + 1 - most;
	return coding == UPWARDS ? number + most - 1 : -(number + most - 1);
}

static void take_value(struct reader *r, struct line *line, unsigned class)
{
	if (class == WHOLE)
		line->value = take_whole(r, line->series);
	else if (class)
		line->value += difference(r, line->coding, class) * line->series->step;
}

/* When, in the device's own seconds: behind the last sample it says what these are now. */
static void keep(struct reader *r, const struct line *line)
{
	struct decoded *decoded = r->decoded;
	double value = line->series->per != 0 ? line->value / line->series->per : line->value;

	if (r->failed || decoded->past_count == PAST_READINGS)
		return;
	struct reading *past = &decoded->past[decoded->past_count++];
	*past = (struct reading){ .at = line->time };
	reading_set(past, line->series->quantity, value);
}

static struct line *take_label(struct reader *r)
{
	uint32_t label = take_number(r, (unsigned)r->batch->label_bits);

	for (int i = 0; i < r->line_count; i++)
		if (r->lines[i].series->label == label)
			return &r->lines[i];
	r->failed = true;
	return NULL;
}

/* A series begins with its first sample. */
static uint32_t take_line(struct reader *r, uint32_t time, bool goes_on)
{
	uint32_t label = take_number(r, (unsigned)r->batch->label_bits);
	struct line line = { .series = NULL };

	for (int i = 0; i < r->batch->count; i++)
		if (r->batch->series[i].label == label)
			line.series = &r->batch->series[i];
	if (!line.series) {
		r->failed = true;
		return time;
	}
	line.time = take_time(r, time);
	line.value = take_whole(r, line.series);
	if (goes_on) {
		line.coding = (enum coding)take_number(r, 2);
		line.table = take_number(r, 2);
	}
	keep(r, &line);
	r->lines[r->line_count++] = line;
	return line.time;
}

/* The first sample is among them, as no difference. */
static void take_at_times(struct reader *r, struct line *line, const uint32_t *times, unsigned count)
{
	bool is_first = true;

	for (unsigned i = 0; i < count && !r->failed; i++) {
		if (!take_bit(r))
			continue;
		unsigned class = take_class(r, line->table);
		bool is_known = !class && is_first;
		is_first = is_first && class;
		if (is_known)
			continue;
		take_value(r, line, class);
		line->time = times[i];
		keep(r, line);
	}
}

/* All series have the same times. */
static uint32_t take_in_step(struct reader *r)
{
	uint32_t times[SAMPLES], last = r->lines[0].time;
	unsigned count = take_number(r, 8), table = take_number(r, 2);

	for (unsigned i = 0; i < count && !r->failed; i++) {
		uint32_t time = take_time_after(r, last, table);
		times[i] = last = i ? time : r->lines[0].time;
	}
	for (int i = 0; i < r->line_count && !r->failed; i++) {
		struct line *line = take_label(r);
		if (line)
			take_at_times(r, line, times, count);
	}
	return last;
}

static uint32_t take_apart(struct reader *r, uint32_t last)
{
	for (int i = 0; i < r->line_count && !r->failed; i++) {
		struct line *line = take_label(r);
		unsigned count = line ? take_number(r, 8) : 0;
		unsigned table = count ? take_number(r, 2) : 0;
		for (; count && !r->failed; count--) {
			line->time = take_time_after(r, line->time, table);
			take_value(r, line, take_class(r, line->table));
			keep(r, line);
			last = line->time > last ? line->time : last;
		}
	}
	return last;
}

bool nke_batch_take(const struct batch *batch, const struct payload *payload, struct decoded *decoded,
	const char **why)
{
	struct reader r = { .payload = payload, .batch = batch, .decoded = decoded };
	unsigned head = take_number(&r, 8);
	bool in_step = head & 2, goes_on = !(head & 4);
	uint32_t last = 0;

	fact_add(decoded, "batch", take_number(&r, 3));
	take_bit(&r);
	for (unsigned i = 0; i < head >> 4 && !r.failed; i++)
		last = take_line(&r, last, goes_on);
	if (goes_on && r.line_count && !r.failed)
		last = in_step ? take_in_step(&r) : take_apart(&r, last);
	uint32_t now = take_time(&r, last);
	for (int i = 0; i < decoded->past_count; i++)
		decoded->past[i].at = decoded->past[i].at < now ? decoded->past[i].at - now : -1;
	if (r.failed || !r.line_count)
		decoded->past_count = 0, *why = "a batch that cannot be read";
	return !*why;
}
