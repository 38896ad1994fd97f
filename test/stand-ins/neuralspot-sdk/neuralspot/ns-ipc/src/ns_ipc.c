/* Nothing of this is used. */
typedef int ns_ipc_unused;
