// SPDX-License-Identifier: EUPL-1.2
#include "app/base/document.h"
#include "app/base/embed.h"
#include "app/base/json.h"
#include "app/base/time.h"
#include "web/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { FILES = 16 };

static const struct node *load(struct arena *arena, const char *path)
{
	static char text[256 << 10];
	const char *why;
	FILE *file = fopen(path, "rb");

	if (!file)
		return NULL;
	size_t size = fread(text, 1, sizeof text, file);
	fclose(file);
	const struct node *root = json_parse(arena, text, size, &why);
	if (!root)
		fail_msg("%s: %s", path, why);
	return node_member(root, "tests");
}

static struct embedded file(const char *name, const char *text)
{
	return (struct embedded){ name, text, strlen(text) };
}

static void collect(const struct node *test, struct embedded files[static FILES])
{
	const struct node *partials = node_member(test, "partials");
	int n = 0;

	files[n++] = file("main", node_text(test, "template"));
	for (const struct node *p = partials ? partials->first : NULL; p; p = p->next)
		files[n++] = file(p->name, p->text);
	files[n] = (struct embedded){ 0 };
}

static void check(const struct node *test, struct arena *arena)
{
	struct embedded files[FILES];
	struct buffer out = { 0 };
	const struct node *data = node_member(test, "data");
	char *why;

	collect(test, files);
	struct templates *set = templates_compile(files, &why);
	if (!set) {
		/* The one place where we are stricter: the specification prints nothing. */
		assert_string_equal(node_text(test, "name"), "Failed Lookup");
		assert_string_equal(why, "main, line 1: There is no partial \"text\".");
		free(why);
		return;
	}
	assert_true(template_render(template_named(set, "main"), &data, 1,
		(struct template_view){ .arena = arena }, &out));
	if (strcmp(out.size ? out.bytes : "", node_text(test, "expected")))
		fail_msg("%s: %s", node_text(test, "name"), out.bytes);
	buffer_clear(&out);
	templates_free(set);
}

static int check_all(const char *path)
{
	struct arena arena = { 0 };
	const struct node *tests = load(&arena, path);
	int count = 0;

	for (const struct node *test = tests ? tests->first : NULL; test;
		test = test->next, count++)
		check(test, &arena);
	arena_clear(&arena);
	return count;
}

static void our_own_cases_hold(void **state)
{
	(void)state;
	assert_int_equal(check_all("tests/web/templates.json"), 30);
}

static void the_specification_s_cases_hold(void **state)
{
	static const char *const parts[] = { "comments", "interpolation", "inverted", "partials",
		"sections" };
	int count = 0;

	(void)state;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		char path[100];
		snprintf(path, sizeof path, "../shared/data/mustache/%s.json", parts[i]);
		count += check_all(path);
	}
	if (!count)
		skip();
	assert_int_equal(count, 122);
}

static struct templates *compiled(const char *text)
{
	struct embedded files[] = { file("page.html", text), { 0 } };
	char *why;
	struct templates *set = templates_compile(files, &why);

	if (!set)
		fail_msg("%s", why);
	return set;
}

static void refuses(const char *text, const char *sentence)
{
	struct embedded files[] = { file("page.html", text), { 0 } };
	char *why;

	assert_null(templates_compile(files, &why));
	assert_string_equal(why, sentence);
	free(why);
}

static void a_broken_template_is_refused_with_file_and_line(void **state)
{
	(void)state;
	refuses("\n\n{{a", "page.html, line 3: A tag is not closed.");
	refuses("{{{a}}", "page.html, line 1: A tag is not closed.");
	refuses("{{", "page.html, line 1: A tag is not closed.");
	refuses("\n{{#a}}\n\n", "page.html, line 2: The section \"a\" is not closed.");
	refuses("{{! a\nb }}{{/a}}", "page.html, line 2: {{/a}} closes nothing.");
	refuses("{{#a}}\n{{^b.c}}\n{{/a}}",
		"page.html, line 3: {{/a}} does not close the \"b.c\" of line 2.");
	refuses("{{#a}}{{/ab}}", "page.html, line 1: {{/ab}} does not close the \"a\" of line 1.");
	refuses("\n{{>nav}}", "page.html, line 2: There is no partial \"nav\".");
	refuses("{{>}}", "page.html, line 1: There is no partial \"\".");
}

static void what_is_no_name_is_refused(void **state)
{
	static const char *const bad[] = { "", "a b", "a..b", ".a", "a.", "..", "=<% %>=", "a|b",
		"ä", "$a", "<a", "a.b.c.d.e.f.g.h.i" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char text[64], sentence[100];
		snprintf(text, sizeof text, "{{%s}}", bad[i]);
		snprintf(
			sentence, sizeof sentence, "page.html, line 1: {{%s}} is no name.", bad[i]);
		refuses(text, sentence);
	}
}

static void a_name_with_a_nul_is_refused(void **state)
{
	struct embedded files[] = { { "page.html", "{{a\0b}}", 7 }, { 0 } };
	char *why;

	(void)state;
	assert_null(templates_compile(files, &why));
	free(why);
}

static void two_templates_of_one_name_are_refused(void **state)
{
	struct embedded files[] = { file("page.html", ""), file("page.txt", ""), { 0 } };
	char *why;

	(void)state;
	assert_null(templates_compile(files, &why));
	assert_string_equal(why, "page.txt, line 1: There is a template \"page\" already.");
	free(why);
}

static void sections_nest_64_deep_and_no_deeper(void **state)
{
	char text[65 * 12 + 1] = "";

	(void)state;
	for (int i = 0; i < 64; i++)
		strcat(text, "{{#a}}");
	for (int i = 0; i < 64; i++)
		strcat(text, "{{/a}}");
	templates_free(compiled(text));
	memmove(text + 6, text, sizeof text - 6);
	text[sizeof text - 1] = 0;
	refuses(text, "page.html, line 1: More than 64 sections in each other.");
}

static void a_template_of_more_than_256_kib_is_refused(void **state)
{
	static char text[(256 << 10) + 2];

	(void)state;
	memset(text, 'a', sizeof text - 2);
	templates_free(compiled(text));
	text[sizeof text - 2] = 'a';
	refuses(text, "page.html, line 1: More than 256 KiB.");
}

static void templates_are_found_by_name(void **state)
{
	struct embedded files[] = { file("home.html", ""), file("homes.html", ""), { 0 } };
	char *why;
	struct templates *set = templates_compile(files, &why);

	(void)state;
	assert_non_null(template_named(set, "home"));
	assert_ptr_not_equal(template_named(set, "home"), template_named(set, "homes"));
	assert_null(template_named(set, "hom"));
	assert_null(template_named(set, "home.html"));
	templates_free(set);
	templates_free(NULL);
}

static const char *seen(void *about, struct arena *arena, const struct node *node, const char *name)
{
	if (!strcmp(name, "nothing"))
		return NULL;
	return arena_print(
		arena, "%s %d %s <%s>", (const char *)about, node->kind, node->name, name);
}

static void renders(
	const struct node *const *stack, size_t depth, const char *text, const char *expected)
{
	struct arena arena = { 0 };
	struct buffer out = { 0 };
	struct templates *set = compiled(text);
	struct template_view view = { seen, "en", &arena };

	assert_true(template_render(template_named(set, "page"), stack, depth, view, &out));
	assert_string_equal(out.bytes, expected);
	buffer_clear(&out);
	arena_clear(&arena);
	templates_free(set);
}

static void the_view_is_asked_about_times_words_and_numbers(void **state)
{
	struct arena arena = { 0 };
	struct node *doc = document_new(&arena);
	const struct node *stack[] = { doc };

	(void)state;
	put_time(doc, "t", 0);
	put_word(doc, "w", "busy");
	put_number(doc, "n", 1);
	put_real(doc, "r", 1.5);
	put_text(doc, "x", "text");
	renders(stack, 1, "{{t.day}}", "en 5 t &lt;day&gt;");
	renders(stack, 1, "{{{w.label}}}", "en 6 w <label>");
	renders(stack, 1, "{{{n.a}}} {{{r.b}}}", "en 2 n <a> en 3 r <b>");
	renders(stack, 1, "[{{x.a}}{{t.nothing}}{{t.day.more}}]", "[]");
	renders(stack, 1, "{{#t}}{{{day}}}{{nothing}}{{/t}}", "en 5 t <day>");
	renders(stack, 1, "{{#t.nothing}}yes{{/t.nothing}}{{^t.nothing}}no{{/t.nothing}}", "no");
	arena_clear(&arena);
}

static void times_and_words_themselves_print_as_in_json(void **state)
{
	struct arena arena = { 0 };
	struct node *doc = document_new(&arena);
	const struct node *stack[] = { doc };

	(void)state;
	assert_true(zone_set("Europe/Berlin"));
	put_time(doc, "t", 0);
	put_word(doc, "w", "<busy>");
	renders(stack, 1, "{{w}} {{{w}}} {{t}}", "&lt;busy&gt; <busy> 1970-01-01T01:00:00+01:00");
	arena_clear(&arena);
}

static void the_innermost_of_the_stack_is_asked_first(void **state)
{
	struct arena arena = { 0 };
	struct node *outer = document_new(&arena), *inner = document_new(&arena);
	const struct node *stack[] = { outer, inner };

	(void)state;
	put_text(outer, "a", "1");
	put_text(outer, "b", "2");
	put_text(inner, "a", "3");
	renders(stack, 2, "{{a}}{{b}}{{c}}", "32");
	renders(NULL, 0, "{{a}}{{.}}-", "-");
	arena_clear(&arena);
}

static void is_cut(const char *text, const char *json)
{
	struct arena arena = { 0 };
	struct buffer out = { 0 };
	const char *why;
	const struct node *data = json_parse(&arena, json, strlen(json), &why);
	struct templates *set = compiled(text);

	assert_false(template_render(template_named(set, "page"), &data, 1,
		(struct template_view){ .arena = &arena }, &out));
	buffer_clear(&out);
	arena_clear(&arena);
	templates_free(set);
}

static void endless_templates_come_to_an_end(void **state)
{
	(void)state;
	is_cut("{{>page}}", "{}");
	is_cut("{{#a}}{{>page}}{{>page}}{{/a}}", "{\"a\": [1, 2, 3]}");
	is_cut("{{#b}}{{#b}}{{#b}}{{#b}}{{#b}}{{#b}}{{/b}}{{/b}}{{/b}}{{/b}}{{/b}}{{/b}}",
		"{\"b\": [1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0]}");
}

static void note(void *about, const char *name, const char *from, int line)
{
	buffer_print(about, "%s %s:%d\n", name, from, line);
}

static void every_name_is_told_with_file_and_line(void **state)
{
	struct buffer out = { 0 };
	struct templates *set =
		compiled("{{say.book}}\n{{! no }}{{#a}}\n{{{.}}}{{^b}}{{/b}}{{/a}}{{>page}}");

	(void)state;
	template_names(template_named(set, "page"), note, &out);
	assert_string_equal(
		out.bytes, "say.book page.html:1\na page.html:2\n. page.html:3\nb page.html:3\n");
	buffer_clear(&out);
	templates_free(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_own_cases_hold),
		cmocka_unit_test(the_specification_s_cases_hold),
		cmocka_unit_test(a_broken_template_is_refused_with_file_and_line),
		cmocka_unit_test(what_is_no_name_is_refused),
		cmocka_unit_test(a_name_with_a_nul_is_refused),
		cmocka_unit_test(two_templates_of_one_name_are_refused),
		cmocka_unit_test(sections_nest_64_deep_and_no_deeper),
		cmocka_unit_test(a_template_of_more_than_256_kib_is_refused),
		cmocka_unit_test(templates_are_found_by_name),
		cmocka_unit_test(the_view_is_asked_about_times_words_and_numbers),
		cmocka_unit_test(times_and_words_themselves_print_as_in_json),
		cmocka_unit_test(the_innermost_of_the_stack_is_asked_first),
		cmocka_unit_test(endless_templates_come_to_an_end),
		cmocka_unit_test(every_name_is_told_with_file_and_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
