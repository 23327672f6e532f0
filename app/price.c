// SPDX-License-Identifier: EUPL-1.2
#include "app/price.h"

#include "app/person.h"
#include "app/revision.h"

enum { HOUR = 3600 };

int64_t price_of(struct work *work, int64_t resource, int64_t organisation, int64_t from, int64_t until)
{
	int64_t cents = db_price(work->db, resource, organisation);

	return until > from ? ((until - from) * cents + HOUR / 2) / HOUR : 0;
}

int price_list(struct work *work, int64_t resource, struct price *list, int most)
{
	return db_prices_of(work->db, resource, list, most);
}

void price_set(struct work *work, const struct price *price)
{
	if (price->cents_per_hour < 0) {
		reason_add(work, NOT_A_NUMBER, "cents_per_hour");
		return;
	}
	db_price_set(work->db, price);
	audit(work, "price.set", price->resource, price->tariff);
	work_touch(work, SCOPE_LAB);
}
