import { expect, test } from 'vitest';
import { exampleResult } from '../result/result.fixture.ts';
import { analysisText } from './analysis.ts';

test('the types of a layer are told once where they are the same', () => {
  const { model, analysis } = exampleResult();
  const [dense, softmax] = analysis.layers;
  if (dense === undefined || softmax === undefined) throw new Error('the example has two layers');
  Object.assign(dense, { input_dtype: 'INT8', weight_dtype: 'INT4', output_dtype: 'INT8' });
  Object.assign(softmax, { input_dtype: 'INT8', output_dtype: 'INT8' });
  const text = analysisText(model, analysis);
  expect(text).toMatch(/^0 +FULLY_CONNECTED +INT8 \/ INT4 \/ INT8 /m);
  expect(text).toMatch(/^1 +SOFTMAX +INT8 +1x10/m);
});
