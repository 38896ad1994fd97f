/* The shape of a model generated ahead of time: tables that generated code fills in and a runner walks. */
#ifndef HB_AOT_H
#define HB_AOT_H

#include <stdint.h>

/* Where a running model's memory is. Generated layers address everything relative to these two. */
typedef struct {
  uint8_t *arena;           /* 16-byte aligned */
  const uint8_t *constants; /* 16-byte aligned; weights, biases, tables */
} hb_aot_memory;

typedef void (*hb_aot_layer)(const hb_aot_memory *memory);

typedef struct {
  uint8_t type; /* TFLite schema number */
  uint8_t rank;
  const uint32_t *dims;
  uint32_t arena_offset;
  uint32_t bytes;
} hb_aot_tensor;

typedef struct {
  uint32_t arena_bytes;
  uint32_t constants_bytes;
  uint8_t fingerprint[16]; /* the constants blob carries the same, so that code and blob belong together */
  uint32_t layer_count;
  const hb_aot_layer *layers;
  uint32_t input_count;
  const hb_aot_tensor *inputs;
  uint32_t output_count;
  const hb_aot_tensor *outputs;
} hb_aot_model;

#endif
