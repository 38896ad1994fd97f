import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DEFAULT_CONFIG, GATE_FILE, type GateConfig, readGate } from '../../regression/config.ts';
import { judge } from '../../regression/gate.ts';
import { compareJson, compareReport } from '../../report/compare.ts';
import { reportMarkdown } from '../../report/markdown/comment.ts';
import { outcomeOf } from '../../report/markdown/regressions.ts';
import { readResult } from '../../result/read.ts';
import { HilbenchError } from '../../support/errors.ts';
import type { Output, Sink } from '../output.ts';

const FORMATS = ['text', 'markdown', 'json'] as const;
type CompareFormat = (typeof FORMATS)[number];

export interface CompareOptions {
  readonly gate?: string;
  readonly format?: string;
  readonly json?: boolean;
}

function formatOf({ format, json }: CompareOptions): CompareFormat {
  const wanted = format ?? (json ? 'json' : 'text');
  const found = FORMATS.find((each) => each === wanted);
  if (found !== undefined && !(json && found !== 'json')) return found;
  throw new HilbenchError({
    kind: 'input',
    code: 'COMPARE_FORMAT',
    message:
      found === undefined
        ? `There is no format "${wanted}".`
        : `--json and --format ${found} cannot both be had.`,
    hint: `Set --format to one of: ${FORMATS.join(', ')}.`,
  });
}

/** The thresholds named, those of the folder's `.hilbench.yml`, or the built-in ones. */
async function gateOf(gate: string | undefined, cwd: string): Promise<GateConfig> {
  if (gate !== undefined) return readGate(resolve(cwd, gate), cwd);
  const usual = resolve(cwd, GATE_FILE);
  const there = await access(usual).then(
    () => true,
    () => false,
  );
  return there ? readGate(usual, cwd) : DEFAULT_CONFIG;
}

/**
 * `hilbench compare BASE HEAD`: judges one result against another.
 *
 * @returns the exit status: 1 when the gate fails, or the outputs of the head are wrong
 * @throws {HilbenchError} `COMPARE_FORMAT` (kind `input`), those of reading results and thresholds
 */
export async function compareCommand(
  paths: { readonly base: string; readonly head: string },
  options: CompareOptions,
  context: { readonly cwd: string; readonly output: Output; readonly stdout: Sink },
): Promise<number> {
  const format = formatOf(options);
  const { cwd, output, stdout } = context;
  const { rules } = await gateOf(options.gate, cwd);
  const base = await readResult(resolve(cwd, paths.base));
  const head = await readResult(resolve(cwd, paths.head));
  const baseline = { source: 'file', created_at: base.finished_at } as const;
  const gate = judge({ base, head, rules, baseline });
  const verdict = { ...gate, outcome: outcomeOf(gate) };
  if (format === 'json' && !options.json) stdout.write(`${JSON.stringify(compareJson(verdict), null, 2)}\n`);
  else if (format === 'markdown') {
    const whole = { layers: 'all', parts: true, rows: 1000 } as const;
    const input = { verdicts: [verdict], histories: [], links: { artifacts: [] }, commit: '' };
    stdout.write(`${reportMarkdown(input, whole)}\n`);
  } else output.result(compareJson(verdict), () => compareReport(verdict));
  return verdict.outcome === 'fail' ? 1 : 0;
}
