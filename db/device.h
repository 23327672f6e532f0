// SPDX-License-Identifier: EUPL-1.2
/* Plugs and meters as the store keeps them. */
#ifndef DB_DEVICE_H
#define DB_DEVICE_H

#include "app/base/slice.h"
#include "db/maybe.h"

enum use { USE_UNKNOWN, USE_OFF, USE_IDLE, USE_BUSY, USES };

const char *use_word(enum use use); /* "busy" */

/* Texts live in the work's arena. */
struct device {
	int64_t id;
	const char *eui, *name, *network;
	const char *model; /* NULL: nobody knows how to read its frames */
	int64_t resource;  /* 0: not assigned */
	int64_t watts_on, watts_busy, watts_idle_below, stale_after;
	int64_t start_delay, end_delay, watts_rated;
	const char *switched; /* whose wishes its relay follows: never, staff, start, booking */

	/* The live state, as the newest frame left it: see use_of() for what it is worth now. */
	enum use use;
	int64_t use_since;
	struct maybe watts, watt_hours, relay;
	int64_t last_heard; /* 0: never */
	const char *last_session;
	int64_t last_counter;
	int64_t frames, lost;
	struct maybe rssi;
	double snr;
	int64_t spreading_factor;
	int64_t restarts;   /* its counter began anew within a session */
	const char *route;  /* how its network reaches it; NULL: not said */
	const char *class;  /* "A", "B", "C": when it listens; NULL: not said */
	const char *via;    /* the broker it is heard through; NULL: a webhook */
	int64_t relay_since; /* 0: not known */
	bool relay_local;   /* nobody here wished it so */
	bool may_cut;       /* staff allow its power to be cut when it idles unbooked for idle_minutes */
	int64_t idle_minutes, warned;
	int64_t alarm_minutes; /* silent for so long, staff are told; 0: never */
	bool alarmed;       /* they were, and it has not been heard since */
	bool has_battery;
	double battery;     /* V */
	int64_t interval;   /* seconds, as it was told; 0: never */
	int64_t pace;       /* seconds between its reports, as they come; 0: not known yet */
	const char *serial; /* of its label; NULL: not scanned */
	const char *track;  /* of its readings so far, see app/track.h */
	int64_t kept_from;  /* readings before that are thinned, and move nothing; 0: none are */
	bool behind;        /* it has readings that are not in its track */
};

/* Enters it with the columns before the live state, unless its EUI is there already. */
void db_device_add(struct db *db, const struct device *device);
bool db_device_by_id(struct db *db, int64_t id, struct device *device);
bool db_device_after(struct db *db, int64_t id, struct device *device); /* the next one; false: that was the last */
bool db_device_of_eui(struct db *db, const char *eui, struct device *device);
bool db_device_of_resource(struct db *db, int64_t resource, struct device *device);

/* As a table, for staff. */
enum device_column { DEVICES_BY_NAME, DEVICES_BY_HEALTH, DEVICES_BY_PLACE, DEVICES_BY_WATTS, DEVICES_BY_HEARD,
	DEVICES_BY_SIGNAL, DEVICES_BY_LOST };
enum { WEAK_RSSI = -115 }; /* dBm: near the sensitivity of LoRa at SF7 */
struct device_filter {
	const char *part;   /* of its name, EUI or model, in lower case; "": any */
	const char *health; /* "": any; lost: never heard; stale: silent for too long; weak: below WEAK_RSSI; ok */
	int64_t now;
};
int64_t db_devices_count(struct db *db, const struct device_filter *filter);
int db_devices(struct db *db, const struct device_filter *filter, struct slice slice, struct device *list);

/* In the order of the names; the number of devices read. */
int db_device_list(struct db *db, struct device *list, int most);

void db_device_set(struct db *db, const struct device *device);  /* the columns before the live state */
void db_device_move(struct db *db, const struct device *device); /* the live state */

/* Those that have readings which are not in their track. */
int db_devices_behind(struct db *db, struct device *list, int most);

/* Those whose power staff allow to be cut, that obey at once, are on, and feed a machine that has not been at work for
 * as long as staff want; by id, behind that one. */
int db_devices_idle(struct db *db, int64_t now, int64_t behind, struct device *list, int most);
void db_device_warned(struct db *db, int64_t device, int64_t at);

/* Assigned ones that have been silent for longer than staff want to be without being told, and than three of their own
 * reports take, and of which staff were not told yet. By name. */
int db_devices_silent(struct db *db, int64_t now, struct device *list, int most);
/* Those of which staff were told, and that are heard again. By name. */
int db_devices_back(struct db *db, int64_t now, struct device *list, int most);
void db_device_alarmed(struct db *db, int64_t device, bool alarmed);
/* Nobody else feeds that machine from now on; the id of the device that did, or 0. */
int64_t db_device_displace(struct db *db, int64_t device, int64_t resource);

/* How often it told which power since then: calls take for each that it did. */
void db_powers(struct db *db, int64_t device, int64_t since, void (*take)(void *about, int64_t watts, int64_t count),
	void *about);

/* Which machine it feeds from then on, and fed at an instant; 0: none. */
void db_placement_add(struct db *db, int64_t device, int64_t since, int64_t resource);
int64_t db_placement_at(struct db *db, int64_t device, int64_t at);
bool db_is_placed(struct db *db, int64_t device); /* or was it ever */

#endif
