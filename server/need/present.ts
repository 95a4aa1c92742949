/** Promises a need as its reader may see it: what a sight does not open is absent, not masked. */
import { globalId } from '../../schema/global-id';
import { Need } from '../../schema/need/need';
import { codesOf } from '../../schema/taxonomy/service-kind-codes';
import type { NeedSight } from './need.policy';
import type { NeedRow } from './need.repository';

const communityDigits = 12;

export function presentNeed(row: NeedRow, sight: NeedSight): Need {
  const area = sight === 'AREA';
  const tailored = area || sight === 'CLAIMANT';
  return Object.assign(new Need(), {
    id: globalId('Need', row.id),
    needId: row.id,
    kind: row.kind,
    serviceKind: row.serviceKind,
    domain: codesOf(row.serviceKind).domain,
    urgency: row.urgency,
    cardText: row.cardText,
    wantedBy: row.wantedBy ?? undefined,
    quantity: row.quantity,
    quantityUnit: row.quantityUnit ?? undefined,
    quantityClaimed: row.quantityClaimed,
    quantityRemaining: row.quantity - row.quantityClaimed,
    quantityDelivered: row.quantityDelivered,
    priceCeilingFen: row.priceCeilingFen ?? undefined,
    wishedItem: row.wishedItem ?? undefined,
    situations: row.situations,
    languages: row.languages,
    skills: row.skills,
    restricted: row.restricted,
    status: row.status,
    statusSince: row.statusSince,
    referredAt: row.referredAt ?? undefined,
    shownAreaCode: area ? row.areaCode : row.areaCode.slice(0, communityDigits),
    ...(tailored && {
      literacy: row.literacy ?? undefined,
      economicStatus: row.economicStatus ?? undefined,
      hardshipDegree: row.hardshipDegree ?? undefined,
    }),
    ...(area && {
      origin: row.origin,
      statusReason: row.statusReason ?? undefined,
      createdAt: row.createdAt,
      opensAt: row.opensAt ?? undefined,
      householdId: row.householdId,
    }),
  });
}
