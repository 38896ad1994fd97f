/* CPU faults on Cortex-M: told to the host instead of a silent hang. */
#ifndef HB_FAULT_H
#define HB_FAULT_H

/* For the vector table: HardFault, MemManage, BusFault, UsageFault, SecureFault and whatever is not expected. */
void hb_fault_handler(void);

/* Of every image: what it does after a CPU fault, told in `text`. Runs in thread mode, on an empty stack after a fault.
 * The attribute is that of C11 and C++ alike. */
__attribute__((noreturn)) void hb_fault_serve(const char *text);

#endif
