import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `behaviour.json` in the folder of a board: how its probe and its port misbehave. */
export interface Behaviour {
  /** Says what is wrong, in J-Link's words, and exits with 0. */
  readonly fault?:
    | 'no_probe'
    | 'busy'
    | 'no_power'
    | 'unknown_device'
    | 'wrong_core'
    | 'locked'
    | 'no_target'
    | 'verify'
    | 'download'
    | 'silent_download'
    | 'probe_lost'
    | 'other_serial'
    | 'cut_short';
  /** The core that it finds; default `Cortex-M55`. */
  readonly core?: string;
  /** Never ends, and neither does what it has started. */
  readonly hung?: boolean;
  /** What it calls itself; default a recent one. */
  readonly version?: string;
  /** Pretends to write: everything, only what is not at the start of the flash, or only parameters. */
  readonly stale?: 'all' | 'blobs' | 'parameters';
  /** Memory cannot be read, only half of it can, or what is read is not what is there. */
  readonly reading?: 'fails' | 'half' | 'silent' | 'garbage';
  /** The board has a clock, which the emulator behind it lacks: it counts cycles at this rate. */
  readonly clock_hz?: number;
  /** The port hears nothing and says nothing for this many boots. */
  readonly deaf_boots?: number;
  /** The port says garbage, and nothing else, for this many boots. */
  readonly garbage_boots?: number;
  /** Garbage comes before what the firmware says first. */
  readonly banner?: boolean;
  /** The port comes back so long after a reset. */
  readonly port_late_ms?: number;
  /** The port goes away once the device has said so much. */
  readonly vanish_after_bytes?: number;
  /** The device says nothing more once it has said so much. */
  readonly mute_after_bytes?: number;
}

export function readBehaviour(folder: string): Behaviour {
  try {
    return JSON.parse(readFileSync(join(folder, 'behaviour.json'), 'utf8')) as Behaviour;
  } catch {
    return {};
  }
}
