import type { Memory, Platform } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';

export const ELF = 'example.elf';

/** Where the code and the data of an example go; the same on all emulated boards there are. */
const CODE = { address: 0x0, bytes: 512 * 1024 };
const DATA = { address: 0x2000_0000, bytes: 512 * 1024 };

interface Region {
  readonly address: number;
  readonly bytes: number;
}

/**
 * The emulated platform whose boards can run what is made for `platform`: itself, or the first with the same
 * core and no feature that `platform` lacks.
 *
 * @throws {HilbenchError} `PACKAGE_NO_EMULATED_CORE` (kind `input`)
 */
export function standInOf(platforms: readonly Platform[], platform: Platform): Platform {
  const features = (each: Platform): string => [...each.features].sort().join();
  const found = platform.emulated
    ? platform
    : platforms.find(
        (each) => each.emulated && each.core === platform.core && features(each) === features(platform),
      );
  if (found !== undefined) return found;
  throw new HilbenchError({
    kind: 'input',
    code: 'PACKAGE_NO_EMULATED_CORE',
    message: `No emulated board has the ${platform.core} of ${platform.name}, so nothing can be captured for its packages.`,
    hint: 'Choose a platform with a Cortex-M4 or Cortex-M55.',
  });
}

/** Arguments that boot the example in QEMU, with semihosting on standard output. */
export function qemuArguments(board: Platform): readonly string[] {
  if (board.probe.kind !== 'qemu') throw new Error(`${board.name} is not emulated`);
  return [
    ...['-machine', board.probe.machine, '-nodefaults', '-nic', 'none', '-display', 'none'],
    ...['-chardev', 'stdio,id=out', '-semihosting-config', 'enable=on,target=native,chardev=out'],
    ...['-kernel', ELF],
  ];
}

/** Where a memory of the platform holds `bytes`; undefined when it does not. */
function regionIn(memory: Memory | undefined, use: 'model' | 'arena', bytes: number): Region | undefined {
  if (memory?.address === undefined) return undefined;
  const { arena_limit_bytes, model_limit_bytes } = memory;
  const split = arena_limit_bytes !== undefined && model_limit_bytes !== undefined;
  const limit = !split ? memory.bytes : use === 'arena' ? arena_limit_bytes : model_limit_bytes;
  if (bytes > limit) return undefined;
  return { address: memory.address + (split && use === 'model' ? arena_limit_bytes : 0), bytes: limit };
}

function fitting(board: Platform, use: 'model' | 'arena', bytes: number): Region {
  const { MRAM, SRAM, PSRAM } = board.memories;
  const found = regionIn(use === 'model' ? MRAM : SRAM, use, bytes) ?? regionIn(PSRAM, use, bytes);
  if (found !== undefined) return found;
  const what = use === 'model' ? 'weights and captured tensors' : 'arena';
  throw new HilbenchError({
    kind: 'input',
    code: 'PACKAGE_TOO_LARGE',
    message: `The ${what} of the example take ${bytes} bytes, and no memory of ${board.name} holds them.`,
    hint: 'Make the model smaller, or leave out --create-library.',
  });
}

/**
 * Values of `templates/library/example/board.ld`.
 *
 * @throws {HilbenchError} `PACKAGE_TOO_LARGE` (kind `input`)
 */
export function linkerValues(
  board: Platform,
  model_bytes: number,
  arena_bytes: number,
): Record<string, string> {
  const region = (name: string, { address, bytes }: Region): [string, string][] => [
    [`${name}_address`, `0x${address.toString(16).padStart(8, '0')}`],
    [`${name}_bytes`, String(bytes)],
  ];
  return {
    board: board.name,
    ...Object.fromEntries([
      ...region('code', CODE),
      ...region('data', DATA),
      ...region('model', fitting(board, 'model', model_bytes)),
      ...region('arena', fitting(board, 'arena', arena_bytes)),
    ]),
  };
}
