import { connectDevice, type LinkedDevice } from '../../link/device.ts';
import { throwIfAborted } from '../../support/deadline.ts';
import { silentLog } from '../../support/log.ts';
import { Scope } from '../../support/scope.ts';
import { didYouMean } from '../../support/suggest.ts';
import { plainText } from '../../support/text.ts';
import { type Attached, attachedTo, createDiscovery } from '../discovery.ts';
import { LeaseStore } from '../lease.ts';
import { SiliconBoard } from '../silicon-board.ts';
import type { BenchBoard } from '../types.ts';
import { createWorkspace } from '../workspace.ts';
import { type BenchSeen, type DoctorDeps, type Finding, failed } from './finding.ts';
import { checkTarget } from './target.ts';

const HANDSHAKE_MS = 3000;
const PORT_MS = 3000;
/** Bytes there and back are counted for this long. */
const ECHO_MS = 1000;
const MOST_ECHO_BYTES = 1024;
/** Below this share of what a UART can carry, something between here and there is wrong. */
const LEAST_SHARE = 0.5;
const BITS_PER_BYTE = 10;

/** One board of bench.yml: its probe, its port, its firmware, its link, its monitor. */
export async function checkBoard(id: string, deps: DoctorDeps, seen: BenchSeen): Promise<readonly Finding[]> {
  const board = seen.file.boards.find((each) => each.id === id);
  const platform = seen.platforms.find(({ name }) => name === board?.platform);
  if (board === undefined || platform === undefined) {
    const known = seen.file.boards.map((each) => each.id);
    return [
      {
        id: 'board',
        status: 'fail',
        message: `bench.yml has no board "${plainText(id, 64)}"`,
        fix: `${didYouMean(id, known)}It has ${known.join(', ') || 'none'}; emulated boards need no looking at.`,
      },
    ];
  }
  const { env, runtimeDir, listPorts, scanJoulescopes } = deps;
  const discover = createDiscovery({
    env,
    runtimeDir,
    log: silentLog,
    ...(listPorts === undefined ? {} : { listPorts }),
    ...(scanJoulescopes === undefined ? {} : { scanJoulescopes }),
  });
  const found = await discover(deps.signal);
  const attached = await attachedTo(board, platform, found);
  return [
    probeFinding(board, attached, found.problems),
    ...monitorFinding(board, attached),
    ...(await checkFirmware(board, attached, deps, seen)),
  ];
}

function probeFinding({ id, jlink }: BenchBoard, { probe }: Attached, problems: readonly string[]): Finding {
  const what = jlink === undefined ? 'The only J-Link' : `J-Link ${jlink}`;
  if (probe) return { id: 'board-probe', status: 'ok', message: `${what} of ${id} is attached` };
  return {
    id: 'board-probe',
    status: 'fail',
    message:
      jlink === undefined ? `${id} names no J-Link, and not one is attached` : `${what} is not attached`,
    fix: [
      'Check the USB cable and power of the probe; `hilbench boards` lists what is attached.',
      ...problems.map((problem) => `It may be there all the same: ${problem}`),
    ].join(' '),
  };
}

function monitorFinding({ monitor }: BenchBoard, attached: Attached): readonly Finding[] {
  const id = 'board-monitor';
  if (monitor === undefined || attached.monitor === undefined) return [];
  const what = `The ${monitor.kind} ${monitor.serial ?? ''}`.trim();
  return attached.monitor
    ? [{ id, status: 'ok', message: `${what} is attached` }]
    : [
        {
          id,
          status: 'fail',
          message: `${what} is not attached`,
          fix: 'Check its USB cable and its serial number in bench.yml.',
        },
      ];
}

/** Takes the board for a moment, so that no run is disturbed, and greets what is on it. */
async function checkFirmware(
  board: BenchBoard,
  { port, probe }: Attached,
  deps: DoctorDeps,
  seen: BenchSeen,
): Promise<readonly Finding[]> {
  const platform = seen.platforms.find(({ name }) => name === board.platform);
  if (platform === undefined) return [];
  try {
    const store = new LeaseStore(deps.leaseDir);
    await store.prepare();
    const attempt = await store.tryAcquire(board.id, 'hilbench doctor');
    if ('busy' in attempt) {
      const { run, pid, host } = attempt.busy;
      return [
        {
          id: 'board-port',
          status: 'warn',
          message: `${board.id} is used by ${run} (process ${pid} on ${host}): it is left alone`,
          fix: 'Look again when that run has ended.',
        },
      ];
    }
    const workspace = await createWorkspace(deps.runtimeDir).catch(async (error: unknown) => {
      await attempt.lease[Symbol.asyncDispose]();
      throw error;
    });
    const { env, listPorts } = deps;
    const parts = { platform, board, lease: attempt.lease, workspace, env, log: silentLog };
    await using held = new SiliconBoard({
      ...parts,
      port_timeout_ms: PORT_MS,
      ...(listPorts === undefined ? {} : { listPorts }),
    });
    const { finding, monitor } = await openMonitor(board, deps);
    // Open until the end: the board may have its power through it.
    await using scope = new Scope();
    if (monitor !== undefined) await scope.add(monitor);
    const target = probe ? [await checkTarget(held, platform, deps)] : [];
    return [...finding, ...target, ...(await greet(held, board, port, deps, platform.baud))];
  } catch (error) {
    throwIfAborted(deps.signal);
    return [failed('board-port', error, 'Check the port of the board in bench.yml.')];
  }
}

/** Whether the instrument opens for a run, and the board has its supply. */
async function openMonitor(
  { monitor }: BenchBoard,
  { openInstrument, signal }: DoctorDeps,
): Promise<{ readonly finding: readonly Finding[]; readonly monitor?: AsyncDisposable }> {
  if (monitor === undefined || openInstrument === undefined) return { finding: [] };
  const id = 'board-monitor-opens';
  try {
    const opened = await openInstrument(monitor, signal);
    const makes = monitor.kind === 'ppk2';
    const about = opened.about === undefined ? '' : ` (${opened.about})`;
    const message = `${opened.name}${about} opens, and ${makes ? 'makes' : 'sees'} ${monitor.supply_v} V`;
    return { finding: [{ id, status: 'ok', message }], monitor: opened };
  } catch (error) {
    throwIfAborted(signal);
    return { finding: [failed(id, error, '')] };
  }
}

async function greet(
  held: SiliconBoard,
  board: BenchBoard,
  port: string | undefined,
  deps: DoctorDeps,
  baud: number,
): Promise<readonly Finding[]> {
  const transport = await held.attach(deps.signal).catch((error: unknown) => failed('board-port', error, ''));
  if ('status' in transport) return [transport];
  const found: Finding = {
    id: 'board-port',
    status: 'ok',
    message: `${board.id} is on ${port ?? transport.path}`,
  };
  try {
    await using device = await connectDevice(transport, {
      signal: deps.signal,
      log: silentLog,
      handshake_timeout_ms: HANDSHAKE_MS,
      request_timeout_ms: HANDSHAKE_MS,
    });
    const { build_id, engine, engine_version, protocol } = device.hello;
    const said = `build ${build_id}, engine ${engine} ${engine_version}, protocol ${protocol}`;
    const firmware: Finding = { id: 'board-firmware', status: 'ok', message: plainText(said, 200) };
    // A USB port of the firmware has no baud rate that would limit it.
    const limit = /usb/iu.test(device.hello.port) ? undefined : baud / BITS_PER_BYTE;
    return [found, firmware, await checkLink(device, limit)];
  } catch (error) {
    throwIfAborted(deps.signal);
    const { message } = failed('', error, '');
    return [
      found,
      {
        id: 'board-firmware',
        status: 'warn',
        message: `No firmware of hilbench answers there: ${message}`,
        fix: 'A run flashes it. Should the board stay silent after one, reset it and check the port.',
      },
    ];
  }
}

/** @param limit_bytes_per_s what the line can carry; undefined: unknown */
async function checkLink(device: LinkedDevice, limit_bytes_per_s: number | undefined): Promise<Finding> {
  const bytes = new Uint8Array(Math.min(device.hello.max_payload_bytes, MOST_ECHO_BYTES)).map(
    (_, index) => index * 31,
  );
  const start_ms = performance.now();
  let carried = 0;
  while (performance.now() - start_ms < ECHO_MS) {
    await device.echo(bytes);
    carried += 2 * bytes.length;
  }
  const rate = (carried / (performance.now() - start_ms)) * 1000;
  const { resends } = device.stats;
  const message = `The link carries ${(rate / 1024).toFixed(1)} KiB/s there and back, ${resends} frames sent again`;
  const slow = limit_bytes_per_s !== undefined && rate < LEAST_SHARE * limit_bytes_per_s;
  if (!slow && resends === 0) return { id: 'board-link', status: 'ok', message };
  return {
    id: 'board-link',
    status: 'warn',
    message,
    fix: 'Use a shorter cable, no hub in between, and check that nothing else reads that port (ModemManager does).',
  };
}
