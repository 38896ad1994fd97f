local_src := $(wildcard $(subdirectory)/src/*.c)
local_src += $(wildcard $(subdirectory)/src/$(BOARD)/$(if $(filter arm,$(TOOLCHAIN)),armclang,gcc)/*.c)
includes_api += $(subdirectory)/includes-api
local_bin := $(BINDIR)/$(subdirectory)
$(eval $(call make-library,$(local_bin)/ns-core.a,$(local_src)))
