// SPDX-License-Identifier: EUPL-1.2
/*
 * Yobiiq's meters behind transformers, EM4301 CT and EM4302: the maker's decoders of 2024 for them (Codec_EM4301-CT,
 * Codec_EM4302): channel dd on ports 1 to 10, on 12 from the logger; alarms as channel aa on 11. The types are those of
 * the EM4301, but energy counts in tens of Wh, voltage in hundredths, and from 27 on they mean something else.
 */
#include "hw/yobiiq.h"

enum { ALARM_PORT = 11, LOGGER_PORT = 12, MEASUREMENT = 0xdd, ALARM = 0xaa };

static const struct channel measurements[] = {
	{ 0x00, 4, { 0, 4, BIG, "index" } },
	{ 0x01, 4, { 0, 4, BIG, "device_time" } },
	{ 0x03, 4, { 0, 4, BIG, "logger_time" } },
	{ 0x04, 4, { 0, 4, BIG_SIGNED, "watt_hours_t1", WATT_HOURS, .per = .1, .adds = true } },
	{ 0x05, 4, { 0, 4, BIG_SIGNED, "watt_hours_t2", WATT_HOURS, .per = .1, .adds = true } },
	{ 0x06, 4, { 0, 4, BIG_SIGNED, "watt_hours_exported_t1", .per = .1 } },
	{ 0x07, 4, { 0, 4, BIG_SIGNED, "watt_hours_exported_t2", .per = .1 } },
	{ 0x08, 4, { 0, 4, BIG_SIGNED, "var_hours_t1", .per = .1 } },
	{ 0x09, 4, { 0, 4, BIG_SIGNED, "var_hours_t2", .per = .1 } },
	{ 0x0a, 4, { 0, 4, BIG_SIGNED, "var_hours_exported_t1", .per = .1 } },
	{ 0x0b, 4, { 0, 4, BIG_SIGNED, "var_hours_exported_t2", .per = .1 } },
	{ 0x0c, 4, { 0, 4, BIG, "volts_l1", VOLTS, .per = 100 } },
	{ 0x0d, 4, { 0, 4, BIG, "volts_l2", .per = 100 } },
	{ 0x0e, 4, { 0, 4, BIG, "volts_l3", .per = 100 } },
	{ 0x0f, 4, { 0, 4, BIG, "milliamps_l123" } },
	{ 0x10, 4, { 0, 4, BIG, "milliamps_l1", MILLIAMPS, .adds = true } },
	{ 0x11, 4, { 0, 4, BIG, "milliamps_l2", MILLIAMPS, .adds = true } },
	{ 0x12, 4, { 0, 4, BIG, "milliamps_l3", MILLIAMPS, .adds = true } },
	{ 0x13, 4, { 0, 4, BIG_SIGNED, "watts_l123" } },
	{ 0x14, 4, { 0, 4, BIG_SIGNED, "watts_l1", WATTS, .adds = true } },
	{ 0x15, 4, { 0, 4, BIG_SIGNED, "watts_l2", WATTS, .adds = true } },
	{ 0x16, 4, { 0, 4, BIG_SIGNED, "watts_l3", WATTS, .adds = true } },
	{ 0x17, 4, { 0, 4, BIG_SIGNED, "vars_l1" } },
	{ 0x18, 4, { 0, 4, BIG_SIGNED, "vars_l2" } },
	{ 0x19, 4, { 0, 4, BIG_SIGNED, "vars_l3" } },
	{ 0x1a, 4, { 0, 4, BIG, "volt_amperes_l1" } },
	{ 0x1b, 4, { 0, 4, BIG, "volt_amperes_l2" } },
	{ 0x1c, 4, { 0, 4, BIG, "volt_amperes_l3" } },
	{ 0x1d, 2, { 0, 2, BIG_SIGNED, "power_factor_l1", POWER_FACTOR, .per = 10 } },
	{ 0x1e, 2, { 0, 2, BIG_SIGNED, "power_factor_l2", .per = 10 } },
	{ 0x1f, 2, { 0, 2, BIG_SIGNED, "power_factor_l3", .per = 10 } },
	{ 0x20, 2, { 0, 2, BIG_SIGNED, "angle_l1", .per = 100 } },
	{ 0x21, 2, { 0, 2, BIG_SIGNED, "angle_l2", .per = 100 } },
	{ 0x22, 2, { 0, 2, BIG_SIGNED, "angle_l3", .per = 100 } },
	{ 0x23, 2, { 0, 2, BIG, "hertz", .per = 100 } },
	{ 0x24, 4, { 0, 4, BIG_SIGNED, "watts_system" } },
	{ 0x25, 4, { 0, 4, BIG_SIGNED, "vars_system" } },
	{ 0x26, 4, { 0, 4, BIG, "volt_amperes_system" } },
	{ 0x27, 4, { 0, 4, BIG_SIGNED, "watts_demand" } },
	{ 0x28, 4, { 0, 4, BIG_SIGNED, "vars_demand" } },
	{ 0x29, 4, { 0, 4, BIG, "volt_amperes_demand" } },
	{ 0x2a, 4, { 0, 4, BIG_SIGNED, "watts_most" } },
	{ 0x2b, 4, { 0, 4, BIG_SIGNED, "vars_most" } },
	{ 0x2c, 4, { 0, 4, BIG, "volt_amperes_most" } },
	{ 0x2d, 4, { 0, 4, BIG_SIGNED, "milliamps_most_l1" } },
	{ 0x2e, 4, { 0, 4, BIG_SIGNED, "milliamps_most_l2" } },
	{ 0x2f, 4, { 0, 4, BIG_SIGNED, "milliamps_most_l3" } },
	{ 0x30, 4, { 0, 4, BIG_SIGNED, "watts_mean" } },
	{ 0xc1, 2, { 0, 2, BIG, "primary_current_ratio" } },
	{ 0xc2, 1, { 0, 1, BIG, "secondary_current_ratio" } },
	{ 0xd1, 4, { 0, 4, BIG, "primary_voltage_ratio" } },
	{ 0xd2, 2, { 0, 2, BIG, "secondary_voltage_ratio" } },
	{ 0xf0, 4, { 0, 4, BIG, "certified" } },
	{ 0xf1, 2, { 0, 2, DIGITS, "made" } },
	{ 0xf2, 2, { 0, 2, HEX, "firmware_version" } },
	{ 0xf3, 2, { 0, 2, HEX, "hardware_version" } },
	{ 0xf4, 4, { 0, 4, BIG, "serial_number" } },
	{ 0xf5, 2, { 0, 2, BIG, "meter_code" } },
	{ 0xf6, 2, { 0, 2, BIG, "meter_fault_code" } },
	{ 0xf7, 1, { 0, 1, BIG, "watchdog_function", .words = words_off_on } },
	{ 0xf8, 2, { 0, 2, BIG, "watchdog_timeout" } },
	{ 0xf9, 1, { 0, 1, BIG, "watchdog", .words = yobiiq_words_alarm } },
	{ .id = 0 },
};

static const struct channel alarms[] = {
	{ 0x01, 4, { 0, 4, BIG, "device_time" } },
	{ 0x02, 1, { 0, 1, BIG, "lorawan_alarm", .words = yobiiq_words_alarm } },
	{ 0x03, 1, { 0, 1, BIG, "device_alarm", .words = yobiiq_words_alarm } },
	{ 0x04, 1, { 0, 1, BIG, "modbus_alarm", .words = yobiiq_words_alarm } },
	{ .id = 0 },
};

const struct channels *yobiiq_ct_channels(const struct payload *payload)
{
	static const struct channels measured = { { NULL, measurements }, 2, .mask = 0xff };
	static const struct channels alarmed = { { NULL, alarms }, 2, .mask = 0xff };

	if (!payload->size || payload->port > LOGGER_PORT)
		return NULL;
	if (payload->port == ALARM_PORT)
		return payload->bytes[0] == ALARM ? &alarmed : NULL;
	return payload->bytes[0] == MEASUREMENT ? &measured : NULL;
}
