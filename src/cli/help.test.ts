import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addRunOptions } from '../config/commander.ts';
import { GROUPS } from '../config/options/spec.ts';
import { NARROW_HELP } from './help.ts';

function helpOfRun(): string[] {
  const program = new Command('hilbench').configureHelp({ ...NARROW_HELP, helpWidth: 80 });
  return addRunOptions(program.command('run [MODEL]')).helpInformation().split('\n');
}

describe('the help of a run', () => {
  it('fits a terminal of 80 columns, but for the names of options themselves', () => {
    const beside = helpOfRun().filter((line) => !/^ {2}-\S+ <\S+>$/.test(line));
    expect(Math.max(...beside.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('has the options in their groups, and the usual ones last', () => {
    const headings = helpOfRun().filter((line) => /^[A-Z]/.test(line) && !line.startsWith('Usage'));
    expect(headings).toEqual([...GROUPS, 'Options:']);
  });

  it('puts a description below a name that is too long to stand beside', () => {
    const lines = helpOfRun();
    const at = lines.findIndex((line) => line.startsWith('  --arena-size-scratch-buffer-padding'));
    expect(lines[at]).toMatch(/>$/);
    expect(lines[at + 1]).toMatch(/^ {34}Added to the arena/);
    expect(lines.find((line) => line.startsWith('  --runs <RUNS> '))).toContain('  Inferences of');
  });
});
