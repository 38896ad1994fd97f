import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { findProgram } from '../support/find-program.ts';
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

const python = process.platform === 'linux' ? findProgram('python3', process.env) : undefined;
/** It matters where in a read one is pulled. */
const PORTS = 30;
/** Ports on which bytes come all the time; when its standard input ends they are pulled, one after the other. */
const CHATTY = `
import os, pty, select, sys, tty
pairs = [pty.openpty() for _ in range(${PORTS})]
for _, slave in pairs:
    tty.setraw(slave)
print(*(os.ttyname(slave) for _, slave in pairs), flush=True)
masters = [master for master, _ in pairs]
for master in masters:
    os.set_blocking(master, False)
while masters:
    for master in select.select([], masters, [], 0.001)[1]:
        os.write(master, bytes(512))
    if select.select([sys.stdin], [], [], 0)[0]:
        os.close(masters.pop())
`;

it.runIf(python)('a port that is pulled while bytes come is gone, whenever it is', async () => {
  const child = spawn(python ?? '', ['-c', CHATTY], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [paths] = (await once(createInterface(child.stdout), 'line')) as [string];
  await using opened = new AsyncDisposableStack();
  const reading = paths.split(' ').map(async (path) => {
    const transport = opened.use(await openSerial({ path, baud: 115_200, signal }));
    await new Promise<void>((resolve) => transport.onData(() => resolve()));
    return { gone: new Promise((resolve) => transport.onClose(resolve)) };
  });
  const ports = await Promise.all(reading);
  child.stdin.end();
  for (const port of ports) expect(await port.gone).toBeInstanceOf(Error);
});
