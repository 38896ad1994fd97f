import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTflmEngine } from '../../src/engine/tflm/index.ts';
import type { Engine } from '../../src/engine/types.ts';
import { compileFlags } from '../../src/firmware/flags.ts';
import { buildModel } from '../../src/model/build.ts';
import type { Platform } from '../../src/platform/types.ts';
import { ROOT } from './cli.ts';

const SOURCES = join(ROOT, 'test', 'stand-ins', 'tflm-runtime');
const PROBE = ['-mcpu=cortex-m55', '-mfloat-abi=hard', '-x', 'c++', '-fsyntax-only', '-'];

/** Whether the compiler has its C++ library. */
export const haveCxx =
  spawnSync('arm-none-eabi-gcc', PROBE, { input: '#include <new>\n', stdio: ['pipe', 'ignore', 'ignore'] })
    .status === 0;

if (!haveCxx && process.env.HILBENCH_REQUIRE_ALL === '1') {
  throw new Error('arm-none-eabi-gcc has no C++ library, and HILBENCH_REQUIRE_ALL=1 allows no skipped test.');
}

export interface StandInRuntime extends Disposable {
  /** As a folder of `extern/tensorflow` in a checkout; its name is hard on whoever parses paths. */
  readonly dir: string;
  readonly archive: string;
  readonly engine: Engine;
}

/** A stand-in for the interpreter, compiled for a core: it runs RELU and RELU6. */
export function standInRuntime(core: Platform['core']): StandInRuntime {
  const parent = mkdtempSync(join(tmpdir(), 'tflm '));
  const dir = join(parent, 'a $b#c');
  cpSync(SOURCES, dir, { recursive: true });
  mkdirSync(join(dir, 'lib'));
  const archive = join(dir, 'lib', 'libtensorflow-microlite-any.a');
  const object = join(parent, 'runtime.o');
  const flags = [...compileFlags(core, 'cxx'), '-DTF_LITE_STATIC_MEMORY', `-I${dir}`];
  execFileSync('arm-none-eabi-gcc', [...flags, '-c', join(dir, 'src', 'runtime.cc'), '-o', object]);
  execFileSync('arm-none-eabi-ar', ['rcsD', archive, object]);
  const resolver = join(dir, 'tensorflow', 'lite', 'micro', 'micro_mutable_op_resolver.h');
  const engine = createTflmEngine({
    version: 'ns_tflm_v0_0_0',
    dir,
    include_dirs: [dir, join(dir, 'third_party')],
    archives: { link: '', power: archive },
    op_resolver: readFileSync(resolver, 'utf8'),
    identity: 'any',
  });
  return {
    dir,
    archive,
    engine,
    [Symbol.dispose]: () => rmSync(parent, { recursive: true, force: true }),
  };
}

/** A model of ops in a row, each of one INT8 tensor. */
export function chainOf(...ops: readonly ('RELU' | 'RELU6')[]): Uint8Array {
  const names = ['x', ...ops.map((_, index) => `t${index}`)];
  return buildModel({
    tensors: names.map((name) => ({ name, shape: [1, 24], quantization: { scale: 1 } })),
    inputs: ['x'],
    outputs: [`t${ops.length - 1}`],
    operators: ops.map((op, index) => ({
      op,
      inputs: [names[index] ?? ''],
      outputs: [names[index + 1] ?? ''],
    })),
  });
}
