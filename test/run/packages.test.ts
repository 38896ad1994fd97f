import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { manifestSchema } from '../../src/package/manifest.ts';
import { findProgram } from '../../src/support/find-program.ts';
import { hilbench, hilbenchHere, resultOf, tempFolder } from '../helpers/cli.ts';
import { canEmulate } from '../helpers/emulated-bench.ts';

/** A model file in a folder of its own; its name is anything but a name in C. */
function modelIn(folder: string, name = "it's a $(model) 😀.tflite"): string {
  const path = join(folder, name);
  writeFileSync(path, dsCnnKeywordSpotter());
  return path;
}

/** Every file that a package says it has, with the hash that it says. */
function verify(folder: string): ReturnType<typeof manifestSchema.parse> {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  for (const { path, sha256 } of manifest.files) {
    const content = readFileSync(join(folder, path));
    expect(createHash('sha256').update(content).digest('hex'), path).toBe(sha256);
  }
  return manifest;
}

const NO_BOARD = ['--no-create-binary', '--no-create-profile'];

describe.skipIf(!canEmulate)('packages of a run', () => {
  test('a library is proved, named in the report, and works where it is moved to', async () => {
    using folder = tempFolder();
    const out = join(folder.path, 'out');
    const outcome = await hilbench([
      ...['run', modelIn(folder.path), '--platform', 'mps2_an386', '--runs', '1', '--create-library'],
      ...['--out', out],
    ]);
    expect(outcome.status, outcome.stderr).toBe(0);
    expect(outcome.stdout).toMatch(/\[Package\] Static Library: +it_s_a_model_[0-9a-f]{8}_library\/ .*pass/);
    const result = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'));
    const [made] = result.packages;
    expect(made.proved).toMatchObject({ verdict: 'pass', platform: 'mps2_an386' });
    const { example } = verify(join(out, made.path));
    const moved = join(folder.path, 'moved');
    cpSync(join(out, made.path), moved, { recursive: true });
    for (const [file = '', ...args] of example?.build ?? []) execFileSync(file, args, { cwd: moved });
    const [qemu = '', ...args] = example?.run ?? [];
    const said = execFileSync(qemu, args, {
      cwd: moved,
      timeout: 20_000,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(said).toContain(example?.pass_line);
  });

  test('an Ambiq platform needs no board for packages alone, and the result says what took its place', async () => {
    using folder = tempFolder();
    const out = join(folder.path, 'out');
    const outcome = await hilbench([
      ...['run', modelIn(folder.path, 'kws.tflite'), '--platform', 'apollo510_evb', ...NO_BOARD, '--json'],
      ...['--create-library', '--create-ambiqsuite-example', '--out', out],
    ]);
    const result = resultOf(outcome);
    expect(result.packages?.map(({ kind, path }) => [kind, path])).toEqual([
      ['library', 'kws_library'],
      ['ambiqsuite-example', 'kws_ambiqsuite'],
    ]);
    expect(result.packages?.[0]?.proved?.platform).toBe('mps3_an547');
    expect(result.packages?.[1]?.proved).toBeUndefined();
    expect(result.issues.map(({ code }) => code)).toEqual(['PACKAGE_WITHOUT_BOARD']);
    expect(result.profile).toBeUndefined();
    expect(verify(join(out, 'kws_ambiqsuite')).ambiqsuite).toBe('R5.3.0');
    expect(verify(join(out, 'kws_library'))).toMatchObject({ platform: 'apollo510_evb', core: 'cortex-m55' });
  });

  test('nothing is left when the disk fills while the library is linked', async () => {
    using folder = tempFolder();
    const gcc = findProgram('arm-none-eabi-gcc', process.env);
    const full = `case "$*" in *-nostdlib*) echo "ld: final link failed: No space left on device" >&2; exit 1;; esac`;
    writeFileSync(join(folder.path, 'arm-none-eabi-gcc'), `#!/bin/sh\n${full}\nexec ${gcc} "$@"\n`, {
      mode: 0o755,
    });
    const out = join(folder.path, 'out');
    const args = ['run', modelIn(folder.path, 'kws.tflite'), '--platform', 'mps3_an547', ...NO_BOARD];
    const outcome = await hilbench([...args, '--create-library', '--out', out], {
      env: { PATH: `${folder.path}${delimiter}${process.env.PATH}` },
    });
    expect(outcome.stderr).toContain('[DISK_FULL]');
    expect(outcome.status).toBe(3);
    expect(readdirSync(folder.path).sort()).toEqual(['arm-none-eabi-gcc', 'kws.tflite']);
  });
});

test.each([
  ['mps3_an547', [], 'PACKAGE_NO_AMBIQSUITE'],
  ['apollo4p_evb', ['--ambiqsuite-version', 'R5.3.0'], 'PACKAGE_AMBIQSUITE_VERSION'],
])('an AmbiqSuite example for %s %j is refused before anything runs', async (platform, flags, code) => {
  using folder = tempFolder();
  const out = join(folder.path, 'out');
  const outcome = await hilbenchHere([
    ...['run', modelIn(folder.path, 'kws.tflite'), '--platform', platform, ...NO_BOARD],
    ...['--create-ambiqsuite-example', ...flags, '--out', out],
  ]);
  expect(outcome.status).toBe(2);
  expect(outcome.stderr).toContain(`[${code}]`);
  expect(existsSync(out)).toBe(false);
});
