import { createServer } from 'node:http';
import { type AddressInfo, connect as connectSocket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { anything } from '../../src/github/rest.ts';
import { createTransport } from '../../src/github/transport.ts';
import { connect } from './connect.ts';
import { startGithub } from './server.ts';

it('goes through the proxy of the runner, except to hosts that are to be reached directly', async () => {
  await using github = await startGithub();
  const tunnels: string[] = [];
  const proxy = createServer((_, response) => void response.writeHead(405).end());
  proxy.on('connect', (request, client) => {
    tunnels.push(request.url ?? '');
    const [host = '', port] = (request.url ?? '').split(':');
    const target = connectSocket(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const http_proxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const { signal } = new AbortController();
  const ask = async (no_proxy?: string): Promise<void> => {
    const transport = await createTransport({ http_proxy, ...(no_proxy === undefined ? {} : { no_proxy }) });
    await connect(github, { transport }).call('GET', '/repos/acme/models/issues', anything, { signal });
  };
  for (const direct of ['127.0.0.1', 'example.com, *', new URL(github.api_url).host]) await ask(direct);
  expect(tunnels).toEqual([]);
  await ask('127.0.0.2,example.com');
  expect(tunnels).toEqual([new URL(github.api_url).host]);
});
