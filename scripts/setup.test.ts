import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';

const SETUP = fileURLToPath(new URL('setup.mjs', import.meta.url));

let bin: string;
let log: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'setup-'));
  bin = join(folder, 'bin');
  log = join(folder, 'log');
  mkdirSync(bin);
  for (const tool of ['env', 'sh', 'cat', 'chmod', 'cp']) symlinkSync(realPath(tool), join(bin, tool));
});

function realPath(tool: string): string {
  return spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim();
}

/** Puts a program of the test's own where setup looks for programs. */
function standIn(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

function toolsExcept(...missing: string[]): void {
  for (const tool of ['arm-none-eabi-gcc', 'make', 'qemu-system-arm']) {
    if (!missing.includes(tool)) standIn(tool, 'exit 0');
  }
}

/** Setup with only the stand-ins on its path. */
function setup(...args: string[]) {
  const result = spawnSync(process.execPath, [SETUP, ...args], {
    encoding: 'utf8',
    env: { PATH: bin },
    timeout: 30_000,
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

const asRoot = process.getuid?.() === 0;

describe.skipIf(process.platform !== 'linux')('setup of a machine', () => {
  it('says nothing when all is there', () => {
    toolsExcept();
    expect(setup()).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('does not look for tools when only packages are wanted', () => {
    expect(setup('--packages-only')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('installs what is missing, and only that, after an update, with a limit on waiting', () => {
    toolsExcept('qemu-system-arm');
    standIn('sudo', 'shift; exec "$@"');
    standIn(
      'apt-get',
      `echo "$*" >> ${log}\ncase "$*" in *install*) cp ${bin}/make ${bin}/qemu-system-arm;; esac`,
    );
    expect(setup().status).toBe(0);
    const [update, install, ...rest] = readFileSync(log, 'utf8').trim().split('\n');
    expect(update).toMatch(/DPkg::Lock::Timeout=\d+ .*update$/);
    expect(install).toMatch(/install -y --no-install-recommends qemu-system-arm$/);
    expect(rest).toEqual([]);
  });

  it('takes a compiler without its C library for incomplete', () => {
    toolsExcept('arm-none-eabi-gcc');
    standIn('arm-none-eabi-gcc', `[ -e ${log} ]`);
    standIn('sudo', 'shift; exec "$@"');
    standIn('apt-get', `case "$*" in *"recommends libnewlib-arm-none-eabi") echo > ${log};; esac`);
    expect(setup().status).toBe(0);
    expect(existsSync(log)).toBe(true);
  });

  it('ends with status 2 and the command to run when installing does not help', () => {
    toolsExcept('make');
    standIn('sudo', 'shift; exec "$@"');
    standIn('apt-get', 'exit 100');
    const { status, stderr } = setup();
    expect(status).toBe(2);
    expect(stderr).toContain('apt-get update && apt-get install --no-install-recommends -y make');
  });

  it.skipIf(asRoot)('prints the command to run where it may not install', () => {
    toolsExcept('make');
    standIn('apt-get', 'exit 0');
    const { status, stderr } = setup();
    expect(status).toBe(2);
    expect(stderr).toContain("Run: sudo sh -c 'apt-get update");
  });

  it('names the tools where there is no apt-get', () => {
    const { status, stderr } = setup();
    expect(status).toBe(2);
    expect(stderr).toContain('gcc-arm-none-eabi libnewlib-arm-none-eabi make qemu-system-arm');
  });

  it('refuses an argument it does not know', () => {
    expect(setup('--pakages')).toMatchObject({ status: 2 });
  });
});
