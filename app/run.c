// SPDX-License-Identifier: EUPL-1.2
#include "app/run.h"

int run_list(struct work *work, const struct run_filter *filter, struct run *list, int most)
{
	return db_run_list(work->db, filter, list, most);
}
