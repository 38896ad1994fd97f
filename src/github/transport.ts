import type { ProxySettings } from './context.ts';

/** The part of `fetch` that is used, so that a proxy or a test can stand in for it. */
export type Transport = (url: string, request: HttpRequest) => Promise<HttpResponse>;

export interface HttpRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Redirects are decided by the caller: the token must not follow one to another host. */
  readonly redirect: 'manual';
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null;
}

/** The transport of Node.js, or one through the proxy of the runner when one is set. */
export async function createTransport(proxy: ProxySettings): Promise<Transport> {
  if (proxy.http_proxy === undefined && proxy.https_proxy === undefined) return fetch;
  const undici = await import('undici');
  const dispatcher = new undici.EnvHttpProxyAgent({
    ...(proxy.http_proxy === undefined ? {} : { httpProxy: proxy.http_proxy }),
    ...(proxy.https_proxy === undefined ? {} : { httpsProxy: proxy.https_proxy }),
    ...(proxy.no_proxy === undefined ? {} : { noProxy: proxy.no_proxy }),
  });
  return (url, request) => undici.fetch(url, { ...request, dispatcher });
}
