import type { Platform } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';

interface Region {
  readonly address: number;
  readonly bytes: number;
}

/** What AmbiqSuite calls a part, and its memories as the SDK's own examples use them. */
export interface AmbiqPart {
  /** Folders under `mcu` in the SDK's releases, the newest first, with the macro that selects each. */
  readonly parts: readonly { readonly folder: string; readonly define: string }[];
  /** The board's folder under `boards`. */
  readonly board: string;
  /** Behind the bootloader. */
  readonly mram: Region;
  readonly tcm: Region;
  readonly sram: Region;
}

const KIB = 1024;
const part = (folder: string): AmbiqPart['parts'][number] => ({
  folder,
  define: `AM_PART_${folder.toUpperCase()}`,
});

const APOLLO4 = {
  mram: { address: 0x0001_8000, bytes: 1952 * KIB },
  tcm: { address: 0x1000_0000, bytes: 384 * KIB },
  sram: { address: 0x1006_0000, bytes: 1024 * KIB },
};
const APOLLO510 = {
  parts: [part('apollo510'), part('apollo5b')],
  mram: { address: 0x0041_0000, bytes: 4032 * KIB },
  tcm: { address: 0x2000_0000, bytes: 512 * KIB },
  sram: { address: 0x2008_0000, bytes: 3072 * KIB },
};
const APOLLO510L = {
  mram: { address: 0x0041_0000, bytes: 1984 * KIB },
  tcm: { address: 0x2000_0000, bytes: 240 * KIB },
  sram: { address: 0x2008_0000, bytes: 1710 * KIB },
};

const PARTS: Readonly<Record<string, AmbiqPart>> = {
  apollo3p_evb: {
    parts: [part('apollo3p')],
    board: 'apollo3p_evb',
    mram: { address: 0xc000, bytes: 2000 * KIB },
    tcm: { address: 0x1000_0000, bytes: 64 * KIB },
    sram: { address: 0x1001_0000, bytes: 704 * KIB },
  },
  apollo4p_evb: { parts: [part('apollo4p')], board: 'apollo4p_evb', ...APOLLO4 },
  apollo4p_blue_kbr_evb: { parts: [part('apollo4p')], board: 'apollo4p_blue_kbr_evb', ...APOLLO4 },
  apollo4p_blue_kxr_evb: { parts: [part('apollo4p')], board: 'apollo4p_blue_kxr_evb', ...APOLLO4 },
  apollo4l_evb: { parts: [part('apollo4l')], board: 'apollo4l_evb', ...APOLLO4 },
  apollo4l_blue_evb: { parts: [part('apollo4l')], board: 'apollo4l_blue_evb', ...APOLLO4 },
  apollo510_eb: { board: 'apollo5b_eb_revb', ...APOLLO510 },
  apollo510_evb: { board: 'apollo510_evb', ...APOLLO510 },
  apollo510b_evb: { board: 'apollo510b_evb', ...APOLLO510 },
  apollo510L_eb: { parts: [part('apollo510L')], board: 'apollo510L_eb', ...APOLLO510L },
  apollo330mP_evb: { parts: [part('apollo330P')], board: 'apollo330mP_evb', ...APOLLO510L },
};

/** An SDK that a platform can be built with. */
export interface AmbiqSuite extends AmbiqPart {
  readonly version: string;
}

/**
 * The AmbiqSuite for a platform.
 *
 * @param version `auto` for the one of the platform
 * @throws {HilbenchError} `PACKAGE_NO_AMBIQSUITE`, `PACKAGE_AMBIQSUITE_VERSION` (kind `input`)
 */
export function ambiqSuiteOf(platform: Platform, version: string): AmbiqSuite {
  const own = platform.ambiqsuite;
  const known = PARTS[platform.name];
  if (own === undefined || known === undefined) {
    throw new HilbenchError({
      kind: 'input',
      code: 'PACKAGE_NO_AMBIQSUITE',
      message: `There is no AmbiqSuite for ${platform.name}${platform.emulated ? ', which is emulated' : ''}, so there can be no example for it.`,
      hint: `Leave out --create-ambiqsuite-example, or choose one of ${Object.keys(PARTS).join(', ')} with --no-create-binary --no-create-profile: that needs no board.`,
    });
  }
  const series = /^R\d+/.exec(own)?.[0] ?? own;
  const wanted = version === 'auto' ? own : version;
  if (wanted !== series && !wanted.startsWith(`${series}.`)) {
    throw new HilbenchError({
      kind: 'input',
      code: 'PACKAGE_AMBIQSUITE_VERSION',
      message: `AmbiqSuite ${wanted} is not for ${platform.name}, which takes ${series}.`,
      hint: `Set --ambiqsuite-version to a release of ${series}, for example ${own}, or leave it out.`,
    });
  }
  return { ...known, version: wanted };
}
