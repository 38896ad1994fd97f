local_src := $(wildcard $(subdirectory)/src/*.c)
local_bin := $(BINDIR)/$(subdirectory)
$(eval $(call make-library,$(local_bin)/ns-ipc.a,$(local_src)))
