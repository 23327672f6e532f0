// SPDX-License-Identifier: EUPL-1.2
/*
 * libmosquitto queues the acknowledgement (PUBACK) of a message before it calls us. mosquitto_threaded_set keeps it from
 * being written to the socket at once, so that who reads can first put on disk what it read and then write.
 */
#include "hw/mqtt.h"

#include "app/base/text.h"

#include <errno.h>
#include <mosquitto.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	KEEPALIVE = 30,      /* seconds; the broker drops us after one and a half of it */
	HANDSHAKE_TICK = 20, /* milliseconds */
	MOST_WRITTEN = 256,
	MOST_WHY = 200,
};

struct link {
	struct mosquitto *link;
	struct link_hooks hooks;
	void *about;
	bool accepted, refused;
	char why[MOST_WHY];
};

void mqtt_begin(void)
{
	mosquitto_lib_init();
}

void mqtt_end(void)
{
	mosquitto_lib_cleanup();
}

bool link_is_over(const struct link *link)
{
	return *link->why;
}

bool link_was_refused(const struct link *link)
{
	return link->refused;
}

const char *link_why(const struct link *link)
{
	return !link ? "the connection cannot be made" : *link->why ? link->why : "the connection was lost";
}

/* The first thing that went wrong is the reason, what follows are consequences. */
static bool judge(struct link *link, int rc)
{
	if (rc != MOSQ_ERR_SUCCESS && !*link->why)
		snprintf(link->why, sizeof link->why, "%s", rc == MOSQ_ERR_ERRNO ? strerror(errno)
			: link->accepted ? "the connection was lost" : mosquitto_strerror(rc));
	return rc == MOSQ_ERR_SUCCESS;
}

/* ---- what libmosquitto calls ---- */

static void on_connect(struct mosquitto *mosquitto, void *about, int refused, int flags)
{
	struct link *link = about;

	(void)mosquitto;
	link->refused = refused;
	if (refused) {
		snprintf(link->why, sizeof link->why, "%s", mosquitto_connack_string(refused));
		return;
	}
	link->accepted = true;
	link->hooks.connected(link->about, flags & 1); /* MQTT 3.1.1, section 3.2.2.2 */
}

static void on_subscribe(struct mosquitto *mosquitto, void *about, int id, int count, const int *granted)
{
	struct link *link = about;

	(void)mosquitto, (void)id;
	if (link->hooks.granted)
		link->hooks.granted(link->about, count == 1 ? *granted : -1);
}

static void on_message(struct mosquitto *mosquitto, void *about, const struct mosquitto_message *message)
{
	struct link *link = about;

	(void)mosquitto;
	link->hooks.take(link->about, message->topic, message->payload, (size_t)message->payloadlen);
}

/* OpenSSL's own words are only to be had here: "OpenSSL Error[0]: error:…:certificate verify failed". */
static void on_log(struct mosquitto *mosquitto, void *about, int level, const char *line)
{
	struct link *link = about;
	const char *words = strrchr(line, ':');

	(void)mosquitto;
	if (level != MOSQ_LOG_ERR || *link->why)
		return;
	if (strstr(line, "certificate verify failed"))
		words = ": the broker's certificate is not signed by an authority that this machine trusts";
	else if (strstr(line, "host name verification failed") || strstr(line, "hostname"))
		words = ": the broker's certificate is for another name";
	snprintf(link->why, sizeof link->why, "TLS%s", words ? words : line);
}

/* ---- one connection ---- */

static bool use_tls(struct mosquitto *mosquitto, const struct broker *broker)
{
	return !broker->tls ||
		mosquitto_int_option(mosquitto, MOSQ_OPT_TLS_USE_OS_CERTS, 1) == MOSQ_ERR_SUCCESS;
}

static bool prepare(struct link *link, const struct broker *broker)
{
	mosquitto_threaded_set(link->link, true);
	mosquitto_connect_with_flags_callback_set(link->link, on_connect);
	mosquitto_subscribe_callback_set(link->link, on_subscribe);
	mosquitto_message_callback_set(link->link, on_message);
	mosquitto_log_callback_set(link->link, on_log);
	return use_tls(link->link, broker) &&
		mosquitto_username_pw_set(link->link, broker->user, broker->password) == MOSQ_ERR_SUCCESS;
}

/* What cannot begin keeps its reason: the first read says that it is over. */
struct link *link_open(const struct broker *broker, const char *client, const struct link_hooks *hooks, void *about)
{
	struct link *link = calloc(1, sizeof *link);

	if (!link)
		abort();
	*link = (struct link){ .hooks = *hooks, .about = about };
	link->link = mosquitto_new(client, !client, link);
	if (link->link && prepare(link, broker)) {
		judge(link, mosquitto_connect_async(link->link, broker->host, broker->port, KEEPALIVE));
		return link;
	}
	link_close(link, false);
	return NULL;
}

static bool is_readable(int socket)
{
	struct pollfd fd = { .fd = socket, .events = POLLIN };

	return poll(&fd, 1, 0) > 0;
}

/* mosquitto_loop_read reads one message, whatever number it is given. Until the broker has accepted us it also drives
 * the TLS handshake, and does not say what that waits for. */
bool link_read(struct link *link, bool (*more)(void *about))
{
	int rc = *link->why ? MOSQ_ERR_NO_CONN : MOSQ_ERR_SUCCESS;

	if (!link->accepted && rc == MOSQ_ERR_SUCCESS)
		rc = mosquitto_loop_read(link->link, 1);
	while (rc == MOSQ_ERR_SUCCESS && more(link->about) && is_readable(mosquitto_socket(link->link)))
		rc = mosquitto_loop_read(link->link, 1);
	return judge(link, rc);
}

bool link_write(struct link *link)
{
	int rc = mosquitto_want_write(link->link) ? mosquitto_loop_write(link->link, MOST_WRITTEN) : MOSQ_ERR_SUCCESS;

	return judge(link, rc == MOSQ_ERR_SUCCESS ? mosquitto_loop_misc(link->link) : rc);
}

bool link_subscribe(struct link *link, const char *topic, int qos)
{
	return mosquitto_subscribe(link->link, NULL, topic, qos) == MOSQ_ERR_SUCCESS;
}

bool link_publish(struct link *link, const char *topic, const char *text, int qos)
{
	return mosquitto_publish(link->link, NULL, topic, (int)strlen(text), text, qos, false) == MOSQ_ERR_SUCCESS;
}

void link_await(struct link *link, int other, int milliseconds)
{
	bool writing = mosquitto_want_write(link->link);
	struct pollfd fds[] = {
		{ .fd = mosquitto_socket(link->link), .events = (short)(POLLIN | (writing ? POLLOUT : 0)) },
		{ .fd = other, .events = POLLIN },
	};
	poll(fds, 2, link->accepted || milliseconds < HANDSHAKE_TICK ? milliseconds : HANDSHAKE_TICK);
}

void link_close(struct link *link, bool politely)
{
	if (!link)
		return;
	if (politely) {
		mosquitto_disconnect(link->link);
		mosquitto_loop_write(link->link, MOST_WRITTEN);
	}
	if (link->link)
		mosquitto_destroy(link->link);
	free(link);
}
