import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_MODEL, DEMO_OPTIONS } from '../../scripts/demo-options.ts';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { hilbench, ROOT, tempFolder } from '../helpers/cli.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** Command lines of the fenced blocks marked `sh run`, without `npx hilbench`. */
const COMMANDS = [...README.matchAll(/^```sh run\n([\s\S]*?)^```/gm)]
  .flatMap(([, block]) => (block ?? '').split('\n'))
  .map((line) => line.replace(/#.*/, '').trim())
  .filter((line) => line !== '');

describe('the README', () => {
  const reader = tempFolder();
  beforeAll(() => writeFileSync(join(reader.path, 'model.tflite'), dsCnnKeywordSpotter()));
  afterAll(() => reader[Symbol.dispose]());

  test('has commands to try', () => {
    expect(COMMANDS.length).toBeGreaterThan(3);
  });

  // One after the other in one folder, as a reader runs them.
  test.each(COMMANDS)('%s', async (line) => {
    const [npx, name, ...args] = line.split(/\s+/);
    expect([npx, name]).toEqual(['npx', 'hilbench']);
    const { status, stderr } = await hilbench(args, { cwd: reader.path });
    expect(status, stderr).toBe(0);
  });

  test('shows the report of the demo as it is, but for its numbers', async () => {
    using here = tempFolder();
    writeFileSync(join(here.path, DEMO_MODEL), dsCnnKeywordSpotter());
    const { stdout } = await hilbench(['run', DEMO_MODEL, ...DEMO_OPTIONS], {
      cwd: here.path,
    });
    const shape = (text: string): string =>
      text
        .replaceAll(`${here.path}/`, '')
        .replace(/[█▏]+/g, '█')
        .replace(/[\d,.]+/g, '0')
        .replace(/ +/g, ' ')
        .trim();
    const shown = /<!-- demo-report -->\n+```text\n([\s\S]*?)\n```/.exec(README)?.[1] ?? '';
    expect(shape(shown)).toBe(shape(stdout));
  });
});
