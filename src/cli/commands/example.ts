import { dsCnnKeywordSpotter } from '../../example/ds-cnn.ts';
import { writeFileAtomic } from '../../support/files.ts';
import type { Output } from '../output.ts';

/** `hilbench example FILE`: writes the example model, a keyword spotter with seeded weights. */
export async function exampleCommand(path: string, output: Output): Promise<void> {
  const model = dsCnnKeywordSpotter();
  await writeFileAtomic(path, model);
  output.result(
    { path, bytes: model.byteLength },
    () => `Wrote ${path} (${model.byteLength} bytes). Try: hilbench run ${path} --platform mps3_an547\n`,
  );
}
