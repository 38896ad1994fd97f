import { createHash } from 'node:crypto';
import { z } from 'zod';
import { numberSchema, shaSchema } from './event.ts';

/** What the hidden first line of a comment or issue says about it. */
export interface Marker {
  /** Of the configuration that it belongs to; any text. */
  readonly key: string;
  readonly head_sha: string;
  readonly run_id: number;
  readonly run_attempt: number;
}

const KIND = 'hilbench';

function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}

/** One HTML comment, first in the text so that cutting it off at the end cannot remove it. */
export function formatMarker(marker: Marker): string {
  return `<!-- ${KIND} ${keyHash(marker.key)} ${marker.head_sha} ${marker.run_id}.${marker.run_attempt} -->`;
}

const MARKER = /^<!-- hilbench ([0-9a-f]{16}) ([0-9a-f]{40,64}) (\d{1,16})\.(\d{1,6}) -->\r?\n?/;

/** The marker with which `text` begins and what follows it, or undefined when it is not one for `key`. */
export function parseMarker(
  text: string,
  key: string,
): { readonly marker: Marker; readonly rest: string } | undefined {
  const match = MARKER.exec(text);
  if (match === null || match[1] !== keyHash(key)) return undefined;
  const marker = z
    .object({ head_sha: shaSchema, run_id: numberSchema, run_attempt: numberSchema })
    .safeParse({ head_sha: match[2], run_id: Number(match[3]), run_attempt: Number(match[4]) });
  return marker.success ? { marker: { key, ...marker.data }, rest: text.slice(match[0].length) } : undefined;
}

/** Whether `a` was written by a later run than `b`. */
export function isLater(a: Marker, b: Marker): boolean {
  return a.run_id > b.run_id || (a.run_id === b.run_id && a.run_attempt > b.run_attempt);
}

/** What a text says besides when and in which run: addresses of links, and times to the second, left out. */
export function withoutRun(text: string): string {
  return text.replace(/\]\([^()\s]*\)/g, ']()').replace(/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, '');
}
