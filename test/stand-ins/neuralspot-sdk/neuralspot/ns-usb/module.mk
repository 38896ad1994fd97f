local_src := $(wildcard $(subdirectory)/src/*.c)
includes_api += $(subdirectory)/includes-api
local_bin := $(BINDIR)/$(subdirectory)
$(eval $(call make-library,$(local_bin)/ns-usb.a,$(local_src)))
