import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { buildModel } from './build.ts';
import type { ModelSpec, OperatorSpec, TensorSpec } from './build-types.ts';
import { FlatFile } from './flatbuffer.ts';
import { rawModel } from './raw-model.fixture.ts';
import { readModel } from './read.ts';
import { MODEL, OPERATOR_CODE, SUBGRAPH, TENSOR } from './schema-slots.ts';
import type { Activation, Padding } from './types.ts';

const TENSORS: readonly TensorSpec[] = [
  { name: 'in', shape: [1, 4] },
  { name: 'mid', shape: [1, 4] },
  { name: 'out', shape: [1, 4] },
  { name: 'weight', shape: [1, 4], data: [1, 2, 3, 4] },
];

const RELU = (input: string | number, output: string | number): OperatorSpec => ({
  op: 'RELU',
  inputs: [input],
  outputs: [output],
});

function model(change: Partial<ModelSpec> = {}): Uint8Array {
  return buildModel({
    tensors: TENSORS,
    inputs: ['in'],
    outputs: ['out'],
    operators: [RELU('in', 'mid'), RELU('mid', 'out')],
    ...change,
  });
}

/** A model whose first tensor is `tensor`. */
function withTensor(tensor: TensorSpec): Uint8Array {
  return model({
    tensors: [{ name: 'in', ...tensor }, ...TENSORS.slice(1)],
    inputs: [0],
    operators: [RELU(0, 'mid'), RELU('mid', 'out')],
  });
}

/** A model with a constant as `tensor`. */
function withConstant(tensor: TensorSpec): Uint8Array {
  return model({ tensors: [...TENSORS, { name: 'constant', ...tensor }] });
}

function refusal(code: string, message?: RegExp): unknown {
  return expect.objectContaining({
    name: 'HilbenchError',
    kind: 'input',
    code,
    exitStatus: 2,
    hint: expect.stringMatching(/\.$/),
    ...(message && { message: expect.stringMatching(message) }),
  });
}

/** Position of a field of a table in the file. */
function fieldAt(file: Uint8Array, table: number, slot: number): number {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const vtable = table - view.getInt32(table, true);
  const offset = view.getUint16(vtable + 4 + 2 * slot, true);
  if (offset === 0) throw new Error('the field is not in the file');
  return table + offset;
}

function positions(file: Uint8Array) {
  const root = new FlatFile(file).root('the model');
  const tensor = root.tables(MODEL.subgraphs, '').at(0).tables(SUBGRAPH.tensors, '').at(0).position;
  return { root: root.position, code: root.tables(MODEL.operator_codes, '').at(0).position, tensor };
}

describe('a file that is no model', () => {
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);

  it.each([
    ['nothing', new Uint8Array(0), 'MODEL_EMPTY_FILE', /empty/],
    ['one byte', new Uint8Array(1), 'MODEL_NOT_TFLITE', /1 bytes/],
    ['text', text('hello, this is text'), 'MODEL_NOT_TFLITE', /TFL3/],
    [
      'a Git LFS pointer',
      text('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4'),
      'MODEL_NOT_TFLITE',
      /Git LFS/,
    ],
    ['a ZIP archive', text('PK\u0003\u0004 and more'), 'MODEL_NOT_TFLITE', /ZIP/],
    ['an error page', text('<!doctype html><html>'), 'MODEL_NOT_TFLITE', /HTML/],
    ['an identifier and no more', text('\u0010\0\0\0TFL3'), 'MODEL_TRUNCATED', /8 bytes/],
  ])('is refused: %s', (_, file, code, message) => {
    expect(() => readModel(file)).toThrow(refusal(code, message));
  });
});

describe('a graph that cannot be executed', () => {
  it.each([
    ['an input out of range', { operators: [RELU(99, 'out')] }, 'MODEL_BAD_INDEX', /Tensor 99.*layer 0/],
    ['a negative input', { operators: [RELU(-2, 'out')] }, 'MODEL_BAD_INDEX', /Tensor -2/],
    ['an output out of range', { operators: [RELU('in', -1)] }, 'MODEL_BAD_INDEX', /Tensor -1/],
    ['a model input out of range', { inputs: [4] }, 'MODEL_BAD_INDEX', /inputs of the graph/],
    ['a model output out of range', { outputs: [-1] }, 'MODEL_BAD_INDEX', /outputs of the graph/],
    ['layers out of order', { operators: [RELU('mid', 'out'), RELU('in', 'mid')] }, 'MODEL_CYCLE', /layer 1/],
    ['a cycle', { operators: [RELU('mid', 'out'), RELU('out', 'mid')] }, 'MODEL_CYCLE', /"mid"/],
    ['a layer that reads its output', { operators: [RELU('out', 'out')] }, 'MODEL_CYCLE', /layer 0/],
    [
      'two writers',
      { operators: [RELU('in', 'out'), RELU('in', 'out')] },
      'MODEL_TENSOR_PRODUCED_TWICE',
      /layer 1 .*layer 0/,
    ],
    ['a written input', { operators: [RELU('in', 'in')] }, 'MODEL_TENSOR_PRODUCED_TWICE', /the inputs/],
    ['an input given twice', { inputs: ['in', 'in'] }, 'MODEL_TENSOR_PRODUCED_TWICE', /"in"/],
    ['a written constant', { operators: [RELU('in', 'weight')] }, 'MODEL_CONSTANT_WRITTEN', /"weight"/],
    ['an input nobody writes', { inputs: [] }, 'MODEL_TENSOR_NOT_PRODUCED', /"in".*layer 0/],
    ['an output nobody writes', { operators: [RELU('in', 'mid')] }, 'MODEL_TENSOR_NOT_PRODUCED', /"out"/],
    ['no layers', { operators: [] }, 'MODEL_EMPTY', /no layer/],
    ['no outputs', { outputs: [] }, 'MODEL_EMPTY', /no output/],
  ] satisfies [string, Partial<ModelSpec>, string, RegExp][])(
    'is refused: %s',
    (_, change, code, message) => {
      expect(() => readModel(model(change))).toThrow(refusal(code, message));
    },
  );

  const calling = (...runs: readonly (readonly number[])[]) => {
    const subgraphs = runs.map((targets) => ({
      tensors: TENSORS,
      inputs: ['in'],
      outputs: ['out'],
      operators: [
        RELU('in', 'out'),
        ...targets.map((target) => ({
          op: 'CALL_ONCE',
          inputs: [],
          outputs: [],
          options: { type: 'CallOnceOptions', init_subgraph_index: target } as const,
        })),
      ],
    }));
    const [main = {}, ...more_subgraphs] = subgraphs;
    return model({ ...main, more_subgraphs });
  };

  it.each([
    ['that is not there', calling([1, 2], []), 'MODEL_BAD_INDEX', /Layer 2 .*subgraph 2/],
    ['below the first', calling([-1]), 'MODEL_BAD_INDEX', /subgraph -1/],
    ['that it is in', calling([1], [1]), 'MODEL_CYCLE', /subgraph/],
    ['that runs it through another', calling([1], [2], [3], [1]), 'MODEL_CYCLE', /subgraph/],
    [
      'that nothing names, which is the first,',
      model({
        operators: [
          RELU('in', 'out'),
          { op: 'IF', inputs: ['in'], outputs: [], options: { type: 'other', union: 'NONE' } },
        ],
      }),
      'MODEL_CYCLE',
      /subgraph 0/,
    ],
  ])('is refused where a layer runs a subgraph %s', (_, file, code, message) => {
    expect(() => readModel(file)).toThrow(refusal(code, message));
  });

  it('is read where layers share subgraphs', () => {
    expect(readModel(calling([1, 2, 1], [3], [3], [])).subgraphs).toHaveLength(4);
  });

  it('is refused in a later subgraph too', () => {
    const second = { tensors: TENSORS, inputs: ['in'], outputs: ['out'], operators: [RELU('mid', 'out')] };
    expect(() => readModel(model({ more_subgraphs: [second] }))).toThrow(
      refusal('MODEL_TENSOR_NOT_PRODUCED', /subgraph 1/),
    );
  });

  it('is accepted when what nobody writes is scratch memory of a custom op', () => {
    const tensors = [...TENSORS, { name: 'scratch', shape: [64] }];
    const operators = [{ op: 'CUSTOM', custom_name: 'ethos-u', inputs: ['in', 'scratch'], outputs: ['out'] }];
    expect(readModel(model({ tensors, operators })).subgraphs[0]?.operators[0]?.inputs).toEqual([0, 4]);
  });

  it('is accepted when what nobody writes is a variable, empty, or an optional input', () => {
    const tensors = [
      ...TENSORS,
      { name: 'state', shape: [4], is_variable: true },
      { name: 'nothing', type: 'INT32' as const, shape: [0] },
    ];
    const operators = [
      { op: 'CUSTOM', custom_name: 'x', inputs: ['in', 'state', 'nothing', -1], outputs: ['out'] },
    ];
    expect(readModel(model({ tensors, operators })).subgraphs[0]?.operators[0]?.inputs).toEqual([
      0, 4, 5, -1,
    ]);
  });
});

describe('a tensor that cannot be', () => {
  it.each([
    ['a negative size', withTensor({ shape: [1, -4] }), 'MODEL_BAD_SHAPE', /"in".*-4/],
    ['an unknown size', withTensor({ shape: [-1, 4] }), 'MODEL_DYNAMIC_SHAPE', /"in".*-1/],
    ['too many dimensions', withTensor({ shape: new Array(17).fill(1) }), 'MODEL_BAD_SHAPE', /17 dimensions/],
    [
      'a signature below -1',
      withTensor({ shape: [1], shape_signature: [-2] }),
      'MODEL_BAD_SHAPE',
      /signature/,
    ],
    ['a huge product', withTensor({ shape: [65536, 65536, 65536, 65536] }), 'MODEL_SHAPE_OVERFLOW', /65536/],
    [
      'a huge product beside a 0',
      withTensor({ shape: [0, 2 ** 30, 2 ** 30] }),
      'MODEL_SHAPE_OVERFLOW',
      /"in"/,
    ],
    ['too few bytes', withConstant({ shape: [5], data: [1, 2, 3] }), 'MODEL_BAD_BUFFER', /takes 5 .*has 3/],
    ['too many bytes', withConstant({ shape: [1], data: [1, 2, 3] }), 'MODEL_BAD_BUFFER', /"constant"/],
    [
      'scales that do not fit the axis',
      withTensor({ shape: [1, 4], quantization: { scale: [1, 2, 3], axis: 1 } }),
      'MODEL_BAD_QUANTIZATION',
      /3 scales along axis 1/,
    ],
    [
      'an axis out of range',
      withTensor({ shape: [1, 4], quantization: { scale: [1, 2], axis: 7 } }),
      'MODEL_BAD_QUANTIZATION',
      /axis 7/,
    ],
    [
      'zero points that do not match the scales',
      withTensor({ shape: [3], quantization: { scale: [1, 2, 3], zero_point: [0, 0] } }),
      'MODEL_BAD_QUANTIZATION',
      /3 scales and 2 zero points/,
    ],
    [
      'a scale that is no number',
      withTensor({ shape: [1, 4], quantization: { scale: Number.NaN } }),
      'MODEL_BAD_QUANTIZATION',
      /NaN/,
    ],
    [
      'a negative scale',
      withTensor({ shape: [1, 4], quantization: { scale: -1 } }),
      'MODEL_BAD_QUANTIZATION',
      /-1/,
    ],
    [
      'a zero point out of range',
      withTensor({ shape: [1, 4], quantization: { scale: 1, zero_point: 128 } }),
      'MODEL_BAD_QUANTIZATION',
      /128.*INT8/,
    ],
  ])('is refused: %s', (_, file, code, message) => {
    expect(() => readModel(file)).toThrow(refusal(code, message));
  });

  it('is refused when it is of a type that nothing here computes with', () => {
    const file = withTensor({ shape: [1, 4], type: 'FLOAT16' });
    file[fieldAt(file, positions(file).tensor, TENSOR.type)] = 18;
    expect(() => readModel(file)).toThrow(refusal('MODEL_UNSUPPORTED_TYPE', /"in".*BFLOAT16/));
  });

  it('is refused when it is sparse or its data is in another file', () => {
    const sparse = rawModel({ tensor: { sparsity: true } });
    expect(() => readModel(sparse)).toThrow(refusal('MODEL_SPARSE_TENSOR'));
    const elsewhere = rawModel({ tensor: { external_buffer: 1 } });
    expect(() => readModel(elsewhere)).toThrow(refusal('MODEL_EXTERNAL_BUFFER'));
  });

  it('is refused when its buffer does not exist', () => {
    const file = model();
    const constant = withConstant({ shape: [1], data: [1] });
    const buffer = new FlatFile(constant)
      .root('')
      .tables(MODEL.subgraphs, '')
      .at(0)
      .tables(SUBGRAPH.tensors, '')
      .at(3);
    constant[fieldAt(constant, buffer.position, TENSOR.buffer)] = 200;
    expect(readModel(file).subgraphs).toHaveLength(1);
    expect(() => readModel(constant)).toThrow(refusal('MODEL_BAD_INDEX', /buffer 200/));
  });
});

describe('an operator that cannot be', () => {
  const convolution = (options: object): Uint8Array =>
    model({
      operators: [
        { op: 'CONV_2D', inputs: ['in'], outputs: ['out'], options: { type: 'Conv2DOptions', ...options } },
      ],
    });

  it.each([
    ['a stride of 0', convolution({ stride_h: 0 }), /stride_h 0/],
    ['a negative dilation', convolution({ dilation_w_factor: -1 }), /dilation_w_factor -1/],
    ['an unknown padding', convolution({ padding: 'HALF' as Padding }), /padding/],
    ['an unknown activation', convolution({ fused_activation_function: 'GELU' as Activation }), /activation/],
  ])('is refused: %s', (_, file, message) => {
    expect(() => readModel(file)).toThrow(refusal('MODEL_BAD_OPTIONS', message));
  });

  it('is refused when the schema does not know its code', () => {
    const file = model({ operators: [{ op: 'GELU', inputs: ['in'], outputs: ['out'] }] });
    file[fieldAt(file, positions(file).code, OPERATOR_CODE.builtin_code)] = 250;
    expect(() => readModel(file)).toThrow(refusal('MODEL_UNKNOWN_OP', /layer 0.*250/));
  });

  it('is read from the old 8-bit code of files that have no other', () => {
    const file = model({ operators: [{ op: 'CONV_2D', inputs: ['in'], outputs: ['out'] }] });
    file[fieldAt(file, positions(file).code, OPERATOR_CODE.builtin_code)] = 0;
    expect(readModel(file).subgraphs[0]?.operators[0]?.op).toBe('CONV_2D');
  });
});

describe('readModel', () => {
  it('refuses another schema version', () => {
    const file = model();
    file[fieldAt(file, positions(file).root, MODEL.version)] = 2;
    expect(() => readModel(file)).toThrow(refusal('MODEL_UNSUPPORTED_VERSION', /version 2/));
  });

  it('refuses a signature of a subgraph or tensor that does not exist', () => {
    const signature = { key: 'serve', inputs: { x: 99 }, outputs: {} };
    expect(() => readModel(model({ signatures: [signature] }))).toThrow(
      refusal('MODEL_BAD_INDEX', /tensor 99/),
    );
    const elsewhere = { key: 'serve', subgraph: 5, inputs: {}, outputs: {} };
    expect(() => readModel(model({ signatures: [elsewhere] }))).toThrow(
      refusal('MODEL_BAD_INDEX', /subgraph 5/),
    );
  });

  it('gives constants as views into the file', () => {
    const file = model();
    const { data } = readModel(file).subgraphs[0]?.tensors[3] ?? {};
    expect(data?.buffer).toBe(file.buffer);
    expect([...(data ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it('reads a model that starts anywhere in memory', () => {
    const file = model();
    const moved = new Uint8Array(file.length + 3);
    moved.set(file, 3);
    const { data } = readModel(moved.subarray(3)).subgraphs[0]?.tensors[3] ?? {};
    expect([...(data ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it('keeps a scale of 0, which all-zero slices have', () => {
    const tensor = readModel(withTensor({ shape: [2, 2], quantization: { scale: [0, 1] } })).subgraphs[0]
      ?.tensors[0];
    expect(tensor?.quantization?.scale).toEqual([0, 1]);
  });

  it('counts two INT4 elements to a byte', () => {
    const tensor = readModel(withConstant({ shape: [5], type: 'INT4', data: new Uint8Array(3) })).subgraphs[0]
      ?.tensors[4];
    expect(tensor).toMatchObject({ elements: 5, bytes: 3 });
  });

  it('keeps the beginning of a name that has no end, whole characters of it', () => {
    const name = `${'é'.repeat(1023)}🙂${'x'.repeat(70_000)}`;
    const operators = [{ op: 'CUSTOM', custom_name: name, inputs: ['in'], outputs: ['out'] }];
    const [main] = readModel(withTensor({ name, shape: [1, 4] })).subgraphs;
    expect(main?.tensors[0]?.name).toBe(`${'é'.repeat(1023)}\uFFFD`);
    const [custom] = readModel(model({ operators })).subgraphs;
    expect(custom?.operators[0]?.custom_name).toBe(`${'é'.repeat(1023)}\uFFFD`);
  });

  it('puts names on one line in messages', () => {
    const file = withTensor({ name: `evil\u001b[31m\n::error::${'x'.repeat(5000)}`, shape: [-5] });
    expect(() => readModel(file)).toThrow(/"evil.\[31m.::error::x+…"/);
    expect(() => readModel(file)).not.toThrow(/[\n\u001b]|x{200}/);
  });

  it('reads constants that lie behind the flatbuffer', () => {
    const flat = rawModel({ buffer: { offset: 4096, size: 4 } });
    const file = new Uint8Array(4100);
    file.set(flat);
    file.set([9, 8, 7, 6], 4096);
    expect([...(readModel(file).subgraphs[0]?.tensors[1]?.data ?? [])]).toEqual([9, 8, 7, 6]);
    expect(() => readModel(file.subarray(0, 4099))).toThrow(refusal('MODEL_TRUNCATED', /4096 to 4100/));
    const beyond = rawModel({ buffer: { offset: 2 ** 52, size: 4 } });
    expect(() => readModel(beyond)).toThrow(refusal('MODEL_TRUNCATED'));
  });

  it('reads thousands of layers', () => {
    const layers = 4000;
    const file = buildModel({
      tensors: Array.from({ length: layers + 1 }, () => ({
        shape: [1, 8, 8, 4],
        quantization: { scale: 1 },
      })),
      inputs: [0],
      outputs: [layers],
      operators: Array.from({ length: layers }, (_, i) => RELU(i, i + 1)),
    });
    expect(readModel(file).subgraphs[0]?.operators).toHaveLength(layers);
  });

  it('keeps within four times the file for a list that it just accepts', () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const file = new Uint8Array(8 * 1024 * 1024);
    file.set(rawModel({ repeat: { tensors: 60_000 } }));
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const graph = readModel(file);
    collectGarbage();
    const grown = process.memoryUsage().heapUsed - before;
    expect(graph.subgraphs[0]?.tensors).toHaveLength(60_000);
    expect(grown + file.length).toBeLessThan(4 * file.length);
  });

  it.each([
    ['tensors', { tensors: 1_000_000 }],
    ['layers', { operators: 1_000_000 }],
    ['subgraphs', { subgraphs: 1_000_000 }],
  ])('refuses a small file that lists one part a million times: %s', (_, repeat) => {
    const file = rawModel({ repeat });
    const start = performance.now();
    expect(() => readModel(file)).toThrow(refusal('MODEL_TOO_COMPLEX'));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
