// SPDX-License-Identifier: EUPL-1.2
#include "app/demo_script.h"

#include "app/person.h"
#include "app/script.h"

void demo_scripts(struct work *work, const struct person *staff)
{
	db_script_add(work->db, &(struct script){
		.model = "klasse-a-zaehler",
		.title = "Hutschienenzähler",
		.code = "function decodeUplink({ bytes, fPort }) {\n"
			"  if (fPort !== 10) return { errors: ['fPort ' + fPort] };\n"
			"  const b = Buffer.from(bytes);\n"
			"  return { data: { power: b.readUInt16BE(0), energy: { total: b.readUInt32BE(2) / 1000 } } };\n}\n"
			"function encodeDownlink({ data, fPort, variables }) {\n"
			"  if (data.minutes) return { fPort: 11, bytes: [0x02, data.minutes] };\n"
			"  return { fPort: 11, bytes: [0x01, data.relay === 'on' ? 1 : 0] };\n}",
		.mapping = "watts /power\nwatt_hours /energy/total 1000",
		.examples = "10 007800000fa0 {\"power\":120,\"energy\":{\"total\":4}}",
		.orders = "on {\"relay\":\"on\"}\noff {\"relay\":\"off\"}\ninterval {\"minutes\":\"$minutes\"}",
		.told = "on 11 0101\noff 11 0100\ninterval 11 020a",
		.variables = "",
		.updated = work->now,
		.updated_by = staff->id });
}
