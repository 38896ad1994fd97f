import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildModel } from '../model/build.ts';
import type { ModelSpec } from '../model/build-types.ts';
import { readModel } from '../model/read.ts';
import type { Graph } from '../model/types.ts';
import { silentLog } from '../support/log.ts';
import { createLiteRtReference, type LiteRtOptions } from './litert.ts';
import type { ReferenceModel, TensorData } from './types.ts';

const signal = new AbortController().signal;
const loaded: ReferenceModel[] = [];
afterEach(async () => {
  for (const model of loaded.splice(0)) await model[Symbol.asyncDispose]();
});

async function load(graph: Graph, options: Partial<LiteRtOptions> = {}): Promise<ReferenceModel> {
  const model = await createLiteRtReference({ log: silentLog, ...options }).load(graph, signal);
  loaded.push(model);
  return model;
}

const build = (spec: ModelSpec): Graph => readModel(buildModel(spec));
const code = (value: string) => expect.objectContaining({ code: value });
const bytesOf = (values: ArrayBufferView): Uint8Array => new Uint8Array(values.buffer as ArrayBuffer);
const int8 = (...values: number[]): TensorData => ({
  type: 'INT8',
  shape: [1, values.length],
  bytes: bytesOf(Int8Array.from(values)),
});
const signed = (data: TensorData | undefined): number[] =>
  data === undefined ? [] : [...new Int8Array(data.bytes.buffer, data.bytes.byteOffset, data.bytes.length)];

const unit = { scale: 1, zero_point: 0 };
/** y0 = b − a and y1 = a, where the inputs are [b, a] by order and the names say otherwise. */
function crossed(names: { b: string; a: string }, signatures?: ModelSpec['signatures']): Graph {
  return build({
    tensors: [
      { name: 'sum', shape: [1, 2], quantization: unit },
      { name: names.a, shape: [1, 2], quantization: unit },
      { name: 'copy', shape: [2], quantization: unit },
      { name: names.b, shape: [1, 2], quantization: unit },
      { name: 'shape', type: 'INT32', shape: [1], data: [2] },
    ],
    inputs: [3, 1],
    outputs: [0, 2],
    operators: [
      { op: 'SUB', inputs: [3, 1], outputs: [0] },
      { op: 'RESHAPE', inputs: [1, 4], outputs: [2] },
    ],
    ...(signatures === undefined ? {} : { signatures }),
  });
}

describe('order of inputs and outputs', () => {
  const cases: [string, Graph][] = [
    ['without a signature', crossed({ b: 'b', a: 'a' })],
    ['without a signature, names in the other order', crossed({ b: 'a', a: 'b' })],
    ['with numbers in names that mean another order', crossed({ b: 'input_1', a: 'input_0' })],
    ['with the same name twice', crossed({ b: 'x', a: 'x' })],
    [
      'with a signature in another order, under names that are other tensors’',
      crossed({ b: 'first', a: 'second' }, [
        { key: 'serving_default', inputs: { second: 3, first: 1 }, outputs: { copy: 0, sum: 2 } },
      ]),
    ],
    [
      'with a signature in the other order',
      crossed({ b: 'q', a: 'p' }, [{ key: 'main', inputs: { z: 1, y: 3 }, outputs: { m: 2, k: 0 } }]),
    ],
  ];
  it.each(cases)('is that of the model %s', async (_, graph) => {
    const model = await load(graph);
    const outputs = await model.invoke([int8(50, 60), int8(7, 9)], signal);
    expect(outputs.map(signed)).toEqual([
      [43, 51],
      [7, 9],
    ]);
    expect(outputs.map(({ type, shape }) => ({ type, shape }))).toEqual([
      { type: 'INT8', shape: [1, 2] },
      { type: 'INT8', shape: [2] },
    ]);
  });
});

describe('graphs that converters make', () => {
  const relu = (inputs: number[], outputs: number[], x: object = {}): ModelSpec => ({
    tensors: [
      { name: 'x', shape: [1, 2], quantization: unit, ...x },
      { name: 'y', shape: [1, 2], quantization: unit, ...x },
    ],
    inputs,
    outputs,
    operators: [{ op: 'RELU', inputs: [0], outputs: [1] }],
  });

  it('run with a free batch, as the batch that the shape has', async () => {
    const model = await load(build(relu([0], [1], { shape_signature: [-1, 2] })));
    expect((await model.invoke([int8(-5, 6)], signal)).map(signed)).toEqual([[0, 6]]);
  });

  it.each([
    ['without a signature', undefined],
    [
      'with a name each',
      [{ key: 'serving_default', inputs: { x: 0 }, outputs: { output_0: 1, output_1: 1 } }],
    ],
  ])('give an output that is listed twice twice, %s', async (_, signatures) => {
    const model = await load(build({ ...relu([0], [1, 1]), ...(signatures && { signatures }) }));
    expect((await model.invoke([int8(-5, 6)], signal)).map(signed)).toEqual([
      [0, 6],
      [0, 6],
    ]);
  });

  it('are refused when an input is an output, rather than compared with memory nobody wrote to', async () => {
    await expect(load(build(relu([0], [0, 1])))).rejects.toMatchObject({
      code: 'REFERENCE_UNSUPPORTED',
      kind: 'input',
      message: expect.stringContaining('"x"'),
    });
  });

  it('take the scales of a bias along an axis it does not have', async () => {
    const model = await load(
      build({
        tensors: [
          { name: 'x', shape: [1, 2], quantization: unit },
          {
            name: 'w',
            shape: [2, 2],
            quantization: { scale: [1, 1] },
            data: [1, 0, 0, 1],
          },
          { name: 'b', type: 'INT32', shape: [2], data: [3, 4], quantization: { scale: [1, 1], axis: 3 } },
          { name: 'y', shape: [1, 2], quantization: unit },
        ],
        inputs: [0],
        outputs: [3],
        operators: [{ op: 'FULLY_CONNECTED', inputs: [0, 1, 2], outputs: [3] }],
      }),
    );
    expect((await model.invoke([int8(5, 6)], signal)).map(signed)).toEqual([[8, 10]]);
  });
});

describe('types', () => {
  it.each([
    ['FLOAT32', Float32Array.of(1.5, -2.25, 3e-30)],
    ['INT32', Int32Array.of(-(2 ** 31), 2 ** 31 - 1, 3)],
    ['INT16', Int16Array.of(-32_768, 32_767, 1)],
    ['INT8', Int8Array.of(-128, 127, 0)],
    ['UINT8', Uint8Array.of(0, 255, 3)],
    ['BOOL', Uint8Array.of(0, 1, 1)],
    ['INT64', BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n, 5n)],
  ] as const)('passes every bit of %s through', async (type, values) => {
    const model = await load(
      build({
        tensors: [
          { name: 'x', type, shape: [1, 3] },
          { name: 'shape', type: 'INT32', shape: [1], data: [3] },
          { name: 'y', type, shape: [3] },
        ],
        inputs: [0],
        outputs: [2],
        operators: [{ op: 'RESHAPE', inputs: [0, 1], outputs: [2] }],
      }),
    );
    const [output] = await model.invoke([{ type, shape: [1, 3], bytes: bytesOf(values) }], signal);
    expect(output).toEqual({ type, shape: [3], bytes: bytesOf(values) });
  });
});

describe('what goes wrong', () => {
  const graph = crossed({ b: 'b', a: 'a' });

  it('is refused with the runtime’s words when the model holds an op it does not have', async () => {
    const custom = build({
      tensors: [
        { name: 'x', shape: [1, 2], quantization: unit },
        { name: 'y', shape: [1, 2], quantization: unit },
      ],
      inputs: [0],
      outputs: [1],
      operators: [{ op: 'CUSTOM', custom_name: 'OurOwnOp', inputs: [0], outputs: [1] }],
    });
    const attempt = load(custom);
    await expect(attempt).rejects.toThrow(code('REFERENCE_UNSUPPORTED'));
    await expect(attempt).rejects.toMatchObject({
      kind: 'input',
      detail: expect.stringMatching(/^(?!.*INFO:).*OurOwnOp/s),
    });
  });

  it('is refused rather than answered with memory nobody wrote to', async () => {
    const short = build({
      tensors: [
        { name: 'x', shape: [1, 4], quantization: unit },
        { name: 'y', shape: [1, 3], quantization: unit },
        { name: 'shape', type: 'INT32', shape: [2], data: [1, 3] },
      ],
      inputs: [0],
      outputs: [1],
      operators: [{ op: 'RESHAPE', inputs: [0, 2], outputs: [1] }],
    });
    const attempt = load(short);
    await expect(attempt).rejects.toThrow(code('REFERENCE_UNSUPPORTED'));
    await expect(attempt).rejects.toMatchObject({ detail: expect.stringMatching(/failed to prepare/) });
  });

  it('is an inference that failed when only these inputs are refused', async () => {
    const number = (name: string) => ({ name, type: 'INT32' as const, shape: [1] });
    const divide = build({
      tensors: [number('x'), number('y'), number('z')],
      inputs: [0, 1],
      outputs: [2],
      operators: [{ op: 'DIV', inputs: [0, 1], outputs: [2] }],
    });
    const int32 = (value: number): TensorData => ({
      type: 'INT32',
      shape: [1],
      bytes: bytesOf(Int32Array.of(value)),
    });
    const model = await load(divide);
    const [output] = await model.invoke([int32(42), int32(-6)], signal);
    expect(output).toEqual(int32(-7));
    const attempt = model.invoke([int32(42), int32(0)], signal);
    await expect(attempt).rejects.toThrow(code('REFERENCE_INVOKE_FAILED'));
    await expect(attempt).rejects.toMatchObject({ detail: expect.stringMatching(/DIV/) });
  });

  it('is refused when the signatures are for other subgraphs', async () => {
    const other = { ...graph, signatures: [{ key: 'k', subgraph: 1, inputs: [], outputs: [] }] };
    await expect(load(other)).rejects.toThrow(code('REFERENCE_UNSUPPORTED'));
  });

  it('is refused when what the runtime reads is not what the model says', async () => {
    const [main] = graph.subgraphs;
    if (main === undefined) throw new Error('no subgraph');
    const tensors = main.tensors.map((tensor) => ({ ...tensor, bytes: tensor.bytes * 2 }));
    await expect(load({ ...graph, subgraphs: [{ ...main, tensors }] })).rejects.toThrow(
      code('REFERENCE_LOAD_FAILED'),
    );
  });

  it('is a load failure when the runtime’s files are missing', async () => {
    const attempt = load(graph, { wasm_dir: '/nowhere' });
    await expect(attempt).rejects.toThrow(code('REFERENCE_LOAD_FAILED'));
    await expect(attempt).rejects.toMatchObject({ detail: expect.stringMatching(/nowhere/) });
    await expect(load(graph, { worker: new URL('file:///nowhere.js') })).rejects.toThrow(
      code('REFERENCE_LOAD_FAILED'),
    );
  });

  it.each([
    ['exits', 'process.exit(7)', /status 7/],
    ['throws', "throw new Error('unreachable executed')", /unreachable executed/],
    ['runs out of memory', 'const all = []; for (;;) all.push(new Array(1e5).fill(1.5))', /memory/i],
  ])('costs the worker, not the process, when that %s', async (_, script, detail) => {
    const attempt = load(graph, { worker: new URL(`data:text/javascript,${script}`) });
    await expect(attempt).rejects.toThrow(code('REFERENCE_LOAD_FAILED'));
    await expect(attempt).rejects.toMatchObject({ detail: expect.stringMatching(detail) });
  });

  it('is refused before the runtime sees inputs of another number or size', async () => {
    const model = await load(graph);
    await expect(model.invoke([int8(1, 2)], signal)).rejects.toThrow(code('REFERENCE_INPUT_SIZE'));
    await expect(model.invoke([int8(1, 2), int8(1)], signal)).rejects.toThrow(code('REFERENCE_INPUT_SIZE'));
    const outputs = await model.invoke([int8(3, 3), int8(1, 2)], signal);
    expect(outputs.map(signed)[0]).toEqual([2, 1]);
  });

  it('ends at the deadline, and the model with it', async () => {
    await expect(load(graph, { load_timeout_ms: 1 })).rejects.toThrow(code('REFERENCE_TIMEOUT'));
    const model = await load(slow(), { invoke_timeout_ms: 200 });
    await expect(model.invoke([image()], signal)).rejects.toThrow(code('REFERENCE_TIMEOUT'));
    await expect(model.invoke([image()], signal)).rejects.toThrow(code('REFERENCE_STOPPED'));
  });

  it('ends at once when cancelled', async () => {
    const model = await load(slow());
    const controller = new AbortController();
    const running = model.invoke([image()], controller.signal);
    const began = performance.now();
    controller.abort();
    await expect(running).rejects.toThrow(code('CANCELLED'));
    expect(performance.now() - began).toBeLessThan(2000);
    const loading = createLiteRtReference({ log: silentLog }).load(graph, controller.signal);
    await expect(loading).rejects.toThrow(code('CANCELLED'));
  });

  it('costs the worker, not the process, when a damaged model gets past all checks', async () => {
    const codes = new Set<string>();
    for (let seed = 1; seed <= 12; seed += 1) {
      const file = new Uint8Array(graph.file);
      file[(seed * 7919) % file.length] = seed * 37;
      try {
        const model = await load({ ...graph, file }, { load_timeout_ms: 5000, invoke_timeout_ms: 5000 });
        await model.invoke([int8(1, 2), int8(3, 4)], signal);
        codes.add('ran');
      } catch (error) {
        codes.add((error as { code: string }).code);
      }
    }
    expect([...codes].filter((found) => found !== 'ran' && !found?.startsWith('REFERENCE_'))).toEqual([]);
    expect(codes.size).toBeGreaterThan(1);
  });
});

describe('output of the runtime', () => {
  it('goes to the log, never to stdout or stderr', async () => {
    const stdout = vi.spyOn(process.stdout, 'write');
    const stderr = vi.spyOn(process.stderr, 'write');
    const lines: string[] = [];
    try {
      const model = await load(crossed({ b: 'b', a: 'a' }), {
        log: { ...silentLog, debug: (line) => lines.push(line) },
      });
      await model.invoke([int8(1, 2), int8(3, 4)], signal);
      expect(model.runtime).toMatch(/^LiteRT\.js \d+\.\d+/);
      expect(stdout).not.toHaveBeenCalled();
      expect(stderr).not.toHaveBeenCalled();
    } finally {
      stdout.mockRestore();
      stderr.mockRestore();
    }
    expect(lines.join('\n')).toMatch(/environment/);
  });
});

const SIDE = 160;
const CHANNELS = 64;

/** 0.9 billion multiply-accumulates in int16, for which the runtime has no fast kernel: about a second. */
function slow(): Graph {
  const shape = [1, SIDE, SIDE, CHANNELS];
  return build({
    tensors: [
      { name: 'x', type: 'INT16', shape, quantization: { scale: 0.01 } },
      {
        name: 'weights',
        shape: [CHANNELS, 3, 3, CHANNELS],
        quantization: { scale: 0.01 },
        data: new Int8Array(CHANNELS * 9 * CHANNELS),
      },
      { name: 'y', type: 'INT16', shape, quantization: { scale: 0.01 } },
      {
        name: 'bias',
        type: 'INT64',
        shape: [CHANNELS],
        quantization: { scale: 0.0001 },
        data: new BigInt64Array(CHANNELS),
      },
    ],
    inputs: [0],
    outputs: [2],
    operators: [
      {
        op: 'CONV_2D',
        inputs: [0, 1, 3],
        outputs: [2],
        options: { type: 'Conv2DOptions', padding: 'SAME' },
      },
    ],
  });
}

function image(): TensorData {
  const shape = [1, SIDE, SIDE, CHANNELS];
  return { type: 'INT16', shape, bytes: new Uint8Array(SIDE * SIDE * CHANNELS * 2) };
}
