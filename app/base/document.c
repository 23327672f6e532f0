#include "app/base/document.h"
