// SPDX-License-Identifier: EUPL-1.2
#include "hw/milesight.h"

enum { PORT = 85, REPLY = 0xfe, REPLY_NEW = 0xff, SET_MINUTES = 0xff8e };

/* "WS52x Series User Guide", section 5.1 "Basic Information", and the replies to section 5.3's downlinks. Older firmware
 * replies on 0xfe, newer on 0xff. */
static const struct channel common[] = {
	{ 0xff01, 1, { 0, 1, LITTLE, "protocol_version" }, NULL },
	{ 0xff09, 2, { 0, 2, HEX, "hardware_version" }, NULL },
	{ 0xff0a, 2, { 0, 2, HEX, "firmware_version" }, NULL },
	{ 0xff0b, 1, { 0, 0, LITTLE, NULL }, NULL }, /* power on */
	{ 0xff0f, 1, { 0, 1, LITTLE, "lorawan_class" }, NULL },
	{ 0xff16, 8, { 0, 8, HEX, "serial_number" }, NULL },
	{ 0xff1f, 4, { 0, 4, HEX, "firmware_version" }, NULL },
	{ 0xfffe, 1, { 0, 1, LITTLE, "reset" }, NULL },
	{ 0xffff, 2, { 0, 2, HEX, "tsl_version" }, NULL },
	{ 0xff02, 2, { 0, 2, LITTLE, "collection_interval" }, NULL },
	{ 0xff03, 2, { 0, 2, LITTLE, "report_interval" }, NULL },
	{ 0xff04, 1, { 0, 1, LITTLE, "confirm_mode" }, NULL },
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
	{ 0xff2c, 1, { 0, 0, LITTLE, NULL }, NULL }, /* reports what it is */
	{ 0xff2f, 1, { 0, 1, LITTLE, "led" }, NULL },
	{ 0xff30, 2, { 0, 2, HEX, "overcurrent_protection" }, NULL },
	{ 0xff35, 8, { 0, 0, LITTLE, NULL }, NULL }, /* D2D key: not for our eyes */
	{ 0xff40, 1, { 0, 1, LITTLE, "adr" }, NULL },
	{ 0xff41, 1, { 0, 1, LITTLE, "lora_port" }, NULL },
	{ 0xff42, 1, { 0, 1, LITTLE, "wifi" }, NULL },
	{ 0xff43, 1, { 0, 1, LITTLE, "periodic_report" }, NULL },
	{ 0xff44, 1, { 0, 1, LITTLE, "change_report" }, NULL },
	{ 0xff45, 1, { 0, 1, LITTLE, "report_mode" }, NULL },
	{ 0xff4a, 1, { 0, 0, LITTLE, NULL }, NULL }, /* time synchronised */
	{ 0xff51, 1, { 0, 0, LITTLE, NULL }, NULL }, /* totals cleared */
	{ 0xff5e, 1, { 0, 1, LITTLE, "reset_button" }, NULL },
	{ 0xff68, 1, { 0, 1, LITTLE, "history" }, NULL },
	{ 0xff69, 1, { 0, 1, LITTLE, "retransmission" }, NULL },
	{ 0xff6a, 3, { 1, 2, LITTLE, "retransmission_interval" }, NULL },
	{ 0xff6b, 1, { 0, 0, LITTLE, NULL }, NULL },
	{ 0xff6d, 1, { 0, 0, LITTLE, NULL }, NULL }, /* stops retransmitting */
	{ 0xff84, 1, { 0, 1, LITTLE, "d2d" }, NULL },
	{ 0xff8e, 3, { 1, 2, LITTLE, "report_interval_minutes" }, NULL },
	{ 0xff8f, 1, { 0, 1, LITTLE, "bluetooth" }, NULL },
	{ 0xff96, 8, { 0, 8, HEX, "d2d_settings" }, NULL },
	{ 0xffa6, 1, { 0, 1, LITTLE, "totals_reset" }, NULL },
	{ 0xffa7, 2, { 0, 2, LITTLE, "totals_reset_interval" }, NULL },
	{ 0xffa8, 1, { 0, 1, LITTLE, "totals_were_reset" }, NULL },
	{ 0xffa9, 1, { 0, 1, LITTLE, "totals_report" }, NULL },
	{ 0xffba, 10, { 0, 10, HEX, "daylight_saving" }, NULL },
	{ 0xffbd, 2, { 0, 2, LITTLE_SIGNED, "time_zone_minutes" }, NULL },
	{ 0xffed, 3, { 0, 3, HEX, "totals_reset_schedule" }, NULL },
	{ 0xffef, 3, { 0, 3, HEX, "totals_reset_time" }, NULL },
	{ 0xfff2, 2, { 0, 2, LITTLE, "alarm_reports" }, NULL },
	{ .id = 0 },
};

bool milesight_decode(const struct channel *own, const struct payload *payload, struct decoded *decoded,
	const char **why)
{
	const struct channels channels = { { own, common }, 2, .alias = REPLY, .is = REPLY_NEW };

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
