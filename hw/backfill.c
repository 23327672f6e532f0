// SPDX-License-Identifier: EUPL-1.2
/* "Storage Integration" of The Things Stack's documentation: lines of JSON, {"result": an uplink}, in order of time. */
#include "hw/backfill.h"

#include "app/base/log.h"
#include "app/base/outgoing.h"
#include "app/base/text.h"
#include "app/base/thread.h"
#include "app/base/time.h"
#include "app/frame.h"
#include "app/lab.h"
#include "app/vital.h"
#include "hw/presence.h"
#include "hw/tts.h"

#include <stdlib.h>
#include <string.h>

enum {
	EACH = 600,         /* seconds */
	SOONEST = 10,       /* seconds between two times, if a gap was seen; twice as long if that brought nothing */
	GLANCE = 2000,      /* milliseconds between two looks whether one was */
	OVERLAP = 900,      /* seconds: what a gateway delivers late */
	FIRST = 24 * 3600,  /* seconds back, of a source that was never read */
	PAGE = 200,         /* uplinks in one answer */
	PAGES = 500,        /* in one go */
	MOST_BODY = 4 << 20,
};

struct backfill {
	struct lab *lab;
	struct arena arena;
	struct storage storage;
	struct thread thread;
	struct presence presence; /* of the storage; its gaps are the broker's */
	int64_t begun;            /* when it was asked last */
	int pause;                /* seconds */
	int fresh;                /* that this time brought */
};

static bool is_here(const char *host)
{
	return text_starts(host, "127.0.0.1") || text_starts(host, "localhost");
}

bool storage_parse(struct arena *arena, const char *address, struct storage *storage)
{
	bool tls = text_starts(address, "https://");
	const char *rest = strstr(address, "://"), *at = rest ? strrchr(rest, '@') : NULL;
	const char *colon = at ? memchr(rest + 3, ':', (size_t)(at - rest - 3)) : NULL;

	if ((!tls && !text_starts(address, "http://")) || !colon || colon == rest + 3 || colon + 1 == at || !at[1] ||
	    strpbrk(at + 1, "/?# ") || (!tls && !is_here(at + 1)))
		return false;
	const char *application = arena_bytes(arena, rest + 3, (size_t)(colon - rest - 3));
	if (strspn(application, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(application))
		return false;
	*storage = (struct storage){
		.host = arena_bytes(arena, at + 1, strcspn(at + 1, ":")),
		.url = arena_print(arena, "%s://%s/api/v3/as/applications/%s/packages/storage/uplink_message",
			tls ? "https" : "http", at + 1, application),
		.key = arena_bytes(arena, colon + 1, (size_t)(at - colon - 1)),
	};
	return true;
}

/* ---- one page ---- */

struct page {
	struct backfill *backfill;
	const char *body;
	int64_t since, newest; /* instants of uplinks: of the last one ever fetched, of the last one of this page */
	int lines, fresh;
};

/* One frame of which anything is wrong keeps back no other. */
static void take_line(struct work *work, struct page *page, const char *line, size_t size)
{
	struct frame frame;
	const char *why;

	if (!tts_read(&work->arena, "up", line, size, &frame, &why))
		return;
	page->newest = frame.at > page->newest ? frame.at : page->newest;
	page->fresh += frame_take(work, &frame) != FRAME_TWICE;
}

static void take_page(struct work *work, void *about)
{
	struct page *page = about;
	const char *host = page->backfill->storage.host;

	page->lines = page->fresh = 0;
	page->newest = 0;
	for (const char *line = page->body; *line;) {
		size_t size = strcspn(line, "\n");
		if (size > 1) {
			page->lines++;
			take_line(work, page, line, size);
		}
		line += size + (line[size] == '\n');
	}
	if (!page->newest) /* nothing in it can be read: what is behind it must not wait for ever */
		page->newest = page->since;
	source_fetched(work, host, page->newest, page->fresh);
}

static void look(struct work *work, void *about)
{
	struct page *page = about;

	page->since = source_fetched_until(work, page->backfill->storage.host);
	if (!page->since)
		page->since = work->now - FIRST;
}

static bool ask(struct backfill *backfill, struct page *page, enum work_kind kind, void (*job)(struct work *, void *))
{
	struct work work = { .lab = backfill->lab, .kind = kind, .job = job, .about = page };
	bool done = work_do(&work) == WORK_DONE;

	arena_clear(&work.arena);
	return done;
}

/* The storage compares its own time of receipt, which is a little later than the network's. */
static const char *address_of(struct arena *arena, const struct backfill *backfill, int64_t after)
{
	struct date date = date_of((int)(after / 86400));
	int second = (int)(after % 86400);

	return arena_print(arena, "%s?order=received_at&limit=%d&after=%04d-%02d-%02dT%02d:%02d:%02dZ",
		backfill->storage.url, PAGE, date.year, date.month, date.day, second / 3600, second / 60 % 60, second % 60);
}

/* True: there may be more behind it. */
static bool fetch(struct backfill *backfill, int64_t after, struct page *page)
{
	struct arena arena = { 0 };
	const char *why = "the answer was not kept";
	struct http_question question = { .url = address_of(&arena, backfill, after), .bearer = backfill->storage.key,
		.accept = "text/event-stream", .most = MOST_BODY };

	page->body = http_get(&arena, &question, &why);
	bool good = page->body && ask(backfill, page, WRITE, take_page);
	if (good)
		presence_keep(&backfill->presence);
	else
		presence_away(&backfill->presence, why);
	backfill->fresh += good ? page->fresh : 0;
	arena_clear(&arena);
	return good && page->lines >= PAGE;
}

static void fetch_all(struct backfill *backfill)
{
	struct page page = { .backfill = backfill };

	if (!ask(backfill, &page, READ, look))
		return;
	int64_t after = page.since - OVERLAP;
	for (int i = 0; i < PAGES && fetch(backfill, after, &page) && page.newest > after; i++) {
		after = page.newest;
		if (thread_nap(&backfill->thread, 0))
			return;
	}
}

/* A frame that the air lost is in no storage: who looks in vain looks less often. */
static void fetch_now(struct backfill *backfill)
{
	backfill->begun = clock_now();
	backfill->fresh = 0;
	fetch_all(backfill);
	backfill->pause = backfill->fresh ? SOONEST : backfill->pause * 2;
	if (backfill->pause > EACH)
		backfill->pause = EACH;
}

struct glance {
	const char *host;
	int64_t wanted;
};

static void glance(struct work *work, void *about)
{
	struct glance *glance = about;

	glance->wanted = source_wanted(work, glance->host);
}

/* Of a storage that is away, as well, nobody knows what it has. */
static bool is_due(struct backfill *backfill)
{
	struct glance look = { .host = backfill->storage.host };
	struct work work = { .lab = backfill->lab, .kind = READ, .job = glance, .about = &look };
	int64_t passed = clock_now() - backfill->begun;

	if (passed < backfill->pause || passed >= EACH)
		return passed >= EACH;
	work_do(&work);
	arena_clear(&work.arena);
	return *backfill->presence.why || look.wanted >= backfill->begun;
}

static void *run(void *about)
{
	struct backfill *backfill = about;

	do
		if (is_due(backfill))
			fetch_now(backfill);
	while (!thread_nap(&backfill->thread, GLANCE));
	return NULL;
}

struct backfill *backfill_start(struct lab *lab, const char *address)
{
	struct backfill *backfill = calloc(1, sizeof *backfill);

	if (!backfill)
		abort();
	backfill->lab = lab;
	backfill->pause = SOONEST / 2;
	bool readable = storage_parse(&backfill->arena, address, &backfill->storage);
	backfill->presence = (struct presence){ .lab = lab,
		.name = readable ? arena_print(&backfill->arena, "storage %s", backfill->storage.host) : NULL };
	if (readable && thread_start(&backfill->thread, run, backfill))
		return backfill;
	log_line(LOG_FAULT, "storage: %s", readable ? "no thread" : "not https://APPLICATION:KEY@HOST");
	arena_clear(&backfill->arena);
	free(backfill);
	return NULL;
}

void backfill_stop(struct backfill *backfill)
{
	if (!backfill)
		return;
	thread_stop(&backfill->thread);
	arena_clear(&backfill->arena);
	free(backfill);
}
