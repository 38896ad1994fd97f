/* What executes a model on the device. One engine is linked into an image. */
#ifndef HB_ENGINE_H
#define HB_ENGINE_H

#include <stdint.h>

typedef enum {
  HB_OK = 0,
  HB_ERR_BAD_REQUEST = 1,   /* malformed or out-of-range argument */
  HB_ERR_UNKNOWN_COMMAND = 2,
  HB_ERR_NOT_READY = 3,     /* no model selected, or not configured */
  HB_ERR_MODEL_CORRUPT = 4, /* CRC or header of the blob does not match */
  HB_ERR_MODEL_MISMATCH = 5, /* the blob belongs to another image */
  HB_ERR_ARENA_TOO_SMALL = 6,
  HB_ERR_BAD_ADDRESS = 7,   /* outside the memories of the port */
  HB_ERR_INVOKE_FAILED = 8,
  HB_ERR_TIMER_DEAD = 9,    /* the layer timer did not move */
  HB_ERR_TIMER_OVERFLOW = 10,
  HB_ERR_UNSUPPORTED = 11,
  HB_ERR_FAULT = 12,        /* the CPU took a fault; only a reset helps */
  HB_ERR_CLOCK = 13         /* the core runs at another clock than it should */
} hb_status;

/* Tensor types by their number in the TFLite schema (FLOAT32 0, INT32 2, UINT8 3, INT64 4, BOOL 6, INT16 7, INT8 9). */
typedef struct {
  uint8_t type;
  uint8_t rank;
  const uint32_t *dims;
  uint8_t *data;  /* valid after configure() */
  uint32_t bytes;
} hb_tensor;

/* Called around every layer while it is profiled. */
typedef struct {
  void (*layer_begin)(void *user, uint32_t layer);
  void (*layer_end)(void *user, uint32_t layer);
  void *user;
} hb_layer_hooks;

typedef struct {
  const char *name;
  const char *version;
  /* Binds the model blob and the arena. Writes the bytes of arena really needed to *used, also when it
   * returns HB_ERR_ARENA_TOO_SMALL. */
  hb_status (*configure)(const uint8_t *blob, uint32_t blob_bytes, uint8_t *arena, uint32_t arena_bytes,
                         uint32_t resource_variables, uint32_t *used);
  uint32_t (*layer_count)(void);
  uint32_t (*input_count)(void);
  uint32_t (*output_count)(void);
  const hb_tensor *(*input)(uint32_t index);  /* NULL when out of range */
  const hb_tensor *(*output)(uint32_t index);
  /* One inference. hooks may be NULL. Inputs may be overwritten by it. */
  hb_status (*invoke)(const hb_layer_hooks *hooks);
  /* Why the last call failed, or "" . */
  const char *(*last_error)(void);
} hb_engine;

extern const hb_engine hb_the_engine;

#endif
