/** Promises how many needs of late would have reached an offering, by the very gates of a referral; too few households are not counted. */
import { Fault } from '../../schema/fault';
import { localId } from '../../schema/global-id';
import { OfferingPreview, OfferingPreviewExample, type OfferingPreviewInput } from '../../schema/matching/preview';
import type { AreaRepository } from '../area/area.repository';
import type { Database } from '../database/database';
import { anonymityMinimum } from '../household/anonymity-minimum';
import { organisationsOf, type Actor } from '../identity/actor';
import type { OfferingFacts } from '../matching/engine/facts';
import { emptyOffering, needFacts } from '../matching/facts';
import { matchOf } from '../matching/match';
import type { RulesetRepository } from '../matching/ruleset.repository';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { OrganisationRepository } from '../organisation/organisation.repository';
import type { ReferralRepository } from './referral.repository';

const days = 30;
const needMaximum = 2_000;
const areaMaximum = 200;
const tagMaximum = 20;
const examplesShown = 3;
const streetDigits = 9;

export class PreviewReading {
  constructor(
    private readonly database: Database,
    private readonly areas: Pick<AreaRepository, 'findAreas'>,
    private readonly organisations: Pick<OrganisationRepository, 'findOrganisation'>,
    private readonly needs: NeedRepository,
    private readonly rulesets: Pick<RulesetRepository, 'inForce'>,
    private readonly referrals: Pick<ReferralRepository, 'directedOnly'>,
  ) {}

  /** Undefined for those who do not act for the organisation. Throws BAD_USER_INPUT for what could not be published. */
  async previewOffering(actor: Actor, input: OfferingPreviewInput): Promise<OfferingPreview | undefined> {
    const organisationId = localId('Organisation', input.organisationId);
    if (!organisationsOf(actor, { approvedOnly: true }).includes(organisationId)) return undefined;
    checkInput(input);
    const organisation = (await this.organisations.findOrganisation(this.database, organisationId))!;
    const offering: OfferingFacts = {
      ...emptyOffering(organisation, false),
      serviceKind: input.serviceKind,
      areaCodes: input.areaCodes,
      situations: input.situations,
      languages: input.languages,
      skills: input.skills,
      minimumUrgency: input.minimumUrgency ?? null,
      // As if it had room: how full it is today says nothing of last month.
      ...{ capacityStatus: 'CAPACITY', capacityMaximum: 1, capacityUsed: 0, capacityAgeHours: 0 },
    };
    return this.present(await this.reached(offering));
  }

  /** The needs that pass every gate, the newest first. */
  private async reached(offering: OfferingFacts): Promise<NeedRow[]> {
    const ruleset = await this.rulesets.inForce(this.database);
    const rows = await this.needs.listReferredWithin(this.database, {
      serviceKind: offering.serviceKind!,
      areaCodes: offering.areaCodes.map((code) => code.slice(0, 12)),
      days,
      limit: needMaximum,
    });
    const directed = await this.referrals.directedOnly(
      this.database,
      rows.map((row) => row.id),
    );
    return rows.filter(
      (row) =>
        !directed.has(row.id) && matchOf({ need: needFacts(row), offerings: [offering] }, ruleset).explanation.matched,
    );
  }

  private async present(rows: readonly NeedRow[]): Promise<OfferingPreview> {
    const households = new Set(rows.map((row) => row.householdId));
    const isTold = households.size === 0 || households.size >= anonymityMinimum;
    const shown = isTold ? ofDifferentHouseholds(rows).slice(0, examplesShown) : [];
    const streets = await this.streetsTold(rows);
    return Object.assign(new OfferingPreview(), {
      days,
      count: isTold ? rows.length : undefined,
      examples: shown.map((row) =>
        Object.assign(new OfferingPreviewExample(), {
          kind: row.kind,
          urgency: row.urgency,
          referredOn: dayOf(row.referredAt!),
          streetName: streets.get(row.areaCode.slice(0, streetDigits)),
        }),
      ),
    });
  }

  /** The names of the streets in which so many households are that none is told apart. */
  private async streetsTold(rows: readonly NeedRow[]): Promise<Map<string, string>> {
    const byStreet = new Map<string, Set<string>>();
    for (const { areaCode, householdId } of rows) {
      const code = areaCode.slice(0, streetDigits);
      byStreet.set(code, (byStreet.get(code) ?? new Set()).add(householdId));
    }
    const told = [...byStreet].filter(([, households]) => households.size >= anonymityMinimum).map(([code]) => code);
    const areas = told.length === 0 ? [] : await this.areas.findAreas(this.database, told);
    return new Map(areas.map((area) => [area.code, area.name]));
  }
}

function ofDifferentHouseholds(rows: readonly NeedRow[]): NeedRow[] {
  return [...new Map(rows.toReversed().map((row) => [row.householdId, row])).values()].toReversed();
}

/** The day of a moment in Asia/Shanghai, which keeps no summer time. */
function dayOf(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

function checkInput({ areaCodes, languages, skills }: OfferingPreviewInput): void {
  const isWrong =
    areaCodes.length === 0 ||
    areaCodes.length > areaMaximum ||
    areaCodes.some((code) => !/^\d{2,15}$/.test(code)) ||
    [languages, skills].some((tags) => tags.length > tagMaximum);
  if (isWrong)
    throw new Fault('BAD_USER_INPUT', {
      zh: `请填写 1 至 ${areaMaximum} 个区划代码，语言和技能各不超过 ${tagMaximum} 项`,
      en: `name 1 to ${areaMaximum} area codes, and at most ${tagMaximum} languages and skills`,
    });
}
