import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../src/model/read.ts';
import { createComparison } from '../../src/reference/compare.ts';
import { createLiteRtReference } from '../../src/reference/litert.ts';
import { silentLog } from '../../src/support/log.ts';
import { haveReferenceModels, REFERENCE_MODELS, REFERENCE_MODELS_DIR } from '../helpers/reference-models.ts';

const signal = new AbortController().signal;
const bytesOf = (values: Int8Array): Uint8Array => new Uint8Array(values.buffer as ArrayBuffer);

describe.skipIf(!haveReferenceModels)('LiteRT on the host', () => {
  it.each(REFERENCE_MODELS)('is near TFLM on $file, and repeats exactly', async (facts) => {
    const graph = readModel(await readFile(join(REFERENCE_MODELS_DIR, facts.file)));
    await using model = await createLiteRtReference({ log: silentLog }).load(graph, signal);
    const ramp = Int8Array.from({ length: facts.input_bytes }, (_, at) => ((at * 37) % 255) - 127);
    const input = { type: 'INT8', shape: [1, facts.input_bytes], bytes: bytesOf(ramp) } as const;
    const [output] = await model.invoke([input], signal);
    if (output === undefined) throw new Error('the model gave no output');

    const count = facts.ramp_output.length;
    const comparison = createComparison([{ name: 'y', type: 'INT8', shape: [count] }]);
    const tflm = { type: 'INT8', shape: [count], bytes: bytesOf(Int8Array.from(facts.ramp_output)) } as const;
    comparison.add([tflm], [{ type: 'INT8', shape: [count], bytes: output.bytes.subarray(0, count) }]);
    const [result] = comparison.results();
    // Softmax turns a step of a logit into several steps of a probability.
    expect(result?.max_abs_lsb).toBeLessThanOrEqual(7);
    expect(result?.argmax_agreement).toBe(1);
    expect(await model.invoke([input], signal)).toEqual([output]);
  });
});
