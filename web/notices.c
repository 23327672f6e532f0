// SPDX-License-Identifier: EUPL-1.2
#include "web/notices.h"

#include "app/base/text.h"
#include "app/notice.h"
#include "web/handlers.h"
#include "web/language.h"
#include "web/views.h"

#include <string.h>

enum { MOST_SHOWN = 10 };

/* ---- shown to others ------------------------------------------------------------------------- */

static void put_words(struct request *rq, struct node *to, const struct notice *n)
{
	struct notice_words words = notice_words(n, rq->language);

	put_word(to, "level", n->level);
	put_text(to, "title", words.title);
	put_text(to, "text", *words.text ? words.text : NULL);
	put_text(to, "language", language_code(words.language));
	if (words.language != rq->language)
		put_text(to, "foreign", language_code(words.language));
}

/* On a screen for all, both languages are shown. */
static void put_also(struct request *rq, struct node *to, const struct notice *n)
{
	struct notice_words words = notice_words(n, rq->language == GERMAN ? ENGLISH : GERMAN);

	if (words.language == notice_words(n, rq->language).language)
		return;
	struct node *also = put_object(to, "also");
	put_text(also, "title", words.title);
	put_text(also, "text", *words.text ? words.text : NULL);
	put_text(also, "language", language_code(words.language));
}

void put_notices(struct request *rq, bool public)
{
	struct notice list[MOST_SHOWN];
	int count = notice_shown(&rq->work, public, list, MOST_SHOWN);
	struct node *to = put_list(rq->document, "notices");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_words(rq, one, &list[i]);
		if (public)
			put_also(rq, one, &list[i]);
		put_time(one, "from", list[i].from);
		if (list[i].until)
			put_time(one, "until", list[i].until);
	}
}

/* ---- for staff ------------------------------------------------------------------------------- */

static void put_choices(struct node *form, const char *name, const char *const *words, const char *chosen)
{
	struct node *list = put_list(form, arena_print(form->arena, "%ss", name));

	for (; *words; words++) {
		struct node *one = put_object(list, NULL);
		put_word(one, name, *words);
		put_flag(one, "selected", !strcmp(*words, chosen));
	}
}

static void put_texts(struct node *to, const struct notice *n)
{
	put_text(to, "title", n->title);
	put_text(to, "text", n->text);
	put_text(to, "title_en", n->title_en);
	put_text(to, "text_en", n->text_en);
}

/* The form as the notice is, or as it was typed. */
static void put_form(struct request *rq, const struct notice *n)
{
	struct node *form = put_object(rq->document, "form");

	put_texts(form, n);
	if (n->from || *input_text(rq, "from"))
		put_input_time(form, "from", n->from, input_text(rq, "from"));
	if (n->until || *input_text(rq, "until"))
		put_input_time(form, "until", n->until, input_text(rq, "until"));
	put_choices(form, "level", notice_levels, n->level);
	put_choices(form, "audience", notice_audiences, n->audience);
}

static void put_row(struct request *rq, struct node *to, const struct notice *n)
{
	put_number(to, "id", n->id);
	put_words(rq, to, n);
	put_word(to, "status", notice_status(n, rq->work.now));
	put_word(to, "audience", n->audience);
	put_time(to, "from", n->from);
	if (n->until)
		put_time(to, "until", n->until);
	put_flag(to, "is_withdrawn", n->withdrawn);
	put_print(to, "href", "/admin/notices/%lld", (long long)n->id);
}

static struct notice typed(struct request *rq)
{
	struct arena *arena = &rq->work.arena;

	return (struct notice){ .id = rq->part[0] ? part_number(rq, 0) : 0,
		.from = input_time(rq, "from"), .until = input_time(rq, "until"),
		.title = text_trim(arena, input_text(rq, "title")),
		.text = text_trim(arena, input_text(rq, "text")),
		.title_en = text_trim(arena, input_text(rq, "title_en")),
		.text_en = text_trim(arena, input_text(rq, "text_en")),
		.level = *input_text(rq, "level") ? input_text(rq, "level") : "news",
		.audience = *input_text(rq, "audience") ? input_text(rq, "audience") : "everybody" };
}

void notices_show(struct request *rq)
{
	struct notice *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_NOTICES), form = typed(rq);
	int count = notice_list(&rq->work, list, MOST_NOTICES);
	struct node *to = put_list(rq->document, "notices");

	for (int i = 0; i < count; i++)
		put_row(rq, put_object(to, NULL), &list[i]);
	if (rq->wants_page)
		put_form(rq, &form);
}

void notice_create(struct request *rq)
{
	struct notice n = typed(rq);

	notice_make(&rq->work, &n);
	put_number(rq->document, "id", n.id);
	answer_made(rq, "/admin/notices");
}

static void put_page(struct request *rq, const struct notice *n)
{
	struct notice shown = *n;

	put_row(rq, put_object(rq->document, "notice"), n);
	if (rq->work.kind == READ && node_member(rq->input, "title"))
		shown = typed(rq);
	if (rq->wants_page)
		put_form(rq, &shown);
	else
		put_texts(rq->document, n);
}

void notice_show(struct request *rq)
{
	struct notice n;

	if (notice_find(&rq->work, part_number(rq, 0), &n))
		put_page(rq, &n);
}

/* What is withdrawn stays so. */
void notice_edit(struct request *rq)
{
	struct notice was, n = typed(rq);

	if (!notice_find(&rq->work, n.id, &was))
		return;
	n.withdrawn = was.withdrawn;
	if (!n.from)
		n.from = was.from;
	notice_change(&rq->work, &n);
	answer_done(rq, "/admin/notices");
}

void notice_delete(struct request *rq)
{
	notice_withdraw(&rq->work, part_number(rq, 0));
	answer_done(rq, "/admin/notices");
}
