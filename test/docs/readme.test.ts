import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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
  test('has commands to try', () => {
    expect(COMMANDS.length).toBeGreaterThan(3);
  });

  test.each(COMMANDS)('%s', async (line) => {
    const [npx, name, ...args] = line.split(/\s+/);
    expect([npx, name]).toEqual(['npx', 'hilbench']);
    using here = tempFolder();
    writeFileSync(join(here.path, 'model.tflite'), dsCnnKeywordSpotter());
    const { status, stderr } = await hilbench(args, { cwd: here.path });
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
