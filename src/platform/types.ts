/** Memories by the names that `--model-location` and `--arena-location` take. */
export type Location = 'TCM' | 'SRAM' | 'MRAM' | 'PSRAM' | 'NVM';
/** Memories outside the chip, which only work once the firmware has set them up. */
export type OffChip = Extract<Location, 'PSRAM' | 'NVM'>;
/** Memories an arena can be in: the device writes to it all the time. */
export type ArenaLocation = 'TCM' | 'SRAM' | 'PSRAM';

export interface Memory {
  /** First address as the CPU sees it. Absent where the SDK decides (silicon boards). */
  readonly address?: number;
  /** Raw size. */
  readonly bytes: number;
  /** What is kept back for code, stack and the SDK. */
  readonly reserve: { readonly percent: number; readonly bytes: number };
  /** floor(bytes · (1 − percent/100)) in whole KiB, less reserve.bytes, never below 0. From `address` on. */
  readonly effective_bytes: number;
  /** Limits by use, where a memory is split (PSRAM): arenas first, models behind them. */
  readonly arena_limit_bytes?: number;
  readonly model_limit_bytes?: number;
}

export interface CpuMode {
  readonly clock_mhz: number;
}

/** What an emulated board is assumed to do and draw in one CPU mode. */
export interface PowerModelMode {
  readonly clock_mhz: number;
  readonly instructions_per_cycle: number;
  /** While inferences run, and while it waits. */
  readonly active_mw: number;
  readonly idle_mw: number;
}

/** From instructions to samples of current and voltage: assumptions, not measurements. */
export interface PowerModel {
  readonly supply_v: number;
  readonly sample_rate_hz: number;
  readonly noise: { readonly current_rms_a: number; readonly seed: number };
  /** The shortest window that the monitor takes. */
  readonly min_window_ms: number;
  readonly lp: PowerModelMode;
  readonly hp: PowerModelMode;
}

/** GPIO numbers of the board that tell a power monitor, or are told, when inferences run. */
export interface PowerSyncPins {
  /** Device → monitor: high while inferences run (GPI0). */
  readonly gate: number;
  /** Device → monitor: second bit of the state (GPI1). */
  readonly state: number;
  /** Monitor → device: start (GPO0). */
  readonly go: number;
}

/** How J-Link sees a board of silicon. */
export interface JLinkProbe {
  readonly kind: 'jlink';
  /** Name of the device in J-Link's database. */
  readonly device: string;
  /** Where an image must begin: behind the bootloader. */
  readonly load_address: number;
  /**
   * How it is reset: the reset pin, the core alone, or the power-on reset of the chip by its own register, which
   * makes the probe lose it. Absent: as J-Link knows the device.
   */
  readonly reset?: 'pin' | 'core' | 'swpoi' | undefined;
}

export interface Platform {
  readonly name: string;
  readonly title: string;
  /** As for `-mcpu`: cortex-m4, cortex-m55. */
  readonly core: 'cortex-m4' | 'cortex-m7' | 'cortex-m55';
  /** What kernels may use: DSP extension, M-profile vector extension (integer and float), FPU. */
  readonly features: readonly ('dsp' | 'fpu' | 'mve')[];
  readonly emulated: boolean;
  readonly memories: Readonly<Partial<Record<Location, Memory>>>;
  /** Instruction TCM, where the core has one to put a runtime in. */
  readonly itcm_bytes?: number;
  /** Where the probe puts a model that the device then copies to TCM or SRAM. Absent where the SDK decides. */
  readonly staging?: { readonly address: number; readonly bytes: number };
  /** Where the probe puts the parameter block of a power image (docs/power.md). Absent where the SDK decides. */
  readonly parameters?: { readonly address: number; readonly bytes: number };
  /** Empty where there is no clock to speak of (the emulator). */
  readonly cpu_modes: { readonly lp?: CpuMode; readonly hp?: CpuMode };
  readonly transports: readonly ('USB' | 'UART')[];
  readonly baud: number;
  /** Which port under templates/firmware/port runs there; absent while none exists. */
  readonly port?: string;
  /** Which probe driver flashes it. */
  readonly probe:
    | { readonly kind: 'qemu'; readonly machine: string; readonly icount_shift: number }
    | JLinkProbe;
  readonly power_sync?: PowerSyncPins;
  /** On emulated platforms only. */
  readonly power_model?: PowerModel;
  readonly ambiqsuite?: string;
}

/** Where the model and the arena go, and how large they are. */
export interface Placement {
  readonly model: { readonly location: Location; readonly bytes: number };
  /** With padding: the size the device is configured with. */
  readonly arena: { readonly location: ArenaLocation; readonly bytes: number };
}

/** A placement on a platform whose addresses are known. */
export interface Layout {
  readonly model_address: number;
  readonly arena_address: number;
  /** Where the probe writes the model before the device starts. Equal to `model_address` where nothing has to be copied. */
  readonly flash_address: number;
}
