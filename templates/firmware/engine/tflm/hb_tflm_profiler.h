/* Turns the events of TFLM's profiler into the hooks of the harness. */
#ifndef HB_TFLM_PROFILER_H
#define HB_TFLM_PROFILER_H

#include "tensorflow/lite/micro/micro_profiler_interface.h"

extern "C" {
#include "hb_engine.h"
}

/* Layers are the ops of the main subgraph in their order. What begins inside one (ops of a subgraph that IF, WHILE or
 * CALL_ONCE runs, parts of a kernel) belongs to it. */
class hb_tflm_profiler : public tflite::MicroProfilerInterface {
 public:
  void begin_inference(const hb_layer_hooks *to_call) {
    hooks = to_call;
    depth = 0;
    layer = 0;
  }

  /* Layers that have ended since the inference began. */
  uint32_t layers() const { return layer; }

  uint32_t BeginEvent(const char *) override {
    if (depth++ == 0u && hooks != nullptr) hooks->layer_begin(hooks->user, layer);
    return 0;
  }

  void EndEvent(uint32_t) override {
    if (--depth > 0u) return;
    const uint32_t ended = layer++;
    if (hooks != nullptr) hooks->layer_end(hooks->user, ended); /* last: as little as can be lies around a layer */
  }

 private:
  const hb_layer_hooks *hooks = nullptr;
  uint32_t depth = 0;
  uint32_t layer = 0;
};

#endif
