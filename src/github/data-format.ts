import { z } from 'zod';
import type { History, MetricId } from '../regression/types.ts';
import { parseResult } from '../result/read.ts';
import type { RunResult } from '../result/schema.ts';
import { shaSchema } from './event.ts';
import { figuresOf, HISTORY_METRICS, type Subject, subjectSlug } from './subject.ts';

/**
 * Layout of the data branch:
 *
 *     v1/<subject>/history.jsonl                      one line a commit, oldest first: its numbers
 *     v1/<subject>/results/<sha>-<fingerprint>.json   of the latest commits
 */

/** Lines of a history; a line has less than 2 KiB. */
const MAX_HISTORY_LINES = 500;
/** Results that are kept of a subject. */
export const MAX_RESULTS = 40;
export const MAX_HISTORY_BYTES = 4 * 1024 * 1024;
export const MAX_RESULT_BYTES = 64 * 1024 * 1024;

const metricSchema = z.enum(HISTORY_METRICS);

const lineSchema = z.object({
  schema: z.literal('hilbench.history/1'),
  sha: shaSchema,
  created_at: z.iso.datetime(),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  figures: z
    .array(z.object({ metric: metricSchema, mode: z.enum(['hp', 'lp']).optional(), value: z.number() }))
    .max(64),
});

/** One commit in a history. */
export type HistoryLine = z.infer<typeof lineSchema>;
/** Boards of one platform can differ in silicon: a commit has a result for each fingerprint. */
export type ResultId = Pick<HistoryLine, 'sha' | 'fingerprint'>;

export const historyPath = (subject: Subject): string => `v1/${subjectSlug(subject)}/history.jsonl`;
export const resultPath = (subject: Subject, { sha, fingerprint }: ResultId): string =>
  `v1/${subjectSlug(subject)}/results/${sha}-${fingerprint.slice(0, 12)}.json`;

/** Lines that are not of this version, or damaged, are left out. */
export function parseHistory(text: string): HistoryLine[] {
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return []; // damaged by hand; the others still count
    }
    const parsed = lineSchema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}

export function formatHistory(lines: readonly HistoryLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The history with the commit at its end; one that ran again replaces what it said. */
export function withResult(lines: readonly HistoryLine[], sha: string, result: RunResult): HistoryLine[] {
  const others = lines.filter((line) => line.sha !== sha || line.fingerprint !== result.fingerprint);
  const line: HistoryLine = {
    schema: 'hilbench.history/1',
    sha,
    created_at: result.finished_at,
    fingerprint: result.fingerprint,
    figures: figuresOf(result),
  };
  return [...others, line].slice(-MAX_HISTORY_LINES);
}

/** What is kept of a result: all but the samples of waveforms, which nobody compares. */
export function formatStoredResult(result: RunResult): string {
  const bare = (all: RunResult['power']) =>
    all === undefined ? {} : { power: all.map(({ waveform: _, ...rest }) => rest) };
  const { aot } = result;
  const second = aot === undefined ? {} : { aot: { ...aot, ...bare(aot.power) } };
  return `${JSON.stringify({ ...result, ...bare(result.power), ...second })}\n`;
}

export const parseStoredResult = (text: string, path: string): RunResult => parseResult(text, path);

/**
 * The numbers of comparable results as a series for each metric, oldest first.
 *
 * @param last_values at most so many
 */
export function toHistory(
  lines: readonly HistoryLine[],
  fingerprint: string,
  last_values: number,
): History[] {
  const series = new Map<string, { metric: MetricId; mode?: 'hp' | 'lp'; values: number[] }>();
  for (const { figures } of lines.filter((line) => line.fingerprint === fingerprint).slice(-last_values)) {
    for (const { metric, mode, value } of figures) {
      const id = `${metric} ${mode ?? ''}`;
      const found = series.get(id);
      if (found === undefined) {
        series.set(id, { metric, ...(mode === undefined ? {} : { mode }), values: [value] });
      } else found.values.push(value);
    }
  }
  return [...series.values()];
}
