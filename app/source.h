// SPDX-License-Identifier: EUPL-1.2
/*
 * What hw knows and app uses: how network servers write an uplink, and how devices write a reading. hw fills the two
 * tables; main hands them to the lab and to the webhooks.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "app/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FRAME_BYTES = 255, FRAME_EUI = 16 }; /* LoRaWAN's largest payload is 242 bytes; a DevEUI has 64 bits */

/* One uplink as received, whoever delivered it. Texts live in the arena given to the reader. */
struct frame {
	char eui[FRAME_EUI + 1]; /* lower-case hexadecimal */
	const char *network;     /* "chirpstack" */
	const char *session;     /* what changes at each join: the device address. Counters start anew with it. */
	const char *name;        /* what the network calls the device, or NULL */
	int64_t counter;         /* 32-bit uplink counter */
	unsigned port;
	uint8_t bytes[FRAME_BYTES];
	size_t size;
	int64_t at;       /* when the network heard it */
	int64_t received; /* when we did; set by frame_take */
	bool has_signal;
	int rssi;   /* dBm, of the best gateway */
	double snr; /* dB */
	int spreading_factor; /* 7 to 12; 0: unknown */
};

enum { HAS_WATTS = 1, HAS_WATT_HOURS = 2, HAS_VOLTS = 4, HAS_MILLIAMPS = 8, HAS_RELAY = 16, HAS_POWER_FACTOR = 32,
	HAS_CELSIUS = 64 };

/* What a frame says. Only members whose bit is set mean anything. */
struct reading {
	unsigned has;
	int64_t watts;      /* W, active power */
	int64_t watt_hours; /* Wh, the device's energy register */
	double volts;       /* V */
	int64_t milliamps;  /* mA */
	bool relay;         /* true: on */
	int power_factor;   /* per cent */
	double celsius;
};

struct codec {
	const char *model; /* "ws52x": what devices and `smartlab decode` name */
	const char *title; /* "Milesight WS523 / WS525" */
	unsigned port;     /* where it sends its readings */
	/* A pure function of bytes and port: true and a reading (has may be 0: a frame about something else), or false and
	 * a static sentence that says what is wrong with the bytes. Never reads past size. */
	bool (*decode)(const uint8_t *bytes, size_t size, unsigned port, struct reading *reading, const char **why);
	/* True if no other device's frame looks like this one; may be NULL. */
	bool (*recognise)(const uint8_t *bytes, size_t size, unsigned port);
};

struct source {
	const char *name; /* "chirpstack": /ingest/chirpstack */
	/* Reads one event's JSON. True and a frame; or false, and *why is NULL for an event that is none of our business
	 * (a join, say), else a static sentence. At most 64 KiB; the text need not end with a NUL. */
	bool (*read)(struct arena *arena, const char *event, const char *json, size_t size, struct frame *frame,
		const char **why);
};

/* Both end with a NULL name. */
extern const struct codec codecs[];
extern const struct source sources[];

/* The row of that name, or NULL; also for a NULL name. */
const struct codec *codec_find(const struct codec *table, const char *model);
const struct source *source_find(const struct source *table, const char *name);
/* The one codec that recognises a frame whose device has no model yet, or NULL. */
const struct codec *codec_guess(const struct codec *table, const struct frame *frame);

#endif
