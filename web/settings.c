// SPDX-License-Identifier: EUPL-1.2
/* What staff decide about the lab as a whole, and what the program was started with. */
#include "app/setting.h"

#include "app/base/time.h"
#include "web/handlers.h"
#include "web/request.h"

#include <string.h>

static void put_one(struct request *rq, struct node *to, const struct setting *s, const char *value)
{
	const char *hint = arena_print(&rq->work.arena, "setting_%s_hint", s->name), *said = say(rq, hint);

	put_text(to, "name", s->name);
	put_text(to, "label", say(rq, arena_print(&rq->work.arena, "setting_%s", s->name)));
	put_text(to, "hint", said == hint ? "" : said);
	put_flag(to, "is_number", s->most);
	put_number(to, "least", s->least);
	put_number(to, "most", s->most);
	put_text(to, "value", value ? value : s->otherwise);
}

/* Under their groups; after a refusal as they were typed. */
static void put_groups(struct request *rq, const struct node *kept)
{
	struct node *groups = put_list(rq->document, "groups"), *list = NULL;
	const char *group = "";

	for (const struct setting *s = settings; s->name; s++) {
		if (strcmp(group, s->group) != 0) {
			struct node *one = put_object(groups, NULL);
			put_word(one, "settings", group = s->group);
			list = put_list(one, "members");
		}
		const char *typed = node_text(rq->input, s->name);
		put_one(rq, put_object(list, NULL), s, typed ? typed : node_text(kept, s->name));
	}
}

void settings_show(struct request *rq)
{
	struct node *kept = document_new(&rq->work.arena), *fixed = put_object(rq->document, "fixed");

	settings_put(&rq->work, kept);
	put_groups(rq, kept);
	put_text(fixed, "zone", zone_name());
	put_text(fixed, "url", rq->work.lab->url);
	put_flag(fixed, "sends_mail", web_sends_mail());
	put_text(fixed, "version", SMARTLAB_VERSION);
}

void settings_save(struct request *rq)
{
	settings_change(&rq->work, rq->input);
	answer_done(rq, "/admin/settings");
}
