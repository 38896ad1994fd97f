import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openSerial } from './serial-transport.ts';

const { signal } = new AbortController();

it.each([
  ['that is not there', '/dev/hilbench-none', /No such file or directory/u],
  ['that is no terminal', fileURLToPath(import.meta.url), /cannot be opened/u],
])('a port %s cannot be opened', async (_, path, words) => {
  await expect(openSerial({ path, baud: 115_200, signal })).rejects.toMatchObject({
    code: 'PORT_FAILED',
    kind: 'bench',
    message: expect.stringMatching(words),
  });
});

it('an aborted run opens no port', async () => {
  const aborted = openSerial({ path: '/dev/hilbench-none', baud: 115_200, signal: AbortSignal.abort() });
  await expect(aborted).rejects.toMatchObject({ code: 'CANCELLED' });
});
