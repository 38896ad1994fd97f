import { join } from 'node:path';
import type { ScanJoulescopes } from '../bench/discovery.ts';
import { listPorts } from '../bench/ports.ts';
import { openSerial } from '../link/serial-transport.ts';
import type { PipelineDeps } from '../pipeline/deps.ts';
import { openJoulescope } from '../power/joulescope/monitor.ts';
import { scanJoulescopes } from '../power/joulescope/scan.ts';
import { openPpk2 } from '../power/ppk2/open.ts';
import type { Paths } from './paths.ts';

/** The instruments of a host, for who measures with them and who only looks what is attached. */
export interface Instruments {
  readonly openInstrument: PipelineDeps['openInstrument'];
  readonly scanJoulescopes: ScanJoulescopes;
}

/** USB: there is no baud rate on the way. */
const PPK2_BAUD = 115_200;

export function createInstruments({ root }: Pick<Paths, 'root'>, env: NodeJS.ProcessEnv): Instruments {
  const script = join(root, 'templates', 'bridge', 'joulescope_bridge.py');
  const ports = {
    listPorts,
    openPort: (path: string, signal: AbortSignal) => openSerial({ path, baud: PPK2_BAUD, signal }),
    now_ms: () => performance.now(),
  };
  return {
    openInstrument: (board, signal) => {
      switch (board.kind) {
        case 'joulescope':
          return openJoulescope({ board, env, script }, signal);
        case 'ppk2':
          return openPpk2({ board, ...ports }, signal);
      }
    },
    scanJoulescopes: (signal) => scanJoulescopes({ env, script }, signal),
  };
}
