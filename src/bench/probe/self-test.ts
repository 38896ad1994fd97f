import type { Transport } from '../../link/types.ts';
import { withDeadline } from '../../support/deadline.ts';
import { HilbenchError } from '../../support/errors.ts';
import type { Workspace } from '../workspace.ts';
import { type QemuDeps, startQemu } from './qemu.ts';

const ANSWER = 'k';
const ANSWER_TIMEOUT_MS = 5000;

/**
 * A program of 28 bytes for `mps3-an547` that prints one letter and stops, as ARMv8-M code by hand: the
 * emulator is to be tried where no compiler is, too.
 */
export const SELF_TEST_IMAGE: Uint8Array = new Uint8Array(
  Uint32Array.of(
    0x2001_0000, // initial stack pointer
    0x0000_0009, // reset vector: byte 8, Thumb
    0x2110_4803, // ldr r0, =UART0          movs r1, #16
    0x2101_6101, // str r1, [r0, #16] BAUD  movs r1, #1
    0x2100_6081 | (ANSWER.charCodeAt(0) << 16), // str r1, [r0, #8] CTRL  movs r1, #'k'
    0xe7fe_6001, // str r1, [r0, #0] DATA   b .
    0x4930_3000, // UART0
  ).buffer,
);

/**
 * Boots the program above and waits for its letter.
 *
 * @throws {HilbenchError} what keeps the emulator or its port from working: `PROBE_…`, `PORT_…`
 */
export async function tryEmulator(
  env: QemuDeps['env'],
  workspace: Workspace,
  signal: AbortSignal,
): Promise<void> {
  const image = await workspace.write('self-test.bin', SELF_TEST_IMAGE);
  const start = {
    machine: 'mps3-an547',
    icount_shift: 6,
    elf_path: image,
    blobs: [],
    baud: 115_200,
    line: 'link' as const,
  };
  await using qemu = await startQemu(start, { env, workspace, onOutput: () => {} }, signal);
  const silent = (): HilbenchError =>
    new HilbenchError({
      kind: 'bench',
      code: 'PROBE_EMULATOR_SILENT',
      message: `A test program in the emulator did not answer over ${qemu.transport.path} within ${ANSWER_TIMEOUT_MS} ms.`,
      hint: 'Check that QEMU is 7.2 or later, and that pseudo-terminals work here (/dev/pts is mounted).',
    });
  await withDeadline(signal, ANSWER_TIMEOUT_MS, silent, () => firstLetter(qemu.transport));
}

function firstLetter(transport: Transport): Promise<void> {
  return new Promise((resolve, reject) => {
    transport.onClose((reason) => reject(reason ?? new Error('the port was closed')));
    transport.onData((bytes) => {
      if (Buffer.from(bytes).includes(ANSWER)) resolve();
    });
  });
}
