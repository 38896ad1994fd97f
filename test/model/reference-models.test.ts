import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/model/analyze.ts';
import { readModelFile } from '../../src/model/read-file.ts';
import { requireStaticShapes } from '../../src/model/static-shapes.ts';
import { haveReferenceModels, REFERENCE_MODELS, REFERENCE_MODELS_DIR } from '../helpers/reference-models.ts';

describe.skipIf(!haveReferenceModels)('the models of MLPerf Tiny', () => {
  it.each(REFERENCE_MODELS)('$file: layers, multiply-accumulates, input and dtypes', async (facts) => {
    const graph = await readModelFile(join(REFERENCE_MODELS_DIR, facts.file));
    requireStaticShapes(graph);
    const { layers, macs, weight_bytes } = analyze(graph);
    expect(layers).toHaveLength(facts.layers);
    expect(macs).toBe(facts.macs);
    const [main] = graph.subgraphs;
    expect(main?.inputs.map((index) => main.tensors[index])).toMatchObject([
      { type: 'INT8', bytes: facts.input_bytes },
    ]);
    for (const layer of layers) expect(layer).toMatchObject({ input_dtype: 'INT8', output_dtype: 'INT8' });
    expect(weight_bytes).toBeGreaterThan(0.4 * graph.file.length);
    expect(weight_bytes).toBeLessThan(graph.file.length);
  });
});
