// SPDX-License-Identifier: EUPL-1.2
/*
 * How people come to the lab: they join and confirm their address, are invited, are added by staff, choose a new password;
 * and who is young needs a guardian who agrees. Whoever asks learns nothing about who is known: the mail tells.
 */
#ifndef JOIN_H
#define JOIN_H

#include "app/person.h"
#include "app/ticket.h"

enum { LEAST_NEW_PASSWORD = 10, MOST_NAME = 100, MOST_MAILS = 5, MOST_JOINING = 60 };

struct joining {
	const char *name, *email, *language;
	int64_t born;         /* year; 0: not told */
	const char *guardian; /* address; "" */
};

/* Adds the reasons against a new password: too short, or one that everybody tries first. */
void password_check(struct work *work, const char *password, const char *email);

/* All reasons against it; language must be de or en. */
void join_check(struct work *work, const struct joining *joining, const char *password);
/* Sends the link; to an address that is known a word that it is. hash: of the password. False: there were too many from
 * that peer within the hour. */
bool join_ask(struct work *work, const struct joining *joining, const char *hash, const char *peer);
/* Sends a link to choose a new password, if somebody has that address. False: too many. */
bool join_forgot(struct work *work, const char *email, const char *peer);
/* Staff: adds somebody who chooses a password by mail. */
void join_welcome(struct work *work, struct person *person);

/* What the button behind a link does, by its kind; each uses the ticket up. */
void join_confirm(struct work *work, const struct ticket *ticket);
void join_reset(struct work *work, const struct ticket *ticket, const char *hash);
/* name and hash only for who is not known yet. */
void join_accept(struct work *work, const struct ticket *ticket, const char *name, const char *hash);

/* Young people. */
struct youth youth_of(struct work *work, int64_t person);
bool youth_is_waiting(struct work *work, int64_t person); /* for a guardian's consent: may not book */
void youth_ask(struct work *work, const struct person *person, const char *guardian);
void youth_decide(struct work *work, const struct ticket *ticket, bool agree);

/* Of work->person: the old password matched, the new one is hashed. All other sessions end. */
void password_change(struct work *work, int64_t this_session, bool matches, const char *hash, enum reason *why);

#endif
