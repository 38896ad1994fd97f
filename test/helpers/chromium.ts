import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const { HILBENCH_CHROMIUM, HILBENCH_REQUIRE_ALL } = process.env;
const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine, or the one that `HILBENCH_CHROMIUM` names and no other. */
export const CHROMIUM = (HILBENCH_CHROMIUM === undefined ? PATHS : [HILBENCH_CHROMIUM]).find(existsSync);

if (CHROMIUM === undefined) {
  const what = 'There is no Chromium (set HILBENCH_CHROMIUM, or apt-get install chromium)';
  if (HILBENCH_REQUIRE_ALL === '1') {
    throw new Error(`${what}, and HILBENCH_REQUIRE_ALL=1 allows no skipped test.`);
  }
  process.stderr.write(`${what}: the tests of the HTML report in a browser are skipped.\n`);
}

/** A page with what it said and what it asked of the network. */
export interface ObservedPage extends AsyncDisposable {
  readonly page: Page;
  /** Messages of the console that are errors or warnings, and errors nobody caught. */
  readonly complaints: readonly string[];
  /** Every request but that of the page itself. */
  readonly requests: readonly string[];
}

export interface Browser extends AsyncDisposable {
  /** Opens a file in a window of its own theme and size. */
  open(path: string, options?: BrowserContextOptions): Promise<ObservedPage>;
}

async function observe(context: BrowserContext, path: string): Promise<ObservedPage> {
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  const address = `file://${path}`;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (request.url() !== address) requests.push(request.url());
  });
  await page.goto(address);
  return { page, complaints, requests, [Symbol.asyncDispose]: () => context.close() };
}

/** Starts Chromium; its profile and cache are temporary. */
export async function startBrowser(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'hilbench-chromium-'));
  const browser = await chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disk-cache-dir=${profile}`,
    ],
  });
  return {
    open: async (path, options = {}) => observe(await browser.newContext(options), path),
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
