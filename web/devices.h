// SPDX-License-Identifier: EUPL-1.2
/* A plug in a document, the same in the list and on its page, and its form. */
#ifndef WEB_DEVICES_H
#define WEB_DEVICES_H

#include "web/views.h"

/* True: it is heard as it should be. */
bool put_device(struct request *rq, struct node *to, const struct device *plug);
bool device_find(struct request *rq, struct device *plug); /* of the address; else adds the reason */
const char *device_href(struct request *rq, const char *eui);

/* What staff may set, with what there is to choose from; and what they sent, which adds the reasons. What is not sent stays. */
void put_device_form(struct request *rq, const struct device *plug);
void read_device_form(struct request *rq, struct device *plug);

/* "resources": chosen by its id or, where that is 0, by its slug. "models": ours, and those in JavaScript behind them. */
void put_device_places(struct request *rq, const char *chosen, int64_t id);
void put_device_models(struct request *rq, const char *chosen);
void read_device_place(struct request *rq, struct device *plug); /* an empty slug is none */
void read_device_model(struct request *rq, struct device *plug);

/* "learned": how often it drew what, the thresholds in that picture, and those that it proposes. */
void put_device_lesson(struct request *rq, const struct device *plug);

/* "upkeeps": what its machine needs after so many hours; "upkept": when that was done. */
void put_device_upkeep(struct request *rq, const struct device *plug);

#endif
