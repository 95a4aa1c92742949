/** Promises that means are recorded for those who serve the area, checked only as authorised, and opened for one purpose: to screen. */
import { localId } from '../../schema/global-id';
import type { AgeBand } from '../../schema/household/household';
import { ConsentPurpose } from '../../schema/household/consent';
import {
  MeansCheckNotAuthorised,
  MeansSource,
  type AttestedFact,
  type DisabilityLevel,
  type RecordMeansInput,
} from '../../schema/household/means';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound } from '../../schema/refusals';
import type { AuditTrail } from '../audit/audit';
import type { Database, Statements, Transaction } from '../database/database';
import type { Actor } from '../identity/actor';
import type { ConsentRepository } from './consent.repository';
import { householdPolicy } from './household.policy';
import type { HouseholdRepository, HouseholdRow, MemberRow } from './household.repository';
import type { MeansRepository, MeansRow } from './means.repository';
import { ageOn } from './resident-number';
import { openIdentity } from './seal';
import type { IdentityVault, Place } from './vault';

/** What is sealed as one text. Amounts are written as text: they are exact. */
interface Figures {
  readonly incomeYearFen?: string;
  readonly propertyFen?: string;
  readonly rigidSpendingYearFen?: string;
  readonly disabilities: Readonly<Record<string, DisabilityLevel>>;
  readonly attestations: Readonly<Partial<Record<AttestedFact, boolean>>>;
}

/** What screening may know: ages and figures, nobody's name or number. */
export interface KnownMeans {
  readonly household: HouseholdRow;
  readonly source?: MeansSource;
  readonly incomeYearFen?: bigint;
  readonly propertyFen?: bigint;
  readonly rigidSpendingYearFen?: bigint;
  readonly attestations: Readonly<Partial<Record<AttestedFact, boolean>>>;
  readonly members: readonly {
    /** Completed years, where the resident number tells them. */
    readonly age?: number;
    readonly ageBand: AgeBand;
    readonly disability?: DisabilityLevel;
  }[];
}

export interface MeansParts {
  readonly database: Database;
  readonly vault: IdentityVault;
  readonly households: HouseholdRepository;
  readonly consents: ConsentRepository;
  readonly means: MeansRepository;
  readonly audit: AuditTrail;
}

function placeOf(householdId: string): Place {
  return { table: 'household_means', column: 'figures', rowId: householdId };
}

export class MeansService {
  constructor(private readonly parts: MeansParts) {}

  recordMeans(actor: Actor, input: RecordMeansInput): Promise<MeansRow | Refusal> {
    const { database, households, vault, means, audit } = this.parts;
    const householdId = localId('Household', input.householdId);
    return database.transaction(async (tx) => {
      const line = {
        ...{ accountId: actor.accountId, operation: 'recordMeans', subjectType: 'Household', subjectId: householdId },
        details: { source: input.source },
      };
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      const household = await households.lockHousehold(tx, householdId);
      if (!household || !householdPolicy.maySee(actor, household)) return new NotFound('Household');
      if (once === 'repeated') return (await means.meansOf(tx, [householdId]))[0]!;
      const refusal = await this.refusalOf(tx, input, householdId);
      if (refusal) return refusal;
      const recordedBy = actor.accountId;
      if (input.source === MeansSource.REFUSED)
        return means.writeMeans(tx, { householdId, source: input.source, recordedBy });
      const { dataKey } = (await households.findSealed(tx, householdId))!.household;
      if (dataKey === null) return new NotFound('Household');
      const key = vault.openKey(householdId, dataKey);
      const figures = key.seal(placeOf(householdId), JSON.stringify(figuresOf(input)));
      return means.writeMeans(tx, { householdId, source: input.source, figures, recordedBy });
    });
  }

  /** What is recorded of households that the caller was shown; the figures stay where they are. */
  meansOf(statements: Statements, householdIds: readonly string[]): Promise<MeansRow[]> {
    return this.parts.means.meansOf(statements, householdIds);
  }

  /** Whether the household authorises a means check now. */
  async isAuthorised(statements: Statements, householdId: string): Promise<boolean> {
    const standing = await this.parts.consents.consentsOf(statements, householdId);
    return standing.some((consent) => consent.purpose === ConsentPurpose.MEANS_CHECK);
  }

  /**
   * Opens what screening needs, for those who serve the area; the caller writes down that it did. Undefined when there is no such
   * household for the actor, or its key was destroyed. Checked figures count only while their authorisation stands.
   */
  async openMeans(tx: Transaction, actor: Actor, householdId: string, day: string): Promise<KnownMeans | undefined> {
    const { households, vault, means } = this.parts;
    const household = await households.findHousehold(tx, householdId);
    if (!household || !householdPolicy.maySee(actor, household)) return undefined;
    const sealed = (await households.findSealed(tx, householdId))!;
    const identity = openIdentity(vault, sealed.household, sealed.members);
    if (!identity) return undefined;
    const recorded = await means.findSealed(tx, householdId);
    const lapsed = recorded?.source === MeansSource.CHECKED && !(await this.isAuthorised(tx, householdId));
    const key = vault.openKey(householdId, sealed.household.dataKey!);
    const figures =
      recorded?.figures && !lapsed
        ? (JSON.parse(key.open(placeOf(householdId), recorded.figures)) as Figures)
        : { disabilities: {}, attestations: {} };
    const numbers = new Map(identity.members.map((member) => [member.id, member.residentNumber]));
    const members = await households.membersOf(tx, [householdId]);
    return {
      household,
      source: lapsed ? undefined : recorded?.source,
      ...amountsOf(figures),
      attestations: figures.attestations,
      members: members.map((member) => memberOf(member, numbers.get(member.id), figures, day)),
    };
  }

  /** Reaction: what was checked is no longer known. */
  async forgetChecked(tx: Transaction, householdId: string): Promise<void> {
    await this.parts.means.forgetChecked(tx, householdId);
  }

  private async refusalOf(tx: Transaction, input: RecordMeansInput, householdId: string): Promise<Refusal | undefined> {
    const figures = [input.incomeYearFen, input.propertyFen, input.rigidSpendingYearFen];
    const details = [...(input.disabilities ?? []), ...(input.attestations ?? [])];
    if (input.source === MeansSource.REFUSED && (figures.some((figure) => figure != null) || details.length > 0))
      return new InvalidInput('source', {
        zh: '家庭未授权核对时不登记任何数额或情况。请改为“自述”或去掉数额。',
        en: 'Nothing is recorded of a household that refuses the check. Choose STATED, or leave the figures out.',
      });
    if (input.source === MeansSource.CHECKED && !(await this.isAuthorised(tx, householdId)))
      return new MeansCheckNotAuthorised();
    const members = new Set((await this.parts.households.membersOf(tx, [householdId])).map((member) => member.id));
    const strange = (input.disabilities ?? []).findIndex(
      ({ memberId }) => !members.has(localId('HouseholdMember', memberId)),
    );
    return strange < 0
      ? undefined
      : new InvalidInput(`disabilities.${strange}.memberId`, {
          zh: '该成员不属于此家庭。请核对后重试。',
          en: 'This member is not of the household. Check it and try again.',
        });
  }
}

function figuresOf(input: RecordMeansInput): Figures {
  const text = (amount?: bigint | null) => (amount == null ? undefined : amount.toString());
  return {
    incomeYearFen: text(input.incomeYearFen),
    propertyFen: text(input.propertyFen),
    rigidSpendingYearFen: text(input.rigidSpendingYearFen),
    disabilities: Object.fromEntries(
      (input.disabilities ?? []).map(({ memberId, level }) => [localId('HouseholdMember', memberId), level]),
    ),
    attestations: Object.fromEntries((input.attestations ?? []).map(({ fact, holds }) => [fact, holds])),
  };
}

function amountsOf(figures: Figures) {
  const amount = (text?: string) => (text === undefined ? undefined : BigInt(text));
  return {
    incomeYearFen: amount(figures.incomeYearFen),
    propertyFen: amount(figures.propertyFen),
    rigidSpendingYearFen: amount(figures.rigidSpendingYearFen),
  };
}

function memberOf(member: MemberRow, residentNumber: string | undefined, figures: Figures, day: string) {
  const birth = residentNumber?.replace(/^\d{6}(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3');
  return {
    age: birth === undefined ? undefined : ageOn(birth, day),
    ageBand: member.ageBand,
    disability: figures.disabilities[member.id],
  };
}
