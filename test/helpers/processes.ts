import { readdir, readFile } from 'node:fs/promises';

export interface RunningProcess {
  readonly pid: number;
  /** Its command line, the arguments by spaces. */
  readonly command: string;
}

/** Every process that can be seen from here and has a command line. */
export async function runningProcesses(): Promise<readonly RunningProcess[]> {
  const found: RunningProcess[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    // It may end meanwhile.
    const line = await readFile(`/proc/${name}/cmdline`, 'latin1').catch(() => '');
    if (line !== '') found.push({ pid: Number(name), command: line.replaceAll('\0', ' ') });
  }
  return found;
}

/** Command lines of all processes that name `text`. */
export async function processesNaming(text: string): Promise<readonly string[]> {
  return (await runningProcesses()).map(({ command }) => command).filter((command) => command.includes(text));
}
