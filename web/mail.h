// SPDX-License-Identifier: EUPL-1.2
/*
 * The outbox goes out: a thread that renders what is due in the reader's language and sends it. Before a mail leaves, the
 * store says so durably; what is lost on the way is not sent again, but shown to staff.
 */
#ifndef WEB_MAIL_H
#define WEB_MAIL_H

#include "app/base/arena.h"
#include "web/language.h"

struct delivery;
struct lab;
struct mailer;

/* After web_start(), whose templates and languages it uses. from may be NULL: lab@ the server's host. NULL and a line in
 * the log: the address of the server is none, or a kind of message has no words. */
struct mailer *mailer_start(struct lab *lab, const char *server, const char *from);
/* What it is about, in the words of its mail. */
const char *mail_subject(struct arena *arena, enum language language, const struct delivery *delivery);

void mailer_stop(struct mailer *mailer); /* finishes the mail that is under way; NULL is fine */

#endif
