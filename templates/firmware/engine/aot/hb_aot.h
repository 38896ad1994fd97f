/* The shape of a model generated ahead of time: tables that generated code fills in and a runner walks.
 *
 * A model is two things: generated code, and a blob with its constants that is placed in any readable memory,
 * 16-byte aligned. The blob begins with a header of eight little-endian words: magic, format, bytes of the
 * whole blob, offset of the constants, and the fingerprint (four words) of the code it belongs to. */
#ifndef HB_AOT_H
#define HB_AOT_H

#include <stdbool.h>
#include <stdint.h>

#include "hb_engine.h"

#define HB_AOT_VERSION "1.0.0"
#define HB_AOT_MAGIC 0x544f4148u /* "HAOT" */
#define HB_AOT_FORMAT 1u
#define HB_AOT_HEADER_BYTES 32u
#define HB_AOT_ALIGNMENT 16u

/* Where a running model's memory is. Generated layers address everything relative to these two. */
typedef struct {
  uint8_t *arena;           /* 16-byte aligned */
  const uint8_t *constants; /* 16-byte aligned; weights, biases, tables */
} hb_aot_memory;

typedef void (*hb_aot_layer)(const hb_aot_memory *memory);

/* An input or output of the model. */
typedef struct {
  hb_tensor view;    /* its data is filled in when the model is bound to memory */
  uint32_t offset;   /* of its first byte in the arena, or in the constants */
  bool is_constant;  /* an output that the model never computes */
} hb_aot_tensor;

/* A tensor that keeps its value from one inference to the next. */
typedef struct {
  uint32_t arena_offset;
  uint32_t bytes;
  uint8_t initial; /* value of every byte when the model is bound */
} hb_aot_variable;

typedef struct {
  uint32_t arena_bytes;
  uint32_t constants_bytes;
  uint8_t fingerprint[16]; /* the constants blob carries the same, so that code and blob belong together */
  uint32_t layer_count;
  const hb_aot_layer *layers;
  uint32_t input_count;
  hb_aot_tensor *inputs;
  uint32_t output_count;
  hb_aot_tensor *outputs;
  uint32_t variable_count;
  const hb_aot_variable *variables;
} hb_aot_model;

/* The one model of an image. */
extern const hb_aot_model hb_aot_the_model;

#endif
