import { expect, it } from 'vitest';
import { hostile, many, regression, unchanged, wrongOutputs } from '../../../test/helpers/verdicts.ts';
import { annotationsOf, MOST_ANNOTATIONS } from './annotations.ts';

const WORKSPACE = '/somewhere/private';

it('marks the model once and the broken rules on their lines, failures first', () => {
  const found = annotationsOf([regression()], WORKSPACE);
  expect(found.map(({ level, file, line }) => [level, file, line])).toEqual([
    ['error', 'person_detect.tflite', undefined],
    ['error', '.hilbench.yml', 12],
    ['error', '.hilbench.yml', 21],
    ['warning', '.hilbench.yml', 18],
    ['warning', '.hilbench.yml', 18],
  ]);
  expect(found[0]?.message.replaceAll('\u00a0', ' ')).toBe(
    'kws on mps3_an547: Instructions +3.9 % (2,097,332 → 2,178,470), allowed +2.0 % (.hilbench.yml:12:5). The wake word must run in 70 ms beside the audio front end.',
  );
});

it('has none where nothing is worse than allowed, and one for wrong outputs', () => {
  expect(annotationsOf([unchanged()], WORKSPACE)).toEqual([]);
  expect(annotationsOf([wrongOutputs()], WORKSPACE)[0]?.message).toContain(
    'outputs differ from the reference',
  );
});

it('names no file outside the workspace, no line ends, and no more than GitHub shows', () => {
  const found = annotationsOf([...many(), hostile()], '/elsewhere');
  expect(found.length).toBeLessThanOrEqual(MOST_ANNOTATIONS);
  for (const { file, message, title } of annotationsOf([hostile()], '/elsewhere')) {
    expect(file ?? '').not.toMatch(/^(\/|\.\.)/);
    expect(`${title}${message}`).not.toMatch(/[\n\r\u202e\u200b]/);
  }
});
