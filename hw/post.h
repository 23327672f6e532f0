// SPDX-License-Identifier: EUPL-1.2
/* A plain client of a broker, for the simulator: nothing is kept, and whoever uses it waits. */
#ifndef POST_H
#define POST_H

#include <stdbool.h>
#include <stddef.h>

struct broker;
struct post;

/* Subscribes to the topic; take gets what comes there, from within post_wait(). The broker must outlive it. NULL: the
 * broker is away. */
struct post *post_open(const struct broker *broker, const char *topic,
	void (*take)(void *about, const char *topic, const char *text, size_t size), void *about);
bool post_again(struct post *post); /* after a lost connection; false: still away, or it never let us in */
bool post_was_accepted(const struct post *post);
bool post_send(struct post *post, const char *topic, const char *text);
bool post_wait(struct post *post, int milliseconds); /* false: the connection is lost */
void post_close(struct post *post); /* NULL is fine */

#endif
