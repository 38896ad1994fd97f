import { aotEngine } from '../../engine/aot/index.ts';
import { analysisResult, hintTarget, modelResult } from '../../pipeline/assemble.ts';
import { loadModel, modelNameOf } from '../../pipeline/plan.ts';
import { analysisText } from '../../report/analysis.ts';
import type { Output } from '../output.ts';

/** What hints are given for where no platform is named. */
const DEFAULT_TARGET = { core: 'cortex-m55', features: ['dsp', 'fpu', 'mve'] } as const;

/** `hilbench analyze MODEL`: static analysis; needs no board and no compiler. */
export async function analyzeCommand(model_path: string, output: Output): Promise<void> {
  const loaded = await loadModel(model_path, modelNameOf(model_path));
  const model = modelResult(loaded);
  const analysis = analysisResult(loaded, hintTarget(DEFAULT_TARGET, aotEngine));
  output.result({ model, analysis }, () => analysisText(model, analysis));
}
