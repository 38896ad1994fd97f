import type { Connection } from '../bench/types.ts';
import type { RunConfig } from '../config/run.ts';
import type { Platform } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';

/**
 * What a run says of the way to the board's port; undefined: nothing, and platform and bench.yml decide.
 *
 * @throws {HilbenchError} `CONFIG_EMULATED_PORT`, `CONFIG_NO_TRANSPORT` (kind `input`)
 */
export function connectionOf(
  config: Pick<RunConfig, 'transport' | 'tty' | 'baud'>,
  platform: Platform,
): Connection | undefined {
  const { tty, baud } = config;
  const transport = config.transport as 'auto' | 'USB' | 'UART';
  if (transport !== 'auto' && !platform.transports.includes(transport)) {
    throw new HilbenchError({
      kind: 'input',
      code: 'CONFIG_NO_TRANSPORT',
      message: `--transport ${transport}: ${platform.name} has no ${transport}.`,
      hint: `Leave --transport at auto, or set it to ${platform.transports.join(' or ')}.`,
    });
  }
  if (platform.emulated) {
    const flag = tty !== 'auto' ? '--tty' : baud !== 'auto' ? '--baud' : undefined;
    if (flag === undefined) return undefined;
    throw new HilbenchError({
      kind: 'input',
      code: 'CONFIG_EMULATED_PORT',
      message: `${flag} is for boards of silicon: ${platform.name} is emulated, and the emulator makes its serial port anew for every run.`,
      hint: `Leave ${flag} at auto.`,
    });
  }
  if (transport === 'auto' && tty === 'auto' && baud === 'auto') return undefined;
  return {
    ...(transport === 'auto' ? {} : { transport }),
    ...(tty === 'auto' ? {} : { tty }),
    ...(baud === 'auto' ? {} : { baud: Number(baud) }),
  };
}

/**
 * The platform as the firmware of a run is built for it: with one link, the one that was asked for, at the rate that the
 * host will have. What the platform lacks is refused by `connectionOf`.
 */
export function withConnection(
  platform: Platform,
  { transport: wanted, baud }: Pick<RunConfig, 'transport' | 'baud'>,
): Platform {
  const transport = platform.transports.find((each) => each === wanted);
  return {
    ...platform,
    ...(transport === undefined ? {} : { transports: [transport] }),
    ...(baud === 'auto' ? {} : { baud: Number(baud) }),
  };
}
