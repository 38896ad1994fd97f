import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { platformNamed } from '../../test/helpers/emulated-device.ts';
import { checkPackagedRuntime, checkPackaging } from './package.ts';
import type { PlannedModel } from './plan.ts';
import type { RunRequest } from './request.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hilbench-runtime-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function requestOf(platform: string, changes: Partial<RunRequest> = {}): RunRequest {
  const request: Partial<RunRequest> = {
    platform: platformNamed(platform),
    toolchain: 'gcc',
    tune_and_validate: false,
    profile: false,
    onboard_perf: false,
    packaging: {
      ...{ library: true, ambiqsuite_example: false, ambiqsuite_version: 'auto', name: 'm' },
      emulated: platformNamed('mps3_an547'),
    },
    ...changes,
  };
  return request as RunRequest;
}

/** A plan as far as it is looked at; the runtime is in `dir`. */
const plan = () =>
  ({ build: { version: 'helia_rt_v1', external: { power: { dir } } } }) as unknown as PlannedModel;

describe('packages with an interpreter', () => {
  const AMBIQ = 'It may only be executed on a CPU manufactured by Ambiq, and on no non-Ambiq CPU.';

  it('whose licence is for hardware of Ambiq are not captured in an emulator in place of a board', async () => {
    writeFileSync(join(dir, 'LICENSE'), AMBIQ);
    await expect(checkPackagedRuntime(requestOf('apollo510_evb'), plan())).rejects.toMatchObject({
      code: 'PACKAGE_LICENSE',
      kind: 'input',
      message: expect.stringMatching(/helia_rt_v1.*apollo510_evb.*mps3_an547/),
    });
    await checkPackagedRuntime(requestOf('apollo510_evb', { profile: true }), plan());
    writeFileSync(join(dir, 'LICENSE'), 'Do what you like.');
    await checkPackagedRuntime(requestOf('apollo510_evb'), plan());
  });

  it('need a licence beside it, and GCC', async () => {
    await expect(checkPackagedRuntime(requestOf('mps3_an547'), plan())).rejects.toMatchObject({
      code: 'PACKAGE_LICENSE',
    });
    const { packaging: _, ...none } = requestOf('mps3_an547');
    await checkPackagedRuntime(none, plan());
    writeFileSync(join(dir, 'LICENSE'), AMBIQ);
    const arm = requestOf('apollo510_evb', { profile: true, toolchain: 'arm' });
    await expect(checkPackagedRuntime(arm, plan())).rejects.toMatchObject({
      code: 'FIRMWARE_TOOLCHAIN_UNSUPPORTED',
      kind: 'input',
    });
  });
});

it('a library for --toolchain arm is refused before anything starts', () => {
  expect(() => checkPackaging(requestOf('apollo510_evb', { toolchain: 'arm' }))).toThrow(
    expect.objectContaining({ code: 'FIRMWARE_TOOLCHAIN_UNSUPPORTED', kind: 'input' }),
  );
});
