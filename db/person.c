// SPDX-License-Identifier: EUPL-1.2
#include "db/person.h"

#include "db/db.h"

static const char ID[] = "SELECT id FROM person WHERE email = $1";

/* Not RETURNING id: with it SQLite looks through all that people ever did for rows that point at the new one already. */
static const char ADD[] =
	"INSERT INTO person (email, name, role, language, password, created)"
	" VALUES ($1, $2, $3, $4, $5, $6)";

bool db_person_add(struct db *db, struct person *p, const char *password, int64_t now)
{
	int64_t id;

	if (db_one(db, ID, WITH(text(p->email)), &id))
		return false;
	db_run(db, ADD, WITH(text(p->email), text(p->name), text(p->role), text(p->language),
		text(password), num(now)));
	return db_one(db, ID, WITH(text(p->email)), &p->id);
}

static struct person read_person(const struct rows *rows, int column)
{
	return (struct person){ .id = db_num(rows, column), .email = db_text(rows, column + 1),
		.name = db_text(rows, column + 2), .role = db_text(rows, column + 3),
		.language = db_text(rows, column + 4) };
}

static bool one_person(struct rows rows, struct person *person)
{
	bool found = db_next(&rows);

	if (found)
		*person = read_person(&rows, 0);
	db_stop(&rows);
	return found;
}

static const char BY_ID[] = "SELECT id, email, name, role, language FROM person WHERE id = $1";

bool db_person_by_id(struct db *db, int64_t id, struct person *person)
{
	return one_person(db_query(db, BY_ID, WITH(num(id))), person);
}

static const char BY_EMAIL[] =
	"SELECT id, email, name, role, language FROM person WHERE email = $1";

bool db_person_by_email(struct db *db, const char *email, struct person *person)
{
	return one_person(db_query(db, BY_EMAIL, WITH(text(email))), person);
}

static const char STAFF[] = "SELECT id FROM person WHERE role IN ('staff', 'admin') ORDER BY id LIMIT $1";

int db_staff(struct db *db, int64_t *list, int most)
{
	struct rows rows = db_query(db, STAFF, WITH(num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = db_num(&rows, 0);
	return n;
}

static const char ADMINS[] = "SELECT COUNT(*) FROM person WHERE role = 'admin'";

int64_t db_person_admins(struct db *db)
{
	int64_t count = 0;
	db_one(db, ADMINS, WITH_NOTHING, &count);
	return count;
}

static const char PASSWORD[] = "SELECT password FROM person WHERE email = $1";

const char *db_person_password(struct db *db, const char *email)
{
	struct rows rows = db_query(db, PASSWORD, WITH(text(email)));
	const char *password = db_next(&rows) ? db_text(&rows, 0) : NULL;

	db_stop(&rows);
	return password;
}

static const char SET_PASSWORD[] = "UPDATE person SET password = $2 WHERE id = $1";

void db_person_set_password(struct db *db, int64_t person, const char *password)
{
	db_run(db, SET_PASSWORD, WITH(num(person), text(password)));
}

static const char SET_NAME[] = "UPDATE person SET name = $2 WHERE id = $1";

void db_person_set_name(struct db *db, int64_t person, const char *name)
{
	db_run(db, SET_NAME, WITH(num(person), text(name)));
}

static const char SET_LANGUAGE[] = "UPDATE person SET language = $2 WHERE id = $1";

void db_person_set_language(struct db *db, int64_t person, const char *language)
{
	db_run(db, SET_LANGUAGE, WITH(num(person), text(language)));
}

static const char SET_ROLE[] = "UPDATE person SET role = $2 WHERE id = $1";

void db_person_set_role(struct db *db, int64_t person, const char *role)
{
	db_run(db, SET_ROLE, WITH(num(person), text(role)));
}

/* No LIKE: what is searched for may hold its signs. */
static const char YOUTH_OF[] = "SELECT born, guardian, guardian_approved FROM person WHERE id = $1";

void db_youth_of(struct db *db, int64_t person, struct youth *youth)
{
	struct rows rows = db_query(db, YOUTH_OF, WITH(num(person)));

	*youth = (struct youth){ 0 };
	if (db_next(&rows))
		*youth = (struct youth){ db_num(&rows, 0), db_text(&rows, 1), db_num(&rows, 2) };
	db_stop(&rows);
}

static const char YOUTH_SET[] =
	"UPDATE person SET born = $2, guardian = $3, guardian_approved = $4 WHERE id = $1";

void db_youth_set(struct db *db, int64_t person, const struct youth *y)
{
	db_run(db, YOUTH_SET, WITH(num(person), ref(y->born), text(y->guardian), ref(y->approved)));
}

static const char AUDIT[] =
	"INSERT INTO audit (at, person, verb, subject, detail) VALUES ($1, $2, $3, $4, $5)";

void db_audit_add(struct db *db, int64_t person, const char *verb, int64_t subject, const char *detail, int64_t at)
{
	db_run(db, AUDIT, WITH(num(at), ref(person), text(verb), ref(subject), text(detail)));
}

static const char ORGANISATION_ADD[] =
	"INSERT INTO organisation (slug, name, kind) VALUES ($1, $2, $3)"
	" ON CONFLICT (slug) DO NOTHING RETURNING id";

bool db_organisation_add(struct db *db, struct organisation *o)
{
	return db_one(db, ORGANISATION_ADD, WITH(text(o->slug), text(o->name), text(o->kind)), &o->id);
}

static const char MEMBERSHIP_ADD[] =
	"INSERT INTO membership (organisation, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";

void db_membership_add(struct db *db, int64_t organisation, int64_t person)
{
	db_run(db, MEMBERSHIP_ADD, WITH(num(organisation), num(person)));
}

static const char ORGANISATIONS_OF[] =
	"SELECT o.id, o.slug, o.name, o.kind FROM membership m"
	" JOIN organisation o ON o.id = m.organisation WHERE m.person = $1 ORDER BY o.name LIMIT $2";

int db_organisations_of(struct db *db, int64_t person, struct organisation *list, int most)
{
	struct rows rows = db_query(db, ORGANISATIONS_OF, WITH(num(person), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct organisation){ .id = db_num(&rows, 0), .slug = db_text(&rows, 1),
			.name = db_text(&rows, 2), .kind = db_text(&rows, 3) };
	return n;
}
