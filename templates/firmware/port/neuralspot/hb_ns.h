/* What the files of this port share. The port runs on neuralSPOT and the AmbiqSuite below it.
 *
 * The build defines what differs between boards, from the platform file:
 *   HB_NS_NAME, HB_NS_CPU              texts for HELLO
 *   HB_NS_TCM_BYTES, HB_NS_SRAM_BYTES  sizes of the pools for models and arenas; 0: none
 *   HB_NS_TCM_ADDRESS                  defined where the SDK leaves the whole TCM
 *   HB_NS_PARAMETERS                   address of the parameter page, behind all models in MRAM
 *   HB_NS_GATE, HB_NS_STATE, HB_NS_GO  GPIO numbers of the wires
 *   HB_NS_LP_HZ, HB_NS_HP_HZ           clocks; 0 for a mode that the board does not have
 *   HB_NS_BAUD                         of the UART
 *   HB_NS_USB                          defined where the link is USB
 *   HB_NS_POWER                        defined in the image for power, where trace and debug logic stay without power
 *   HB_NS_PSRAM_BYTES, HB_NS_NVM_BYTES size of the memory outside the chip that this image sets up; at most one is
 *                                      defined, because the SDK's drivers share interrupt handlers
 */
#ifndef HB_NS_H
#define HB_NS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "am_bsp.h"
#include "am_mcu_apollo.h"
#include "ns_core.h"

#if defined(AM_PART_APOLLO3P) || defined(AM_PART_APOLLO3)
#define HB_NS_APOLLO3 1
#else
#define HB_NS_APOLLO3 0
#endif

#if __ARM_ARCH >= 8
#define HB_NS_APOLLO5 1
#else
#define HB_NS_APOLLO5 0
#endif

/* Where the image ends in MRAM: the bytes from there to the parameter page are for models. Each linker has its words. */
#ifdef __ARMCOMPILER_VERSION
extern uint8_t Load$$LR$$LR_1$$Limit[];
#define HB_NS_IMAGE_END Load$$LR$$LR_1$$Limit
#else
extern uint8_t _init_data[]; /* behind all code: only the initial values of data follow */
#define HB_NS_IMAGE_END _init_data
#endif

/* The parameter page: the block of a power image, then who the board is. */
#define HB_NS_IDENTITY_OFFSET 128u

void hb_ns_cache_enable(void);

/* The system timer, which no mode of the core touches. It is the layer timer too of an image for power, and finer there. */
#if HB_NS_APOLLO3 && defined(HB_NS_POWER)
#define HB_NS_SYSTEM_CLOCK AM_HAL_STIMER_HFRC_3MHZ
#define HB_NS_SYSTEM_HZ 3000000u
#elif HB_NS_APOLLO3
#define HB_NS_SYSTEM_CLOCK AM_HAL_STIMER_HFRC_187_5KHZ
#define HB_NS_SYSTEM_HZ 187500u
#elif defined(HB_NS_POWER)
#define HB_NS_SYSTEM_CLOCK AM_HAL_STIMER_HFRC_6MHZ
#define HB_NS_SYSTEM_HZ 6000000u
#else
#define HB_NS_SYSTEM_CLOCK AM_HAL_STIMER_HFRC_375KHZ
#define HB_NS_SYSTEM_HZ 375000u
#endif
void hb_ns_clock_start(void);
uint32_t hb_ns_clock_measured_hz(void); /* of the core, to a hundredth; 0: nothing here can tell */

void hb_ns_timer_start(void);
void hb_ns_timer_resume(void); /* interrupts are off; a window may begin */
void hb_ns_timer_set_hz(uint32_t hz);

/* The memory outside the chip. init(): false when there is none that works. store() and store_end(): as those of hb_port.h. */
#if defined(HB_NS_PSRAM_BYTES) || defined(HB_NS_NVM_BYTES)
#define HB_NS_OFF_CHIP 1
bool hb_ns_off_chip_init(uint32_t *address, uint32_t *bytes);
bool hb_ns_off_chip_store(uint32_t address, const uint8_t *bytes, size_t count);
bool hb_ns_off_chip_store_end(void);
#else
#define HB_NS_OFF_CHIP 0
#endif
void hb_ns_memories_init(void);

/* The serial number of the probe that flashed this board, as text of less than so many characters; "" when it left
 * none. */
#define HB_NS_PROBE_SERIAL_BYTES 24u
const char *hb_ns_probe_serial(void);

#endif
