import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import { expectedInferenceMs, expectedInferences } from './expected.ts';
import type { RunRequest } from './request.ts';

const platforms = loadPlatforms(join(import.meta.dirname, '../../platforms'));

function known(name: string, unit: 'cycles' | 'instructions', units_per_inference?: number) {
  const request = { platform: findPlatform(platforms, name) } as RunRequest;
  return { request, unit, ...(units_per_inference === undefined ? {} : { units_per_inference }) };
}

test('cycles take their time by the clock of the mode', () => {
  const board = known('apollo4p_evb', 'cycles', 9_600_000);
  expect(expectedInferenceMs(board, undefined, 'lp')).toBeCloseTo(100, 6);
  expect(expectedInferenceMs(board, undefined, 'hp')).toBeCloseTo(50, 6);
  expect(expectedInferences(board, undefined, 'hp', 1000)).toBe(22);
});

test('instructions take theirs by the power model of an emulated board', () => {
  const board = known('mps3_an547', 'instructions', 1_000_000);
  const model = board.request.platform.power_model;
  const ms = expectedInferenceMs(board, model, 'hp') ?? 0;
  expect(ms).toBeGreaterThan(0);
  expect(expectedInferences(board, model, 'hp', 95 * ms)).toBe(105);
});

test.each([
  ['nothing was counted', known('apollo4p_evb', 'cycles'), 'hp'],
  ['a timer counted nothing', known('apollo4p_evb', 'cycles', 0), 'hp'],
  ['instructions have no clock', known('apollo4p_evb', 'instructions', 5), 'hp'],
  ['the platform has no such mode', known('apollo3p_evb', 'cycles', 5), 'hp'],
] as const)('nothing is expected where %s', (_why, board, mode) => {
  expect(expectedInferenceMs(board, undefined, mode)).toBeUndefined();
  expect(expectedInferences(board, undefined, mode, 1000)).toBe(1);
});
