CC := $(TOOLCHAIN)-gcc
AR := $(TOOLCHAIN)-ar
BL := $(if $(filter cortex-m55,$(CPU)),_sbl)
LINKER_FILE := ./neuralspot/ns-core/src/$(BOARD)/gcc/linker_script$(BL).ld
CONLY_FLAGS += -std=c99
MACHINE := -mthumb -mcpu=$(CPU) $(FPU_FLAG) -mfloat-abi=hard
CFLAGS += $(MACHINE) -ffunction-sections -fdata-sections -MMD -MP -Wall -O3 -ffast-math
LFLAGS += $(MACHINE) -nostartfiles -static -Wl,--gc-sections,--entry,Reset_Handler
LFLAGS += -Wl,--start-group -lm -lc -lgcc -lnosys $(libraries) $(lib_prebuilt) -Wl,--end-group
DEFINES += gcc PART_$(BOARD)
