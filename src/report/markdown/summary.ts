import { type ReportInput, reportMarkdown, type Stage, stagesFor } from './comment.ts';

/** What GitHub takes as the summary of one step, in bytes. */
export const SUMMARY_LIMIT_BYTES = 1_048_576;

/** A page has room for every layer and every figure; only a run of very many results must be shortened. */
const STAGES: readonly Stage[] = [
  { layers: 'all', parts: true, rows: 1000 },
  { layers: 'changed', parts: true, rows: 100 },
  { layers: 'changed', parts: true, rows: 20 },
  { layers: 'none', parts: false, rows: 100 },
  { layers: 'none', parts: false, rows: 5 },
];

export interface SummaryInput extends ReportInput {
  /** Bytes of UTF-8 that are left for it. */
  readonly limit_bytes?: number;
}

/** The summary of a job: what the comment says, with the table of all layers. */
export function summaryMarkdown(input: SummaryInput): string {
  const limit = input.limit_bytes ?? SUMMARY_LIMIT_BYTES;
  for (const stage of stagesFor(STAGES, input.verdicts.length, limit)) {
    const text = `${reportMarkdown(input, stage)}\n`;
    if (Buffer.byteLength(text) <= limit) return text;
  }
  throw new RangeError(`The shortest summary is longer than ${limit} bytes.`);
}
