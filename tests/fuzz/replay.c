// SPDX-License-Identifier: EUPL-1.2
/* Runs a fuzz target over every file of a folder, so that each build replays what fuzzing found. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *folder, const char *name)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	if (!file)
		return 0;
	static uint8_t bytes[1 << 20];
	size_t size = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	uint8_t *exact = malloc(size ? size : 1); /* so that a sanitizer sees each byte past the end */
	if (!exact)
		abort();
	memcpy(exact, bytes, size);
	LLVMFuzzerTestOneInput(exact, size);
	free(exact);
	return 1;
}

int main(int argc, char **argv)
{
	int files = 0;
	DIR *folder = argc > 1 ? opendir(argv[1]) : NULL;

	for (struct dirent *entry; folder && (entry = readdir(folder));)
		if (*entry->d_name != '.')
			files += replay(argv[1], entry->d_name);
	if (folder)
		closedir(folder);
	printf("%d inputs replayed\n", files);
	return files ? EXIT_SUCCESS : EXIT_FAILURE; /* an empty corpus tests nothing */
}
