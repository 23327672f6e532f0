// SPDX-License-Identifier: EUPL-1.2
#include "hw/codec.h"

#define MILESIGHT(model, title, family, encode) \
	{ model, "Milesight " title, 85, milesight_##family##_decode, NULL, encode }
#define NETVOX(model, title) { model, "Netvox " title, 6, netvox_decode, netvox_recognise, netvox_encode }

const struct codec codecs[] = {
	{ "ws52x", "Milesight WS523 / WS525", 85, milesight_plug_decode, milesight_plug_recognise,
		milesight_plug_encode },
	{ "ws51x", "Milesight WS513 / WS515", 85, milesight_plug_decode, milesight_plug_recognise,
		milesight_plug_encode },
	MILESIGHT("ws50x", "WS501 / WS502 / WS503", switch, milesight_switch_encode),
	MILESIGHT("ct10x", "CT101 / CT103 / CT105", ct10x, milesight_minutes_encode),
	MILESIGHT("ct30x", "CT303 / CT305 / CT310", ct30x, milesight_minutes_encode),
	MILESIGHT("vs121", "VS121", ceiling, NULL),
	MILESIGHT("vs132", "VS132", lines, milesight_seconds_encode),
	MILESIGHT("vs133", "VS133", lines, milesight_seconds_encode),
	MILESIGHT("vs135", "VS135", lines, milesight_seconds_encode),
	MILESIGHT("vs350", "VS350", doors, milesight_minutes_encode),
	MILESIGHT("vs351", "VS351", doors, milesight_minutes_encode),
	MILESIGHT("vs360", "VS360", doors, milesight_minutes_encode),
	MILESIGHT("vs370", "VS370", presence, milesight_minutes_encode),
	MILESIGHT("vs330", "VS330", presence, milesight_seconds_encode),
	MILESIGHT("vs340", "VS340", presence, milesight_minutes_encode),
	MILESIGHT("vs341", "VS341", presence, milesight_minutes_encode),
	NETVOX("r809a", "R809A"), NETVOX("r816b", "R816B"),
	NETVOX("r718n1", "R718N1"), NETVOX("r718n3", "R718N3"), NETVOX("r718nl1", "R718NL1"),
	NETVOX("r718ka", "R718KA"), NETVOX("r718ka2", "R718KA2"),
	NETVOX("r718q", "R718Q"), NETVOX("r718qa", "R718QA"), NETVOX("r311wa", "R311WA"), NETVOX("rb11e", "RB11E"),
	NETVOX("r831a", "R831A"), NETVOX("r831b", "R831B"), NETVOX("r831c", "R831C"), NETVOX("r831d", "R831D"),
	{ .model = NULL },
};
