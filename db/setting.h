// SPDX-License-Identifier: EUPL-1.2
/* What staff decide about the lab as a whole, as the store keeps it; what the names mean, app/setting.c says. */
#ifndef DB_SETTING_H
#define DB_SETTING_H

struct db;
struct node;

const char *db_setting(struct db *db, const char *name); /* NULL: not set */
void db_setting_set(struct db *db, const char *name, const char *value);
void db_settings(struct db *db, struct node *to); /* all of them, as texts under their names */

#endif
