// SPDX-License-Identifier: EUPL-1.2
/* German and English: the catalogues of web/languages, and how times, words and numbers are written. */
#ifndef WEB_LANGUAGE_H
#define WEB_LANGUAGE_H

#include "app/base/document.h"
#include "app/reason.h"

struct languages;
struct templates;

/* Reads both catalogues and checks that they have the same keys and that every say.KEY of a template exists. NULL and
 * lines in the log if not. */
struct languages *languages_load(const struct templates *templates);
void languages_free(struct languages *languages);

const struct node *language_catalogue(const struct languages *languages, enum language language);
enum language language_accepted(const char *accept_language); /* RFC 9110 12.5.4; German if nothing fits */
enum language language_named(const char *code);               /* "en"; everything else is German */
const char *language_code(enum language language);

/* How this reader sees a node: the template's virtual members. About is a struct reader. */
struct reader {
	const struct languages *languages;
	enum language language;
	int64_t now;
};
const char *reader_member(void *reader, struct arena *arena, const struct node *node, const char *name);

#endif
