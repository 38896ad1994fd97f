/* What a status of the interface means. */
#include "@prefix@.h"

const char *@prefix@_status_text(@prefix@_status status) {
  switch (status) {
    case @PREFIX@_OK:
      return "ok";
    case @PREFIX@_ERR_ARENA_NULL:
      return "no arena was given";
    case @PREFIX@_ERR_ARENA_ALIGNMENT:
      return "the arena is not 16-byte aligned";
    case @PREFIX@_ERR_ARENA_TOO_SMALL:
      return "the arena is too small";
    case @PREFIX@_ERR_WEIGHTS:
      return "the weights are damaged or not 16-byte aligned";
    case @PREFIX@_ERR_NOT_READY:
      return "the model is not initialised";
    case @PREFIX@_ERR_RUNTIME:
      return "the runtime refused the model, or could not finish";
    default:
      return "unknown status";
  }
}
