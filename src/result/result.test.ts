import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { HilbenchError } from '../support/errors.ts';
import { runResultJsonSchema } from './json-schema.ts';
import { parseResult, readResult } from './read.ts';
import { exampleResult } from './result.fixture.ts';
import { serializeResult, writeResult } from './write.ts';

const folder = mkdtempSync(join(tmpdir(), 'hilbench-result-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function codeOf(text: string): string {
  try {
    parseResult(text, 'here');
  } catch (error) {
    if (error instanceof HilbenchError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('a result', () => {
  test('comes back as it was written, from the file and from its folder', async () => {
    const path = await writeResult(folder, exampleResult());
    expect(await readResult(path)).toEqual(exampleResult());
    expect(await readResult(folder)).toEqual(exampleResult());
  });

  test('fits the JSON Schema that is shipped', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const validate = ajv.compile(runResultJsonSchema());
    expect(validate(JSON.parse(serializeResult(exampleResult()))), JSON.stringify(validate.errors)).toBe(
      true,
    );
    expect(validate({ ...exampleResult(), fingerprint: 'short' })).toBe(false);
    expect(validate({ ...exampleResult(), unknown: 1 })).toBe(false);
  });

  test('has no field for what was not measured', () => {
    const { profile: _, validation: __, ...rest } = exampleResult();
    expect(codeOf(JSON.stringify(rest))).toBe('accepted');
  });
});

describe('what is no result', () => {
  test.each([
    ['not JSON', '{', 'RESULT_NOT_JSON'],
    ['null', 'null', 'RESULT_INVALID'],
    ['a later schema', '{"schema":"hilbench.run/2"}', 'RESULT_OTHER_VERSION'],
    ['a field too many', JSON.stringify({ ...exampleResult(), extra: true }), 'RESULT_INVALID'],
    [
      'a negative count',
      JSON.stringify({ ...exampleResult(), model: { ...exampleResult().model, macs: -1 } }),
      'RESULT_INVALID',
    ],
  ])('%s is refused with its code', (_what, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test('no file, and a folder without one', async () => {
    mkdirSync(join(folder, 'empty'));
    await expect(readResult(join(folder, 'none'))).rejects.toMatchObject({
      code: 'RESULT_NOT_FOUND',
      exitStatus: 2,
    });
    await expect(readResult(join(folder, 'empty'))).rejects.toMatchObject({ code: 'RESULT_NOT_FOUND' });
  });

  test('one that is there and cannot be read is not said to be missing', async () => {
    const path = join(folder, 'loop');
    symlinkSync(path, path);
    await expect(readResult(path)).rejects.toMatchObject({ code: 'RESULT_UNREADABLE', exitStatus: 2 });
  });

  test('a file too large to be one is not read', async () => {
    const path = join(folder, 'large.json');
    writeFileSync(path, Buffer.alloc(64 * 1024 * 1024 + 1, ' '));
    await expect(readResult(path)).rejects.toMatchObject({ code: 'RESULT_TOO_LARGE' });
  });

  test('any JSON is a result or a typed error', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(codeOf(text)).toMatch(/^RESULT_/);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test('any change of one field is caught or harmless', () => {
    const whole = JSON.parse(serializeResult(exampleResult())) as Record<string, unknown>;
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(whole)), fc.jsonValue(), (key, value) => {
        expect(codeOf(JSON.stringify({ ...whole, [key]: value }))).toMatch(/^(RESULT_|accepted)/);
      }),
      { numRuns: 300, seed: 8 },
    );
  });
});
