#include "hb_fault.h"

#include <stdbool.h>
#include <stdint.h>

#include "hb_port.h"
#include "hb_text.h"

#define SCB_CFSR (*(volatile uint32_t *)0xE000ED28u)
#define SCB_HFSR (*(volatile uint32_t *)0xE000ED2Cu)
#define SCB_MMFAR (*(volatile uint32_t *)0xE000ED34u)
#define SCB_BFAR (*(volatile uint32_t *)0xE000ED38u)

#define CFSR_MMARVALID (1u << 7)
#define CFSR_BFARVALID (1u << 15)

/* Where an exception has put the registers, by word. */
#define FRAME_WORDS 8u
#define FRAME_LR 5u
#define FRAME_PC 6u
#define FRAME_XPSR 7u

#define XPSR_THUMB (1u << 24)
/* EXC_RETURN bits: to thread mode, on the main stack, with a frame that holds no FPU registers. */
#define EXC_RETURN_THREAD (1u << 3)
#define EXC_RETURN_PROCESS_STACK (1u << 2)
#define EXC_RETURN_BASIC_FRAME (1u << 4)

#define FAULT_STACK_BYTES 4096u

/* The fault may be a stack overflow, so what tells of it runs on a stack of its own. */
uint32_t hb_fault_stack[FAULT_STACK_BYTES / sizeof(uint32_t)] __attribute__((aligned(8)));

static hb_text text;
static bool faulted;

static _Noreturn void serve(void) { hb_fault_serve(text.chars); }

static void append_register(const char *name, uint32_t value) {
  hb_text_append(&text, name);
  hb_text_append_hex(&text, value);
}

/* In numbers: the stack pointer may be anything, and near the end of the address space a sum would wrap. */
static bool readable(const uint32_t *frame) {
  const hb_memory_range stack = hb_port_stack();
  const uintptr_t at = (uintptr_t)frame;
  if (at % sizeof *frame != 0u || at < stack.address || at - stack.address > stack.bytes) return false;
  return stack.bytes - (at - stack.address) >= FRAME_WORDS * sizeof *frame;
}

/* Takes note of the fault and returns the frame by which to leave the exception: back in thread mode the
 * idle sleep works, while in a fault handler no interrupt could end it. */
__attribute__((used)) static uint32_t *take_note(const uint32_t *frame) {
  if (faulted) {
    for (;;) __asm volatile("wfi"); /* telling of the first fault has faulted: nothing is left to try */
  }
  faulted = true;
  uint32_t exception;
  __asm volatile("mrs %0, ipsr" : "=r"(exception));
  const uint32_t cfsr = SCB_CFSR;
  hb_text_clear(&text);
  hb_text_append(&text, "CPU fault: exception ");
  hb_text_append_u32(&text, exception);
  append_register(", CFSR ", cfsr);
  append_register(", HFSR ", SCB_HFSR);
  if (cfsr & CFSR_MMARVALID) append_register(", MMFAR ", SCB_MMFAR);
  if (cfsr & CFSR_BFARVALID) append_register(", BFAR ", SCB_BFAR);
  if (readable(frame)) {
    append_register(", PC ", frame[FRAME_PC]);
    append_register(", LR ", frame[FRAME_LR]);
  } else {
    append_register(", no registers on the stack, SP ", (uint32_t)(uintptr_t)frame);
  }
  uint32_t *leave = hb_fault_stack + FAULT_STACK_BYTES / sizeof(uint32_t) - FRAME_WORDS;
  leave[FRAME_PC] = (uint32_t)(uintptr_t)serve & ~1u;
  leave[FRAME_XPSR] = XPSR_THUMB;
  return leave;
}

/* Runs take_note() below the frame that the exception return then pops, which leaves the stack empty.
 * r0: the interrupted stack pointer; r4: EXC_RETURN, kept for its security bits. */
__attribute__((naked)) void hb_fault_handler(void) {
  __asm volatile(
      "mov r4, lr\n"
      "tst lr, %[process]\n"
      "ite eq\n"
      "mrseq r0, msp\n"
      "mrsne r0, psp\n"
#if __ARM_ARCH >= 8
      "ldr r1, =hb_fault_stack\n"
      "msr msplim, r1\n"
#endif
      "ldr r1, =hb_fault_stack + %c[below]\n"
      "mov sp, r1\n"
      "bl take_note\n"
      "mov sp, r0\n"
      "bic r4, r4, %[process]\n"
      "orr r4, r4, %[thread]\n"
      "orr r4, r4, %[basic]\n"
      "bx r4\n"
      ".ltorg\n" ::[process] "i"(EXC_RETURN_PROCESS_STACK),
      [thread] "i"(EXC_RETURN_THREAD), [basic] "i"(EXC_RETURN_BASIC_FRAME),
      [below] "i"(FAULT_STACK_BYTES - FRAME_WORDS * sizeof(uint32_t)));
}
