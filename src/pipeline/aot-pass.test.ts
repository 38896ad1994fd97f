import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHeliaAotEngine } from '../engine/helia-aot/index.ts';
import type { EngineBuild } from '../engine/types.ts';
import { dsCnnKeywordSpotter } from '../example/ds-cnn.ts';
import { analyze } from '../model/analyze.ts';
import { readModel } from '../model/read.ts';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import type { Placement } from '../platform/types.ts';
import { cancelled, HilbenchError } from '../support/errors.ts';
import { KeptOutputs } from './aot-outputs.ts';
import { type AotPass, checkAotPass, runAotPass } from './aot-pass.ts';
import { Stopwatch } from './stopwatch.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const platform = findPlatform(loadPlatforms(join(ROOT, 'platforms')), 'mps3_an547');
const graph = readModel(dsCnnKeywordSpotter());

const BUILD: EngineBuild = {
  engine: 'helia-aot',
  version: '1.1.0',
  template_folders: [],
  template_sources: [],
  generated: [],
  blob: new Uint8Array(16),
  arena_bytes: 0,
  layers: [],
};

const IMAGE = { hash: 'a'.repeat(64), build_id: 'b'.repeat(32), rom_bytes: 100, ram_bytes: 50 };

function failure(kind: 'input' | 'bench' = 'bench', detail?: string): HilbenchError {
  return new HilbenchError({
    kind,
    code: 'SOME_FAILURE',
    message: 'It\u001b[2J failed.',
    hint: 'Mend it.',
    ...(detail === undefined ? {} : { detail }),
  });
}

interface Setup {
  readonly prepare?: () => EngineBuild | Promise<EngineBuild>;
  readonly boot?: () => Promise<never>;
  readonly main?: Placement;
  readonly nocompile?: boolean;
}

function passOf({ prepare, boot, main, nocompile = false }: Setup): AotPass {
  const [subgraph] = graph.subgraphs;
  const never = async (): Promise<never> => {
    throw new Error('the pass came too far');
  };
  const pass: { [Key in keyof AotPass]: unknown } = {
    deps: {
      images: { build: async () => IMAGE },
      log: { debug: () => {}, info: () => {}, warn: () => {} },
      progress: { step: () => {}, stage: () => {} },
      connect: never,
    },
    request: {
      ...{
        platform,
        toolchain: 'gcc',
        profile: true,
        nocompile,
        max_arena_bytes: 0,
        scratch_padding_bytes: 0,
      },
      ...{ model_location: 'auto', arena_location: 'auto' },
    },
    plan: { name: 'kws', graph, main: subgraph, analysis: analyze(graph), build: BUILD },
    main: main ?? { model: { location: 'TCM', bytes: 1 }, arena: { location: 'SRAM', bytes: 1 } },
    engine: { name: 'helia-aot', prepare: prepare ?? (() => BUILD) },
    board: { id: 'board', boot: boot ?? never },
    inputs: {},
    kept: new KeptOutputs(),
    reference: 'host',
    watch: new Stopwatch(() => performance.now()),
    signal: new AbortController().signal,
  };
  return pass as AotPass;
}

describe('the pass with an engine compiled ahead of time', () => {
  it('keeps what it had when the board fails, and notes why', async () => {
    const outcome = await runAotPass(passOf({ boot: () => Promise.reject(failure()) }));
    expect(outcome.aot).toEqual({ engine: { name: 'helia-aot', version: '1.1.0' }, image: IMAGE });
    expect(outcome.issues).toEqual([
      {
        code: 'SOME_FAILURE',
        severity: 'warn',
        message: 'The pass with an engine compiled ahead of time: It�[2J failed.',
        hint: 'Mend it.',
      },
    ]);
  });

  it('notes what failed first where letting go has failed as well', async () => {
    const both = new SuppressedError(new Error('the port is gone'), failure());
    const outcome = await runAotPass(passOf({ boot: () => Promise.reject(both) }));
    expect(outcome.issues).toMatchObject([{ code: 'SOME_FAILURE', severity: 'warn' }]);
  });

  it('notes a tool that hangs, once it is stopped', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'helia-'));
    const tool = join(dir, 'helia-aot');
    writeFileSync(tool, '#!/bin/sh\n[ "$1" = version ] && echo 1.0.0 && exit 0\nexec sleep 600\n', {
      mode: 0o755,
    });
    const engine = createHeliaAotEngine({
      env: { HILBENCH_HELIA_AOT: tool, PATH: process.env.PATH },
      ...{ find: () => undefined, config: {}, convert_timeout_ms: 300 },
    });
    try {
      const { aot, issues } = await runAotPass({ ...passOf({}), engine });
      expect(aot).toBeUndefined();
      expect(issues).toMatchObject([{ code: 'HELIA_AOT_TIMEOUT', severity: 'warn' }]);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('notes a model that the engine refuses, and why a compiler failed', async () => {
    const detail = 'In file a.h:\na.h:3: error: too old\n';
    const { aot, issues } = await runAotPass(
      passOf({ prepare: () => Promise.reject(failure('input', detail)) }),
    );
    expect(aot).toBeUndefined();
    expect(issues[0]?.message).toMatch(/failed\. \(a\.h:3: error: too old\)$/);
  });

  it.each([
    ['the end of the run', () => cancelled()],
    ['a defect', () => new TypeError('x is not a function')],
    ['its end while something else fails', () => new SuppressedError(new Error('gone'), cancelled())],
  ])('passes on %s', async (_, make) => {
    const error = make();
    await expect(runAotPass(passOf({ prepare: () => Promise.reject(error) }))).rejects.toBe(error);
  });

  it.each([
    [
      'a model in PSRAM',
      { main: { model: { location: 'PSRAM', bytes: 1 }, arena: { location: 'TCM', bytes: 1 } } },
    ],
    [
      'a model in NVM',
      { main: { model: { location: 'NVM', bytes: 1 }, arena: { location: 'TCM', bytes: 1 } } },
    ],
    [
      'an arena in PSRAM',
      { main: { model: { location: 'TCM', bytes: 1 }, arena: { location: 'PSRAM', bytes: 1 } } },
    ],
    ['a board that is not flashed', { nocompile: true }],
  ] as const)('is off with %s', async (_, setup) => {
    const prepare = () => Promise.reject(new Error('nothing may be prepared'));
    const { aot, issues } = await runAotPass(passOf({ ...setup, prepare }));
    expect(aot).toBeUndefined();
    expect(issues).toMatchObject([{ code: 'AOT_PASS_OFF', severity: 'warn' }]);
  });
});

describe('the engine of the pass', () => {
  const chosen: string[] = [];
  const check = (main: 'aot' | 'tflm', engine: 'auto' | 'helia' | 'aot', emulated: boolean) =>
    checkAotPass(
      {
        engine: { name: main, prepare: () => BUILD },
        passEngine: async (name) => {
          chosen.push(name);
          return { name: 'helia-aot', prepare: () => BUILD };
        },
      },
      { aot_pass: { engine }, platform: { ...platform, emulated } },
    );

  it('is aot on emulated boards and helia on others, where nobody says', async () => {
    await check('tflm', 'auto', true);
    await check('tflm', 'auto', false);
    await check('aot', 'helia', true);
    expect(chosen).toEqual(['aot', 'helia', 'helia']);
  });

  it('is never the main one', async () => {
    for (const choice of ['auto', 'aot'] as const) {
      await expect(check('aot', choice, true)).rejects.toMatchObject({
        code: 'CONFIG_SAME_ENGINE',
        kind: 'input',
      });
    }
  });
});
