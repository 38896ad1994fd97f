import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './cli.ts';

/** The four int8 models of MLPerf Tiny. They are not part of the project. */
export interface ReferenceModelFacts {
  readonly file: string;
  readonly layers: number;
  readonly macs: number;
  /** Instructions of one inference with TFLM's reference kernels on the emulated Cortex-M55. */
  readonly tflm_reference_instructions: number;
  readonly tflm_arena_bytes: number;
  /** The same with the libraries of a neuralSPOT checkout: TFLM with CMSIS-NN, and heliaRT. */
  readonly tflm_instructions: number;
  readonly helia_instructions: number;
  /** Outputs (or their beginning) for the input x[i] = ((i·37) mod 255) − 127. */
  readonly ramp_output: readonly number[];
  readonly input_bytes: number;
}

export const REFERENCE_MODELS: readonly ReferenceModelFacts[] = [
  {
    file: 'kws_ref_model_aligned.tflite',
    layers: 13,
    macs: 2_656_768,
    tflm_reference_instructions: 41_700_000,
    tflm_arena_bytes: 27_348,
    tflm_instructions: 1_800_000,
    helia_instructions: 1_605_000,
    ramp_output: [-128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, 127],
    input_bytes: 490,
  },
  {
    file: 'ad01_int8.tflite',
    layers: 10,
    macs: 264_192,
    tflm_reference_instructions: 1_705_000,
    tflm_arena_bytes: 9_268,
    tflm_instructions: 119_000,
    helia_instructions: 66_600,
    ramp_output: [-66, -6, 20, 41, 39, 43, 46, 63, 48, 48, 47, 45, 36, 35, 33, 39],
    input_bytes: 640,
  },
  {
    file: 'pretrainedResnet_quant.tflite',
    layers: 16,
    macs: 12_501_632,
    tflm_reference_instructions: 99_200_000,
    tflm_arena_bytes: 55_028,
    tflm_instructions: 4_821_000,
    helia_instructions: 4_329_000,
    ramp_output: [-128, -128, -123, -128, -128, -128, -113, -128, 108, -128],
    input_bytes: 3072,
  },
  {
    file: 'vww_96_int8.tflite',
    layers: 31,
    macs: 7_489_664,
    tflm_reference_instructions: 94_800_000,
    tflm_arena_bytes: 100_772,
    tflm_instructions: 6_521_000,
    helia_instructions: 5_907_000,
    ramp_output: [122, -122],
    input_bytes: 27_648,
  },
];

/** Where those models are: `HILBENCH_MODELS`, or `../shared/models` beside the project. */
export const REFERENCE_MODELS_DIR = process.env.HILBENCH_MODELS ?? join(ROOT, '..', 'shared', 'models');

export const haveReferenceModels = REFERENCE_MODELS.every(({ file }) =>
  existsSync(join(REFERENCE_MODELS_DIR, file)),
);

if (!haveReferenceModels) {
  process.stderr.write(
    `The reference models are not in ${REFERENCE_MODELS_DIR} (set HILBENCH_MODELS): their tests are skipped.\n`,
  );
}
