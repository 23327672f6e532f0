// SPDX-License-Identifier: EUPL-1.2
#include "app/timer.h"

#include "app/approval.h"
#include "app/delivery.h"
#include "app/device.h"
#include "app/idle.h"
#include "app/ledger.h"
#include "app/no_show.h"
#include "app/privacy.h"
#include "app/qualification.h"
#include "app/seat.h"
#include "app/relay.h"
#include "app/run.h"
#include "app/ticket.h"
#include "app/upkeep.h"
#include "app/waiting.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

static const struct timer timers[] = {
	{ "alarms", 300, device_alarm },
	{ "lapse", 60, approval_lapse },
	{ "messages", 60, delivery_abandon },
	{ "minimum", 60, workshop_decide }, /* before anybody is reminded of what is cancelled */
	{ "no_show", 60, no_show_release },
	{ "qualifications", 3600, qualification_remind },
	{ "relay_begin", 15, relay_begin },
	{ "relay_cut", 60, idle_cut },
	{ "relay_expire", 15, relay_expire },
	{ "remind", 300, delivery_remind },
	{ "retention", 86400, privacy_forget },
	{ "seats", 60, seat_lapse },
	{ "seats_remind", 300, seat_remind },
	{ "run_watch", 60, ledger_watch },
	{ "runs", 5, run_catch_up },
	{ "thinning", 3600, run_thin },
	{ "upkeep", 3600, upkeep_remind },
	{ "tickets", 3600, ticket_forget },
	{ "waiting", 600, waiting_end },
};

enum { TIMERS = sizeof timers / sizeof *timers };

struct timers {
	struct lab *lab;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t stopped;
	bool stopping;
};

struct turn {
	const struct timer *timer;
	bool again; /* goes on where the last transaction ended */
	int done;
};

static void run_turn(struct work *work, void *about)
{
	struct turn *turn = about;

	turn->done = 0;
	if (!turn->again && !db_timer_take(work->db, turn->timer->name, work->now - turn->timer->every, work->now))
		return;
	turn->done = turn->timer->run(work, TIMER_BATCH);
	db_timer_did(work->db, turn->timer->name, turn->done);
}

static void run(struct lab *lab, const struct timer *timer)
{
	struct turn turn = { .timer = timer };
	enum work_end end;

	do {
		struct work work = { .lab = lab, .kind = WRITE, .job = run_turn, .about = &turn };
		end = work_do(&work);
		arena_clear(&work.arena);
		turn.again = true;
	} while (end == WORK_DONE && turn.done == TIMER_BATCH);
}

void timers_run(struct lab *lab)
{
	for (int i = 0; i < TIMERS; i++)
		run(lab, &timers[i]);
}

static void *run_on(void *about)
{
	struct timers *t = about;
	struct timespec next;

	pthread_mutex_lock(&t->lock);
	while (!t->stopping) {
		pthread_mutex_unlock(&t->lock);
		timers_run(t->lab);
		pthread_mutex_lock(&t->lock);
		clock_gettime(CLOCK_REALTIME, &next);
		next.tv_sec += 5;
		if (!t->stopping)
			pthread_cond_timedwait(&t->stopped, &t->lock, &next);
	}
	pthread_mutex_unlock(&t->lock);
	return NULL;
}

struct timers *timers_start(struct lab *lab)
{
	struct timers *t = calloc(1, sizeof *t);

	if (!t)
		abort();
	t->lab = lab;
	pthread_mutex_init(&t->lock, NULL);
	pthread_cond_init(&t->stopped, NULL);
	if (pthread_create(&t->thread, NULL, run_on, t) != 0)
		abort();
	return t;
}

void timers_stop(struct timers *t)
{
	if (!t)
		return;
	pthread_mutex_lock(&t->lock);
	t->stopping = true;
	pthread_cond_signal(&t->stopped);
	pthread_mutex_unlock(&t->lock);
	pthread_join(t->thread, NULL);
	pthread_cond_destroy(&t->stopped);
	pthread_mutex_destroy(&t->lock);
	free(t);
}

int timer_list(struct work *work, struct timer_row *list, int most)
{
	return db_timer_list(work->db, list, most);
}
