// SPDX-License-Identifier: EUPL-1.2
/*
 * ChirpStack: "MQTT integration", command/down; expiresAt exists since v4.14.0 and is not known to older ones, which
 * ignore it. The Things Stack: "MQTT Server", down/replace of the ApplicationDownlinks message.
 */
#include "hw/downlink.h"

#include "app/base/document.h"
#include "app/base/secret.h"
#include "app/base/time.h"

#include <string.h>

/* RFC 3339 in UTC, which every version of every network reads. */
static void put_utc(struct node *to, const char *name, int64_t instant)
{
	struct date date = date_of((int)(instant / 86400));
	int second = (int)(instant % 86400);

	put_print(to, name, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year, date.month, date.day, second / 3600,
		second / 60 % 60, second % 60);
}

static struct node *write_chirpstack(struct arena *arena, const struct relay_order *order)
{
	struct node *down = document_new(arena);

	/* Its own, so that the network's events can be told apart by try. */
	put_print(down, "id", "%08llx-0000-4000-8000-%012llx", (unsigned long long)order->wish.tries,
		(unsigned long long)order->wish.id);
	put_text(down, "devEui", order->device.eui);
	put_flag(down, "confirmed", false);
	put_number(down, "fPort", order->downlink.port);
	put_text(down, "data", base64_print(arena, order->downlink.bytes, order->downlink.size));
	put_utc(down, "expiresAt", order->wish.expires);
	return down;
}

static struct node *write_tts(struct arena *arena, const struct relay_order *order)
{
	struct node *replace = document_new(arena), *list = put_list(replace, "downlinks");

	if (!order->downlink.size)
		return replace;
	struct node *down = put_object(list, NULL);
	put_number(down, "f_port", order->downlink.port);
	put_text(down, "frm_payload", base64_print(arena, order->downlink.bytes, order->downlink.size));
	put_flag(down, "confirmed", false);
	put_text(down, "priority", "HIGH");
	put_print(put_list(down, "correlation_ids"), NULL, "smartlab-%lld", (long long)order->wish.id);
	return replace;
}

static const char *print(struct arena *arena, const struct node *node)
{
	struct buffer json = { 0 };

	document_print(node, &json);
	const char *text = arena_text(arena, json.bytes);
	buffer_clear(&json);
	return text;
}

bool downlink_write(struct arena *arena, const struct relay_order *order, struct message *message)
{
	bool tts = !strcmp(order->device.network, "tts");

	if (!order->downlink.size && !tts)
		return false;
	message->topic = arena_print(arena, "%s/%s", order->device.route, tts ? "down/replace" : "command/down");
	message->json = print(arena, tts ? write_tts(arena, order) : write_chirpstack(arena, order));
	return true;
}
