// SPDX-License-Identifier: EUPL-1.2
/* What can be asked, as OpenAPI 3.1: from the table of routes. */
#include "web/handlers.h"
#include "web/request.h"

#include <ctype.h>
#include <string.h>

static void put_parameters(struct request *rq, struct node *operation, const char *path)
{
	struct node *list = NULL;

	while ((path = strchr(path, '{')) != NULL) {
		const char *end = strchr(++path, '}');
		if (!list)
			list = put_list(operation, "parameters");
		struct node *one = put_object(list, NULL);
		put_text(one, "name", arena_bytes(&rq->work.arena, path, (size_t)(end - path)));
		put_text(one, "in", "path");
		put_flag(one, "required", true);
		put_text(put_object(one, "schema"), "type", "string");
	}
}

static void put_schema(struct node *to, const struct field *fields)
{
	struct node *schema = put_object(to, "schema");
	struct node *properties = put_object(schema, "properties");
	struct node *required = put_list(schema, "required");

	put_text(schema, "type", "object");
	put_flag(schema, "additionalProperties", false);
	for (const struct field *f = fields; f->name; f++) {
		struct node *one = put_object(properties, f->name);
		put_text(one, "type", f->type == FIELD_NUMBER ? "integer" : "string");
		if (f->type == FIELD_TIME)
			put_text(one, "format", "date-time");
		if (f->most)
			put_number(one, "maxLength", f->most);
		put_text(one, "description", f->about);
		if (f->needed)
			put_text(required, NULL, f->name);
	}
}

static void put_body(struct node *operation, const struct field *fields)
{
	static const char *const types[] = { "application/json", "application/x-www-form-urlencoded" };
	struct node *content = put_object(put_object(operation, "requestBody"), "content");

	for (int i = 0; i < 2; i++)
		put_schema(put_object(content, types[i]), fields);
}

static void put_responses(struct node *operation, const struct route *r)
{
	struct node *responses = put_object(operation, "responses");
	struct node *done = put_object(responses, r->flow == WRITES ? "2XX" : "200");

	put_text(done, "description", "done");
	if (r->template) {
		struct node *content = put_object(done, "content");
		put_object(content, "application/json");
		put_object(content, "text/html");
	}
	struct node *problem = put_object(responses, "4XX");
	put_text(problem, "description", "no, with all reasons");
	put_object(put_object(problem, "content"), "application/problem+json");
}

static void put_security(struct node *operation, enum access access)
{
	if (access == ANYONE)
		return;
	struct node *list = put_list(operation, "security");
	put_list(put_object(list, NULL), "session");
	put_list(put_object(list, NULL), "key");
}

static void put_operation(struct request *rq, struct node *path, const struct route *r)
{
	char *method = arena_text(&rq->work.arena, r->method);

	for (char *c = method; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	struct node *operation = put_object(path, method);
	put_text(operation, "summary", r->about);
	put_word(operation, "x-access", access_words[r->access]);
	put_parameters(rq, operation, r->path);
	if (r->fields)
		put_body(operation, r->fields);
	put_security(operation, r->access);
	put_responses(operation, r);
}

static bool is_first(const struct route *route)
{
	for (const struct route *r = routes; r < route; r++)
		if (!strcmp(r->path, route->path))
			return false;
	return true;
}

static void put_schemes(struct node *document)
{
	struct node *schemes = put_object(put_object(document, "components"), "securitySchemes");
	struct node *session = put_object(schemes, "session"), *key = put_object(schemes, "key");

	put_text(session, "type", "apiKey");
	put_text(session, "in", "cookie");
	put_text(session, "name", "__Host-sid");
	put_text(key, "type", "http");
	put_text(key, "scheme", "bearer");
}

void openapi_show(struct request *rq)
{
	struct node *info, *paths;

	put_text(rq->document, "openapi", "3.1.0");
	info = put_object(rq->document, "info");
	put_text(info, "title", "Smart Lab");
	put_text(info, "version", SMARTLAB_VERSION);
	put_text(put_object(put_list(rq->document, "servers"), NULL), "url", rq->work.lab->url);
	put_schemes(rq->document);
	paths = put_object(rq->document, "paths");
	for (const struct route *first = routes; first->method; first++) {
		if (!is_first(first))
			continue;
		struct node *path = put_object(paths, first->path);
		for (const struct route *r = first; r->method; r++)
			if (!strcmp(r->path, first->path))
				put_operation(rq, path, r);
	}
}
