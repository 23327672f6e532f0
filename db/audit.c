// SPDX-License-Identifier: EUPL-1.2
#include "db/audit.h"

#include "db/db.h"

/* A subject is of the noun that its verb begins with; a few verbs are about a person all the same. */
#define NAMED \
	"CASE WHEN a.verb LIKE 'booking.%' OR a.verb LIKE 'objection.%' OR a.verb LIKE 'offer.%' OR a.verb LIKE 'witness.%'" \
	" THEN (SELECT b.ref FROM booking b WHERE b.id = a.subject)" \
	" WHEN a.verb LIKE 'person.%' OR a.verb LIKE 'youth.%' OR a.verb LIKE 'qualification.%'" \
	" OR a.verb LIKE 'api_key.%' OR a.verb IN ('organisation.remove', 'organisation.restore'," \
	" 'organisation.manager', 'organisation.no_manager')" \
	" THEN (SELECT s.name FROM person s WHERE s.id = a.subject)" \
	" WHEN a.verb LIKE 'organisation.%' THEN (SELECT o.name FROM organisation o WHERE o.id = a.subject)" \
	" WHEN a.verb LIKE 'resource.%' OR a.verb LIKE 'price.%' OR a.verb LIKE 'machine.%' OR a.verb LIKE 'fault.%'" \
	" OR a.verb IN ('upkeep.add', 'upkeep.done')" \
	" THEN (SELECT r.name FROM resource r WHERE r.id = a.subject)" \
	" WHEN a.verb LIKE 'relay.%' OR a.verb LIKE 'device.%' THEN (SELECT COALESCE(r.name, d.name) FROM device d" \
	" LEFT JOIN resource r ON r.id = d.resource WHERE d.id = a.subject)" \
	" WHEN a.verb IN ('workshop.make', 'workshop.change', 'workshop.cancel', 'workshop.close')" \
	" THEN (SELECT w.title FROM workshop w WHERE w.id = a.subject)" \
	" WHEN a.verb LIKE 'closure.%' THEN (SELECT c.reason FROM closure c WHERE c.id = a.subject)" \
	" WHEN a.verb LIKE 'picture.%' THEN (SELECT COALESCE(r.name, w.title) FROM picture i" \
	" LEFT JOIN resource r ON r.id = i.resource LEFT JOIN workshop w ON w.id = i.workshop" \
	" WHERE i.id = a.subject) END"

#define FOUND(text, part) "REPLACE(LOWER(COALESCE(" text ", '')), " part ", '') <> LOWER(COALESCE(" text ", ''))"

#define WANTED \
	" FROM (SELECT a.*, " NAMED " AS name FROM audit a) a LEFT JOIN person p ON p.id = a.person" \
	" WHERE a.at >= $1 AND a.at < $2" \
	" AND ($3 = '' OR " FOUND("p.name", "$3") " OR " FOUND("a.verb", "$3") " OR " FOUND("a.detail", "$3") ")" \
	" AND ($4 = '' OR " FOUND("p.name", "$4") ") AND ($5 = '' OR a.verb = $5 OR a.verb LIKE $5 || '.%')" \
	" AND ($6 = '' OR " FOUND("a.name", "$6") ")"

static const char COUNT[] = "SELECT COUNT(*)" WANTED;

/* Before the end of days; SQLite takes 64 bits, too. */
static int64_t end_of(const struct audit_filter *f)
{
	return f->until ? f->until : INT64_MAX;
}

int64_t db_audit_count(struct db *db, const struct audit_filter *f)
{
	int64_t count = 0;

	db_one(db, COUNT, WITH(num(f->from), num(end_of(f)), text(f->search), text(f->person), text(f->noun),
		text(f->about)), &count);
	return count;
}

#define ORDERED(order) \
	"SELECT a.id, a.at, a.person, p.name, a.verb, a.subject, a.name, a.detail" WANTED \
	" ORDER BY " order " LIMIT $7 OFFSET $8"

static const char *const ordered[] = { /* as enum audit_column says */
	ORDERED("a.at ASC, a.id ASC"), ORDERED("a.at DESC, a.id DESC"),
	ORDERED("LOWER(COALESCE(p.name, '')) ASC, a.id DESC"), ORDERED("LOWER(COALESCE(p.name, '')) DESC, a.id DESC"),
	ORDERED("a.verb ASC, a.id DESC"), ORDERED("a.verb DESC, a.id DESC"),
};

int db_audit(struct db *db, const struct audit_filter *f, struct slice slice, struct audit_row *list)
{
	int order = slice.order, n = 0;
	struct rows rows = db_query(db, ordered[order], WITH(num(f->from), num(end_of(f)), text(f->search),
		text(f->person), text(f->noun), text(f->about), num(slice.most), num(slice.from)));

	while (db_next(&rows))
		list[n++] = (struct audit_row){ .id = db_num(&rows, 0), .at = db_num(&rows, 1),
			.by = db_num(&rows, 2), .person = db_text(&rows, 3), .verb = db_text(&rows, 4),
			.subject = db_num(&rows, 5), .name = db_text(&rows, 6), .detail = db_text(&rows, 7) };
	return n;
}
