// SPDX-License-Identifier: EUPL-1.2
/* Connections for reading, lent to one thread at a time. */
#ifndef READERS_H
#define READERS_H

struct db;
struct readers;

struct readers *readers_open(const char *store);
void readers_close(struct readers *readers);
struct db *readers_take(struct readers *readers); /* NULL: the store cannot be opened now */
void readers_give(struct readers *readers, struct db *db);

#endif
