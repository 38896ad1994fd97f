import { findCheckout } from '../../firmware/neuralspot/checkout.ts';
import { type BenchSeen, type DoctorDeps, type Finding, failed } from './finding.ts';

const VARIABLE = 'HILBENCH_NEURALSPOT_ROOTDIR';

/** The checkout of neuralSPOT that firmware for boards of bench.yml is built with, where a run would look for it. */
export async function checkSdk(deps: DoctorDeps, seen: BenchSeen): Promise<Finding | undefined> {
  const built_with_it = new Set(
    seen.platforms.filter(({ port }) => port === 'neuralspot').map(({ name }) => name),
  );
  const board = seen.file.boards.find(({ platform }) => built_with_it.has(platform));
  if (board === undefined) return undefined;
  const id = 'neuralspot';
  const cwd = deps.cwd ?? process.cwd();
  const given = deps.env[VARIABLE];
  try {
    const root = await findCheckout(given === undefined || given === '' ? 'auto' : given, cwd);
    if (root !== undefined) return { id, status: 'ok', message: `neuralSPOT in ${root}` };
    return {
      id,
      status: 'warn',
      message: `Neither ${cwd} nor a folder above it is a checkout of neuralSPOT: firmware for ${board.platform} is built with it`,
      fix: `Name one by --neuralspot-rootdir or ${VARIABLE}: git clone https://github.com/AmbiqAI/neuralSPOT`,
    };
  } catch (error) {
    return failed(id, error, '');
  }
}
