import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../../model/build.ts';
import type { ModelSpec, TensorSpec } from '../../model/build-types.ts';
import { readModel } from '../../model/read.ts';
import type { Platform } from '../../platform/types.ts';
import { HilbenchError } from '../../support/errors.ts';
import type { EngineBuild } from '../types.ts';
import { AOT_VERSION, aotEngine } from './index.ts';

const PLATFORM: Platform = {
  name: 'test',
  title: 'Test',
  core: 'cortex-m55',
  features: ['dsp', 'fpu', 'mve'],
  emulated: true,
  memories: {},
  cpu_modes: {},
  transports: ['UART'],
  baud: 115200,
  probe: { kind: 'qemu', machine: 'none', icount_shift: 6 },
};

const prepare = (spec: ModelSpec, platform = PLATFORM): EngineBuild =>
  aotEngine.prepare(readModel(buildModel(spec)), platform);

const refusal = (spec: ModelSpec): HilbenchError => {
  try {
    prepare(spec);
  } catch (error) {
    if (error instanceof HilbenchError) return error;
    throw error;
  }
  throw new Error('the model was accepted');
};

const quantized = (name: string, shape: readonly number[], more: Partial<TensorSpec> = {}): TensorSpec => ({
  name,
  shape,
  quantization: { scale: 0.5, zero_point: 1 },
  ...more,
});

interface Dense {
  readonly weights?: readonly number[];
  readonly zero_point?: number;
  readonly name?: string;
}

const dense = ({ weights = [1, 2, 3, 4, 5, 6], zero_point = 1, name = 'y' }: Dense = {}): ModelSpec => ({
  tensors: [
    quantized('x', [1, 3]),
    { name: 'w', shape: [2, 3], quantization: { scale: 0.1 }, data: weights },
    quantized(name, [1, 2], { quantization: { scale: 0.5, zero_point } }),
  ],
  inputs: ['x'],
  outputs: [name],
  operators: [{ op: 'FULLY_CONNECTED', inputs: ['x', 'w', -1], outputs: [name] }],
});

const source = (build: EngineBuild): string => build.generated.map(({ content }) => content).join('\n');

describe('what is prepared', () => {
  it('names the kernels that the layers need, the arena and the layers', () => {
    const build = prepare(dense());
    expect(build.template_sources).toEqual(['engine/aot/hb_engine_aot.c', 'engine/aot/matmul_mve.c']);
    expect(build.arena_bytes).toBe(32);
    expect(build.layers).toEqual([0]);
  });

  it('chooses kernels by core', () => {
    const build = prepare(dense(), { ...PLATFORM, core: 'cortex-m4', features: ['dsp'] });
    expect(build.template_sources).toContain('engine/aot/matmul_dsp.c');
  });

  it('is the same for the same model', () => {
    expect(prepare(dense())).toEqual(prepare(dense()));
  });

  it('keeps weights out of the code: other weights need no other image', () => {
    const [one, other] = [prepare(dense()), prepare(dense({ weights: [9, -8, 7, -6, 5, -4] }))];
    expect(source(other)).toBe(source(one));
    expect(other.blob.subarray(0, 32)).toEqual(one.blob.subarray(0, 32));
    expect(other.blob).not.toEqual(one.blob);
  });

  it('gives code and blob another fingerprint when the code differs', () => {
    const [one, other] = [prepare(dense()), prepare(dense({ zero_point: 2 }))];
    expect(other.blob.subarray(16, 32)).not.toEqual(one.blob.subarray(16, 32));
  });

  it('lets no name of a tensor out of its comment', () => {
    const code = source(prepare(dense({ name: '*/ int evil; /* ??/\n\\\n"\u2028 end' })));
    expect(code).not.toMatch(/[^\x20-\x7e\n]/);
    expect(code).not.toContain('\\');
    expect(code).not.toContain('??');
    const without_comments = code.replaceAll(/\/\*.*\*\//g, '');
    expect(without_comments).not.toContain('evil');
  });

  it('hands out an input as an output, and a constant as an output', () => {
    const build = prepare({
      tensors: [quantized('x', [2, 2]), quantized('k', [3], { data: [1, 2, 3] }), quantized('y', [2, 2])],
      inputs: ['x'],
      outputs: ['x', 'k', 'y'],
      operators: [{ op: 'ADD', inputs: ['x', 'x'], outputs: ['y'] }],
    });
    expect(source(build)).toMatch(
      /static hb_aot_tensor outputs\[\] = \{\n.*false\}.*\n.*true\}.*\n.*false\}/,
    );
    expect(build.arena_bytes).toBe(32);
  });

  it('has the version that the runner reports', () => {
    const header = new URL('../../../templates/firmware/engine/aot/hb_aot.h', import.meta.url);
    expect(readFileSync(header, 'utf8')).toContain(`#define HB_AOT_VERSION "${AOT_VERSION}"`);
  });
});

describe('what is refused', () => {
  const layers = (count: number, op: string, type: TensorSpec['type'] = 'INT8'): ModelSpec => ({
    tensors: Array.from({ length: count + 1 }, (_, i) => quantized(`t${i}`, [4], { type })),
    inputs: [0],
    outputs: [count],
    operators: Array.from({ length: count }, (_, i) => ({ op, inputs: [i], outputs: [i + 1] })),
  });

  it('names op, layer and type of every op that it does not know', () => {
    const error = refusal(layers(2, 'COS'));
    expect(error).toMatchObject({ kind: 'input', code: 'ENGINE_UNSUPPORTED_OP' });
    expect(error.message).toContain('2 of 2 layers');
    expect(error.message).toContain('COS (layer 0, INT8)');
    expect(error.message).toContain('COS (layer 1, INT8)');
  });

  it('names the first ten refused layers and counts the rest', () => {
    const { message } = refusal(layers(25, 'COS'));
    expect(message).toContain('layer 9,');
    expect(message).not.toContain('layer 10,');
    expect(message).toContain('and 15 more');
  });

  it('tells a type that it cannot compute from an op that it does not know', () => {
    const error = refusal(layers(1, 'SOFTMAX', 'FLOAT32'));
    expect(error.code).toBe('ENGINE_UNSUPPORTED_DTYPE');
    expect(error.message).toContain('SOFTMAX (layer 0, FLOAT32)');
  });

  it('quotes the name of a custom op', () => {
    const spec = layers(1, 'CUSTOM');
    const operators = spec.operators.map((operator) => ({ ...operator, custom_name: 'Mine' }));
    expect(refusal({ ...spec, operators }).message).toContain('CUSTOM "Mine" (layer 0, INT8)');
  });

  it.each<[string, Partial<TensorSpec>, RegExp]>([
    ['weights that are computed', { data: undefined } as unknown as Partial<TensorSpec>, /weights/],
    ['weights with a zero point', { quantization: { scale: 0.1, zero_point: 3 } }, /zero point/],
    ['weights without a scale', { quantization: undefined } as unknown as Partial<TensorSpec>, /scale/],
    ['scales along the wrong dimension', { quantization: { scale: [1, 2, 3], axis: 1 } }, /3 weight scales/],
    ['weights of another type', { type: 'INT4', data: new Uint8Array(3) }, /INT4/],
    ['weights of another shape', { shape: [3, 2] }, /shape/],
  ])('refuses %s', (_, change, reason) => {
    const spec = dense();
    const tensors = spec.tensors.map((tensor) => (tensor.name === 'w' ? { ...tensor, ...change } : tensor));
    const inputs = 'data' in change && change.data === undefined ? ['x', 'w'] : spec.inputs;
    const error = refusal({ ...spec, tensors, inputs });
    expect(error.code).toMatch(/^ENGINE_UNSUPPORTED_(OPTION|DTYPE)$/);
    expect(error.message).toMatch(reason);
  });

  it('refuses a tensor whose size is unknown', () => {
    const spec = layers(1, 'RELU');
    const tensors = spec.tensors.map((tensor) => ({ ...tensor, shape: [0], shape_signature: [-1] }));
    expect(refusal({ ...spec, tensors })).toMatchObject({ kind: 'input', code: 'MODEL_DYNAMIC_SHAPE' });
  });
});
