// SPDX-License-Identifier: EUPL-1.2
/* A plug in a document, the same in the list and on its page. */
#ifndef WEB_DEVICES_H
#define WEB_DEVICES_H

#include "web/views.h"

/* True: it is heard as it should be. */
bool put_device(struct request *rq, struct node *to, const struct device *plug);

#endif
