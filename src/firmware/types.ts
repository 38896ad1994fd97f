import type { EngineBuild } from '../engine/types.ts';
import type { Location, OffChip, Platform } from '../platform/types.ts';

export interface Toolchain {
  readonly name: 'gcc' | 'arm';
  readonly version: string;
}

/** A section of an image that takes memory on the device. */
export interface ImageSection {
  readonly name: string;
  /** Where it is while the firmware runs. */
  readonly address: number;
  readonly bytes: number;
  /** `both`: initial values, stored in ROM and copied to RAM. */
  readonly kind: 'rom' | 'ram' | 'both';
}

/** A firmware image in the store. Two images with equal hashes are the same bytes. */
export interface Image {
  /** SHA-256 (hex) of everything that went in: sources, flags, linker script, toolchain version. */
  readonly hash: string;
  /** First 16 bytes of the hash in hex; the device answers it in HELLO. */
  readonly build_id: string;
  readonly elf_path: string;
  readonly toolchain: Toolchain;
  /** True when nothing was compiled. */
  readonly from_store: boolean;
  /** Bytes of the image in non-volatile memory and in RAM, from the ELF's sections. */
  readonly rom_bytes: number;
  readonly ram_bytes: number;
  /** The same by section. */
  readonly sections: readonly ImageSection[];
  /**
   * Where this image leaves room for models and arenas, by its linker script; they count where they leave less than
   * the platform file. Absent where the platform file has all addresses.
   */
  readonly memories?: Readonly<Partial<Record<Location, ImageMemory>>>;
  /** Where a power image leaves its report (docs/power.md); absent in other images. */
  readonly report?: ImageMemory;
}

export interface ImageMemory {
  readonly address: number;
  readonly bytes: number;
}

/** What an image is for: `link` answers the host over the link, `power` runs without one (docs/power.md). */
export type ImageVariant = 'link' | 'power';

export interface ImageRequest {
  readonly platform: Platform;
  readonly engine: EngineBuild;
  readonly toolchain: 'gcc' | 'arm';
  /** Default `link`. */
  readonly variant?: ImageVariant;
  /** The memory outside the chip that the image sets up; default none. An emulator's need no setting up. */
  readonly off_chip?: OffChip;
  readonly signal: AbortSignal;
}

export interface ImageBuilder {
  /** @throws {HilbenchError} `FIRMWARE_NO_COMPILER`, `FIRMWARE_COMPILE_FAILED`, … (kind `bench`) */
  build(request: ImageRequest): Promise<Image>;
  /** An image for the link that was built here before, by what a device says it runs. */
  find?(build_id: string): Promise<Image | undefined>;
}
