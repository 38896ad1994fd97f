import type { RunConfig } from '../config/run.ts';
import { keepsNothing } from '../pipeline/board-device.ts';
import type { Platform } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';

/**
 * Refuses `--nocompile-mode` beside what cannot be had without compiling or flashing.
 *
 * @throws {HilbenchError} `BOARD_KEEPS_NOTHING`, `CONFIG_CONFLICT` (kind `input`)
 */
export function checkNocompile(
  config: Pick<
    RunConfig,
    | 'nocompile_mode'
    | 'create_library'
    | 'create_ambiqsuite_example'
    | 'create_aot_profile'
    | 'onboard_perf'
    | 'joulescope'
    | 'power_monitor'
  >,
  platform: Platform,
): void {
  if (!config.nocompile_mode) return;
  if (platform.emulated) throw keepsNothing(platform.name);
  const power = config.joulescope || config.onboard_perf || config.power_monitor !== 'none';
  const other = power
    ? 'the power stage, which flashes an image of its own'
    : config.create_library || config.create_ambiqsuite_example
      ? 'packages, which are compiled'
      : config.create_aot_profile
        ? '--create-aot-profile, which builds a second image'
        : undefined;
  if (other === undefined) return;
  throw new HilbenchError({
    kind: 'input',
    code: 'CONFIG_CONFLICT',
    message: `--nocompile-mode compiles and flashes nothing, so it cannot be had with ${other}.`,
    hint: 'Leave one of the two out.',
  });
}
