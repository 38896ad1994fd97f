/**
 * A process that boots an emulated board and keeps it until it is killed:
 * `node board-holder.ts LEASE_DIR RUNTIME_DIR ELF`. Says `booted` once the board runs.
 */
import { createBench } from '../../src/bench/bench.ts';
import type { Image } from '../../src/firmware/types.ts';
import { findPlatform } from '../../src/platform/load.ts';
import { silentLog } from '../../src/support/log.ts';
import { platforms } from './emulated-bench.ts';

const [leaseDir = '', runtimeDir = '', elf_path = ''] = process.argv.slice(2);
const bench = createBench({ platforms, leaseDir, runtimeDir, log: silentLog, env: process.env });
const { signal } = new AbortController();
const platform = findPlatform(platforms, 'mps3_an547');
const board = await bench.lease({ platform, board: 'mps3_an547-0', run: 'holder', timeout_ms: 5000 }, signal);
const image: Image = {
  hash: '',
  build_id: '',
  elf_path,
  toolchain: { name: 'gcc', version: '' },
  from_store: true,
  rom_bytes: 0,
  ram_bytes: 0,
  sections: [],
};
await board.boot(image, [{ address: 0x6400_0000, bytes: new Uint8Array(16) }], signal);
process.stdout.write('booted\n');
