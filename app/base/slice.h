// SPDX-License-Identifier: EUPL-1.2
/* Which rows of a long table are asked for, and in which order. */
#ifndef SLICE_H
#define SLICE_H

struct slice {
	int order;      /* twice the column's number, one more for downwards: a row of the noun's own table of texts */
	int from, most; /* how many rows before it, and at most how many */
};

#endif
