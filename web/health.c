// SPDX-License-Identifier: EUPL-1.2
/* For machines that watch machines. */
#include "app/device.h"
#include "app/vital.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/views.h"

enum { MOST_SOURCES = 20 };

void health_alive(struct request *rq)
{
	put_text(rq->document, "status", "alive");
}

/* The route reads, so getting here means that the store answers. */
void health_ready(struct request *rq)
{
	put_text(rq->document, "status", "ready");
	put_text(rq->document, "version", SMARTLAB_VERSION);
}

static void add(struct request *rq, const char *type, const char *name, const char *help, int64_t value)
{
	buffer_print(&rq->body, "# HELP smartlab_%s %s\n# TYPE smartlab_%s %s\nsmartlab_%s %lld\n", name,
		help, name, type, name, (long long)value);
}

static void add_devices(struct request *rq)
{
	struct plugs plugs;
	int64_t stale = 0;

	plugs_read(&rq->work, &plugs);
	for (int i = 0; i < plugs.count; i++)
		stale += use_of(&plugs.list[i], rq->work.now).use == USE_UNKNOWN;
	add(rq, "gauge", "devices", "Plugs and meters that are known.", plugs.count);
	add(rq, "gauge", "devices_stale", "Those that have been silent for too long.", stale);
}

/* Whether what uplinks come from was there when it was looked at last. */
static void add_sources(struct request *rq)
{
	struct source_row list[MOST_SOURCES];
	int count = source_list(&rq->work, list, MOST_SOURCES);

	if (count)
		buffer_text(&rq->body, "# HELP smartlab_source_up Whether a broker or storage of uplinks is there.\n"
			"# TYPE smartlab_source_up gauge\n");
	for (int i = 0; i < count; i++)
		buffer_print(&rq->body, "smartlab_source_up{source=\"%s\"} %d\n", list[i].name, !list[i].why);
}

/* Prometheus text exposition format 0.0.4. */
void health_metrics(struct request *rq)
{
	struct server_counts server = web_count();
	struct lane_counts lane = lab_count(rq->work.lab);

	add(rq, "counter", "connections_total", "Connections accepted.", server.connections);
	add(rq, "counter", "requests_total", "Requests answered.", server.requests);
	add(rq, "counter", "requests_refused_total", "Malformed requests refused.", server.refused);
	add(rq, "counter", "connections_reaped_total", "Connections too slow to keep.", server.reaped);
	add(rq, "gauge", "connections_open", "Connections now.", server.open_connections);
	add(rq, "gauge", "requests_open", "Requests now.", server.open_requests);
	add(rq, "counter", "writes_total", "Works of the write lane.", lane.works);
	add(rq, "counter", "write_groups_total", "Commits of the write lane.", lane.groups);
	add(rq, "counter", "writes_failed_total", "Works the store failed.", lane.failed);
	add(rq, "gauge", "writes_waiting", "Works waiting in the write lane.", lane.waiting);
	add(rq, "counter", "statements_total", "SQL statements run.", lab_statements());
	add_devices(rq);
	add_sources(rq);
	rq->type = "text/plain; version=0.0.4; charset=utf-8";
}
