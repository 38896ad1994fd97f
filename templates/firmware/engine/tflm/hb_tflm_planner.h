/* TFLM's planner of the arena, made safe for an arena that is too small. The runtime hands it what is left of the arena,
 * which is less than nothing where the notes that it takes while it plans have passed the end (see CommitStaticMemoryPlan
 * in micro_allocator.cc); its own planner takes that for four gigabytes and writes there. */
#ifndef HB_TFLM_PLANNER_H
#define HB_TFLM_PLANNER_H

#include "tensorflow/lite/micro/memory_planner/greedy_memory_planner.h"

class hb_tflm_planner : public tflite::GreedyMemoryPlanner {
 public:
  /* With room for no buffer the first one fails, and the runtime says that there are too many. */
  TfLiteStatus Init(unsigned char *scratch_buffer, int scratch_buffer_size) override {
    return tflite::GreedyMemoryPlanner::Init(scratch_buffer, scratch_buffer_size > 0 ? scratch_buffer_size : 0);
  }

 private:
  TF_LITE_REMOVE_VIRTUAL_DELETE
};

#endif
