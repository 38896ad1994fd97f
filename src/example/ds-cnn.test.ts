import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { analyze } from '../model/analyze.ts';
import { readModel } from '../model/read.ts';
import { dsCnnKeywordSpotter } from './ds-cnn.ts';

const graph = readModel(dsCnnKeywordSpotter());
const main = graph.subgraphs[0];

describe('dsCnnKeywordSpotter', () => {
  it('has the layers and multiply-accumulates of the MLPerf Tiny keyword spotter', () => {
    const { macs, ops } = analyze(graph);
    expect(macs).toBe(2_656_768);
    expect(ops).toEqual({
      CONV_2D: 5,
      DEPTHWISE_CONV_2D: 4,
      AVERAGE_POOL_2D: 1,
      RESHAPE: 1,
      FULLY_CONNECTED: 1,
      SOFTMAX: 1,
    });
    expect(main?.inputs.map((index) => main.tensors[index]?.shape)).toEqual([[1, 49, 10, 1]]);
    expect(main?.outputs.map((index) => main.tensors[index]?.shape)).toEqual([[1, 12]]);
  });

  it('is int8 throughout, with a scale per channel for every convolution', () => {
    for (const operator of main?.operators ?? []) {
      if (!operator.op.endsWith('CONV_2D')) continue;
      const weights = main?.tensors[operator.inputs[1] ?? -1];
      expect(weights?.type).toBe('INT8');
      expect(weights?.quantization?.scale).toHaveLength(64);
      expect(Math.min(...(weights?.quantization?.scale ?? [0]))).toBeGreaterThan(0);
    }
  });

  it('has biases whose scale is that of input times weights', () => {
    for (const { inputs } of main?.operators.filter(({ op }) => /CONV|FULLY/.test(op)) ?? []) {
      const [input, weights, bias] = inputs.map((index) => main?.tensors[index]?.quantization);
      const expected = weights?.scale.map((scale) => Math.fround(scale * (input?.scale[0] ?? 0)));
      expect(bias?.scale).toEqual(expected);
    }
  });

  it('gives the same bytes on every host for a seed, and others for another', () => {
    const sha256 = createHash('sha256').update(dsCnnKeywordSpotter(42)).digest('hex');
    expect(sha256).toMatchInlineSnapshot(
      `"b0f2ca68b3eb7eb1a75c25deb3cd4aece8479f4f44496c8bdb12cb71f223c084"`,
    );
    expect(dsCnnKeywordSpotter(43)).not.toEqual(dsCnnKeywordSpotter(42));
  });
});
