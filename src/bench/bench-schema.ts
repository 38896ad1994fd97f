import { z } from 'zod';
import { plainText } from '../support/text.ts';
import type { BenchBoard, BoardMonitor, BoardPort } from './types.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u;
const name = z.string().regex(NAME, 'letters, digits, ".", "_" and "-", at most 64');

const words = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((text) => plainText(text, most) === text, 'holds control characters');

/** YAML takes digits without quotes for a number and drops the zeros in front, which a serial number may have. */
const serial = z
  .string('put the serial number in quotes')
  .regex(/^[\x21-\x7e]{1,64}$/u, 'at most 64 printable characters without spaces');

/** The number of a J-Link has the zeros in front or not, as it pleases those who print it. */
const jlink = z
  .union([z.int().positive().max(Number.MAX_SAFE_INTEGER), z.string().regex(/^0*[1-9]\d{0,15}$/u)], 'digits')
  .transform((value) => String(value).replace(/^0+/u, ''));

const port = z
  .union([z.literal('auto'), words(256), z.strictObject({ usb_serial: serial })], {
    error: 'auto, the path of a serial port, or usb_serial: "…"',
  })
  .transform((value): BoardPort => {
    if (value === 'auto') return { kind: 'auto' };
    if (typeof value === 'string') return { kind: 'path', path: value };
    return { kind: 'usb_serial', usb_serial: value.usb_serial };
  });

const pin = z.int().min(0).max(7);

/** What a Nordic PPK2 can supply. */
const PPK2_SUPPLY_V = { min: 0.8, max: 5 };

const monitor = z
  .strictObject({
    kind: z.enum(['joulescope', 'ppk2']),
    serial: serial.optional(),
    port: words(256).optional(),
    supply_v: z.number().min(0.5).max(15),
    io_v: z.number().min(1).max(5).optional(),
    wires: z
      .strictObject({ gate: pin, state: pin, go: pin.default(0) })
      .default({ gate: 0, state: 1, go: 0 }),
  })
  .refine(({ wires }) => wires.gate !== wires.state, {
    path: ['wires'],
    message: 'gate and state are two inputs',
  })
  .refine(({ kind, port: path }) => kind === 'ppk2' || path === undefined, {
    path: ['port'],
    message: 'a Joulescope has no serial port',
  })
  .refine(({ kind, io_v }) => kind === 'joulescope' || io_v === undefined, {
    path: ['io_v'],
    message: 'a PPK2 takes the level of its inputs from its VCC pin',
  })
  .refine(
    ({ kind, supply_v }) =>
      kind === 'joulescope' || (supply_v >= PPK2_SUPPLY_V.min && supply_v <= PPK2_SUPPLY_V.max),
    { path: ['supply_v'], message: `a PPK2 supplies ${PPK2_SUPPLY_V.min} to ${PPK2_SUPPLY_V.max} V` },
  )
  .transform(
    ({ kind, serial: number, port: path, supply_v, io_v, wires }): BoardMonitor => ({
      kind,
      ...(number === undefined ? {} : { serial: number }),
      ...(path === undefined ? {} : { port: path }),
      supply_v,
      ...(io_v === undefined ? {} : { io_v }),
      inputs: wires,
    }),
  );

const board = z
  .strictObject({
    id: name,
    platform: name,
    jlink: jlink.optional(),
    port: port.default({ kind: 'auto' }),
    monitor: monitor.optional(),
    tags: z.array(name).max(32).default([]),
    quarantined: words(200).optional(),
  })
  .transform(
    (entry): BenchBoard => ({
      id: entry.id,
      platform: entry.platform,
      port: entry.port,
      tags: entry.tags,
      ...(entry.jlink === undefined ? {} : { jlink: entry.jlink }),
      ...(entry.monitor === undefined ? {} : { monitor: entry.monitor }),
      ...(entry.quarantined === undefined ? {} : { quarantined: entry.quarantined }),
    }),
  );

/** What bench.yml may say. */
export const benchFileSchema = z.strictObject({
  boards: z.array(board).max(256).default([]),
  quarantine_after: z.int().min(0).max(1000).default(3),
});
