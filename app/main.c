// SPDX-License-Identifier: EUPL-1.2
/* The program: reads how it is to run, opens the rooms in order, and closes them in the mirrored one. */
#include "app/base/log.h"
#include "app/base/outgoing.h"
#include "app/base/secret.h"
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/booking.h"
#include "app/calendar.h"
#include "app/config.h"
#include "app/demo.h"
#include "app/holiday.h"
#include "app/hours.h"
#include "app/key.h"
#include "app/pass.h"
#include "app/lab.h"
#include "app/person.h"
#include "app/rebuild.h"
#include "app/timer.h"
#include "db/booking.h"
#include "db/db.h"
#include "hw/backfill.h"
#include "hw/codec.h"
#include "hw/fleet.h"
#include "hw/receiver.h"
#include "hw/scripts.h"
#include "hw/rehearsal.h"
#include "hw/simulate.h"
#include "hw/simulator.h"
#include "hw/worker.h"
#include "web/mail.h"
#include "web/request.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- serving --------------------------------------------------------------------------------- */

struct house {
	const struct config *config;
	struct lab *lab;
	struct web *web;
	struct receiver *mqtt[MOST_VALUES];
	struct backfill *backfill[MOST_VALUES];
	struct simulator *simulator;
	struct scripts *scripts;
	struct timers *timers;
	struct mailer *mailer;
};

static struct lab *open_lab(const struct config *config)
{
	return lab_open(&(struct lab_options){ .store = config->store,
		.secret_file = config->secret, .url = config->url, .codecs = codecs, .runner = scripts_runner() });
}

static bool start_mqtt(struct house *house)
{
	const struct config *config = house->config;

	for (int i = 0; config->mqtt[i]; i++) {
		house->mqtt[i] = receiver_start(house->lab, config->mqtt[i],
			config->client ? config->client : "smartlab");
		if (!house->mqtt[i])
			return false;
	}
	return true;
}

static bool start_backfill(struct house *house)
{
	const struct config *config = house->config;

	for (int i = 0; config->tts[i]; i++)
		if (!(house->backfill[i] = backfill_start(house->lab, config->tts[i])))
			return false;
	return true;
}

/* Without a server messages wait, and staff see them. */
static bool start_mail(struct house *house)
{
	const struct config *config = house->config;

	if (!config->smtp)
		return true;
	house->mailer = mailer_start(house->lab, config->smtp, config->mail_from);
	return house->mailer;
}

static void say_hello(const struct house *house, bool demo)
{
	printf("Smart Lab %s: %s\n", SMARTLAB_VERSION, house->lab->url);
	if (demo) {
		puts("These people can sign in, all with the password " DEMO_PASSWORD ":");
		for (const struct demo_person *p = demo_people; p->email; p++)
			printf("  %-24s %s\n", p->email, p->role);
	}
	puts("Stop with Ctrl-C.");
	fflush(stdout);
}

/* The address that codes and mails carry is the listening one, unless it was configured. */
static void settle_url(struct house *house)
{
	const char *listen = house->config->listen, *colon = strrchr(listen, ':');
	char url[300];

	if (house->config->url)
		return;
	snprintf(url, sizeof url, "http://%.*s:%u", (int)(colon ? colon - listen : 0), listen,
		(unsigned)web_port(house->web));
	lab_set_url(house->lab, url);
}

static bool start_all(struct house *house, bool demo)
{
	const struct config *config = house->config;

	house->web = web_start(&(struct web_options){ .lab = house->lab, .listen = config->listen,
		.proxies = config->proxies, .sources = sources,
		.ingest_secret = config->ingest_secret, .is_demo = demo,
		.sends_mail = config->smtp });
	if (!house->web)
		return false;
	settle_url(house); /* before the first booking: its calendar event says it */
	if (demo && !demo_fill(house->lab, DEMO_PAST_DAYS))
		return false;
	if (demo && !(house->simulator = fleet_start(house->lab)))
		return false;
	house->timers = timers_start(house->lab);
	house->scripts = scripts_start(house->lab);
	return start_mail(house) && start_mqtt(house) && start_backfill(house);
}

static void wait_for_signal(const sigset_t *signals)
{
	int signal;

	sigwait(signals, &signal);
	log_line(LOG_INFO, "stopping");
}

/* In the order that loses nothing: no new requests, what waits is written, what is open is answered. */
static void stop_all(struct house *house)
{
	if (house->web)
		web_quiesce(house->web);
	for (int i = 0; i < MOST_VALUES; i++)
		receiver_stop(house->mqtt[i]), backfill_stop(house->backfill[i]);
	simulator_stop(house->simulator);
	scripts_stop(house->scripts);
	mailer_stop(house->mailer);
	timers_stop(house->timers);
	if (house->lab)
		lab_drain(house->lab);
	if (house->web)
		web_stop(house->web);
	lab_close(house->lab);
	scripts_runner_stop();
}

static int serve_with(struct config *config, bool demo)
{
	struct house house = { .config = config };
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &signals, NULL); /* before there are threads: they inherit it */
	house.lab = open_lab(config);
	bool started = house.lab && start_all(&house, demo);
	if (started) {
		say_hello(&house, demo);
		wait_for_signal(&signals);
	}
	stop_all(&house);
	return started ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int serve(struct config *config)
{
	return serve_with(config, false);
}

static int demo(struct config *config)
{
	bool loopback = text_starts(config->listen, "127.") || text_starts(config->listen, "[::1]") ||
		text_starts(config->listen, "localhost:");

	if (loopback || config->open)
		return serve_with(config, true);
	fputs("smartlab: everybody knows the demo's password, so it listens on this machine only;"
	      " say --open if you mean it\n", stderr);
	return EXIT_FAILURE;
}

/* ---- commands -------------------------------------------------------------------------------- */

/* What a command does in one work; NULL result: it failed, and the reasons say why. */
struct errand {
	const struct config *config;
	char password[PASSWORD_TEXT];
	bool has_password;
	const char *result;
};

static int run_errand(struct config *config, struct errand *errand, void (*job)(struct work *, void *))
{
	struct lab *lab = open_lab(config);
	struct work work = { .lab = lab, .kind = WRITE, .job = job, .about = errand };

	if (!lab)
		return EXIT_FAILURE;
	enum work_end end = work_do(&work);
	for (const struct said *said = work.reasons; said; said = said->next)
		fprintf(stderr, "smartlab: %s\n", reason_message(&work.arena, said, ENGLISH));
	if (end == WORK_DONE && errand->result)
		puts(errand->result);
	arena_clear(&work.arena);
	lab_close(lab);
	return end == WORK_DONE ? EXIT_SUCCESS : EXIT_FAILURE;
}

static void add_key(struct work *work, void *about)
{
	struct errand *errand = about;
	const char *label = errand->config->label;

	errand->result = api_key_add(work, errand->config->email, label ? label : "command line");
}

static int apikey_add(struct config *config)
{
	if (config->email)
		return run_errand(config, &(struct errand){ .config = config }, add_key);
	fputs("smartlab: apikey add needs --email, the address of the person it acts for\n", stderr);
	return EXIT_FAILURE;
}

static void rotate_key(struct work *work, void *about)
{
	struct errand *errand = about;
	struct key *list = arena_alloc(&work->arena, sizeof *list * MOST_SIGNING_KEYS);
	char until[TIME_TEXT];

	int64_t kid = key_rotate(work);
	if (!kid) {
		reason_add_detail(work, BAD_INPUT, "key", "all 255 numbers are of keys whose passes are still good");
		return;
	}
	errand->result = arena_print(&work->arena, "Key %lld signs from now on; older passes stay good.", (long long)kid);
	for (int i = key_list(work, list, MOST_SIGNING_KEYS) - 1; i >= 0; i--) {
		if (!list[i].ends)
			continue;
		time_print(list[i].ends, until);
		errand->result = arena_print(&work->arena, "%s\nKey %lld verifies until %s.",
			errand->result, (long long)list[i].kid, until);
	}
}

static int signing_rotate(struct config *config)
{
	return run_errand(config, &(struct errand){ .config = config }, rotate_key);
}

static void revoke_key(struct work *work, void *about)
{
	struct errand *errand = about;
	long long kid = strtoll(errand->config->words[2], NULL, 10);
	int count = pass_rescue(work, kid);

	if (count < 0)
		reason_add_detail(work, BAD_INPUT, "key", "there is no key of that number");
	errand->result = arena_print(&work->arena, "Key %lld verifies nothing any more. %d passes were signed anew: people see them"
		" on their pages, and whatever was printed of them must be printed again.", kid, count);
}

static int signing_revoke(struct config *config)
{
	if (config->word_count == 3)
		return run_errand(config, &(struct errand){ .config = config }, revoke_key);
	fputs("smartlab: signing revoke needs the key's number, as signing rotate says it\n", stderr);
	return EXIT_FAILURE;
}

/* What `smartlab import` reads, whole. */
static const char *read_file(struct arena *arena, const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");

	if (!file)
		return NULL;
	char *bytes = arena_alloc(arena, MOST_ICS + 1);
	*size = fread(bytes, 1, MOST_ICS + 1, file);
	fclose(file);
	return bytes;
}

static void import_events(struct work *work, void *about)
{
	struct errand *errand = about;
	const char *what = errand->config->words[1], *path = errand->config->words[2], *why = NULL;
	size_t size = 0;
	const char *ics = read_file(&work->arena, path, &size);
	bool closures = !strcmp(what, "closures");
	int added = !ics ? -1 : closures ? closure_import(work, ics, size, &why)
		: holiday_import(work, ics, size, &why);

	if (added < 0)
		reason_add_detail(work, BAD_INPUT, "file", why ? why : "the file cannot be read");
	errand->result = arena_print(&work->arena, "%d new %s.", added, what);
}

static int import(struct config *config)
{
	if (config->word_count == 3)
		return run_errand(config, &(struct errand){ .config = config }, import_events);
	fputs("smartlab: import closures FILE.ics, or import holidays FILE.ics\n", stderr);
	return EXIT_FAILURE;
}

static void add_person(struct work *work, void *about)
{
	struct errand *errand = about;
	const struct config *config = errand->config;
	struct person person = { .email = config->email,
		.name = config->name ? config->name : config->email,
		.role = config->role ? config->role : "member",
		.language = config->language ? config->language : "de" };

	if (person_add(work, &person, errand->has_password ? errand->password : NULL))
		errand->result = arena_print(&work->arena, "%s can sign in.", person.email);
	else
		reason_add_detail(work, BAD_INPUT, "email", "this address is known already");
}

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(*words, word))
			return true;
	return false;
}

/* The password is the first line of standard input: an argument would show in the list of processes. */
static int person_add_command(struct config *config)
{
	static const char *const roles[] = { "member", "staff", "admin", NULL };
	struct errand errand = { .config = config };
	char line[MOST_PASSWORD + 2] = "";

	if (!config->email || !text_is_email(config->email) ||
	    (config->role && !is_one_of(config->role, roles))) {
		fputs("smartlab: person add needs --email ADDRESS, and --role member, staff or admin\n",
			stderr);
		return EXIT_FAILURE;
	}
	if (isatty(STDIN_FILENO))
		fputs("Password: ", stderr);
	if (!fgets(line, sizeof line, stdin) || strcspn(line, "\n") < LEAST_PASSWORD) {
		fprintf(stderr, "smartlab: the password, on standard input, needs %d letters or more\n",
			LEAST_PASSWORD);
		return EXIT_FAILURE;
	}
	line[strcspn(line, "\n")] = 0;
	password_hash(line, errand.password);
	errand.has_password = true;
	return run_errand(config, &errand, add_person);
}

static int migrate(struct config *config)
{
	struct lab *lab = open_lab(config); /* which migrates */

	lab_close(lab);
	if (lab)
		printf("%s is ready.\n", config->store);
	return lab ? EXIT_SUCCESS : EXIT_FAILURE;
}

static void tell(const char *fault)
{
	printf("%s\n", fault);
}

static int check(struct config *config)
{
	struct arena arena = { 0 };
	struct db *db = db_open(config->store, DB_READER);
	bool right = db && db_check(db, tell);

	if (right) {
		db_begin(db, &arena);
		int64_t overlaps = db_overlaps(db);
		right = db_rollback(db) == DB_DONE && overlaps == 0;
		if (overlaps)
			printf("%lld pairs of claims overlap\n", (long long)overlaps);
	}
	db_close(db);
	arena_clear(&arena);
	puts(right ? "All is well." : "This store is not right.");
	return right ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int backup(struct config *config)
{
	const char *file = config->words[1];

	if (!file || db_is_postgres(config->store)) {
		fputs(file ? "smartlab: PostgreSQL has pg_dump for this\n" : "smartlab: backup needs a FILE\n",
			stderr);
		return EXIT_FAILURE;
	}
	struct db *db = db_open(config->store, DB_READER);
	bool done = db && db_backup(db, file);
	db_close(db);
	if (done)
		printf("%s is written. Keep %s.secret as well: without it no pass can be signed.\n", file,
			config->store);
	return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int decode(struct config *config)
{
	const char *const *words = config->words;

	if (config->word_count == 3 || config->word_count == 4)
		return decode_print(words[1], words[2], config->word_count == 4 ? words[3] : NULL, stdout);
	fputs("smartlab: decode needs a MODEL, the bytes in HEX and, if it is not the usual one, the PORT\n", stderr);
	return EXIT_FAILURE;
}

static int encode(struct config *config)
{
	const char *const *words = config->words;

	if (config->word_count == 3 || config->word_count == 4)
		return encode_print(words[1], words[2], config->word_count == 4 ? words[3] : NULL, stdout);
	fputs("smartlab: encode needs a MODEL and an ORDER: on, off, toggle, stop, report, clear, interval SECONDS\n",
		stderr);
	return EXIT_FAILURE;
}

/* ---- runs, all again ---- */

static int rebuild_runs(struct config *config)
{
	struct lab *lab = open_lab(config);
	struct rebuild_place place = { 0 };
	enum work_end end = lab ? WORK_DONE : WORK_FAILED;
	bool more = lab;

	while (more && end == WORK_DONE) {
		struct rebuild_job job = { .place = place };
		struct work work = { .lab = lab, .kind = WRITE, .job = rebuild_job, .about = &job };
		end = work_do(&work);
		more = job.more;
		place = job.place;
		if (job.line[0])
			puts(job.line);
		fflush(stdout);
		arena_clear(&work.arena);
	}
	lab_close(lab);
	return end == WORK_DONE ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int simulate_command(struct config *config)
{
	struct rehearsal rehearsal;

	return rehearsal_read(config, &rehearsal) && simulate(&rehearsal) ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int version(struct config *config)
{
	(void)config;
	puts("smartlab " SMARTLAB_VERSION);
	return EXIT_SUCCESS;
}

static int help(struct config *config);

static const struct command {
	const char *words[2];
	int (*run)(struct config *config);
	const char *about;
} commands[] = {
	{ { "serve" }, serve, "serves the lab" },
	{ { "demo" }, demo, "serves a lab full of sample data, with simulated plugs" },
	{ { "migrate" }, migrate, "brings the store to this version" },
	{ { "check" }, check, "checks the store" },
	{ { "backup" }, backup, "FILE: copies the store while it is in use" },
	{ { "person", "add" }, person_add_command, "--email --name --role: the password comes on standard input" },
	{ { "apikey", "add" }, apikey_add, "--email --label: prints a key for another program, once" },
	{ { "signing", "rotate" }, signing_rotate, "a new key signs passes" },
	{ { "signing", "revoke" }, signing_revoke, "NUMBER: a key that may be in wrong hands signs and verifies nothing more" },
	{ { "import", "closures" }, import, "FILE.ics: closes the lab on the days of its events" },
	{ { "import", "holidays" }, import, "FILE.ics: school holidays, which series leave out" },
	{ { "decode" }, decode, "MODEL HEX [PORT]: reads a device's bytes" },
	{ { "encode" }, encode, "MODEL ORDER [NUMBER]: the bytes that tell a device to switch or to report" },
	{ { "rebuild", "runs" }, rebuild_runs, "reads all frames again and finds all runs again" },
	{ { "simulate" }, simulate_command, "--broker mqtt://…: a fleet of plugs, as a network tells it; see --help" },
	{ { "version" }, version, "prints the version" },
	{ { "help" }, help, "prints this" },
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static int help(struct config *config)
{
	(void)config;
	puts("smartlab COMMAND [OPTION…]\n");
	for (int i = 0; i < COMMANDS; i++)
		printf("  %s %-*s %s\n", commands[i].words[0], 16 - (int)strlen(commands[i].words[0]),
			commands[i].words[1] ? commands[i].words[1] : "", commands[i].about);
	puts("\n  --store lab.sqlite | postgresql://…   --listen 127.0.0.1:8080   --url https://lab.example\n"
	     "  --secret FILE   --mqtt mqtt://host:1883   --client NAME   --ingest-secret TEXT\n"
	     "  --tts https://application:key@eu1.cloud.thethings.network   --ca FILE\n"
	     "  --smtp smtp://user:password@host:587   --mail-from lab@example.org\n"
	     "  --proxy CIDR   --zone Europe/Berlin   --clock 2026-10-24T10:00:00+02:00   --config FILE\n\n"
	     "Each option also as SMARTLAB_NAME in the environment, or as \"name = value\" in the file.");
	return EXIT_SUCCESS;
}

static int help_with(struct config *config, const struct command *command)
{
	return command && command->run == simulate_command ? puts(rehearsal_help) < 0 : help(config);
}

static const struct command *command_named(const struct config *config)
{
	for (int i = 0; i < COMMANDS; i++) {
		const char *const *words = commands[i].words;
		if (config->word_count && !strcmp(words[0], config->words[0]) &&
		    (!words[1] || (config->word_count > 1 && !strcmp(words[1], config->words[1]))))
			return &commands[i];
	}
	return NULL;
}

static bool prepare(struct config *config)
{
	umask(077); /* what we write is the lab's only */
	secret_start();
	outgoing_start();
	if (!config->store)
		config->store = "lab.sqlite";
	if (!config->listen)
		config->listen = "127.0.0.1:8080";
	if (!zone_set(config->zone ? config->zone : "Europe/Berlin")) {
		fputs("smartlab: --zone is no time zone this system knows (is tzdata installed?)\n", stderr);
		return false;
	}
	if (config->ca && !outgoing_trust(config->ca)) {
		fprintf(stderr, "smartlab: --ca %s cannot be read\n", config->ca);
		return false;
	}
	if (config->clock)
		clock_start(config->clock);
	return true;
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "codec-worker")) /* before anything is opened or read */
		return worker_serve();
	struct config config;
	int status = EXIT_FAILURE;

	if (config_read(&config, argc, argv) && prepare(&config)) {
		const struct command *command = command_named(&config);
		if (config.help)
			status = help_with(&config, command);
		else if (command)
			status = command->run(&config);
		else
			help(&config);
	}
	arena_clear(&config.arena);
	return status;
}
