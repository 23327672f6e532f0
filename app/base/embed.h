// SPDX-License-Identifier: EUPL-1.2
/* Files of the source tree inside the program. CMake's embed() writes one table a folder. */
#ifndef EMBED_H
#define EMBED_H

#include <stddef.h>

/* bytes are followed by a NUL that size does not count; the name has no folder. */
struct embedded {
	const char *name;
	const char *bytes;
	size_t size;
};

/* Each table is in the order of the names and ends with a NULL name. */
extern const struct embedded embedded_migrations[]; /* db/migrations */
extern const struct embedded embedded_scripts[];    /* hw: the .js files there */
extern const struct embedded embedded_templates[];  /* web/templates */
extern const struct embedded embedded_languages[];  /* web/languages */
extern const struct embedded embedded_pages[];      /* web/pages */
extern const struct embedded embedded_pictures[];   /* app/pictures: of the sample lab, 800 by 450 */
extern const struct embedded embedded_static[];     /* web/static, and what esbuild made */

/* The file of that name, or NULL. */
const struct embedded *embedded_find(const struct embedded *table, const char *name);

#endif
