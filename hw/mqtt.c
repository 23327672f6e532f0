// SPDX-License-Identifier: EUPL-1.2
/*
 * libmosquitto queues the acknowledgement (PUBACK) of a message before it calls us. Two things keep it back until the
 * frame is on disk: mosquitto_threaded_set, without which it is written to the socket at once, and this file's own
 * loop, which reads some messages, commits them all in one work, and only then writes.
 */
#include "hw/mqtt.h"

#include "app/base/log.h"
#include "app/base/thread.h"
#include "app/base/time.h"
#include "app/frame.h"
#include "app/lab.h"
#include "app/script.h"
#include "app/base/text.h"
#include "app/vital.h"
#include "hw/broker.h"
#include "hw/downlink.h"

#include <mosquitto.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	BATCH = 256,    /* messages a work; mosquitto itself lets 20 wait for us by default */
	KEEPALIVE = 30, /* seconds; the broker drops us after one and a half of it */
	PATIENCE = 10,  /* seconds until a new connection must be accepted */
	MOST_ORDERS = 20,   /* sent in one second */
	ALIVE = 60,         /* seconds between two words that this source is alive */
	LONGEST_PAUSE = 60, /* seconds between two tries */
	TICK = 1000, HANDSHAKE_TICK = 20, /* milliseconds */
};

struct mqtt {
	struct lab *lab;
	struct arena arena; /* of what follows */
	struct broker broker;
	const char *client;
	const struct source *source;

	struct thread thread;
	struct mosquitto *link;
	bool accepted;    /* by the broker; subscribed */
	bool spoilt;      /* a batch was not kept: write nothing any more */
	int64_t deadline; /* for that */
	int64_t looked;   /* when for orders to send */
	const char *back; /* connected anew, and who had what came meanwhile; NULL: that is told already */
	int64_t alive;    /* when it was told last */

	struct batch {
		struct arena arena;
		int count, messages, refused, twice;
		struct frame frames[BATCH];
	} batch;

	pthread_mutex_t lock; /* of health */
	struct mqtt_health health;
};

struct mqtt_health mqtt_health(struct mqtt *mqtt)
{
	pthread_mutex_lock(&mqtt->lock);
	struct mqtt_health health = mqtt->health;
	pthread_mutex_unlock(&mqtt->lock);
	return health;
}

static void note_connection(struct mqtt *mqtt, bool connected)
{
	pthread_mutex_lock(&mqtt->lock);
	if (mqtt->health.connected != connected)
		mqtt->health.since = clock_now();
	mqtt->health.connected = connected;
	pthread_mutex_unlock(&mqtt->lock);
}

static void note_batch(struct mqtt *mqtt, const struct batch *batch)
{
	pthread_mutex_lock(&mqtt->lock);
	mqtt->health.messages += batch->messages;
	mqtt->health.frames += batch->count - batch->twice;
	mqtt->health.twice += batch->twice;
	mqtt->health.refused += batch->refused;
	mqtt->health.last_message = clock_now();
	pthread_mutex_unlock(&mqtt->lock);
}

/* ---- what is on its way to the disk ---- */

static void take_batch(struct work *work, void *about)
{
	struct batch *batch = about;

	batch->twice = 0;
	for (int i = 0; i < batch->count; i++)
		batch->twice += frame_take(work, &batch->frames[i]) == FRAME_TWICE;
}

static enum work_end commit(struct mqtt *mqtt)
{
	struct work work = { .lab = mqtt->lab, .kind = WRITE, .job = take_batch, .about = &mqtt->batch };
	enum work_end end = work_do(&work);

	arena_clear(&work.arena);
	return end;
}

/* When nothing is on disk, nothing may be acknowledged. */
static void keep_batch(struct mqtt *mqtt)
{
	struct batch *batch = &mqtt->batch;
	enum work_end end = batch->count ? commit(mqtt) : WORK_DONE;

	for (int again = 0; end == WORK_BUSY && again < KEEPALIVE; again++) {
		thread_nap(&mqtt->thread, TICK);
		end = commit(mqtt);
	}
	if (end == WORK_DONE && batch->messages)
		note_batch(mqtt, batch);
	arena_clear(&batch->arena);
	batch->count = batch->messages = batch->refused = batch->twice = 0;
	mqtt->spoilt |= end != WORK_DONE;
}

/* ---- what libmosquitto calls while it reads ---- */

/* The Things Stack knows QoS 0 only, and keeps nothing for us: hw/backfill.h fetches what its storage has. */
static int qos_of(const struct mqtt *mqtt)
{
	return strcmp(mqtt->source->name, "tts") != 0;
}

static void on_connect(struct mosquitto *link, void *about, int refused, int flags)
{
	struct mqtt *mqtt = about;
	bool session_present = flags & 1; /* MQTT 3.1.1, section 3.2.2.2 */

	if (refused) {
		log_line(LOG_WARN, "mqtt %s: %s", mqtt->broker.host, mosquitto_connack_string(refused));
		return;
	}
	/* Each time: the broker may have lost our session. */
	mqtt->accepted = mosquitto_subscribe(link, NULL, mqtt->broker.topic, qos_of(mqtt)) == MOSQ_ERR_SUCCESS;
	mqtt->back = session_present && qos_of(mqtt) ? "broker" : "lost";
	note_connection(mqtt, true);
	log_line(LOG_NOTE, "mqtt %s: connected", mqtt->broker.host);
}

static void on_subscribe(struct mosquitto *link, void *about, int id, int count, const int *granted)
{
	struct mqtt *mqtt = about;

	(void)link, (void)id;
	if (count != 1 || *granted != qos_of(mqtt))
		log_line(LOG_WARN, "mqtt %s: no QoS 1 for %s, frames may be lost", mqtt->broker.host,
			mqtt->broker.topic);
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
static void on_message(struct mosquitto *link, void *about, const struct mosquitto_message *message)
{
	struct mqtt *mqtt = about;
	struct batch *batch = &mqtt->batch;
	const char *event = strrchr(message->topic, '/'), *why;

	(void)link;
	if (batch->count == BATCH) /* TLS hands over a whole record of messages at once */
		keep_batch(mqtt);
	batch->messages++;
	if (mqtt->source->read(&batch->arena, event ? event + 1 : "", message->payload,
		    (size_t)message->payloadlen, &batch->frames[batch->count], &why)) {
		batch->frames[batch->count].via = mqtt->broker.host;
		batch->frames[batch->count].route = route_of(&batch->arena, message->topic);
		batch->count++;
	} else if (why) {
		if (!batch->refused++)
			log_line(LOG_NOTE, "mqtt %s: %s", message->topic, why);
	}
}

/* ---- one connection ---- */

static bool use_tls(struct mosquitto *link, const struct broker *broker)
{
	return !broker->tls ||
		mosquitto_int_option(link, MOSQ_OPT_TLS_USE_OS_CERTS, 1) == MOSQ_ERR_SUCCESS;
}

/* A new client for each connection: what the old one still wanted to acknowledge must never be written. */
static bool connect_link(struct mqtt *mqtt)
{
	const struct broker *broker = &mqtt->broker;

	mqtt->accepted = mqtt->spoilt = false;
	mqtt->deadline = clock_now() + PATIENCE;
	mqtt->link = mosquitto_new(mqtt->client, false, mqtt);
	if (!mqtt->link)
		return false;
	mosquitto_threaded_set(mqtt->link, true);
	mosquitto_connect_with_flags_callback_set(mqtt->link, on_connect);
	mosquitto_subscribe_callback_set(mqtt->link, on_subscribe);
	mosquitto_message_callback_set(mqtt->link, on_message);
	return use_tls(mqtt->link, broker) &&
		mosquitto_username_pw_set(mqtt->link, broker->user, broker->password) == MOSQ_ERR_SUCCESS &&
		mosquitto_connect_async(mqtt->link, broker->host, broker->port, KEEPALIVE) == MOSQ_ERR_SUCCESS;
}

static bool is_readable(int socket)
{
	struct pollfd fd = { .fd = socket, .events = POLLIN };

	return poll(&fd, 1, 0) > 0;
}

/* mosquitto_loop_read reads one message, whatever number it is given. Until the broker has accepted us it also drives
 * the TLS handshake, and does not say what that waits for. */
static bool read_some(struct mqtt *mqtt)
{
	int rc = MOSQ_ERR_SUCCESS;

	if (!mqtt->accepted)
		rc = mosquitto_loop_read(mqtt->link, 1);
	while (rc == MOSQ_ERR_SUCCESS && mqtt->batch.messages < BATCH &&
		is_readable(mosquitto_socket(mqtt->link)))
		rc = mosquitto_loop_read(mqtt->link, 1);
	return rc == MOSQ_ERR_SUCCESS;
}

static bool is_stopping(const struct mqtt *mqtt)
{
	return thread_nap(&mqtt->thread, 0);
}

static void await(struct mqtt *mqtt)
{
	bool writing = mosquitto_want_write(mqtt->link);
	struct pollfd fds[] = {
		{ .fd = mosquitto_socket(mqtt->link), .events = (short)(POLLIN | (writing ? POLLOUT : 0)) },
		{ .fd = mqtt->thread.woken, .events = POLLIN },
	};
	poll(fds, 2, mqtt->accepted ? TICK : HANDSHAKE_TICK);
}

/* ---- wishes for relays ---- */

struct outbox {
	struct relay_link link;
	bool some;
	struct relay_order order;
};

static void glance(struct work *work, void *about)
{
	struct outbox *outbox = about;

	outbox->some = relay_is_due(work, &outbox->link);
}

static void take_order(struct work *work, void *about)
{
	struct outbox *outbox = about;

	outbox->some = relay_next(work, &outbox->link, &outbox->order);
}

static bool ask(struct mqtt *mqtt, struct outbox *outbox, struct work *work)
{
	*work = (struct work){ .lab = mqtt->lab, .kind = work->kind, .job = work->job, .about = outbox };
	return work_do(work) == WORK_DONE && outbox->some;
}

static void give_up(struct work *work, void *about)
{
	relay_end(work, &((struct outbox *)about)->order.wish, "failed");
}

/* By the codec that staff pasted; what it cannot say is no order. */
static bool encode(struct mqtt *mqtt, struct arena *arena, struct outbox *outbox)
{
	struct relay_order *order = &outbox->order;
	struct work fail = { .lab = mqtt->lab, .kind = WRITE, .job = give_up, .about = outbox };
	const char *why;

	if (!order->script || script_encode(mqtt->lab->runner, arena, order->script, order->device.eui, &order->what,
		    &order->downlink, &why))
		return true;
	log_line(LOG_WARN, "codec %s, order for %s: %s", order->script->model, order->device.eui, why);
	work_do(&fail);
	arena_clear(&fail.arena);
	return false;
}

static void publish(struct mqtt *mqtt, struct arena *arena, struct outbox *outbox)
{
	struct message message;

	if (encode(mqtt, arena, outbox) && downlink_write(arena, &outbox->order, &message))
		mosquitto_publish(mqtt->link, NULL, message.topic, (int)strlen(message.json), message.json,
			qos_of(mqtt), false);
}

/* Each second, and only while connected: libmosquitto would keep a message for hours, and then switch something on. It
 * counts as sent before it is; one that gets lost is sent again by its pause. */
static void send_orders(struct mqtt *mqtt)
{
	struct outbox outbox = { .link = { mqtt->source->name, mqtt->broker.host } };
	struct work look = { .kind = READ, .job = glance }, take = { .kind = WRITE, .job = take_order };

	if (!mqtt->accepted || clock_now() == mqtt->looked)
		return;
	mqtt->looked = clock_now();
	bool due = ask(mqtt, &outbox, &look);
	arena_clear(&look.arena);
	for (int i = 0; due && i < MOST_ORDERS; i++) {
		if ((due = ask(mqtt, &outbox, &take)))
			publish(mqtt, &take.arena, &outbox);
		arena_clear(&take.arena);
	}
}

/* ---- gaps ---- */

static void tell_alive(struct work *work, void *about)
{
	const struct mqtt *mqtt = about;

	if (mqtt->back)
		source_back(work, mqtt->broker.host, mqtt->back);
	else
		source_alive(work, mqtt->broker.host);
}

/* Each minute, so that a gap has a begin even if we are killed. */
static void keep_alive(struct mqtt *mqtt)
{
	struct work work = { .lab = mqtt->lab, .kind = WRITE, .job = tell_alive, .about = mqtt };

	if (!mqtt->accepted || (!mqtt->back && clock_now() - mqtt->alive < ALIVE))
		return;
	mqtt->alive = clock_now();
	if (work_do(&work) == WORK_DONE)
		mqtt->back = NULL;
	arena_clear(&work.arena);
}

/* Reads, commits, then writes. False: this connection is over. */
static bool turn(struct mqtt *mqtt)
{
	await(mqtt);
	bool alive = read_some(mqtt);
	keep_batch(mqtt);
	if (!alive || mqtt->spoilt || (!mqtt->accepted && clock_now() > mqtt->deadline))
		return false;
	keep_alive(mqtt);
	send_orders(mqtt);
	return (!mosquitto_want_write(mqtt->link) ||
		mosquitto_loop_write(mqtt->link, BATCH) == MOSQ_ERR_SUCCESS) &&
		mosquitto_loop_misc(mqtt->link) == MOSQ_ERR_SUCCESS;
}

/* From a connection's begin to its end; true if it was good for something. */
static bool serve(struct mqtt *mqtt)
{
	bool connected = connect_link(mqtt);

	while (connected && !is_stopping(mqtt))
		connected = turn(mqtt);
	if (connected) { /* we go first: so told, the broker need not wait for us */
		mosquitto_disconnect(mqtt->link);
		mosquitto_loop_write(mqtt->link, BATCH);
	}
	mosquitto_destroy(mqtt->link);
	mqtt->link = NULL;
	return mqtt->accepted && !mqtt->spoilt;
}

static void *run(void *about)
{
	struct mqtt *mqtt = about;
	int pause = 0;

	do {
		bool good = serve(mqtt);
		note_connection(mqtt, false);
		pause = good || !pause ? 1 : pause * 2;
		if (pause == 1 && !is_stopping(mqtt)) /* once, not with each try */
			log_line(LOG_WARN, "mqtt %s: not connected", mqtt->broker.host);
		if (pause > LONGEST_PAUSE)
			pause = LONGEST_PAUSE;
	} while (!thread_nap(&mqtt->thread, pause * 1000));
	return NULL;
}

static void release(struct mqtt *mqtt)
{
	pthread_mutex_destroy(&mqtt->lock);
	arena_clear(&mqtt->arena);
	free(mqtt);
	mosquitto_lib_cleanup();
}

struct mqtt *mqtt_start(struct lab *lab, const char *url, const char *client)
{
	struct mqtt *mqtt = calloc(1, sizeof *mqtt);

	if (!mqtt)
		abort();
	mosquitto_lib_init();
	mqtt->lab = lab;
	mqtt->client = arena_text(&mqtt->arena, client);
	pthread_mutex_init(&mqtt->lock, NULL);
	bool readable = broker_parse(&mqtt->arena, url, &mqtt->broker);
	mqtt->source = source_find(sources, readable ? broker_network(&mqtt->broker) : "chirpstack");
	mqtt->health = (struct mqtt_health){ .host = mqtt->broker.host, .since = clock_now() };
	if (readable && thread_start(&mqtt->thread, run, mqtt))
		return mqtt;
	log_line(LOG_FAULT, "mqtt: %s", readable ? "no thread" : "not an address of a broker");
	release(mqtt);
	return NULL;
}

void mqtt_stop(struct mqtt *mqtt)
{
	if (!mqtt)
		return;
	thread_stop(&mqtt->thread);
	release(mqtt);
}

/* ---- a plain client ---- */

struct post {
	struct arena arena;
	struct mosquitto *link;
	const char *topic;
	void (*take)(void *about, const char *topic, const char *text, size_t size);
	void *about;
	bool accepted; /* by the broker, now or once */
};

static void post_take(struct mosquitto *link, void *about, const struct mosquitto_message *message)
{
	struct post *post = about;

	(void)link;
	post->take(post->about, message->topic, message->payload, (size_t)message->payloadlen);
}

static void post_connected(struct mosquitto *link, void *about, int refused)
{
	struct post *post = about;

	if (refused)
		log_line(LOG_FAULT, "mqtt: %s", mosquitto_connack_string(refused));
	else
		mosquitto_subscribe(link, NULL, post->topic, 1);
	post->accepted |= !refused;
}

static bool post_connect(struct post *post, const struct broker *broker)
{
	post->link = mosquitto_new(NULL, true, post);
	if (!post->link)
		return false;
	mosquitto_connect_callback_set(post->link, post_connected);
	mosquitto_message_callback_set(post->link, post_take);
	return use_tls(post->link, broker) &&
		mosquitto_username_pw_set(post->link, broker->user, broker->password) == MOSQ_ERR_SUCCESS &&
		mosquitto_connect(post->link, broker->host, broker->port, KEEPALIVE) == MOSQ_ERR_SUCCESS;
}

struct post *post_open(const struct broker *broker, const char *topic,
	void (*take)(void *about, const char *topic, const char *text, size_t size), void *about)
{
	struct post *post = calloc(1, sizeof *post);

	if (!post)
		abort();
	mosquitto_lib_init();
	post->take = take;
	post->about = about;
	post->topic = arena_text(&post->arena, topic);
	if (post_connect(post, broker))
		return post;
	post_close(post);
	return NULL;
}

bool post_again(struct post *post)
{
	return post->accepted && mosquitto_reconnect(post->link) == MOSQ_ERR_SUCCESS;
}

bool post_send(struct post *post, const char *topic, const char *text)
{
	return mosquitto_publish(post->link, NULL, topic, (int)strlen(text), text, 1, false) == MOSQ_ERR_SUCCESS;
}

bool post_was_accepted(const struct post *post)
{
	return post->accepted;
}

bool post_wait(struct post *post, int milliseconds)
{
	return mosquitto_loop(post->link, milliseconds, 1) == MOSQ_ERR_SUCCESS;
}

void post_close(struct post *post)
{
	if (!post)
		return;
	if (post->link)
		mosquitto_destroy(post->link);
	arena_clear(&post->arena);
	free(post);
	mosquitto_lib_cleanup();
}
