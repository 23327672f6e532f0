// SPDX-License-Identifier: EUPL-1.2
#include "hw/rehearsal.h"

#include "app/base/text.h"
#include "app/config.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

const char rehearsal_help[] =
	"smartlab simulate --broker mqtt://127.0.0.1:1883 [OPTION…]\n\n"
	"A fleet of plugs, for whoever has none yet: printers, lasers, lamps and computers in turn, used two hours in\n"
	"three. They report to an MQTT broker as a LoRaWAN network server would, switch when the lab tells them to, and\n"
	"lose what is lost on the air. Progress is on standard error; each order that arrives is a line on standard output.\n\n"
	"  --broker URL      mqtt://[user:password@]host[:1883], or mqtts:// with TLS\n"
	"  --as NETWORK      chirpstack (version 4, usual), chirpstack3 or tts (The Things Stack)\n"
	"  --plugs N         how many, 1 to 1000; usual 4\n"
	"  --interval N      seconds between two reports of a plug, 1 to 65535; usual 10\n"
	"  --seed N          other numbers make other machines; usual 1\n\n"
	"of a thousand messages:\n"
	"  --loss N          are lost, downlinks too; usual 10\n"
	"  --twice N         are delivered twice; usual 5\n"
	"  --late N          come after the next one; usual 5\n"
	"  --resets N        reports after which a plug joins anew and its energy register begins at 0; usual 0\n\n"
	"To try it on one machine, in three terminals (apt install mosquitto):\n"
	"  /usr/sbin/mosquitto -p 1883\n"
	"  smartlab demo --store try.sqlite --mqtt mqtt://127.0.0.1:1883\n"
	"  smartlab simulate --broker mqtt://127.0.0.1:1883\n"
	"The plugs appear under Devices after ten seconds. With --as tts the lab's address of the broker ends with\n"
	"/v3/plugs@ttn/devices/+/up. Ctrl-C ends it.";

static bool complain(const char *option, const char *value, const char *what)
{
	fprintf(stderr, "smartlab: --%s %s: %s\n", option, value, what);
	return false;
}

static bool read_numbers(const struct config *config, struct rehearsal *rehearsal)
{
	static const struct {
		const char *name;
		size_t from, to;
		int least, most, usual;
	} numbers[] = {
		{ "plugs", offsetof(struct config, plugs), offsetof(struct rehearsal, plugs), 1, 1000, 4 },
		{ "interval", offsetof(struct config, interval), offsetof(struct rehearsal, interval), 1, 65535, 10 },
		{ "loss", offsetof(struct config, loss), offsetof(struct rehearsal, loss), 0, 1000, 10 },
		{ "twice", offsetof(struct config, twice), offsetof(struct rehearsal, twice), 0, 1000, 5 },
		{ "late", offsetof(struct config, late), offsetof(struct rehearsal, late), 0, 1000, 5 },
		{ "resets", offsetof(struct config, resets), offsetof(struct rehearsal, resets), 0, 1000, 0 },
		{ "seed", offsetof(struct config, seed), offsetof(struct rehearsal, seed), 0, 1000000000, 1 },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		const char *typed = *(const char *const *)((const char *)config + numbers[i].from);
		int64_t number = numbers[i].usual;
		char range[60];
		snprintf(range, sizeof range, "is no number from %d to %d", numbers[i].least, numbers[i].most);
		if (typed && (!text_number(typed, &number) || number < numbers[i].least || number > numbers[i].most))
			return complain(numbers[i].name, typed, range);
		*(int *)((char *)rehearsal + numbers[i].to) = (int)number;
	}
	return true;
}

static bool read_network(const char *as, enum report_as *network)
{
	static const char *const networks[] = { [AS_CHIRPSTACK] = "chirpstack", [AS_CHIRPSTACK3] = "chirpstack3",
		[AS_TTS] = "tts" };

	for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
		if (!as || !strcmp(as, networks[i])) {
			*network = (enum report_as)i;
			return true;
		}
	return complain("as", as, "is no network; there are chirpstack, chirpstack3 and tts");
}

bool rehearsal_read(struct config *config, struct rehearsal *rehearsal)
{
	*rehearsal = (struct rehearsal){ .url = config->broker };
	if (!config->broker) {
		fputs("smartlab: simulate needs --broker mqtt://host:1883, the broker that the lab listens to, too.\n"
		      "Is there none yet? `smartlab simulate --help` says how to try it on one machine.\n", stderr);
		return false;
	}
	if (!broker_parse(&config->arena, config->broker, &rehearsal->broker))
		return complain("broker", config->broker, "is no address such as mqtt://127.0.0.1:1883, or mqtts:// with TLS");
	return read_network(config->as, &rehearsal->as) && read_numbers(config, rehearsal);
}
