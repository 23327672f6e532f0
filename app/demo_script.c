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
			"  return { data: { power: b.readUInt16BE(0), energy: { total: b.readUInt32BE(2) / 1000 } } };\n}",
		.mapping = "watts /power\nwatt_hours /energy/total 1000",
		.examples = "10 007800000fa0 {\"power\":120,\"energy\":{\"total\":4}}",
		.updated = work->now,
		.updated_by = staff->id });
}
