// SPDX-License-Identifier: EUPL-1.2
#include "app/site.h"

#include "db/site.h"

const char *site_installation(const struct work *work)
{
	return db_site_installation(work->db);
}
