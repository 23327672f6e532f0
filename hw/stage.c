// SPDX-License-Identifier: EUPL-1.2
#include "hw/stage.h"

#include "app/base/time.h"
#include "hw/codec.h"

#include <stdio.h>

enum { LISTED = 8, SECOND = 1, MINUTE = 60 };

void stage_introduce(const struct stage *stage)
{
	static const char *const networks[] = { [AS_CHIRPSTACK] = "ChirpStack 4", [AS_CHIRPSTACK3] = "ChirpStack 3",
		[AS_TTS] = "The Things Stack" };
	static const char *const machines[] = { [MACHINE_PRINTER] = "printer", [MACHINE_LASER] = "laser",
		[MACHINE_LAMP] = "lamp", [MACHINE_COMPUTER] = "computer" };
	const struct rehearsal *how = stage->how;

	fprintf(stderr, "%d plugs as %s tells of them, each every %d s, at %s:%d. The lab hears them with\n"
		"  --mqtt %s%s\n", how->plugs, networks[how->as], how->interval, how->broker.host, how->broker.port,
		how->url, how->as == AS_TTS ? "/v3/" REPORT_APPLICATION "@ttn/devices/+/up" : "");
	for (int i = 0; i < how->plugs && i < LISTED; i++)
		fprintf(stderr, "  %s  %s, %s\n", stage->actors[i].eui, machines[stage->actors[i].is.machine],
			codec_find(codecs, stage->actors[i].is.model)->title);
	if (how->plugs > LISTED)
		fprintf(stderr, "  and %d more. ", how->plugs - LISTED);
	fputs("Ctrl-C ends it.\n", stderr);
}

/* It stays where it is on a terminal, and is there once a minute elsewhere. */
void stage_tell_progress(struct stage *stage, bool last)
{
	const struct tally *t = &stage->tally;
	int64_t now = clock_now();

	if (!last && now - stage->told < (stage->is_terminal ? SECOND : MINUTE))
		return;
	stage->told = now;
	fprintf(stderr, "%s%lld sent, %lld lost, %lld twice, %lld late, %lld resets, %lld orders%s",
		stage->is_terminal ? "\r" : "", (long long)t->sent, (long long)t->lost, (long long)t->twice,
		(long long)t->late, (long long)t->resets, (long long)t->orders, stage->is_terminal && !last ? "  " : "\n");
}

void stage_tell_nobody(const struct stage *stage)
{
	const struct broker *broker = &stage->how->broker;

	fprintf(stderr, "smartlab: there is no broker at %s:%d. Is it running, and are host and port right? On one machine:\n"
		"  apt install mosquitto, /usr/sbin/mosquitto -p 1883, and --broker mqtt://127.0.0.1:1883\n",
		broker->host, broker->port);
}

void stage_tell_refused(const struct stage *stage)
{
	const struct broker *broker = &stage->how->broker;

	fprintf(stderr, "smartlab: the broker at %s:%d lets nobody in like that. Are user and password in --broker\n"
		"mqtt://user:password@host right? A mosquitto of version 2 wants `allow_anonymous true` or a password file.\n",
		broker->host, broker->port);
}

void stage_tell_gone(const struct stage *stage)
{
	const struct broker *broker = &stage->how->broker;

	fprintf(stderr, "%sthe broker at %s:%d has gone; waiting for it\n", stage->is_terminal ? "\n" : "", broker->host,
		broker->port);
}
