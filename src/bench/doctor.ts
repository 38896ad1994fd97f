import { throwIfAborted } from '../support/deadline.ts';
import { checkBenchFile, checkQuarantine } from './doctor/bench.ts';
import { checkBoard } from './doctor/board.ts';
import { type BenchSeen, type DoctorDeps, type Finding, failed } from './doctor/finding.ts';
import { checkEmulator, checkFolder, checkLeaseFolder } from './doctor/folders.ts';
import { checkJLink, checkJoulescopes } from './doctor/instruments.ts';
import { checkPorts, checkUdev } from './doctor/permissions.ts';
import { checkSdk } from './doctor/sdk.ts';
import {
  checkCompiler,
  checkCppCompiler,
  checkNode,
  checkOptional,
  checkQemu,
  checkSerialport,
} from './doctor/tools.ts';
import { listPorts, listPortsSoon } from './ports.ts';

export type { DoctorDeps, Finding } from './doctor/finding.ts';

type Check = () => Promise<Finding | readonly Finding[] | undefined>;

/**
 * Looks at everything a run needs and says what is wrong with it. Never throws but when it is aborted.
 *
 * @param onFinding told each finding as it comes
 */
export async function diagnose(
  deps: DoctorDeps,
  onFinding: (finding: Finding) => void = () => {},
): Promise<Finding[]> {
  const { finding, seen } = checkBenchFile(deps);
  const { board } = deps;
  const has_silicon = seen.file.boards.length > 0;
  const checks: readonly Check[] = [
    async () => checkNode(deps.node_version),
    checkSerialport,
    () => checkCompiler(deps),
    () => checkCppCompiler(deps),
    () =>
      checkOptional(
        { id: 'armclang', name: 'armclang', args: ['--version'], use: 'only --toolchain arm needs it' },
        deps,
      ),
    () =>
      checkOptional(
        {
          id: 'make',
          name: 'make',
          args: ['--version'],
          use: 'firmware for boards of silicon is built with it',
          ...(has_silicon ? { needed: 'On Debian and Ubuntu: apt-get install make' } : {}),
        },
        deps,
      ),
    () => checkQemu(deps, !has_silicon),
    () => checkFolder('cache-folder', 'images', deps.cacheDir),
    () => checkLeaseFolder(deps.leaseDir),
    () => checkFolder('runtime-folder', 'temporary files', deps.runtimeDir),
    () => checkEmulator(deps, !has_silicon),
    async () => finding,
    () => checkQuarantine(deps, seen),
    () => checkSdk(deps, seen),
    () => checkJLink(deps, seen),
    () => checkJoulescopes(deps, seen),
    () => checkUdev(deps, seen),
    () => checkSerialPorts(deps, seen),
    ...(board === undefined ? [] : [() => checkBoard(board, deps, seen)]),
  ];
  const findings: Finding[] = [];
  for (const check of checks) {
    throwIfAborted(deps.signal);
    const found = [(await check()) ?? []].flat();
    // What a check says that was broken off is not so.
    throwIfAborted(deps.signal);
    for (const finding of found) onFinding(finding);
    findings.push(...found);
  }
  return findings;
}

/** Where every board's port is a path, or there is none, nobody needs the list. */
async function checkSerialPorts(deps: DoctorDeps, seen: BenchSeen): Promise<Finding> {
  const { boards } = seen.file;
  try {
    return await checkPorts(await listPortsSoon(deps.listPorts ?? listPorts, deps.signal), seen);
  } catch (error) {
    const finding = failed('ports', error, 'Install what lists serial ports on this system.');
    const looked_for = boards.some(
      ({ port, monitor }) => port.kind !== 'path' || (monitor?.kind === 'ppk2' && monitor.port === undefined),
    );
    if (looked_for) return finding;
    const why =
      boards.length === 0 ? 'Only boards of silicon need that' : 'bench.yml names all by their paths';
    return { id: finding.id, status: 'ok', message: `${finding.message} ${why}` };
  }
}
