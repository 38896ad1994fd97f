/* A test engine: output 0 is input 0 (16 INT8), output 1 its sum (one INT32). Three layers: the copy, the
 * sum, and a loop of exactly 2 · HB_TEST_ROUNDS instructions. Wants an arena of 1024 bytes and a blob
 * that begins with "HBT1". One HB_TEST_… macro of test_engine.h may make its inference faulty. */
#include <string.h>

#include "hb_engine.h"
#include "test_engine.h"

#define INPUT_BYTES 16u
#define ARENA_BYTES 1024u
#define TYPE_INT32 2u
#define TYPE_INT8 9u

static const uint32_t vector_dims[] = {1, INPUT_BYTES};
static const uint32_t scalar_dims[] = {1};
static hb_tensor input = {TYPE_INT8, 2, vector_dims, NULL, INPUT_BYTES};
static hb_tensor copy = {TYPE_INT8, 2, vector_dims, NULL, INPUT_BYTES};
static hb_tensor sum = {TYPE_INT32, 1, scalar_dims, NULL, 4};
static const char *error = "";
static hb_status outcome = HB_OK; /* of an inference */

static hb_status configure(const uint8_t *blob, uint32_t blob_bytes, uint8_t *arena, uint32_t arena_bytes,
                           uint32_t resource_variables, uint32_t *used) {
  (void)resource_variables;
  *used = ARENA_BYTES;
  error = "";
  if (blob_bytes < 4u || memcmp(blob, "HBT1", 4) != 0) {
    error = "the blob does not begin with HBT1";
    return HB_ERR_MODEL_MISMATCH;
  }
  if (arena_bytes < ARENA_BYTES) {
    error = "the arena is too small";
    return HB_ERR_ARENA_TOO_SMALL;
  }
  input.data = arena;
  copy.data = arena + 16;
  sum.data = arena + 32;
  return HB_OK;
}

static void run_copy(void) { memcpy(copy.data, input.data, INPUT_BYTES); }

static void run_sum(void) {
  int32_t total = 0;
  for (uint32_t i = 0; i < INPUT_BYTES; i++) total += (int8_t)input.data[i];
  memcpy(sum.data, &total, sizeof total);
}

static void run_rounds(void) {
  uint32_t rounds = HB_TEST_ROUNDS;
  __asm volatile("1: subs %0, %0, #1\n bne.n 1b" : "+r"(rounds)::"cc");
}

#if defined(HB_TEST_NULL_CALL)

static void misbehave(void) {
  void (*volatile nothing)(void) = NULL;
  nothing();
}

#elif defined(HB_TEST_BUS_FAULT)

static void misbehave(void) { (void)*(volatile uint32_t *)0xF0000000u; }

#elif defined(HB_TEST_STACK_OVERFLOW)

static uint32_t volatile depth_left = UINT32_MAX;

__attribute__((noinline)) static uint32_t descend(void) {
  volatile uint32_t ballast[64] = {depth_left};
  if (depth_left-- == 0u) return 0;
  return descend() + ballast[0];
}

static void misbehave(void) { (void)descend(); }

#elif defined(HB_TEST_HANG)

static void misbehave(void) {
  for (;;) __asm volatile("" ::: "memory");
}

#elif defined(HB_TEST_GARBAGE) || defined(HB_TEST_BABBLE)

#include "hb_port.h"

/* Noise where only frames belong, delimiters among it: 5000 bytes, or without end. */
static void misbehave(void) {
  uint32_t state = 1;
  for (uint32_t i = 0; i < 5000u;) {
    state = state * 1664525u + 1013904223u;
    const uint8_t noise = (uint8_t)(state >> 24);
    hb_port_link_write(&noise, 1);
#ifdef HB_TEST_GARBAGE
    i++;
#endif
  }
}

#elif defined(HB_TEST_WRONG_OUTPUT)

static void misbehave(void) { input.data[0] ^= 0x55u; }

#elif defined(HB_TEST_LATE_FAULT) || defined(HB_TEST_LATE_FAILURE)

/* From the third inference on. */
static void misbehave(void) {
  static uint32_t inferences;
  inferences++;
  if (inferences < 3u) return;
#ifdef HB_TEST_LATE_FAULT
  (void)*(volatile uint32_t *)0xF0000000u;
#else
  error = "the inference fails";
  outcome = HB_ERR_INVOKE_FAILED;
#endif
}

#else

static void misbehave(void) {}

#endif

static void (*const layers[])(void) = {run_copy, run_sum, run_rounds};
#define LAYERS (sizeof layers / sizeof layers[0])

static hb_status invoke(const hb_layer_hooks *hooks) {
  misbehave();
  for (uint32_t i = 0; i < LAYERS; i++) {
    if (hooks != NULL) hooks->layer_begin(hooks->user, i);
    layers[i]();
    if (hooks != NULL) hooks->layer_end(hooks->user, i);
  }
  return outcome;
}

static uint32_t layer_count(void) { return LAYERS; }
static uint32_t input_count(void) { return 1; }
static uint32_t output_count(void) { return 2; }
static const hb_tensor *get_input(uint32_t index) { return index == 0u ? &input : NULL; }
static const hb_tensor *get_output(uint32_t index) { return index == 0u ? &copy : index == 1u ? &sum : NULL; }
static const char *last_error(void) { return error; }

const hb_engine hb_the_engine = {
    .name = "test",
    .version = "1",
    .configure = configure,
    .layer_count = layer_count,
    .input_count = input_count,
    .output_count = output_count,
    .input = get_input,
    .output = get_output,
    .invoke = invoke,
    .last_error = last_error,
};
