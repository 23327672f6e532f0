#include "app/base/secret.h"
