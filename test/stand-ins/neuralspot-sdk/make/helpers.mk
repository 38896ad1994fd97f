source-to-object = $(addprefix $(BINDIR)/,$(patsubst %.c,%.o,$(filter %.c,$1)) $(patsubst %.cc,%.o,$(filter %.cc,$1)))
subdirectory = $(patsubst %/module.mk,%,$(lastword $(MAKEFILE_LIST)))

define make-library
libraries += $1
$1: $(call source-to-object,$2)
	@mkdir -p $$(@D)
	@$(AR) $(ARFLAGS) $$@ $$^
endef

define make-axf
$1.axf: $(call source-to-object,$2) $(libraries) $(lib_prebuilt)
	@echo " Linking $$@"
	@mkdir -p $$(@D)
ifeq ($(TOOLCHAIN),arm)
	@$(LD) $$^ $(LFLAGS) --list=$$(patsubst %.axf,%.map,$$@) -o $$@
else
	@$(CC) -Wl,-T,$(LINKER_FILE) -o $$@ $$(call source-to-object,$2) $(LFLAGS)
endif
endef
