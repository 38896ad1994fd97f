import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { analyze } from '../../src/model/analyze.ts';
import { buildModel } from '../../src/model/build.ts';
import type { OperatorSpec, TensorSpec } from '../../src/model/build-types.ts';
import { findHints } from '../../src/model/hints/index.ts';
import { readModel } from '../../src/model/read.ts';
import { readModelFile } from '../../src/model/read-file.ts';
import { ROOT } from '../helpers/cli.ts';
import { haveReferenceModels, REFERENCE_MODELS_DIR } from '../helpers/reference-models.ts';

const M55 = { core: 'cortex-m55', mve: true, dsp: true, engine: 'aot' } as const;

/** Good models get few hints, and true ones: what each is about was looked up by hand. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'kws_ref_model_aligned.tflite': ['HINT_ARENA_PEAK'],
  'ad01_int8.tflite': [],
  'pretrainedResnet_quant.tflite': ['HINT_ARENA_PEAK'],
  // 971 of its output channels are all zero, and its first layers have 8 channels.
  'vww_96_int8.tflite': ['HINT_DEAD_CHANNELS', 'HINT_CHANNELS', 'HINT_CHANNELS', 'HINT_ARENA_PEAK'],
};

test.runIf(haveReferenceModels).each(Object.entries(EXPECTED))('%s gets few hints', async (file, codes) => {
  const graph = await readModelFile(join(REFERENCE_MODELS_DIR, file));
  expect(findHints(graph, analyze(graph), M55).map(({ code }) => code)).toEqual(codes);
});

test('hints know every kernel of the aot engine that uses Helium or the DSP extension', () => {
  const folder = join(ROOT, 'templates', 'firmware', 'engine', 'aot');
  const kernels = (mark: RegExp): string[] =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.c') && mark.test(readFileSync(join(folder, file), 'utf8')))
      .sort();
  // A new one here belongs into AOT_MVE or AOT_DSP of src/model/hints/coverage.ts.
  expect(kernels(/arm_mve\.h|__ARM_FEATURE_MVE/)).toEqual([
    'binary.c',
    'depthwise_pixel_mve.c',
    'depthwise_shared_mve.c',
    'lut_mve.c',
    'matmul_mve.c',
    'pool_pixel_mve.c',
  ]);
  expect(kernels(/__smla|__ARM_FEATURE_DSP|__ARM_FEATURE_SIMD32|smlad/i)).toEqual(['matmul_dsp.c']);
});

test('the example gets few hints', () => {
  const graph = readModel(dsCnnKeywordSpotter());
  expect(findHints(graph, analyze(graph), M55).map(({ code }) => code)).toEqual(['HINT_ARENA_PEAK']);
});

test('hints of a model of 20 MB take little time, whatever its weights are', () => {
  const layers = 20;
  const channels = 1024;
  const quantization = { scale: 1 };
  const tensors: TensorSpec[] = [{ shape: [1, 2, 2, channels], quantization }];
  const operators: OperatorSpec[] = [];
  for (let i = 0; i < layers; ++i) {
    const data = new Int8Array(channels * channels).fill(i % 3 === 0 ? 0 : i);
    tensors.push({ shape: [channels, 1, 1, channels], quantization, data });
    tensors.push({ shape: [1, 2, 2, channels], quantization });
    operators.push({ op: 'CONV_2D', inputs: [2 * i, 2 * i + 1, -1], outputs: [2 * i + 2] });
  }
  const graph = readModel(buildModel({ tensors, inputs: [0], outputs: [2 * layers], operators }));
  const analysis = analyze(graph);
  const times = [0, 1, 2].map(() => {
    const begin = performance.now();
    findHints(graph, analysis, M55);
    return performance.now() - begin;
  });
  // Around 60 ms on one core; the bound leaves room for a machine that is busy with other tests.
  expect(Math.min(...times)).toBeLessThan(400);
});
