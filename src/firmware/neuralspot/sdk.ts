import { join } from 'node:path';
import type { OffChip, Platform } from '../../platform/types.ts';
import { HilbenchError } from '../../support/errors.ts';
import { plainText } from '../../support/text.ts';
import { exists, missingPart, namesIn, textOf } from './files.ts';

/** Which of the SDK's parts an image is made of. */
export interface SdkVersions {
  readonly ambiqsuite: string;
  readonly tensorflow: string;
  readonly cmsis_dsp: string;
}

/** What `NAME := value` says in a Makefile of the SDK. */
function settingOf(text: string, name: string): string | undefined {
  return new RegExp(`^\\s*${name}\\s*:?=\\s*(\\S+)\\s*$`, 'm').exec(text)?.[1];
}

/** BOARD and EVB as the SDK's Makefiles derive them from PLATFORM. */
export function boardOf(platform: Platform): { readonly board: string; readonly evb: string } {
  const [first = '', ...rest] = platform.name.split('_');
  return { board: first === 'apollo330mP' ? 'apollo330P' : first, evb: rest.join('_') };
}

/** ARCH as the SDK's Makefiles derive it from BOARD: folders of sources have its name. */
function archOf(board: string): string {
  return ['apollo330', 'apollo3', 'apollo4', 'apollo5'].find((arch) => board.startsWith(arch)) ?? board;
}

/**
 * Refuses a memory outside the chip that this SDK does not drive on this platform.
 *
 * @throws {HilbenchError} `NEURALSPOT_NOT_DRIVEN` (kind `input`)
 */
export async function checkDriven(root: string, platform: Platform, off_chip: OffChip): Promise<void> {
  const file = `neuralspot/ns-peripherals/src/${archOf(boardOf(platform).board)}/ns_${off_chip.toLowerCase()}.c`;
  const has_driver = await exists(join(root, file));
  if (has_driver && platform.memories[off_chip]?.address !== undefined) return;
  const why = has_driver
    ? 'the platform file has no address for it, as nothing says where it is'
    : `the neuralSPOT of ${root} has no ${file}`;
  throw new HilbenchError({
    kind: 'input',
    code: 'NEURALSPOT_NOT_DRIVEN',
    message: `${off_chip} of ${platform.name} cannot be driven: ${why}.`,
    hint: 'Choose another --model-location or --arena-location.',
  });
}

/**
 * Chooses versions of AmbiqSuite and TensorFlow, and names every part that a build will miss.
 *
 * @param wanted `auto`: the platform file's AmbiqSuite, the checkout's own TensorFlow
 * @throws {HilbenchError} `NEURALSPOT_INCOMPLETE`, `NEURALSPOT_NO_AMBIQSUITE` (kind `input`)
 */
export async function chooseSdk(
  root: string,
  platform: Platform,
  wanted: { readonly ambiqsuite: string; readonly tensorflow: string },
  toolchain: 'gcc' | 'arm',
): Promise<SdkVersions> {
  const config = (await textOf(join(root, 'make/neuralspot_config.mk'))) ?? '';
  const ambiqsuite = wanted.ambiqsuite === 'auto' ? platform.ambiqsuite : wanted.ambiqsuite;
  const there = await namesIn(join(root, 'extern/AmbiqSuite'));
  if (ambiqsuite === undefined || !there.includes(ambiqsuite)) {
    const folders = there.filter((name) => /^R\d/.test(name)).map((name) => plainText(name, 40));
    throw new HilbenchError({
      kind: 'input',
      code: 'NEURALSPOT_NO_AMBIQSUITE',
      message: `${join(root, 'extern/AmbiqSuite')} has no ${ambiqsuite ?? 'version for this platform'}; it has ${folders.join(', ') || 'none at all'}.`,
      hint: 'Choose one of these with --ambiqsuite-version.',
    });
  }
  const tensorflow = wanted.tensorflow === 'auto' ? settingOf(config, 'TF_VERSION') : wanted.tensorflow;
  const cmsis_dsp = settingOf(config, 'CMSIS_DSP_VERSION');
  if (tensorflow === undefined || cmsis_dsp === undefined) {
    throw missingPart(
      `${join(root, 'make/neuralspot_config.mk')} sets no TF_VERSION or no CMSIS_DSP_VERSION.`,
    );
  }
  const { board, evb } = boardOf(platform);
  const library = toolchain === 'arm' ? 'lib' : 'a';
  const suite = `extern/AmbiqSuite/${ambiqsuite}`;
  const needed = [
    'Makefile',
    `${suite}/module.mk`,
    `${suite}/boards/${platform.name}/bsp/am_bsp.h`,
    `${suite}/lib/${board}/libam_hal.${library}`,
    `${suite}/lib/${board}/${evb}/libam_bsp.${library}`,
    `neuralspot/ns-core/src/${board}`,
    `extern/tensorflow/${tensorflow}/module.mk`,
    `extern/CMSIS/${cmsis_dsp}/module.mk`,
  ];
  const present = await Promise.all(needed.map((path) => exists(join(root, path))));
  const missing = needed.filter((_, index) => present[index] !== true);
  if (missing.length > 0) {
    throw missingPart(`The checkout ${root} lacks what ${platform.name} needs: ${missing.join(', ')}.`);
  }
  return { ambiqsuite, tensorflow, cmsis_dsp };
}
