import { z } from 'zod';

/* Fields that many parts of a result have, each with its limit. */

export const name = z.string().max(1024);
export const text = z.string().max(16_384);
export const path = z.string().max(4096);
export const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
export const nonNegative = z.number().nonnegative();
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const dtype = z.string().max(32);
export const shape = z.array(count).max(16);
export const when = z.iso.datetime();

/** No model is deeper than this. */
export const MAX_LAYERS = 65_536;

export const LOCATIONS = ['TCM', 'SRAM', 'MRAM', 'PSRAM', 'NVM'] as const;
export const location = z.enum(LOCATIONS);
