local_src := $(wildcard $(subdirectory)/src/*.c)
local_src += $(wildcard $(subdirectory)/src/$(ARCH)/*.c)
includes_api += $(subdirectory)/includes-api
local_bin := $(BINDIR)/$(subdirectory)
$(eval $(call make-library,$(local_bin)/ns-peripherals.a,$(local_src)))
