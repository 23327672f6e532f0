// SPDX-License-Identifier: EUPL-1.2
#include "web/markup.h"

#include <cmark.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 6, OPTIONS = CMARK_OPT_SAFE | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_HARDBREAKS };

/* The page has a heading of level 1 already. */
static void lower(cmark_node *heading)
{
	int level = cmark_node_get_heading_level(heading);

	cmark_node_set_heading_level(heading, level < DEEPEST ? level + 1 : DEEPEST);
}

/* Within this site, or by one of these. */
static bool is_safe(cmark_node *link)
{
	static const char *const beginnings[] = { "https://", "http://", "mailto:", "tel:", "/", "#" };
	const char *url = cmark_node_get_url(link);

	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (url && !strncmp(url, beginnings[i], strlen(beginnings[i])))
			return true;
	return false;
}

/* Only its words stay. */
static void replace(cmark_node *node)
{
	for (cmark_node *child; (child = cmark_node_first_child(node));)
		cmark_node_insert_before(node, child);
	cmark_node_unlink(node);
	cmark_node_free(node);
}

/* A picture from elsewhere would tell its server who reads. */
static bool is_unwanted(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_IMAGE || (type == CMARK_NODE_LINK && !is_safe(node));
}

/* On leaving a node, when what is in it has been seen: only then may it go. */
static void tame(cmark_node *root)
{
	cmark_iter *all = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(all)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(all);
		if (event != CMARK_EVENT_EXIT)
			continue;
		if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
			lower(node);
		else if (is_unwanted(node))
			replace(node);
	}
	cmark_iter_free(all);
}

void markup_html(const char *text, size_t size, struct buffer *to)
{
	cmark_node *root = cmark_parse_document(text, size, OPTIONS);

	tame(root);
	char *html = cmark_render_html(root, OPTIONS);
	buffer_text(to, html);
	free(html);
	cmark_node_free(root);
}
