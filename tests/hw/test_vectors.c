// SPDX-License-Identifier: EUPL-1.2
/*
 * The public examples that lie beside the repository, in ../shared/data/lorawan: each leaf of what a vendor's codec says
 * must be among what ours says, under our name and in our unit; each downlink must have the same bytes.
 */
#include "hw/codec.h"
#include "hw/json.h"

#include "app/base/json.h"
#include "app/base/text.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* The vendor's name and ours. NULL: about the codec itself, or about how it writes. */
static const struct {
	const char *theirs, *ours;
} names[] = {
	{ "codecVersion", NULL }, { "genericModel", NULL }, { "productCode", NULL }, { "manufacturer", NULL },
	{ "Cmd", NULL }, { "unit", NULL }, { "desc", NULL }, { "type", NULL }, { "GroupMask", NULL }, { "vt", NULL },
	{ "Ana", NULL }, { "counterValue", NULL }, { "dataValid", NULL }, { "data_valid", NULL }, { "filterId", NULL },
	{ "meterType", NULL }, { "alias", NULL }, { "name", NULL }, { "fPort", NULL }, { "mac", "frame" },
	/* Netvox */
	{ "Device", "device" }, { "SWver", "software_version" }, { "HWver", "hardware_version" },
	{ "Datecode", "date_code" }, { "Volt", "battery_volts" }, { "Status", "accepted" },
	{ "MinTime", "report_at_least" }, { "MaxTime", "report_interval" }, { "BatteryChange", "battery_change" },
	{ "CurrentChange", "current_change" }, { "PowerChange", "power_change" }, { "SwitchType", "switch_type" },
	{ "SensorDisableTime", "disable_seconds" }, { "SensorDetectionTime", "detection_seconds" },
	{ "IRDisableTime", "disable_seconds" }, { "IRDetectionTime", "detection_seconds" },
	{ "Status_1", "status_1" }, { "Status_2", "status_2" }, { "status", "occupancy" }, { "Occupy", "occupancy" },
	{ "Current", "milliamps" }, { "Current", "loop_milliamps" }, { "FineCurrent", "loop_milliamps_fine" }, { "Current_1", "loop_milliamps_1" },
	{ "Current_2", "loop_milliamps_2" }, { "FineCurrent_1", "loop_milliamps_fine_1" },
	{ "FineCurrent_2", "loop_milliamps_fine_2" }, { "Multiplier", "multiplier" },
	{ "OnOff", "relay" }, { "Energy", "watt_hours" }, { "OverCurrentAlarm", "overcurrent_alarm" },
	{ "DashCurrentAlarm", "dash_current_alarm" }, { "PowerOffAlarm", "power_off_alarm" }, { "Vol", "volts" },
	{ "Power", "watts" }, { "MotorStatus", "relay" }, { "Relay_1", "relay_1" }, { "Relay_2", "relay_2" },
	{ "Relay_3", "relay_3" }, { "Input_1", "input_1" }, { "Input_2", "input_2" }, { "Input_3", "input_3" },
	{ "Temp", "celsius" }, { "Illuminance", "lux" }, { "DisassembledAlarm", "disassembled_alarm" },
	/* KLAX and iOKE868 */
	{ "batteryPerc", "battery_percent" }, { "configured", "configured" }, { "connTest", "connection_test" },
	{ "deviceType", "reads" }, { "version", "version" }, { "msgCnt", "message_parts" }, { "msgIdx", "message" },
	{ "msgNum", "message_part" }, { "id", "meter" }, { "OBIS_ID", "obis" }, { "Scaler", "scaler" },
	{ "rawValue", "raw" }, { "OBIS_IDs", "value" }, { "stringValue", "text" }, { "MeterID", "meter" },
	/* EMU */
	{ "timestamp", "device_time" }, { "timeStamp", "logged_at" }, { "Active Energy Import T1", "watt_hours_t1" },
	{ "Active Energy Import T2", "watt_hours_t2" }, { "Active Energy Export T1", "watt_hours_exported_t1" },
	{ "Active Energy Export T2", "watt_hours_exported_t2" }, { "Reactive Energy Import T1", "var_hours_t1" },
	{ "Reactive Energy Import T2", "var_hours_t2" }, { "Reactive Energy Export T1", "var_hours_exported_t1" },
	{ "Reactive Energy Export T2", "var_hours_exported_t2" }, { "serial-number", "serial_number" },
	{ "meter-typ", "meter_type" }, { "current-transformer primary", "primary_current_ratio" },
	{ "current-transformer secondary", "secondary_current_ratio" },
	{ "voltage-transformer primary", "primary_voltage_ratio" },
	{ "voltage-transformer secondary", "secondary_voltage_ratio" }, { "MID year", "year" },
	/* Dragino, Elsys, Strega, Vutility */
	{ "ACI1_mA", "loop_milliamps_1" }, { "ACI2_mA", "loop_milliamps_2" }, { "AVI1_V", "analog_volts_1" },
	{ "AVI2_V", "analog_volts_2" }, { "DI1_status", "input_1" }, { "DI2_status", "input_2" },
	{ "DI3_status", "input_3" }, { "DO1_status", "output_1" }, { "DO2_status", "output_2" },
	{ "DO3_status", "output_3" }, { "Hardware_mode", "hardware" }, { "RO1_status", "relay_1" },
	{ "RO2_status", "relay_2" }, { "Work_mode", "mode" }, { "temperature", "celsius" }, { "humidity", "humidity" },
	{ "x", "x" }, { "y", "y" }, { "z", "z" }, { "occupancy", "occupied_0_1_2" }, { "Actuator", "relay" },
	{ "Bat", "battery_percent" }, { "Cable", "cable" }, { "Class", "class" }, { "DI0", "input_0" },
	{ "DI1", "input_1" }, { "Fraud", "fraud" }, { "Hygro", "humidity" }, { "Leak", "leak" }, { "Power", "supply" },
	{ "Tamper", "tamper" }, { "pulseCount", "pulses" }, { "capacitorVoltage", "capacitor_volts" },
	{ "temperatureCelsius", "celsius" },
	/* Yobiiq */
	{ "info", "accepted" }, { "warning", "accepted" }, { "deviceStatus", "status" },
	{ "batteryVoltage", "battery_volts" }, { "deviceClass", "lorawan_class" }, { "adr", "adr" },
	{ "internalCircuitTemperature", "celsius" }, { "lorawanWatchdogAlarm", "watchdog" },
	{ "packageTimestamp", "package_time" }, { "listOfMeasurements", "past_value" }, { "ts", "past_at" },
	{ "hardwareVersion", "hardware_version" }, { "firmwareVersion", "firmware_version" },
	{ "deviceSerialNumber", "serial_number" }, { "relayStatus", "relay" }, { "powerEvent", "mains" },
	{ "index", "index" }, { "activeEnergyImportL1T1", "watt_hours_t1" },
	{ "activeEnergyImportL123T1", "watt_hours_t1" }, { "activeEnergyImportL123T2", "watt_hours_t2" },
	{ "voltageL1N", "volts_l1" }, { "voltageL2N", "volts_l2" }, { "voltageL3N", "volts_l3" },
	{ "currentL1", "milliamps_l1" }, { "currentL2", "milliamps_l2" }, { "currentL3", "milliamps_l3" },
	{ "activePowerL1", "watts_l1" }, { "activePowerL2", "watts_l2" }, { "activePowerL3", "watts_l3" },
	{ "frequency", "hertz" }, { "totalSystemActivePower", "kilowatts_system" },
	{ "totalSystemReactivePower", "kilovars_system" },
	{ "primaryCurrentTransformerRatio", "primary_current_ratio" },
	{ "secondaryCurrentTransformerRatio", "secondary_current_ratio" },
};

/* Their words, and ours for the same. */
static const char *const words[][2] = {
	{ "ON", "on" }, { "OFF", "off" }, { "ON", "true" }, { "OFF", "false" }, { "Alarm", "yes" }, { "No alarm", "no" },
	{ "Success", "yes" }, { "1", "yes" }, { "0", "no" }, { "0", "off" }, { "0", "false" }, { "0", "A" },
	{ "0", "battery" }, { "Toggle", "0" }, { "SML Klax", "SML" }, { "HIGH", "true" }, { "AC Power On", "on" },
	{ "Class A", "A" }, { "CLASS C", "C" }, { "ENABLED", "on" }, { "ALARM", "alarm" }, { "NORMAL MODE", "normal" },
	{ "DOWNLINK COMMAND SUCCEEDED", "yes" }, { "Downlink command failed", "no" },
	{ "MAC command received", "MAC command" }, { "V1.8", "0108" }, { "V1.5", "0105" }, { "2ACI+2AVI", "1" },
	{ "true", "yes" }, { "false", "no" },
	{ "33-34-31-32-30-30-2d-35-30-32-36-38-37-31 ( 341200-5026871 )", "341200-5026871" },
};

static bool same_word(const char *theirs, const char *ours)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i][0], theirs) && !strcmp(words[i][1], ours))
			return true;
	return !strcmp(theirs, ours);
}

static char *print(const struct node *node)
{
	static char texts[2][300];
	static int turn;
	struct buffer buffer = { 0 };

	node_print(node, &buffer);
	char *text = texts[turn++ % 2];
	snprintf(text, sizeof *texts, "%s", buffer.bytes ? buffer.bytes : "");
	buffer_clear(&buffer);
	return text;
}

static bool same(const struct node *theirs, const struct node *ours)
{
	const char *a = print(theirs), *b = print(ours);
	char *enda, *endb;
	double x = strtod(a, &enda), y = strtod(b, &endb);

	if (!*enda && !*endb && *a && *b) /* some codecs round */
		return fabs(x - y) <= 1e-9 * fabs(x) || (strlen(a) <= 5 && fabs(x - y) < .005);
	return same_word(a, b);
}

/* Among ours, under that name or numbered. */
static bool said(const struct node *ours, const char *name, const struct node *leaf)
{
	for (const struct node *member = ours->first; member; member = member->next)
		if (!strncmp(member->name, name, strlen(name)) && same(leaf, member))
			return true;
	return false;
}

static int unsaid(const struct node *node, const char *name, const struct node *ours);

static int leaf_unsaid(const struct node *leaf, const char *name, const struct node *ours)
{
	bool known = false;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(names[i].theirs, name) != 0)
			continue;
		known = true;
		if (!names[i].ours || said(ours, names[i].ours, leaf))
			return 0;
	}
	print_message("  %s = %s is %s\n", name, print(leaf), known ? "not said" : "no name we know");
	return 1;
}

/* Of a register of KLAX only what is valid, and of those values the one that is in a register of ours. */
static bool is_invalid(const struct node *node)
{
	const struct node *valid = node_member(node, "dataValid");

	return valid && !valid->flag;
}

static int unsaid(const struct node *node, const char *name, const struct node *ours)
{
	int count = 0;

	if (node->kind != NODE_OBJECT && node->kind != NODE_LIST)
		return leaf_unsaid(node, name, ours);
	if (is_invalid(node) || !strcmp(name, "medium"))
		return 0;
	for (const struct node *member = node->first; member; member = member->next) {
		bool value = !member->name || !strcmp(member->name, "value") || !strcmp(member->name, "data");
		const char *inner = value ? name : member->name;
		if (!strcmp(name, "values"))
			count += !said(ours, "watt_hours", member) && !said(ours, "before", member);
		else if (strcmp(name, "OBIS_IDs") != 0 || !member->name || strcmp(member->name, "rawValue") != 0 ||
			member->kind == NODE_NUMBER)
			count += unsaid(member, inner, ours);
	}
	return count;
}

static struct node *load(struct arena *arena, const char *path)
{
	static char text[1 << 20];
	FILE *file = fopen(path, "r");
	const char *why;

	if (!file) {
		print_message("%s is not here: skipped\n", path);
		skip();
	}
	size_t size = fread(text, 1, sizeof text, file);
	fclose(file);
	struct node *rows = json_parse(arena, text, size, &why);
	assert_non_null(rows);
	return rows;
}

static bool try_uplink(struct arena *arena, const struct node *row)
{
	const struct node *expected = node_member(row, "expected");
	const struct codec *codec = codec_find(codecs, node_text(row, "device"));
	struct decoded decoded;
	uint8_t bytes[FRAME_BYTES];
	size_t size;
	const char *why = NULL;

	if (!codec || !hex_parse(node_text(row, "bytes"), bytes, sizeof bytes, &size))
		return false;
	bool done = codec->decode(bytes, size, (unsigned)node_number(row, "fPort", 0), &decoded, &why);
	if (!expected || expected->kind != NODE_OBJECT || node_member(expected, "error"))
		return !done && why;
	struct node *ours = document_new(arena);
	decoded_describe(&decoded, ours);
	return done && !unsaid(expected, "", ours);
}

static void all_public_uplinks_are_read(void **state)
{
	struct arena arena = { 0 };
	int tried = 0, passed = 0;

	(void)state;
	const struct node *rows = load(&arena, "../shared/data/lorawan/uplinks.json");
	for (const struct node *row = rows->first; row; row = row->next) {
		bool good = try_uplink(&arena, row);
		tried++;
		passed += good;
		if (!good)
			print_message("%s %s\n", node_text(row, "device"), node_text(row, "bytes"));
	}
	print_message("%d of %d public uplinks pass\n", passed, tried);
	arena_clear(&arena);
	assert_true(tried > 0);
	assert_int_equal(passed, tried);
}

/* ---- downlinks ---- */

static int64_t scaled(const struct node *node, const char *name)
{
	double per = !strcmp(name, "BatteryChange") ? 10 : !strcmp(name, "TempChange") ? 100 : 1;

	return llround((node->kind == NODE_REAL ? node->real : (double)node->number) * per);
}

static struct order netvox_interval(const struct node *input)
{
	struct order order = { .kind = ORDER_INTERVAL, .has_change = true,
		.seconds = node_number(input, "MaxTime", 0), .at_least = node_number(input, "MinTime", 0) };
	int changes = 0;

	for (const struct node *member = input->first; member; member = member->next)
		if (member->kind != NODE_TEXT && strcmp(member->name, "MinTime") != 0 &&
		    strcmp(member->name, "MaxTime") != 0)
			order.change[changes++] = scaled(member, member->name);
	return order;
}

static struct order netvox_order(const struct node *input)
{
	static const struct {
		const char *command;
		struct order order;
	} commands[] = {
		{ "On", { .kind = ORDER_SWITCH, .on = true } },
		{ "Off", { .kind = ORDER_SWITCH } },
		{ "Toggle", { .kind = ORDER_TOGGLE } },
		{ "Stop", { .kind = ORDER_STOP } },
		{ "ClearEnergy", { .kind = ORDER_CLEAR_ENERGY } },
		{ "ReadCurrentStatus", { .kind = ORDER_REPORT } },
		{ "ReadConfigReportReq", { .kind = ORDER_GET, .name = "interval" } },
		{ "GetSwitchTypeReq", { .kind = ORDER_GET, .name = "switch_type" } },
		{ "SetSwitchTypeReq", { .kind = ORDER_SET, .name = "switch_type" } },
		{ "GetIRDisableTimeReq", { .kind = ORDER_GET, .name = "ir_seconds" } },
	};
	const char *command = node_text(input, "Cmd");
	if (!strcmp(command, "ConfigReportReq"))
		return netvox_interval(input);
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (!strcmp(commands[i].command, command)) {
			struct order order = commands[i].order;
			order.channels = (unsigned)node_number(input, "Channel", 0);
			return order;
		}
	fail();
	return (struct order){ 0 };
}

static struct order set(const struct node *param)
{
	return (struct order){ .kind = ORDER_SET, .name = node_text(param, "Param"),
		.value = node_number(param, "Value", 0) };
}

/* The numbers of the types in the order of the one vector there is. */
static int yobiiq_measure(const struct node *measure, struct order *orders)
{
	static const int64_t types[] = { 0x00, 0x01, 0x04, 0x10, 0x11, 0x12 };
	int count = 0;

	if (node_member(measure, "Mode"))
		orders[count++] = (struct order){ .kind = ORDER_SET, .name = "mode",
			.value = node_number(measure, "Mode", 0) };
	if (node_member(measure, "Interval"))
		orders[count++] = (struct order){ .kind = ORDER_INTERVAL,
			.seconds = node_number(measure, "Interval", 0) * 60 };
	const struct node *list = node_member(measure, "Measurement");
	const int64_t *type = types;
	for (const struct node *one = list ? list->first : NULL; one; one = one->next)
		orders[count++] = (struct order){ .kind = ORDER_SET, .name = "measurement", .value = *type++ };
	return count;
}

static int yobiiq_orders(const struct node *input, struct order *orders)
{
	const char *type = node_text(input, "Type");
	const struct node *about = node_member(input, type);
	int count = 0;

	if (!strcmp(type, "Measure"))
		return yobiiq_measure(about, orders);
	if (!strcmp(type, "Reading")) {
		for (const struct node *name = about->first; name; name = name->next)
			orders[count++] = (struct order){ .kind = ORDER_GET, .name = name->text };
	} else if (about->kind == NODE_LIST) {
		for (const struct node *param = about->first; param; param = param->next)
			orders[count++] = set(param);
	} else {
		orders[count++] = set(about);
	}
	if (!strcmp(type, "Relay") && !strcmp(orders[0].name, "relayCommand"))
		orders[0] = (struct order){ .kind = ORDER_SWITCH, .on = orders[0].value };
	return count;
}

static int orders_of(const struct node *input, struct order *orders)
{
	if (node_member(input, "Cmd"))
		orders[0] = netvox_order(input);
	else if (node_member(input, "Type"))
		return yobiiq_orders(input, orders);
	else if (node_member(input, "timeInterval"))
		orders[0] = (struct order){ .kind = ORDER_INTERVAL, .has_change = true,
			.seconds = node_number(input, "timeInterval", 0) * 60,
			.change = { node_member(input, "values")->first->number } };
	else
		orders[0] = (struct order){ .kind = ORDER_SWITCH, .on = node_number(input, "payload", 0) };
	return 1;
}

static bool try_downlink(struct arena *arena, const struct node *row)
{
	const struct codec *codec = codec_find(codecs, node_text(row, "device"));
	const struct node *port = node_member(row, "fPort");
	struct downlink downlink = { 0 };
	struct order orders[16];
	const char *why;
	bool done = codec && codec->encode;

	int count = done ? orders_of(node_member(row, "input"), orders) : 0;
	for (int i = 0; done && i < count; i++)
		done = codec->encode(codec->model, &orders[i], &downlink, &why);
	return done && !strcmp(hex_print(arena, downlink.bytes, downlink.size), node_text(row, "bytes")) &&
		(!port || port->kind != NODE_NUMBER || (unsigned)port->number == downlink.port);
}

static void all_public_downlinks_are_written(void **state)
{
	struct arena arena = { 0 };
	int tried = 0, passed = 0;

	(void)state;
	const struct node *rows = load(&arena, "../shared/data/lorawan/downlinks.json");
	for (const struct node *row = rows->first; row; row = row->next) {
		bool good = try_downlink(&arena, row);
		tried++;
		passed += good;
		if (!good)
			print_message("%s %s\n", node_text(row, "device"), node_text(row, "bytes"));
	}
	print_message("%d of %d public downlinks pass\n", passed, tried);
	arena_clear(&arena);
	assert_true(tried > 0);
	assert_int_equal(passed, tried);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_public_uplinks_are_read),
		cmocka_unit_test(all_public_downlinks_are_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
