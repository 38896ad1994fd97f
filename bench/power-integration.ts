import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Figure, figure } from './measure.ts';

/** What bench/integrate-minute.ts prints. */
interface Minute {
  readonly cpu_s: number;
  readonly stream_s: number;
  readonly peak_bytes: number;
  readonly windows: number;
  readonly relative_error: number;
}

const MEBIBYTE = 1024 * 1024;

/**
 * Integrates a minute of current, voltage and wires at 2 MS/s each, in a process of its own, so that the peak
 * of its memory is this work's and what the integrator costs is not paid by anything else.
 */
export async function powerIntegrationFigures(): Promise<Figure[]> {
  const child = fork(join(import.meta.dirname, 'integrate-minute.ts'), { silent: true });
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`integrate-minute.ts ended with status ${status}`);
  const minute = JSON.parse(printed) as Minute;
  return [
    figure(
      'power: CPU for 2 MS/s of three signals',
      (100 * minute.cpu_s) / minute.stream_s,
      25,
      '% of a core',
    ),
    figure('power: memory of the process over a minute of it', minute.peak_bytes / MEBIBYTE, 200, 'MiB'),
    figure('power: error of the energy against the stream', 100 * minute.relative_error, 0.1, '%'),
  ];
}
