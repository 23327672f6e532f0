// SPDX-License-Identifier: EUPL-1.2
#include "db/ledger.h"

#define SUMS \
	"COUNT(*), CAST(COALESCE(SUM(u.ends - u.starts), 0) AS BIGINT)," \
	" CAST(COALESCE(SUM(u.watt_hours), 0) AS BIGINT)," \
	" CAST(COALESCE(SUM(CASE WHEN u.booking IS NULL THEN u.ends - u.starts ELSE 0 END), 0) AS BIGINT)," \
	" CAST(COALESCE(SUM(CASE WHEN u.booking IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT)," \
	" CAST(COALESCE(SUM(u.watt_hours * (SELECT e.cents FROM energy_price e WHERE e.since <= u.starts" \
	" ORDER BY e.since DESC LIMIT 1)), 0) AS BIGINT)"
#define OF " FROM run u LEFT JOIN resource r ON r.id = u.resource LEFT JOIN booking b ON b.id = u.booking" \
	" LEFT JOIN person p ON p.id = b.person LEFT JOIN organisation o ON o.id = b.organisation" \
	" WHERE u.starts >= $1 AND u.starts < $2"
#define END " GROUP BY 1, 2 ORDER BY 5 DESC, 2, 1 LIMIT $3"

static const char BY_MACHINE[] = "SELECT r.slug, r.name, " SUMS OF END;
static const char BY_PERSON[] = "SELECT p.email, p.name, " SUMS OF " AND b.id IS NOT NULL" END;
static const char BY_ORGANISATION[] = "SELECT o.slug, o.name, " SUMS OF " AND b.id IS NOT NULL" END;
static const char BY_BOOKING[] = "SELECT b.ref, r.name, " SUMS OF " AND b.id IS NOT NULL" END;

static void take_sum(const struct rows *rows, struct run_sum *sum)
{
	*sum = (struct run_sum){ db_text(rows, 0), db_text(rows, 1), db_num(rows, 2), db_num(rows, 3),
		db_num(rows, 4), db_num(rows, 5), db_num(rows, 6), db_num(rows, 7) };
}

int db_run_sums(struct db *db, enum run_by by, const struct run_filter *span, struct run_sum *list, int most)
{
	const struct arg from = num(span->from), until = num(span->until), limit = num(most);
	struct rows rows = by == RUNS_BY_MACHINE ? db_query(db, BY_MACHINE, WITH(from, until, limit)) :
		by == RUNS_BY_PERSON ? db_query(db, BY_PERSON, WITH(from, until, limit)) :
		by == RUNS_BY_ORGANISATION ? db_query(db, BY_ORGANISATION, WITH(from, until, limit)) :
		db_query(db, BY_BOOKING, WITH(from, until, limit));
	int count = 0;

	while (db_next(&rows))
		take_sum(&rows, &list[count++]);
	return count;
}

static const char TOTAL[] = "SELECT NULL, NULL, " SUMS " FROM run u WHERE u.starts >= $1 AND u.starts < $2";

static struct run_sum take_total(struct rows rows)
{
	struct run_sum sum = { 0 };

	if (db_next(&rows))
		take_sum(&rows, &sum);
	db_stop(&rows);
	return sum;
}

struct run_sum db_run_total(struct db *db, int64_t from, int64_t until)
{
	return take_total(db_query(db, TOTAL, WITH(num(from), num(until))));
}

static const char SUM_OF[] = "SELECT NULL, NULL, " SUMS " FROM run u WHERE u.booking = $1";

struct run_sum db_run_sum_of(struct db *db, int64_t booking)
{
	return take_total(db_query(db, SUM_OF, WITH(num(booking))));
}

static const char IDLE[] =
	"SELECT b.ref, r.slug, r.name, p.name, b.starts, b.ends FROM booking b JOIN resource r ON r.id = b.resource"
	" JOIN person p ON p.id = b.person JOIN device d ON" PLUG_HEARD
	" WHERE b.starts >= $1 AND b.starts < $2 AND b.ends < $2 AND b.status IN ('confirmed', 'done', 'no_show')"
	" AND NOT EXISTS (SELECT 1 FROM run u WHERE u.booking = b.id)"
	" AND NOT EXISTS (SELECT 1 FROM run u WHERE" RAN_MEANWHILE ")"
	" ORDER BY b.starts, b.id LIMIT $3";

int db_idle_bookings(struct db *db, int64_t from, int64_t until, struct idle_booking *list, int most)
{
	struct rows rows = db_query(db, IDLE, WITH(num(from), num(until), num(most)));
	int count = 0;

	while (db_next(&rows))
		list[count++] = (struct idle_booking){ db_text(&rows, 0), db_text(&rows, 1), db_text(&rows, 2),
			db_text(&rows, 3), db_num(&rows, 4), db_num(&rows, 5) };
	return count;
}

/* By its plug's fresh word: of a silent one nobody knows. */
static const char OVERRUNS[] =
	"SELECT b.id, b.person, n.id, n.person, r.name FROM run u JOIN device d ON d.id = u.device"
	" LEFT JOIN booking b ON b.id = u.booking JOIN resource r ON r.id = u.resource"
	" JOIN claim c ON c.resource = u.resource JOIN booking n ON n.id = c.booking"
	" WHERE u.open = 1 AND d.use = 'busy' AND d.last_heard > $1 - d.stale_after"
	" AND (b.id IS NULL OR (b.ends <= $1 AND u.ends > b.ends)) AND c.starts >= COALESCE(b.ends, u.starts)"
	" AND c.starts < $2 AND c.ends > $1 AND n.person <> COALESCE(b.person, 0) ORDER BY c.starts LIMIT $3";

int db_overruns(struct db *db, int64_t now, int64_t until, struct overrun *list, int most)
{
	struct rows rows = db_query(db, OVERRUNS, WITH(num(now), num(until), num(most)));
	int count = 0;

	while (db_next(&rows))
		list[count++] = (struct overrun){ db_num(&rows, 0), db_num(&rows, 1), db_num(&rows, 2),
			db_num(&rows, 3), db_text(&rows, 4) };
	return count;
}

/* Its plug must have spoken since: silence is no rest. */
static const char SPARES[] =
	"SELECT b.id, b.person, r.name FROM run u JOIN booking b ON b.id = u.booking"
	" JOIN resource r ON r.id = u.resource JOIN device d ON d.id = u.device"
	" WHERE u.open = 0 AND u.ends <= $2 AND u.starts > $1 - 3888000 AND b.status = 'confirmed'"
	" AND b.starts < $1 AND b.ends >= $3 AND (d.use = 'off' OR d.use = 'idle') AND d.use_since <= $2"
	" AND d.last_heard > $1 - d.stale_after"
	" AND NOT EXISTS (SELECT 1 FROM run o WHERE o.booking = b.id AND o.ends > $2) ORDER BY b.id LIMIT $4";

int db_spares(struct db *db, int64_t now, int64_t rest_since, int64_t left_until, struct spare *list, int most)
{
	struct rows rows = db_query(db, SPARES, WITH(num(now), num(rest_since), num(left_until), num(most)));
	int count = 0;

	while (db_next(&rows))
		list[count++] = (struct spare){ db_num(&rows, 0), db_num(&rows, 1), db_text(&rows, 2) };
	return count;
}

static const char PRICES[] = "SELECT since, cents FROM energy_price ORDER BY since DESC LIMIT $1";

int db_energy_prices(struct db *db, struct energy_price *list, int most)
{
	struct rows rows = db_query(db, PRICES, WITH(num(most)));
	int count = 0;

	while (db_next(&rows))
		list[count++] = (struct energy_price){ db_num(&rows, 0), db_num(&rows, 1) };
	return count;
}

static const char SET_PRICE[] =
	"INSERT INTO energy_price (since, cents) VALUES ($1, $2) ON CONFLICT (since) DO UPDATE SET cents = $2";

void db_energy_price_set(struct db *db, const struct energy_price *price)
{
	db_run(db, SET_PRICE, WITH(num(price->since), num(price->cents)));
}
