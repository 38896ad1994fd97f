import { buildModel } from '../../src/model/build.ts';
import type { ModelSpec } from '../../src/model/build-types.ts';

const QUANTIZATION = { scale: 1, zero_point: 0 };
const STATE = { type: 'VarHandleOptions', container: '', shared_name: 'sum' } as const;

/** What the state is before the first inference. */
export const FIRST_SUM = [1, 2, 3, 4] as const;

/**
 * A model with a state: every inference gives the sum of all inputs so far, and of FIRST_SUM, which a subgraph puts
 * there the first time.
 */
export function runningSum(): Uint8Array {
  const spec: ModelSpec = {
    name: 'main',
    tensors: [
      { name: 'x', shape: [1, 4], quantization: QUANTIZATION },
      { name: 'state', type: 'RESOURCE', shape: [] },
      { name: 'before', shape: [1, 4], quantization: QUANTIZATION },
      { name: 'sum', shape: [1, 4], quantization: QUANTIZATION },
    ],
    inputs: ['x'],
    outputs: ['sum'],
    operators: [
      {
        op: 'CALL_ONCE',
        inputs: [],
        outputs: [],
        options: { type: 'CallOnceOptions', init_subgraph_index: 1 },
      },
      { op: 'VAR_HANDLE', inputs: [], outputs: ['state'], options: STATE },
      { op: 'READ_VARIABLE', inputs: ['state'], outputs: ['before'] },
      { op: 'ADD', inputs: ['x', 'before'], outputs: ['sum'] },
      { op: 'ASSIGN_VARIABLE', inputs: ['state', 'sum'], outputs: [] },
    ],
    more_subgraphs: [
      {
        name: 'init',
        tensors: [
          { name: 'state', type: 'RESOURCE', shape: [] },
          { name: 'first', shape: [1, 4], quantization: QUANTIZATION, data: [...FIRST_SUM] },
        ],
        inputs: [],
        outputs: [],
        operators: [
          { op: 'VAR_HANDLE', inputs: [], outputs: ['state'], options: STATE },
          { op: 'ASSIGN_VARIABLE', inputs: ['state', 'first'], outputs: [] },
        ],
      },
    ],
  };
  return buildModel(spec);
}
