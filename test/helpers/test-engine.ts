import { readFileSync } from 'node:fs';
import type { EngineBuild } from '../../src/engine/types.ts';

/**
 * What the C engine of `test/firmware` does when it is invoked. It copies its one input (16 INT8) to output 0
 * and its sum to output 1 (INT32), in three layers, with an arena of 1024 bytes; all but `sum` misbehave first:
 * `garbage` sends 5000 bytes of noise and goes on, `babble` never ends, `hang` neither ends nor speaks,
 * `wrong_output` computes on a changed input; `late_fault` and `late_failure` do so from the third time on, by a CPU
 * fault and by saying that the inference failed.
 */
export type TestEngine =
  | 'sum'
  | 'null_call'
  | 'bus_fault'
  | 'stack_overflow'
  | 'hang'
  | 'garbage'
  | 'babble'
  | 'wrong_output'
  | 'late_fault'
  | 'late_failure';

/** The third layer of every test engine is a loop of exactly this many instructions. */
export const TEST_LOOP_INSTRUCTIONS = 10_000;
export const TEST_ARENA_BYTES = 1024;

/** What an engine would hand to the image builder, with a test engine as the generated source. */
export function testEngine(
  name: TestEngine,
  loop_instructions: number = TEST_LOOP_INSTRUCTIONS,
): EngineBuild {
  const source = (file: string): string =>
    readFileSync(new URL(`../firmware/${file}`, import.meta.url), 'utf8');
  const defines = [
    `#define HB_TEST_ROUNDS ${loop_instructions / 2}u`,
    ...(name === 'sum' ? [] : [`#define HB_TEST_${name.toUpperCase()}`]),
  ];
  return {
    engine: 'test',
    version: '1',
    template_folders: [],
    template_sources: [],
    generated: [
      { path: 'test_engine.h', content: `${defines.join('\n')}\n` },
      { path: 'test_engine.c', content: source('test_engine.c') },
    ],
    blob: new TextEncoder().encode('HBT1 the blob of a test engine'),
    arena_bytes: TEST_ARENA_BYTES,
    layers: [0, 1, 2],
  };
}
