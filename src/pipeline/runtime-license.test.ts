import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EngineBuild } from '../engine/types.ts';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import { runtimeLicenseIssues } from './runtime-license.ts';

const platforms = loadPlatforms(join(import.meta.dirname, '..', '..', 'platforms'));
const AMBIQ = 'Execution on any non-Ambiq CPU is expressly forbidden.';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'runtime-license-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A build as far as it is looked at. */
const build = () =>
  ({ version: 'helia_rt_v1', external: { link: { dir }, power: { dir } } }) as unknown as EngineBuild;

async function codes(platform: string, license: string | undefined): Promise<string[]> {
  if (license !== undefined) writeFileSync(join(dir, 'LICENSE'), license);
  const issues = await runtimeLicenseIssues(findPlatform(platforms, platform), build());
  return issues.map(({ code }) => code);
}

it.each([
  ['mps3_an547', AMBIQ, ['ENGINE_LICENSE']],
  ['apollo510_evb', AMBIQ, []],
  ['mps3_an547', 'Apache License, Version 2.0', []],
  ['mps3_an547', undefined, []],
])('a runtime on %s with the licence %j', async (platform, license, expected) => {
  expect(await codes(platform, license)).toEqual(expected);
});
