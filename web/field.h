// SPDX-License-Identifier: EUPL-1.2
/* The check of a body against its route's table of fields; only web/request.c needs it. */
#ifndef FIELD_H
#define FIELD_H

struct request;

/* Adds a reason for each member that is unknown, missing, too long or of the wrong type. */
void fields_check(struct request *rq);

#endif
