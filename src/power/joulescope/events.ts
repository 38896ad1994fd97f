import { z } from 'zod';

/** How the bridge names an instrument. */
export const DEVICE = {
  model: z.string().regex(/^js\d{3}$/),
  serial: z.string().regex(/^[\x21-\x7e]{1,64}$/),
};
