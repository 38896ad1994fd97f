import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Services } from '../../src/app/services.ts';
import type { RunResult } from '../../src/result/schema.ts';
import { tempFolder } from '../helpers/cli.ts';
import { runWith, servicesIn } from '../helpers/services.ts';
import { type TestEngine, testEngine } from '../helpers/test-engine.ts';
import { TEST_MODEL } from '../helpers/test-model.ts';

const folder = tempFolder();
const at = (...names: string[]): string => join(folder.path, ...names);
let services: Services;

beforeAll(() => {
  writeFileSync(at('sum.tflite'), TEST_MODEL);
  services = servicesIn(folder.path);
});
afterAll(() => folder[Symbol.dispose]());

/** One run whose firmware holds a test engine instead of the real one. */
function runEngine(engine: TestEngine): Promise<RunResult> {
  return runWith(services, {
    model: at('sum.tflite'),
    flags: { platform: 'mps3_an547', runs: '3', out: at(`out-${engine}`) },
    deps: {
      engine: { name: 'aot', prepare: () => testEngine(engine) },
      // A hung inference is given up after this; the real patience is meant for slow boards.
      inference_timeout_ms: 1500,
    },
  });
}

/** Nothing of a run is left: no folder, no emulator, no lease that is held. */
function expectNothingLeft(engine: TestEngine): void {
  expect(existsSync(at(`out-${engine}`))).toBe(false);
  expect(readdirSync(at('runtime'))).toEqual([]);
  for (const name of readdirSync(at('leases')))
    expect(readFileSync(at('leases', name), 'utf8')).not.toContain('"held"');
}

test('the engine of these tests passes where it behaves', async () => {
  const result = await runEngine('sum');
  expect(result.validation?.verdict).toBe('pass');
  expect(result.validation?.outputs.map((output) => output.max_abs_lsb)).toEqual([0, 0]);
  expect(result.profile?.layers.map((layer) => layer.op)).toEqual(['RESHAPE', 'CAST', 'SUM']);
});

describe('a firmware that', () => {
  test.each([
    ['jumps to nowhere', 'null_call', 'DEVICE_FAULT'],
    ['reads where no memory is', 'bus_fault', 'DEVICE_FAULT'],
    ['overflows its stack', 'stack_overflow', 'DEVICE_FAULT'],
    ['hangs', 'hang', 'LINK_TIMEOUT'],
    ['babbles without end', 'babble', 'LINK_'],
  ] as const)('%s ends the run with its own error, and nothing is left', async (_what, engine, code) => {
    await expect(runEngine(engine)).rejects.toMatchObject({
      kind: 'bench',
      exitStatus: 3,
      code: expect.stringContaining(code),
      hint: expect.stringMatching(/\S/),
    });
    expectNothingLeft(engine);
  });

  test('talks garbage between frames does no harm', async () => {
    expect((await runEngine('garbage')).validation?.verdict).toBe('pass');
  });

  test('computes something else fails the verdict, and is no error', async () => {
    const { validation } = await runEngine('wrong_output');
    expect(validation?.verdict).toBe('fail');
    expect(validation?.violations.length).toBeGreaterThan(0);
  });
});
