import { expect, it } from 'vitest';
import { buildModel } from './build.ts';
import type { TensorSpec } from './build-types.ts';
import { readModel } from './read.ts';
import { strictCopy } from './strict-copy.ts';
import type { Graph } from './types.ts';

const quantization = { scale: 1, zero_point: 0 };

function fullyConnected(io: Partial<TensorSpec>, bias: Partial<TensorSpec>): Graph {
  return readModel(
    buildModel({
      tensors: [
        { name: 'x', shape: [1, 2], quantization, ...io },
        { name: 'w', shape: [3, 2], quantization: { scale: [1, 2, 3] }, data: [1, 2, 3, 4, 5, 6] },
        { name: 'b', type: 'INT32', shape: [3], data: [1, 2, 3], ...bias },
        { name: 'y', shape: [1, 3], quantization, ...io, ...(io.shape && { shape: [io.shape[0] ?? 1, 3] }) },
      ],
      inputs: ['x'],
      outputs: ['y'],
      operators: [{ op: 'FULLY_CONNECTED', inputs: ['x', 'w', 'b'], outputs: ['y'] }],
    }),
  );
}

it('a free batch becomes the size that the shape has', () => {
  const graph = fullyConnected({ shape: [1, 2], shape_signature: [-1, 2] }, {});
  const before = new Uint8Array(graph.file);
  const strict = readModel(strictCopy(graph)).subgraphs[0]?.tensors;
  expect(strict?.map((tensor) => tensor.shape_signature)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(strict?.map((tensor) => tensor.shape)).toEqual([[1, 2], [3, 2], [3], [1, 3]]);
  expect(graph.subgraphs[0]?.tensors[0]?.shape_signature).toEqual([-1, 2]);
  expect(graph.file).toEqual(before);
});

it("the scales of a bias lie along its only axis, not the filter's", () => {
  const scale = [0.5, 0.25, 0.125];
  const along = (axis: number): Graph => fullyConnected({}, { quantization: { scale, axis } });
  expect(along(3).subgraphs[0]?.tensors[2]?.quantization).toMatchObject({ scale, axis: 0 });
  expect(strictCopy(along(3))).not.toEqual(along(3).file);
  const zeroed = strictCopy(along(3));
  expect(strictCopy(readModel(zeroed))).toEqual(zeroed);
});

it('a model that is strict already is the same file', () => {
  const graph = fullyConnected({}, {});
  expect(strictCopy(graph)).toEqual(graph.file);
});
