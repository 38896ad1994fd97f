import { throwIfAborted } from '../../support/deadline.ts';
import { findProgram } from '../../support/find-program.ts';
import { silentLog } from '../../support/log.ts';
import { listProbesSoon } from '../discovery.ts';
import { findJLink } from '../probe/jlink.ts';
import { INSTALL_JLINK } from '../probe/jlink-errors.ts';
import { readVersion } from '../probe/jlink-output.ts';
import { createWorkspace } from '../workspace.ts';
import { type BenchSeen, type DoctorDeps, type Finding, failed } from './finding.ts';

/** J-Link Commander: what flashes boards of silicon. */
export async function checkJLink(deps: DoctorDeps, { file }: BenchSeen): Promise<Finding> {
  const id = 'jlink';
  const path = findJLink(deps.env);
  if (path === undefined) {
    const message = 'J-Link Commander (JLinkExe) is not installed';
    return file.boards.length === 0
      ? { id, status: 'ok', message: `${message}: only boards of silicon need it` }
      : {
          id,
          status: 'fail',
          message: `${message}, and the boards of bench.yml need it`,
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
    const probes = await listProbesSoon(parts, deps.signal);
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

/** The driver for Joulescopes and what it sees, where bench.yml has one. */
export async function checkJoulescopes(deps: DoctorDeps, { file }: BenchSeen): Promise<Finding | undefined> {
  const { scanJoulescopes, env, signal } = deps;
  if (scanJoulescopes === undefined) return undefined;
  if (!file.boards.some(({ monitor }) => monitor?.kind === 'joulescope')) return undefined;
  const id = 'joulescope-driver';
  try {
    const { driver_version, devices } = await scanJoulescopes(signal);
    const seen = devices.map(
      ({ model, serial, updating }) => `${model} ${serial}${updating ? ' (in an update)' : ''}`,
    );
    return {
      id,
      status: 'ok',
      message: `${DRIVER} ${driver_version}, attached: ${seen.join(', ') || 'none'}`,
    };
  } catch (error) {
    throwIfAborted(signal);
    const uv = env.HILBENCH_PYTHON === undefined ? findProgram('uv', env) : undefined;
    return uv === undefined
      ? failed(id, error, '')
      : {
          id,
          status: 'warn',
          message: `uv (${uv}) has no ${DRIVER} yet, and gets it when a run first needs it`,
        };
  }
}
