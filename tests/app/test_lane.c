// SPDX-License-Identifier: EUPL-1.2
#include "app/lane.h"

#include "app/revision.h"
#include "tests/app/fixture.h"

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/wait.h>

enum { WRITERS = 4 }; /* at most: as many works as must stand in the way for all others to wait */

/* What a work does with its number, n: how says what happens after it was added. */
struct deed {
	int64_t n;
	enum how { ADD, REFUSE, BREAK, BREAK_AND_REFUSE, LEAVE_OPEN, LOSE, FILL, DANGLE, CONFLICT_ONCE,
		CONFLICT_ALWAYS, TOUCH } how;
	int tries;
	enum work_end end;
	const char *text; /* in the work's arena */
	struct work work;
};

static const char ADD_THING[] = "INSERT INTO thing (n) VALUES ($1)";
static const char ADD_CHILD[] = "INSERT INTO child (n) VALUES ($1)";
static const char ADD_BIG[] = "INSERT INTO thing (n, b) VALUES ($1, $2)";
static const char ALL[] = "SELECT n FROM thing ORDER BY n";
static const char IS_THERE[] = "SELECT COUNT(*) FROM thing WHERE n = $1";
static const char WRONG[] = "SELECT n FROM nowhere";

static void leave_open(struct work *work)
{
	struct rows rows = db_query(work->db, ALL, WITH_NOTHING);

	db_next(&rows);
	if (on_postgres)
		db_stop(&rows); /* there it would be a leak, and hold nothing up */
}

static void act(struct work *work, void *about)
{
	static const char big[100000];
	struct deed *deed = about;

	deed->tries++;
	deed->text = arena_print(&work->arena, "%lld", (long long)deed->n);
	if (deed->how != FILL)
		db_run(work->db, ADD_THING, WITH(num(deed->n)));
	switch (deed->how) {
	case REFUSE: reason_add(work, CLOSED, "from"); break;
	case BREAK_AND_REFUSE: reason_add(work, CLOSED, "from"); /* fall through */
	case BREAK: db_run(work->db, WRONG, WITH_NOTHING); break;
	case LEAVE_OPEN: leave_open(work); break;
	case LOSE: work->db->engine->exec(work->db, "ROLLBACK"); break;
	case FILL: db_run(work->db, ADD_BIG, WITH(num(deed->n), bytes(big, sizeof big))); break;
	case DANGLE: db_run(work->db, ADD_CHILD, WITH(num(-deed->n))); break;
	case CONFLICT_ONCE: if (deed->tries == 1) db_spoil(work->db, DB_CONFLICT, ""); break;
	case CONFLICT_ALWAYS: db_spoil(work->db, DB_CONFLICT, ""); break;
	case TOUCH: work_touch(work, SCOPE_LAB); break;
	default: break;
	}
}

static enum work_end act_alone(enum how how, int64_t n)
{
	struct deed deed = { .how = how, .n = n };
	return run(WRITE, act, &deed);
}

/* ---- sending many ---- */

static sem_t entered, go, finished;

static void stand_in_the_way(struct work *work, void *about)
{
	(void)work;
	(void)about;
	sem_post(&entered);
	sem_wait(&go);
}

static void note_end(struct work *work, void *about)
{
	struct deed *deed = about;

	if (deed)
		deed->end = work->end;
	sem_post(&finished);
}

static struct work blockers[WRITERS];

/* Afterwards whatever is sent waits; says how many stand there. */
static int block(void)
{
	int count = on_postgres ? WRITERS : 1;

	for (int i = 0; i < count; i++) {
		blockers[i] = (struct work){ .lab = lab, .kind = WRITE, .job = stand_in_the_way,
			.done = note_end };
		assert_true(work_send(&blockers[i]));
		sem_wait(&entered);
	}
	return count;
}

static void unblock(int count)
{
	for (int i = 0; i < count; i++)
		sem_post(&go);
	for (int i = 0; i < count; i++)
		sem_wait(&finished);
	for (int i = 0; i < count; i++)
		arena_clear(&blockers[i].arena);
}

static bool send(struct deed *deed)
{
	deed->work = (struct work){ .lab = lab, .kind = WRITE, .job = act, .done = note_end,
		.about = deed };
	return work_send(&deed->work);
}

/* All of them wait together, so SQLite's lane takes them as one group. */
static void act_together(struct deed *deeds, int count)
{
	int standing = block();

	for (int i = 0; i < count; i++)
		assert_true(send(&deeds[i]));
	unblock(standing);
	for (int i = 0; i < count; i++)
		sem_wait(&finished);
}

static void look(struct work *work, void *about)
{
	int64_t *n = about;
	db_one(work->db, IS_THERE, WITH(num(*n)), n);
}

/* How many rows have that number, for a reader. */
static int64_t rows_of(int64_t n)
{
	assert_int_equal(run(READ, look, &n), WORK_DONE);
	return n;
}

/* Nobody was answered wrongly: what is done is there, once, and nothing else is. */
static void assert_true_answers(struct deed *deeds, int count)
{
	for (int i = 0; i < count; i++) {
		assert_int_equal(rows_of(deeds[i].n), deeds[i].end == WORK_DONE);
		arena_clear(&deeds[i].work.arena);
	}
}

static void make_tables(struct work *work, void *about)
{
	(void)about;
	work->db->engine->exec(work->db, "CREATE TABLE thing (n BIGINT PRIMARY KEY, b BYTEA)");
	work->db->engine->exec(work->db,
		"CREATE TABLE child (n BIGINT REFERENCES thing (n) DEFERRABLE INITIALLY DEFERRED)");
}

static int open_lane(void **state)
{
	sem_init(&entered, 0, 0);
	sem_init(&go, 0, 0);
	sem_init(&finished, 0, 0);
	return open_lab(state) || run(WRITE, make_tables, NULL) != WORK_DONE;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_lane, close_lab)

/* ---- one work ---- */

static void a_work_is_done_refused_or_failed(void **state)
{
	(void)state;
	assert_int_equal(act_alone(ADD, 1), WORK_DONE);
	assert_int_equal(act_alone(REFUSE, 2), WORK_REFUSED);
	assert_int_equal(act_alone(BREAK, 3), WORK_FAILED);
	assert_int_equal(act_alone(ADD, 1), WORK_FAILED); /* the key is there */
	assert_int_equal(rows_of(1), 1);
	assert_int_equal(rows_of(2) + rows_of(3), 0);
}

/* Missing tables must not be answered with "closed". */
static void what_broke_outranks_what_was_said(void **state)
{
	struct deed deeds[] = { { .n = 1 }, { .n = 2, .how = BREAK_AND_REFUSE }, { .n = 3 } };

	(void)state;
	assert_int_equal(act_alone(BREAK_AND_REFUSE, 9), WORK_FAILED);
	act_together(deeds, 3);
	assert_int_equal(deeds[1].end, WORK_FAILED);
	assert_true_answers(deeds, 3);
}

static void a_conflict_is_run_again_with_an_empty_arena(void **state)
{
	struct deed deed = { .how = CONFLICT_ONCE, .n = 5 };
	struct work work = { .lab = lab, .kind = WRITE, .job = act, .about = &deed };

	(void)state;
	assert_int_equal(work_do(&work), WORK_DONE);
	assert_int_equal(deed.tries, 2);
	assert_string_equal(deed.text, "5"); /* lives until the caller clears the arena */
	arena_clear(&work.arena);
	assert_int_equal(rows_of(5), 1);
}

static void eight_tries_are_enough(void **state)
{
	struct deed deed = { .how = CONFLICT_ALWAYS, .n = 5 };

	(void)state;
	assert_int_equal(run(WRITE, act, &deed), WORK_FAILED);
	assert_int_equal(deed.tries, 8);
	assert_int_equal(rows_of(5), 0);
}

static void a_read_keeps_nothing_it_tries_to_write(void **state)
{
	struct deed deed = { .n = 1 };

	(void)state;
	assert_int_equal(run(READ, act, &deed), WORK_FAILED);
	assert_int_equal(rows_of(1), 0);
}

/* ---- many at once ---- */

/* It counts after it has told. */
static int64_t count_groups(void)
{
	while (lab_count(lab).waiting)
		sched_yield();
	return lab_count(lab).groups;
}

static void many_works_are_committed_at_once(void **state)
{
	enum { MANY = 200 };
	struct deed *deeds = calloc(MANY, sizeof *deeds);
	int64_t groups = count_groups();

	(void)state;
	for (int i = 0; i < MANY; i++)
		deeds[i].n = i;
	act_together(deeds, MANY);
	for (int i = 0; i < MANY; i++) {
		assert_int_equal(deeds[i].end, WORK_DONE);
		assert_int_equal(deeds[i].tries, 1);
	}
	assert_true_answers(deeds, MANY);
	if (!on_postgres)
		assert_int_equal(count_groups() - groups, 2); /* who stood in the way, and they */
	free(deeds);
}

/* One of each kind that must not spoil the others. */
static void one_bad_work_spoils_nobody(void **state)
{
	static const enum how kinds[] = { REFUSE, BREAK, BREAK_AND_REFUSE, LEAVE_OPEN };
	static const enum work_end ends[] = { WORK_REFUSED, WORK_FAILED, WORK_FAILED, WORK_DONE };
	struct deed deeds[12] = { 0 };

	(void)state;
	for (int i = 0; i < 12; i++)
		deeds[i] = (struct deed){ .n = i, .how = i % 3 == 1 ? kinds[i / 3] : ADD };
	act_together(deeds, 12);
	for (int i = 0; i < 12; i++) {
		assert_int_equal(deeds[i].end, i % 3 == 1 ? ends[i / 3] : WORK_DONE);
		assert_int_equal(deeds[i].tries, 1);
	}
	assert_true_answers(deeds, 12);
}

static void works_that_cannot_both_be_have_one_winner(void **state)
{
	enum { MANY = 20 };
	struct deed deeds[MANY] = { 0 };
	int done = 0;

	(void)state;
	for (int i = 0; i < MANY; i++)
		deeds[i].n = 7;
	act_together(deeds, MANY);
	for (int i = 0; i < MANY; i++) {
		done += deeds[i].end == WORK_DONE;
		arena_clear(&deeds[i].work.arena);
	}
	assert_int_equal(done, 1);
	assert_int_equal(rows_of(7), 1);
}

/* A deferred key passes its savepoint and fails everybody's COMMIT. */
static void when_commit_fails_each_runs_once_more_alone(void **state)
{
	struct deed deeds[10] = { 0 };

	(void)state;
	for (int i = 0; i < 10; i++)
		deeds[i] = (struct deed){ .n = i + 1, .how = i == 4 ? DANGLE : ADD };
	act_together(deeds, 10);
	for (int i = 0; i < 10; i++) {
		assert_int_equal(deeds[i].end, i == 4 ? WORK_FAILED : WORK_DONE);
		assert_int_equal(deeds[i].tries, on_postgres ? 1 : 2);
	}
	assert_true_answers(deeds, 10);
}

static void when_the_transaction_is_lost_each_runs_once_more_alone(void **state)
{
	struct deed deeds[10] = { 0 };

	(void)state;
	for (int i = 0; i < 10; i++)
		deeds[i] = (struct deed){ .n = i, .how = i == 4 ? LOSE : ADD };
	act_together(deeds, 10);
	for (int i = 0; i < 10; i++) {
		assert_int_equal(deeds[i].end, i == 4 ? WORK_FAILED : WORK_DONE);
		assert_int_equal(deeds[i].tries, i <= 4 ? 2 : 1);
	}
	assert_true_answers(deeds, 10);
}

/* ---- a full disk ---- */

/* Room for so many more pages; 0: as many as it likes. A setting of the lane's own connection. */
static void set_room(struct work *work, void *about)
{
	int64_t pages = 0;
	char sql[80];

	db_one(work->db, "PRAGMA page_count", WITH_NOTHING, &pages);
	snprintf(sql, sizeof sql, "PRAGMA max_page_count = %lld",
		*(int *)about ? (long long)pages + *(int *)about : 1LL << 30);
	work->db->engine->exec(work->db, sql);
}

static char faults[256];

static void tell(const char *fault)
{
	snprintf(faults, sizeof faults, "%s", fault);
}

static void assert_intact(void)
{
	struct db *db = db_open(store, DB_READER);

	assert_true(db_check(db, tell));
	db_close(db);
}

static void when_the_disk_is_full_nobody_is_answered_wrongly(void **state)
{
	enum { MANY = 30 };
	struct deed deeds[MANY] = { 0 };
	int room = 30, any = 0, done = 0;

	(void)state;
	assert_int_equal(run(WRITE, set_room, &room), WORK_DONE);
	for (int i = 0; i < MANY; i++)
		deeds[i] = (struct deed){ .n = i, .how = i % 5 == 3 ? FILL : ADD };
	act_together(deeds, MANY);
	for (int i = 0; i < MANY; i++) {
		bool fits = deeds[i].how != FILL || i == 3; /* the first one fits, and it alone */
		assert_int_equal(deeds[i].end, fits ? WORK_DONE : WORK_FAILED);
		done += deeds[i].tries > 1;
	}
	assert_true(done > 0); /* the group did fall apart */
	assert_true_answers(deeds, MANY);
	assert_intact();
	assert_int_equal(run(WRITE, set_room, &any), WORK_DONE);
	assert_int_equal(act_alone(FILL, 100), WORK_DONE);
}

/* ---- the queue ---- */

/* A flood: works that wait, and one more. */
static void a_full_queue_says_so_and_what_waits_is_done(void **state)
{
	enum { MANY = 10000 };
	struct deed *deeds = calloc(MANY, sizeof *deeds);
	int standing = block(), count = 0;

	(void)state;
	while (count < MANY) {
		deeds[count] = (struct deed){ .n = count };
		if (!send(&deeds[count]))
			break;
		count++;
	}
	assert_in_range(count, 1000, MANY - 1);
	assert_int_equal(deeds[count].work.end, WORK_BUSY);
	assert_int_equal(deeds[count].tries, 0);
	assert_int_equal(act_alone(ADD, 99999), WORK_BUSY);
	assert_int_equal(lab_count(lab).waiting, count + standing);
	unblock(standing);
	for (int i = 0; i < count; i++)
		sem_wait(&finished);
	for (int i = 0; i < count; i++) {
		assert_int_equal(deeds[i].end, WORK_DONE);
		arena_clear(&deeds[i].work.arena);
	}
	assert_int_equal(act_alone(ADD, 99999), WORK_DONE);
	free(deeds);
}

static void *drain(void *about)
{
	(void)about;
	lab_drain(lab);
	return NULL;
}

static void draining_does_what_waits_and_takes_no_more(void **state)
{
	enum { MANY = 3000 };
	struct deed *deeds = calloc(MANY, sizeof *deeds);
	int standing = block(), count = 0, told;
	pthread_t thread;

	(void)state;
	for (; count < MANY; count++) {
		deeds[count].n = count;
		if (count == 10)
			assert_int_equal(pthread_create(&thread, NULL, drain, NULL), 0);
		if (!send(&deeds[count]))
			break;
		nanosleep(&(struct timespec){ .tv_nsec = 100000 }, NULL);
	}
	unblock(standing);
	assert_in_range(count, 10, MANY - 1);
	assert_int_equal(deeds[count].work.end, WORK_BUSY);
	pthread_join(thread, NULL);
	assert_int_equal(sem_getvalue(&finished, &told), 0);
	assert_int_equal(told, count); /* when it returns, all have been told */
	assert_true_answers(deeds, count);
	free(deeds);
}

/* ---- readers ---- */

static void add_and_stand(struct work *work, void *about)
{
	db_run(work->db, ADD_THING, WITH(num(*(int64_t *)about)));
	stand_in_the_way(work, NULL);
}

static void a_read_sees_what_is_committed_and_waits_for_nobody(void **state)
{
	int64_t n = 5;
	struct work work = { .lab = lab, .kind = WRITE, .job = add_and_stand, .about = &n,
		.done = note_end };

	(void)state;
	assert_true(work_send(&work));
	sem_wait(&entered);
	assert_int_equal(rows_of(5), 0);
	work.about = NULL; /* for note_end */
	sem_post(&go);
	sem_wait(&finished);
	arena_clear(&work.arena);
	assert_int_equal(rows_of(5), 1);
}

/* ---- conflicts with others ---- */

static const char READ_N[] = "SELECT n FROM child";
static const char WRITE_N[] = "UPDATE child SET n = $1";

/* Reads, computes, writes: two at once would lose one, if none of them ran again. */
static void count_up(struct work *work, void *about)
{
	int64_t n = 0;

	(void)about;
	db_one(work->db, READ_N, WITH_NOTHING, &n);
	db_run(work->db, WRITE_N, WITH(num(n + 1)));
}

static void set_count(struct work *work, void *about)
{
	(void)about;
	work->db->engine->exec(work->db, "DROP TABLE child");
	work->db->engine->exec(work->db, "CREATE TABLE child (n BIGINT)");
	db_run(work->db, ADD_CHILD, WITH(num(0)));
}

static void get_count(struct work *work, void *about)
{
	db_one(work->db, READ_N, WITH_NOTHING, about);
}

static void *count_on(void *about)
{
	int *done = about;

	for (int i = 0; i < 25; i++)
		*done += run(WRITE, count_up, NULL) == WORK_DONE;
	return NULL;
}

static void no_update_is_lost(void **state)
{
	pthread_t threads[3];
	int done[3] = { 0 };
	int64_t n = -1;

	(void)state;
	assert_int_equal(run(WRITE, set_count, NULL), WORK_DONE);
	for (int i = 0; i < 3; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, count_on, &done[i]), 0);
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(run(READ, get_count, &n), WORK_DONE);
	assert_int_equal(n, done[0] + done[1] + done[2]);
	assert_true(n > 60); /* eight tries are mostly enough */
}

/* ---- other programs: this one, started again with a word ---- */

/* Starts it with that word and waits for its first line. */
static pid_t start(const char *word, FILE **from)
{
	int pipes[2];

	assert_int_equal(pipe(pipes), 0);
	pid_t child = fork();
	if (child == 0) {
		dup2(pipes[1], STDOUT_FILENO);
		close(pipes[0]);
		execl("/proc/self/exe", "test_lane", word, store, store_folder, (char *)NULL);
		_exit(127);
	}
	close(pipes[1]);
	*from = fdopen(pipes[0], "r");
	return child;
}

static int hold(const char *where)
{
	struct arena arena = { 0 };
	struct db *db = db_open(where, DB_WRITER);

	db_begin(db, &arena);
	db_run(db, ADD_THING, WITH(num(1)));
	puts("held");
	fflush(stdout);
	nanosleep(&(struct timespec){ .tv_nsec = 300000000 }, NULL);
	int end = db_commit(db);
	db_close(db);
	return end;
}

/* An operator's own program has the file for a moment. */
static void a_store_that_another_program_holds_is_waited_for(void **state)
{
	FILE *from;
	char line[16] = "";
	int status = -1;
	pid_t child = start("hold", &from);

	(void)state;
	assert_non_null(fgets(line, sizeof line, from));
	assert_string_equal(line, "held\n");
	assert_int_equal(act_alone(ADD, 2), WORK_DONE);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	fclose(from);
	assert_int_equal(rows_of(1) + rows_of(2), 2);
}

static void say_end(struct work *work, void *about)
{
	struct deed *deed = about;

	if (work->end == WORK_DONE)
		printf("%lld\n", (long long)deed->n);
	fflush(stdout);
	arena_clear(&work->arena);
	sem_post(&finished);
}

static int write_on(void)
{
	static struct deed deeds[100000];

	sem_init(&finished, 0, 64); /* so many at once */
	for (int i = 0; i < 100000; i++) {
		sem_wait(&finished);
		deeds[i].n = i;
		deeds[i].work = (struct work){ .lab = lab, .kind = WRITE, .job = act,
			.done = say_end, .about = &deeds[i] };
		if (!work_send(&deeds[i].work))
			return 1;
	}
	return 0;
}

static void what_was_acknowledged_survives_a_kill(void **state)
{
	enum { MANY = 300 };
	FILE *from;
	char line[32];
	int count = 0;
	pid_t child = start("write", &from);

	(void)state;
	int64_t *told = calloc(MANY * 100, sizeof *told);
	while (count < MANY && fgets(line, sizeof line, from))
		told[count++] = strtoll(line, NULL, 10);
	assert_int_equal(kill(child, SIGKILL), 0);
	while (count < MANY * 100 && fgets(line, sizeof line, from) && strchr(line, '\n'))
		told[count++] = strtoll(line, NULL, 10);
	assert_int_equal(waitpid(child, NULL, 0), child);
	fclose(from);
	assert_true(count >= MANY);
	for (int i = 0; i < count; i++)
		assert_int_equal(rows_of(told[i]), 1);
	if (!on_postgres)
		assert_intact();
	free(told);
}

/* ---- revisions ---- */

static void get_revision(struct work *work, void *about)
{
	*(int64_t *)about = revision_sum(work, 1u << SCOPE_LAB);
}

static int64_t revision(void)
{
	int64_t sum = -1;

	assert_int_equal(run(READ, get_revision, &sum), WORK_DONE);
	return sum;
}

static void a_revision_moves_with_each_commit_that_touched_it(void **state)
{
	int64_t first = revision();
	struct deed refused[] = { { .n = 3, .how = REFUSE }, { .n = 4, .how = BREAK } };

	(void)state;
	assert_int_equal(act_alone(ADD, 1), WORK_DONE); /* touches nothing */
	assert_int_equal(revision(), first);
	assert_int_equal(act_alone(TOUCH, 2), WORK_DONE);
	assert_int_equal(revision(), first + 1);
	act_together(refused, 2);
	assert_true_answers(refused, 2);
	assert_int_equal(revision(), first + 1);
}

static void *touch_on(void *about)
{
	int64_t from = *(int64_t *)about;

	for (int64_t n = from; n < from + 40; n++)
		if (act_alone(TOUCH, n) != WORK_DONE)
			*(int64_t *)about = -1;
	return NULL;
}

/* Who has seen its own write also sees it counted: a page that was loaded then is never "not modified". */
static void a_revision_never_goes_back(void **state)
{
	pthread_t threads[3];
	int64_t from[] = { 1000, 2000, 3000 }, seen = revision(), first = seen;

	(void)state;
	for (int i = 0; i < 3; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, touch_on, &from[i]), 0);
	for (int i = 0; i < 200; i++) {
		int64_t sum = revision();
		assert_true(sum >= seen);
		seen = sum;
	}
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < 3; i++)
		assert_true(from[i] > 0);
	assert_in_range(revision() - first, on_postgres ? 120 : 40, 120);
}

static int run_as(const char *word, char **argv)
{
	if (!strcmp(word, "hold"))
		return hold(argv[2]);
	snprintf(store_folder, sizeof store_folder, "%s/secret", argv[3]);
	secret_start();
	lab = lab_open(&(struct lab_options){ .store = argv[2], .secret_file = store_folder, .url = LAB });
	return lab ? write_on() : 1;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(a_work_is_done_refused_or_failed),
		TEST(what_broke_outranks_what_was_said),
		TEST(a_conflict_is_run_again_with_an_empty_arena),
		TEST(eight_tries_are_enough),
		TEST(a_read_keeps_nothing_it_tries_to_write),
		TEST(many_works_are_committed_at_once),
		TEST(one_bad_work_spoils_nobody),
		TEST(works_that_cannot_both_be_have_one_winner),
		TEST(when_commit_fails_each_runs_once_more_alone),
		TEST(a_full_queue_says_so_and_what_waits_is_done),
		TEST(draining_does_what_waits_and_takes_no_more),
		TEST(a_read_sees_what_is_committed_and_waits_for_nobody),
		TEST(no_update_is_lost),
		TEST(a_store_that_another_program_holds_is_waited_for),
		TEST(what_was_acknowledged_survives_a_kill),
		TEST(a_revision_moves_with_each_commit_that_touched_it),
		TEST(a_revision_never_goes_back),
	};
	const struct CMUnitTest of_sqlite[] = {
		TEST(when_the_transaction_is_lost_each_runs_once_more_alone),
		TEST(when_the_disk_is_full_nobody_is_answered_wrongly),
	};

	if (argc == 4)
		return run_as(argv[1], argv);
	return RUN_ON_BOTH(tests, NULL, NULL) + run_on_sqlite(TESTS_OF(of_sqlite), NULL, NULL);
}
