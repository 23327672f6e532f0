// SPDX-License-Identifier: EUPL-1.2
/*
 * nke Watteco's batch reports, as support.watteco.com describes them ("BR_Uncompress"): several samples of several series
 * in one frame, each told as a difference to the one before, in as few bits as that takes.
 */
#ifndef NKE_BATCH_H
#define NKE_BATCH_H

#include "hw/field.h"

struct series {
	uint8_t label, bits;   /* of a whole sample */
	bool is_signed, is_float;
	double step;           /* differences are told in it */
	enum quantity quantity;
	double per;            /* as in struct field */
};

struct batch {
	const struct series *series;
	int count, label_bits;
};

/* The samples become past ones, at so many seconds before the frame. */
bool nke_batch_take(const struct batch *batch, const struct payload *payload, struct decoded *decoded,
	const char **why);

#endif
