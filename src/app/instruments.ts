import { join } from 'node:path';
import type { ScanJoulescopes } from '../bench/discovery.ts';
import type { PipelineDeps } from '../pipeline/deps.ts';
import { openJoulescope } from '../power/joulescope/monitor.ts';
import { scanJoulescopes } from '../power/joulescope/scan.ts';
import type { Paths } from './paths.ts';

/** The instruments of a host, for who measures with them and who only looks what is attached. */
export interface Instruments {
  readonly openInstrument: PipelineDeps['openInstrument'];
  readonly scanJoulescopes: ScanJoulescopes;
}

export function createInstruments({ root }: Pick<Paths, 'root'>, env: NodeJS.ProcessEnv): Instruments {
  const script = join(root, 'templates', 'bridge', 'joulescope_bridge.py');
  return {
    openInstrument: (board, signal) => openJoulescope({ board, env, script }, signal),
    scanJoulescopes: (signal) => scanJoulescopes({ env, script }, signal),
  };
}
