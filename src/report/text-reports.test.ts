import { expect, test } from 'vitest';
import { exampleResult } from '../result/result.fixture.ts';
import type { RunResult } from '../result/schema.ts';
import { layersCsv } from './layers-csv.ts';
import { terminalReport } from './terminal.ts';

/** The example on silicon: cycles with a rate. */
function onSilicon(): RunResult {
  const result = exampleResult();
  const { profile } = result;
  if (profile === undefined) throw new Error('the example has a profile');
  return {
    ...result,
    platform: { name: 'apollo510_evb', core: 'cortex-m55', emulated: false },
    profile: {
      ...profile,
      unit: 'cycles',
      timer_hz: 250e6,
      time_is_modelled: false,
      total: { ...profile.total, time_us: 4 },
      layers: profile.layers.map((layer) => ({
        ...layer,
        time_us: layer.ticks / 250,
        counters: { L1D_MISS: 7 },
      })),
    },
  };
}

test('the report of an emulated board speaks of instructions, never of time or cycles', () => {
  const text = terminalReport(exampleResult(), 'layers.csv');
  expect(text).toMatch(/Total Instructions: +1,000\n/);
  expect(text).toMatch(/Total Estimated MACs: +100\n/);
  expect(text).toMatch(/Total Model Layers: +2\n/);
  expect(text).not.toMatch(/µs|\(ms\)|Cycles/);
  expect(text).toMatch(/no time and no energy/);
});

test('the report of a board has cycles and time', () => {
  const text = terminalReport(onSilicon());
  expect(text).toMatch(/Total Cycles: +1,000\n/);
  expect(text).toMatch(/Inference Time \(ms\): +0\.004\n/);
  expect(text).toMatch(/µs/);
});

test('a time that was modelled says so, in the sum and in the table', () => {
  const result = onSilicon();
  if (result.profile !== undefined) result.profile.time_is_modelled = true;
  const text = terminalReport(result);
  expect(text).toMatch(/Inference Time \(ms\): +0\.004 \(modelled\)\n/);
  expect(text).toMatch(/µs \(modelled\)/);
});

test('of many hints of one kind the costliest are shown, and the rest are named', () => {
  const result = exampleResult();
  const pad = (layer: number) => ({
    code: 'HINT_PAD_BEFORE_CONV',
    severity: 'warn' as const,
    layer,
    message: `PAD of layer ${layer} copies.`,
    instead: 'Drop it.',
    bytes: layer === 7 ? 900 : layer,
  });
  result.analysis.hints = [3, 5, 7, 9, 11].map(pad);
  const text = terminalReport(result);
  expect(text.match(/PAD of layer \d+/g)).toEqual(['PAD of layer 7', 'PAD of layer 11']);
  expect(text).toContain('and 3 more of this kind: layers 3, 5, 9');
});

test('a hostile name cannot draw on the terminal', () => {
  const result = exampleResult();
  result.model.name = 'evil\u001b[2J\u202Ename';
  expect(terminalReport(result)).toContain('evil\uFFFD[2J\uFFFDname');
});

test('layers.csv has a row a layer, and empty cells for what was not measured', () => {
  const [header, first] = layersCsv(exampleResult()).split('\r\n');
  expect(header).toMatch(/^index,op,name,macs,mac_equation,unit,ticks,ticks_min,ticks_max,time_us,share,/);
  expect(first).toMatch(/^0,FULLY_CONNECTED,fc,100,10·10,instructions,600,600,600,,0\.6,/);
  const { profile: _, ...unmeasured } = exampleResult();
  expect(layersCsv(unmeasured).split('\r\n')[1]).toMatch(/^0,FULLY_CONNECTED,fc,100,10·10,,,,,,,/);
});

test('layers.csv has a column for every counter', () => {
  const [header, first] = layersCsv(onSilicon()).split('\r\n');
  expect(header).toMatch(/,L1D_MISS$/);
  expect(first).toMatch(/,7$/);
});

test('a counter named like what every object has is empty where it was not counted', () => {
  const result = onSilicon();
  const [layer] = result.profile?.layers ?? [];
  if (layer !== undefined) layer.counters = { constructor: 7 };
  const [header, first, second] = layersCsv(result).split('\r\n');
  expect(header).toMatch(/,constructor,L1D_MISS$/);
  expect(first).toMatch(/,7,$/);
  expect(second).toMatch(/,,7$/);
});

test('a counter named like a column of ours does not take its place', () => {
  const result = onSilicon();
  for (const layer of result.profile?.layers ?? []) layer.counters = { ticks: 7, '=1+1': 8 };
  const [header, first] = layersCsv(result).split('\r\n');
  expect(header).toMatch(/,write_bytes,ticks,'=1\+1$/);
  expect(first).toMatch(/^0,FULLY_CONNECTED,fc,100,10·10,cycles,600,.*,7,8$/);
});

test('a cell that a spreadsheet would run is text', () => {
  const result = exampleResult();
  const [layer] = result.analysis.layers;
  if (layer !== undefined) layer.name = '=HYPERLINK("http://x")';
  expect(layersCsv(result)).toContain(`"'=HYPERLINK(""http://x"")"`);
});
