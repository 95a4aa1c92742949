/** Promises the only SQL for organisations and their offerings (claims change capacity_used in their own statement). */
import type { Urgency } from '../../schema/need/enums';
import type { CapacityStatus } from '../../schema/organisation/offering';
import type { OrganisationKind, OrganisationStatus } from '../../schema/organisation/organisation';
import type { ServiceKind } from '../../schema/taxonomy/service-kind';
import type { Statements, Transaction } from '../database/database';
import { skipping, type Rivals } from '../database/rivals';
import { askedKeys } from '../database/together';
import type {
  OrganisationEntity,
  OrganisationStandingEntity,
  ServiceOfferingEntity,
  ServicePledge,
} from './organisation.entity';

export type OrganisationRow = OrganisationEntity;

/** An offering together with what decides whether its organisation may act. */
export type OfferingRow = ServiceOfferingEntity & {
  readonly organisationStatus: OrganisationStatus;
  readonly organisationKind: OrganisationEntity['kind'];
  readonly organisationName: string;
  /** Null until it was counted for the first time. */
  readonly standing: Omit<OrganisationStandingEntity, 'organisationId' | 'countedAt'> | null;
};

/** Which organisations a reader may see besides the approved ones. */
export interface Sight {
  readonly everything: boolean;
  readonly organisationIds: readonly string[];
  /** Areas whose organisations, and those of no area, the reader oversees. */
  readonly areaCodes: readonly string[];
}

export type NewOrganisation = Pick<OrganisationEntity, 'id' | 'kind' | 'name' | 'status'> &
  Partial<Pick<OrganisationEntity, 'nameEn' | 'unifiedSocialCreditCode' | 'areaCode' | 'registeredBy'>>;

export type NewOffering = Pick<
  ServiceOfferingEntity,
  'id' | 'organisationId' | 'serviceKind' | 'name' | 'areaCodes' | 'capacityMaximum'
> &
  Partial<
    Pick<
      ServiceOfferingEntity,
      'situations' | 'languages' | 'skills' | 'takesRestricted' | 'capacityStatus' | 'minimumUrgency' | 'pledge'
    >
  >;

export type OfferingRevision = Partial<
  Pick<ServiceOfferingEntity, 'name' | 'areaCodes' | 'situations' | 'languages' | 'skills' | 'takesRestricted'>
>;

/** The columns of an organisation, of the table or of an alias. */
function organisationColumns(of: string): string {
  return `${of}.id, ${of}.kind, ${of}.name, ${of}.name_en AS "nameEn",
    ${of}.unified_social_credit_code AS "unifiedSocialCreditCode", ${of}.area_code AS "areaCode", ${of}.status,
    ${of}.status_reason AS "statusReason", ${of}.status_since AS "statusSince", ${of}.registered_by AS "registeredBy",
    ${of}.created_at AS "createdAt"`;
}

const offeringColumns = `o.id, o.organisation_id AS "organisationId", o.service_kind AS "serviceKind", o.name,
    o.area_codes AS "areaCodes", o.situations, o.languages, o.skills, o.takes_restricted AS "takesRestricted",
    o.capacity_status AS "capacityStatus", o.capacity_maximum AS "capacityMaximum", o.capacity_used AS "capacityUsed",
    o.capacity_updated_at AS "capacityUpdatedAt", o.minimum_urgency AS "minimumUrgency",
    o.pledge, o.withdrawn_at AS "withdrawnAt", o.created_at AS "createdAt",
    (SELECT json_build_object('claimsEnded', s.claims_ended, 'claimsDelivered', s.claims_delivered, 'needsTaken', s.needs_taken,
                              'places', s.places)
       FROM organisation_standing s WHERE s.organisation_id = o.organisation_id) AS standing,
    organisation.status AS "organisationStatus", organisation.kind AS "organisationKind", organisation.name AS "organisationName"`;

export class OrganisationRepository {
  async findOrganisation(statements: Statements, id: string): Promise<OrganisationRow | undefined> {
    const [row] = await this.findOrganisations(statements, [id]);
    return row;
  }

  findOrganisations(statements: Statements, ids: readonly string[]): Promise<OrganisationRow[]> {
    return statements.query<OrganisationRow>(
      `/* organisation.findOrganisations */
       SELECT ${organisationColumns('organisation')} FROM organisation WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /** The organisation, held until the end of the transaction so that its state cannot change meanwhile. */
  async lockOrganisation(tx: Transaction, id: string): Promise<OrganisationRow | undefined> {
    const [row] = await tx.query<OrganisationRow>(
      `/* organisation.lockOrganisation */
       SELECT ${organisationColumns('organisation')} FROM organisation WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row;
  }

  /** Whether each organisation is approved, which stays so until the transaction ends. */
  async holdApproved(tx: Transaction, ids: readonly string[], rivals: Rivals): Promise<Map<string, boolean>> {
    const rows = await tx.query<{ id: string; approved: boolean }>(
      `/* organisation.holdApproved */
       SELECT id, status = 'APPROVED' AS approved FROM organisation WHERE id = ANY ($1::uuid[]) ORDER BY id FOR SHARE${skipping(rivals)}`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.approved]));
  }

  /** Holds offerings until the transaction ends, so that nobody else counts their free places meanwhile. Returns their ids. */
  async lockOfferings(tx: Transaction, ids: readonly string[], rivals: Rivals): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `/* organisation.lockOfferings */
       SELECT id FROM service_offering WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE${skipping(rivals)}`,
      [ids],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Organisations in the order of registration, after a key, as far as the reader may see them. */
  listOrganisations(
    statements: Statements,
    sight: Sight,
    filter: { status?: OrganisationStatus | null; serviceKind?: ServiceKind | null; kind?: OrganisationKind | null },
    after: { createdAt: string; id: string } | undefined,
    limit: number,
  ): Promise<(OrganisationRow & { createdAtText: string })[]> {
    return statements.query(
      `/* organisation.listOrganisations */
       SELECT ${organisationColumns('organisation')}, created_at::text AS "createdAtText"
         FROM organisation
        WHERE (status = 'APPROVED' OR $1 OR id = ANY ($2::uuid[])
               OR EXISTS (SELECT FROM unnest($3::text[]) served WHERE area_code IS NULL OR starts_with(area_code, served)))
          AND ($4::text IS NULL OR status = $4)
          AND ($5::text IS NULL OR EXISTS (SELECT FROM service_offering offered WHERE offered.organisation_id = organisation.id
                AND offered.service_kind = $5 AND offered.withdrawn_at IS NULL))
          AND ($6::timestamptz IS NULL OR (created_at, id) > ($6::timestamptz, $7::uuid))
          AND ($9::text IS NULL OR kind = $9)
        ORDER BY created_at, id
        LIMIT $8`,
      [
        sight.everything,
        sight.organisationIds,
        sight.areaCodes,
        ...[filter.status ?? null, filter.serviceKind ?? null],
        ...[after?.createdAt ?? null, after?.id ?? null, limit, filter.kind ?? null],
      ],
    );
  }

  /** Inserts an organisation. Undefined when its id or its credit code is there already. */
  async insertOrganisation(tx: Transaction, organisation: NewOrganisation): Promise<OrganisationRow | undefined> {
    const [row] = await tx.query<OrganisationRow>(
      `/* organisation.insertOrganisation */
       INSERT INTO organisation (id, kind, name, name_en, unified_social_credit_code, area_code, status, registered_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT DO NOTHING
       RETURNING ${organisationColumns('organisation')}`,
      [
        organisation.id,
        organisation.kind,
        organisation.name,
        organisation.nameEn ?? null,
        organisation.unifiedSocialCreditCode ?? null,
        organisation.areaCode ?? null,
        organisation.status,
        organisation.registeredBy ?? null,
      ],
    );
    return row;
  }

  async creditCodeExists(statements: Statements, code: string): Promise<boolean> {
    const rows = await statements.query(
      '/* organisation.creditCodeExists */ SELECT 1 AS found FROM organisation WHERE unified_social_credit_code = $1',
      [code],
    );
    return rows.length > 0;
  }

  /** Moves an organisation on, if it is in one of the states named. Undefined when it is not: nothing was changed. */
  async setStatus(
    tx: Transaction,
    id: string,
    from: readonly OrganisationStatus[],
    to: OrganisationStatus,
    reason?: string,
  ): Promise<OrganisationRow | undefined> {
    const [row] = await tx.query<OrganisationRow>(
      `/* organisation.setStatus */
       UPDATE organisation SET status = $3, status_reason = $4, status_since = now()
        WHERE id = $1 AND status = ANY ($2::text[])
       RETURNING ${organisationColumns('organisation')}`,
      [id, from, to, reason ?? null],
    );
    return row;
  }

  async findOffering(statements: Statements, id: string): Promise<OfferingRow | undefined> {
    const [row] = await this.findOfferings(statements, [id]);
    return row;
  }

  findOfferings(statements: Statements, ids: readonly string[]): Promise<OfferingRow[]> {
    return statements.query<OfferingRow>(
      `/* organisation.findOfferings */
       SELECT ${offeringColumns} FROM service_offering o JOIN organisation ON organisation.id = o.organisation_id
        WHERE o.id = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /** Offerings in the order of their organisations; withdrawn ones only when asked for. */
  listOfferings(
    statements: Statements,
    filter: { serviceKind?: ServiceKind; organisationIds?: readonly string[]; includeWithdrawn?: boolean } = {},
  ): Promise<OfferingRow[]> {
    return statements.query<OfferingRow>(
      `/* organisation.listOfferings */
       SELECT ${offeringColumns} FROM service_offering o JOIN organisation ON organisation.id = o.organisation_id
        WHERE ($1::text IS NULL OR o.service_kind = $1)
          AND ($2::uuid[] IS NULL OR o.organisation_id = ANY ($2::uuid[]))
          AND ($3 OR o.withdrawn_at IS NULL)
        ORDER BY o.organisation_id, o.created_at, o.id`,
      [filter.serviceKind ?? null, filter.organisationIds ?? null, filter.includeWithdrawn ?? false],
    );
  }

  /** The offerings of organisations that are not withdrawn, in the order of the organisations: one plan for any number of them. */
  listOfferingsOf(statements: Statements, organisationIds: readonly string[]): Promise<OfferingRow[]> {
    return statements.query<OfferingRow>(
      `/* organisation.listOfferingsOf */
       SELECT ${offeringColumns} FROM ${askedKeys({ organisation_id: 'uuid' })}
         JOIN service_offering o ON o.organisation_id = asked.organisation_id JOIN organisation ON organisation.id = o.organisation_id
        WHERE o.withdrawn_at IS NULL ORDER BY o.organisation_id, o.created_at, o.id`,
      [organisationIds],
    );
  }

  /** Offerings that are not withdrawn, in the order of ids: a page of all of them, for who keeps them in mind. */
  listStandingOfferings(
    statements: Statements,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<OfferingRow[]> {
    return statements.query<OfferingRow>(
      `/* organisation.listStandingOfferings */
       SELECT ${offeringColumns} FROM service_offering o JOIN organisation ON organisation.id = o.organisation_id
        WHERE o.withdrawn_at IS NULL AND ($1::uuid IS NULL OR o.id > $1::uuid)
        ORDER BY o.id LIMIT $2`,
      [page.after ?? null, page.limit],
    );
  }

  /** All offerings that are gifts to a charity, for the check of the books. */
  listPledged(statements: Statements): Promise<{ id: string; pledge: ServicePledge }[]> {
    return statements.query(
      '/* organisation.listPledged */ SELECT id, pledge FROM service_offering WHERE pledge IS NOT NULL ORDER BY id',
    );
  }

  /** Offerings of approved organisations that serve an area, of any kind; bounded. */
  listServing(statements: Statements, areaCode: string, limit: number): Promise<OfferingRow[]> {
    return statements.query<OfferingRow>(
      `/* organisation.listServing */
       SELECT ${offeringColumns} FROM service_offering o JOIN organisation ON organisation.id = o.organisation_id
        WHERE o.withdrawn_at IS NULL AND organisation.status = 'APPROVED'
          AND EXISTS (SELECT FROM unnest(o.area_codes) code WHERE starts_with($1::text, left(code, 12)))
        ORDER BY o.id LIMIT $2`,
      [areaCode, limit],
    );
  }

  /** Inserts an offering. False when its id is there already. */
  async insertOffering(tx: Transaction, offering: NewOffering): Promise<boolean> {
    const rows = await tx.query(
      `/* organisation.insertOffering */
       INSERT INTO service_offering (id, organisation_id, service_kind, name, area_codes, situations, languages, skills,
                                     takes_restricted, capacity_status, capacity_maximum, minimum_urgency, pledge)
       VALUES ($1, $2, $3, $4, $5::text[], $6::text[], $7::text[], $8::text[], $9, $10, $11, $12, $13)
       ON CONFLICT DO NOTHING
       RETURNING id`,
      [
        offering.id,
        offering.organisationId,
        offering.serviceKind,
        offering.name,
        offering.areaCodes,
        offering.situations ?? [],
        offering.languages ?? [],
        offering.skills ?? [],
        offering.takesRestricted ?? false,
        offering.capacityStatus ?? 'CAPACITY',
        offering.capacityMaximum,
        offering.minimumUrgency ?? null,
        offering.pledge ?? null,
      ],
    );
    return rows.length > 0;
  }

  /** Changes what is given of an offering that is not withdrawn. False when it is withdrawn or its organisation may not act. */
  async reviseOffering(tx: Transaction, id: string, revision: OfferingRevision): Promise<boolean> {
    const rows = await tx.query(
      `/* organisation.reviseOffering */
       UPDATE service_offering o
          SET name = coalesce($2, name), area_codes = coalesce($3::text[], area_codes),
              situations = coalesce($4::text[], situations), languages = coalesce($5::text[], languages),
              skills = coalesce($6::text[], skills), takes_restricted = coalesce($7, takes_restricted)
        WHERE id = $1 AND withdrawn_at IS NULL
          AND EXISTS (SELECT FROM organisation WHERE id = o.organisation_id AND status = 'APPROVED')
       RETURNING id`,
      [
        id,
        revision.name ?? null,
        revision.areaCodes ?? null,
        revision.situations ?? null,
        revision.languages ?? null,
        revision.skills ?? null,
        revision.takesRestricted ?? null,
      ],
    );
    return rows.length > 0;
  }

  async withdrawOffering(tx: Transaction, id: string): Promise<boolean> {
    const rows = await tx.query(
      `/* organisation.withdrawOffering */
       UPDATE service_offering SET withdrawn_at = now() WHERE id = $1 AND withdrawn_at IS NULL RETURNING id`,
      [id],
    );
    return rows.length > 0;
  }

  /** One statement: the maximum never falls below what claims hold, whatever they do at the same moment. */
  async updateCapacity(
    tx: Transaction,
    id: string,
    capacity: { maximum?: number | null; status?: CapacityStatus | null; minimumUrgency?: Urgency | null },
  ): Promise<boolean> {
    const rows = await tx.query(
      `/* organisation.updateCapacity */
       UPDATE service_offering o
          SET capacity_maximum = coalesce($2, capacity_maximum), capacity_status = coalesce($3, capacity_status),
              minimum_urgency = coalesce($4, minimum_urgency),
              capacity_updated_at = now()
        WHERE id = $1 AND withdrawn_at IS NULL AND capacity_used <= coalesce($2, capacity_maximum)
          AND EXISTS (SELECT FROM organisation WHERE id = o.organisation_id AND status = 'APPROVED')
       RETURNING id`,
      [id, capacity.maximum ?? null, capacity.status ?? null, capacity.minimumUrgency ?? null],
    );
    return rows.length > 0;
  }
}
