/* Nothing of this is used. */
typedef int ns_utils_unused;
