import type { Platform } from '../../platform/types.ts';
import { throwIfAborted, withDeadline } from '../../support/deadline.ts';
import { jlinkHung } from '../probe/jlink-errors.ts';
import { vtref } from '../probe/jlink-output.ts';
import type { SiliconBoard } from '../silicon-board.ts';
import { type DoctorDeps, type Finding, failed } from './finding.ts';

/** Connecting takes about a second. */
const CONNECT_MS = 15_000;
const READ_BYTES = 16;

/**
 * Whether the probe gets at the device: its supply, its core, its lock. Reads a few bytes of its flash, which neither
 * resets nor stops what runs there.
 */
export async function checkTarget(
  held: SiliconBoard,
  { probe, core, name }: Platform,
  { signal }: Pick<DoctorDeps, 'signal'>,
): Promise<Finding> {
  const id = 'board-target';
  const hung = () => jlinkHung(held.serial, CONNECT_MS);
  try {
    if (probe.kind !== 'jlink') throw new Error(`${name} has no J-Link`);
    const { load_address } = probe;
    await withDeadline(signal, CONNECT_MS, hung, (within) =>
      held.readMemory(load_address, READ_BYTES, within),
    );
    const { vtref_v } = vtref(held.lastOutput());
    const supply = vtref_v === undefined ? '' : ` at ${vtref_v.toFixed(2)} V`;
    return { id, status: 'ok', message: `J-Link ${held.serial} connects to the ${core} of ${name}${supply}` };
  } catch (error) {
    throwIfAborted(signal);
    return failed(id, error, '');
  }
}
