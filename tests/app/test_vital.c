// SPDX-License-Identifier: EUPL-1.2
#include "app/device.h"
#include "app/frame.h"
#include "app/vital.h"
#include "tests/app/fixture.h"

#include <string.h>

static struct gap gaps[5];
static int count;
static char kept[20];

static void seen_long_ago(struct work *work, void *about)
{
	(void)about;
	db_source_see(work->db, "broker.example", work->now - 1000);
}

static void comes_back(struct work *work, void *about)
{
	source_back(work, "broker.example", about);
}

static void look(struct work *work, void *about)
{
	(void)about;
	count = gap_list(work, 0, gaps, 5);
	snprintf(kept, sizeof kept, "%s", count ? gaps[0].kept : "");
}

static void fetched(struct work *work, void *about)
{
	(void)about;
	source_fetched(work, "broker.example", work->now, 7);
}

static void a_source_that_was_away_leaves_a_gap_until_its_storage_was_read(void **state)
{
	(void)state;
	run(WRITE, comes_back, "lost");
	run(READ, look, NULL);
	assert_int_equal(count, 0); /* the first time ever is none */
	run(WRITE, seen_long_ago, NULL);
	run(WRITE, comes_back, "lost");
	run(WRITE, comes_back, "lost"); /* a moment later */
	run(READ, look, NULL);
	assert_int_equal(count, 1);
	assert_string_equal(kept, "lost");
	assert_in_range(gaps[0].ends - gaps[0].starts, 1000, 1010);
	run(WRITE, fetched, NULL);
	run(READ, look, NULL);
	assert_string_equal(kept, "storage");
	assert_int_equal(gaps[0].frames, 7);
}

/* ---- what a network tells of a device ---- */

static struct vital vital;
static char fault[50];

static void hear(struct work *work, void *about)
{
	struct frame frame = *(struct frame *)about;

	strcpy(frame.eui, "24e124148b0000f1");
	frame.network = "chirpstack";
	frame.session = "";
	assert_int_equal(frame_take(work, &frame), FRAME_KEPT);
}

static void ask(struct work *work, void *about)
{
	struct device device;

	(void)about;
	assert_true(device_of_eui(work, "24e124148b0000f1", &device));
	assert_int_equal(device.frames, 0); /* none of these is an uplink */
	assert_true(vital_of(work, device.id, &vital));
	snprintf(fault, sizeof fault, "%s", vital.fault ? vital.fault : "");
}

static void batteries_joins_acknowledgements_and_complaints_are_kept(void **state)
{
	(void)state;
	run(WRITE, hear, &(struct frame){ .kind = FRAME_STATUS, .about = { .has_battery = true, .battery = 87.5,
		.has_margin = true, .margin = 9 } });
	run(WRITE, hear, &(struct frame){ .kind = FRAME_JOIN, .at = 1000 });
	run(WRITE, hear, &(struct frame){ .kind = FRAME_JOIN, .at = 900 }); /* late: the newer one counts */
	run(WRITE, hear, &(struct frame){ .kind = FRAME_ACK, .at = 2000, .about = { .acknowledged = true } });
	run(WRITE, hear, &(struct frame){ .kind = FRAME_ACK, .at = 2100 });
	run(WRITE, hear, &(struct frame){ .kind = FRAME_FAULT, .at = 3000, .about = { .fault = "OTAA: bad key" } });
	run(WRITE, hear, &(struct frame){ .kind = FRAME_FAULT, .at = 2900, .about = { .fault = "older" } });
	run(READ, ask, NULL);
	assert_true(vital.has_battery);
	assert_float_equal(vital.battery, 87.5, 0);
	assert_int_equal(vital.margin.is, 9);
	assert_int_equal(vital.joined.is, 1000);
	assert_int_equal(vital.acknowledged.is, 2000);
	assert_int_equal(vital.refused.is, 2100);
	assert_string_equal(fault, "OTAA: bad key");
	assert_int_equal(vital.fault_at, 3000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_source_that_was_away_leaves_a_gap_until_its_storage_was_read),
		cmocka_unit_test(batteries_joins_acknowledgements_and_complaints_are_kept),
	};
	return RUN_ON_BOTH(tests, open_lab, close_lab);
}
