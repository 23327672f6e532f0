// SPDX-License-Identifier: EUPL-1.2
#include "web/web.h"

#include "app/base/embed.h"
#include "app/base/log.h"
#include "app/base/text.h"
#include "app/delivery.h"
#include "web/static.h"

#include <stdlib.h>
#include <string.h>

struct web *web;

/* What the pages are made of: when it changes, no browser may keep what it has. */
static void add_to_build(uint8_t hash[static HASH], const struct embedded *files)
{
	for (; files->name; files++) {
		struct arena arena = { 0 };
		char *so_far = hex_print(&arena, hash, HASH);
		keyed_hash(so_far, files->bytes, hash);
		arena_clear(&arena);
	}
}

static void name_build(struct web *w)
{
	struct arena arena = { 0 };
	uint8_t hash[HASH] = { 0 };

	keyed_hash("build", SMARTLAB_VERSION, hash);
	add_to_build(hash, embedded_templates);
	add_to_build(hash, embedded_languages);
	add_to_build(hash, embedded_static);
	memcpy(w->build, hex_print(&arena, hash, 8), sizeof w->build);
	arena_clear(&arena);
}

static bool check_routes(const struct web *w)
{
	bool right = true;

	for (const struct route *r = routes; r->method; r++) {
		const char *const names[] = { r->template, r->refused_template };
		for (int i = 0; i < 2; i++)
			if (names[i] && !template_named(w->templates, names[i])) {
				log_line(LOG_FAULT, "%s %s: there is no template %s", r->method, r->path,
					names[i]);
				right = false;
			}
	}
	return right;
}

static bool has_words(const struct web *w, const char *before, const char *kind, const char *after)
{
	struct arena arena = { 0 };
	const char *key = arena_print(&arena, "%s_%s%s", before, kind, after);
	bool has = node_text(language_catalogue(w->languages, GERMAN), key);

	if (!has)
		log_line(LOG_FAULT, "no language has \"%s\"", key);
	arena_clear(&arena);
	return has;
}

/* A kind of message without words would be noticed by whoever gets the mail. */
static bool check_messages(const struct web *w)
{
	bool right = true;

	for (const struct delivery_kind *kind = delivery_kinds; kind->name; kind++)
		right = has_words(w, "mail", kind->name, "_subject") &&
			has_words(w, "mail", kind->name, "_text") &&
			(!kind->optional || has_words(w, "message", kind->name, "")) && right;
	return right;
}

static bool load_pages(struct web *w)
{
	char *why = NULL;

	w->templates = templates_compile(embedded_templates, &why);
	if (!w->templates) {
		log_line(LOG_FAULT, "template %s", why);
		free(why);
		return false;
	}
	w->languages = languages_load(w->templates);
	return w->languages && check_routes(w) && check_messages(w);
}

static struct server *listen_with(const struct web_options *options)
{
	return server_start(&(struct server_options){ .listen = options->listen,
		.proxies = options->proxies, .limit = request_limit, .handle = request_handle,
		.finish = request_finish, .refuse = request_refuse, .release = request_release });
}

struct web *web_start(const struct web_options *options)
{
	web = calloc(1, sizeof *web);
	if (!web)
		abort();
	web->lab = options->lab;
	web->sources = options->sources;
	web->ingest_secret = options->ingest_secret;
	web->is_demo = options->is_demo;
	web->sends_mail = options->sends_mail;
	web->is_https = text_starts(options->lab->url, "https://");
	name_build(web);
	static_prepare();
	if (load_pages(web)) {
		web->hashing = hashing_start();
		web->server = listen_with(options);
		if (web->server)
			return web;
	}
	web_stop(web);
	return NULL;
}

uint16_t web_port(const struct web *w)
{
	return server_port(w->server);
}

void web_quiesce(struct web *w)
{
	server_quiesce(w->server);
}

void web_stop(struct web *w)
{
	if (w->server)
		server_stop(w->server);
	hashing_stop(w->hashing);
	languages_free(w->languages);
	templates_free(w->templates);
	static_forget();
	free(w);
	web = NULL;
}

const struct source *web_sources(void)
{
	return web->sources;
}

const char *web_ingest_secret(void)
{
	return web->ingest_secret;
}

struct server_counts web_count(void)
{
	return server_count(web->server);
}

bool web_sends_mail(void)
{
	return web->sends_mail;
}
