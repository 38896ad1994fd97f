import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { benchPathOf } from './bench-path.ts';

it('is what was given, else the environment, else the folder for configuration', () => {
  const env = { HILBENCH_BENCH: 'from-env.yml', XDG_CONFIG_HOME: '/x' };
  expect(benchPathOf(env, '/a.yml')).toEqual({ path: '/a.yml', named: true });
  expect(benchPathOf(env, 'auto')).toEqual({ path: resolve('from-env.yml'), named: true });
  expect(benchPathOf({ XDG_CONFIG_HOME: '/x' })).toEqual({ path: '/x/hilbench/bench.yml', named: false });
});

it.each([
  ['linux', {}, join(homedir(), '.config')],
  ['darwin', {}, join(homedir(), 'Library', 'Application Support')],
  ['win32', { APPDATA: '/roaming' }, '/roaming'],
] as const)('is in the usual place of %s', (system, env, folder) => {
  expect(benchPathOf(env, undefined, system).path).toBe(join(folder, 'hilbench', 'bench.yml'));
});
