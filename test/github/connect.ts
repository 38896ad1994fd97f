import { createRestClient, type RestClient, type RestOptions } from '../../src/github/rest.ts';
import type { Log } from '../../src/support/log.ts';
import type { Github } from './server.ts';

export interface RecordedLog extends Log {
  readonly lines: string[];
}

export function recordLog(): RecordedLog {
  const lines: string[] = [];
  const record =
    (level: string) =>
    (line: string): void =>
      void lines.push(`${level}: ${line}`);
  return { lines, info: record('info'), debug: record('debug'), warn: record('warn') };
}

/** A client of the stand-in that does not wait long between attempts. */
export function connect(github: Github, options: Partial<RestOptions> = {}): RestClient {
  return createRestClient({
    api_url: github.api_url,
    graphql_url: `${github.api_url}/graphql`,
    token: github.state.token,
    version: '0.0.0-test',
    transport: fetch,
    log: recordLog(),
    timeout_ms: 10_000,
    attempt_timeout_ms: 3000,
    backoff_ms: 5,
    ...options,
  });
}
