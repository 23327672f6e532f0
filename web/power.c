// SPDX-License-Identifier: EUPL-1.2
#include "web/power.h"

#include "app/base/time.h"

enum { DAY = 24 * 3600, HOUR = 3600, POINTS = 288, WIDTH = 960, HEIGHT = 94, TICK_HOURS = 4,
	EDGE = 4, /* per cent: a label there would be cut off */
	GAP = 3 }; /* spans without a reading after which the line breaks */

struct chart {
	struct day day;
	struct point points[POINTS];
	int count;
	int64_t most;
};

static int x_of(const struct chart *c, int64_t at)
{
	return (int)((at - c->day.from) * WIDTH / DAY);
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
		bool begins = i == 0 || p->at - c->points[i - 1].at > GAP * c->day.span;
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

/* At full hours of the wall clock, every fourth. */
static void put_ticks(struct node *power, const struct chart *c)
{
	struct node *ticks = put_list(power, "ticks");

	for (int64_t at = c->day.from / HOUR * HOUR + HOUR; at < c->day.until; at += HOUR) {
		int hour = zone_minute(at) / 60;
		int percent = (int)((at - c->day.from) * 100 / DAY);
		if (hour % TICK_HOURS != 0 || percent < EDGE || percent > 100 - EDGE)
			continue;
		struct node *tick = put_object(ticks, NULL);
		put_number(tick, "percent", percent);
		put_print(tick, "label", "%02d:00", hour);
	}
}

/* Means of an hour, of the spans that have one; the energy is of those spans. */
static int64_t put_hours(struct node *power, const struct chart *c)
{
	struct node *hours = put_list(power, "hours");
	int64_t total = 0;

	for (int i = 0; i < c->count;) {
		int64_t hour = c->points[i].at / HOUR * HOUR, sum = 0, spans = 0;
		for (; i < c->count && c->points[i].at < hour + HOUR; i++, spans++)
			sum += c->points[i].watts;
		int64_t energy = sum * c->day.span / HOUR;
		struct node *one = put_object(hours, NULL);
		put_time(one, "from", hour);
		put_number(one, "watts", sum / spans);
		put_number(one, "watt_hours", energy);
		total += energy;
	}
	return total;
}

void put_power(struct request *rq, const struct device *plug)
{
	struct chart *c = arena_alloc(&rq->work.arena, sizeof *c);
	struct node *power = put_object(rq->document, "power");

	/* From a whole span, so that the line stands still within one. */
	int64_t until = (rq->work.now / (DAY / POINTS) + 1) * (DAY / POINTS);
	c->day = (struct day){ .device = plug->id, .from = until - DAY, .until = until };
	c->count = reading_day(&rq->work, &c->day, c->points, POINTS);
	put_flag(power, "has_data", c->count > 0);
	if (!c->count)
		return;
	for (int i = 0; i < c->count; i++)
		if (c->points[i].watts > c->most)
			c->most = c->points[i].watts;
	c->most = round_up(c->most);
	put_number(power, "width", WIDTH);
	put_number(power, "height", HEIGHT);
	put_number(power, "max_watts", c->most);
	put_path(power, c);
	put_ticks(power, c);
	int64_t total = put_hours(power, c);
	put_number(power, "watt_hours", total);
	put_real(power, "kilowatt_hours", (double)total / 1000);
}
