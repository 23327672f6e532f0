#include "app/base/text.h"
