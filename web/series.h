// SPDX-License-Identifier: EUPL-1.2
/* What a booking's form says about repeating it; for web/bookings.c and web/series.c. */
#ifndef WEB_SERIES_H
#define WEB_SERIES_H

#include "app/series.h"

struct node;
struct request;

/* Whether typed, a body or a query, asks for a series; then all that it says, and reasons for what cannot be read. */
bool series_is_asked(const struct node *typed);
struct series_wish series_wish_of(struct request *rq, const struct node *typed, const struct wish *wish);

/* What was typed as the rest of a query, "&purpose=…", but for the names without, which end with NULL. */
const char *wish_query(struct request *rq, const struct node *typed, const char *const *without);
/* The dates that it would be, and a mark that they were seen; or why there are none. */
const struct said *put_preview(struct request *rq, const struct node *typed, const struct wish *wish);
void put_why(struct request *rq, struct node *to, const struct said *reasons);

/* After the form: leads to a look at the dates. After that, and for programs: books. */
void series_create(struct request *rq, const struct wish *wish);

/* The form's own fields again, as they were typed. */
void put_repeat(struct request *rq, struct node *form, const struct node *typed);

/* Back to the form as it was typed, now with what would come of it. */
void answer_look(struct request *rq);

#endif
