// SPDX-License-Identifier: EUPL-1.2
#include "hw/receiver.h"

#include "app/base/log.h"
#include "app/base/text.h"
#include "app/base/thread.h"
#include "app/base/time.h"
#include "app/frame.h"
#include "app/lab.h"
#include "hw/mqtt.h"
#include "hw/outbox.h"
#include "hw/presence.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	BATCH = 256,    /* messages a work; mosquitto itself lets 20 wait for us by default */
	PERSISTENCE = 30, /* seconds a store that is busy is asked again */
	PATIENCE = 10,  /* seconds until a new connection must be accepted */
	LONGEST_PAUSE = 60, /* seconds between two tries */
	TICK = 1000, /* milliseconds */
};

struct receiver {
	struct lab *lab;
	struct arena arena; /* of what follows */
	struct broker broker;
	const char *client;
	const struct source *source;

	struct thread thread;
	struct link *link;
	bool accepted;    /* by the broker; subscribed */
	bool spoilt;      /* a batch was not kept: write nothing any more */
	int64_t deadline; /* for that */
	int64_t looked;   /* when for orders to send */
	struct presence presence;

	struct batch {
		struct arena arena;
		int count, messages, refused, twice;
		struct frame frames[BATCH];
	} batch;

	pthread_mutex_t lock; /* of health */
	struct receiver_health health;
};

struct receiver_health receiver_health(struct receiver *receiver)
{
	pthread_mutex_lock(&receiver->lock);
	struct receiver_health health = receiver->health;
	pthread_mutex_unlock(&receiver->lock);
	return health;
}

static void note_connection(struct receiver *receiver, bool connected)
{
	pthread_mutex_lock(&receiver->lock);
	if (receiver->health.connected != connected)
		receiver->health.since = clock_now();
	receiver->health.connected = connected;
	pthread_mutex_unlock(&receiver->lock);
}

static void note_batch(struct receiver *receiver, const struct batch *batch)
{
	pthread_mutex_lock(&receiver->lock);
	receiver->health.messages += batch->messages;
	receiver->health.frames += batch->count - batch->twice;
	receiver->health.twice += batch->twice;
	receiver->health.refused += batch->refused;
	receiver->health.last_message = clock_now();
	pthread_mutex_unlock(&receiver->lock);
}

/* ---- what is on its way to the disk ---- */

static void take_batch(struct work *work, void *about)
{
	struct batch *batch = about;

	batch->twice = 0;
	for (int i = 0; i < batch->count; i++)
		batch->twice += frame_take(work, &batch->frames[i]) == FRAME_TWICE;
}

static enum work_end commit(struct receiver *receiver)
{
	struct work work = { .lab = receiver->lab, .kind = WRITE, .job = take_batch, .about = &receiver->batch };
	enum work_end end = work_do(&work);

	arena_clear(&work.arena);
	return end;
}

/* When nothing is on disk, nothing may be acknowledged. */
static void keep_batch(struct receiver *receiver)
{
	struct batch *batch = &receiver->batch;
	enum work_end end = batch->count ? commit(receiver) : WORK_DONE;

	for (int again = 0; end == WORK_BUSY && again < PERSISTENCE; again++) {
		thread_nap(&receiver->thread, TICK);
		end = commit(receiver);
	}
	if (end == WORK_DONE && batch->messages)
		note_batch(receiver, batch);
	arena_clear(&batch->arena);
	batch->count = batch->messages = batch->refused = batch->twice = 0;
	receiver->spoilt |= end != WORK_DONE;
}

/* ---- what the connection tells ---- */

/* The Things Stack knows QoS 0 only, and keeps nothing for us: hw/backfill.h fetches what its storage has. */
static int qos_of(const struct receiver *receiver)
{
	return strcmp(receiver->source->name, "tts") != 0;
}

static void on_connected(void *about, bool session_present)
{
	struct receiver *receiver = about;
	const struct broker *broker = &receiver->broker;

	/* Each time: the broker may have lost our session. */
	receiver->accepted = link_subscribe(receiver->link, broker->topic, qos_of(receiver));
	receiver->presence.back = session_present && qos_of(receiver) ? "broker" : "lost";
	note_connection(receiver, true);
	log_line(LOG_NOTE, "mqtt %s: connected", broker->host);
}

static void on_granted(void *about, int qos)
{
	struct receiver *receiver = about;

	if (qos != qos_of(receiver))
		log_line(LOG_WARN, "mqtt %s: no QoS %d for %s, frames may be lost", receiver->broker.host,
			qos_of(receiver), receiver->broker.topic);
}

/* What downlinks to the device begin with is what its uplinks do: before /event/up, or The Things Stack's /up. */
static const char *route_of(struct arena *arena, const char *topic)
{
	static const char *const ends[] = { "/event/up", "/up" };
	size_t size = strlen(topic);

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t end = strlen(ends[i]);
		if (size > end && !strcmp(topic + size - end, ends[i]))
			return arena_bytes(arena, topic, size - end);
	}
	return NULL;
}

/* ChirpStack's topics end with the name of the event. */
static void on_message(void *about, const char *topic, const char *payload, size_t size)
{
	struct receiver *receiver = about;
	struct batch *batch = &receiver->batch;
	const char *event = strrchr(topic, '/'), *why;

	if (batch->count == BATCH) /* TLS hands over a whole record of messages at once */
		keep_batch(receiver);
	batch->messages++;
	if (receiver->source->read(&batch->arena, event ? event + 1 : "", payload, size, &batch->frames[batch->count],
		    &why)) {
		batch->frames[batch->count].via = receiver->broker.host;
		batch->frames[batch->count].route = route_of(&batch->arena, topic);
		batch->count++;
	} else if (why) {
		if (!batch->refused++)
			log_line(LOG_NOTE, "mqtt %s: %s", topic, why);
	}
}

static bool wants_more(void *about)
{
	return ((struct receiver *)about)->batch.messages < BATCH;
}

static bool is_stopping(const struct receiver *receiver)
{
	return thread_nap(&receiver->thread, 0);
}

/* ---- one connection ---- */

/* Each second. */
static void send_orders(struct receiver *receiver)
{
	if (!receiver->accepted || clock_now() == receiver->looked)
		return;
	receiver->looked = clock_now();
	outbox_send(receiver->lab, receiver->link, &(struct relay_link){ receiver->source->name, receiver->broker.host });
}

/* Reads, commits, then writes. False: this connection is over. */
static bool turn(struct receiver *receiver)
{
	link_await(receiver->link, receiver->thread.woken, TICK);
	bool alive = link_read(receiver->link, wants_more);
	keep_batch(receiver);
	if (!alive || receiver->spoilt || (!receiver->accepted && clock_now() > receiver->deadline))
		return false;
	if (receiver->accepted)
		presence_keep(&receiver->presence);
	send_orders(receiver);
	return link_write(receiver->link);
}

static const char *why_over(const struct receiver *receiver)
{
	if (receiver->spoilt)
		return "what came could not be kept: it is asked for again";
	return receiver->link && !receiver->accepted && clock_now() > receiver->deadline && !link_is_over(receiver->link)
		? "no answer within ten seconds" : link_why(receiver->link);
}

/* From a connection's begin to its end; true if it was good for something. A new one each time: what the old one still
 * wanted to acknowledge must never be written. */
static bool serve(struct receiver *receiver)
{
	static const struct link_hooks hooks = { on_connected, on_granted, on_message };

	receiver->accepted = receiver->spoilt = false;
	receiver->deadline = clock_now() + PATIENCE;
	receiver->link = link_open(&receiver->broker, receiver->client, &hooks, receiver);
	bool connected = receiver->link;
	while (connected && !is_stopping(receiver))
		connected = turn(receiver);
	if (!connected)
		presence_away(&receiver->presence, why_over(receiver));
	link_close(receiver->link, connected);
	receiver->link = NULL;
	return receiver->accepted && !receiver->spoilt;
}

static void *run(void *about)
{
	struct receiver *receiver = about;
	int pause = 0;

	do {
		bool good = serve(receiver);
		note_connection(receiver, false);
		pause = good || !pause ? 1 : pause * 2;
		if (pause > LONGEST_PAUSE)
			pause = LONGEST_PAUSE;
	} while (!thread_nap(&receiver->thread, pause * 1000));
	return NULL;
}

static void release(struct receiver *receiver)
{
	pthread_mutex_destroy(&receiver->lock);
	arena_clear(&receiver->arena);
	free(receiver);
	mqtt_end();
}

struct receiver *receiver_start(struct lab *lab, const char *url, const char *client)
{
	struct receiver *receiver = calloc(1, sizeof *receiver);

	if (!receiver)
		abort();
	mqtt_begin();
	receiver->lab = lab;
	receiver->client = arena_text(&receiver->arena, client);
	pthread_mutex_init(&receiver->lock, NULL);
	bool readable = broker_parse(&receiver->arena, url, &receiver->broker);
	receiver->source = source_find(sources, readable ? broker_network(&receiver->broker) : "chirpstack");
	receiver->presence = (struct presence){ .lab = lab, .name = receiver->broker.host };
	receiver->health = (struct receiver_health){ .host = receiver->broker.host, .since = clock_now() };
	if (readable && thread_start(&receiver->thread, run, receiver))
		return receiver;
	log_line(LOG_FAULT, "mqtt: %s", readable ? "no thread" : "not an address of a broker");
	release(receiver);
	return NULL;
}

void receiver_stop(struct receiver *receiver)
{
	if (!receiver)
		return;
	thread_stop(&receiver->thread);
	release(receiver);
}
