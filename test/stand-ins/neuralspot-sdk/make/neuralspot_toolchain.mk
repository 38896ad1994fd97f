BL := $(if $(TFLM_IN_ITCM),_itcm)$(if $(filter cortex-m55,$(CPU)),_sbl)
ifeq ($(TOOLCHAIN),arm)
CC := armclang
LD := armlink
AR := armar
ARFLAGS := -r -s -c
LINKER_FILE := ./neuralspot/ns-core/src/$(BOARD)/armclang/linker_script$(BL).sct
CONLY_FLAGS += -xc -std=c99
CFLAGS += --target=arm-arm-none-eabi -mcpu=$(CPU) $(FPU_FLAG) -mfloat-abi=hard -Ofast -funsigned-char -fshort-enums
CFLAGS += -fshort-wchar -ffunction-sections -Wno-typedef-redefinition -MMD -MP
LFLAGS += --cpu=$(ARMLINK_CPU) --output_float_abi=hard --strict --scatter $(LINKER_FILE)
LFLAGS += --undefined=__scatterload_copy --map --info sizes --info totals --debug
DEFINES += keil6 PART_$(BOARD)
else
CC := $(TOOLCHAIN)-gcc
AR := $(TOOLCHAIN)-ar
ARFLAGS := rsc
LINKER_FILE := ./neuralspot/ns-core/src/$(BOARD)/gcc/linker_script$(BL).ld
CONLY_FLAGS += -std=c99
MACHINE := -mthumb -mcpu=$(CPU) $(FPU_FLAG) -mfloat-abi=hard
CFLAGS += $(MACHINE) -ffunction-sections -fdata-sections -MMD -MP -Wall -O3 -ffast-math
LFLAGS += $(MACHINE) -nostartfiles -static -Wl,--gc-sections,--entry,Reset_Handler
LFLAGS += -Wl,--start-group -lm -lc -lgcc -lnosys $(libraries) $(lib_prebuilt) -Wl,--end-group
DEFINES += gcc PART_$(BOARD)
endif
