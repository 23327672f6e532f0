// SPDX-License-Identifier: EUPL-1.2
/* What programs can ask, told to people: by noun, with fields, examples to copy, and every error there is. */
#include "app/base/time.h"
#include "app/denial.h"
#include "app/resource.h"
#include "web/handlers.h"
#include "web/request.h"

#include <string.h>

const char *const access_words[] = { [ANYONE] = "anyone", [MEMBER] = "person", [STAFF] = "staff",
	[ADMIN] = "admin" };

static const char *const field_words[] = { [FIELD_TEXT] = "text", [FIELD_TIME] = "time",
	[FIELD_NUMBER] = "number", [FIELD_SECRET] = "text" };

enum { AHEAD_DAYS = 21, TEN = 10 * 60, ELEVEN = 11 * 60, TWELVE = 12 * 60 };

/* ---- the routes ------------------------------------------------------------------------------ */

/* What an address begins with, if that is not what it is about. */
static const struct {
	const char *begins, *noun;
} others[] = {
	{ "", "lab" }, { "T", "scans" }, { "M", "scans" }, { "scan", "scans" }, { "seats", "workshops" },
	{ "display", "lab" }, { "timetable", "resources" }, { "pictures", "resources" },
	{ "statement", "bookings" }, { "f", "account" }, { "language", "session" }, { "join", "session" },
	{ "password", "session" }, { "tickets", "session" }, { "today", "attendance" },
	{ "undo", "admin" }, { "accessibility", "duties" }, { "imprint", "duties" },
	{ "privacy", "duties" }, { "help", "duties" }, { "api", "program" }, { "openapi", "program" },
	{ "healthz", "program" }, { "readyz", "program" }, { "metrics", "program" },
	{ "static", "program" }, { "favicon", "program" }, { "robots", "program" },
};

/* "/bookings/{ref}.ics" is about bookings, and so is "/bookings.csv". */
static const char *noun_of(struct request *rq, const char *path)
{
	const char *begins = arena_bytes(&rq->work.arena, path + 1, strcspn(path + 1, "/."));

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (!strcmp(others[i].begins, begins))
			return others[i].noun;
	return begins;
}

static struct node *find_group(struct node *groups, const char *noun)
{
	struct node *group = groups->first;

	while (group && strcmp(node_text(group, "noun"), noun) != 0)
		group = group->next;
	if (group)
		return (struct node *)(uintptr_t)node_member(group, "routes");
	group = put_object(groups, NULL);
	put_word(group, "noun", noun);
	return put_list(group, "routes");
}

static void put_fields(struct node *to, const struct field *fields)
{
	struct node *list = put_list(to, "fields");

	for (const struct field *f = fields; f && f->name; f++) {
		struct node *one = put_object(list, NULL);
		put_text(one, "name", f->name);
		put_word(one, "field_type", field_words[f->type]);
		put_flag(one, "needed", f->needed);
		put_text(one, "about", f->about);
	}
}

static void put_routes(struct request *rq)
{
	struct node *groups = put_list(rq->document, "groups");

	for (const struct route *r = routes; r->method; r++) {
		struct node *one = put_object(find_group(groups, noun_of(rq, r->path)), NULL);
		put_text(one, "method", r->method);
		put_text(one, "path", r->path);
		put_word(one, "access", access_words[r->access]);
		put_text(one, "about", r->about);
		put_fields(one, r->fields);
	}
}

/* ---- examples -------------------------------------------------------------------------------- */

#define KEY " \\\n  -H \"Authorization: Bearer $KEY\""
#define JSON " \\\n  -H 'Content-Type: application/json'"

/* What {lab}, {slug}, {day}, {from}, {until} and {later} stand for is decided when it is shown. Names: api_do_NAME. */
static const struct {
	const char *name;
	enum access access;
	const char *command;
} examples[] = {
	{ "state", ANYONE, "curl '{lab}/resources'" },
	{ "free", ANYONE, "curl '{lab}/resources/{slug}/timetable?from={day}&days=1'" },
	{ "book", MEMBER, "curl -X POST '{lab}/bookings'" KEY JSON " \\\n  -d '{\"resource\":\"{slug}\","
	  "\"from\":\"{from}\",\"until\":\"{until}\",\"purpose\":\"Prototyp\"}'" },
	{ "mine", MEMBER, "curl '{lab}/bookings'" KEY },
	{ "move", MEMBER, "curl -X PATCH \"{lab}/bookings/$REF\"" KEY JSON " \\\n"
	  "  -d '{\"until\":\"{later}\"}'" },
	{ "calendar", MEMBER, "curl \"{lab}/bookings/$REF.ics\"" KEY },
	{ "cancel", MEMBER, "curl -X DELETE \"{lab}/bookings/$REF\"" KEY },
	{ "plugs", STAFF, "curl '{lab}/devices'" KEY },
	{ "usage", STAFF, "curl '{lab}/usage?from={today}&until={today}'" KEY },
};

enum { EXAMPLES = sizeof examples / sizeof *examples, NAMES = 7 };

/* One that everybody may book right away. */
static const char *any_slug(struct request *rq)
{
	struct resource_now *list = arena_room(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	int count = resource_list(&rq->work, list, MOST_RESOURCES);

	for (int i = 0; i < count; i++)
		if (list[i].resource.bookable && !list[i].resource.needs_introduction &&
		    !list[i].resource.needs_approval)
			return list[i].resource.slug;
	return "prusa-1";
}

struct filler {
	const char *name, *value;
};

static const char *instant(struct request *rq, int day, int minute)
{
	char *text = arena_alloc(&rq->work.arena, TIME_TEXT);

	time_print(zone_instant(day, minute), text);
	return text;
}

static void read_fillers(struct request *rq, struct filler *fillers)
{
	int day = zone_day(rq->work.now) + AHEAD_DAYS;
	char *date = arena_alloc(&rq->work.arena, TIME_TEXT);
	char *today = arena_alloc(&rq->work.arena, TIME_TEXT);

	date_print(day, date);
	date_print(day - AHEAD_DAYS, today);
	const struct filler all[NAMES] = { { "{lab}", rq->work.lab->url }, { "{slug}", any_slug(rq) },
		{ "{day}", date }, { "{today}", today }, { "{from}", instant(rq, day, TEN) },
		{ "{until}", instant(rq, day, ELEVEN) }, { "{later}", instant(rq, day, TWELVE) } };
	memcpy(fillers, all, sizeof all);
}

static void add_filled(struct buffer *to, const char *command, const struct filler *fillers)
{
	while (*command) {
		int i = 0;
		while (i < NAMES && strncmp(command, fillers[i].name, strlen(fillers[i].name)) != 0)
			i++;
		buffer_text(to, i < NAMES ? fillers[i].value : (char[]){ *command, 0 });
		command += i < NAMES ? strlen(fillers[i].name) : 1;
	}
}

static void put_examples(struct request *rq)
{
	struct node *list = put_list(rq->document, "examples");
	struct filler fillers[NAMES];

	read_fillers(rq, fillers);
	for (int i = 0; i < EXAMPLES; i++) {
		struct node *one = put_object(list, NULL);
		struct buffer command = { 0 };
		add_filled(&command, examples[i].command, fillers);
		put_word(one, "api_do", examples[i].name);
		put_word(one, "access", access_words[examples[i].access]);
		put_text(one, "command", command.bytes);
		buffer_clear(&command);
	}
}

/* ---- errors ---------------------------------------------------------------------------------- */

static void put_errors(struct request *rq)
{
	struct node *list = put_list(rq->document, "errors");

	for (enum reason code = REASON_NONE + 1; code < REASONS; code++) {
		struct node *one = put_object(list, NULL);
		struct said said = { .code = code, .detail = "…" };
		put_number(one, "status", reason_status(code));
		put_text(one, "code", reason_code(code));
		put_text(one, "message", reason_message(&rq->work.arena, &said, rq->language));
	}
}

/* What a machine's code answers instead: a denial is no error. */
static void put_denials(struct request *rq)
{
	struct node *list = put_list(rq->document, "denials");

	for (const char *const *code = denial_codes; *code; code++) {
		struct node *one = put_object(list, NULL);
		put_text(one, "code", *code);
		put_text(one, "message", say(rq, arena_print(&rq->work.arena, "denied_%s", *code)));
	}
}

void api_show(struct request *rq)
{
	put_examples(rq);
	put_routes(rq);
	put_errors(rq);
	put_denials(rq);
}
