// SPDX-License-Identifier: EUPL-1.2
/* Instead of hw/worker.c where JavaScriptCore or libseccomp were not there to build with. */
#include "hw/worker.h"

#include <stdlib.h>

bool worker_is_there(void)
{
	return false;
}

bool worker_confine(void)
{
	return false;
}

int worker_serve(void)
{
	return EXIT_FAILURE;
}
