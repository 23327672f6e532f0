// SPDX-License-Identifier: EUPL-1.2
/* What a plug measured, as a line and as a table. */
#include "web/power.h"

#include "app/base/time.h"

enum { DAY = 24 * 3600, HOUR = 3600, MINUTE = 60, POINTS = 288, WIDTH = 960, HEIGHT = 94,
	TICKS = 7, /* so that their labels have room on a phone */
	EDGE = 4, /* per cent: a label there would be cut off */
	GAP = 3,  /* spans without a reading after which the line breaks */
	HOURLY = 2 * DAY, /* up to there the table is by the hour, then by the day */
	DAILY = 92 * DAY }; /* and from there on by the month */

struct chart {
	struct day day;
	struct point points[POINTS];
	int count;
	int64_t most;
	int64_t gap; /* seconds without a reading after which the line breaks */
};

static int x_of(const struct chart *c, int64_t at)
{
	return (int)((at - c->day.from) * WIDTH / (c->day.until - c->day.from));
}

static int y_of(const struct chart *c, int64_t watts)
{
	return (int)(HEIGHT - watts * HEIGHT / c->most);
}

/* A round figure above the highest, so that the scale can be read. */
static int64_t round_up(int64_t watts)
{
	int64_t step = 10;

	while (step * 10 < watts)
		step *= 10;
	return watts > 0 ? (watts + step - 1) / step * step : step;
}

/* A gap in what we know is a gap in the line, not a slope across it. */
static void put_path(struct node *power, const struct chart *c)
{
	struct buffer path = { 0 }, area = { 0 };
	int x = 0;

	for (int i = 0; i < c->count; i++) {
		const struct point *p = &c->points[i];
		bool begins = i == 0 || p->at - c->points[i - 1].at > c->gap;
		if (begins && i)
			buffer_print(&area, "L%d %dZ", x, HEIGHT);
		x = x_of(c, p->at);
		buffer_print(&path, "%c%d %d", begins ? 'M' : 'L', x, y_of(c, p->watts));
		if (begins)
			buffer_print(&area, "M%d %d", x, HEIGHT);
		buffer_print(&area, "L%d %d", x, y_of(c, p->watts));
	}
	buffer_print(&area, "L%d %dZ", x, HEIGHT);
	put_text(power, "path", path.bytes);
	put_text(power, "area", area.bytes);
	buffer_clear(&path);
	buffer_clear(&area);
}

/* For the island, which draws the same again: instants and watts, an x where the line breaks. */
static void put_figures(struct node *power, const struct chart *c)
{
	struct buffer figures = { 0 };

	for (int i = 0; i < c->count; i++) {
		const struct point *p = &c->points[i];
		if (i && p->at - c->points[i - 1].at > c->gap)
			buffer_text(&figures, "x ");
		buffer_print(&figures, "%lld %lld ", (long long)p->at, (long long)p->watts);
	}
	put_text(power, "figures", figures.bytes);
	buffer_clear(&figures);
}

static void put_points(struct node *power, const struct chart *c)
{
	struct node *list = put_list(power, "points");

	for (int i = 0; i < c->count; i++) {
		struct node *one = put_object(list, NULL);
		put_time(one, "at", c->points[i].at);
		put_number(one, "watts", c->points[i].watts);
	}
}

/* ---- ticks ----------------------------------------------------------------------------------- */

static struct node *put_tick(struct node *ticks, const struct chart *c, int64_t at)
{
	int percent = (int)((at - c->day.from) * 100 / (c->day.until - c->day.from));

	if (percent < EDGE || percent > 100 - EDGE)
		return NULL;
	struct node *tick = put_object(ticks, NULL);
	put_number(tick, "percent", percent);
	return tick;
}

/* Where the wall clock shows a multiple of so many minutes. */
static void put_clock_ticks(struct node *ticks, const struct chart *c, int minutes)
{
	enum { STEP = 300 };

	for (int64_t at = c->day.from / STEP * STEP + STEP; at < c->day.until; at += STEP) {
		int minute = zone_minute(at);
		struct node *tick = minute % minutes ? NULL : put_tick(ticks, c, at);
		if (tick)
			put_print(tick, "label", "%02d:%02d", minute / 60, minute % 60);
	}
}

/* At every so many midnights; a week begins on Mondays. */
static void put_day_ticks(struct node *ticks, const struct chart *c, int days)
{
	int first = zone_day(c->day.from) + 1, offset = days % 7 ? 0 : 3; /* 1970-01-01 was a Thursday */

	for (int day = first; zone_instant(day, 0) < c->day.until; day++) {
		struct node *tick = (day + offset) % days ? NULL : put_tick(ticks, c, zone_instant(day, 0));
		if (tick)
			put_time(tick, "day", zone_instant(day, 0));
	}
}

static void put_ticks(struct node *power, const struct chart *c)
{
	static const int minutes[] = { 5, 15, 30, 60, 120, 240, 480 };
	static const int days[] = { 1, 2, 7, 14, 28 };
	struct node *ticks = put_list(power, "ticks");
	int64_t length = c->day.until - c->day.from;

	for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++)
		if (length / (minutes[i] * MINUTE) <= TICKS) {
			put_clock_ticks(ticks, c, minutes[i]);
			return;
		}
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (length / (days[i] * DAY) <= TICKS) {
			put_day_ticks(ticks, c, days[i]);
			return;
		}
}

/* ---- the table ------------------------------------------------------------------------------- */

static int64_t row_end(const struct chart *c, int64_t at)
{
	int64_t length = c->day.until - c->day.from;
	struct date date = date_of(zone_day(at));

	if (length <= HOURLY)
		return at / HOUR * HOUR + HOUR;
	if (length <= DAILY)
		return zone_instant(zone_day(at) + 1, 0);
	return zone_instant(day_of((struct date){ date.year, date.month + 1, 1 }), 0);
}

/* Means of an hour, a day or a month, of the spans that have one; the energy is of those spans. */
static int64_t put_rows(struct node *power, const struct chart *c)
{
	struct node *rows = put_list(power, "rows");
	int64_t total = 0;

	for (int i = 0; i < c->count;) {
		int64_t from = c->points[i].at, end = row_end(c, from), sum = 0, most = 0, spans = 0;
		for (; i < c->count && c->points[i].at < end; i++, spans++) {
			sum += c->points[i].watts;
			most = c->points[i].watts > most ? c->points[i].watts : most;
		}
		int64_t energy = sum * c->day.span / HOUR;
		struct node *one = put_object(rows, NULL);
		put_time(one, "from", from);
		put_number(one, "watts", sum / spans);
		put_number(one, "most_watts", most);
		put_number(one, "watt_hours", energy);
		total += energy;
	}
	put_flag(power, "by_day", c->day.until - c->day.from > HOURLY && c->day.until - c->day.from <= DAILY);
	put_flag(power, "by_month", c->day.until - c->day.from > DAILY);
	return total;
}

static void find_most(struct chart *c)
{
	for (int i = 0; i < c->count; i++)
		if (c->points[i].watts > c->most)
			c->most = c->points[i].watts;
	c->most = round_up(c->most);
}

static void put_picture(struct node *power, const struct chart *c)
{
	put_number(power, "width", WIDTH);
	put_number(power, "height", HEIGHT);
	put_path(power, c);
	put_figures(power, c);
	put_ticks(power, c);
	put_print(power, "begin", "%lld", (long long)c->day.from);
	put_print(power, "end", "%lld", (long long)c->day.until);
}

void put_power(struct request *rq, const struct device *plug, const char *page, struct stretch of)
{
	struct chart *c = arena_alloc(&rq->work.arena, sizeof *c);
	struct node *power = put_object(rq->document, "power");

	c->day = (struct day){ .device = plug->id, .from = of.from, .until = of.until };
	c->count = reading_day(&rq->work, &c->day, c->points, POINTS);
	c->gap = GAP * c->day.span > plug->stale_after ? GAP * c->day.span : plug->stale_after;
	put_flag(power, "has_data", c->count > 0);
	put_text(power, "zoom", page);
	if (!c->count)
		return;
	find_most(c);
	put_number(power, "max_watts", c->most);
	int64_t total = put_rows(power, c);
	put_number(power, "watt_hours", total);
	put_real(power, "kilowatt_hours", (double)total / 1000);
	if (rq->wants_page)
		put_picture(power, c);
	else
		put_points(power, c);
}

struct stretch power_days(int64_t now, int64_t days)
{
	int64_t until = (now / (DAY / POINTS) + 1) * (DAY / POINTS);

	return (struct stretch){ until - days * DAY, until };
}
