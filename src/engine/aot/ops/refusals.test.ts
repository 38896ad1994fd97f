import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../model/build.ts';
import type { OperatorSpec, TensorSpec } from '../../../model/build-types.ts';
import { readModel } from '../../../model/read.ts';
import { lowerLayer, Refusal } from '../layer.ts';
import type { LoweredLayer } from '../types.ts';

const TARGET = { core: 'cortex-m4', mve: false, dsp: true } as const;

/** Lowers the last layer of a model whose first layer only makes that one's index 1. */
function lower(
  op: string,
  inputs: readonly TensorSpec[],
  outputs: readonly TensorSpec[],
  options?: OperatorSpec['options'],
): LoweredLayer | Refusal {
  const named = (tensors: readonly TensorSpec[], role: string): TensorSpec[] =>
    tensors.map((tensor, i) => ({ ...tensor, name: `${role}${i}` }));
  const [ins, outs] = [named(inputs, 'in'), named(outputs, 'out')];
  const names = (tensors: readonly TensorSpec[]): string[] => tensors.map(({ name = '' }) => name);
  const graph = readModel(
    buildModel({
      tensors: [int8([4], 'before'), int8([2, 2], 'after'), ...ins, ...outs],
      inputs: ['before', ...names(ins.filter(({ data }) => data === undefined))],
      outputs: ['after', ...names(outs)],
      operators: [
        { op: 'RESHAPE', inputs: ['before'], outputs: ['after'] },
        { op, inputs: names(ins), outputs: names(outs), ...(options !== undefined && { options }) },
      ],
    }),
  );
  const operator = graph.subgraphs[0]?.operators[1];
  if (operator === undefined) throw new Error('the model has two layers');
  return lowerLayer(graph, operator, TARGET);
}

function int8(shape: readonly number[], name = '', scale = 0.1, zero_point = 0): TensorSpec {
  return { name, type: 'INT8', shape, quantization: { scale, zero_point } };
}

const float = (shape: readonly number[]): TensorSpec => ({ type: 'FLOAT32', shape });
const ints = (...data: number[]): TensorSpec => ({ type: 'INT32', shape: [data.length], data });

function reasonOf(outcome: LoweredLayer | Refusal): string {
  if (!(outcome instanceof Refusal)) throw new Error('the layer was lowered');
  return `${outcome.code}: ${outcome.message}`;
}

describe('a refusal names op, layer and type', () => {
  it.each(['RELU', 'RELU6', 'RELU_N1_TO_1', 'LOGISTIC', 'TANH', 'LEAKY_RELU', 'HARD_SWISH'])(
    '%s of float32',
    (op) => {
      expect(reasonOf(lower(op, [float([4])], [float([4])]))).toBe(
        `ENGINE_UNSUPPORTED_DTYPE: ${op} (layer 1, FLOAT32) has the input type FLOAT32; supported: INT8`,
      );
    },
  );

  it.each(['SUB', 'MUL', 'MAXIMUM', 'MINIMUM', 'ADD'])('%s of float32', (op) => {
    expect(reasonOf(lower(op, [float([4]), float([4])], [float([4])]))).toContain(
      `ENGINE_UNSUPPORTED_DTYPE: ${op} (layer 1, FLOAT32) has the input type FLOAT32`,
    );
  });

  it('MEAN of float32', () => {
    expect(reasonOf(lower('MEAN', [float([2, 2]), ints(0)], [float([2])]))).toContain(
      'ENGINE_UNSUPPORTED_DTYPE: MEAN (layer 1, FLOAT32)',
    );
  });

  it('QUANTIZE between types that have no kernel', () => {
    const uint8: TensorSpec = { type: 'UINT8', shape: [4], quantization: { scale: 0.1 } };
    const int16: TensorSpec = { type: 'INT16', shape: [4], quantization: { scale: 0.1 } };
    expect(reasonOf(lower('QUANTIZE', [uint8], [int16]))).toBe(
      'ENGINE_UNSUPPORTED_DTYPE: QUANTIZE (layer 1, UINT8) has the output type INT16; supported: INT8',
    );
  });
});

describe('a layer that would compute something else is refused', () => {
  it('LOGISTIC and TANH into another scale than theirs', () => {
    expect(reasonOf(lower('LOGISTIC', [int8([4])], [int8([4], '', 1 / 128, -128)]))).toContain(
      'has the output scale 0.0078125 and zero point -128 where 0.00390625 and -128',
    );
    expect(reasonOf(lower('TANH', [int8([4])], [int8([4], '', 1 / 128, 3)]))).toContain('zero point 3');
  });

  it('an activation whose output has another shape', () => {
    expect(reasonOf(lower('RELU', [int8([4])], [int8([5])]))).toContain('output shape [5] where [4] follows');
  });

  it('tensors without a scale, or with one for each channel', () => {
    const bare: TensorSpec = { type: 'INT8', shape: [4] };
    expect(reasonOf(lower('RELU', [bare], [int8([4])]))).toContain('needs a quantized input');
    const channels = { ...int8([4]), quantization: { scale: [0.1, 0.1, 0.2, 0.1] } };
    expect(reasonOf(lower('MUL', [int8([4]), channels], [int8([4])]))).toContain('one scale');
  });

  it('shapes that do not broadcast', () => {
    expect(reasonOf(lower('SUB', [int8([2, 3]), int8([2])], [int8([2, 3])]))).toContain(
      'cannot broadcast [2, 3] and [2]',
    );
  });

  it('CONCATENATION that would need rescaling', () => {
    expect(
      reasonOf(
        lower('CONCATENATION', [int8([2]), int8([2], '', 0.2)], [int8([4])], {
          type: 'ConcatenationOptions',
          axis: 0,
        }),
      ),
    ).toContain('another scale or zero point for its input 1');
  });

  it.each([
    [{ ellipsis_mask: 1 }, 'ellipsis mask 1'],
    [{ new_axis_mask: 2 }, 'new-axis mask 2'],
    [{ offset: true }, 'as an offset'],
  ])('STRIDED_SLICE with %o', (masks, reason) => {
    expect(
      reasonOf(
        lower('STRIDED_SLICE', [int8([4]), ints(0), ints(4), ints(1)], [int8([4])], {
          type: 'StridedSliceOptions',
          ...masks,
        }),
      ),
    ).toContain(reason);
  });

  it('STRIDED_SLICE with a stride of 0, or one index outside', () => {
    const sliced = (begin: number, stride: number, shrink_axis_mask: number, shape: number[]) =>
      lower('STRIDED_SLICE', [int8([4]), ints(begin), ints(4), ints(stride)], [int8(shape)], {
        type: 'StridedSliceOptions',
        shrink_axis_mask,
      });
    expect(reasonOf(sliced(0, 0, 0, [4]))).toContain('stride of 0');
    expect(reasonOf(sliced(4, 1, 1, []))).toContain('takes index 4');
    expect(reasonOf(sliced(1, -1, 1, []))).toContain('stride -1');
  });

  it('axes, permutations and paddings that do not fit the rank', () => {
    expect(reasonOf(lower('MEAN', [int8([2, 2]), ints(2)], [int8([2])]))).toContain('the axis 2 for rank 2');
    expect(reasonOf(lower('TRANSPOSE', [int8([2, 3]), ints(0, 0)], [int8([2, 2])]))).toContain('[0, 0]');
    expect(reasonOf(lower('PAD', [int8([2]), ints(-1, 1)], [int8([2])]))).toContain('[-1, 1]');
    expect(reasonOf(lower('SLICE', [int8([4]), ints(2), ints(3)], [int8([3])]))).toContain('takes 3 from 2');
  });

  it('what is computed at run time but must be known before', () => {
    const axes: TensorSpec = { type: 'INT32', shape: [1] };
    expect(reasonOf(lower('MEAN', [int8([2, 2]), axes], [int8([2])]))).toContain('needs constant ax');
  });

  it('MIRROR_PAD that mirrors more than there is, or in too many directions', () => {
    const mirror = (shape: number[], paddings: number[], mode: number) =>
      lower(
        'MIRROR_PAD',
        [int8(shape), ints(...paddings)],
        [int8(shape.map((dim, i) => dim + (paddings[i * 2] ?? 0) + (paddings[i * 2 + 1] ?? 0)))],
        { type: 'MirrorPadOptions', mode },
      );
    expect(reasonOf(mirror([3], [3, 0], 0))).toContain('mirrors 3 of a dimension of 3');
    expect(mirror([3], [3, 0], 1)).not.toBeInstanceOf(Refusal);
    const six = Array.from({ length: 6 }, () => 2);
    expect(
      reasonOf(
        mirror(
          six,
          Array.from({ length: 12 }, () => 1),
          0,
        ),
      ),
    ).toContain('would take 729 copies');
  });

  it('PACK and SPLIT whose parts do not make the whole', () => {
    expect(
      reasonOf(lower('PACK', [int8([2]), int8([2])], [int8([3, 2])], { type: 'PackOptions', axis: 0 })),
    ).toContain('has 2 parts where axis 0 has 3');
    expect(reasonOf(lower('SPLIT', [ints(0), int8([6])], [int8([2]), int8([2])]))).toContain(
      'splits 4 along',
    );
  });

  it('TRANSPOSE_CONV into a shape that its input does not come from', () => {
    const weights: TensorSpec = { ...int8([1, 3, 3, 1]), data: new Int8Array(9) };
    expect(
      reasonOf(
        lower('TRANSPOSE_CONV', [ints(1, 9, 8, 1), weights, int8([1, 4, 4, 1])], [int8([1, 9, 8, 1])], {
          type: 'TransposeConvOptions',
          stride_h: 2,
          stride_w: 2,
        }),
      ),
    ).toContain('input shape [1, 4, 4, 1] where [1, 5, 4, 1] follows');
  });

  it('REDUCE_MAX into another scale', () => {
    expect(reasonOf(lower('REDUCE_MAX', [int8([4]), ints(0)], [int8([], '', 0.2)]))).toContain(
      'another scale',
    );
  });

  it('RESIZE_BILINEAR with both ways of sampling', () => {
    expect(
      reasonOf(
        lower('RESIZE_BILINEAR', [int8([1, 2, 2, 1]), ints(4, 4)], [int8([1, 4, 4, 1])], {
          type: 'ResizeBilinearOptions',
          align_corners: true,
          half_pixel_centers: true,
        }),
      ),
    ).toContain('both align_corners and half_pixel_centers');
  });
});

describe('RELU6 with different scales', () => {
  it('rescales, where TFLM would only clamp', () => {
    const layer = lower('RELU6', [int8([4], '', 0.1, 0)], [int8([4], '', 6 / 255, -128)]);
    if (layer instanceof Refusal) throw new Error(layer.message);
    const table = new Int8Array(layer.constants?.[0]?.bytes.buffer ?? new ArrayBuffer(0));
    expect(table[0]).toBe(-128); // 0
    expect(table[30]).toBe(0); // 3.0: 127.5 steps above −128
    expect(table[60]).toBe(127); // 6.0
    expect(table[127]).toBe(127); // 12.7
    expect(table[200]).toBe(-128); // negative
  });
});
