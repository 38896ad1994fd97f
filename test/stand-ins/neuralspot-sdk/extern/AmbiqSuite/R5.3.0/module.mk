LIBRARY := $(if $(filter arm,$(TOOLCHAIN)),lib,a)
local_src := $(wildcard $(subdirectory)/src/*.c)
ifeq ($(USB_PRESENT),1)
local_src += $(wildcard $(subdirectory)/src/usb/*.c)
endif
includes_api += $(subdirectory)/boards/$(BOARD)_$(EVB)/bsp
includes_api += $(subdirectory)/mcu
local_bin := $(BINDIR)/$(subdirectory)
lib_prebuilt += $(subdirectory)/lib/$(BOARD)/libam_hal.$(LIBRARY)
lib_prebuilt += $(subdirectory)/lib/$(BOARD)/$(EVB)/libam_bsp.$(LIBRARY)
$(eval $(call make-library,$(local_bin)/ambiqsuite.a,$(local_src)))
