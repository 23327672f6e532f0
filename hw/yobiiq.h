// SPDX-License-Identifier: EUPL-1.2
/* What Yobiiq's devices have in common. */
#ifndef YOBIIQ_H
#define YOBIIQ_H

#include "hw/channel.h"

/* True: the frame is only an answer, to a downlink or of the radio itself, and says so in decoded. */
bool yobiiq_take_answer(const struct payload *payload, struct decoded *decoded);

/* Text as a channel's value: it has no length, and ends before the ff of the next channel. */
size_t yobiiq_take_maker(const uint8_t *value, size_t left, struct decoded *decoded);
size_t yobiiq_take_model(const uint8_t *value, size_t left, struct decoded *decoded);

extern const char *const yobiiq_words_class[], *const yobiiq_words_alarm[];

/* What the meters with transformers and the first relays say of themselves, by type. */
#define YOBIIQ_INFORMATION \
	{ 0x01, .take = yobiiq_take_maker }, \
	{ 0x02, .take = yobiiq_take_model }, \
	{ 0x03, 4, { 0, 4, BIG, "serial_number" } }, \
	{ 0x04, 2, { 0, 2, HEX, "firmware_version" } }, \
	{ 0x05, 2, { 0, 2, HEX, "hardware_version" } }, \
	{ 0x06, 1, { 0, 1, BIG, "mains", .words = words_off_on } }, \
	{ 0x07, 1, { 0, 1, BIG, "battery_percent" } }, \
	{ 0x08, 1, { 0, 1, BIG, "battery_volts", .per = 10 } }, \
	{ 0x11, 1, { 0, 1, BIG, "lorawan_class", .words = yobiiq_words_class } }

/* What later devices say of themselves, by register. Without a battery its voltage is 0, hence no reading. */
#define YOBIIQ_REGISTERS \
	{ 0x65, .take = yobiiq_take_maker }, \
	{ 0x66, .take = yobiiq_take_maker }, \
	{ 0x67, .take = yobiiq_take_model }, \
	{ 0x68, 4, { 0, 4, BIG, "serial_number" } }, \
	{ 0x69, 2, { 0, 2, HEX, "firmware_version" } }, \
	{ 0x6a, 2, { 0, 2, HEX, "hardware_version" } }, \
	{ 0x6b, 1, { 0, 1, BIG, "mains", .words = words_off_on } }, \
	{ 0x78, 1, { 0, 1, BIG, "temperature_alarm", .words = yobiiq_words_alarm } }, \
	{ 0x79, 4, { 0, 4, BIG, "temperature_alarms" } }, \
	{ 0x7a, 2, { 0, 2, BIG_SIGNED, "celsius", CELSIUS, .per = 100 } }, \
	{ 0x7b, 1, { 0, 1, BIG, "humidity" } }, \
	{ 0x82, 2, { 0, 2, BIG_SIGNED, "celsius_ambient", .per = 100 } }, \
	{ 0x83, 1, { 0, 1, BIG, "humidity_ambient" } }, \
	{ 0x96, 1, { 0, 1, BIG, "joined", .words = words_no_yes } }, \
	{ 0x9d, 1, { 0, 1, BIG, "application_port" } }, \
	{ 0x9e, 1, { 0, 1, BIG, "join_type" } }, \
	{ 0x9f, 1, { 0, 1, BIG, "lorawan_class", .words = yobiiq_words_class } }, \
	{ 0xa0, 1, { 0, 1, BIG, "adr", .words = words_off_on } }, \
	{ 0xa1, 1, { 0, 1, BIG, "spreading_factor" } }, \
	{ 0xa3, 1, { 0, 1, BIG, "radio_mode" } }, \
	{ 0xa4, 1, { 0, 1, BIG, "join_attempts" } }, \
	{ 0xa5, 2, { 0, 2, BIG, "link_check_seconds" } }, \
	{ 0xa6, 1, { 0, 1, BIG, "retransmission", .words = words_off_on } }, \
	{ 0xa7, 1, { 0, 1, BIG, "watchdog", .words = yobiiq_words_alarm } }

/* The tables of the meters with transformers, which write as channel dd, and aa for alarms; NULL: this is not theirs. */
const struct channels *yobiiq_ct_channels(const struct payload *payload);

#endif
