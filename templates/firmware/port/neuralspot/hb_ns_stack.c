/* Where the SDK's startup code and linker scripts have put the stack. */
#include "hb_ns.h"
#include "hb_port.h"

#if defined(__ARMCOMPILER_VERSION) && HB_NS_APOLLO5
/* The region of that name in the SDK's scatter files: the C library's stack. */
extern uint32_t Image$$ARM_LIB_STACK$$ZI$$Base[], Image$$ARM_LIB_STACK$$ZI$$Limit[];
#define LIMIT ((uint32_t)(uintptr_t)Image$$ARM_LIB_STACK$$ZI$$Base)
#define TOP ((uint32_t)(uintptr_t)Image$$ARM_LIB_STACK$$ZI$$Limit)
#elif defined(__ARMCOMPILER_VERSION)
/* The area of that name in the SDK's startup code. */
extern uint32_t STACK$$Base[], STACK$$Limit[];
#define LIMIT ((uint32_t)(uintptr_t)STACK$$Base)
#define TOP ((uint32_t)(uintptr_t)STACK$$Limit)
#elif HB_NS_APOLLO3
extern uint32_t __StackLimit[], __StackTop[];
#define LIMIT ((uint32_t)(uintptr_t)__StackLimit)
#define TOP ((uint32_t)(uintptr_t)__StackTop)
#else
/* The stack is the first thing in TCM, the heap the next. */
extern uint32_t __heap_start__[];
#define LIMIT (HB_NS_APOLLO5 ? 0x20000000u : 0x10000000u)
#define TOP ((uint32_t)(uintptr_t)__heap_start__)
#endif

hb_memory_range hb_port_stack(void) { return (hb_memory_range){LIMIT, TOP - LIMIT}; }
