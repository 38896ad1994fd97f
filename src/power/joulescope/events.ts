import { z } from 'zod';
import { monitorData } from '../errors.ts';

/** How the bridge names an instrument. */
export const DEVICE = {
  model: z.string().regex(/^js\d{3}$/),
  serial: z.string().regex(/^[\x21-\x7e]{1,64}$/),
};

/** What any action may end with. */
export const ERROR_EVENT = z.object({ event: z.literal('error'), code: z.string(), text: z.string() });

/** @throws {HilbenchError} `POWER_MONITOR_DATA` */
export function parseEvent<T>(schema: z.ZodType<T>, payload: Buffer, monitor: string): T {
  let value: unknown;
  try {
    value = JSON.parse(payload.toString());
  } catch {
    throw monitorData(monitor, 'an event that is no JSON');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw monitorData(monitor, 'an event of unknown form');
  return parsed.data;
}
