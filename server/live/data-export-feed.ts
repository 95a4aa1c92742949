/** Promises the feed of exports: each step of them, for who asked for them. */
import { DataExportChanged } from '../../schema/live/data-export-changed';
import type { DataExportStatus } from '../../schema/export/data-export';
import { globalId, localId } from '../../schema/global-id';
import { accountScope } from '../event/audience';
import { forbidden } from '../identity/actor';
import type { Feed } from './feed';

export const dataExportFeed: Feed<string> = {
  field: 'dataExportChanges',
  subject: (args) => localId('Account', String(args.accountId)),
  route: (accountId) => ({ scopes: [accountScope(accountId)], types: ['DataExportChanged'] }),
  mayFollow: (actor, accountId) => actor.apiKey === undefined && actor.accountId === accountId,
  refused: () => forbidden(),
  present: ({ cursor, at, payload }) =>
    Object.assign(new DataExportChanged(), {
      ...{ cursor, at, status: payload.status as DataExportStatus, done: Number(payload.done) },
      exportId: globalId('DataExport', String(payload.exportId)),
      total: payload.total === null ? undefined : Number(payload.total),
    }),
};
