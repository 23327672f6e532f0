// SPDX-License-Identifier: EUPL-1.2
#include "web/mail.h"

#include "app/base/log.h"
#include "app/base/outgoing.h"
#include "app/base/text.h"
#include "app/base/thread.h"
#include "app/booking.h"
#include "app/calendar.h"
#include "app/delivery.h"
#include "app/lab.h"
#include "app/site.h"
#include "app/setting.h"
#include "web/web.h"

#include <stdlib.h>
#include <string.h>

enum { LOOK_EVERY = 1000 /* milliseconds */ };

struct mailer {
	struct lab *lab;
	char *server, *from;
	struct thread thread;
};

/* One message from its row to its end. What it says lives in the first work's arena. */
struct letter {
	struct mailer *mailer;
	bool taken, marked;
	struct delivery delivery;
	struct booking booking;
	const char *event, *installation, *sender;
	enum mail_end end;
	const char *why;
};

/* ---- what it says ---------------------------------------------------------------------------- */

static const char *words(struct arena *arena, const struct node *catalogue, const char *kind, const char *part)
{
	return node_text(catalogue, arena_print(arena, "mail_%s_%s", kind, part));
}

const char *mail_subject(struct arena *arena, enum language language, const struct delivery *delivery)
{
	const char *kind = delivery_kind_named(delivery->kind)->name;

	return text_fill(arena, words(arena, language_catalogue(web->languages, language), kind, "subject"),
		delivery->detail);
}

static void put_link(struct node *root, const struct letter *l, const struct delivery_kind *kind)
{
	const struct delivery *d = &l->delivery;
	const char *url = l->mailer->lab->url;

	if (kind->link)
		put_print(root, "link", "%s/%s%s", url, kind->link, d->token ? d->token : "");
	else if (d->booking || d->seat)
		put_print(root, "link", "%s/%s/%s", url, d->seat ? "seats" : "bookings", l->booking.ref);
	if (kind->optional)
		put_print(root, "settings", "%s/account", url);
}

static void put_booked(struct node *root, const struct booking *b)
{
	struct node *to = put_object(root, "booking");

	put_text(to, "ref", b->ref);
	put_text(to, "name", b->resource_name);
	put_text(to, "location", b->resource_location);
	put_text(to, "purpose", b->purpose);
	put_time(to, "from", b->from);
	put_time(to, "until", b->until);
}

static struct node *describe(struct arena *arena, const struct letter *l, enum language language)
{
	const struct delivery *d = &l->delivery;
	const struct delivery_kind *kind = delivery_kind_named(d->kind);
	struct node *root = document_new(arena);

	put_text(root, "subject", mail_subject(arena, language, d));
	put_text(root, "text", text_fill(arena, words(arena, language_catalogue(web->languages, language),
		kind->name, "text"), d->detail));
	put_text(root, "name", d->person_name);
	put_link(root, l, kind);
	if (d->booking || d->seat)
		put_booked(root, &l->booking);
	return root;
}

/* The template's first line is the subject, then comes an empty one. */
static void render(struct arena *arena, const struct letter *l, struct mail *mail)
{
	enum language language = language_named(l->delivery.language ? l->delivery.language : "");
	const struct node *said = language_catalogue(web->languages, language);
	struct reader reader = { web->languages, language, l->delivery.created };
	struct node *texts = document_new(arena), *catalogue = put_object(texts, "say");
	struct buffer to = { 0 };

	catalogue->first = said->first; /* shared, never changed */
	catalogue->last = said->last;
	const struct node *stack[] = { texts, describe(arena, l, language) };
	template_render(template_named(web->templates, "mail"), stack, 2,
		(struct template_view){ reader_member, &reader, arena }, &to);
	char *all = arena_bytes(arena, to.bytes, to.size), *end = strstr(all, "\n\n");
	buffer_clear(&to);
	mail->subject = arena_bytes(arena, all, end ? (size_t)(end - all) : strlen(all));
	mail->text = end ? end + 2 : all;
}

/* A file to open, METHOD:PUBLISH (RFC 5546 section 3.2.1): REQUEST and CANCEL would make calendar programs offer to
 * accept or decline to an organizer who does not exist; who booked need not be asked. RFC 6047 section 2.4 wants the
 * same method in the part's type. */
static void attach(struct arena *arena, const struct letter *l, struct mail *mail)
{
	struct buffer to = { 0 };

	calendar_head(&to, l->booking.resource_name, "Europe/Berlin");
	buffer_text(&to, "METHOD:PUBLISH\r\n");
	buffer_text(&to, l->event);
	calendar_tail(&to);
	mail->file = arena_bytes(arena, to.bytes, to.size);
	mail->file_type = "text/calendar; charset=utf-8; method=PUBLISH";
	mail->file_name = arena_print(arena, "%s.ics", l->booking.ref);
	buffer_clear(&to);
}

static struct mail write_mail(struct arena *arena, const struct letter *l)
{
	const struct delivery *d = &l->delivery;
	struct mail mail = { .from = l->mailer->from, .from_name = l->sender,
		.to = d->address ? d->address : d->person_email, .date = d->created,
		.message_id = arena_print(arena, "d%lld@%s", (long long)d->id, l->installation) };

	render(arena, l, &mail);
	if (l->event && delivery_kind_named(d->kind)->calendar)
		attach(arena, l, &mail);
	return mail;
}

/* ---- taking and sending ---------------------------------------------------------------------- */

static void take(struct work *work, void *about)
{
	struct letter *l = about;

	l->event = NULL;
	l->taken = delivery_take(work, &l->delivery, &l->booking, &l->event);
	l->installation = site_installation(work);
	l->sender = setting_text(work, "mail_sender");
	if (!*l->sender)
		l->sender = setting_text(work, "lab_name");
}

static void mark(struct work *work, void *about)
{
	struct letter *l = about;

	l->marked = delivery_sending(work, &l->delivery);
}

static void settle(struct work *work, void *about)
{
	const struct letter *l = about;
	static void (*const how[])(struct work *, const struct delivery *, const char *) = {
		[MAIL_DELAYED] = delivery_delay, [MAIL_REFUSED] = delivery_fail,
		[MAIL_UNKNOWN] = delivery_lose };

	if (l->end == MAIL_SENT)
		delivery_sent(work, &l->delivery);
	else
		how[l->end](work, &l->delivery, l->why);
}

static bool do_write(struct letter *l, void (*job)(struct work *, void *))
{
	struct work work = { .lab = l->mailer->lab, .kind = WRITE, .job = job, .about = l };
	enum work_end end = work_do(&work);

	arena_clear(&work.arena);
	return end == WORK_DONE;
}

static void send(struct arena *arena, struct letter *l)
{
	struct mail mail = write_mail(arena, l);

	if (!do_write(l, mark) || !l->marked)
		return;
	l->end = mail_send(arena, l->mailer->server, &mail, &l->why);
	if (l->end == MAIL_SENT)
		log_line(LOG_INFO, "mail %lld (%s): sent", (long long)l->delivery.id, l->delivery.kind);
	else
		log_line(LOG_WARN, "mail %lld (%s): %s", (long long)l->delivery.id, l->delivery.kind, l->why);
	do_write(l, settle); /* if this fails, its lease runs out and staff decide */
}

/* False: nothing is due. */
static bool send_next(struct mailer *m)
{
	struct letter letter = { .mailer = m };
	struct work work = { .lab = m->lab, .kind = WRITE, .job = take, .about = &letter };
	bool taken = work_do(&work) == WORK_DONE && letter.taken;

	if (taken)
		send(&work.arena, &letter);
	arena_clear(&work.arena);
	return taken;
}

static void *run(void *about)
{
	struct mailer *m = about;

	while (!thread_nap(&m->thread, LOOK_EVERY))
		while (send_next(m) && !thread_nap(&m->thread, 0))
			;
	return NULL;
}

/* ---- starting -------------------------------------------------------------------------------- */

/* Whose name the server's certificate or the lab's address says: a sender that exists is configured. */
static char *sender(const struct lab *lab, const char *from)
{
	struct arena arena = { 0 };
	const char *host = strstr(lab->url, "://");

	host = host ? host + 3 : "localhost";
	char *made = strdup(from ? from : arena_print(&arena, "smartlab@%.*s", (int)strcspn(host, ":/"), host));
	arena_clear(&arena);
	return made;
}

struct mailer *mailer_start(struct lab *lab, const char *server, const char *from)
{
	struct mailer *m = calloc(1, sizeof *m);

	if (!m)
		abort();
	m->lab = lab;
	m->server = strdup(server);
	m->from = sender(lab, from);
	if (!mail_server_is_valid(server) || !text_is_email(m->from))
		log_line(LOG_FAULT, "mail: --smtp is smtp://host:port or smtps://…, --mail-from an address");
	else if (thread_start(&m->thread, run, m))
		return m;
	free(m->server);
	free(m->from);
	free(m);
	return NULL;
}

void mailer_stop(struct mailer *m)
{
	if (!m)
		return;
	thread_stop(&m->thread);
	free(m->server);
	free(m->from);
	free(m);
}
