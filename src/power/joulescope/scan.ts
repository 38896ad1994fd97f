import { z } from 'zod';
import type { JoulescopeScan } from '../../bench/discovery.ts';
import { withDeadline } from '../../support/deadline.ts';
import { Bridge } from './bridge.ts';
import { bridgeError } from './errors.ts';
import { DEVICE, ERROR_EVENT, parseEvent } from './events.ts';

export interface JoulescopeScanOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Path of templates/bridge/joulescope_bridge.py. */
  readonly script: string;
  readonly timeout_ms?: number;
}

/** Somebody waits who wants to know what is attached. */
const TIMEOUT_MS = 10_000;

const EVENT = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('devices'),
    driver: z.string().regex(/^[\w.+-]{1,40}$/),
    devices: z.array(z.object({ ...DEVICE, updating: z.boolean() })).max(256),
  }),
  ERROR_EVENT,
]);

/**
 * What Joulescopes are attached, by the vendor's driver. Opens none of them, and downloads nothing.
 *
 * @throws {HilbenchError} `POWER_NO_PYTHON`, `POWER_NO_DRIVER`, `POWER_MONITOR_…` (kind `bench`)
 */
export async function scanJoulescopes(
  { env, script, timeout_ms = TIMEOUT_MS }: JoulescopeScanOptions,
  signal: AbortSignal,
): Promise<JoulescopeScan> {
  const { promise, resolve, reject } = Promise.withResolvers<JoulescopeScan>();
  const hung = () => bridgeError('MONITOR_HUNG', `it was not listed within ${timeout_ms} ms`);
  await using _bridge = new Bridge({
    env,
    script,
    config: { action: 'scan' },
    download: false,
    onFrame: ({ payload }) => {
      const event = parseEvent(EVENT, payload, 'joulescope');
      if (event.event === 'error') throw bridgeError(event.code, event.text);
      resolve({ driver_version: event.driver, devices: event.devices });
    },
    onEnd: reject,
  });
  return await withDeadline(signal, timeout_ms, hung, () => promise);
}
