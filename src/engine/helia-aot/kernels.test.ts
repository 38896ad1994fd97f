import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tolerated } from './foreign.ts';
import { readKernels } from './kernels.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kernels-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), content);
}

test('a module gets the kernels it calls, those that they call, and all headers', async () => {
  write('Include/arm_nnfunctions.h', 'int arm_conv(int);\nint arm_unused(int);\n');
  write(
    'Include/Internal/arm_x.h',
    '__STATIC_FORCEINLINE int arm_small(void) {\n    return arm_from_inline();\n}\n',
  );
  write('Source/Conv/arm_conv.c', 'int arm_conv(int x)\n{\n  return arm_sizes_two(x);\n}\n');
  write(
    'Source/Conv/arm_sizes.c',
    'int arm_sizes_one(int x) {\n}\nint arm_sizes_two(int x)\n{\n  return x;\n}\n',
  );
  write('Source/Conv/arm_unused.c', 'int arm_unused(int x) { return x; }\n');
  write('Source/Tables/arm_from_inline.c', 'int arm_from_inline(void) { return 1; }\n');
  const files = await readKernels(dir, [{ path: 'hbm_conv_0.c', content: 'return arm_conv(3);' }]);
  expect(files.map(({ path }) => path)).toEqual([
    'Internal/arm_x.h',
    'arm_nnfunctions.h',
    'ns_cmsis_nn/arm_conv.c',
    'ns_cmsis_nn/arm_sizes.c',
    'ns_cmsis_nn/arm_from_inline.c',
  ]);
});

test.each([
  ['nothing there', []],
  ['no sources', ['Include/a.h']],
])('%s is no checkout', async (_, paths) => {
  for (const path of paths) write(path, '');
  await expect(readKernels(dir, [])).rejects.toMatchObject({ code: 'HELIA_AOT_BAD_KERNELS', kind: 'bench' });
});

test('code of others may have unused parameters; its lines keep their numbers', () => {
  const { content } = tolerated({ path: 'a.c', content: 'int x;\n' });
  expect(content).toMatch(/-Wunused-parameter"\n(?:#pragma .*\n)*#line 1\nint x;\n$/);
  expect(tolerated({ path: 'a.h', content: 'x' }).content).toBe('x');
});
