import { expect, test } from 'vitest';
import { analysisOnlyResult, hostileResult, profiledResult } from '../../test/helpers/results.ts';
import { modelExplorerFiles } from './model-explorer.ts';

const read = (result: Parameters<typeof modelExplorerFiles>[0]) =>
  modelExplorerFiles(result).map(({ name, content }) => ({ file: name, ...JSON.parse(content) }));

test('every set says its unit and has a number for every layer, by the number of its operator', () => {
  const result = profiledResult(4);
  const [ticks, share, macs, per_mac] = read(result);
  expect([ticks, share, macs, per_mac].map(({ file, name }) => [file, name])).toEqual([
    ['model_explorer.json', 'Instructions'],
    ['model_explorer.share.json', 'Instructions, % of all'],
    ['model_explorer.macs.json', 'MACs'],
    ['model_explorer.per_mac.json', 'Instructions per MAC'],
  ]);
  const layers = result.profile?.layers ?? [];
  expect(ticks.results).toEqual(
    Object.fromEntries(layers.map(({ index, ticks }) => [index, { value: ticks }])),
  );
  expect(Object.keys(share.results)).toEqual(['0', '1', '2', '3']);
  expect(macs.results['0']).toEqual({ value: layers[0]?.macs });
  expect(per_mac.results['0'].value).toBeCloseTo(5.5, 4);
});

test('a file is what Model Explorer takes for the graph on view: results at the top, colours from 0 to 1', () => {
  for (const set of [...read(profiledResult()), ...read(hostileResult())]) {
    expect(set.results.results).toBeUndefined();
    for (const { value } of Object.values<{ value: unknown }>(set.results))
      expect(value).toBeTypeOf('number');
    expect(set.gradient.at(0).stop).toBe(0);
    expect(set.gradient.at(-1).stop).toBe(1);
    for (const { bgColor } of set.gradient) expect(bgColor).toMatch(/^#[0-9a-f]{6}$/);
  }
});

test('a layer without MACs has no ticks per MAC', () => {
  const result = profiledResult(3);
  const { profile } = result;
  if (profile === undefined) throw new Error('the result has no profile');
  const layers = profile.layers.map((layer) => (layer.index === 1 ? { ...layer, macs: 0 } : layer));
  const per_mac = read({ ...result, profile: { ...profile, layers } })[3];
  expect(Object.keys(per_mac.results)).toEqual(['0', '2']);
});

test('without a profile there are MACs alone, in the file one looks for', () => {
  expect(read(analysisOnlyResult()).map(({ file, name }) => [file, name])).toEqual([
    ['model_explorer.json', 'MACs'],
  ]);
});
