import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { hilbench, resultOf } from '../helpers/cli.ts';
import { canStandIn, type JLinkBench, jlinkBench, STAND_IN_PLATFORM } from '../helpers/jlink-bench.ts';

describe.skipIf(!canStandIn)('a board behind a J-Link', () => {
  let bench: JLinkBench;
  let model: string;

  beforeAll(async () => {
    bench = await jlinkBench();
    model = join(bench.dir, 'kws.tflite');
    writeFileSync(model, dsCnnKeywordSpotter());
  });
  afterAll(() => bench?.[Symbol.asyncDispose]());

  const run = (...flags: readonly string[]) => {
    const out = ['--out', join(bench.dir, 'out'), '--runs', '1', '--no-create-profile', '--verbosity', '2'];
    const args = ['run', model, '--platform', STAND_IN_PLATFORM, ...out, '--json', ...flags];
    return hilbench(args, { env: bench.env });
  };
  const issuesOf = (outcome: Awaited<ReturnType<typeof run>>) =>
    resultOf(outcome).issues.map(({ code }) => code);

  test('gets a model for PSRAM over the link, and is used again as it is', async () => {
    const uploaded = await run('--model-location', 'PSRAM');
    const first = resultOf(uploaded);
    expect(first.placement.model.location).toBe('PSRAM');
    expect(first.validation?.verdict).toBe('pass');
    expect(uploaded.stderr).toContain('KB of model');
    expect(first.timing.in_link).toBeGreaterThan(1000);

    const again = await run('--model-location', 'PSRAM', '--nocompile-mode');
    const second = resultOf(again);
    expect(second.image).toEqual(first.image);
    expect(second.validation).toEqual(first.validation);
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(issuesOf(again)).toContain('IMAGE_FROM_BOARD');
    expect(second.timing.in_compiler).toBeUndefined();
    // It is there already: what the device has is checked, and not sent again.
    expect(second.timing.in_link).toBeLessThan(first.timing.in_link ?? 0);
  }, 60_000);

  test('is opened where --tty says', async () => {
    const nowhere = await run('--tty', join(bench.dir, 'no-tty'));
    expect(nowhere.status).toBe(3);
    expect(nowhere.stderr).toContain('no-tty');
    const there = await run('--tty', bench.board.tty, '--baud', '230400', '--transport', 'UART');
    expect(resultOf(there).validation?.verdict).toBe('pass');
  }, 60_000);
});
