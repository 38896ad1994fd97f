import { describe, expect, it } from 'vitest';
import { type CoreOutput, createActionLog, MAX_ANNOTATIONS } from './log.ts';

/** Everything that would reach the runner, in order. */
function record() {
  const lines: string[] = [];
  const command =
    (name: string) =>
    (message: string, place: object): void =>
      void lines.push(`::${name} ${JSON.stringify(place)}::${message}`);
  const core: CoreOutput = {
    info: (text) => void lines.push(...text.split('\n')),
    debug: (text) => void lines.push(`::debug::${text}`),
    error: command('error'),
    warning: command('warning'),
    notice: command('notice'),
    startGroup: (name) => void lines.push(`::group::${name}`),
    endGroup: () => void lines.push('::endgroup::'),
    setSecret: (secret) => void lines.push(`::add-mask::${secret}`),
  };
  return { lines, log: createActionLog(core) };
}

describe('the log of the action', () => {
  it('disarms workflow commands in what a device prints', () => {
    const { lines, log } = record();
    log.untrusted('hello\r\n::set-output name=verdict::pass\r::add-mask::a\n\u001b[2J\u202ebye');
    const token = /^::stop-commands::([0-9a-f]{32})$/.exec(lines[0] ?? '')?.[1];
    expect(token).toBeDefined();
    expect(lines.slice(1)).toEqual([
      'hello',
      '::set-output name=verdict::pass',
      '::add-mask::a',
      '�[2J�bye',
      `::${token}::`,
    ]);
  });

  it('uses another token each time, so that the device cannot know it', () => {
    const { lines, log } = record();
    log.untrusted('a');
    log.untrusted('b');
    const tokens = lines.filter((line) => line.startsWith('::stop-commands::'));
    expect(new Set(tokens).size).toBe(2);
  });

  it('keeps the end of output that has no end', () => {
    const { lines, log } = record();
    log.untrusted(Array.from({ length: 5000 }, (_, index) => `line ${index}`).join('\n'));
    expect(lines).toContain('line 4999');
    expect(lines).not.toContain('line 0');
    expect(lines.length).toBeLessThan(2010);
  });

  it.each(['::warning::x', '  ::stop-commands::x', 'a\n::error::x', 'a ##[error]x'])(
    'does not let a line of its own become a command: %j',
    (text) => {
      const { lines, log } = record();
      log.info(text);
      expect(lines.join('\n')).not.toMatch(/^\s*::|##\[/m);
    },
  );

  it('shows ten annotations of each level and says how many more there are', () => {
    const { lines, log } = record();
    const one = { level: 'error' as const, title: 'slower', message: 'x', file: '.hilbench.yml', line: 3 };
    log.annotate(Array.from({ length: 13 }, () => one));
    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(MAX_ANNOTATIONS);
    expect(lines[0]).toContain('"file":".hilbench.yml","startLine":3');
    expect(lines.at(-1)).toContain('3 more');
  });

  it('closes a group also when its work fails', async () => {
    const { lines, log } = record();
    await expect(
      log.group('flash', async () => {
        log.info('inside');
        throw new Error('no board');
      }),
    ).rejects.toThrow('no board');
    expect(lines).toEqual(['::group::flash', 'inside', '::endgroup::']);
  });

  it('masks a secret, and nothing when there is none', () => {
    const { lines, log } = record();
    log.mask('');
    log.mask('ghs_x');
    expect(lines).toEqual(['::add-mask::ghs_x']);
  });
});
