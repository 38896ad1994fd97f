import { z } from 'zod';
import { runResultSchema } from './schema.ts';

/** The JSON Schema (2020-12) of `results.json`, as shipped in `schemas/`. */
export function runResultJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(runResultSchema, { target: 'draft-2020-12' }),
    $id: 'hilbench.run/1',
    title: 'hilbench result of one run',
  };
}
