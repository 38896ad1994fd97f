import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadInputs } from './inputs.ts';
import { actionYaml } from './metadata.ts';

/** What the runner passes for a step with these inputs. */
function env(inputs: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

test('an empty "with" is the defaults', () => {
  expect(loadInputs(env({ 'github-token': 't' }))).toEqual({
    models: [],
    platforms: [],
    config: '.hilbench.yml',
    gate: 'enforce',
    compare: 'paired',
    comment: true,
    issue: false,
    artifact_prefix: 'hilbench',
    cache: true,
    allow_forks: false,
    github_token: 't',
    options: {},
  });
});

test('lists take lines and commas, options of a run keep their text', () => {
  const inputs = loadInputs(
    env({
      models: 'a/*.tflite\n\n b.tflite , c.tflite',
      platform: 'mps3_an547,mps2_an386',
      'max-arena-size': '64',
      runs: '',
    }),
  );
  expect(inputs.models).toEqual(['a/*.tflite', 'b.tflite', 'c.tflite']);
  expect(inputs.platforms).toEqual(['mps3_an547', 'mps2_an386']);
  expect(inputs.options).toEqual({ max_arena_size: '64' });
});

describe('what is wrong names the input', () => {
  test.each([
    ['an unknown one', { 'max-arena-sise': '4' }, 'INPUT_UNKNOWN', /max-arena-sise/],
    ['no boolean', { comment: 'yes please' }, 'INPUT_INVALID', /"comment"/],
    ['no choice', { compare: 'pairs' }, 'INPUT_INVALID', /paired, stored, none/],
    ['an option as a revision', { 'baseline-ref': '--upload-pack=evil' }, 'INPUT_INVALID', /baseline-ref/],
    ['a range as a revision', { 'baseline-ref': 'main..evil' }, 'INPUT_INVALID', /baseline-ref/],
    ['a path as a prefix', { 'artifact-prefix': '../x' }, 'INPUT_INVALID', /artifact-prefix/],
    ['no days', { 'retention-days': '0' }, 'INPUT_INVALID', /retention-days/],
    ['a contradiction', { compare: 'none', 'baseline-ref': 'main' }, 'INPUT_CONFLICT', /baseline-ref/],
  ])('%s', (_what, inputs, code, names) => {
    const load = () => loadInputs(env(inputs));
    expect(load).toThrow(expect.objectContaining({ code, kind: 'input' }));
    expect(load).toThrow(names);
  });
});

test('action.yml has every input with its default, and starts the bundle on node24', () => {
  const action = parse(actionYaml());
  expect(action.runs).toMatchObject({
    using: 'node24',
    main: 'dist/action/main.js',
    post: 'dist/action/post.js',
  });
  expect(action.inputs['baseline-ref'].default).toBe('');
  expect(action.inputs['max-arena-size'].description).toMatch(/default: 0/);
  expect(action.inputs).not.toHaveProperty('json');
});
