import type { RunConfig } from '../config/run.ts';
import type { CpuModeName } from '../pipeline/request.ts';
import type { Platform } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';

/**
 * In which modes of the core power is measured. `auto` is those that the platform has; one that tells of none, as an
 * emulated board, takes both.
 *
 * @throws {HilbenchError} `CPU_MODE_MISSING` (kind `input`) for a mode that the platform does not have
 */
export function cpuModesOf(
  value: RunConfig['cpu_mode'],
  { name, cpu_modes }: Pick<Platform, 'name' | 'cpu_modes'>,
): readonly CpuModeName[] {
  const both: readonly CpuModeName[] = ['lp', 'hp'];
  const known = both.filter((mode) => cpu_modes[mode] !== undefined);
  const there = known.length === 0 ? both : known;
  if (value === 'auto') return there;
  const wanted = value === 'LP' ? 'lp' : 'hp';
  if (there.includes(wanted)) return [wanted];
  throw new HilbenchError({
    kind: 'input',
    code: 'CPU_MODE_MISSING',
    message: `${name} has no mode ${value} of its core: ${there.map((mode) => mode.toUpperCase()).join(', ')} is all there is.`,
    hint: 'Leave --cpu-mode at auto, or add the clock of that mode to cpu_modes of the platform file if the board has it.',
  });
}
