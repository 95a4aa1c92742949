/** Promises the portal as built from the sources of now, behind a server of one's own. */
import { join } from 'node:path';
import { projectRoot } from '../../../server/project';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- plain JavaScript that runs before any build
const { ensurePortal } = require(join(projectRoot, 'client-examples', 'portal', 'build.js')) as {
  ensurePortal: (options: object) => Promise<unknown>;
};

export async function buildPortal(): Promise<void> {
  await ensurePortal({ report: () => undefined });
}
