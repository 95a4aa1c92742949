/** Promises the rules of referral: who is told of a need, why, and what they answer; each command is one transaction. */
import { localId } from '../../schema/global-id';
import { DecisionKind } from '../../schema/matching/decision';
import { GateFailed } from '../../schema/matching/refusals';
import { NeedStatus } from '../../schema/need/enums';
import { ReferralMode, ReferralStatus } from '../../schema/referral/enums';
import type { ReferNeedDirectlyInput, ReferNeedInput, RejectReferralInput } from '../../schema/referral/inputs';
import { RestrictedNeed } from '../../schema/referral/refusals';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AuditTrail } from '../audit/audit';
import type { Commands } from '../audit/commands';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes, organisationScope } from '../event/audience';
import { append } from '../event/outbox';
import type { HouseholdService } from '../household/household.service';
import { forbidden, type Actor } from '../identity/actor';
import type { MatchingService, MatchRow } from '../matching/matching.service';
import { presentFailedGates } from '../matching/present';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { NeedService } from '../need/need.service';
import { announceCancelled, organisationScopes, type OpeningService } from './opening.service';
import { mayAnswer, maySeeReferral } from './referral.policy';
import type { ReferralRepository, ReferralRow } from './referral.repository';
import type { UnmatchedService } from './unmatched.service';

const openly = [NeedStatus.VERIFIED, NeedStatus.RESTRICTED];
const directly = [NeedStatus.VERIFIED, NeedStatus.RESTRICTED, NeedStatus.PUBLISHED];
const organisationsMaximum = 50;

export interface ReferralParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly commands: Commands;
  readonly needs: NeedRepository;
  readonly needService: NeedService;
  readonly matching: MatchingService;
  readonly unmatched: Pick<UnmatchedService, 'referred'>;
  readonly referrals: ReferralRepository;
  readonly openings: OpeningService;
  readonly households: Pick<HouseholdService, 'revealsIdentity'>;
}

export class ReferralService {
  constructor(private readonly parts: ReferralParts) {}

  /**
   * Publishes a need and tells every organisation that matches. Holds the need. Refuses a restricted need.
   * A need for which there is time, and somebody to ask, is first offered to one organisation after another: then NeedReferred is
   * announced to the area alone, and the moment of opening is fixed. Otherwise NeedReferred is announced to exactly those who
   * match and the area, and NeedUnmatched to the area when there are none.
   */
  referNeed(actor: Actor, input: ReferNeedInput): Promise<NeedRow | Refusal> {
    const { database, audit, matching, needs, needService, openings, unmatched } = this.parts;
    return database.transaction(async (tx) => {
      const found = await needService.managed(tx, actor, input.needId);
      if (isRefusal(found)) return found;
      if (found.restricted) return new RestrictedNeed();
      const referredBy = actor.accountId;
      const held = await openings.holdBack(tx, found, referredBy);
      const need = held ?? (await needs.setStatus(tx, found.id, openly, NeedStatus.PUBLISHED, { referredBy }));
      if (!need) return new WrongState(found.status, openly);
      const told = held ? [] : await openings.tell(tx, need, await matching.currentMatchesFor(tx, need));
      await audit.record(tx, {
        accountId: actor.accountId,
        operation: 'referNeed',
        subjectType: 'Need',
        subjectId: need.id,
        details: held
          ? { from: found.status, opensAt: need.opensAt }
          : { from: found.status, organisations: told.length },
      });
      await append(tx, {
        type: 'NeedReferred',
        subjectId: need.id,
        audience: [...organisationScopes(told), ...areaChainScopes(need.areaCode)],
        payload: { needId: need.id, status: need.status, ...(held && { opensAt: need.opensAt }) },
      });
      if (!held) await unmatched.referred(tx, need, told.length);
      return need;
    });
  }

  /**
   * Addresses a need to named organisations, each of which must pass every gate. Holds the need; takes it out of the open pool.
   * Announces one NeedReferredDirectly to those newly named and the area, and ReferralCancelled to those told openly before.
   */
  async referNeedDirectly(actor: Actor, input: ReferNeedDirectlyInput): Promise<NeedRow | Refusal> {
    let refused: readonly MatchRow[] = [];
    const organisationIds = [...new Set(input.organisationIds.map((id) => localId('Organisation', id)))];
    const result = await this.parts.database.transaction(async (tx) => {
      const found = await this.parts.needService.managed(tx, actor, input.needId);
      if (isRefusal(found)) return found;
      if (!directly.includes(found.status)) return new WrongState(found.status, directly);
      if (organisationIds.length < 1 || organisationIds.length > organisationsMaximum) return wrongNumber();
      const matches = await this.matchesOfAll(tx, found, organisationIds);
      if (isRefusal(matches)) return matches;
      refused = matches.filter((match) => !match.explanation.matched);
      if (refused.length > 0) return gateFailed(refused);
      return this.direct(tx, actor, found, matches);
    });
    // What the gates refused is shown too: it is written down beside the transaction that was rolled back.
    if (result instanceof GateFailed)
      await this.parts.matching.writeDown(this.parts.database, DecisionKind.REFERRAL, refused);
    return result;
  }

  private async direct(tx: Transaction, actor: Actor, found: NeedRow, matches: readonly MatchRow[]): Promise<NeedRow> {
    const { audit, matching, needs, referrals } = this.parts;
    const need = (await needs.setStatus(tx, found.id, directly, NeedStatus.RESTRICTED, {
      referredBy: actor.accountId,
    }))!;
    const cancelled = await referrals.cancelOfNeed(tx, need.id, ReferralMode.OPEN);
    const written = await referrals.insertReferrals(tx, need.id, ReferralMode.DIRECTED, actor.accountId, matches);
    const newlyNamed = new Set(written.map((row) => row.organisationId));
    const acted = matches.filter((match) => newlyNamed.has(match.organisationId));
    await matching.writeDown(tx, DecisionKind.REFERRAL, acted);
    await audit.record(tx, {
      accountId: actor.accountId,
      operation: 'referNeedDirectly',
      subjectType: 'Need',
      subjectId: need.id,
      details: { from: found.status, organisations: written.map((row) => row.organisationId) },
    });
    if (written.length > 0)
      await append(tx, {
        type: 'NeedReferredDirectly',
        subjectId: need.id,
        audience: [...organisationScopes(written), ...areaChainScopes(need.areaCode)],
        payload: { needId: need.id, status: need.status },
      });
    const named = new Set(matches.map((match) => match.organisationId));
    await announceCancelled(
      tx,
      need,
      cancelled.filter((row) => !named.has(row.organisationId)),
      'REFERRED_DIRECTLY',
    );
    return need;
  }

  /**
   * The organisation's no to a referral, with its coded reason. Refuses an answered one, and a note that names the household.
   * A retry with the same id answers as before. Announces ReferralRejected to the organisation and the area.
   */
  rejectReferral(actor: Actor, input: RejectReferralInput): Promise<ReferralRow | Refusal> {
    const { commands, needs, referrals, households } = this.parts;
    const { accountId } = actor;
    const { commandId, reason } = input;
    const id = localId('Referral', input.referralId);
    const line = {
      accountId,
      operation: 'rejectReferral',
      subjectType: 'Referral',
      subjectId: id,
      details: { reason },
    };
    return commands.run<ReferralRow>(line, commandId, input, async (tx, repeated) => {
      const found = await referrals.findReferral(tx, id);
      const need = found && (await needs.findNeed(tx, found.needId));
      if (!found || !need || !maySeeReferral(actor, found, need)) return new NotFound('Referral');
      if (!mayAnswer(actor, found)) throw forbidden();
      if (repeated) return found;
      const note = input.note == null ? undefined : requireText('note', input.note, { maximum: 500, multiline: true });
      if (isRefusal(note)) return note;
      if (note !== undefined && (await households.revealsIdentity(tx, need.householdId, note)).length > 0)
        return revealingNote();
      const answer = { reason, note, answeredBy: accountId };
      const row = await referrals.setStatus(tx, id, [ReferralStatus.REQUESTED], ReferralStatus.REJECTED, answer);
      if (!row) return this.wrongState(tx, id);
      await append(tx, {
        type: 'ReferralRejected',
        subjectId: row.id,
        audience: [organisationScope(row.organisationId), ...areaChainScopes(need.areaCode)],
        payload: { needId: row.needId, referralId: row.id, organisationId: row.organisationId, reason: row.reason },
      });
      return row;
    });
  }

  /** What the end of a need causes: its standing referrals are cancelled. Returns the organisations to be told. */
  async cancelReferralsOf(tx: Transaction, need: NeedRow): Promise<string[]> {
    const cancelled = await this.parts.referrals.cancelOfNeed(tx, need.id);
    return cancelled.map((row) => row.organisationId);
  }

  /** What the suspension of an organisation causes: what it has not answered is taken back, and the areas hear of it. */
  async cancelReferralsTo(tx: Transaction, organisationId: string): Promise<void> {
    const cancelled = await this.parts.referrals.cancelOfOrganisation(tx, organisationId);
    await this.announceToAreas(tx, cancelled, 'ORGANISATION_SUSPENDED');
  }

  /** What a withdrawn consent causes: restricted needs of the household are no longer the organisation's to see. */
  async cancelReferralsWithoutConsent(tx: Transaction, householdId: string, organisationId: string): Promise<void> {
    const restricted = (await this.parts.needs.listOfHousehold(tx, householdId)).filter((need) => need.restricted);
    const without: string[] = [];
    for (const need of restricted) {
      const match = await this.parts.matching.bestOfferingFor(tx, need, organisationId);
      if (match?.explanation.gates.some((gate) => gate.gate === 'CONSENT' && !gate.passed)) without.push(need.id);
    }
    if (without.length === 0) return;
    const cancelled = await this.parts.referrals.cancelOfOrganisation(tx, organisationId, without);
    await this.announceToAreas(tx, cancelled, 'CONSENT_WITHDRAWN');
  }

  private async matchesOfAll(
    tx: Transaction,
    need: NeedRow,
    organisationIds: readonly string[],
  ): Promise<MatchRow[] | NotFound> {
    const matches: MatchRow[] = [];
    for (const organisationId of organisationIds) {
      const match = await this.parts.matching.bestOfferingFor(tx, need, organisationId);
      if (!match) return new NotFound('Organisation');
      matches.push(match);
    }
    return matches;
  }

  private async wrongState(tx: Transaction, referralId: string): Promise<WrongState> {
    const now = await this.parts.referrals.findReferral(tx, referralId);
    return new WrongState(now!.status, [ReferralStatus.REQUESTED]);
  }

  private async announceToAreas(tx: Transaction, cancelled: readonly ReferralRow[], reason: string): Promise<void> {
    const needs = await this.parts.needs.findNeeds(
      tx,
      cancelled.map((row) => row.needId),
    );
    for (const need of needs)
      await announceCancelled(
        tx,
        need,
        cancelled.filter((row) => row.needId === need.id),
        reason,
      );
  }
}

function gateFailed(refused: readonly MatchRow[]): GateFailed {
  return new GateFailed(refused.map((match) => presentFailedGates(match.organisationId, match.explanation)));
}

function wrongNumber(): InvalidInput {
  return new InvalidInput('organisationIds', {
    zh: `请指定 1 到 ${organisationsMaximum} 个组织。`,
    en: `Name 1 to ${organisationsMaximum} organisations.`,
  });
}

function revealingNote(): InvalidInput {
  return new InvalidInput('note', {
    zh: '说明文字含有可识别家庭身份的信息。请删去姓名、电话、住址和证件号码后重试。',
    en: 'The note tells who the household is. Remove names, phones, addresses and numbers, then try again.',
  });
}
