import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildModel } from '../../src/model/build.ts';
import { hilbench, resultOf } from '../helpers/cli.ts';
import { canStandIn, jlinkBench, STAND_IN_PLATFORM } from '../helpers/jlink-bench.ts';

const MODEL = buildModel({
  tensors: ['x', 'y'].map((name) => ({ name, shape: [1, 16], quantization: { scale: 1 } })),
  inputs: ['x'],
  outputs: ['y'],
  operators: [{ op: 'RELU', inputs: ['x'], outputs: ['y'] }],
});

test.skipIf(!canStandIn)(
  'a board that fails in a row is put in quarantine; the doctor greets the firmware that a run leaves on it',
  async () => {
    await using bench = await jlinkBench();
    const model = join(bench.dir, 'm.tflite');
    writeFileSync(model, MODEL);
    appendFileSync(bench.env.HILBENCH_BENCH ?? '', 'quarantine_after: 2\n');
    const options = { env: bench.env };
    const run = () =>
      hilbench(
        [
          ...['run', model, '--platform', STAND_IN_PLATFORM, '--out', join(bench.dir, 'out')],
          ...['--json', '--runs', '1', '--no-create-profile'],
        ],
        options,
      );
    bench.board.misbehave({ fault: 'busy' });
    for (let turn = 0; turn < 2; turn++) expect((await run()).stdout).toContain('PROBE_BUSY');
    expect((await run()).stdout).toContain('BENCH_ALL_QUARANTINED');
    expect((await hilbench(['boards'], options)).stdout).toMatch(
      /2 failures in a row, the last: PROBE_BUSY/u,
    );
    bench.board.misbehave({});
    expect((await hilbench(['boards', 'release', 'evb-0'], options)).status).toBe(0);
    resultOf(await run());

    const { stdout } = await hilbench(['doctor', '--board', 'evb-0', '--json'], options);
    const all = JSON.parse(stdout) as { id: string; status: string; message: string }[];
    const of = (id: string) => all.find((finding) => finding.id === id);
    expect(of('board-probe')).toMatchObject({ status: 'ok' });
    expect(of('board-port')).toMatchObject({ status: 'ok' });
    expect(of('board-firmware')?.message).toMatch(/build [0-9a-f]+, engine aot/u);
    expect(of('board-link')?.message).toMatch(/The link carries \d+\.\d KiB\/s there and back/u);
    expect(of('board-target')).toMatchObject({
      status: 'ok',
      message: `J-Link ${bench.board.serial} connects to the cortex-m55 of ${STAND_IN_PLATFORM} at 1.80 V`,
    });

    for (const [fault, says, fix] of [
      ['no_power', /VTref = 0 V/u, /Switch the board on/u],
      ['locked', /is secured/u, /./u],
      ['wrong_core', /a Cortex-M4, not a cortex-m55/u, /bench\.yml|platform/u],
    ] as const) {
      bench.board.misbehave({ fault });
      const told = await hilbench(['doctor', '--board', 'evb-0'], options);
      expect(told.status).toBe(3);
      expect(told.stdout).toMatch(says);
      expect(told.stdout).toMatch(/FAIL {2}board-target: .*\n {6}→ \S/u);
      expect(told.stdout).toMatch(fix);
      expect(told.stdout).toMatch(/\d of \d+ checks failed: .*board-target\. The arrows say what to do\.$/u);
    }
  },
  120_000,
);
