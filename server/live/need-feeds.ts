/** Promises the feeds of needs: whose events they carry, who may follow them, and what an event is in them. */
import type { AreaRepository } from '../area/area.repository';
import type { Database } from '../database/database';
import { localId } from '../../schema/global-id';
import { areaScope, organisationScope } from '../event/audience';
import { forbidden } from '../identity/actor';
import type { Feed } from './feed';
import { feedNotFound, mayFollowArea, mayFollowOrganisation, organisationRefused } from './live.policy';
import { needEventTypes, presentNeedEvent } from './present';

/** The subject is the local id of the organisation: of others it does not exist, one's own is forbidden while not approved. */
export const organisationFeed: Feed<string> = {
  field: 'organisationFeed',
  subject: (args) => localId('Organisation', String(args.organisationId)),
  route: (organisationId) => ({ scopes: [organisationScope(organisationId)], types: needEventTypes }),
  mayFollow: mayFollowOrganisation,
  refused: organisationRefused,
  present: presentNeedEvent,
};

/** The subject is the code of the area. */
export function areaFeed(database: Database, areas: AreaRepository): Feed<string> {
  return {
    field: 'areaFeed',
    subject: (args) => String(args.areaCode),
    route: (areaCode) => ({ scopes: [areaScope(areaCode)], types: needEventTypes }),
    mayFollow: mayFollowArea,
    refused: forbidden,
    find: async (areaCode) => {
      if (!(await areas.findArea(database, areaCode))) throw feedNotFound();
    },
    present: (event) => presentNeedEvent(event),
  };
}
