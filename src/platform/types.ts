/** Memories by the names that `--model-location` and `--arena-location` take. */
export type Location = 'TCM' | 'SRAM' | 'MRAM' | 'PSRAM' | 'NVM';

export interface Memory {
  /** First address as the CPU sees it. Absent where the SDK decides (silicon boards). */
  readonly address?: number;
  /** Raw size. */
  readonly bytes: number;
  /** What is kept back for code, stack and the SDK. */
  readonly reserve: { readonly percent: number; readonly bytes: number };
  /** floor(bytes · (1 − percent/100)) − reserve.bytes, never below 0. */
  readonly effective_bytes: number;
  /** Limits by use, where a memory is split (PSRAM). */
  readonly arena_limit_bytes?: number;
  readonly model_limit_bytes?: number;
}

export interface CpuMode {
  /** Absent where there is no clock to speak of (the emulator). */
  readonly clock_mhz?: number;
}

export interface Platform {
  readonly name: string;
  readonly title: string;
  /** As for `-mcpu`: cortex-m4, cortex-m55. */
  readonly core: 'cortex-m4' | 'cortex-m7' | 'cortex-m55';
  readonly emulated: boolean;
  readonly memories: Readonly<Partial<Record<Location, Memory>>>;
  readonly cpu_modes: { readonly lp?: CpuMode; readonly hp?: CpuMode };
  readonly transports: readonly ('USB' | 'UART')[];
  readonly baud: number;
  /** Which port under templates/firmware/port runs there; absent while none exists. */
  readonly port?: string;
  /** Which probe driver flashes it. */
  readonly probe:
    | { readonly kind: 'qemu'; readonly machine: string; readonly icount_shift: number }
    | { readonly kind: 'jlink'; readonly device: string; readonly load_address: number };
  readonly ambiqsuite?: string;
}

/** Where the model and the arena go, and how large they are. */
export interface Placement {
  readonly model: { readonly location: Location; readonly bytes: number };
  readonly arena: { readonly location: Location; readonly bytes: number };
}
