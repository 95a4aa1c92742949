/** Promises what people say of obligations: that a dealing began one, and that one was fulfilled and where it can be seen. */
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import type { FulfilObligationInput, RecordObligationInput } from '../../schema/supervision/inputs';
import { ObligationState } from '../../schema/supervision/obligation';
import { requireText } from '../../schema/text';
import { forbidden, type Actor } from '../identity/actor';
import { runsProjectsOf } from '../project/project.policy';
import type { ClockParts, ClockService } from './clock.service';
import { maySee, sightOf } from './obligation.policy';
import type { Listing, ObligationOnDay, ObligationRow, ReminderRow } from './obligation.repository';
import { begunByDealing, clockOfDealing, fulfilledByHand } from './rules';

export class ObligationService {
  constructor(
    private readonly parts: ClockParts,
    private readonly clocks: ClockService,
  ) {}

  /** A dealing that must be published within thirty days. */
  recordObligation(actor: Actor, input: RecordObligationInput): Promise<ObligationOnDay | Refusal> {
    const { audit, database, obligations, projects } = this.parts;
    const organisationId = localId('Organisation', input.organisationId);
    return database.transaction(async (tx) => {
      const line = {
        ...{ accountId: actor.accountId, operation: 'recordObligation', subjectType: 'Obligation' },
        ...{ subjectId: input.obligationId, details: { organisationId, rule: input.rule } },
      };
      const once = await audit.recordOnce(tx, line, input.obligationId, input);
      if (isRefusal(once)) return once;
      if (!runsProjectsOf(actor, organisationId)) return new NotFound('Organisation');
      const today = await projects.today(tx);
      if (once === 'repeated') return onDay((await obligations.findObligation(tx, input.obligationId))!, today);
      if (!begunByDealing.has(input.rule))
        return new InvalidInput('rule', {
          zh: '该义务由系统按规则自动计算，不能手工登记。',
          en: 'This obligation is computed by its rule and cannot be entered.',
        });
      if (input.happenedOn > today) return afterToday('happenedOn');
      // Two dealings of one day are two obligations: each is its own subject.
      const debtor = await this.clocks.debtorOf(tx, organisationId, input.obligationId);
      const clock = clockOfDealing(input.rule, input.happenedOn);
      return onDay(await obligations.startClock(tx, debtor, clock, input.obligationId), today);
    });
  }

  fulfilObligation(actor: Actor, input: FulfilObligationInput): Promise<ObligationOnDay | Refusal> {
    const { audit, database, obligations, projects } = this.parts;
    const id = localId('Obligation', input.obligationId);
    return database.transaction(async (tx) => {
      const line = { accountId: actor.accountId, operation: 'fulfilObligation', subjectType: 'Obligation' };
      const command = { ...line, subjectId: id, details: { fulfilledOn: input.fulfilledOn } };
      const once = await audit.recordOnce(tx, command, input.commandId, input);
      if (isRefusal(once)) return once;
      const row = await obligations.findObligation(tx, id);
      if (!row || !maySee(actor, row)) return new NotFound('Obligation');
      if (row.organisationId === null || !runsProjectsOf(actor, row.organisationId)) throw forbidden();
      if (once === 'repeated') return onDay(row, await projects.today(tx));
      if (!fulfilledByHand.has(row.rule))
        return new InvalidInput('obligationId', {
          zh: '该义务由相应操作（备案、结算、公开等）完成时自动记为已履行。',
          en: 'This obligation is fulfilled by its deed itself: filing, settling or publishing.',
        });
      const evidence = requireText('evidence', input.evidence, { maximum: 500 });
      if (isRefusal(evidence)) return evidence;
      const today = await projects.today(tx);
      if (input.fulfilledOn > today) return afterToday('fulfilledOn');
      if (input.fulfilledOn < row.arisenOn)
        return new InvalidInput('fulfilledOn', {
          zh: '履行日不能早于义务的起算日。',
          en: 'It cannot have been done before it was owed.',
        });
      if (row.fulfilledOn === input.fulfilledOn && row.evidence === evidence) return onDay(row, today);
      const done = await obligations.fulfil(tx, row.id, { on: input.fulfilledOn, by: actor.accountId, evidence });
      if (done) return onDay(done, today);
      const { DUE, OVERDUE, FULFILLED } = ObligationState;
      return new WrongState(row.voidOn ? 'VOID' : FULFILLED, [DUE, OVERDUE]);
    });
  }

  listObligations(actor: Actor, listing: Listing): Promise<ObligationOnDay[]> {
    return this.parts.obligations.listObligations(this.parts.database, sightOf(actor), listing);
  }

  async findVisible(actor: Actor, id: string): Promise<ObligationOnDay | undefined> {
    const { database, obligations, projects } = this.parts;
    const row = await obligations.findObligation(database, localId('Obligation', id));
    if (!row || row.voidOn !== null || !maySee(actor, row)) return undefined;
    return onDay(row, await projects.today(database));
  }

  remindersOf(obligationId: string): Promise<ReminderRow[]> {
    return this.parts.obligations.listReminders(this.parts.database, [obligationId]);
  }
}

/** How an obligation stands on a day: the same rule as obligation.listObligations has in SQL. */
function onDay(row: ObligationRow, day: string): ObligationOnDay {
  const done = row.fulfilledOn !== null && row.fulfilledOn <= day;
  const late = (row.fulfilledOn ?? day) > row.dueOn;
  if (done) return { ...row, state: late ? ObligationState.FULFILLED_LATE : ObligationState.FULFILLED };
  return { ...row, state: row.dueOn < day ? ObligationState.OVERDUE : ObligationState.DUE };
}

function afterToday(field: string): InvalidInput {
  return new InvalidInput(field, {
    zh: '日期不能晚于今天。请核对后重试。',
    en: 'The day must not be after today. Check it and try again.',
  });
}
