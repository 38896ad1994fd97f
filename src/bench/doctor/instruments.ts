import { findProgram } from '../../support/find-program.ts';
import { silentLog } from '../../support/log.ts';
import { plainText } from '../../support/text.ts';
import { findJLink, listProbes } from '../probe/jlink.ts';
import { INSTALL_JLINK } from '../probe/jlink-errors.ts';
import { readVersion } from '../probe/jlink-output.ts';
import type { BoardMonitor } from '../types.ts';
import { createWorkspace } from '../workspace.ts';
import { type BenchSeen, type DoctorDeps, type Finding, failed, toolOutput } from './finding.ts';

/** J-Link Commander: what flashes boards of silicon. */
export async function checkJLink(deps: DoctorDeps, { file }: BenchSeen): Promise<Finding> {
  const id = 'jlink';
  const path = findJLink(deps.env);
  if (path === undefined) {
    const needed = file.boards.length > 0;
    return {
      id,
      status: needed ? 'fail' : 'warn',
      message: `J-Link Commander (JLinkExe) is not installed: ${needed ? `${file.boards.length} boards of bench.yml need it` : 'only boards of silicon need it'}`,
      fix: INSTALL_JLINK,
    };
  }
  let output = '';
  try {
    await using workspace = await createWorkspace(deps.runtimeDir);
    const parts = {
      env: deps.env,
      workspace,
      log: silentLog,
      onOutput: (text: string) => {
        output += text;
      },
    };
    const probes = await listProbes(parts, deps.signal);
    return {
      id,
      status: 'ok',
      message: `J-Link Commander ${readVersion(output)} (${path}), probes: ${probes.join(', ') || 'none'}`,
    };
  } catch (error) {
    return failed(id, error, INSTALL_JLINK);
  }
}

const DRIVER = 'pyjoulescope_driver';
const ASK_DRIVER = `import ${DRIVER} as d; print(d.__version__)`;
const GET_DRIVER = `Install the driver for that Python: python3 -m pip install ${DRIVER}; with uv on PATH hilbench gets it by itself.`;

/** The interpreter and driver for Joulescopes, where bench.yml has one. */
export async function checkJoulescopeDriver(
  deps: DoctorDeps,
  { file }: BenchSeen,
): Promise<Finding | undefined> {
  if (!file.boards.some(({ monitor }) => monitor?.kind === 'joulescope')) return undefined;
  const id = 'joulescope-driver';
  const python = deps.env.HILBENCH_PYTHON ?? findProgram('python3', deps.env);
  if (python !== undefined) {
    try {
      const version = (await toolOutput(python, ['-c', ASK_DRIVER], deps)).trim();
      return { id, status: 'ok', message: `${DRIVER} ${plainText(version, 40)} (${python})` };
    } catch (error) {
      // Cancelled; whatever else is that this Python has no driver.
      if (deps.signal.aborted) return failed(id, error, GET_DRIVER);
    }
  }
  const uv = findProgram('uv', deps.env);
  if (uv !== undefined) {
    return { id, status: 'ok', message: `uv (${uv}) gets ${DRIVER} when it is first used` };
  }
  return {
    id,
    status: 'fail',
    message: `${python === undefined ? 'Neither python3 nor uv is on PATH' : `${python} has no ${DRIVER}`}: a Joulescope of bench.yml needs it`,
    fix: GET_DRIVER,
  };
}

/**
 * Whether the Joulescope of a board is attached, by the vendor's driver; undefined where that cannot tell, of which
 * `checkJoulescopeDriver` speaks.
 */
export async function checkJoulescope(
  deps: DoctorDeps,
  monitor: BoardMonitor | undefined,
): Promise<Finding | undefined> {
  const python = deps.env.HILBENCH_PYTHON ?? findProgram('python3', deps.env);
  if (monitor?.kind !== 'joulescope' || python === undefined) return undefined;
  const id = 'board-monitor';
  const fix =
    'Check its USB cable and its serial number in bench.yml, and close the desktop program of the Joulescope.';
  let scanned: string;
  try {
    scanned = await toolOutput(python, ['-m', DRIVER, 'scan'], deps);
  } catch {
    return undefined;
  }
  // One path a line, for example `u/js220/002557`.
  const found = [...scanned.matchAll(/^u\/js\d{3}\/([\x21-\x7e]{1,64})\s*$/gmu)].map(
    ([, serial = '']) => serial,
  );
  const attached = monitor.serial === undefined ? found.length === 1 : found.includes(monitor.serial);
  const what = `Joulescope ${monitor.serial ?? '(the only one)'}`;
  return attached
    ? { id, status: 'ok', message: `${what} is attached` }
    : { id, status: 'fail', message: `${what} is not attached; there is ${found.join(', ') || 'none'}`, fix };
}
