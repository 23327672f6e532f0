#include "app/base/log.h"
