import type { JLinkProbe } from '../../platform/types.ts';

/** A file of the workspace and where the probe writes it. */
export interface JLinkWrite {
  /** A name without folder, spaces or commas: J-Link Commander has no quoting that all versions understand. */
  readonly file: string;
  readonly address: number;
}

/** The power-on reset register of Ambiq's parts, and the key that fires it. */
export const SWPOI = { address: 0x4000_0004, key: 0x1b } as const;

/** `RSetType` of J-Link Commander. */
const RESET_TYPE = { core: 1, pin: 2 } as const;

export function hex(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
}

/** The commands that write `writes`, reset the device, let it run, and let go of it. */
export function jlinkScript(writes: readonly JLinkWrite[], reset: JLinkProbe['reset']): string {
  const commands = [
    'connect',
    ...writes.map(({ file, address }) => `loadbin ${file},${hex(address)}`),
    ...resetCommands(reset),
    'exit',
  ];
  return `${commands.join('\n')}\n`;
}

/** The commands that read `bytes` from `address` into a file, and leave the device as it is. */
export function jlinkReadScript(file: string, address: number, bytes: number): string {
  return `connect\nsavebin ${file},${hex(address)},${hex(bytes)}\nexit\n`;
}

/** The command that connects to the device and leaves it as it is; without an end J-Link Commander waits for more. */
export const HOLD_SCRIPT = 'connect\n';

/** What ends a J-Link Commander that waits for commands. */
export const EXIT_COMMAND = 'exit\n';

function resetCommands(reset: JLinkProbe['reset']): readonly string[] {
  switch (reset) {
    case undefined:
      return ['r', 'g'];
    case 'swpoi':
      // Nothing can follow: the probe has lost the device.
      return [`w4 ${hex(SWPOI.address)},${hex(SWPOI.key)}`];
    default:
      return [`RSetType ${RESET_TYPE[reset]}`, 'r', 'g'];
  }
}

/** The command line for one script; the probe is always chosen by its serial number. */
export function jlinkArguments(device: string, serial: string, script: string): readonly string[] {
  return [
    ...['-nogui', '1', '-ExitOnError', '1'],
    ...['-SelectEmuBySN', serial],
    ...['-device', device, '-if', 'SWD', '-speed', '4000'],
    ...['-commandfile', script],
  ];
}
