import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { HilbenchError } from '../support/errors.ts';
import { parseGate, readGate } from './config.ts';
import { DEFAULT_RULES } from './rules.ts';
import { gateFileJsonSchema } from './schema.ts';

const EXAMPLE = `models:
  - models/**/*.tflite
platforms: [apollo510_evb, mps3_an547]
run:
  runs: 20
  create-library: false
  model_location: tcm
thresholds:
  ticks: { max_increase: 2% }
  energy_uj:
    - { mode: hp, max_increase: 2 %, max: 120, note: battery budget }
    - { mode: lp, max_increase: 1.5, severity: warn, model: [kws, vww], platform: apollo510_evb, engine: aot }
  argmax_agreement: { max_decrease: 1%, min: 0.95 }
  rom_bytes: []
layers:
  max_increase: 10%
  floor: 1%
`;

function errorOf(yaml: string): HilbenchError {
  try {
    parseGate(yaml, '/repo/.hilbench.yml', '.hilbench.yml');
  } catch (error) {
    if (error instanceof HilbenchError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('.hilbench.yml', () => {
  it('says models, platforms, options and thresholds', () => {
    const { models, platforms, run, rules } = parseGate(EXAMPLE, '/repo/.hilbench.yml', '.hilbench.yml');
    expect(models).toEqual(['models/**/*.tflite']);
    expect(platforms).toEqual(['apollo510_evb', 'mps3_an547']);
    expect([...run].map(([name, { value }]) => [name, value])).toEqual([
      ['runs', 20],
      ['create_library', false],
      ['model_location', 'TCM'],
    ]);
    const energy = rules.metrics.filter((rule) => rule.metric === 'energy_uj');
    expect(energy).toEqual([
      {
        metric: 'energy_uj',
        max_increase: { percent: 2 },
        max: 120,
        severity: 'fail',
        note: 'battery budget',
        where: '.hilbench.yml:11:7',
        scope: { mode: 'hp' },
      },
      {
        metric: 'energy_uj',
        max_increase: { absolute: 1.5 },
        severity: 'warn',
        where: '.hilbench.yml:12:7',
        scope: { mode: 'lp', engine: ['aot'], platform: ['apollo510_evb'], model: ['kws', 'vww'] },
      },
    ]);
    expect(rules.metrics.some((rule) => rule.metric === 'rom_bytes')).toBe(false);
    expect(rules.metrics.find((rule) => rule.metric === 'arena_bytes')).toEqual(
      DEFAULT_RULES.metrics.find((rule) => rule.metric === 'arena_bytes'),
    );
    expect(rules.layers).toMatchObject([{ metric: 'ticks', floor: 0.01, where: '.hilbench.yml:15:1' }]);
  });

  it('may be empty', () => {
    expect(parseGate('', '/repo/.hilbench.yml').rules).toEqual(DEFAULT_RULES);
    expect(parseGate('# nothing yet\n', '/repo/.hilbench.yml').rules).toEqual(DEFAULT_RULES);
  });

  it.each([
    ['a list', '- a\n', 'GATE_INVALID', /^\.hilbench\.yml:1:1: the file/],
    ['no YAML', 'a: [\n', 'GATE_YAML', /^\.hilbench\.yml:/],
    ['an unknown key', 'modles: []\n', 'GATE_INVALID', /:1:1: modles: .*Did you mean "models"\?/],
    ['an unknown metric', 'thresholds:\n  tiks: []\n', 'GATE_INVALID', /:2:3: thresholds\.tiks: .*"ticks"/],
    [
      'an unknown key of a rule',
      'thresholds:\n  ticks: { max_increese: 2%, max: 3 }\n',
      'GATE_INVALID',
      /:2:12: .*"max_increase"/,
    ],
    [
      'a bad percentage',
      'thresholds:\n  ticks:\n    max_increase: 2 percent\n',
      'GATE_INVALID',
      /:3:5: .*"2%"/,
    ],
    ['a negative allowance', 'thresholds:\n  ticks:\n    - max_increase: -1\n', 'GATE_INVALID', /:3:7: /],
    [
      'a rule without a threshold',
      'thresholds:\n  ticks:\n    severity: warn\n',
      'GATE_INVALID',
      /max_increase, max or min/,
    ],
    [
      'the wrong direction',
      'thresholds:\n  cosine: { max_increase: 2% }\n',
      'GATE_INVALID',
      /:2:13: .*more is better/,
    ],
    ['the other one', 'thresholds:\n  ticks: { max_decrease: 2% }\n', 'GATE_INVALID', /less is better/],
    ['a floor of a number', 'layers:\n  max: 3\n  floor: 3\n', 'GATE_INVALID', /:3:3: layers\.floor: takes/],
    ['a floor above all', 'layers:\n  - max: 3\n    floor: 300%\n', 'GATE_INVALID', /:3:5: .*100 %/],
    ['an unknown option', 'run:\n  rusn: 3\n', 'GATE_UNKNOWN_OPTION', /:2:3: run takes no option "rusn"/],
    ['an option said elsewhere', 'run:\n  platform: x\n', 'GATE_UNKNOWN_OPTION', /:2:3: /],
    ['an option out of range', 'run:\n  runs: 0\n', 'CONFIG_OUT_OF_RANGE', /:2:3: runs/],
    ['an option twice', 'run:\n  max-lsb: 1\n  max_lsb: 2\n', 'GATE_INVALID', /:3:3: .*twice/],
  ])('refuses %s, with its place', (_what, yaml, code, message) => {
    const error = errorOf(yaml);
    expect(error).toMatchObject({ kind: 'input', code });
    expect(error.message).toMatch(message);
  });

  it('is refused with a sentence, never with a crash, whatever it says', () => {
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.constantFrom('2%', '1e9%', '-1%', 'fail', 'hp', '.inf', '~'),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(
          fc.oneof(
            fc.constantFrom(
              'models',
              'run',
              'thresholds',
              'layers',
              'ticks',
              'max',
              'max_increase',
              'floor',
              '__proto__',
            ),
            fc.string(),
          ),
          tie('node'),
          { maxKeys: 5 },
        ),
      ),
    })).node;
    const top = fc.record(
      { models: value, platforms: value, run: value, thresholds: value, layers: value },
      { requiredKeys: [] },
    );
    const attempt = (text: string): void => {
      try {
        parseGate(text, '/repo/.hilbench.yml');
      } catch (error) {
        expect(error).toBeInstanceOf(HilbenchError);
      }
    };
    fc.assert(
      fc.property(fc.oneof(value, top), (given) => attempt(JSON.stringify(given) ?? '')),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.nat(EXAMPLE.length), fc.nat(20), fc.string(), (at, length, text) =>
        attempt(EXAMPLE.slice(0, at) + text + EXAMPLE.slice(at + length)),
      ),
      { numRuns: 500 },
    );
  });

  it('is read from a file, which messages name relative to the working folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gate-'));
    await expect(readGate(join(folder, 'none.yml'), folder)).rejects.toMatchObject({
      code: 'GATE_NOT_FOUND',
      message: 'none.yml does not exist.',
    });
    await expect(readGate(folder, '/')).rejects.toMatchObject({ code: 'GATE_FILE' });
    writeFileSync(join(folder, 'big.yml'), '#'.repeat(300_000));
    await expect(readGate(join(folder, 'big.yml'), folder)).rejects.toMatchObject({ code: 'GATE_FILE' });
    writeFileSync(join(folder, 'latin.yml'), Uint8Array.of(0xe4, 0xff));
    await expect(readGate(join(folder, 'latin.yml'), folder)).rejects.toMatchObject({ code: 'GATE_FILE' });
    writeFileSync(join(folder, 'good.yml'), EXAMPLE);
    await expect(readGate(join(folder, 'good.yml'), folder)).resolves.toMatchObject({
      platforms: ['apollo510_evb', 'mps3_an547'],
    });
  });
});

describe('the JSON Schema for editors', () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(gateFileJsonSchema());

  it('takes what is taken, one rule or a list', () => {
    expect(validate(parse(EXAMPLE.replace('create-library', 'create_library').replace('tcm', 'TCM')))).toBe(
      true,
    );
  });

  it.each([
    'modles: []',
    'thresholds: { tiks: [] }',
    'thresholds: { ticks: { max_increase: 2 percent } }',
    'thresholds: { cosine: { max_increase: 2% } }',
    'layers: { floor: 3 }',
    'run: { rusn: 3 }',
    'run: { runs: 0 }',
    'run: { model_location: MOON }',
  ])('refuses %s', (yaml) => {
    expect(validate(parse(yaml))).toBe(false);
  });
});
