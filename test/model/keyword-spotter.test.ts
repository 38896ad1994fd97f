import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { readModel } from '../../src/model/read.ts';
import { createLiteRtReference } from '../../src/reference/litert.ts';
import type { ReferenceModel } from '../../src/reference/types.ts';
import { silentLog } from '../../src/support/log.ts';
import { createRandom } from '../../src/support/random.ts';

const { signal } = new AbortController();

describe('the keyword spotter in LiteRT', () => {
  let model: ReferenceModel;
  beforeAll(async () => {
    model = await createLiteRtReference({ log: silentLog }).load(readModel(dsCnnKeywordSpotter()), signal);
  });
  afterAll(() => model[Symbol.asyncDispose]());

  async function probabilities(input: Uint8Array): Promise<Int8Array> {
    const [output] = await model.invoke([{ type: 'INT8', shape: [1, 49, 10, 1], bytes: input }], signal);
    return new Int8Array(output?.bytes ?? []);
  }

  it('loads, and its winner depends on the input', async () => {
    const random = createRandom(1);
    const winners = new Set<number>();
    let certain = 0;
    for (let run = 0; run < 20; run++) {
      const output = await probabilities(new Uint8Array(490).map(() => 256 * random.uniform()));
      expect(output).toHaveLength(12);
      const total = output.reduce((sum, value) => sum + value + 128, 0);
      expect(Math.abs(total - 256)).toBeLessThan(12);
      const best = Math.max(...output);
      winners.add(output.indexOf(best));
      if (best === 127) certain++;
    }
    expect(winners.size).toBeGreaterThanOrEqual(5);
    expect(certain).toBeLessThan(10);
  });
});
