// SPDX-License-Identifier: EUPL-1.2
#include "db/quota.h"

#include "db/db.h"

static const char ADD[] =
	"INSERT INTO quota (whose, kind, resource_kind, span, minutes) VALUES ($1, $2, $3, $4, $5)";

void db_quota_add(struct db *db, const struct quota *q)
{
	db_run(db, ADD, WITH(text(q->whose), text(q->kind), text(q->resource_kind), text(q->span),
		num(q->minutes)));
}

static const char LIST[] =
	"SELECT id, whose, kind, resource_kind, span, minutes FROM quota ORDER BY id LIMIT $1";

static int list_quotas(struct rows rows, struct quota *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct quota){ .id = db_num(&rows, 0), .whose = db_text(&rows, 1),
			.kind = db_text(&rows, 2), .resource_kind = db_text(&rows, 3),
			.span = db_text(&rows, 4), .minutes = db_num(&rows, 5) };
	return n;
}

int db_quotas(struct db *db, struct quota *list, int most)
{
	return list_quotas(db_query(db, LIST, WITH(num(most))), list);
}

static const char REMOVE[] =
	"DELETE FROM quota WHERE id = $1 RETURNING id, whose, kind, resource_kind, span, minutes";

bool db_quota_remove(struct db *db, int64_t quota, struct quota *was)
{
	return list_quotas(db_query(db, REMOVE, WITH(num(quota))), was) == 1;
}

#define USED(who) \
	"SELECT CAST(COALESCE(SUM(b.ends - b.starts), 0) AS BIGINT) FROM booking b" \
	" JOIN resource r ON r.id = b.resource WHERE b." who " = $1 AND b.starts >= $2" \
	" AND b.starts < $3 AND b.id <> $4 AND ($5 = '' OR r.kind = $5)" \
	" AND b.status IN ('requested', 'confirmed', 'running', 'done', 'no_show')"

static const char USED_PERSON[] = USED("person");
static const char USED_ORGANISATION[] = USED("organisation");

int64_t db_quota_used(struct db *db, const struct quota_use *use)
{
	const char *kind = use->resource_kind ? use->resource_kind : "";
	int64_t whose = use->person ? use->person : use->organisation, seconds = 0;
	const struct arg *args = WITH(num(whose), num(use->from), num(use->until),
		num(use->except_booking), text(kind));

	if (use->person)
		db_one(db, USED_PERSON, args, &seconds);
	else
		db_one(db, USED_ORGANISATION, args, &seconds);
	return seconds;
}

static const char KIND_OF_BOOKER[] =
	"SELECT COALESCE((SELECT kind FROM organisation WHERE id = $1), 'citizen')";

const char *db_kind_of_booker(struct db *db, int64_t organisation)
{
	struct rows rows = db_query(db, KIND_OF_BOOKER, WITH(num(organisation)));
	const char *kind = db_next(&rows) ? db_text(&rows, 0) : "citizen";

	db_stop(&rows);
	return kind;
}

/* ---- hours in which policy rests ------------------------------------------------------------- */

static const char FREE_ADD[] =
	"INSERT INTO policy_free (resource, weekday, from_minute, until_minute) VALUES ($1, $2, $3, $4)";

void db_free_hours_add(struct db *db, const struct free_hours *h)
{
	db_run(db, FREE_ADD, WITH(ref(h->resource), num(h->weekday), num(h->from_minute),
		num(h->until_minute)));
}

static const char FREE_LIST[] =
	"SELECT id, resource, weekday, from_minute, until_minute FROM policy_free"
	" WHERE $1 = 0 OR resource IS NULL OR resource = $1 ORDER BY weekday, from_minute LIMIT $2";

static int list_free_hours(struct rows rows, struct free_hours *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct free_hours){ .id = db_num(&rows, 0), .resource = db_num(&rows, 1),
			.weekday = (int)db_num(&rows, 2), .from_minute = (int)db_num(&rows, 3),
			.until_minute = (int)db_num(&rows, 4) };
	return n;
}

int db_free_hours(struct db *db, int64_t resource, struct free_hours *list, int most)
{
	return list_free_hours(db_query(db, FREE_LIST, WITH(num(resource), num(most))), list);
}

static const char FREE_REMOVE[] =
	"DELETE FROM policy_free WHERE id = $1 RETURNING id, resource, weekday, from_minute, until_minute";

bool db_free_hours_remove(struct db *db, int64_t id, struct free_hours *was)
{
	return list_free_hours(db_query(db, FREE_REMOVE, WITH(num(id))), was) == 1;
}

/* ---- prices ---------------------------------------------------------------------------------- */

static const char PRICE_SET[] =
	"INSERT INTO price (resource, tariff, cents_per_hour) VALUES ($1, $2, $3)"
	" ON CONFLICT (resource, tariff) DO UPDATE SET cents_per_hour = $3";

void db_price_set(struct db *db, const struct price *p)
{
	db_run(db, PRICE_SET, WITH(num(p->resource), text(p->tariff), num(p->cents_per_hour)));
}

static const char PRICES_OF[] =
	"SELECT resource, tariff, cents_per_hour FROM price WHERE resource = $1 ORDER BY tariff LIMIT $2";

int db_prices_of(struct db *db, int64_t resource, struct price *list, int most)
{
	struct rows rows = db_query(db, PRICES_OF, WITH(num(resource), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct price){ db_num(&rows, 0), db_text(&rows, 1), db_num(&rows, 2) };
	return n;
}

static const char PRICE[] =
	"SELECT cents_per_hour FROM price WHERE resource = $1 AND tariff = COALESCE("
	" (SELECT tariff FROM organisation WHERE id = $2), 'citizen')";

int64_t db_price(struct db *db, int64_t resource, int64_t organisation)
{
	int64_t cents = 0;
	db_one(db, PRICE, WITH(num(resource), num(organisation)), &cents);
	return cents;
}
