/** Promises the objects of the contract made from the rows of the corps. */
import { Adviser, WorkloadLine } from '../../schema/adviser/adviser';
import { Backbone, StaffingLine } from '../../schema/adviser/backbone';
import { OpeningHours, ServicePoint } from '../../schema/adviser/service-point';
import { AdviserTeam } from '../../schema/adviser/team';
import { globalId } from '../../schema/global-id';
import type { AdviserRow } from './adviser.repository';
import type { BackboneRow } from './backbone.repository';
import type { ServicePointRow } from './service-point.repository';
import type { Standing } from './staffing';
import type { TeamRow } from './team.repository';
import type { Workload } from './workload';

export function presentAdviser(row: AdviserRow): Adviser {
  return Object.assign(new Adviser(), {
    id: globalId('Adviser', row.id),
    adviserId: row.id,
    accountId: globalId('Account', row.accountId),
    account: row.accountId,
    areaCode: row.areaCode,
    kind: row.kind,
    competences: row.competences,
    teamId: row.teamId ?? undefined,
    appointedOn: row.appointedOn,
    appointmentReason: row.appointmentReason,
    endedOn: row.endedOn ?? undefined,
    endReason: row.endReason ?? undefined,
  });
}

export function presentTeam(row: TeamRow): AdviserTeam {
  return Object.assign(new AdviserTeam(), {
    id: globalId('AdviserTeam', row.id),
    teamId: row.id,
    areaCode: row.areaCode,
    name: row.name,
    formedAt: row.formedAt,
    dissolvedAt: row.dissolvedAt ?? undefined,
  });
}

export function presentBackbone(row: BackboneRow): Backbone {
  return Object.assign(new Backbone(), {
    id: globalId('Backbone', row.id),
    adviserId: row.adviserId,
    areaCode: row.areaCode,
    sinceOn: row.sinceOn,
    untilOn: row.untilOn ?? undefined,
    reason: row.reason,
  });
}

export function presentServicePoint(row: ServicePointRow): ServicePoint {
  return Object.assign(new ServicePoint(), {
    id: globalId('ServicePoint', row.id),
    areaCode: row.areaCode,
    name: row.name,
    address: row.address,
    telephone: row.telephone ?? undefined,
    openingHours: row.openingHours.map((span) => Object.assign(new OpeningHours(), span)),
    openedAt: row.openedAt,
    closedAt: row.closedAt ?? undefined,
  });
}

export function presentStanding({ explanation, ...line }: Standing): StaffingLine {
  return Object.assign(new StaffingLine(), {
    ...line,
    explanationZh: explanation.zh,
    explanationEn: explanation.en,
  });
}

export function presentWorkload({ part, open, overdue }: Workload): WorkloadLine {
  return Object.assign(new WorkloadLine(), {
    code: part.code,
    titleZh: part.title.zh,
    titleEn: part.title.en,
    open,
    overdue,
  });
}
