#include "../../stand_in_startup_gcc.h"
