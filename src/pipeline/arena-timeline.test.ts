import { expect, test } from 'vitest';
import type { PlannedBuffer } from '../engine/types.ts';
import { arenaTimeline } from './arena-timeline.ts';

const buffer = (name: string, first_layer: number, last_layer: number, bytes: number): PlannedBuffer => ({
  name,
  offset_bytes: 0,
  bytes,
  first_layer,
  last_layer,
});

test('the peak is the first layer at which the most bytes are alive', () => {
  const buffers = [
    buffer('input', 0, 1, 100),
    buffer('a', 1, 2, 300),
    buffer('scratch', 2, 2, 150),
    buffer('b', 2, 3, 50),
    buffer('c', 3, 4, 450),
  ];
  expect(arenaTimeline({ bytes: 512, buffers })).toEqual({
    bytes: 512,
    peak_layer: 2,
    peak_bytes: 500,
    tensors: buffers,
  });
});

test('buffers that only touch are not alive together', () => {
  const { peak_layer, peak_bytes } = arenaTimeline({
    bytes: 112,
    buffers: [buffer('a', 0, 1, 100), buffer('b', 2, 3, 101)],
  });
  expect([peak_layer, peak_bytes]).toEqual([2, 101]);
});

test('a model that needs no arena has no peak', () => {
  expect(arenaTimeline({ bytes: 0, buffers: [] })).toEqual({
    bytes: 0,
    peak_layer: 0,
    peak_bytes: 0,
    tensors: [],
  });
});
