import type { Bench } from '../../bench/types.ts';
import { textTable } from '../../report/table.ts';
import { plainText } from '../../support/text.ts';
import type { Output } from '../output.ts';

/** `hilbench boards`: the boards of this host, and who holds them. */
export async function boardsCommand(bench: Bench, output: Output): Promise<void> {
  const boards = await bench.boards();
  output.result(boards, () => {
    const rows = boards.map(({ id, platform, probe, leased_by }) => [
      id,
      platform,
      probe,
      leased_by === undefined
        ? 'free'
        : `leased by ${plainText(leased_by.run, 64)} (pid ${leased_by.pid} on ${plainText(leased_by.host, 64)}) since ${plainText(leased_by.since, 32)}`,
    ]);
    return `${textTable([{ title: 'board' }, { title: 'platform' }, { title: 'probe' }, { title: 'state' }], rows)}\n`;
  });
}
