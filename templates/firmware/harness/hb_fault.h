/* CPU faults on Cortex-M: told to the host instead of a silent hang. */
#ifndef HB_FAULT_H
#define HB_FAULT_H

/* For the vector table: HardFault, MemManage, BusFault, UsageFault, SecureFault and whatever is not expected. */
void hb_fault_handler(void);

#endif
