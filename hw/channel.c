// SPDX-License-Identifier: EUPL-1.2
#include "hw/channel.h"

const char channels_cut_short[] = "the last channel is cut short";

static const struct channel *find_in(const struct channel *table, uint16_t id, uint16_t mask)
{
	for (; table && (table->size || table->take); table++)
		if (((table->id ^ id) & mask) == 0)
			return table;
	return NULL;
}

const struct channel *channel_find(const struct channels *channels, const uint8_t *at)
{
	uint16_t mask = channels->mask ? channels->mask : UINT16_MAX;
	uint8_t first = channels->alias && at[0] == channels->alias ? channels->is : at[0];
	uint16_t id = channels->id_size == 1 ? first : (uint16_t)(first << 8 | at[1]);
	const struct channel *found = find_in(channels->tables[0], id, UINT16_MAX);

	return found ? found : find_in(channels->tables[1], id, mask);
}

/* How many bytes the value had; 0: it is cut short. */
static size_t take(const struct channel *channel, const uint8_t *value, size_t left,
	struct decoded *decoded)
{
	if (channel->take)
		return channel->take(value, left, decoded);
	size_t size = channel->size;
	if (left < size)
		return 0;
	for (uint16_t id = channel->id; channel->id == id && channel->size == size; channel++)
		fields_take(&channel->field, 1, value, size, decoded);
	return size;
}

static bool is_padding(const uint8_t *at, const uint8_t *end)
{
	while (at < end && !*at)
		at++;
	return at == end;
}

bool channels_take(const struct channels *channels, const struct payload *payload, struct decoded *decoded,
	const char **why)
{
	const uint8_t *at = payload->bytes, *end = at + payload->size;

	*why = payload->size ? NULL : "the frame is empty";
	while (!*why && at < end) {
		if (channels->zeros_end && at > payload->bytes && is_padding(at, end))
			break;
		bool is_whole = end - at >= channels->id_size;
		const struct channel *channel = is_whole ? channel_find(channels, at) : NULL;
		const uint8_t *value = at + channels->id_size;
		size_t size = channel ? take(channel, value, (size_t)(end - value), decoded) : 0;
		if (!channel)
			*why = "a channel that this model does not have";
		else if (!size)
			*why = channels_cut_short;
		at = value + size;
	}
	return !*why;
}
