import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requestOf } from '../../src/app/request.ts';
import { parseRun } from '../../src/config/run.ts';
import { createTflmEngine } from '../../src/engine/tflm/index.ts';
import { DeviceError } from '../../src/link/errors.ts';
import type { Device, DeviceModel } from '../../src/link/types.ts';
import { analyze } from '../../src/model/analyze.ts';
import { readModel } from '../../src/model/read.ts';
import type { PlannedModel } from '../../src/pipeline/plan.ts';
import { paddingIssues, tune } from '../../src/pipeline/tune.ts';
import { findPlatform, loadPlatforms } from '../../src/platform/load.ts';
import { ROOT } from '../helpers/cli.ts';
import { runningSum } from '../models/running-sum.ts';

const KIB = 1024;
const USED_BYTES = 20_000;

const platforms = loadPlatforms(join(ROOT, 'platforms'));
const platform = findPlatform(platforms, 'mps3_an547');
const engine = createTflmEngine({
  version: 'any',
  dir: '/none',
  include_dirs: [],
  archives: { link: 'logs.a', power: 'release.a' },
  op_resolver: ['CALL_ONCE', 'VAR_HANDLE', 'READ_VARIABLE', 'ADD', 'ASSIGN_VARIABLE']
    .map((op, index) => `TfLiteStatus Add${index}() { return AddBuiltin(BuiltinOperator_${op}); }`)
    .join('\n'),
  identity: 'any',
});

function planned(): PlannedModel {
  const graph = readModel(runningSum());
  const [main] = graph.subgraphs;
  if (main === undefined) throw new Error('the model has a graph');
  const build = engine.prepare(graph, platform);
  return { path: 'sum.tflite', name: 'sum', sha256: '', graph, main, analysis: analyze(graph), build };
}

async function requested(flags: Record<string, string> = {}) {
  const config = await parseRun({
    model: 'sum.tflite',
    flags: { platform: 'mps3_an547', ...flags },
    env: {},
    cwd: '/',
  });
  return requestOf(config, platform, platforms, 'run');
}

/** A runtime that says it uses USED_BYTES and refuses arenas without `hidden_bytes` more. */
function device(hidden_bytes: number) {
  const arenas: { readonly address: number; readonly bytes: number }[] = [];
  const tensor = { type: 'INT8', shape: [1, 4], bytes: 4 } as const;
  const model: DeviceModel = {
    arena_used_bytes: USED_BYTES,
    layers: 5,
    inputs: [tensor],
    outputs: [tensor],
  };
  const fake: Pick<Device, 'selectModel' | 'configure'> = {
    selectModel: async () => undefined,
    configure: async (arena) => {
      arenas.push(arena);
      if (arena.bytes >= USED_BYTES + hidden_bytes) return model;
      throw new DeviceError('CONFIGURE', {
        status: 6,
        text: 'Failed to allocate temp memory',
        needed_bytes: arena.bytes + 16,
      });
    },
  };
  return { arenas, fake: fake as Device };
}

describe('tuning the arena of an interpreter', () => {
  it('takes what the runtime says, where that is true', async () => {
    const { fake, arenas } = device(0);
    const request = await requested();
    const tuned = await tune(fake, 0, request, planned());
    expect(tuned.found_padding_bytes).toBeUndefined();
    expect(tuned.placement.arena.bytes).toBe(20 * KIB);
    expect(arenas).toHaveLength(2);
    expect(paddingIssues(request, tuned)).toEqual([]);
  });

  it('finds the padding where it is not, leaves the device with it, and says so', async () => {
    const { fake, arenas } = device(50_000);
    const request = await requested();
    const tuned = await tune(fake, 0, request, planned());
    expect(tuned.placement.arena).toEqual({ location: 'TCM', bytes: 69 * KIB });
    expect(tuned.found_padding_bytes).toBe(49 * KIB);
    expect(arenas.at(-1)?.bytes).toBe(69 * KIB);
    expect(arenas.length).toBeLessThanOrEqual(18);
    expect(paddingIssues(request, tuned)).toMatchObject([
      {
        code: 'ARENA_PADDING_FOUND',
        hint: expect.stringContaining('--arena-size-scratch-buffer-padding 49'),
      },
    ]);
  });

  it('counts the padding that was asked for, and does not search when that is enough', async () => {
    const asked = await requested({ arena_size_scratch_buffer_padding: '8' });
    const tuned = await tune(device(50_000).fake, 0, asked, planned());
    expect(tuned.placement.arena.bytes).toBe(69 * KIB);
    expect(paddingIssues(asked, tuned)[0]?.hint).toContain('padding 49');
    const enough = await requested({ arena_size_scratch_buffer_padding: '49' });
    expect((await tune(device(50_000).fake, 0, enough, planned())).found_padding_bytes).toBeUndefined();
  });

  it('moves the arena to a memory that holds it', async () => {
    const tuned = await tune(device(1_000_000).fake, 0, await requested(), planned());
    expect(tuned.placement.arena.location).toBe('SRAM');
  });

  it('an arena that the asked memory cannot hold ends with what the device said', async () => {
    const request = await requested({ arena_location: 'TCM' });
    await expect(tune(device(1_000_000).fake, 0, request, planned())).rejects.toMatchObject({
      code: 'DEVICE_ARENA_TOO_SMALL',
    });
  });
});
