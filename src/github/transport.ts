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

/** Whether NO_PROXY names the host: whole, as the end of its name, with or without a port; or all, by `*`. */
function isDirect(url: URL, no_proxy: string): boolean {
  return no_proxy
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map((entry) => entry.toLowerCase().replace(/^\*?\./, ''))
    .some(
      (entry) =>
        entry === '*' ||
        [url.host, url.hostname].some((host) => host === entry || host.endsWith(`.${entry}`)),
    );
}

/** The transport of Node.js, or one through the proxy of the runner when one is set. */
export async function createTransport(proxy: ProxySettings): Promise<Transport> {
  const { http_proxy, https_proxy, no_proxy = '' } = proxy;
  if (http_proxy === undefined && https_proxy === undefined) return fetch;
  // Its own fetch: an agent of one version does not serve the fetch of another.
  const { fetch: proxyFetch, ProxyAgent } = await import('undici');
  const agents = {
    'http:': http_proxy === undefined ? undefined : new ProxyAgent(http_proxy),
    'https:': https_proxy === undefined ? undefined : new ProxyAgent(https_proxy),
  };
  return (address, request) => {
    const url = new URL(address);
    const dispatcher = url.protocol === 'http:' ? agents['http:'] : agents['https:'];
    if (dispatcher === undefined || isDirect(url, no_proxy)) return fetch(address, request);
    return proxyFetch(address, { ...request, dispatcher });
  };
}
