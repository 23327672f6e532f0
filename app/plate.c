// SPDX-License-Identifier: EUPL-1.2
#include "app/plate.h"

#include "app/base/text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { EUI = 16, PROFILE = 8, VENDOR = 4 };

static int hex_run(const char *text)
{
	int length = 0;

	while (hex_digit(text[length]) >= 0)
		length++;
	return length;
}

static void copy_lower(char *to, const char *from, int size)
{
	for (int i = 0; i < size; i++)
		to[i] = (char)tolower((unsigned char)from[i]);
	to[size] = '\0';
}

/* Behind the profile: elements that begin with a letter, of which S is the serial number. */
static void read_extras(const char *text, struct plate *plate)
{
	while (*text == ':') {
		size_t size = strcspn(++text, ":");
		if (*text == 'S' && size - 1 <= PLATE_SERIAL) {
			memcpy(plate->serial, text + 1, size - 1);
			plate->serial[size - 1] = '\0';
		}
		text += size;
	}
}

static bool read_standard(const char *text, struct plate *plate)
{
	if (!text_starts(text, "LW:D0:") && !text_starts(text, "lw:d0:"))
		return false;
	text += strlen("LW:D0:");
	if (hex_run(text) != EUI || text[EUI] != ':' || hex_run(text + EUI + 1) != EUI)
		return false;
	copy_lower(plate->join_eui, text, EUI);
	text += EUI + 1;
	copy_lower(plate->eui, text, EUI);
	text += EUI;
	if (*text != ':' || hex_run(text + 1) != PROFILE)
		return false;
	copy_lower(plate->vendor, text + 1, VENDOR);
	read_extras(text + 1 + PROFILE, plate);
	return plate->is_standard = true;
}

/* How many letters an EUI takes that is written in pairs, 24-E1-24-…; 0: it is none. */
static int pairs(const char *text, char eui[static EUI + 1])
{
	int at = 0, digits = 0;

	for (; digits < EUI; digits += 2) {
		if (digits && (text[at] == '-' || text[at] == ':'))
			at++;
		if (hex_digit(text[at]) < 0 || hex_digit(text[at + 1]) < 0)
			return 0;
		copy_lower(eui + digits, text + at, 2);
		at += 2;
	}
	return hex_digit(text[at]) < 0 ? at : 0;
}

/* "DevEUI: …", "DEV EUI=…", {"dev_eui":"…"}: many makers print the JoinEUI and a key beside it. */
static bool read_named(const char *text, struct plate *plate)
{
	for (; *text; text++) {
		const char *at = text + 3;
		if (strncasecmp(text, "dev", 3) != 0)
			continue;
		at += strspn(at, " _-");
		if (strncasecmp(at, "eui", 3) != 0)
			continue;
		at += 3;
		if (pairs(at + strspn(at, " :=\"'"), plate->eui))
			return true;
	}
	return false;
}

/* Wherever it stands, if it is the only one. */
static bool read_any(const char *text, struct plate *plate)
{
	char eui[EUI + 1];
	int found = 0;

	for (const char *at = text; *at;) {
		int length = at == text || !isalnum((unsigned char)at[-1]) ? pairs(at, eui) : 0;
		if (length && strcmp(eui, plate->eui) != 0 && found++ == 0)
			memcpy(plate->eui, eui, sizeof eui);
		at += length ? length : 1;
	}
	return found == 1;
}

bool plate_parse(const char *text, struct plate *plate)
{
	static bool (*const readers[])(const char *text, struct plate *plate) = { read_standard, read_named, read_any };

	if (strlen(text) > MOST_PLATE)
		return false;
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
		*plate = (struct plate){ 0 };
		if (readers[i](text, plate))
			return true;
	}
	return false;
}
