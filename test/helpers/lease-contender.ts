/**
 * A process that competes for one board: `node lease-contender.ts DIR BOARD ROUNDS WITNESS`.
 * While it holds the board it creates WITNESS, which fails if another process holds it as well.
 * With ROUNDS 0 it takes the board, says `held`, and keeps it until it is killed.
 */
import { rm, writeFile } from 'node:fs/promises';
import { LeaseStore } from '../../src/bench/lease.ts';
import { waitForLease } from '../../src/bench/wait-for-lease.ts';
import { silentLog } from '../../src/support/log.ts';

const [dir = '', board = '', rounds = '0', witness = ''] = process.argv.slice(2);
const store = new LeaseStore(dir);
const want = { boards: [board], run: `contender ${process.pid}`, timeout_ms: 60_000 };
const { signal } = new AbortController();

if (rounds === '0') {
  await waitForLease(store, want, silentLog, signal);
  process.stdout.write('held\n');
  setInterval(() => {}, 1000);
} else {
  for (let round = 0; round < Number(rounds); round++) {
    const lease = await waitForLease(store, want, silentLog, signal);
    await writeFile(witness, String(process.pid), { flag: 'wx' });
    await rm(witness);
    await lease[Symbol.asyncDispose]();
  }
  process.stdout.write('done\n');
}
