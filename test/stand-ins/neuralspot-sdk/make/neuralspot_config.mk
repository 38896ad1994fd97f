TOOLCHAIN ?= arm-none-eabi
ifndef PLATFORM
  PLATFORM := apollo510_evb
endif
ifndef AS_VERSION
  AS_VERSION := R5.3.0
endif
ifndef TF_VERSION
  TF_VERSION := stub_tf
endif
ifndef CMSIS_DSP_VERSION
  CMSIS_DSP_VERSION := stub_dsp
endif

TARGETS := apollo3p_evb apollo510_evb
ifeq ($(filter $(PLATFORM),$(TARGETS)),)
  $(error "Invalid PLATFORM: $(PLATFORM). Must be one of: $(TARGETS).")
endif

BOARD := $(firstword $(subst _, ,$(PLATFORM)))
EVB := $(patsubst $(BOARD)_%,%,$(PLATFORM))
ARCH := $(patsubst apollo51%,apollo5,$(patsubst apollo3p,apollo3,$(BOARD)))
BINDIR := build/$(BOARD)_$(EVB)/$(TOOLCHAIN)

ifeq ($(BOARD),apollo510)
  CPU := cortex-m55
  ARMLINK_CPU := Cortex-M55
  USB_PRESENT := 1
  DEFINES += AM_PART_APOLLO5B AM_PART_APOLLO510
else
  CPU := cortex-m4
  ARMLINK_CPU := Cortex-M4.fp.sp
  FPU_FLAG := -mfpu=fpv4-sp-d16
  USB_PRESENT := 0
  DEFINES += AM_PART_APOLLO3P
endif
