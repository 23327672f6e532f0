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

/* What a network server tells of a device: mostly its uplinks, and beside them what it knows itself. */
enum frame_kind { FRAME_UPLINK, FRAME_JOIN, FRAME_STATUS, FRAME_ACK, FRAME_FAULT };

/* One uplink as received, whoever delivered it. Texts live in the arena given to the reader. */
struct frame {
	enum frame_kind kind; /* of others than an uplink only eui, network, name, session, at and about mean anything */
	char eui[FRAME_EUI + 1]; /* lower-case hexadecimal */
	const char *network;     /* "chirpstack" */
	const char *session;     /* what changes at each join: the device address. Counters start anew with it. */
	const char *name;        /* what the network calls the device, or NULL */
	const char *route;       /* what the topics of this device begin with, for downlinks; NULL: not said */
	const char *via;         /* the broker it came through, or NULL */
	const char *class;       /* "A", "B" or "C": when it listens; NULL: not said */
	int64_t counter;         /* 32-bit uplink counter */
	bool has_counter;        /* false: it is 0, or a webhook's filter leaves it out */
	int64_t delivery;        /* the network's own mark of this one uplink, hashed; 0: not said */
	unsigned port;
	uint8_t bytes[FRAME_BYTES];
	size_t size;
	int64_t at;       /* when the network heard it; 0: not said */
	int64_t received; /* when we did; set by frame_take */
	bool has_signal;
	int rssi;   /* dBm, of the best gateway */
	double snr; /* dB */
	int spreading_factor; /* 7 to 12; 0: unknown */
	const char *model;    /* which codec the network's own catalogue names; NULL: none that we have */
	struct about {
		bool has_battery, has_margin, mains;
		double battery;       /* per cent */
		int margin;           /* dB that the device's last answer had to spare */
		const char *command;  /* which downlink, as whoever sent it called it; NULL: not said */
		bool acknowledged;    /* the device's radio had it. That it did what it was told only its report says. */
		const char *fault;    /* what the network server complains of, in its words */
	} about;
};

enum { HAS_WATTS = 1, HAS_WATT_HOURS = 2, HAS_VOLTS = 4, HAS_MILLIAMPS = 8, HAS_RELAY = 16, HAS_POWER_FACTOR = 32,
	HAS_CELSIUS = 64, HAS_COUNT_IN = 128, HAS_COUNT_OUT = 256, HAS_OCCUPANCY = 512, HAS_BATTERY = 1024 };

/* What a frame says. Only members whose bit is set mean anything. */
struct reading {
	unsigned has;
	/* Of a past sample, by the device's own clock; 0: the frame's time; negative: so many seconds before that. */
	int64_t at;
	int64_t watts;      /* W, active power */
	int64_t watt_hours; /* Wh, the device's energy register */
	double volts;       /* V */
	int64_t milliamps;  /* mA */
	bool relay;         /* true: on */
	int power_factor;   /* per cent */
	double celsius;
	int64_t count_in, count_out; /* people since the counter was reset; it wraps as its register does */
	int64_t occupancy;           /* people there now; 1 of a device that only knows that there is somebody */
	double battery;              /* V */
};

/* Members of struct reading, in its units; as words "watts", "watt_hours" … */
enum quantity { NO_QUANTITY, WATTS, WATT_HOURS, VOLTS, MILLIAMPS, RELAY, POWER_FACTOR, CELSIUS, COUNT_IN, COUNT_OUT,
	OCCUPANCY, BATTERY, QUANTITIES };

extern const char *const quantity_words[QUANTITIES];

void reading_set(struct reading *reading, enum quantity quantity, double number);
void reading_add(struct reading *reading, enum quantity quantity, double number); /* of a whole number */

/* Something else that a frame says, for people: name and number, or a word. */
struct fact {
	const char *name; /* static, of letters, digits and _ */
	double number;
	char word[24]; /* "": it is a number */
};

enum { FACTS = 80, PAST_READINGS = 96 };

/* What a codec makes of a frame. Past samples are history that a device sends again: they belong to their own time and
 * are no news. */
struct decoded {
	struct reading now;
	int past_count, fact_count;
	struct reading past[PAST_READINGS];
	struct fact facts[FACTS];
};

/* What a device can be told. */
enum order_kind {
	ORDER_SWITCH,        /* the relay: on */
	ORDER_TOGGLE,
	ORDER_STOP,          /* a motor */
	ORDER_INTERVAL,      /* report at least every so many seconds, and earlier when something changes by so much */
	ORDER_REPORT,        /* report now */
	ORDER_CLEAR_ENERGY,  /* the energy register begins at 0 */
	ORDER_SET,           /* a setting of the datasheet, by name and value */
	ORDER_GET,           /* ask for a setting: "interval", or a name of the datasheet */
};

enum { ORDER_CHANGES = 4 };

struct order {
	enum order_kind kind;
	bool on;
	unsigned channels; /* bit 0: the first relay, bit 1: the second …; 0: all it has */
	int64_t seconds;   /* ORDER_INTERVAL */
	int64_t at_least;  /* between two reports; 0: what the maker recommends */
	int64_t change[ORDER_CHANGES]; /* in the order and the units of the datasheet */
	bool has_change;   /* false: what the maker recommends */
	const char *name;  /* ORDER_SET, ORDER_GET */
	int64_t value;     /* ORDER_SET */
};

struct downlink {
	unsigned port;
	size_t size; /* several orders may follow each other in one, where encode says so */
	uint8_t bytes[FRAME_BYTES];
};

struct codec {
	const char *model; /* "ws52x": what devices and `smartlab decode` name */
	const char *title; /* "Milesight WS523 / WS525" */
	unsigned port;     /* where it sends its readings */
	/* A pure function of bytes and port: true and what they say (now.has may be 0: a frame about something else), or
	 * false, a static sentence that says what is wrong with the bytes, and what was understood before the fault. Never
	 * reads past size. */
	bool (*decode)(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why);
	/* True if no other device's frame looks like this one; may be NULL. */
	bool (*recognise)(const char *model, const uint8_t *bytes, size_t size, unsigned port);
	/* Puts an order's bytes behind those of the downlink, which begins zeroed. False: this device does not know such an
	 * order, or not with these numbers; *why is a static sentence. NULL: it takes no orders that we know. Confirmed is
	 * only what the device says itself afterwards. */
	bool (*encode)(const char *model, const struct order *order, struct downlink *downlink, const char **why);
};

struct source {
	const char *name; /* "chirpstack": /ingest/chirpstack */
	/* Reads one event's JSON. True and a frame; or false, and *why is NULL for an event that is none of our business
	 * (a downlink that was queued, say), else a static sentence. event may be "": the JSON itself tells what it is, if
	 * it can. At most 64 KiB; the text need not end with a NUL. */
	bool (*read)(struct arena *arena, const char *event, const char *json, size_t size, struct frame *frame,
		const char **why);
};

/* Both end with a NULL name. */
extern const struct codec codecs[];
extern const struct source sources[];

/* The row of that name, else the one whose title has it: catalogues know each device of a family by its own. NULL: none,
 * or no name. */
const struct codec *codec_find(const struct codec *table, const char *model);
const struct source *source_find(const struct source *table, const char *name);
/* Can devices of this model be told such a thing? codec may be NULL. */
bool codec_can(const struct codec *codec, enum order_kind kind);
/* The one codec that recognises a frame whose device has no model yet, or NULL. */
const struct codec *codec_guess(const struct codec *table, const struct frame *frame);

#endif
