// SPDX-License-Identifier: EUPL-1.2
/* The running lab: its store, its lanes, and what every work may need to know. Opened and closed by main. */
#ifndef LAB_H
#define LAB_H

#include "app/base/secret.h"
#include "app/source.h"

#include <stdbool.h>
#include <stdint.h>

struct keyring;
struct lane;
struct readers;

struct lab_options {
	const char *store;       /* a file's path or postgresql://… */
	const char *secret_file; /* seals the signing keys; NULL: beside the SQLite file */
	const char *url;         /* what codes, calendars and Origin checks use: "https://lab.example" */
	const struct codec *codecs; /* what hw knows; may be NULL for commands */
	struct script_runner *runner; /* what runs codecs in JavaScript, see app/script.h; NULL: none do */
};

struct lab {
	const char *url;
	const struct codec *codecs;
	struct script_runner *runner;
	uint8_t seal_key[SEAL_KEY];
	struct keyring *keyring; /* see app/key.h */
	struct readers *readers;
	struct lane *lane;
};

/* Migrates the store and starts the write lane; NULL and a line in the log if it cannot. */
struct lab *lab_open(const struct lab_options *options);
void lab_set_url(struct lab *lab, const char *url); /* before the first work; copied */

/* No new writes; those that wait are done. Then close. */
void lab_drain(struct lab *lab);
void lab_close(struct lab *lab);

struct lane_counts {
	int64_t works, groups, failed, waiting;
};
struct lane_counts lab_count(const struct lab *lab);
int64_t lab_statements(void); /* of SQL, run by this process so far: what pages cost does not grow with what they show */

#endif
