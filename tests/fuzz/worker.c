// SPDX-License-Identifier: EUPL-1.2
/* Any bytes as the head of a request or an answer between the lab and its worker: what fits fits the buffers. */
#include "hw/worker.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct worker_request request = { 0 };
	struct worker_answer answer = { 0 };

	memcpy(&request, data, size < sizeof request ? size : sizeof request);
	memcpy(&answer, data, size < sizeof answer ? size : sizeof answer);
	if (worker_request_fits(&request) && (request.code > WORKER_CODE || request.input > WORKER_INPUT))
		abort();
	if (worker_answer_fits(&answer) && answer.size > WORKER_TEXT)
		abort();
	return 0;
}
