// SPDX-License-Identifier: EUPL-1.2
#include "app/track.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
	HOUR = 3600,
	WINDOW = 600,          /* seconds after which energy that is not conclusive is judged anew */
	LONGEST = 30 * 24 * HOUR, /* a run is cut there: what never ends could never be listed by its start */
	SPARE = 1,             /* Wh: a register is cut off, so two readings may be one apart */
};

/* ---- the register ---------------------------------------------------------------------------- */

/* Where registers begin anew, in Wh: nke's is a signed 24 bits, Enginko's a signed 32, most an unsigned 32; MOKO counts
 * 3200 to the kWh. */
static const int64_t ranges[] = { INT64_C(1) << 23, INT64_C(1) << 24, (INT64_C(1) << 32) * 1000 / 3200,
	INT64_C(1) << 31, INT64_C(1) << 32 };

static bool is_plausible(int64_t watt_hours, int64_t seconds, const struct thresholds *by)
{
	return watt_hours >= 0 && watt_hours * HOUR <= by->watts_rated * seconds * 12 / 10 + SPARE * HOUR;
}

/* Wh since the register was read last. It wrapped if that explains the new figure; else it was reset, by an outage or
 * by hand, and shows what was drawn since. What no machine on this plug can draw is an error of the register's. */
static int64_t advance(struct track *t, const struct thresholds *by, int64_t now, int64_t at)
{
	int64_t old = t->watt_hours.is, seconds = at - t->watt_hours_at;

	if (now >= old)
		return is_plausible(now - old, seconds, by) ? now - old : 0;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		int64_t range = ranges[i], wrapped = range - old + now;
		if (old > range / 10 * 9 && old <= range && now < range / 10 && is_plausible(wrapped, seconds, by))
			return wrapped;
	}
	t->resets++;
	return is_plausible(now, seconds, by) ? now : 0;
}

/* W s between this sample and the one before. Without a register the power of the one before is taken to last. */
static int64_t draw(struct track *t, const struct thresholds *by, const struct sample *s, bool silent)
{
	int64_t energy = 0;

	if (!t->watt_hours.known && !s->watt_hours.known)
		return silent || !t->watts.known ? 0 : t->watts.is * (s->at - t->at);
	if (!s->watt_hours.known)
		return 0;
	if (t->watt_hours.known)
		energy = advance(t, by, s->watt_hours.is, s->at);
	t->watt_hours = s->watt_hours;
	t->watt_hours_at = s->at;
	t->anchor_energy += energy;
	return energy * HOUR;
}

enum verdict { UNSURE, CALM, WORKED };

/* What the energy since the anchor says of that whole interval, at best and at worst. */
static enum verdict judge(const struct track *t, const struct thresholds *by, const struct sample *s)
{
	int64_t seconds = s->at - t->anchor_at;

	if (!t->anchor_at || !s->watt_hours.known || seconds <= 0)
		return UNSURE;
	if ((t->anchor_energy - SPARE) * HOUR >= by->watts_busy * seconds)
		return WORKED;
	return (t->anchor_energy + SPARE) * HOUR < by->watts_idle_below * seconds ? CALM : UNSURE;
}

static void drop_anchor(struct track *t, const struct sample *s)
{
	t->anchor_at = s->at;
	t->anchor_energy = 0;
}

/* ---- the instant ----------------------------------------------------------------------------- */

static void merge(struct track *t, const struct sample *s)
{
	if (s->relay.known)
		t->relay = s->relay;
	if (s->watts.known)
		t->watts = s->watts;
	else if (s->relay.known && !s->relay.is)
		t->watts = (struct maybe){ true, 0 };
}

/* Hysteresis: a busy machine stays busy between the two thresholds, or each pulse of a heater would be a start. */
static enum use use_now(const struct track *t, const struct thresholds *by, enum verdict verdict)
{
	bool working = t->from && !t->fell;

	if (t->relay.known && !t->relay.is)
		return USE_OFF;
	if (!t->watts.known)
		return verdict == WORKED ? USE_BUSY : verdict == CALM ? USE_IDLE : USE_UNKNOWN;
	if (t->watts.is < by->watts_on)
		return USE_OFF;
	if (t->watts.is >= by->watts_busy)
		return USE_BUSY;
	return working && t->watts.is >= by->watts_idle_below && verdict != CALM ? USE_BUSY : USE_IDLE;
}

/* ---- the run --------------------------------------------------------------------------------- */

static bool counts(const struct track *t, const struct thresholds *by, int64_t until)
{
	return until > t->from && until - t->from >= by->start_delay;
}

static void describe(const struct track *t, int64_t until, struct track_run *run)
{
	*run = (struct track_run){ .from = t->from, .until = until, .watt_hours = (t->energy + HOUR / 2) / HOUR,
		.most = t->most };
}

static bool end(struct track *t, const struct thresholds *by, int64_t until, struct track_run *ended)
{
	bool counted = t->from && counts(t, by, until);

	if (counted)
		describe(t, until, ended);
	if (counted)
		t->last_until = until;
	t->from = t->fell = t->energy = t->tail = t->most = 0;
	return counted;
}

static void begin(struct track *t, int64_t at, int64_t energy)
{
	t->from = at > t->last_until ? at : t->last_until;
	t->fell = t->tail = t->most = 0;
	t->energy = energy;
}

/* What the register said at last, and what has been drawn since then. */
struct draught {
	int64_t since, energy; /* W s */
};

/* With the interval that the energy is of; or, if the machine rested in it until the register was read last, then. */
static void begin_by_energy(struct track *t, const struct thresholds *by, const struct draught *draught)
{
	int64_t before = t->anchor_energy * HOUR - draught->energy, seconds = draught->since - t->anchor_at;

	if (seconds > 0 && before < by->watts_idle_below * seconds)
		begin(t, draught->since, draught->energy);
	else
		begin(t, t->anchor_at, t->anchor_energy * HOUR);
}

/* It is at work: goes on, or begins. */
static void work_on(struct track *t, const struct thresholds *by, const struct sample *s, enum verdict verdict,
	const struct draught *draught)
{
	if (t->from) {
		t->energy += t->tail + draught->energy;
		t->tail = t->fell = 0;
	} else if (verdict == WORKED) {
		begin_by_energy(t, by, draught);
	} else {
		begin(t, s->at, 0);
		if (s->watt_hours.known)
			drop_anchor(t, s);
	}
	if (t->watts.known && t->watts.is > t->most)
		t->most = t->watts.is;
}

/* It is not: the run has ended if that lasts, or at once if there is no power. */
static bool rest(struct track *t, const struct thresholds *by, const struct sample *s, int64_t energy,
	struct track_run *ended)
{
	if (!t->from)
		return false;
	if (t->fell)
		t->tail += energy;
	else
		t->energy += energy;
	if (!t->fell)
		t->fell = s->at;
	bool cut = t->relay.known && !t->relay.is;
	return (cut || s->at - t->fell >= by->end_delay) && end(t, by, t->fell, ended);
}

/* What was true before a silence is forgotten: the state after it begins with this sample. */
static bool fall_silent(struct track *t, const struct thresholds *by, struct track_run *ended)
{
	int64_t until = t->fell ? t->fell : t->at;

	t->watts.known = t->relay.known = false;
	t->use = USE_UNKNOWN;
	t->since = 0;
	return t->from && end(t, by, until, ended);
}

static void settle(struct track *t, const struct thresholds *by, const struct sample *s, enum use use,
	bool over)
{
	bool goes_on = t->from && use == USE_IDLE && counts(t, by, t->fell ? t->fell : s->at);
	enum use told = goes_on ? USE_BUSY : use;

	if (told == t->use && t->since)
		return;
	t->since = told == USE_BUSY ? t->from : over ? t->last_until : s->at;
	t->use = told;
}

bool track_take(struct track *t, const struct thresholds *by, const struct sample *s, struct track_run *ended)
{
	bool silent = t->at && s->at - t->at > by->stale_after, over = false;
	struct draught draught = { .since = t->watt_hours_at };
	draught.energy = draw(t, by, s, silent);
	enum verdict verdict = judge(t, by, s);

	if (silent && verdict != WORKED)
		over = fall_silent(t, by, ended);
	merge(t, s);
	enum use use = use_now(t, by, verdict);
	if (t->from && s->at - t->from > LONGEST)
		over = end(t, by, s->at, ended);
	if (use == USE_BUSY || verdict == WORKED)
		work_on(t, by, s, verdict, &draught);
	if (use != USE_BUSY && !over)
		over = rest(t, by, s, verdict == WORKED ? 0 : draught.energy, ended);
	if (s->watt_hours.known && (verdict != UNSURE || !t->anchor_at || s->at - t->anchor_at > WINDOW))
		drop_anchor(t, s);
	settle(t, by, s, use, over && !silent);
	t->at = s->at;
	t->counter = s->counter;
	return over;
}

bool track_open(const struct track *t, const struct thresholds *by, struct track_run *run)
{
	int64_t until = t->fell ? t->fell : t->at;

	if (!t->from || !counts(t, by, until))
		return false;
	describe(t, until, run);
	run->is_open = true;
	return true;
}

/* ---- as text --------------------------------------------------------------------------------- */

enum { FIELDS = 21 };

static void list(const struct track *t, int64_t n[static FIELDS])
{
	const int64_t all[FIELDS] = { t->at, t->counter, t->use, t->since, t->watts.known, t->watts.is,
		t->relay.known, t->relay.is, t->watt_hours.known, t->watt_hours.is, t->watt_hours_at,
		t->anchor_at, t->anchor_energy, t->from, t->fell, t->energy, t->tail, t->most,
		t->last_until, t->resets, 1 /* version */ };
	memcpy(n, all, sizeof all);
}

void track_print(const struct track *t, char text[static TRACK_TEXT])
{
	int64_t n[FIELDS];
	int size = 0;

	list(t, n);
	for (int i = 0; i < FIELDS; i++)
		size += snprintf(text + size, (size_t)(TRACK_TEXT - size), "%s%" PRId64, i ? " " : "", n[i]);
}

bool track_parse(const char *text, struct track *t)
{
	int64_t n[FIELDS] = { 0 };
	int count = 0, size;

	*t = (struct track){ 0 };
	if (!text)
		return true;
	for (; count < FIELDS && sscanf(text, "%" SCNd64 "%n", &n[count], &size) == 1; count++)
		text += size;
	if (count != FIELDS || *text || n[FIELDS - 1] != 1 || n[2] < 0 || n[2] >= USES)
		return false;
	*t = (struct track){ n[0], n[1], (enum use)n[2], n[3], { n[4], n[5] }, { n[6], n[7] }, { n[8], n[9] },
		n[10], n[11], n[12], n[13], n[14], n[15], n[16], n[17], n[18], n[19] };
	return true;
}
