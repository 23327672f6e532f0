// SPDX-License-Identifier: EUPL-1.2
#include "hw/post.h"

#include "app/base/arena.h"
#include "app/base/time.h"
#include "hw/mqtt.h"

#include <stdlib.h>

enum { PATIENCE = 10 /* seconds until a broker must have accepted us */, TICK = 100 };

struct post {
	struct arena arena;
	const struct broker *broker;
	struct link *link;
	const char *topic;
	bool is_open, has_read;
	bool accepted; /* by the broker, now or once */
	void (*take)(void *about, const char *topic, const char *text, size_t size);
	void *about;
};

static void on_connected(void *about, bool session_present)
{
	struct post *post = about;

	(void)session_present;
	post->accepted = true;
	post->is_open = link_subscribe(post->link, post->topic, 1);
}

static void on_message(void *about, const char *topic, const char *text, size_t size)
{
	struct post *post = about;

	post->has_read = true;
	post->take(post->about, topic, text, size);
}

static bool wants_one(void *about)
{
	return !((struct post *)about)->has_read;
}

bool post_wait(struct post *post, int milliseconds)
{
	if (!post->link)
		return false;
	link_await(post->link, -1, milliseconds);
	post->has_read = false;
	return link_read(post->link, wants_one) && link_write(post->link);
}

/* False: nobody is there. */
static bool connect_post(struct post *post)
{
	static const struct link_hooks hooks = { .connected = on_connected, .take = on_message };
	int64_t deadline = clock_now() + PATIENCE;

	post->is_open = false;
	post->link = link_open(post->broker, NULL, &hooks, post);
	bool alive = post->link;
	while (alive && !post->is_open && clock_now() < deadline)
		alive = post_wait(post, TICK);
	return post->is_open || (post->link && link_was_refused(post->link));
}

struct post *post_open(const struct broker *broker, const char *topic,
	void (*take)(void *about, const char *topic, const char *text, size_t size), void *about)
{
	struct post *post = calloc(1, sizeof *post);

	if (!post)
		abort();
	mqtt_begin();
	post->broker = broker;
	post->take = take;
	post->about = about;
	post->topic = arena_text(&post->arena, topic);
	if (connect_post(post))
		return post;
	post_close(post);
	return NULL;
}

bool post_again(struct post *post)
{
	link_close(post->link, false);
	return connect_post(post) && post->is_open;
}

bool post_was_accepted(const struct post *post)
{
	return post->accepted;
}

bool post_send(struct post *post, const char *topic, const char *text)
{
	return post->is_open && link_publish(post->link, topic, text, 1);
}

void post_close(struct post *post)
{
	if (!post)
		return;
	link_close(post->link, false);
	arena_clear(&post->arena);
	free(post);
	mqtt_end();
}
