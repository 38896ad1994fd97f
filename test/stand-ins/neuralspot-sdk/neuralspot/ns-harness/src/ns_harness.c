/* Nothing of this is used. */
typedef int ns_harness_unused;
