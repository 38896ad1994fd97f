import { throwIfAborted } from '../support/deadline.ts';
import { checkBenchFile, checkQuarantine } from './doctor/bench.ts';
import { checkBoard } from './doctor/board.ts';
import { type BenchSeen, type DoctorDeps, type Finding, failed } from './doctor/finding.ts';
import { checkEmulator, checkFolder } from './doctor/folders.ts';
import { checkJLink, checkJoulescopes } from './doctor/instruments.ts';
import { checkPorts, checkUdev } from './doctor/permissions.ts';
import {
  checkCompiler,
  checkCppCompiler,
  checkNode,
  checkOptional,
  checkQemu,
  checkSerialport,
} from './doctor/tools.ts';
import { listPorts } from './ports.ts';

export type { DoctorDeps, Finding } from './doctor/finding.ts';

type Check = () => Promise<Finding | readonly Finding[] | undefined>;

/** Looks at everything a run needs and says what is wrong with it. Never throws but when it is aborted. */
export async function diagnose(deps: DoctorDeps): Promise<Finding[]> {
  const { finding, seen } = checkBenchFile(deps);
  const { board } = deps;
  const makesFirmware = seen.file.boards.length > 0;
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
          ...(makesFirmware ? { needed: 'On Debian and Ubuntu: apt-get install make' } : {}),
        },
        deps,
      ),
    () => checkQemu(deps),
    () => checkFolder('cache-folder', 'images', deps.cacheDir),
    () => checkFolder('lease-folder', 'leases', deps.leaseDir),
    () => checkFolder('runtime-folder', 'temporary files', deps.runtimeDir),
    () => checkEmulator(deps),
    async () => finding,
    () => checkQuarantine(deps, seen),
    () => checkJLink(deps, seen),
    () => checkJoulescopes(deps, seen),
    () => checkUdev(deps, seen),
    () => checkSerialPorts(deps, seen),
    ...(board === undefined ? [] : [() => checkBoard(board, deps, seen)]),
  ];
  const findings: Finding[] = [];
  for (const check of checks) {
    throwIfAborted(deps.signal);
    const found = await check();
    if (found !== undefined) findings.push(...(Array.isArray(found) ? found : [found]));
  }
  throwIfAborted(deps.signal);
  return findings;
}

/** Where every board's port is a path, or there is none, nobody needs the list. */
async function checkSerialPorts(deps: DoctorDeps, { file }: BenchSeen): Promise<Finding> {
  try {
    return await checkPorts(await (deps.listPorts ?? listPorts)());
  } catch (error) {
    const finding = failed('ports', error, 'Install what lists serial ports on this system.');
    const needed = file.boards.some(({ port }) => port.kind !== 'path');
    return needed ? finding : { ...finding, status: 'warn' };
  }
}
