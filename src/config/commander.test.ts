import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { addRunOptions, givenFlags, knownNames, normalizeArguments, usageError } from './commander.ts';
import { flagOf, OPTIONS } from './options.ts';

function program(): Command {
  const silent = { writeOut: () => {}, writeErr: () => {} };
  const root = new Command('hilbench').exitOverride().configureOutput(silent);
  addRunOptions(root.command('run').argument('[model]').exitOverride().configureOutput(silent));
  return root;
}

function parse(...argv: string[]) {
  const root = program();
  root.parse(normalizeArguments(argv), { from: 'user' });
  const run = root.commands[0];
  if (run === undefined) throw new Error('the command is gone');
  return { flags: givenFlags(run), model: run.args[0] };
}

function errorOf(...argv: string[]) {
  try {
    parse(...argv);
  } catch (cause) {
    if (cause instanceof CommanderError) return usageError(cause, knownNames(program()));
    throw cause;
  }
  throw new Error('nothing was thrown');
}

describe('the command line of a run', () => {
  it('knows every option', () => {
    for (const option of OPTIONS) {
      const value = option.type === 'boolean' ? [] : ['x'];
      expect(parse('run', 'm.tflite', flagOf(option.name), ...value)).toEqual({
        model: 'm.tflite',
        flags: { [option.name]: option.type === 'boolean' ? true : 'x' },
      });
    }
  });

  it('gives nothing for what was not said', () => {
    expect(parse('run').flags).toEqual({});
  });

  it('knows both forms of a switch, the last one counts', () => {
    expect(parse('run', '--no-create-binary', '--no-random-data').flags).toEqual({
      create_binary: false,
      random_data: false,
    });
    expect(parse('run', '--no-create-profile', '--create-profile', '--json', '--no-json').flags).toEqual({
      create_profile: true,
      json: false,
    });
  });

  it('takes underscores for dashes in names, and leaves values alone', () => {
    const { flags, model } = parse(
      'run',
      '--arena_size_scratch_buffer_padding=4',
      '--model_name',
      'a_b',
      'my_model',
    );
    expect(flags).toEqual({ arena_size_scratch_buffer_padding: '4', model_name: 'a_b' });
    expect(model).toBe('my_model');
    expect(normalizeArguments(['--a_b=c_d', '--', '--e_f'])).toEqual(['--a-b=c_d', '--', '--e_f']);
  });

  it('suggests what a misspelt option meant', () => {
    const error = errorOf('run', 'm.tflite', '--platfrom', 'x');
    expect(error).toMatchObject({ kind: 'input', code: 'CONFIG_UNKNOWN_OPTION' });
    expect(error?.message).toContain("'--platfrom'");
    expect(error?.hint).toMatch(/^Did you mean "--platform"/);
  });

  it('suggests what a misspelt command meant', () => {
    expect(errorOf('rnu')?.hint).toMatch(/^Did you mean "run"/);
  });

  it('says when a value is missing', () => {
    expect(errorOf('run', '--runs')).toMatchObject({ code: 'CONFIG_USAGE', kind: 'input' });
  });

  it('ends what it says of arguments with one full stop', () => {
    expect(errorOf('run', 'a.tflite', 'b.tflite')?.message).toMatch(/got 2\.$/);
  });

  it('has no error for help, which shows every option with its default', () => {
    expect(errorOf('run', '--help')).toBeUndefined();
    const help = program().commands[0]?.helpInformation().replace(/\s+/g, ' ') ?? '';
    for (const option of OPTIONS) {
      const shown =
        option.type === 'boolean' && option.default ? flagOf(`no_${option.name}`) : flagOf(option.name);
      expect(help).toContain(`${shown} `);
    }
    expect(help).toContain('--runs <RUNS> Inferences of the validation, and of the profile. (default: 10)');
    expect(help).not.toContain('--no-json');
  });
});
