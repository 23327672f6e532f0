// SPDX-License-Identifier: EUPL-1.2
/*
 * What the label of a LoRaWAN device says: the QR code of LoRa Alliance's TR005 "LoRaWAN Device Identification QR Codes",
 * LW:D0:JoinEUI:DevEUI:ProfileID with optional elements, or any text in which one number is called DevEUI, or is the
 * only one of that shape.
 */
#ifndef PLATE_H
#define PLATE_H

#include <stdbool.h>

enum { MOST_PLATE = 300, PLATE_SERIAL = 40 };

struct plate {
	char eui[17];     /* DevEUI, lower-case hexadecimal */
	bool is_standard; /* the members below are known */
	char join_eui[17];
	char vendor[5];   /* LoRa Alliance's number of the vendor, hexadecimal: what a profile begins with */
	char serial[PLATE_SERIAL + 1]; /* "": not said */
};

/* Pure. False: no 16 hexadecimal digits, with or without - or : between the pairs, or more than one such number of which
 * none is named. */
bool plate_parse(const char *text, struct plate *plate);

#endif
