import type { Operator } from '../types.ts';
import { REFERENCES } from './references.ts';
import type { Hint, HintContext, HintRule } from './types.ts';
import { bytesOf, count, layersText } from './wording.ts';
import { elementsOf, MOVEMENT_OPS, TABLE_OPS } from './work.ts';

/** Ops for which the aot engine has Helium kernels. */
const AOT_MVE = new Set([
  'ADD',
  'AVERAGE_POOL_2D',
  'CONV_2D',
  'DEPTHWISE_CONV_2D',
  'FULLY_CONNECTED',
  'MAX_POOL_2D',
  'SUB',
]);

/** Ops for which it has kernels with the DSP extension. */
const AOT_DSP = new Set(['CONV_2D', 'FULLY_CONNECTED']);

/** Ops that TFLM hands to CMSIS-NN, on every Cortex-M. */
const CMSIS_NN = new Set([
  'ADD',
  'AVERAGE_POOL_2D',
  'BATCH_MATMUL',
  'CONV_2D',
  'DEPTHWISE_CONV_2D',
  'FULLY_CONNECTED',
  'MAXIMUM',
  'MAX_POOL_2D',
  'MINIMUM',
  'MUL',
  'PAD',
  'PADV2',
  'SOFTMAX',
  'SVDF',
  'TRANSPOSE',
  'TRANSPOSE_CONV',
  'UNIDIRECTIONAL_SEQUENCE_LSTM',
]);

/** Optimized in heliaRT; neuralSPOT's analysis warns of them for TFLM. */
const HELIA_ONLY = new Set(['LEAKY_RELU', 'PAD', 'TANH']);

/** Below this share of the model's work a slow kernel is not worth a hint; above the second, a warning. */
const WORTH_A_HINT = 0.1;
const WORTH_A_WARNING = 0.25;

/** Hints about what the engine has no kernel, or no optimized one, for. */
export const coverageHints: HintRule = (context) => [
  ...unsupported(context),
  ...portableCore(context),
  ...unoptimized(context),
  ...heliaOnly(context),
];

function byOp(context: HintContext, wanted: (operator: Operator) => boolean): [string, Operator[]][] {
  const groups = new Map<string, Operator[]>();
  for (const operator of context.main.operators) {
    if (!wanted(operator)) continue;
    const group = groups.get(operator.op);
    if (group === undefined) groups.set(operator.op, [operator]);
    else group.push(operator);
  }
  return [...groups];
}

/** What hints about all layers of an op have in common. */
function aboutAll(
  context: HintContext,
  op: string,
  operators: readonly Operator[],
): Pick<Hint, 'layer' | 'op' | 'macs' | 'bytes'> {
  const layers = operators.map((operator) => context.layerOf(operator));
  const macs = layers.reduce((sum, layer) => sum + layer.macs, 0);
  const bytes = layers.reduce((sum, layer) => sum + layer.read_bytes + layer.write_bytes, 0);
  const [first] = operators;
  return { ...(first && { layer: first.index }), op, ...(macs > 0 && { macs }), bytes };
}

function unsupported(context: HintContext): Hint[] {
  const { engine, supported_ops } = context.target;
  if (supported_ops === undefined) return [];
  return byOp(context, ({ op }) => !supported_ops.has(op)).map(([op, operators]) => ({
    code: 'HINT_UNSUPPORTED_OP',
    severity: 'warn',
    ...aboutAll(context, op, operators),
    message: `The ${engine} engine cannot run ${op} (${layersText(operators.map(({ index }) => index))}): the model does not run as it is.`,
    instead: `Express ${op} with ops the engine has, or keep it out of the model and compute it on the host side of its input or output.`,
  }));
}

/** Without Helium and the DSP extension the aot engine has portable C. */
function portableCore(context: HintContext): Hint[] {
  const { engine, core, mve, dsp } = context.target;
  const macs = context.layers.reduce((sum, layer) => sum + layer.macs, 0);
  if (engine !== 'aot' || mve || dsp || macs === 0) return [];
  return [
    {
      code: 'HINT_PORTABLE_KERNELS',
      severity: 'info',
      macs,
      message: `On a ${core} the aot engine runs all ${count(macs)} MACs in portable C, one product at a time.`,
      instead:
        'Choose a core with the DSP extension (two products at once) or Helium (sixteen) where latency matters.',
      reference: REFERENCES.kernels,
    },
  ];
}

function hasOptimizedKernel({ engine, mve, dsp }: HintContext['target'], op: string): boolean {
  if (MOVEMENT_OPS.has(op)) return true;
  if (engine === 'aot') {
    if (TABLE_OPS.has(op)) return true;
    if (mve) return AOT_MVE.has(op);
    return !dsp || AOT_DSP.has(op);
  }
  return CMSIS_NN.has(op) || (engine.startsWith('helia') && HELIA_ONLY.has(op));
}

/** SOFTMAX and LOGISTIC have hints of their own, quantization too. */
const ELSEWHERE = new Set(['SOFTMAX', 'LOGISTIC', 'QUANTIZE', 'DEQUANTIZE', 'TANH', 'LEAKY_RELU']);
/** Nothing is computed in these. */
const STATE_OPS = new Set(['CALL_ONCE', 'VAR_HANDLE', 'READ_VARIABLE', 'ASSIGN_VARIABLE']);

function unoptimized(context: HintContext): Hint[] {
  const { target } = context;
  const slow = byOp(
    context,
    ({ op }) => !ELSEWHERE.has(op) && !STATE_OPS.has(op) && !hasOptimizedKernel(target, op),
  );
  return slow.flatMap(([op, operators]): Hint[] => {
    if (target.supported_ops?.has(op) === false) return [];
    const share = operators.reduce((sum, operator) => sum + context.workOf(operator), 0) / context.work;
    if (!(share >= WORTH_A_HINT)) return [];
    const about = aboutAll(context, op, operators);
    const elements = operators.reduce(
      (sum, operator) => sum + elementsOf(operator, context.input(operator, 0), context.output(operator)),
      0,
    );
    const work = about.macs === undefined ? `${count(elements)} elements` : `${count(about.macs)} MACs`;
    return [
      {
        code: 'HINT_NO_OPTIMIZED_KERNEL',
        severity: share >= WORTH_A_WARNING ? 'warn' : 'info',
        ...about,
        message: `${op} (${layersText(operators.map(({ index }) => index))}) has no optimized kernel in ${target.engine} on this ${target.core}: ${work} are worked on one at a time.`,
        instead:
          INSTEAD[op] ?? `Use fewer or smaller ${op} layers, or an op the engine has a fast kernel for.`,
        reference: target.engine === 'aot' ? REFERENCES.kernels : REFERENCES.tflmKernels,
      },
    ];
  });
}

const INSTEAD: Readonly<Record<string, string>> = {
  AVERAGE_POOL_2D:
    'Give the convolution before it a stride of 2, or pool later, where the tensor is smaller.',
  DEPTHWISE_CONV_2D:
    'Give the layers before it a larger stride, so that it sees fewer pixels, or choose a Cortex-M55, where it has a vector kernel.',
  MAX_POOL_2D: 'Give the convolution before it a stride of 2, or pool later, where the tensor is smaller.',
  MEAN: 'Reduce later, where the tensor is smaller, or with a strided convolution.',
  MUL: 'Fold constant factors into the weights of the layer before; replace gates (squeeze and excitation) where accuracy allows.',
  RESIZE_BILINEAR: 'Use RESIZE_NEAREST_NEIGHBOR, or upsample later, with fewer channels.',
  TRANSPOSE_CONV: 'Use RESIZE_NEAREST_NEIGHBOR followed by a CONV_2D.',
};

function heliaOnly(context: HintContext): Hint[] {
  const { engine } = context.target;
  if (engine.startsWith('helia')) return [];
  return byOp(context, ({ op }) => HELIA_ONLY.has(op)).map(([op, operators]) => {
    const about = aboutAll(context, op, operators);
    const where = layersText(operators.map(({ index }) => index));
    const here =
      engine === 'aot'
        ? op === 'PAD'
          ? 'the aot engine copies the tensor'
          : 'the aot engine looks it up in a table'
        : op === 'PAD'
          ? 'TFLM without CMSIS-NN padding runs reference code'
          : 'TFLM runs reference code';
    return {
      code: 'HINT_HELIART_ONLY',
      severity: engine === 'aot' || op === 'PAD' ? 'info' : 'warn',
      ...about,
      message: `${op} (${where}, ${bytesOf(about.bytes ?? 0)} read and written) is optimized in heliaRT only: ${here}.`,
      instead:
        op === 'PAD'
          ? 'Let the next convolution pad (padding SAME), or deploy with heliaRT.'
          : `Use ${op === 'TANH' ? 'a hard activation (HARD_SWISH, RELU6)' : 'RELU or RELU6, fused into the layer before'}, or deploy with heliaRT${engine === 'aot' ? ' or the aot engine' : ''}.`,
      reference: REFERENCES.autodeploy,
    };
  });
}
