// SPDX-License-Identifier: EUPL-1.2
#include "hw/report.h"

#include "app/base/document.h"
#include "app/base/secret.h"

#include <string.h>

/* ---- what a plug sends ---- */

static void add_little(struct payload *payload, uint64_t number, int size)
{
	for (; size--; number >>= 8)
		payload->bytes[payload->size++] = (uint8_t)number;
}

static void add_big(struct payload *payload, uint64_t number, int size)
{
	while (size--)
		payload->bytes[payload->size++] = (uint8_t)(number >> size * 8);
}

/* A channel's id and type in the order of the datasheet. */
static void add_channel(struct payload *payload, unsigned channel, uint64_t value, int size)
{
	add_big(payload, channel, 2);
	add_little(payload, value, size);
}

static void make_ws52x(struct payload *payload, const struct plug_state *state)
{
	add_channel(payload, 0x0870, state->relay, 1);
	add_channel(payload, 0x0581, state->watts > 1 ? 92 : 0, 1);
	add_channel(payload, 0x07c9, (uint64_t)state->milliamps, 2);
	add_channel(payload, 0x0374, (uint64_t)state->decivolts, 2);
	add_channel(payload, 0x0683, (uint64_t)state->watt_hours, 4);
	add_channel(payload, 0x0480, (uint64_t)state->watts, 4);
}

static void make_r809a_status(struct payload *payload, const struct plug_state *state)
{
	add_big(payload, 0x010e0100 + state->relay, 4);
	add_big(payload, (uint64_t)state->watt_hours, 4);
	add_big(payload, 0, 3);
}

static void make_r809a_power(struct payload *payload, const struct plug_state *state)
{
	add_big(payload, 0x010e02, 3);
	add_big(payload, (uint64_t)state->decivolts / 10, 2);
	add_big(payload, (uint64_t)state->milliamps, 2);
	add_big(payload, (uint64_t)state->watts, 2);
	add_big(payload, 0, 2);
}

int report_make(const char *model, const struct plug_state *state, struct payload made[static REPORT_FRAMES])
{
	memset(made, 0, sizeof *made * REPORT_FRAMES);
	if (strcmp(model, "r809a") != 0) {
		make_ws52x(&made[0], state);
		return 1;
	}
	make_r809a_status(&made[0], state);
	make_r809a_power(&made[1], state);
	return 2;
}

/* ---- how the network server tells it ---- */

static void describe_radio(struct node *up, uint64_t dice)
{
	struct node *gateway = put_object(put_list(up, "rxInfo"), NULL);
	struct node *transmission = put_object(up, "txInfo");
	struct node *lora = put_object(put_object(transmission, "modulation"), "lora");

	put_text(gateway, "gatewayId", "7276ff000b030a11");
	put_number(gateway, "rssi", -58 - (int64_t)(dice % 40));
	put_real(gateway, "snr", 11.5 - (double)(dice % 40) / 4);
	put_text(gateway, "crcStatus", "CRC_OK");
	put_number(transmission, "frequency", 868100000 + 200000 * (int64_t)(dice % 3));
	put_number(lora, "bandwidth", 125000);
	put_number(lora, "spreadingFactor", dice % 40 < 30 ? 7 : 9);
	put_text(lora, "codeRate", "CR_4_5");
}

static void describe_device(struct node *up, const struct simulated_plug *plug)
{
	struct node *info = put_object(up, "deviceInfo");

	put_text(info, "tenantName", "Speicher");
	put_text(info, "applicationId", REPORT_APPLICATION_ID);
	put_text(info, "applicationName", REPORT_APPLICATION);
	put_text(info, "deviceName", plug->name);
	put_text(info, "devEui", plug->eui);
	put_text(info, "deviceClassEnabled", "CLASS_C");
	put_object(info, "tags");
}

static void print_chirpstack(struct node *up, struct arena *arena, const struct report *r)
{
	put_time(up, "time", r->at);
	describe_device(up, r->plug);
	put_text(up, "devAddr", r->session);
	put_number(up, "fCnt", r->counter);
	put_number(up, "fPort", r->port);
	put_flag(up, "confirmed", false);
	put_text(up, "data", base64_print(arena, r->payload->bytes, r->payload->size));
	describe_radio(up, r->dice);
}

static void describe_ids(struct node *ids, const struct report *r)
{
	put_text(ids, "device_id", r->plug->name);
	put_text(put_object(ids, "application_ids"), "application_id", REPORT_APPLICATION);
	put_text(ids, "dev_eui", r->plug->eui);
	put_text(ids, "dev_addr", r->session);
}

/* What is zero is left out, as The Things Stack does. */
static void print_tts(struct node *root, struct arena *arena, const struct report *r)
{
	struct node *up, *gateway, *lora;

	describe_ids(put_object(root, "end_device_ids"), r);
	put_time(root, "received_at", r->at);
	up = put_object(root, "uplink_message");
	put_text(up, "session_key_id", base64_print(arena, r->session, strlen(r->session)));
	put_number(up, "f_port", r->port);
	if (r->counter)
		put_number(up, "f_cnt", r->counter);
	put_text(up, "frm_payload", base64_print(arena, r->payload->bytes, r->payload->size));
	gateway = put_object(put_list(up, "rx_metadata"), NULL);
	put_text(put_object(gateway, "gateway_ids"), "gateway_id", "speicher");
	put_number(gateway, "rssi", -58 - (int64_t)(r->dice % 40));
	put_real(gateway, "snr", 11.5 - (double)(r->dice % 40) / 4);
	lora = put_object(put_object(put_object(up, "settings"), "data_rate"), "lora");
	put_number(lora, "bandwidth", 125000);
	put_number(lora, "spreading_factor", r->dice % 40 < 30 ? 7 : 9);
	put_time(up, "received_at", r->at);
}

static void print_chirpstack3(struct node *up, struct arena *arena, const struct report *r)
{
	struct node *gateway, *transmission;

	put_text(up, "applicationID", "1");
	put_text(up, "applicationName", REPORT_APPLICATION);
	put_text(up, "deviceName", r->plug->name);
	put_text(up, "devEUI", r->plug->eui);
	gateway = put_object(put_list(up, "rxInfo"), NULL);
	put_text(gateway, "gatewayID", "7276ff000b030a11");
	put_time(gateway, "time", r->at);
	put_number(gateway, "rssi", -58 - (int64_t)(r->dice % 40));
	put_real(gateway, "loRaSNR", 11.5 - (double)(r->dice % 40) / 4);
	transmission = put_object(up, "txInfo");
	put_number(transmission, "frequency", 868100000);
	put_number(transmission, "dr", r->dice % 40 < 30 ? 5 : 3);
	put_flag(up, "adr", true);
	put_number(up, "fCnt", r->counter);
	put_number(up, "fPort", r->port);
	put_text(up, "data", base64_print(arena, r->payload->bytes, r->payload->size));
}

void report_print(struct arena *arena, const struct report *report, enum report_as as, struct buffer *json)
{
	static void (*const printers[])(struct node *up, struct arena *arena, const struct report *r) = {
		[AS_CHIRPSTACK] = print_chirpstack, [AS_CHIRPSTACK3] = print_chirpstack3, [AS_TTS] = print_tts };
	struct node *up = document_new(arena);

	printers[as](up, arena, report);
	document_print(up, json);
}
