import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './helpers/cli.ts';

/**
 * Where time is let pass on purpose, and why no event could be waited for instead. All of them end early when they
 * are aborted, within a deadline of the whole. None is on the way of a run that goes well, but for that of a board which
 * counts by itself.
 */
const WAITS: Readonly<Record<string, string>> = {
  'src/bench/ports.ts': 'no system tells serialport that a port has appeared: it looks until it has',
  'src/pipeline/board-report.ts':
    'no wire says that a board without an instrument is done: its probe looks, first when it should be',
  'src/github/data-branch.ts': 'another job has pushed first: waits before it tries again',
  'templates/bridge/joulescope_bridge.py':
    'a watchdog: ends the bridge when the vendor’s driver does not come back',
  'templates/firmware/port/neuralspot/hb_ns_wires.c':
    'the length of a pulse that tells a monitor of a failure',
  'src/github/rest.ts': 'GitHub says how long to wait before a request is repeated',
};

/** A timer that does nothing but end a promise, in TypeScript; a pause, in Python and C. */
const SLEEPS = [
  /\{[^}]*setTimeout[^}]*\} from 'node:timers\/promises'/,
  /setTimeout\(\s*(?:resolve|\(\)\s*=>\s*resolve\()/,
  /\bAtomics\.wait\(/,
  /\btime\.sleep\(/,
  /\basyncio\.sleep\((?!0\))/,
  /\b(?:am_util_delay|am_hal_delay|ns_delay)_(?:ms|us)\(/,
];

function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|py|c|cc|h)$/.test(entry.name))
    .filter((entry) => !/\.(?:test|fixture)\.ts$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

test('nothing sleeps: every wait is for an event, with a deadline', () => {
  const sleeping = [...sources('src'), ...sources('templates')].filter((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return SLEEPS.some((sleep) => sleep.test(text));
  });
  expect(sleeping.filter((path) => !(path in WAITS))).toEqual([]);
  expect(Object.keys(WAITS).filter((path) => !sleeping.includes(path))).toEqual([]);
});
