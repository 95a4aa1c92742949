/** Promises the rules of offerings and live capacity: only an approved organisation offers, and never less than its claims hold. */
import type { PublishOfferingInput, ReviseOfferingInput, UpdateCapacityInput } from '../../schema/organisation/inputs';
import { CapacityBelowUse } from '../../schema/organisation/refusals';
import { OrganisationStatus } from '../../schema/organisation/organisation';
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes, organisationScope } from '../event/audience';
import type { EventType } from '../event/event-type';
import { append } from '../event/outbox';
import { forbidden, type Actor } from '../identity/actor';
import { keepsOfferings, maySee } from './organisation.policy';
import type { ServicePledge } from './organisation.entity';
import type { OfferingRevision, OfferingRow, OrganisationRepository } from './organisation.repository';
import { auditLine, checkMaximum, checkName, checkTags, unknownArea } from './registration';

/** Chosen so that a card of an organisation stays readable; an organisation of the case has one to six. */
const offeringLimit = 100;
const areaLimit = 200;
const approved = [OrganisationStatus.APPROVED];

export class OfferingService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly areas: AreaRepository,
    private readonly organisations: OrganisationRepository,
  ) {}

  publishOffering(actor: Actor, input: PublishOfferingInput): Promise<OfferingRow | Refusal> {
    return this.database.transaction((tx) => this.publishIn(tx, actor, input));
  }

  /** The same within a transaction of the caller, who rolls back a refusal; as a gift when it is pledged. */
  async publishIn(
    tx: Transaction,
    actor: Actor,
    input: PublishOfferingInput,
    pledge?: ServicePledge,
  ): Promise<OfferingRow | Refusal> {
    const line = auditLine(actor, 'ServiceOffering', 'publishOffering', input.offeringId, {
      serviceKind: input.serviceKind,
    });
    const once = await this.audit.recordOnce(tx, line, input.offeringId, input);
    if (isRefusal(once)) return once;
    if (once === 'repeated') return (await this.organisations.findOffering(tx, input.offeringId))!;
    const refused = await this.mayPublish(tx, actor, input.organisationId);
    if (refused) return refused;
    const checked = await this.checkRevision(tx, input);
    if (isRefusal(checked)) return checked;
    const capacityMaximum = checkMaximum('capacityMaximum', input.capacityMaximum);
    if (isRefusal(capacityMaximum)) return capacityMaximum;
    const inserted = await this.organisations.insertOffering(tx, {
      id: input.offeringId,
      organisationId: input.organisationId,
      serviceKind: input.serviceKind,
      capacityStatus: input.capacityStatus,
      capacityMaximum,
      minimumUrgency: input.minimumUrgency ?? null,
      pledge,
      ...checked,
      name: checked.name!,
      areaCodes: checked.areaCodes!,
    });
    return inserted ? this.announce(tx, 'OfferingPublished', input.offeringId) : new IdempotencyMismatch();
  }

  reviseOffering(actor: Actor, input: ReviseOfferingInput): Promise<OfferingRow | Refusal> {
    return this.change(actor, input.offeringId, 'reviseOffering', 'OfferingPublished', async (tx) => {
      const checked = await this.checkRevision(tx, input);
      return isRefusal(checked) ? checked : this.organisations.reviseOffering(tx, input.offeringId, checked);
    });
  }

  withdrawOffering(actor: Actor, offeringId: string): Promise<OfferingRow | Refusal> {
    return this.change(actor, offeringId, 'withdrawOffering', 'OfferingWithdrawn', (tx) =>
      this.organisations.withdrawOffering(tx, offeringId),
    );
  }

  /** Within the transaction of a command that ends what was offered by it; nothing happens when it was withdrawn before. */
  async withdrawIn(tx: Transaction, offeringId: string): Promise<void> {
    if (await this.organisations.withdrawOffering(tx, offeringId))
      await this.announce(tx, 'OfferingWithdrawn', offeringId);
  }

  updateCapacity(actor: Actor, input: UpdateCapacityInput): Promise<OfferingRow | Refusal> {
    return this.change(actor, input.offeringId, 'updateCapacity', 'CapacityUpdated', async (tx) => {
      const { maximum, status, minimumUrgency } = input;
      const checked = maximum === undefined || maximum === null ? undefined : checkMaximum('maximum', maximum);
      if (isRefusal(checked)) return checked;
      return this.organisations.updateCapacity(tx, input.offeringId, { maximum: checked, status, minimumUrgency });
    });
  }

  /** A change of an offering by those who keep it: one conditional statement, its audit line, its event. */
  private change(
    actor: Actor,
    offeringId: string,
    operation: string,
    event: EventType,
    work: (tx: Transaction) => Promise<boolean | Refusal>,
  ): Promise<OfferingRow | Refusal> {
    return this.database.transaction(async (tx) => {
      const refused = await this.mayKeep(tx, actor, offeringId);
      if (refused) return refused;
      await this.audit.record(tx, auditLine(actor, 'ServiceOffering', operation, offeringId));
      const changed = await work(tx);
      if (isRefusal(changed)) return changed;
      return changed ? this.announce(tx, event, offeringId) : this.whyNotChanged(tx, offeringId);
    });
  }

  private async mayKeep(tx: Transaction, actor: Actor, offeringId: string): Promise<NotFound | undefined> {
    const offering = await this.organisations.findOffering(tx, offeringId);
    const organisation = offering && (await this.organisations.findOrganisation(tx, offering.organisationId));
    if (!organisation || !maySee(actor, organisation)) return new NotFound('ServiceOffering');
    if (!keepsOfferings(actor, organisation.id)) throw forbidden();
    return undefined;
  }

  /** Holds the organisation, so that a suspension comes before the offering or after it, never in between. */
  private async mayPublish(tx: Transaction, actor: Actor, organisationId: string): Promise<Refusal | undefined> {
    const organisation = await this.organisations.lockOrganisation(tx, organisationId);
    if (!organisation || !maySee(actor, organisation)) return new NotFound('Organisation');
    if (!keepsOfferings(actor, organisationId)) throw forbidden();
    if (organisation.status !== OrganisationStatus.APPROVED) return new WrongState(organisation.status, approved);
    const published = await this.organisations.listOfferings(tx, { organisationIds: [organisationId] });
    return published.length < offeringLimit ? undefined : tooManyOfferings();
  }

  /** Why a conditional statement met no row; in the order in which its reader can do something about it. */
  private async whyNotChanged(tx: Transaction, offeringId: string): Promise<Refusal> {
    const offering = (await this.organisations.findOffering(tx, offeringId))!;
    if (offering.withdrawnAt) return new WrongState('WITHDRAWN', ['PUBLISHED']);
    if (offering.organisationStatus !== OrganisationStatus.APPROVED)
      return new WrongState(offering.organisationStatus, approved);
    return new CapacityBelowUse(offering.capacityUsed);
  }

  private async announce(tx: Transaction, type: EventType, offeringId: string): Promise<OfferingRow> {
    const offering = (await this.organisations.findOffering(tx, offeringId))!;
    await append(tx, {
      type,
      subjectId: offeringId,
      audience: [organisationScope(offering.organisationId), ...offering.areaCodes.flatMap(areaChainScopes)],
      payload: {
        offeringId,
        organisationId: offering.organisationId,
        capacityStatus: offering.capacityStatus,
        capacityAvailable: offering.capacityMaximum - offering.capacityUsed,
      },
    });
    return offering;
  }

  /** What is given, cleaned; what is left out stays out. */
  private async checkRevision(
    tx: Transaction,
    input: Omit<ReviseOfferingInput, 'offeringId'>,
  ): Promise<OfferingRevision | InvalidInput> {
    const name = given(input.name, checkName);
    if (isRefusal(name)) return name;
    const languages = given(input.languages, (tags) => checkTags('languages', tags));
    if (isRefusal(languages)) return languages;
    const skills = given(input.skills, (tags) => checkTags('skills', tags));
    if (isRefusal(skills)) return skills;
    const areaCodes = input.areaCodes ? await this.checkAreas(tx, input.areaCodes) : undefined;
    if (isRefusal(areaCodes)) return areaCodes;
    const situations = given(input.situations, (named) => [...new Set(named)]);
    return { name, languages, skills, areaCodes, situations, takesRestricted: input.takesRestricted ?? undefined };
  }

  /** Every code exists; a code inside another one of the list says nothing new and is left out. */
  private async checkAreas(tx: Transaction, codes: readonly string[]): Promise<string[] | InvalidInput> {
    const wanted = [...new Set(codes)].sort();
    if (wanted.length === 0 || wanted.length > areaLimit) return wrongNumberOfAreas();
    const unclean = wanted.some((code) => !/^\d{2,15}$/.test(code));
    const found = unclean ? [] : await this.areas.findAreas(tx, wanted);
    if (found.length < wanted.length) return unknownArea('areaCodes');
    return wanted.filter((code) => !wanted.some((other) => other !== code && code.startsWith(other)));
  }
}

function given<Value, Checked>(value: Value | null | undefined, check: (value: Value) => Checked): Checked | undefined {
  return value === null || value === undefined ? undefined : check(value);
}

function wrongNumberOfAreas(): InvalidInput {
  return new InvalidInput('areaCodes', {
    zh: `请填写 1 至 ${areaLimit} 个区划代码；上级区划已包含其全部下级。`,
    en: `Name 1 to ${areaLimit} areas; an area means everything inside it.`,
  });
}

function tooManyOfferings(): InvalidInput {
  return new InvalidInput('organisationId', {
    zh: `一个组织最多发布 ${offeringLimit} 项服务。请先撤回不再提供的服务。`,
    en: `An organisation publishes at most ${offeringLimit} offerings. Withdraw one that is no longer given.`,
  });
}
