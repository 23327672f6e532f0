// SPDX-License-Identifier: EUPL-1.2
/* The codecs of the devices we know: pure functions, as struct codec wants them, one file a vendor. */
#ifndef CODEC_H
#define CODEC_H

#include "app/source.h"

#include <stdio.h>

#define CODEC_DECODE(name) bool name(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, \
	const char **why)
#define CODEC_RECOGNISE(name) bool name(const char *model, const uint8_t *bytes, size_t size, unsigned port)
#define CODEC_ENCODE(name) bool name(const char *model, const struct order *order, struct downlink *downlink, \
	const char **why)

CODEC_DECODE(milesight_plug_decode);
CODEC_DECODE(milesight_switch_decode);
CODEC_DECODE(milesight_lights_decode);
CODEC_DECODE(milesight_ct10x_decode);
CODEC_DECODE(milesight_ct30x_decode);
CODEC_DECODE(milesight_doors_decode);
CODEC_DECODE(milesight_lines_decode);
CODEC_DECODE(milesight_ceiling_decode);
CODEC_DECODE(milesight_presence_decode);
CODEC_RECOGNISE(milesight_plug_recognise);
CODEC_ENCODE(milesight_plug_encode);
CODEC_ENCODE(milesight_switch_encode);
CODEC_ENCODE(milesight_lights_encode);
CODEC_ENCODE(milesight_minutes_encode);
CODEC_ENCODE(milesight_seconds_encode);

CODEC_DECODE(netvox_decode);
CODEC_RECOGNISE(netvox_recognise);
CODEC_ENCODE(netvox_encode);
CODEC_DECODE(netvox_r900_decode);
CODEC_ENCODE(netvox_r900_encode);

CODEC_DECODE(adeunis_one_decode);
CODEC_DECODE(adeunis_three_decode);
CODEC_DECODE(dingtek_dc500_decode);
CODEC_DECODE(dingtek_dc510_decode);
CODEC_DECODE(dingtek_dc520_decode);
CODEC_ENCODE(dingtek_encode);
CODEC_DECODE(dragino_decode);
CODEC_ENCODE(dragino_encode);
CODEC_DECODE(elsys_decode);
CODEC_DECODE(elv_decode);
CODEC_DECODE(emu_decode);
CODEC_ENCODE(emu_encode);
CODEC_DECODE(enginko_decode);
CODEC_DECODE(imbuildings_decode);
CODEC_DECODE(ioke_decode);
CODEC_DECODE(klax_decode);
CODEC_DECODE(mcci_decode);
CODEC_DECODE(mclimate_decode);
CODEC_DECODE(mclimate_dry_decode);
CODEC_ENCODE(mclimate_encode);
CODEC_DECODE(moko_decode);
CODEC_DECODE(nke_decode);
CODEC_DECODE(nke_phases_decode);
CODEC_DECODE(nke_clamp_decode);
CODEC_DECODE(nke_pulses_decode);
CODEC_ENCODE(nke_encode);
CODEC_DECODE(parametric_decode);
CODEC_DECODE(strega_decode);
CODEC_ENCODE(strega_encode);
CODEC_DECODE(vutility_decode);
CODEC_ENCODE(vutility_encode);
CODEC_DECODE(yobiiq_em_decode);
CODEC_ENCODE(yobiiq_em_encode);
CODEC_DECODE(yobiiq_relays_decode);
CODEC_ENCODE(yobiiq_relays_encode);
CODEC_DECODE(yobiiq_dsmr_decode);
CODEC_ENCODE(yobiiq_dsmr_encode);

struct node;
/* What it says as members of an object: the reading, the facts, and the list past. */
void decoded_describe(const struct decoded *decoded, struct node *node);

/* `smartlab decode MODEL HEX [PORT]`: one line of JSON to out, or a sentence to standard error, or both if a part of the
 * frame makes sense. Without a port it is the model's usual one. Returns the exit status. */
int decode_print(const char *model, const char *hex, const char *port, FILE *out);

/* `smartlab encode MODEL ORDER [NUMBER]`: port and bytes of on, off, toggle, stop, report, clear, or interval SECONDS. */
int encode_print(const char *model, const char *order, const char *number, FILE *out);

#endif
