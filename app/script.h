// SPDX-License-Identifier: EUPL-1.2
/*
 * Codecs in JavaScript, for devices that no codec in C knows: pasted by staff, with a mapping of what they return to
 * readings, and with examples that must come out right before anything is kept.
 *
 * A mapping has a line for each quantity: its word (see quantity_words), a JSON pointer (RFC 6901) into the data that the
 * code returns, and, if it is not in our unit, a factor: "watt_hours /energy/total 1000". An example has a line: port,
 * bytes in hexadecimal, and, after them, a JSON object whose members the data must have. An order has a line: on, off or
 * interval, the port if the code itself does not return one, and the JSON object that encodeDownlink takes, in which
 * "$seconds" and "$minutes" stand for the interval. A variable has a line: name=value, and before it the EUI of a device
 * if it is for that one only: what ChirpStack calls variables of a device.
 *
 * Frames of such devices are kept at once and decoded a moment later, since code of strangers runs in a process of its
 * own and must hold nothing up.
 */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "app/source.h"
#include "app/work.h"
#include "db/script.h"

enum { MOST_SCRIPTS = 200, MOST_CODE = 120000, MOST_MAPPING = 2000, MOST_EXAMPLES = 8000, SCRIPT_EXAMPLES = 10,
	MOST_ORDER_TEXT = 2000, SCRIPT_ORDERS = 3, MOST_VARIABLES = 4000 };

enum script_end {
	SCRIPT_RETURNED, /* text is JSON, whatever it says */
	SCRIPT_FAILED,   /* text is a sentence: it threw, took too long, died of it */
	SCRIPT_NOT_RUN,  /* nothing is said about the script: there is no engine, or no process to be had */
};

struct script_call {
	const char *code;
	const char *input; /* JSON, see hw/driver.js */
};

/* What runs them: hw has one, main hands it to the lab. May be called by any thread, outside of works: it waits. */
struct script_runner {
	enum script_end (*run)(struct script_runner *runner, struct arena *arena, const struct script_call *call,
		const char **text);
};

/* Runs the code and maps what it returns. SCRIPT_RETURNED: decoded is set. Else why is a sentence. */
enum script_end script_decode(struct script_runner *runner, struct arena *arena, const struct script *script,
	const struct frame *frame, struct decoded *decoded, const char **why);

/* Pure: maps what code returned. False: why is a sentence. */
bool script_map(struct arena *arena, const char *mapping, const char *json, struct decoded *decoded,
	const char **why);

/* The same for an order: the bytes to send to the device of that EUI. False: why is a sentence. */
bool script_encode(struct script_runner *runner, struct arena *arena, const struct script *script, const char *eui,
	const struct order *what, struct downlink *downlink, const char **why);
/* Pure: takes what code returned; port: of the line, 0 if it says none. False: why is a sentence. */
bool script_bytes(struct arena *arena, const char *json, unsigned port, struct downlink *downlink, const char **why);
bool script_can(struct arena *arena, const struct script *script, enum order_kind kind);

/* Before a save, outside of works: runs the examples. NULL: all came out right; else a sentence that says which did not. */
const char *script_try(struct script_runner *runner, struct arena *arena, const struct script *script);
/* The same for its orders; sets told: a line each of word, port and bytes, of an interval those of ten minutes. */
const char *script_try_orders(struct script_runner *runner, struct arena *arena, struct script *script);

/* Enters or changes one; unfit texts add reasons. Frames that failed with the old code are tried again. */
void script_save(struct work *work, struct script *script);
bool script_find(struct work *work, const char *model, struct script *script);
int script_list(struct work *work, struct script *list, int most);

/* For hw's thread. What is due now, and what became of it; why NULL: it was decoded. */
int script_due(struct work *work, struct waiting_frame *list, int most);
void script_done(struct work *work, const struct waiting_frame *waiting, const struct decoded *decoded, const char *why);

#endif
