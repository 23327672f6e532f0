// SPDX-License-Identifier: EUPL-1.2
/* Codecs in JavaScript, and the frames that wait for them, as the store keeps them. */
#ifndef DB_SCRIPT_H
#define DB_SCRIPT_H

#include "db/frame.h"

struct script {
	int64_t id; /* 0: a new one */
	const char *model, *title, *code, *mapping, *examples;
	const char *orders, *told; /* what devices can be told, and as which bytes; "": nothing */
	const char *variables;     /* "": none */
	int64_t updated, updated_by;
	int64_t waiting, failed; /* frames; joined by db_script_list only */
	const char *why;         /* how one failed last, or NULL; the same */
};

bool db_script_of_model(struct db *db, const char *model, struct script *script);
int db_script_list(struct db *db, struct script *list, int most); /* by title */
/* Sets id. False: the model is taken. */
bool db_script_add(struct db *db, struct script *script);
void db_script_set(struct db *db, const struct script *script);

struct waiting_frame {
	struct frame_row frame;
	const char *eui;
	struct script script;
	int64_t tries;
};

void db_frame_wait(struct db *db, const struct frame_row *frame, int64_t due);
int db_frames_waiting(struct db *db, int64_t now, struct waiting_frame *list, int most);
void db_frame_done(struct db *db, const struct frame_row *frame);
void db_frame_failed(struct db *db, const struct frame_row *frame, int64_t due, const char *why);
void db_frames_again(struct db *db, const char *model, int64_t due); /* all of that model's devices, at once */

#endif
