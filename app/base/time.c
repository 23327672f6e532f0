#include "app/base/time.h"
