// SPDX-License-Identifier: EUPL-1.2
/*
 * Pages: our subset of Mustache (its official specification), read and checked once at start.
 *
 * There are comments, {{escaped}}, {{{raw}}} and {{&raw}} values, {{#sections}}, {{^inverted}} ones
 * and {{>partials}}; no other delimiters, no lambdas. Names are letters, digits, _ and -, joined by
 * dots. Two things differ from the specification: an empty text is false, and a partial that does
 * not exist is an error at start. A list has two members of its own: {{#list.some}} is true if it
 * has elements, {{list.count}} says how many.
 */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct embedded;
struct node;
struct template;
struct templates;

/* The file home.html becomes the template "home". The files must stay. At most 256 KiB a file, 64
 * sections in each other. NULL: *why is a sentence with file and line, for free(). */
struct templates *templates_compile(const struct embedded *files, char **why);
void templates_free(struct templates *set);
const struct template *template_named(const struct templates *set, const char *name); /* or NULL */

/* How this reader sees a time, a word or a number. member is asked for what follows the dot in
 * {{from.day}}, {{status.label}} or {{count.text}}, and for names looked up inside {{#from}}…
 * {{/from}}; its text is escaped like any other; NULL: there is none. member may be NULL, arena may
 * not. */
struct template_view {
	const char *(*member)(void *about, struct arena *arena, const struct node *node,
		const char *name);
	void *about;
	struct arena *arena;
};

/* stack[0] is the outermost context, stack[depth - 1] the one that is asked first. From any number
 * of threads at once. False: cut short at 32 partials in each other, 4 Mi steps or 16 MiB; such a
 * template must not be. */
bool template_render(const struct template *t, const struct node *const *stack, size_t depth,
	struct template_view view, struct buffer *to);

/* Every name a template looks up, as it is written ("say.book", "."); not those of its partials. */
void template_names(const struct template *t,
	void (*each)(void *about, const char *dotted_name, const char *file, int line),
	void *about);

#endif
