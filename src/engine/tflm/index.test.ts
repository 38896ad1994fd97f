import { describe, expect, it } from 'vitest';
import { buildModel } from '../../model/build.ts';
import { readModel } from '../../model/read.ts';
import { platformSchema } from '../../platform/schema.ts';
import { createTflmEngine, type InterpreterRuntime } from './index.ts';

const RUNTIME: InterpreterRuntime = {
  version: 'ns_tflm_v1_7_0',
  dir: '/runtime',
  include_dirs: ['/runtime'],
  archives: { link: '/runtime/lib/logs.a', power: '/runtime/lib/release.a' },
  op_resolver: `
    TfLiteStatus AddRelu() { return AddBuiltin(BuiltinOperator_RELU, Register_RELU(), ParseRelu); }
    TfLiteStatus AddAdd() { return AddBuiltin(BuiltinOperator_ADD, Register_ADD(), ParseAdd); }`,
  identity: 'a hash',
};

const PLATFORM = {
  name: 'any',
  ...platformSchema.parse({
    title: 'Any',
    core: 'cortex-m55',
    features: [],
    emulated: true,
    memories: { SRAM: { kb: 64, address: 0x1000_0000 }, MRAM: { kb: 64, address: 0x2000_0000 } },
    transports: ['UART'],
    probe: { kind: 'qemu', machine: 'any', icount_shift: 6 },
  }),
};

function model(...ops: readonly { readonly op: string; readonly custom_name?: string }[]) {
  return readModel(
    buildModel({
      tensors: ['x', ...ops.map((_, index) => `t${index}`)].map((name) => ({ name, shape: [1, 4] })),
      inputs: ['x'],
      outputs: [`t${ops.length - 1}`],
      operators: ops.map((operator, index) => ({
        ...operator,
        inputs: [index === 0 ? 'x' : `t${index - 1}`],
        outputs: [`t${index}`],
      })),
    }),
  );
}

describe('the interpreter', () => {
  const engine = createTflmEngine(RUNTIME);

  it('takes any model into one image: only the blob is of the model, and it is the file', () => {
    const one = model({ op: 'RELU' });
    const other = model({ op: 'RELU' }, { op: 'RELU' });
    const { blob, layers, interpreter, ...image } = engine.prepare(one, PLATFORM);
    const {
      blob: other_blob,
      layers: other_layers,
      interpreter: other_needs,
      ...other_image
    } = engine.prepare(other, PLATFORM);
    expect(image).toEqual(other_image);
    expect(blob).toEqual(one.file);
    expect(other_blob).toEqual(other.file);
    expect([layers, other_layers]).toEqual([[0], [0, 1]]);
    expect([interpreter, other_needs]).toEqual(
      [1, 2].map(() => ({ op_methods: ['AddRelu'], resource_variables: 0 })),
    );
    expect(image.generated.map(({ path }) => path)).toEqual(['hb_tflm_ops.h']);
  });

  it('links the library that reports layers where layers are asked for, and the other for power', () => {
    const { external } = engine.prepare(model({ op: 'RELU' }), PLATFORM);
    expect(external?.link.archives).toEqual(['/runtime/lib/logs.a']);
    expect(external?.link.defines).not.toContain('TF_LITE_STRIP_ERROR_STRINGS');
    expect(external?.power.archives).toEqual(['/runtime/lib/release.a']);
    expect(external?.power.defines).toContain('TF_LITE_STRIP_ERROR_STRINGS');
    for (const variant of ['link', 'power'] as const)
      expect(external?.[variant].defines).toContain('TF_LITE_STATIC_MEMORY');
  });

  it('names the layers whose op the runtime does not have; of custom ops only the device knows', () => {
    const unknown = model({ op: 'RELU' }, { op: 'TANH' }, { op: 'CUSTOM', custom_name: 'Mine' });
    expect(() => engine.prepare(unknown, PLATFORM)).toThrowError(
      expect.objectContaining({
        kind: 'input',
        code: 'ENGINE_UNSUPPORTED_OP',
        message: 'The runtime ns_tflm_v1_7_0 has no such op: layer 1 (TANH).',
      }),
    );
  });
});
