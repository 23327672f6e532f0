// SPDX-License-Identifier: EUPL-1.2
/*
 * What a handler answers, before anybody knows whether it is read as JSON or as a page: a small tree in an arena.
 *
 * A time knows that it is one, and a word is one of a closed list ("free", "busy"): JSON prints them as RFC 3339 and
 * as they are; a template may ask a time for {{from.day}} and a word for {{status.label}} in the reader's language.
 */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "app/base/arena.h"
#include "app/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum node_kind { NODE_NOTHING, NODE_FLAG, NODE_NUMBER, NODE_REAL, NODE_TEXT, NODE_TIME, NODE_WORD,
	NODE_OBJECT, NODE_LIST };

struct node {
	enum node_kind kind;
	const char *name; /* of a member; NULL in a list and at the root */
	struct node *next;
	union {
		struct { /* of an object or a list */
			struct node *first, *last; /* in the order they were put */
			struct arena *arena;       /* where what is put there lives */
		};
		bool flag;
		int64_t number; /* also the seconds UTC of a time */
		double real;
		const char *text; /* also a word */
	};
};

struct node *document_new(struct arena *arena);      /* an empty object */
struct node *document_list(struct arena *arena);     /* an empty list */

/* Put a member into an object (names are not copied), or, with name NULL, an element into a list. Texts are copied;
 * a NULL text puts nothing at all. */
struct node *put_object(struct node *to, const char *name);
struct node *put_list(struct node *to, const char *name);
void put_text(struct node *to, const char *name, const char *text);
void put_word(struct node *to, const char *name, const char *word);
void put_number(struct node *to, const char *name, int64_t number);
void put_real(struct node *to, const char *name, double real);
void put_flag(struct node *to, const char *name, bool flag);
void put_time(struct node *to, const char *name, int64_t seconds_utc);
void put_nothing(struct node *to, const char *name); /* JSON's null */
void put_print(struct node *to, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Moves all members of from, which is empty afterwards, behind those of to. */
void put_members(struct node *to, struct node *from);

/* The member of that name, the last one put, or NULL; also for a node that is NULL or no object. */
const struct node *node_member(const struct node *object, const char *name);
/* The text of a member that is a text or a word, else NULL. */
const char *node_text(const struct node *object, const char *name);
/* The number of a member that is a number or a time, else otherwise. */
int64_t node_number(const struct node *object, const char *name, int64_t otherwise);

/* RFC 8259, UTF-8, one line. A real that is no number becomes null. */
void document_print(const struct node *node, struct buffer *to);
/* The same for one flag, number, real, text, word or time, but a text as it is; of anything else nothing. */
void node_print(const struct node *node, struct buffer *to);

#endif
