/** Promises the portal as built from the sources of now, behind a server of one's own, and a browser beside it. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { projectRoot } from '../../../server/project';
import { startTestServer, type TestServer } from '../../stage/server';
import { launchChromium } from './chromium';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- plain JavaScript that runs before any build
const { ensurePortal } = require(join(projectRoot, 'client-examples', 'portal', 'build.js')) as {
  ensurePortal: (options: object) => Promise<unknown>;
};

export async function buildPortal(): Promise<void> {
  await ensurePortal({ report: () => undefined });
}

export interface Portal {
  readonly server: TestServer;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** A server that serves the portal, by default an empty one. */
export async function openPortal(start: () => Promise<TestServer> = startTestServer): Promise<Portal> {
  const launching = launchChromium();
  // A server looks once, when it starts, at what pages there are.
  await buildPortal();
  const server = await start();
  const browser = await launching;
  return {
    server,
    browser,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
