import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isForAmbiqOnly, pathsOfRule, readLicenses } from './runtime.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hilbench-runtime-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const license = (text: string) => [{ path: 'LICENSE', content: Buffer.from(text) }];

describe('the licences of a runtime', () => {
  it('are found wherever they lie, in a stable order', async () => {
    mkdirSync(join(dir, 'third_party', 'fft'), { recursive: true });
    for (const path of ['LICENSE', 'third_party/fft/COPYING', 'third_party/NOTICE.txt', 'LICENSES.h'])
      writeFileSync(join(dir, path), path);
    const found = await readLicenses(dir);
    expect(found.map(({ path }) => path)).toEqual([
      'LICENSE',
      'third_party/NOTICE.txt',
      'third_party/fft/COPYING',
    ]);
  });

  it.each([
    ['none', () => {}],
    ['one of a part alone', () => writeFileSync(join(dir, 'part', 'LICENSE'), 'x')],
    ['a folder of that name', () => mkdirSync(join(dir, 'LICENSE'))],
    ['one that is no text of a licence', () => writeFileSync(join(dir, 'LICENSE'), 'x'.repeat(300_000))],
  ])('%s is refused', async (_, make) => {
    mkdirSync(join(dir, 'part'));
    make();
    await expect(readLicenses(dir)).rejects.toMatchObject({ code: 'PACKAGE_LICENSE', kind: 'input' });
  });

  it.each([
    [
      'may only be executed on a CPU\n\nmanufactured by Ambiq. Execution on any\n\nnon-Ambiq CPU is forbidden',
      true,
    ],
    ['platforms that include an Ambiq-manufactured\r\nCPU', true],
    ['Copyright (c) 2026, Ambiq. Redistribution and use in source and binary forms are permitted', false],
  ])('%j binds to hardware of Ambiq: %s', (text, expected) => {
    expect(isForAmbiqOnly(license(text))).toBe(expected);
  });
});

describe('what a compiler says a source includes', () => {
  it('may have spaces, signs of make and broken lines', () => {
    const rule = String.raw`a.o: a.cc /x\ y/one.h \
 /x\ y/$$two.h /t\#hree.h
`;
    expect(pathsOfRule(rule)).toEqual(['a.cc', '/x y/one.h', '/x y/$two.h', '/t#hree.h']);
  });
});
