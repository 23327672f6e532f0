// SPDX-License-Identifier: EUPL-1.2
/* Who runs the sample lab, as its imprint and its statements say. */
#include "app/demo_page.h"

#include "app/page.h"

static const struct {
	const char *name, *value;
} facts[] = {
	{ "operator", "Stadt Musterstadt (Beispiel)" },
	{ "address", "Musterplatz 1, 01234 Musterstadt" },
	{ "email", "barrieren@example.org" },
	{ "phone", "03000 123456" },
	{ "represented", "Vertreten durch die Bürgermeisterin Erika Muster." },
	{ "responsible", "Katrin Bauer" },
	{ "officer", "Datenschutzbeauftragte der Stadt Musterstadt, datenschutz@example.org" },
	{ "reviewed", "01.06.2026" },
};

void demo_pages(struct work *work)
{
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		page_set_fact(work, facts[i].name, facts[i].value);
}
