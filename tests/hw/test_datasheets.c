// SPDX-License-Identifier: EUPL-1.2
/* Frames built from the tables of the datasheets that the codecs cite, and what `smartlab decode` says of them. */
#include "hw/codec.h"

#include "app/base/text.h"
#include "app/base/time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct {
	const char *model, *hex, *port, *says;
} frames[] = {
	{ "ws50x", "03740209048064000000082931", NULL,
		"{\"relay\":true,\"watts\":100,\"volts\":230.6,\"relay_1\":\"on\","
		"\"relay_2\":\"off\",\"relay_3\":\"off\",\"changed\":3}" },
	{ "ws50x", "ff2923ff2bff", NULL,
		"{\"relay\":true,\"relay_1\":\"on\",\"relay_2\":\"on\",\"relay_3\":\"off\",\"changed\":2}" },
	{ "ws50x", "87c9d00701b480018829010374fc08", NULL,
		"{\"volts\":230,\"milliamps\":2000,\"overcurrent\":1,\"watts_failed\":1,\"abnormal\":1}" },
	{ "ws50x", "f864021f7f0c1e050001082910", NULL,
		"{\"relay\":false,\"setting_0x64\":\"021f7f0c1e0500\",\"refused\":1,\"relay_1\":\"off\","
		"\"relay_2\":\"off\",\"relay_3\":\"off\",\"changed\":1}" },
	{ "ws51x", "0967fdff087001", NULL, "{\"relay\":true}" },
	{ "ws51x", "8967040101", NULL, "{\"celsius\":26,\"temperature_alarm\":1}" },
	{ "ws51x", "99670401d8ff00fe2f0100", NULL, "{\"celsius\":26,\"celsius_jump\":-4,\"led\":1}" },
	{ "ws515", "0967f6ff02fe2f01", NULL, "{\"celsius\":-1,\"temperature_alarm\":2,\"led\":1}" },
	{ "ws503-v4", "f96403017f0800150208297403741009", NULL,
		"{\"relay\":true,\"volts\":232,\"setting_0x64\":\"03017f08001502\",\"relay_1\":\"off\","
		"\"relay_2\":\"off\",\"relay_3\":\"on\",\"changed\":7}" },
	{ "ws558", "083103800480d2040000", NULL,
		"{\"relay\":true,\"watts\":1234,\"changed\":3,\"relay_1\":\"off\",\"relay_2\":\"off\","
		"\"relay_3\":\"off\",\"relay_4\":\"off\",\"relay_5\":\"off\",\"relay_6\":\"off\","
		"\"relay_7\":\"off\",\"relay_8\":\"on\"}" },
	{ "vs121", "20ce80969868010502000320ce809698681020002100", NULL,
		"{\"past_at\":1754830464,\"past_kind\":1,\"past_at_2\":1754830464,\"past_kind_2\":16,"
		"\"past\":[{\"at\":\"2025-08-10T14:54:24+02:00\",\"count_in\":32,\"count_out\":33,\"occupancy\":5}]}" },
	{ "vs351", "ffcc0104cc01000200ff8f0a00", NULL,
		"{\"count_in\":1,\"count_out\":2,\"supply\":1,\"report_interval_minutes\":10}" },
	{ "ct10x", "0397102700000498b80b", NULL,
		"{\"milliamps\":30000,\"ampere_hours\":100}" },
	{ "ct10x", "0498ffff0967fdff", NULL,
		"{}" },
	{ "ct103", "10630f2700001375010498e803000000", NULL,
		"{\"watt_hours\":99990,\"milliamps\":10000,\"low_battery\":1}" },
	{ "CT105", "feced859ffcf62ffd001", NULL,
		"{\"volts_assumed\":230,\"power_factor_assumed\":98,\"counts\":\"watt_hours\"}" },
	{ "ct310", "049964000699c8000899ffff84992c0190010000010175628967e7ff01", NULL,
		"{\"milliamps\":30000,\"celsius\":-2.5,\"milliamps_1\":10000,\"milliamps_2\":20000,"
		"\"milliamps_most_1\":30000,\"milliamps_least_1\":40000,\"milliamps_1_2\":0,"
		"\"current_alarm_1\":1,\"battery_percent\":98,\"temperature_alarm\":1}" },
	{ "ct303", "869920030a0014000810630000008011630100008000", NULL,
		"{\"watt_hours\":42949672970,\"milliamps\":2000,\"milliamps_most_2\":80000,"
		"\"milliamps_least_2\":1000,\"milliamps_2\":2000,\"current_alarm_2\":8,"
		"\"watt_hours_1\":21474836480,\"watt_hours_2\":21474836490}" },
	{ "ct10x", "8498b80bd007c409050967ff00", NULL,
		"{\"milliamps\":25000,\"celsius\":25.5,\"milliamps_most\":30000,"
		"\"milliamps_least\":20000,\"current_alarm\":5}" },
	{ "ct30x", "0499640006993200089919000967ea00", NULL,
		"{\"milliamps\":17500,\"celsius\":23.4,\"milliamps_1\":10000,\"milliamps_2\":5000,"
		"\"milliamps_3\":2500}" },
	{ "ct30x", "1063e80300001163d0070000", NULL,
		"{\"watt_hours\":30000,\"watt_hours_1\":10000,\"watt_hours_2\":20000}" },
	{ "vs121", "04c9040800050dcc0a000800", NULL,
		"{\"count_in\":10,\"count_out\":8,\"occupancy\":4,\"regions\":8,"
		"\"regions_occupied\":5}" },
	{ "vs132", "03d26400000004d25a00000005cc01000200", NULL,
		"{\"count_in\":100,\"count_out\":90,\"line_1_in\":100,\"line_1_out\":90,"
		"\"line_1_period_in\":1,\"line_1_period_out\":2}" },
	{ "vs135", "03d24800000004d2c800000006d20000000007d200000000", NULL,
		"{\"count_in\":72,\"count_out\":200,\"line_1_in\":72,\"line_1_out\":200,"
		"\"line_2_in\":0,\"line_2_out\":0}" },
	{ "vs135", "0fe302100709", NULL,
		"{\"occupancy\":34,\"region_1\":2,\"region_2\":16,\"region_3\":7,\"region_4\":9}" },
	{ "vs133", "20ce5afc07640348000000", NULL,
		"{\"past_at\":1678244954,\"past_kind\":3,\"past_value\":72,"
		"\"past\":[{\"at\":\"2023-03-08T04:09:14+01:00\",\"count_in\":72}]}" },
	{ "vs133", "20ce809698680305000000" "20ce809698680606000000" "20ce80969868071e000000" "20ce80969868050100ffff", NULL,
		"{\"past_at\":1754830464,\"past_kind\":3,\"past_value\":5,\"past_at_2\":1754830464,\"past_kind_2\":6,"
		"\"past_value_2\":6,\"past_at_3\":1754830464,\"past_kind_3\":7,\"past_value_3\":30,"
		"\"past_at_4\":1754830464,\"past_kind_4\":5,\"past_period_in\":1,\"past_period_out\":65535,"
		"\"past\":[{\"at\":\"2025-08-10T14:54:24+02:00\",\"count_in\":11}]}" },
	{ "vs135", "20ce80969868093200000020ce809698681e020a0020ce809698683c022c0120ce809698680f01020304", NULL,
		"{\"past_at\":1754830464,\"past_kind\":9,\"past_value\":50,\"past_at_2\":1754830464,"
		"\"past_kind_2\":30,\"past_value_2\":2562,\"past_at_3\":1754830464,\"past_kind_3\":60,"
		"\"past_value_3\":76802,\"past_at_4\":1754830464,\"past_kind_4\":15,\"past_value_4\":67305985,"
		"\"past\":[{\"at\":\"2025-08-10T14:54:24+02:00\",\"occupancy\":10}]}" },
	{ "vs121", "ff032c01fe0401ff0380510104c901080001", NULL,
		"{\"occupancy\":1,\"report_interval\":300,\"confirm_mode\":1,\"report_interval_2\":86400,"
		"\"regions\":8,\"regions_occupied\":1}" },
	{ "vs350", "0175640367110104cc6c00270005cc01000200", NULL,
		"{\"celsius\":27.3,\"count_in\":108,\"count_out\":39,\"battery_percent\":100,"
		"\"period_in\":1,\"period_out\":2}" },
	{ "vs350", "20ceaef5a66001010002000a001400", NULL,
		"{\"past_at\":1621554606,\"past_period_in\":1,\"past_period_out\":2,"
		"\"past\":[{\"at\":\"2021-05-21T01:50:06+02:00\",\"count_in\":10,\"count_out\":20}]}" },
	{ "vs351", "84cc0a0014000105cc01000200", NULL,
		"{\"count_in\":10,\"count_out\":20,\"count_alarm\":1,\"period_in\":1,"
		"\"period_out\":2}" },
	{ "vs360", "01756402755004cc0100020003f40001", NULL,
		"{\"count_in\":1,\"count_out\":2,\"battery_percent\":100,\"node_battery_percent\":80,"
		"\"event\":0,\"event_alarm\":1}" },
	{ "vs370", "017564030001040000", NULL,
		"{\"occupancy\":1,\"battery_percent\":100,\"bright\":0}" },
	{ "vs330", "01756402824400038e01", NULL,
		"{\"occupancy\":1,\"battery_percent\":100,\"distance_mm\":68}" },
	{ "vs340", "030000", NULL,
		"{\"occupancy\":0}" },
	{ "vs370", "0300020400fef841016400320001017564030001", NULL,
		"{\"occupancy\":1,\"setting_0x41\":\"0164003200\",\"refused\":1,\"battery_percent\":100}" },
	{ "vs341", "030001", NULL,
		"{\"occupancy\":1}" },
	{ "r718n3", "014a0324006400c8012c00", NULL,
		"{\"milliamps\":600,\"battery_volts\":3.6,\"device\":\"R718N3\","
		"\"battery_low\":\"no\",\"milliamps_raw_1\":100,\"milliamps_raw_2\":200,"
		"\"milliamps_raw_3\":300,\"multipliers\":0}" },
	{ "r718n3", "014a0324006400c8012c39", NULL,
		"{\"milliamps\":32500,\"battery_volts\":3.6,\"device\":\"R718N3\","
		"\"battery_low\":\"no\",\"milliamps_raw_1\":100,\"milliamps_raw_2\":200,"
		"\"milliamps_raw_3\":300,\"multipliers\":57}" },
	{ "r718nl1", "0198012400640500000000", NULL,
		"{\"milliamps\":500,\"battery_volts\":3.6,\"device\":\"R718NL1\","
		"\"battery_low\":\"no\",\"milliamps_raw\":100,\"multiplier\":5,\"lux\":0}" },
	{ "smart-plug", "110a00520000410c00004b0001640b1500000014", NULL,
		"{\"watts\":0,\"watt_hours\":75,\"var_hours\":356,\"samples\":2837,\"vars\":20}" },
	{ "smart-plug", "110a000600001001", NULL,
		"{\"relay\":true}" },
	{ "mcf-lw12plg", "09e6b5782a0a000000f6ffffff0b0000001e000000", NULL,
		"{\"watt_hours\":10,\"device_time\":\"2021-03-24T22:47:12\",\"var_hours\":-10,"
		"\"volt_ampere_hours\":11,\"active_seconds\":30}" },
	{ "mcf-lw12plg", "09e6b5782ae8030000000000000000000064000a0065000c091e00204e10270000", NULL,
		"{\"watts\":100,\"watt_hours\":1000,\"volts\":231.6,\"milliamps\":30,"
		"\"device_time\":\"2021-03-24T22:47:12\",\"var_hours\":0,\"volt_ampere_hours\":0,"
		"\"vars\":10,\"volt_amperes\":101,\"period_microseconds\":20000,"
		"\"active_seconds\":10000,\"hertz\":50}" },
	{ "mcf-lw12plg", "0ae6b5782a000000000100000001000000", NULL,
		"{\"relay\":true,\"device_time\":\"2021-03-24T22:47:12\",\"inputs\":0,\"outputs\":1,"
		"\"triggers\":1}" },
	{ "lw005-mp", "61a8ed71100101", "5",
		"{\"relay\":true,\"device_time\":1638460785,\"time_zone_hours\":8,\"load\":\"yes\"}" },
	{ "lw005-mp", "61ad6c6210092df20fc365", "6",
		"{\"volts\":234.9,\"milliamps\":-3569,\"device_time\":1638755426,"
		"\"time_zone_hours\":8,\"hertz\":50.021}" },
	{ "lw005-mp", "61ad6c6210000078f926", "7",
		"{\"watts\":3097,\"power_factor\":38,\"device_time\":1638755426,"
		"\"time_zone_hours\":8,\"watts_exactly\":3096.9}" },
	{ "lw005-mp", "61ad6c441000b41f3f0167", "8",
		"{\"watt_hours\":3688900,\"device_time\":1638755396,\"time_zone_hours\":8,"
		"\"watt_hours_exactly\":3688899.6875,\"last_hour_watt_hours\":112.1875}" },
	{ "lw005-mp", "61ad6c441001", "13",
		"{\"device_time\":1638755396,\"time_zone_hours\":8,\"load\":\"yes\"}" },
	{ "16aspm", "0116000186a0007be602ee01", NULL,
		"{\"relay\":true,\"watts\":123,\"watt_hours\":100000,\"volts\":230,\"milliamps\":750,"
		"\"celsius\":22}" },
	{ "16aspm", "54010116000186a0007be602ee01", NULL,
		"{\"relay\":true,\"watts\":123,\"watt_hours\":100000,\"volts\":230,\"milliamps\":750,"
		"\"celsius\":22,\"relay_reason\":1}" },
	{ "hotdrop", "3200000de80078194fc57d", NULL,
		"{\"milliamps\":12000,\"celsius\":18.823529411764703,"
		"\"battery_volts\":3.8627450980392157,\"ampere_hours\":356,\"percent_above\":25,"
		"\"percent_below\":79,\"capacitor_volts\":3.8627450980392157}" },
	{ "voltdrop", "29001000200030102030c5", NULL,
		"{\"milliamps\":6000,\"celsius\":52.705882352941174,\"milliamps_l1\":1000,"
		"\"milliamps_l2\":2000,\"milliamps_l3\":3000,\"milliamps_most_l1\":1500,"
		"\"milliamps_most_l2\":4000,\"milliamps_most_l3\":7500}" },
	{ "voltdrop", "2a00000000000030390640", NULL,
		"{\"watt_hours\":12345,\"power_factor\":13,\"power_factor_exactly\":12.5}" },
	{ "pcr2", "be010400010002000300041068000000fa", NULL,
		"{\"celsius\":25,\"count_in\":3,\"count_out\":4,\"battery_volts\":4.2,"
		"\"period_in\":1,\"period_out\":2,\"solar_milliwatts\":0}" },
	{ "pcr2", "be0103000100020003000405000000fa", NULL,
		"{\"celsius\":25,\"count_in\":3,\"count_out\":4,\"period_in\":1,\"period_out\":2,"
		"\"battery_gauge\":5,\"solar_milliwatts\":0}" },
	{ "pcr2", "0a00011600020100fa", NULL,
		"{\"celsius\":25,\"period_in\":1,\"period_out\":2}" },
	{ "people-counter", "00013f0001000200006400c801", NULL,
		"{\"count_in\":100,\"count_out\":200,\"battery_volts\":3.19,\"device_status\":0,"
		"\"period_in\":1,\"period_out\":2,\"sensor_status\":0,\"sequence\":1}" },
	{ "people-counter", "0206aabbccddeeff001100013f0001000200006400c801", NULL,
		"{\"count_in\":100,\"count_out\":200,\"battery_volts\":3.19,\"device_status\":0,"
		"\"period_in\":1,\"period_out\":2,\"sensor_status\":0,\"sequence\":1}" },
	{ "people-counter", "0000640065", "27",
		"{\"count_in\":100,\"count_out\":101,\"sensor_status\":0}" },
	{ "people-counter", "00013f00", "28",
		"{\"battery_volts\":3.19,\"device_status\":0,\"sensor_status\":0}" },
	{ "lt-22222-l", "0000000a0000000bbc0042", NULL,
		"{\"relay\":true,\"hardware\":\"LT22222\",\"mode\":2,\"relay_1\":\"on\","
		"\"relay_2\":\"off\",\"output_1\":\"H\",\"output_2\":\"H\",\"count_1\":10,"
		"\"count_2\":11,\"first\":\"yes\"}" },
	{ "em4301", "0101673b240c0203673b21b4030403080f040405000000000506000000000607000000000b0a00", NULL,
		"{\"watt_hours\":50859780,\"device_time\":1731929100,\"logger_time\":1731928500,"
		"\"watt_hours_t1\":50859780,\"watt_hours_t2\":0,\"watt_hours_exported_t1\":0,"
		"\"watt_hours_exported_t2\":0,\"modbus_error\":0}" },
	{ "em4301", "ff090200ff0a0129ff1601546c88ff0f02ff0b01ff1e0096ff1f05ff20000000e6ff2100e6ff28454d343330314354", "50",
		"{\"hardware_version\":\"0200\",\"firmware_version\":\"0129\",\"serial_number\":22310024,"
		"\"lorawan_class\":\"C\",\"mains\":\"on\",\"primary_current_ratio\":150,"
		"\"secondary_current_ratio\":5,\"primary_voltage_ratio\":230,"
		"\"secondary_voltage_ratio\":230,\"model\":\"EM4301CT\"}" },
	{ "em4301", "0110000003e802110000006403127fffffff0413ffffff9c", "1",
		"{\"watts\":-100,\"milliamps\":2147484747,\"milliamps_l1\":1000,\"milliamps_l2\":100,"
		"\"milliamps_l3\":2147483647,\"watts_l123\":-100}" },
	{ "em2101", "ff090200ff0a2301ff1601ed0333ff0f02ff0b01ff0001ff28454d32313031", "50",
		"{\"relay\":true,\"hardware_version\":\"0200\",\"firmware_version\":\"2301\","
		"\"serial_number\":32310067,\"lorawan_class\":\"C\",\"mains\":\"on\","
		"\"model\":\"EM2101\"}" },
	{ "em2101", "0101673c29240203673c25dc03040000000004050000e9d00b0a00", NULL,
		"{\"watt_hours\":59856,\"device_time\":1731995940,\"logger_time\":1731995100,"
		"\"watt_hours_t1\":0,\"watt_hours_t2\":59856,\"modbus_error\":0}" },
	{ "em2101", "010101020200", "11",
		"{\"relay\":true,\"input\":\"open\"}" },
	{ "em2101", "fd0101fd0202fd0801", "60",
		"{\"switched_off_by\":\"current\",\"enabled_by\":\"network_reset\",\"reset_status\":1}" },
	{ "em2101", "ff3c0064ff4403ff500032ff5802", "50",
		"{\"limit_amperes_fallback\":10,\"resets_fallback\":3,\"limit_amperes_dynamic\":5,"
		"\"resets_dynamic\":2}" },
	{ "em2101", "010cfffffff60210fffffc180314ffffff38041dce0520ff38062313880704ffffffff", NULL,
		"{\"watts\":-200,\"watt_hours\":4294967295,\"volts\":-1,\"milliamps\":-1000,"
		"\"power_factor\":-50,\"volts_l1\":-1,\"milliamps_l1\":-1000,\"watts_l1\":-200,"
		"\"power_factor_l1\":-50,\"angle_l1\":-2,\"hertz\":50,\"watt_hours_t1\":4294967295}" },
	{ "16aspm", "01190000271001f4e600c801", "1",
		"{\"relay\":true,\"watts\":500,\"watt_hours\":10000,\"volts\":230,\"milliamps\":200,"
		"\"celsius\":25}" },
	{ "16aspm", "011c034a241805d9e7195201", NULL,
		"{\"relay\":true,\"watts\":1497,\"watt_hours\":55190552,\"volts\":231,\"milliamps\":6482,"
		"\"celsius\":28}" },
	{ "16aspm", "5d01", NULL,
		"{\"relay\":true,\"relay_by_hand\":\"on\"}" },
	{ "16aspm", "1209", NULL,
		"{\"report_minutes\":9}" },
	{ "16aspm", "60053c011c034a241805d9e7195200", NULL,
		"{\"relay\":false,\"watts\":1497,\"watt_hours\":55190552,\"volts\":231,"
		"\"milliamps\":6482,\"celsius\":28,\"overheatings\":5,\"overheating_celsius\":60}" },
	{ "16aspm", "63030e60710001011c034a241805d9e7195200", NULL,
		"{\"relay\":false,\"watts\":1497,\"watt_hours\":55190552,\"volts\":231,"
		"\"milliamps\":6482,\"celsius\":28,\"overloads\":3,\"overload_watts\":3680,"
		"\"overvoltage_seconds\":1}" },
	{ "smart-plug", "310a00520000410c000047ffffbe0063002fffd6", NULL,
		"{\"watts\":47,\"watt_hours\":71,\"var_hours\":-66,\"samples\":99,\"vars\":-42}" },
	{ "smart-plug", "310a80520000411822221111ffff000100000003001100002222000100020003", NULL,
		"{\"volts\":0.1,\"volts_least\":0,\"volts_most\":0.3,\"volts_peak\":1.7,"
		"\"volts_peak_least\":0,\"volts_peak_most\":873.8,\"overvoltages\":1,\"sags\":2,"
		"\"brownouts\":3,\"hertz\":30.97,\"hertz_least\":26.601,\"hertz_most\":87.767}" },
	{ "smart-plug", "110100000002000d0305020015e2", NULL,
		"{\"firmware_version\":\"030502\",\"firmware_build\":5602}" },
	{ "smart-plug", "110180040000000800", NULL,
		"{\"confirms\":\"no\"}" },
	{ "smart-plug", "1107005200000000", NULL,
		"{\"accepted\":\"yes\"}" },
	{ "smart-plug", "1109005200000000418001000f0c", NULL,
		"{\"accepted\":\"yes\",\"report_at_least\":60,\"report_interval\":15}" },
	{ "smart-plug", "100180e3c61800202614b45b16bb65b15b16bb65b15b1613", NULL,
		"{\"batch\":1,\"past\":[{\"seconds_before\":3004,"
		"\"watt_hours\":49},{\"seconds_before\":2404,\"watt_hours\":49},{\"seconds_before\":1804,"
		"\"watt_hours\":49},{\"seconds_before\":1204,\"watt_hours\":49},{\"seconds_before\":604,"
		"\"watt_hours\":49},{\"seconds_before\":4,\"watt_hours\":49}]}" },
	{ "triphaso-sensor", "710a800a000041200003a96a00000000000092990000705000007c7f00000000000000c000000f6f", NULL,
		"{\"watts\":31871,\"watt_hours\":239978,\"watt_hours_exported\":0,\"var_hours\":37529,"
		"\"var_hours_exported\":28752,\"watts_imported\":31871,\"watts_exported\":0,\"vars\":192,"
		"\"vars_exported\":3951}" },
	{ "triphaso-sensor", "118a800a000041200010760a0000020400005a6e000a210d000018a20000000000000000000003a6a0b1060000000f0000000002", NULL,
		"{\"alarm\":\"yes\",\"phase\":\"A\",\"phase_watt_hours\":1078794,"
		"\"phase_watt_hours_exported\":516,\"phase_var_hours\":23150,"
		"\"phase_var_hours_exported\":663821,\"phase_watts_imported\":6306,"
		"\"phase_watts_exported\":0,\"phase_vars\":0,\"phase_vars_exported\":934}" },
	{ "triphaso-sensor", "110a800b00004106094c030e0163", NULL,
		"{\"phase\":\"A\",\"phase_volts\":238,\"phase_milliamps\":78200,\"phase_angle\":355}" },
	{ "triphaso-sensor", "110a8010000041200000010000000200000003000000040000000500000006000000070000000800", NULL,
		"{\"watt_hours\":1792,\"watt_hours_a\":256,\"var_hours_a\":512,\"watt_hours_b\":768,"
		"\"var_hours_b\":1024,\"watt_hours_c\":1280,\"var_hours_c\":1536,\"var_hours\":2048}" },
	{ "triphaso-sensor", "110a80100001412000001843fffffc20000024cafffff50f00001f35fffff42a00005c42ffffe559a050000000003200000001015100000000140000000001", NULL,
		"{\"watts\":23618,\"watts_a\":6211,\"vars_a\":-992,\"watts_b\":9418,\"vars_b\":-2801,"
		"\"watts_c\":7989,\"vars_c\":-3030,\"vars\":-6823}" },
	{ "triphaso-sensor", "110a800d0000411208a10052000308a20042004008a300320030", NULL,
		"{\"volts\":220.9,\"milliamps\":19800,\"volts_a\":220.9,\"milliamps_a\":8200,"
		"\"angle_a\":3,\"volts_b\":221,\"milliamps_b\":6600,\"angle_b\":64,\"volts_c\":221.1,"
		"\"milliamps_c\":5000,\"angle_c\":48}" },
	{ "intenso-sensor", "110a000c00553941500000", NULL,
		"{\"milliamps\":13000}" },
	{ "intenso-sensor", "110a00500006410503040e6804", NULL,
		"{\"battery_volts\":3.688}" },
	{ "intenso-sensor", "20100000c08f0344d0030000008804fcf941c08b8b15", NULL,
		"{\"batch\":0,\"past\":[{\"seconds_before\":88,"
		"\"battery_volts\":3.6},{\"seconds_before\":42,\"milliamps\":0},{\"seconds_before\":58,"
		"\"battery_volts\":3.6},{\"seconds_before\":28,"
		"\"battery_volts\":3.6},{\"seconds_before\":22,\"milliamps\":0},{\"seconds_before\":2,"
		"\"milliamps\":0}]}" },
	{ "pulse-senso-sensor", "110a000f04022300000007", NULL,
		"{\"pulses\":7}" },
	{ "16aspm", "21011efa1f5a3c230b2507d00401021b01", NULL,
		"{\"volts_protected\":286,\"volts_recovered\":250,\"celsius_protected\":90,"
		"\"celsius_recovered\":60,\"amperes_protected\":11,\"watts_protected\":2000,"
		"\"hardware_version\":\"01\",\"software_version\":\"02\",\"uplinks_confirmed\":1}" },
	{ "smart-plug", "110a00520000410c7fffff8000000063800080ff", NULL,
		"{\"watts\":-32768,\"watt_hours\":8388607,\"var_hours\":-8388608,\"samples\":99,"
		"\"vars\":-32513}" },
	{ "smart-plug", "110a8052000041186c896ba06d6909480919099a0d010ca10f4b000000000001", NULL,
		"{\"volts\":237.6,\"volts_least\":232.9,\"volts_most\":245.8,\"volts_peak\":332.9,"
		"\"volts_peak_least\":323.3,\"volts_peak_most\":391.5,\"overvoltages\":0,\"sags\":0,"
		"\"brownouts\":1,\"hertz\":50.017,\"hertz_least\":49.784,\"hertz_most\":50.241}" },
	{ "r718n3", "014a019f05dd05d405de01", NULL,
		"{\"battery_volts\":3.1,\"device\":\"R718N3\",\"battery_low\":\"yes\","
		"\"milliamps_raw_1\":1501,\"milliamps_raw_2\":1492,\"milliamps_raw_3\":1502,"
		"\"multiplier_1\":1,\"milliamps_1\":1501}" },
	{ "r718n3", "014a029f01010000000000", NULL,
		"{\"battery_volts\":3.1,\"device\":\"R718N3\",\"battery_low\":\"yes\",\"multiplier_2\":1,"
		"\"multiplier_3\":1}" },
	{ "r718n3", "014a039f05dd05d405de24", NULL,
		"{\"milliamps\":23981,\"battery_volts\":3.1,\"device\":\"R718N3\","
		"\"battery_low\":\"yes\",\"milliamps_raw_1\":1501,\"milliamps_raw_2\":1492,"
		"\"milliamps_raw_3\":1502,\"multipliers\":36}" },
	{ "r718n3", "014a049f21000000000000", NULL,
		"{\"battery_volts\":3.1,\"device\":\"R718N3\",\"battery_low\":\"yes\","
		"\"low_current_1_alarm\":\"yes\",\"high_current_1_alarm\":\"no\","
		"\"low_current_2_alarm\":\"no\",\"high_current_2_alarm\":\"no\","
		"\"low_current_3_alarm\":\"no\",\"high_current_3_alarm\":\"yes\"}" },
	{ "r718n3", "014a000a02202207080000", NULL,
		"{\"device\":\"R718N3\",\"software_version\":1,\"hardware_version\":2,"
		"\"date_code\":20220708}" },
	{ "r718nl3", "0199012405dc07d009c401", NULL,
		"{\"battery_volts\":3.6,\"device\":\"R718NL3\",\"battery_low\":\"no\","
		"\"milliamps_raw_1\":1500,\"milliamps_raw_2\":2000,\"milliamps_raw_3\":2500,"
		"\"multiplier_1\":1,\"milliamps_1\":1500}" },
	{ "r718nl3", "0199022401010000000300", NULL,
		"{\"battery_volts\":3.6,\"device\":\"R718NL3\",\"battery_low\":\"no\",\"multiplier_2\":1,"
		"\"multiplier_3\":1,\"lux\":3}" },
	{ "r718n360", "01ca019f000002a9000000", NULL,
		"{\"battery_volts\":3.1,\"device\":\"R718N360\",\"battery_low\":\"yes\",\"raw_a\":681,"
		"\"threshold_alarms\":0}" },
	{ "r718n360", "01ca02000002ab000002a1", NULL,
		"{\"device\":\"R718N360\",\"raw_b\":683,\"raw_c\":673}" },
	{ "r718n360", "82ca003c003c0000006400", "7",
		"{\"device\":\"R718N360\",\"report_at_least\":60,\"report_interval\":60,"
		"\"raw_change\":100}" },
	{ "r718n1", "0149012403e80100000000", NULL,
		"{\"milliamps\":1000,\"battery_volts\":3.6,\"device\":\"R718N1\",\"battery_low\":\"no\","
		"\"milliamps_raw\":1000,\"multiplier\":1}" },
	{ "r718n1", "0149018cffff0a00000000", NULL,
		"{\"milliamps\":655350,\"battery_volts\":1.2,\"device\":\"R718N1\","
		"\"battery_low\":\"yes\",\"milliamps_raw\":65535,\"multiplier\":10}" },
	{ "r816b", "0173010000000006000000", NULL,
		"{\"relay\":false,\"watt_hours\":6,\"device\":\"R816B\",\"overcurrent_alarm\":\"no\","
		"\"dash_current_alarm\":\"no\",\"power_off_alarm\":\"no\"}" },
	{ "r816b", "01730200db006400160000", NULL,
		"{\"watts\":22,\"volts\":219,\"milliamps\":100,\"device\":\"R816B\"}" },
	{ "r809a", "010e0101ffffffff010101", NULL,
		"{\"relay\":true,\"watt_hours\":4294967295,\"device\":\"R809A\","
		"\"overcurrent_alarm\":\"yes\",\"dash_current_alarm\":\"yes\","
		"\"power_off_alarm\":\"yes\"}" },
	{ "r809a", "820e0002012c0064001400", "7",
		"{\"device\":\"R809A\",\"report_at_least\":2,\"report_interval\":300,"
		"\"current_change\":100,\"power_change\":20}" },
	{ "r718ka", "01220123074e0000000000", NULL,
		"{\"battery_volts\":3.5,\"device\":\"R718KA\",\"battery_low\":\"no\","
		"\"loop_milliamps\":7,\"loop_milliamps_fine\":7.8}" },
	{ "mcf-lw12plg", "01d036dc21000207070101", NULL,
		"{\"sync_id\":\"d036dc21\",\"version\":\"000207\",\"application\":\"0701\","
		"\"asked\":\"after boot\"}" },
	{ "mcf-lw12plg", "0adc7e3721010000000000000001000000", NULL,
		"{\"relay\":false,\"device_time\":\"2016-09-23T15:54:56\",\"inputs\":1,\"outputs\":0,"
		"\"triggers\":1}" },
	{ "mcf-lw12met", "09e6b5782affffff7f00000080ffffffff0080ff7f0080fc08ffff204effffffff", NULL,
		"{\"watts\":-32768,\"watt_hours\":2147483647,\"volts\":230,\"milliamps\":65535,"
		"\"device_time\":\"2021-03-24T22:47:12\",\"var_hours\":-2147483648,"
		"\"volt_ampere_hours\":-1,\"vars\":32767,\"volt_amperes\":-32768,"
		"\"period_microseconds\":20000,\"active_seconds\":4294967295,\"hertz\":50}" },
	{ "egk-lw22plg", "1000", NULL,
		"{\"frame\":16}" },
	{ "people-counter", "02060004a30b00f0d40e0001000000000020000d000a6a", "1",
		"{\"count_in\":13,\"count_out\":10,\"battery_volts\":2.56,\"device_status\":0,"
		"\"period_in\":0,\"period_out\":0,\"sensor_status\":32,\"sequence\":106}" },
	{ "people-counter", "0001000000000020000d000a6a", "26",
		"{\"count_in\":13,\"count_out\":10,\"battery_volts\":2.56,\"device_status\":0,"
		"\"period_in\":0,\"period_out\":0,\"sensor_status\":32,\"sequence\":106}" },
	{ "people-counter", "20ffffffff", "27",
		"{\"count_in\":65535,\"count_out\":65535,\"sensor_status\":32}" },
	{ "people-counter", "f101031e0a03331a", "10",
		"{\"report_minutes\":10,\"application_port\":26}" },
	{ "people-counter", "0103aabbccddeeff001100014008fc1194025801", "13",
		"{\"celsius\":23,\"occupancy\":1,\"battery_volts\":3.2,\"device_status\":0,"
		"\"humidity\":45,\"co2\":600}" },
	{ "pcr2", "be0104000100020003ffff1c200ce4ff38", NULL,
		"{\"celsius\":-20,\"count_in\":3,\"count_out\":65535,\"battery_volts\":7.2,"
		"\"period_in\":1,\"period_out\":2,\"solar_milliwatts\":3300}" },
	{ "pcr2", "be010501030a0000020001000a05a00000000000780128003200c80107003c040101", "190",
		"{\"configuration_version\":5,\"device_type\":1,\"firmware\":\"030a00\",\"mode\":0,"
		"\"payload_type\":2,\"lorawan_class\":\"A\",\"uplink_type\":1,\"report_minutes\":10,"
		"\"link_check_minutes\":1440,\"capacity\":0,\"holdoff\":0}" },
	{ "pcr2", "01030a00020001000a05a000003c", "190",
		"{\"device_type\":1,\"firmware\":\"030a00\",\"mode\":2,\"payload_type\":0,"
		"\"uplink_type\":1,\"report_minutes\":10,\"link_check_minutes\":1440,\"holdoff\":0}" },
	{ "hotdrop", "3200000de800786f4fc57d", NULL,
		"{\"milliamps\":12000,\"celsius\":18.823529411764703,"
		"\"battery_volts\":3.8627450980392157,\"ampere_hours\":356,\"percent_above\":111,"
		"\"percent_below\":79,\"capacitor_volts\":3.8627450980392157}" },
	{ "hotdrop", "32ffffffffffffffffffff", NULL,
		"{\"milliamps\":6553500,\"celsius\":80,\"battery_volts\":5,\"ampere_hours\":429496729.5,"
		"\"percent_above\":255,\"percent_below\":255,\"capacitor_volts\":5}" },
	{ "voltdrop", "26ffffffffffffffffffffffffffffffffffffffff", NULL,
		"{\"volts\":1023.984375,\"milliamps\":12287814,\"celsius\":80,\"battery_volts\":5,"
		"\"volts_l1\":1023.984375,\"volts_l2\":1023.984375,\"volts_l3\":1023.984375,"
		"\"angle_l1\":360,\"angle_l2\":360,\"angle_l3\":360,\"capacitor_volts\":5,"
		"\"milliamps_l1\":4095937.5,\"milliamps_l2\":4095937.5,\"milliamps_l3\":4095937.5,"
		"\"milliamps_most_l1\":36735439.453125,\"milliamps_most_l2\":36735439.453125,"
		"\"milliamps_most_l3\":36735439.453125}" },
	{ "voltdrop", "2affffffffffffff9cffc0", NULL,
		"{\"watt_hours\":-100,\"power_factor\":-1,\"power_factor_exactly\":-0.5}" },
	{ "voltdrop", "2d00000001000000000640", NULL,
		"{\"power_factor\":13,\"power_factor_exactly\":12.5,\"volt_ampere_hours\":4294967296}" },
	{ "pulsedrop", "1cc57d00000de800000000", NULL,
		"{\"celsius\":18.823529411764703,\"battery_volts\":3.8627450980392157,"
		"\"capacitor_volts\":3.8627450980392157,\"pulses\":3560,\"meter\":\"responds\"}" },
	{ "smart-switch", "333138383223633d77db", "4",
		"{\"relay\":false,\"celsius\":23.962173461914062,\"battery_volts\":3.188,\"class\":\"A\","
		"\"supply\":\"battery\",\"battery_percent\":74,\"tamper\":\"yes\",\"cable\":\"no\","
		"\"input_0\":\"off\",\"input_1\":\"off\",\"leak\":\"no\",\"fraud\":\"no\","
		"\"humidity\":46.81854248046875}" },
	{ "smart-switch", "b331383831433030313030305630346432", "4",
		"{\"relay\":true,\"battery_volts\":3.188,\"class\":\"C\",\"supply\":\"battery\","
		"\"battery_percent\":74,\"tamper\":\"no\",\"cable\":\"no\",\"input_0\":\"off\","
		"\"input_1\":\"off\",\"leak\":\"no\",\"fraud\":\"no\",\"counter\":4096,"
		"\"analog_volts\":1.234}" },
	{ "smart-switch", "f331383831", "4",
		"{\"relay\":true,\"class\":\"C\",\"supply\":\"external\",\"tamper\":\"no\","
		"\"cable\":\"no\",\"input_0\":\"off\",\"input_1\":\"off\",\"leak\":\"no\","
		"\"fraud\":\"no\"}" },
	{ "smart-switch", "3331383832403131303041303542", "4",
		"{\"relay\":false,\"battery_volts\":3.188,\"class\":\"A\",\"supply\":\"battery\","
		"\"battery_percent\":74,\"tamper\":\"yes\",\"cable\":\"no\",\"input_0\":\"off\","
		"\"input_1\":\"off\",\"leak\":\"no\",\"fraud\":\"no\",\"acknowledged_port\":17,"
		"\"acknowledged_value\":0}" },
	{ "smart-switch", "403138303031303030", "4",
		"{\"acknowledged_port\":24,\"counter\":4096}" },
	{ "lt-22222-l", "04ab04ac13101300aaff41", NULL,
		"{\"relay\":true,\"hardware\":\"LT22222\",\"mode\":1,\"relay_1\":\"on\","
		"\"relay_2\":\"off\",\"output_1\":\"H\",\"output_2\":\"L\",\"analog_volts_1\":1.195,"
		"\"analog_volts_2\":1.196,\"loop_milliamps_1\":4.88,\"loop_milliamps_2\":4.864,"
		"\"input_1\":\"H\",\"input_2\":\"L\"}" },
	{ "lt-22222-l", "ffff8000fffe7fff00ff41", NULL,
		"{\"relay\":false,\"hardware\":\"LT22222\",\"mode\":1,\"relay_1\":\"off\","
		"\"relay_2\":\"off\",\"output_1\":\"H\",\"output_2\":\"H\",\"analog_volts_1\":-0.001,"
		"\"analog_volts_2\":-32.768,\"loop_milliamps_1\":-0.002,\"loop_milliamps_2\":32.767,"
		"\"input_1\":\"L\",\"input_2\":\"L\"}" },
	{ "lt-22222-l", "0000000affffffff20ff44", NULL,
		"{\"relay\":false,\"hardware\":\"LT22222\",\"mode\":4,\"relay_1\":\"off\","
		"\"relay_2\":\"off\",\"output_1\":\"H\",\"output_2\":\"H\",\"count_1\":10,"
		"\"count_of_input_2\":4294967295,\"first\":\"yes\"}" },
	{ "lt-22222-l", "04ab04ac1310000520ff45", NULL,
		"{\"relay\":false,\"hardware\":\"LT22222\",\"mode\":5,\"relay_1\":\"off\","
		"\"relay_2\":\"off\",\"output_1\":\"H\",\"output_2\":\"H\",\"analog_volts_1\":1.195,"
		"\"analog_volts_2\":1.196,\"loop_milliamps_1\":4.88,\"count_1\":5,\"first\":\"yes\"}" },
	{ "lt33222-l", "04ab04ac13101300aaff01", NULL,
		"{\"relay\":true,\"hardware\":\"LT33222\",\"mode\":1,\"relay_1\":\"on\","
		"\"relay_2\":\"off\",\"output_1\":\"H\",\"output_2\":\"L\",\"output_3\":\"H\","
		"\"input_3\":\"H\",\"analog_volts_1\":1.195,\"analog_volts_2\":1.196,"
		"\"loop_milliamps_1\":4.88,\"loop_milliamps_2\":4.864,\"input_1\":\"H\","
		"\"input_2\":\"L\"}" },
	{ "lt-22222-l", "80400f0000000000000146", NULL,
		"{\"hardware\":\"LT22222\",\"mode\":6,\"analog_alarms\":\"8040\",\"input_2\":\"H\","
		"\"input_1\":\"H\",\"input_2_triggered\":\"yes\",\"input_1_triggered\":\"yes\","
		"\"armed\":\"yes\"}" },
	{ "lt-22222-l", "01ff0130000258", "5",
		"{\"frequency_band\":1,\"sub_band\":255,\"firmware\":\"0130\",\"report_interval\":600}" },
	{ "rm200", "0101675bed04011a01011c00000008011001012a01012c00000006012001017a0d3f017b10", "1",
		"{\"relay\":true,\"celsius\":33.91,\"logger_time\":1734077700,\"relay_1\":\"on\","
		"\"count_1\":8,\"override_1\":\"on\",\"relay_2\":\"on\",\"count_2\":6,"
		"\"override_2\":\"on\",\"humidity\":16}" },
	{ "rm200", "ff6a0200ff690201ff68019c79d8ff6b01ff6d00ff6c00ff67524d323030ff67524d323030ff65594f4249495120422e562e", "50",
		"{\"hardware_version\":\"0200\",\"firmware_version\":\"0201\",\"serial_number\":27032024,"
		"\"mains\":\"on\",\"battery_percent\":0,\"battery_volts\":0,\"model\":\"RM200\","
		"\"model_2\":\"RM200\",\"maker\":\"YOBIIQ B.V.\"}" },
	{ "rm200", "ddfd6735d060dd9501dd9700000005dd9802dd9a00000004dd710753dd7238", "1",
		"{\"relay\":true,\"celsius\":18.75,\"logger_time\":1731580000,\"relay_1\":\"on\","
		"\"count_1\":5,\"relay_2\":\"off by button\",\"count_2\":4,\"humidity\":56}" },
	{ "rm200", "aafe6735d830aa0101aa9700000005aa0203aa9a00000005", "11",
		"{\"relay\":true,\"device_time\":1731582000,\"relay_1\":\"on\",\"count_1\":5,"
		"\"relay_2\":\"on by button\",\"count_2\":5}" },
	{ "rm200", "aafe6735d830aa0101aa0203", "11",
		"{\"relay\":true,\"device_time\":1731582000,\"relay_1\":\"on\","
		"\"relay_2\":\"on by button\"}" },
	{ "rm200", "aa01675bed04aa1a00aa2a01", "11",
		"{\"relay\":false,\"logger_time\":1734077700,\"relay_1\":\"off\",\"relay_2\":\"on\"}" },
	{ "rm200", "aafe675bed04aa7801aa7a8300", "11",
		"{\"celsius\":-320,\"device_time\":1734077700,\"temperature_alarm\":\"alarm\"}" },
	{ "rm200", "ff050200ff040200ff038f3c1740ff025031303032303033ff01594f42494951ff1102ff0700ff0800ff0601", "50",
		"{\"hardware_version\":\"0200\",\"firmware_version\":\"0200\","
		"\"serial_number\":2403080000,\"model\":\"P1002003\",\"maker\":\"YOBIIQ\","
		"\"lorawan_class\":\"C\",\"battery_percent\":0,\"battery_volts\":0,\"mains\":\"on\"}" },
	{ "rm200", "ff1a01ff2a00", "100",
		"{\"relay\":true,\"relay_1\":\"on\",\"relay_2\":\"off\"}" },
	{ "rm200", "ff1200ff1305ff9501ff9a80000000", "100",
		"{\"relay\":true,\"adr\":\"off\",\"spreading_factor\":5,\"relay_1\":\"on\","
		"\"count_2\":2147483648}" },
	{ "iq-rm200-lrw", "01", "50",
		"{\"accepted\":\"no\"}" },
	{ "em4301-ct", "dd03673b21b4dd0400000fa0dd0c00005a3fdd1000000064dd1300000fa0dd1dfc18dd231388", "1",
		"{\"watts\":4000,\"watt_hours\":40000,\"volts\":231.03,\"milliamps\":100,"
		"\"power_factor\":-100,\"logger_time\":1731928500,\"watt_hours_t1\":40000,"
		"\"volts_l1\":231.03,\"milliamps_l1\":100,\"watts_l123\":4000,\"power_factor_l1\":-100,"
		"\"hertz\":50}" },
	{ "em4302", "dd0480000000dd1300000000dd14ffffff9cdd278fffffffddf500c8ddf60001ddf701", "12",
		"{\"watts\":0,\"watt_hours\":-21474836480,\"watt_hours_t1\":-21474836480,"
		"\"watts_l123\":0,\"watts_l1\":-100,\"watts_demand\":-1879048193,\"meter_code\":200,"
		"\"meter_fault_code\":1,\"watchdog_function\":\"on\"}" },
	{ "em4302", "aa01673b21b4aa0200aa0301aa0401", "11",
		"{\"device_time\":1731928500,\"lorawan_alarm\":\"normal\",\"device_alarm\":\"alarm\","
		"\"modbus_alarm\":\"alarm\"}" },
	{ "em4302", "ff050100ff040203ff0301546c88ff02454d34333032ff01594f42494951ff1102ff0601ffc10096ffc205ffd1000000e6ffd200e6", "50",
		"{\"hardware_version\":\"0100\",\"firmware_version\":\"0203\",\"serial_number\":22310024,"
		"\"model\":\"EM4302\",\"maker\":\"YOBIIQ\",\"lorawan_class\":\"C\",\"mains\":\"on\","
		"\"primary_current_ratio\":150,\"secondary_current_ratio\":5,"
		"\"primary_voltage_ratio\":230,\"secondary_voltage_ratio\":230}" },
	{ "iq-dsmr-lrw", "ff690201ff6744534d52ff65594f42494951ff66594f42494951ff6b01", "50",
		"{\"firmware_version\":\"0201\",\"model\":\"DSMR\",\"maker\":\"YOBIIQ\","
		"\"maker_2\":\"YOBIIQ\",\"mains\":\"on\"}" },
	{ "dc500", "800002011501010100016f00000000000000010081", "3",
		"{\"count_in\":257,\"battery_volts\":3.67,\"count_alarm\":0,\"battery_alarm\":1,"
		"\"sequence\":1}" },
	{ "dc500", "80001502150fff10000168000000000000ffff0081", "3",
		"{\"count_in\":4095,\"battery_volts\":3.6,\"count_alarm\":1,\"battery_alarm\":0,"
		"\"sequence\":65535}" },
	{ "dc500", "800002030c01030401f41e81", "3",
		"{\"firmware_version\":\"0103\",\"report_hours\":4,\"count_alarm_from\":500,"
		"\"battery_alarm_from\":30}" },
	{ "dc510", "8000150112000500140000100001a4000181", "3",
		"{\"celsius\":20,\"count_in\":5,\"battery_volts\":4.2,\"count_alarm\":1,"
		"\"battery_alarm\":0,\"sequence\":1}" },
	{ "dc510", "800015030d01030401f4140181", "3",
		"{\"firmware_version\":\"0103\",\"report_hours\":4,\"count_alarm_from\":500,"
		"\"battery_alarm_from\":20}" },
	{ "dc520", "80005202130001000200010000000500000181", "3",
		"{\"count_in\":2,\"count_out\":1,\"balance\":1,\"alarms\":\"0000\",\"supply_volts\":5,"
		"\"error\":0,\"sequence\":1}" },
	{ "dc520", "800052031201020100050023003200141481", "3",
		"{\"firmware_version\":\"0102\",\"report_hours\":1,\"balance_at_first\":5,"
		"\"balance_alarm_from\":35,\"count_in_alarm_from\":50,\"count_out_alarm_from\":20,"
		"\"battery_alarm_from\":20}" },
	{ "dc520", "8000520213fffb80000010000000050000ff81", "3",
		"{\"count_in\":32768,\"count_out\":16,\"balance\":-5,\"alarms\":\"0000\","
		"\"supply_volts\":5,\"error\":0,\"sequence\":255}" },
	{ "16ads", "011c01", "2",
		"{\"relay\":true,\"celsius\":28}" },
	{ "16ads", "b101011c01", "2",
		"{\"relay\":true,\"celsius\":28}" },
	{ "16ads", "5402011c00", "2",
		"{\"relay\":false,\"celsius\":28,\"relay_reason\":2}" },
	{ "16ads", "04101101e700", "2",
		"{\"relay\":false,\"celsius\":-25,\"hardware_version\":\"10\","
		"\"software_version\":\"11\"}" },
	{ "16ads", "120a", "2",
		"{\"report_minutes\":10}" },
	{ "dc510", "500015030d01030401f4140181", "3",
		"{\"firmware_version\":\"0103\",\"report_hours\":4,\"count_alarm_from\":500,"
		"\"battery_alarm_from\":20}" },
	{ "lt-33222-l", "04ab04ac13101300aaff01", NULL,
		"{\"relay\":true,\"hardware\":\"LT33222\",\"mode\":1,\"relay_1\":\"on\","
		"\"relay_2\":\"off\",\"output_1\":\"H\",\"output_2\":\"L\",\"output_3\":\"H\","
		"\"input_3\":\"H\",\"analog_volts_1\":1.195,\"analog_volts_2\":1.196,"
		"\"loop_milliamps_1\":4.88,\"loop_milliamps_2\":4.864,\"input_1\":\"H\","
		"\"input_2\":\"L\"}" },
	{ "imbuildings-people-counter", "0001000000000020000d000a6a", "26",
		"{\"count_in\":13,\"count_out\":10,\"battery_volts\":2.56,\"device_status\":0,"
		"\"period_in\":0,\"period_out\":0,\"sensor_status\":32,\"sequence\":106}" },
	{ "smart-valve", "333138383223633d77db", "4",
		"{\"relay\":false,\"celsius\":23.962173461914062,\"battery_volts\":3.188,\"class\":\"A\","
		"\"supply\":\"battery\",\"battery_percent\":74,\"tamper\":\"yes\",\"cable\":\"no\","
		"\"input_0\":\"off\",\"input_1\":\"off\",\"leak\":\"no\",\"fraud\":\"no\","
		"\"humidity\":46.81854248046875}" },
	{ "ems-desk", "11020cff9c10010ffeff14000f42401501021b80000000", NULL,
		"{\"occupancy\":1,\"occupied_0_1_2\":2,\"celsius_outside_1\":-10,"
		"\"celsius_infrared_inside\":27.1,\"celsius_infrared_outside\":-25.7,"
		"\"hectopascals\":1000,\"sound_peak\":1,\"sound_mean\":2,"
		"\"analog_microvolts\":-2147483648}" },
	{ "ers-eye", "3e030102030100e2", NULL,
		"{\"celsius\":22.6,\"settings_bytes\":3}" },
	{ "ers-desk", "09ffff7f0000800a00010bffffffff0d01160001170000000218ffff197fff1a011c0005", NULL,
		"{\"latitude\":838.8607,\"longitude\":-838.8608,\"pulses_1\":1,"
		"\"pulses_1_total\":4294967295,\"input\":1,\"pulses_2\":1,\"pulses_2_total\":2,"
		"\"analog_volts_2\":65.535,\"celsius_outside_2\":3276.7,\"input_2\":1,\"tvoc\":5}" },
	{ "r900nac3", "03010100640b20191112", "22",
		"{\"device\":\"R900NAC3\",\"software_version\":10,\"hardware_version\":11,"
		"\"date_code\":20191112}" },
	{ "r900nac3", "030101016e00000b00000b00000b0101", "22",
		"{\"milliamps\":33,\"battery_volts\":11,\"device\":\"R900NAC3\",\"battery_low\":\"no\","
		"\"milliamps_1\":11,\"milliamps_2\":11,\"milliamps_3\":11,\"threshold_alarms\":1,"
		"\"shock_alarm\":\"yes\"}" },
	{ "r900nac3", "03010101eeffffff0186a000000b3f00", "22",
		"{\"milliamps\":16877226,\"battery_volts\":11,\"device\":\"R900NAC3\","
		"\"battery_low\":\"yes\",\"milliamps_1\":16777215,\"milliamps_2\":100000,"
		"\"milliamps_3\":11,\"threshold_alarms\":63,\"shock_alarm\":\"no\"}" },
	{ "r900nac3", "81010100000000000000000000", "23",
		"{\"device\":\"R900NAC3\",\"accepted\":\"yes\"}" },
	{ "r900nac3", "82010103840708015006010201", "23",
		"{\"device\":\"R900NAC3\",\"report_at_least\":900,\"report_interval\":1800,"
		"\"current_change\":336}" },
	{ "r900nac3", "8301010100", "23",
		"{\"device\":\"R900NAC3\",\"accepted\":\"no\"}" },
	{ "r900nac3", "84010108840708015006010201", "23",
		"{\"device\":\"R900NAC3\",\"shock_sensitivity\":8}" },
	{ "r900nac1", "030100016e00000b0201", "22",
		"{\"milliamps\":11,\"battery_volts\":11,\"device\":\"R900NAC1\",\"battery_low\":\"no\","
		"\"milliamps_1\":11,\"threshold_alarms\":2,\"shock_alarm\":\"yes\"}" },
	{ "r900nac6", "030102016e00000c00000100001700001600000b00000b000101", "22",
		"{\"battery_volts\":11,\"device\":\"R900NAC6\",\"battery_low\":\"no\",\"milliamps_1\":12,"
		"\"milliamps_2\":1,\"milliamps_3\":23,\"milliamps_4\":22,\"milliamps_5\":11,"
		"\"milliamps_6\":11,\"threshold_alarms\":1,\"shock_alarm\":\"yes\"}" },
	{ "elv-lw-esi", "03010bde0101018847e8150000aeae0a00", "10",
		"{\"watts\":7001,\"watt_hours\":36754420,\"battery_volts\":3.038,\"reason\":\"timer\","
		"\"supply_volts\":3.038,\"watt_hours_exactly\":36754420,\"watts_exactly\":7000.78,"
		"\"counter_overflowed\":\"no\"}" },
	{ "elv-lw-esi", "03010bdc010201705fbc000005801a0600", "10",
		"{\"watts\":-4000000,\"battery_volts\":3.036,\"reason\":\"timer\",\"supply_volts\":3.036,"
		"\"watt_hours_exported\":1234520,\"watts_exactly\":-4000000,"
		"\"counter_overflowed\":\"no\"}" },
	{ "elv-lw-esi", "03010be201010290870100000296000000", "10",
		"{\"battery_volts\":3.042,\"reason\":\"timer\",\"supply_volts\":3.042,"
		"\"cubic_metres\":10.024,\"cubic_metres_an_hour\":1.5}" },
	{ "elv-lw-esi", "03020be2", "10",
		"{\"battery_volts\":3.042,\"reason\":\"button\",\"supply_volts\":3.042}" },
	{ "elv-lw-esi", "03040be202c8006400ffff", "10",
		"{\"battery_volts\":3.042,\"reason\":\"calibration\",\"supply_volts\":3.042,"
		"\"infrared_sensibility\":100,\"infrared_threshold_1\":0,\"infrared_threshold_2\":-101}" },
	{ "elv-lw-esi", "03010bde010101ffffffffff04ffffffff01020000000000000000000000", "10",
		"{\"watts\":-42949673,\"watt_hours\":109951162778,\"battery_volts\":3.038,"
		"\"reason\":\"timer\",\"supply_volts\":3.038,\"watt_hours_exactly\":109951162777.5,"
		"\"watts_exactly\":-42949672.95,\"counter_overflowed\":\"no\",\"watt_hours_exported\":0,"
		"\"watts_exactly_2\":0,\"counter_overflowed_2\":\"no\"}" },
	{ "model4811", "191b35340e000000760000016142929289", "1",
		"{\"watts\":73,\"watt_hours\":11800,\"battery_volts\":3.3251953125,\"boots\":14,"
		"\"watt_hours_exported\":35300,\"watts_exactly\":73.28620147705078}" },
	{ "model4811", "191b35340e000000760000016100000001", "1",
		"{\"watts\":0,\"watt_hours\":11800,\"battery_volts\":3.3251953125,\"boots\":14,"
		"\"watt_hours_exported\":35300,\"watts_exactly\":1.401298464324817e-45}" },
	{ "model4811", "19073534100003", "1",
		"{\"battery_volts\":3.3251953125,\"boots\":16,\"modbus_error\":3}" },
	{ "model4811", "19053534fffe", "1",
		"{\"battery_volts\":3.3251953125,\"modbus_error\":-2}" },
	{ "model4811", "197f35340e000080000000ffffffffc2929289000000017fc00000", "1",
		"{\"watts\":-73,\"watt_hours\":-214748364800,\"battery_volts\":3.3251953125,\"boots\":14,"
		"\"modbus_error\":0,\"watt_hours_exported\":-100,\"watts_exactly\":-73.28620147705078,"
		"\"branch_watt_hours\":100}" },
	{ "model4811", "1903353402", "1",
		"{\"watts\":0,\"battery_volts\":3.3251953125,\"boots\":2}" },
	{ "tic-mono", "494030323137323830333138313948432e2e800000000000002d000000000000000000000000000000000000000048502e2e", NULL,
		"{\"watt_hours\":0,\"milliamps\":0,\"hardware_error\":\"no\",\"battery_low\":\"no\","
		"\"read_error\":\"no\",\"meter\":\"021728031819\",\"tariff\":\"HC..\","
		"\"amperes_subscribed\":45,\"amperes_most\":0,\"volt_amperes\":0,\"watt_hours_low\":0,"
		"\"watt_hours_high\":0,\"period\":\"HP..\"}" },
	{ "tic-tri", "4940303231373238303331383139000012340000002b0000002c0000002d0000001100000012000000130000002000000010", NULL,
		"{\"watt_hours\":4660,\"milliamps\":132000,\"hardware_error\":\"no\","
		"\"battery_low\":\"no\",\"read_error\":\"no\",\"meter\":\"021728031819\","
		"\"watt_hours_base\":4660,\"milliamps_l1\":43000,\"milliamps_l2\":44000,"
		"\"milliamps_l3\":45000,\"amperes_most_l1\":17,\"amperes_most_l2\":18,"
		"\"amperes_most_l3\":19,\"watts_most\":32,\"volt_amperes\":16}" },
	{ "tic-mono", "495230323137323830333138313942415345ffffffff0000002d000000050000005a000004b0800000008000000054482e2e", NULL,
		"{\"watt_hours\":4294967295,\"milliamps\":5000,\"hardware_error\":\"no\","
		"\"battery_low\":\"yes\",\"read_error\":\"yes\",\"meter\":\"021728031819\","
		"\"tariff\":\"BASE\",\"watt_hours_base\":4294967295,\"amperes_subscribed\":45,"
		"\"amperes_most\":90,\"volt_amperes\":1200,\"period\":\"TH..\"}" },
	{ "tic-tri", "4aa04144434f00000000000000303231373238303331383139", NULL,
		"{\"hardware_error\":\"no\",\"battery_low\":\"no\",\"read_error\":\"no\","
		"\"alarm\":\"ADCO\",\"trigger\":\"by hand\",\"value\":\"021728031819\"}" },
	{ "tic-mono", "10a0900001000001", NULL,
		"{\"hardware_error\":\"no\",\"battery_low\":\"no\",\"read_error\":\"no\","
		"\"keep_alive_minutes\":1440,\"samples_a_report\":1,\"mode\":0,\"sample_minutes\":1}" },
	{ "tic-mono", "30e2", NULL,
		"{\"hardware_error\":\"no\",\"battery_low\":\"yes\",\"read_error\":\"no\",\"frame\":48}" },
	{ "tic-mono", "1000900001020005", NULL,
		"{\"hardware_error\":\"no\",\"battery_low\":\"no\",\"read_error\":\"no\","
		"\"keep_alive_seconds\":2880,\"samples_a_report\":1,\"mode\":2,\"sample_seconds\":100}" },
	{ "tic-mono", "1000900002010005", NULL,
		"{\"hardware_error\":\"no\",\"battery_low\":\"no\",\"read_error\":\"no\","
		"\"keep_alive_minutes\":1440,\"samples_a_report\":2,\"mode\":1,\"sample_minutes\":5}" },
	{ "ioke868", "f9edd95f000180fcd75f05000000260040e201001100000040e20100", "3",
		"{\"device_time\":1608117753,\"firmware_major\":1,\"firmware_minor\":0,"
		"\"synchronised_at\":1607990400,\"resets\":5,\"network_time\":\"unknown\","
		"\"system_time\":\"unknown\",\"readings_right\":123456,\"readings_wrong\":17,"
		"\"messages_sent\":123456}" },
	{ "ioke868", "400afc0100010700ff1b0064", "5",
		"{\"watts\":100,\"obis\":\"1_0_1_7_0_255\",\"unit\":27,\"scaler\":0,\"raw\":100,"
		"\"value\":100}" },
	{ "ioke868", "400bfc0100100700ff1b00ff9c400bfc0100010700ff1b000064", "5",
		"{\"watts\":-100,\"obis\":\"1_0_16_7_0_255\",\"unit\":27,\"scaler\":0,\"raw\":-100,"
		"\"value\":-100,\"obis_2\":\"1_0_1_7_0_255\",\"unit_2\":27,\"scaler_2\":0,\"raw_2\":100,"
		"\"value_2\":100}" },
	{ "ioke868", "00020501", "5",
		"{\"protocol\":1,\"meter_type\":1,\"status\":1}" },
	{ "klax", "0405011101130f7fc00000447a00000000000000000000", "3",
		"{\"version\":1,\"reads\":\"SML\",\"battery_percent\":100,\"configured\":\"no\","
		"\"connection_test\":\"no\",\"message\":1,\"message_parts\":1,\"message_part\":1,"
		"\"before\":1000,\"before_2\":0,\"before_3\":0}" },
	{ "16aspm", "120699990116000186a0007be602ee01", NULL,
		"{\"relay\":true,\"watts\":123,\"watt_hours\":100000,\"volts\":230,\"milliamps\":750,"
		"\"celsius\":22,\"report_minutes\":6}" },
};

enum { FRAMES = sizeof frames / sizeof *frames };

static void each_frame_says_what_its_datasheet_says(void **state)
{
	(void)state;
	for (int i = 0; i < FRAMES; i++) {
		char text[2000] = "";
		FILE *out = fmemopen(text, sizeof text, "w");
		assert_int_equal(decode_print(frames[i].model, frames[i].hex, frames[i].port, out), EXIT_SUCCESS);
		fclose(out);
		text[strcspn(text, "\n")] = 0;
		assert_string_equal(text, frames[i].says);
	}
}

static bool decode(const struct codec *codec, const uint8_t *bytes, size_t size, unsigned port)
{
	struct decoded decoded;
	const char *why = NULL;
	uint8_t *exact = malloc(size + !size); /* so that a sanitizer sees each byte past the end */
	memcpy(exact, bytes, size);
	bool done = codec->decode(exact, size, port, &decoded, &why);
	free(exact);
	assert_int_equal(done, why == NULL);
	return done;
}

/* Every beginning of every frame, at every codec and port that matter: nothing is read beyond, and what is refused says
 * why. */
static void what_is_cut_short_is_refused_or_understood_but_never_read_beyond(void **state)
{
	static const unsigned ports[] = { 0, 1, 2, 3, 5, 6, 7, 11, 14, 20, 26, 50, 69, 85, 100, 125, 190, 255 };
	uint8_t bytes[FRAME_BYTES];
	size_t size;

	(void)state;
	for (int i = 0; i < FRAMES; i++) {
		assert_true(hex_parse(frames[i].hex, bytes, sizeof bytes, &size));
		for (const struct codec *codec = codecs; codec->model; codec++)
			for (size_t p = 0; p < sizeof ports / sizeof *ports; p++)
				for (size_t cut = 0; cut <= size; cut++)
					decode(codec, bytes, cut, ports[p]);
	}
}

static void no_codec_reads_an_empty_frame_as_a_reading(void **state)
{
	(void)state;
	for (const struct codec *codec = codecs; codec->model; codec++) {
		struct decoded decoded;
		const char *why = NULL;
		codec->decode((const uint8_t *)"", 0, codec->port, &decoded, &why);
		assert_int_equal(decoded.now.has, 0);
	}
}

/* ---- downlinks ---- */

static const struct {
	const char *model, *order, *number, *says;
} orders[] = {
	{ "ws52x", "on", NULL, "85 080100ff" },
	{ "ws52x", "off", NULL, "85 080000ff" },
	{ "ws52x", "interval", "60", "85 ff033c00" },
	{ "ws52x", "report", NULL, "85 ff28ff" },
	{ "ws52x", "clear", NULL, "85 ff27ff" },
	{ "ws558", "on", NULL, "85 0831ffff" },
	{ "ws558", "off", NULL, "85 0831ff00" },
	{ "ws50x", "on", "1", "85 0811ff" },
	{ "ws50x", "off", "1", "85 0810ff" },
	{ "ws50x", "on", "3", "85 0833ff" },
	{ "ws503", "off", "4", "85 0840ff" },
	{ "ws502", "interval", "64800", "85 ff0320fd" },
	{ "ws503-v4", "on", "6", "85 ff2966" },
	{ "ws503-v4", "off", NULL, "85 ff2910" },
	{ "ws501-v4", "clear", NULL, "85 ff2701" },
	{ "ws558", "on", "128", "85 08318080" },
	{ "ws558", "clear", NULL, "85 ff27ff" },
	{ "ct10x", "interval", "600", "85 ff8e000a00" },
	{ "ct310", "interval", "61", "85 ff8e000200" },
	{ "ct310", "report", NULL, "85 ff28ff" },
	{ "vs133", "interval", "300", "85 ff032c01" },
	{ "vs360", "interval", "3600", "85 ff8e003c00" },
	{ "r809a", "on", NULL, "7 910e000000000000000000" },
	{ "r809a", "interval", "120", "7 010e003c00780064001400" },
	{ "r831c", "on", "2", "7 91ad020000000000000000" },
	{ "smart-plug", "on", NULL, "125 1150000601" },
	{ "smart-plug", "off", NULL, "125 1150000600" },
	{ "16aspm", "on", NULL, "2 c101" },
	{ "16aspm", "off", NULL, "2 c100" },
	{ "16aspm", "clear", NULL, "2 2601" },
	{ "em2101", "on", NULL, "50 074801" },
	{ "lt-22222-l", "on", "1", "2 030111" },
	{ "lt-22222-l", "off", NULL, "2 030000" },
	{ "dc500", "interval", "36000", "3 3830303239393939303130413831" },
	{ "16ads", "on", NULL, "2 c101" },
	{ "16ads", "report", NULL, "2 b1" },
	{ "r900nac3", "interval", "1800", "23 010101003c07080064" },
	{ "r900nac6", "interval", "1800", "23 010102003c07080064" },
	{ "rm200", "on", NULL, "50 ff1b01ff2b01" },
	{ "rm200", "report", NULL, "100 ffcc1a2a" },
	{ "em4302", "interval", "300", "50 ff1405" },
	{ "smart-switch", "on", NULL, "1 31" },
	{ "hotdrop", "interval", "300", "3 54000000964300000000" },
	{ "voltdrop", "interval", "300", "3 00310000012c" },
	{ "r718n360", "interval", "60", "7 01ca003c003c0000006400" },
};

static void each_order_has_the_bytes_of_its_datasheet(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		char text[100] = "";
		FILE *out = fmemopen(text, sizeof text, "w");
		assert_int_equal(encode_print(orders[i].model, orders[i].order, orders[i].number, out), EXIT_SUCCESS);
		fclose(out);
		text[strcspn(text, "\n")] = 0;
		assert_string_equal(text, orders[i].says);
	}
}

static void what_a_model_does_not_know_is_refused(void **state)
{
	(void)state;
	assert_int_equal(encode_print("ct10x", "on", NULL, stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("lw005-mp", "on", NULL, stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("mcf-lw12plg", "off", NULL, stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("ws52x", "interval", "0", stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("ws52x", "interval", "65536", stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("ws501", "interval", "59", stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("ws503", "on", "8", stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("ws558", "on", "256", stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("vs133", "report", NULL, stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("vs121", "interval", "60", stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("hotdrop", "interval", "10", stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("ws52x", "explode", NULL, stdout), EXIT_FAILURE);
	assert_true(codec_can(codec_find(codecs, "ws52x"), ORDER_SWITCH));
	assert_false(codec_can(codec_find(codecs, "lw005-mp"), ORDER_SWITCH));
	assert_false(codec_can(codec_find(codecs, "r718n1"), ORDER_SWITCH));
	assert_false(codec_can(NULL, ORDER_SWITCH));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_frame_says_what_its_datasheet_says),
		cmocka_unit_test(what_is_cut_short_is_refused_or_understood_but_never_read_beyond),
		cmocka_unit_test(no_codec_reads_an_empty_frame_as_a_reading),
		cmocka_unit_test(each_order_has_the_bytes_of_its_datasheet),
		cmocka_unit_test(what_a_model_does_not_know_is_refused),
	};
	return zone_set("Europe/Berlin") ? cmocka_run_group_tests(tests, NULL, NULL) : EXIT_FAILURE;
}
