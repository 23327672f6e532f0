// SPDX-License-Identifier: EUPL-1.2
#include "hw/milesight.h"

enum { PORT = 85, REPLY = 0xfe, REPLY_NEW = 0xff, SET_MINUTES = 0xff8e };

#define SETTING(type, size) \
	{ 0xf900 | type, size, { 0, size, HEX, "setting_" #type }, NULL }, \
	{ 0xf800 | type, size + 1, { 0, size, HEX, "setting_" #type }, NULL }, \
	{ 0xf800 | type, size + 1, { size, 1, LITTLE, "refused" }, NULL }

/* "WS52x Series User Guide", section 5.1 "Basic Information", and the replies to section 5.3's downlinks. Older firmware
 * replies on 0xfe, newer on 0xff. */
static const struct channel common[] = {
	{ 0xff01, 1, { 0, 1, LITTLE, "protocol_version" }, NULL },
	{ 0xff09, 2, { 0, 2, HEX, "hardware_version" }, NULL },
	{ 0xff0a, 2, { 0, 2, HEX, "firmware_version" }, NULL },
	{ 0xff08, 6, { 0, 6, HEX, "serial_number" }, NULL }, /* of older ones */
	{ 0xff0b, 1, { 0, 0, LITTLE, NULL }, NULL }, /* power on */
	{ 0xff0f, 1, { 0, 1, LITTLE, "lorawan_class" }, NULL },
	{ 0xff16, 8, { 0, 8, HEX, "serial_number" }, NULL },
	{ 0xff1f, 4, { 0, 4, HEX, "firmware_version" }, NULL },
	{ 0xfffe, 1, { 0, 1, LITTLE, "reset" }, NULL },
	{ 0xffff, 2, { 0, 2, HEX, "tsl_version" }, NULL },
	{ 0xff02, 2, { 0, 2, LITTLE, "collection_interval" }, NULL },
	{ 0xff03, 2, { 0, 2, LITTLE, "report_interval" }, NULL },
	{ 0xff04, 1, { 0, 1, LITTLE, "confirm_mode" }, NULL },
	{ 0xff05, 3, { 0, 3, HEX, "channel_mask" }, NULL },
	{ 0xff06, 9, { 0, 9, HEX, "alarm_settings" }, NULL },
	{ 0xff10, 1, { 0, 0, LITTLE, NULL }, NULL }, /* reboots */
	{ 0xff11, 4, { 0, 4, LITTLE, "device_time" }, NULL },
	{ 0xff22, 4, { 0, 4, HEX, "delayed_switch" }, NULL },
	{ 0xff23, 2, { 0, 2, HEX, "delayed_switch_deleted" }, NULL },
	{ 0xff24, 2, { 0, 2, HEX, "overcurrent_alarm" }, NULL },
	{ 0xff25, 2, { 0, 2, HEX, "button_lock" }, NULL },
	{ 0xff26, 1, { 0, 1, LITTLE, "energy_metering" }, NULL },
	{ 0xff27, 1, { 0, 0, LITTLE, NULL }, NULL }, /* energy or history cleared */
	{ 0xff28, 1, { 0, 0, LITTLE, NULL }, NULL }, /* reports */
	{ 0xff2b, 1, { 0, 0, LITTLE, NULL }, NULL }, /* its button was pressed */
	{ 0xff2c, 1, { 0, 0, LITTLE, NULL }, NULL }, /* reports what it is */
	{ 0xff2f, 1, { 0, 1, LITTLE, "led" }, NULL },
	{ 0xff30, 2, { 0, 2, HEX, "overcurrent_protection" }, NULL },
	{ 0xff32, 5, { 0, 5, HEX, "delayed_switch" }, NULL },
	{ 0xff34, 3, { 0, 3, HEX, "d2d_command" }, NULL },
	{ 0xff35, 8, { 0, 0, LITTLE, NULL }, NULL }, /* D2D key: not for our eyes */
	{ 0xff3f, 1, { 0, 1, LITTLE, "power_outage" }, NULL },
	{ 0xff40, 1, { 0, 1, LITTLE, "adr" }, NULL },
	{ 0xff41, 1, { 0, 1, LITTLE, "lora_port" }, NULL },
	{ 0xff42, 1, { 0, 1, LITTLE, "wifi" }, NULL },
	{ 0xff43, 1, { 0, 1, LITTLE, "periodic_report" }, NULL },
	{ 0xff44, 1, { 0, 1, LITTLE, "change_report" }, NULL },
	{ 0xff45, 1, { 0, 1, LITTLE, "report_mode" }, NULL },
	{ 0xff4a, 1, { 0, 0, LITTLE, NULL }, NULL }, /* time synchronised */
	{ 0xff51, 1, { 0, 0, LITTLE, NULL }, NULL }, /* totals cleared */
	{ 0xff5e, 1, { 0, 1, LITTLE, "reset_button" }, NULL },
	{ 0xff67, 1, { 0, 1, LITTLE, "after_power_failure" }, NULL },
	{ 0xff68, 1, { 0, 1, LITTLE, "history" }, NULL },
	{ 0xff69, 1, { 0, 1, LITTLE, "retransmission" }, NULL },
	{ 0xff6a, 3, { 1, 2, LITTLE, "retransmission_interval" }, NULL },
	{ 0xff6b, 1, { 0, 0, LITTLE, NULL }, NULL },
	{ 0xff6d, 1, { 0, 0, LITTLE, NULL }, NULL }, /* stops retransmitting */
	{ 0xff75, 6, { 0, 6, HEX, "hibernation" }, NULL },
	{ 0xff77, 2, { 0, 2, LITTLE, "installation_height" }, NULL },
	{ 0xff83, 5, { 0, 5, HEX, "d2d_agent" }, NULL },
	{ 0xff84, 1, { 0, 1, LITTLE, "d2d" }, NULL },
	{ 0xff8d, 1, { 0, 1, LITTLE, "overload_protection" }, NULL },
	{ 0xff8e, 3, { 1, 2, LITTLE, "report_interval_minutes" }, NULL },
	{ 0xff8f, 1, { 0, 1, LITTLE, "bluetooth" }, NULL },
	{ 0xff96, 8, { 0, 8, HEX, "d2d_settings" }, NULL },
	{ 0xff97, 1, { 0, 1, LITTLE, "history" }, NULL },
	{ 0xffa5, 1, { 0, 1, LITTLE, "led_reserved" }, NULL },
	{ 0xffa6, 1, { 0, 1, LITTLE, "totals_reset" }, NULL },
	{ 0xffa7, 2, { 0, 2, LITTLE, "totals_reset_interval" }, NULL },
	{ 0xffa8, 1, { 0, 1, LITTLE, "totals_were_reset" }, NULL },
	{ 0xffa9, 1, { 0, 1, LITTLE, "totals_report" }, NULL },
	{ 0xffaa, 1, { 0, 1, LITTLE, "temperature_report" }, NULL },
	{ 0xffab, 3, { 0, 3, HEX, "temperature_calibration" }, NULL },
	{ 0xffba, 10, { 0, 10, HEX, "daylight_saving" }, NULL },
	{ 0xffbd, 2, { 0, 2, LITTLE_SIGNED, "time_zone_minutes" }, NULL },
	{ 0xffc7, 1, { 0, 1, LITTLE, "d2d_modes" }, NULL },
	{ 0xffcc, 1, { 0, 1, LITTLE, "supply" }, NULL },
	{ 0xffec, 1, { 0, 1, LITTLE, "direction" }, NULL },
	{ 0xffed, 3, { 0, 3, HEX, "totals_reset_schedule" }, NULL },
	{ 0xffef, 3, { 0, 3, HEX, "totals_reset_time" }, NULL },
	{ 0xfff2, 2, { 0, 2, LITTLE, "alarm_reports" }, NULL },
	/* Newer settings: f9 says what is, f8 replies to a downlink, with 0 behind it if that was heeded. */
	SETTING(0x10, 1), SETTING(0x11, 1), SETTING(0x3d, 1), SETTING(0x3e, 1), SETTING(0x3f, 1), SETTING(0x40, 1),
	SETTING(0x41, 5), SETTING(0x42, 1), SETTING(0x43, 1), SETTING(0x44, 6), SETTING(0x64, 7), SETTING(0x65, 1),
	SETTING(0x67, 7), SETTING(0x72, 9), SETTING(0x84, 3), SETTING(0x85, 2), SETTING(0x86, 1), SETTING(0x87, 1),
	SETTING(0x88, 2), SETTING(0x89, 2), SETTING(0x8b, 1), SETTING(0x8c, 1), SETTING(0x8d, 4), SETTING(0x8e, 4),
	SETTING(0x90, 6), SETTING(0x91, 5), SETTING(0x92, 3), SETTING(0x93, 1), SETTING(0x94, 1), SETTING(0x95, 6),
	SETTING(0x96, 3), SETTING(0x97, 2), SETTING(0x98, 1), SETTING(0x99, 7), SETTING(0xa2, 1), SETTING(0xa3, 1),
	SETTING(0xab, 6), SETTING(0xb7, 3), SETTING(0xb8, 5), SETTING(0xba, 1), SETTING(0xbd, 2), SETTING(0xcd, 1),
	SETTING(0xcf, 1), SETTING(0xd0, 1), SETTING(0xd1, 1), SETTING(0xd2, 1), SETTING(0xd3, 1), SETTING(0xd4, 1),
	SETTING(0xd5, 2), SETTING(0xd6, 4), SETTING(0xd7, 7), SETTING(0xd8, 1), SETTING(0xdc, 1), SETTING(0xdd, 1),
	{ .id = 0 },
};

bool milesight_decode(const struct channel *own, const struct payload *payload, struct decoded *decoded,
	const char **why)
{
	const struct channels channels = { { own, common }, 2, .alias = REPLY, .is = REPLY_NEW, .zeros_end = true };

	*decoded = (struct decoded){ 0 };
	*why = "this model sends on port 85 only";
	return payload->port == PORT && channels_take(&channels, payload, decoded, why);
}

static bool put_interval(uint16_t command, int64_t seconds, struct downlink *downlink, const char **why)
{
	bool minutes = command == SET_MINUTES;
	int64_t number = minutes ? (seconds + 59) / 60 : seconds;

	if (number < 1 || number > (minutes ? 1440 : UINT16_MAX)) {
		*why = "this model reports every 1 to 65535 seconds, or 1 to 1440 minutes";
		return false;
	}
	bytes_put_big(downlink, command, 2);
	if (minutes)
		bytes_put_little(downlink, 0, 1);
	bytes_put_little(downlink, (uint64_t)number, 2);
	return true;
}

bool milesight_encode(uint16_t interval, const struct order *order, struct downlink *downlink, const char **why)
{
	downlink->port = PORT;
	if (order->kind == ORDER_INTERVAL && interval)
		return put_interval(interval, order->seconds, downlink, why);
	if (order->kind == ORDER_REPORT) {
		bytes_put_big(downlink, 0xff28ff, 3);
		return true;
	}
	*why = "this model does not know such an order";
	return false;
}
