import { NO_BENCH_FILE, readBenchFile } from '../bench-file.ts';
import { HealthStore } from '../health.ts';
import { type BenchSeen, type DoctorDeps, type Finding, failed } from './finding.ts';

/** What bench.yml says, and what is wrong with it. */
export function checkBenchFile(deps: DoctorDeps): { readonly finding: Finding; readonly seen: BenchSeen } {
  const id = 'bench-file';
  const platforms = deps.bench?.platforms ?? [];
  const none = { file: NO_BENCH_FILE, platforms };
  if (deps.bench === undefined) {
    return { finding: { id, status: 'ok', message: 'No bench.yml is looked for' }, seen: none };
  }
  try {
    const file = readBenchFile(deps.bench.path, platforms);
    const message =
      file.path === undefined
        ? `There is no ${deps.bench.path.path}: this bench has emulated boards only`
        : `${file.path}: ${file.boards.map((board) => board.id).join(', ') || 'no boards'}`;
    return { finding: { id, status: 'ok', message }, seen: { file, platforms } };
  } catch (error) {
    return { finding: failed(id, error, 'Mend bench.yml.'), seen: none };
  }
}

/** Boards that runs pass over. */
export async function checkQuarantine(deps: DoctorDeps, { file }: BenchSeen): Promise<readonly Finding[]> {
  const health = new HealthStore(deps.leaseDir);
  const findings: Finding[] = [];
  for (const { id, quarantined } of file.boards) {
    if (quarantined !== undefined) {
      findings.push({
        id: `quarantine:${id}`,
        status: 'warn',
        message: `${id} is in quarantine by bench.yml: ${quarantined}`,
        fix: 'Mend the board, then remove `quarantined` from it there.',
      });
      continue;
    }
    try {
      const { quarantine } = await health.of(id);
      if (quarantine === undefined) continue;
      findings.push({
        id: `quarantine:${id}`,
        status: 'warn',
        message: `${id} is in quarantine since ${quarantine.since}: ${quarantine.reason}`,
        fix: `Mend the board, check it with \`hilbench doctor --board ${id}\`, then: hilbench boards release ${id}`,
      });
    } catch (error) {
      findings.push(failed(`quarantine:${id}`, error, 'Make the folder of leases readable.'));
    }
  }
  return findings;
}
