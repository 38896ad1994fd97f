import { crc32 } from 'node:zlib';
import { buildPayload } from '../link/payload.ts';

/** What a power image is told, beside its model: the parameter block of docs/power.md. */
export interface PowerParameters {
  readonly model: {
    readonly source: number;
    readonly address: number;
    readonly bytes: number;
    readonly crc32: number;
  };
  readonly arena: { readonly address: number; readonly bytes: number; readonly resource_variables: number };
  readonly cpu_mode: 'lp' | 'hp';
  /** In one window. */
  readonly inferences: number;
  /** 8 at most. */
  readonly windows: number;
  /** Of the inputs, run 0. */
  readonly seed: number;
  /**
   * The device begins each window by itself after idling so long, 10 to 60000 ms; 0: it begins when go rises.
   */
  readonly idle_ms: number;
  /** Which start this is: the device repeats it in its report. */
  readonly run: number;
}

const MAGIC = 0x52575048;
const VERSION = 2;
const PARAMETER_BLOCK_BYTES = 68;

/** The block as the device reads it. @throws {RangeError} when a number does not fit its field */
export function encodeParameters(parameters: PowerParameters): Uint8Array {
  const { model, arena } = parameters;
  const content = buildPayload(
    { u32: model.source },
    { u32: model.address },
    { u32: model.bytes },
    { u32: model.crc32 },
    { u32: arena.address },
    { u32: arena.bytes },
    { u32: arena.resource_variables },
    { u32: parameters.cpu_mode === 'lp' ? 0 : 1 },
    { u32: parameters.inferences },
    { u32: parameters.windows },
    { u32: parameters.seed },
    { u32: parameters.idle_ms },
    { u32: parameters.run },
  );
  return buildPayload(
    { u32: MAGIC },
    { u32: VERSION },
    { u32: PARAMETER_BLOCK_BYTES },
    { u32: crc32(content) },
    { bytes: content },
  );
}
