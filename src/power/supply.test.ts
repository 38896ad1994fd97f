import { expect, test } from 'vitest';
import { recordSimulated } from '../../test/helpers/power-monitor.ts';
import { checkSupply } from './supply.ts';

test('the voltage at which a board idled must be that of bench.yml', async () => {
  const { windows } = await recordSimulated();
  const check = (supply_v: number) => () => checkSupply('joulescope js220 000001', windows, supply_v);
  expect(check(1.8)).not.toThrow();
  expect(check(1.95)).not.toThrow();
  expect(check(2.1)).toThrow(
    expect.objectContaining({
      code: 'POWER_SUPPLY_VOLTAGE',
      message: expect.stringContaining('sees 1.8 V; bench.yml says that the board is supplied with 2.1 V'),
      hint: expect.stringContaining('correct supply_v'),
    }),
  );
  expect(check(5)).toThrow(expect.objectContaining({ hint: expect.stringMatching(/^Switch on/u) }));
});
