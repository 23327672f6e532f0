// SPDX-License-Identifier: EUPL-1.2
#include "app/source.h"

#include <math.h>
#include <string.h>
#include <strings.h>

/* Is it a word of the title, like "CT103" of "Milesight CT101 / CT103 / CT105"? A maker's name is no model. */
static bool is_titled(const char *title, const char *model)
{
	size_t size = strlen(model);

	if (!strpbrk(model, "0123456789"))
		return false;
	while (*title) {
		size_t word = strcspn(title, " ");
		if (word == size && !strncasecmp(title, model, size))
			return true;
		title += word + (title[word] == ' ');
	}
	return false;
}

const struct codec *codec_find(const struct codec *table, const char *model)
{
	for (const struct codec *row = table; row && model && row->model; row++)
		if (!strcmp(row->model, model))
			return row;
	for (const struct codec *row = table; row && model && row->model; row++)
		if (is_titled(row->title, model))
			return row;
	return NULL;
}

const struct source *source_find(const struct source *table, const char *name)
{
	for (; name && table->name; table++)
		if (!strcmp(table->name, name))
			return table;
	return NULL;
}

const struct codec *codec_guess(const struct codec *table, const struct frame *frame)
{
	for (; table && table->model; table++)
		if (table->recognise && table->recognise(table->model, frame->bytes, frame->size, frame->port))
			return table;
	return NULL;
}

bool codec_can(const struct codec *codec, enum order_kind kind)
{
	struct downlink downlink = { 0 };
	const char *why;

	return codec && codec->encode && codec->encode(codec->model,
		&(struct order){ .kind = kind, .seconds = 600 }, &downlink, &why);
}

/* ---- readings ---- */

const char *const quantity_words[QUANTITIES] = { "", "watts", "watt_hours", "volts", "milliamps", "relay",
	"power_factor", "celsius", "count_in", "count_out", "occupancy", "battery" };

/* All that a payload of 32-bit numbers can say; a float of a broken meter may be anything, and is no reading then. Power
 * must bear to be multiplied by the seconds of a month and by a price. */
static bool is_sane(enum quantity quantity, double number)
{
	return isfinite(number) && fabs(number) < (quantity == WATTS ? 1e10 : 1e15);
}

static const struct {
	size_t at;
	unsigned has;
} wholes[] = {
	[WATTS] = { offsetof(struct reading, watts), HAS_WATTS },
	[WATT_HOURS] = { offsetof(struct reading, watt_hours), HAS_WATT_HOURS },
	[MILLIAMPS] = { offsetof(struct reading, milliamps), HAS_MILLIAMPS },
	[COUNT_IN] = { offsetof(struct reading, count_in), HAS_COUNT_IN },
	[COUNT_OUT] = { offsetof(struct reading, count_out), HAS_COUNT_OUT },
	[OCCUPANCY] = { offsetof(struct reading, occupancy), HAS_OCCUPANCY },
};

static void set_whole(struct reading *r, enum quantity quantity, int64_t number)
{
	memcpy((char *)r + wholes[quantity].at, &number, sizeof number);
	r->has |= wholes[quantity].has;
}

void reading_add(struct reading *r, enum quantity quantity, double number)
{
	int64_t sum;

	if (!is_sane(quantity, number))
		return;
	memcpy(&sum, (char *)r + wholes[quantity].at, sizeof sum);
	set_whole(r, quantity, sum + llround(number));
}

void reading_set(struct reading *r, enum quantity quantity, double number)
{
	if (!is_sane(quantity, number))
		return;
	switch (quantity) {
	case NO_QUANTITY: return;
	case RELAY: r->relay = number != 0; r->has |= HAS_RELAY; return;
	case POWER_FACTOR: r->power_factor = (int)llround(number); r->has |= HAS_POWER_FACTOR; return;
	case VOLTS: r->volts = number; r->has |= HAS_VOLTS; return;
	case CELSIUS: r->celsius = number; r->has |= HAS_CELSIUS; return;
	case BATTERY: r->battery = number; r->has |= HAS_BATTERY; return;
	default: set_whole(r, quantity, llround(number));
	}
}
