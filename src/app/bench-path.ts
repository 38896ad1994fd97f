import { homedir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { BenchPath } from '../bench/bench-file.ts';

/**
 * Where the bench.yml of this user is: what was given, else `HILBENCH_BENCH`, else the folder for configuration.
 *
 * @param given the value of `--bench`; `auto` and undefined: none
 */
export function benchPathOf(env: NodeJS.ProcessEnv, given?: string, system = process.platform): BenchPath {
  const value = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const named = given === undefined || given === 'auto' ? value('HILBENCH_BENCH') : given;
  if (named !== undefined && named !== 'auto') return { path: resolve(named), named: true };
  const home = homedir() || userInfo().homedir;
  const folder =
    value('XDG_CONFIG_HOME') ??
    (system === 'win32'
      ? (value('APPDATA') ?? join(home, 'AppData', 'Roaming'))
      : system === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : join(home, '.config'));
  return { path: join(resolve(folder), 'hilbench', 'bench.yml'), named: false };
}
