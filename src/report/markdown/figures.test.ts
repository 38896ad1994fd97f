import { expect, it } from 'vitest';
import type { MetricChange } from '../../regression/types.ts';
import { allowedText } from './figures.ts';

const change = (metric: MetricChange['metric'], rule: Partial<MetricChange['rule']>): MetricChange => ({
  metric,
  label: metric,
  unit: '',
  engine: 'aot',
  class: 'exact',
  modelled: false,
  base: 0.99,
  head: 0.9,
  outcome: 'fail',
  reason: '',
  rule: { metric, severity: 'fail', ...rule },
});

const text = (metric: MetricChange['metric'], rule: Partial<MetricChange['rule']>) =>
  allowedText(change(metric, rule))?.replaceAll('\u00a0', ' ');

it.each([
  ['ticks', { max_increase: { percent: 2 } }, 'allowed +2.0 %'],
  ['ticks', { max_increase: { absolute: 0 } }, 'allowed +0'],
  ['argmax_agreement', { max_decrease: { percent: 1 } }, 'allowed −1.0 %'],
  ['cosine', { max_decrease: { absolute: 0.01 } }, 'allowed −0.01'],
  ['cosine', { max_decrease: { percent: 0 } }, 'allowed −0 %'],
  ['argmax_agreement', { min: 0.95 }, 'at least 95 %'],
  ['argmax_agreement', { min: 0.5 }, undefined],
] as const)('tells what is allowed, whichever way is worse: %s %j', (metric, rule, expected) => {
  expect(text(metric, rule)).toBe(expected);
});
