// SPDX-License-Identifier: EUPL-1.2
/* What the audit keeps beside a deed, in words: rules of series, why a plug was switched, tariffs and roles. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "web/views.h"

#include <string.h>

/* ---- a rule of RFC 5545, as app/recurrence.h takes it ---------------------------------------- */

static bool says(const char *rule, const char *part)
{
	const char *found = strstr(rule, part);

	return found && (found == rule || found[-1] == ';');
}

/* The value of a part, "" if the rule has none. */
static const char *value_of(struct request *rq, const char *rule, const char *part)
{
	const char *value = says(rule, part) ? strstr(rule, part) + strlen(part) : "";

	return arena_bytes(&rq->work.arena, value, strcspn(value, ";"));
}

static void put_pace(struct request *rq, struct node *to, const char *rule)
{
	static const struct {
		const char *frequency, *single, *several;
	} words[] = {
		{ "DAILY", "every_day", "every_days" }, { "WEEKLY", "every_week", "every_weeks" },
		{ "MONTHLY", "every_month", "every_months" }, { "YEARLY", "every_year", "every_years" },
	};
	const char *frequency = value_of(rq, rule, "FREQ="), *interval = value_of(rq, rule, "INTERVAL=");
	bool several = *interval && strcmp(interval, "1") != 0;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i].frequency, frequency))
			put_text(to, "pace", several ? text_fill(&rq->work.arena, say(rq, words[i].several), interval)
				: say(rq, words[i].single));
}

/* Of a month or a year it may be the second Tuesday or the last day: those are told by their dates. */
static void put_weekdays(struct request *rq, struct node *to, const char *rule)
{
	static const char *const codes[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
	const char *days = value_of(rq, rule, "BYDAY=");
	struct node *list = put_list(to, "weekdays");

	for (int i = 0; i < 7 && says(rule, "FREQ=WEEKLY"); i++)
		if (strstr(days, codes[i]))
			put_word(put_object(list, NULL), "weekday", weekday_words[i + 1]);
}

static void put_rule_end(struct request *rq, struct node *to, const char *rule)
{
	const char *count = value_of(rq, rule, "COUNT="), *until = value_of(rq, rule, "UNTIL=");
	int64_t number;
	int day;

	if (text_number(count, &number))
		put_number(to, "count", number);
	if (strlen(until) >= 8 && date_parse(arena_print(&rq->work.arena, "%.4s-%.2s-%.2s", until, until + 4, until + 6), &day))
		put_time(to, "until", zone_instant(day, 0));
}

static void put_rule(struct request *rq, struct node *to, const char *rule)
{
	put_pace(rq, to, rule);
	put_weekdays(rq, to, rule);
	put_rule_end(rq, to, rule);
}

/* ---- by verb --------------------------------------------------------------------------------- */

void put_deed_detail(struct request *rq, struct node *to, const char *verb, const char *detail)
{
	static const struct {
		const char *begins, *word;
	} words[] = { { "relay.", "why" }, { "price.", "tariff" }, { "person.change", "role" } };

	if (!detail || !*detail)
		return;
	if (says(detail, "FREQ=")) {
		put_rule(rq, put_object(to, "rule"), detail);
		return;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_starts(verb, words[i].begins)) {
			put_word(put_object(to, "told"), words[i].word, detail);
			return;
		}
	put_text(to, "plain", detail);
}
