/** Promises that what is over its time leaves by rules that stand as data: tried first if asked, reported always, twice as good as once. */
import { v7 } from 'uuid';
import { isRefusal, type Refusal } from '../../schema/refusal';
import type { RunRetentionInput } from '../../schema/rights/commands';
import { RightsRequester, RightsRequestKind } from '../../schema/rights/request';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import type { HolidayRepository } from '../holiday/holiday.repository';
import type { HouseholdRepository } from '../household/household.repository';
import type { Actor } from '../identity/actor';
import { answerBy } from './clock';
import type { HouseholdHoldings } from './holdings.service';
import type { RetentionResultRow, RetentionRuleEntity, RetentionRunEntity } from './rights.entity';
import type { RightsRepository } from './rights.repository';

/** Households of one run; the next night takes the next. */
const householdsAtOnce = 500;
const atRest = 'HOUSEHOLD_AT_REST';

export class RetentionService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly households: HouseholdRepository,
    private readonly requests: RightsRepository,
    private readonly holdings: HouseholdHoldings,
    private readonly holidays: Pick<HolidayRepository, 'workingDays'>,
  ) {}

  /** One run for somebody who asks. */
  runFor(actor: Actor, input: RunRetentionInput): Promise<RetentionRunEntity | Refusal> {
    return this.database.transaction(async (tx) => {
      const { commandId: id, dry } = input;
      const command = {
        ...{ accountId: actor.accountId, operation: 'runRetention', subjectType: 'Retention', subjectId: id },
        details: { dry },
      };
      const once = await this.audit.recordOnce(tx, command, id, input);
      if (isRefusal(once)) return once;
      if (once === 'repeated') return (await this.requests.findRun(tx, id))!;
      return this.run(tx, id, dry, actor.accountId);
    });
  }

  /** The run of each night. Returns how many things were over their time. */
  runByNight(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const id = v7();
      await this.audit.record(tx, { operation: 'runRetention', subjectType: 'Retention', subjectId: id });
      const { results } = await this.run(tx, id, false, null);
      return results.reduce((sum, result) => sum + result.count, 0);
    });
  }

  private async run(tx: Transaction, id: string, dry: boolean, runBy: string | null): Promise<RetentionRunEntity> {
    const results: RetentionResultRow[] = [];
    for (const rule of await this.requests.rules(tx))
      results.push({ code: rule.code, count: await this.apply(tx, rule, dry) });
    return this.requests.insertRun(tx, { id, dry, runBy, results });
  }

  private async apply(tx: Transaction, { code, keepDays }: RetentionRuleEntity, dry: boolean): Promise<number> {
    if (code === atRest) return this.proposeErasures(tx, keepDays, dry);
    if (dry) return this.holdings.countOutdated(tx, code, keepDays);
    return this.holdings.endOutdated(tx, code, keepDays);
  }

  /** A household at rest is not erased by a clock: a person decides on the request that is made here. */
  private async proposeErasures(tx: Transaction, days: number, dry: boolean): Promise<number> {
    const ids = await this.holdings.atRest(tx, days, householdsAtOnce);
    const answered = await this.requests.answeredOf(tx, ids);
    const resting = await this.households.findHouseholds(
      tx,
      ids.filter((id) => !answered.has(id)),
    );
    if (dry) return resting.length;
    const receivedOn = await this.requests.today(tx);
    const dueOn = answerBy(receivedOn, await this.holidays.workingDays(tx));
    let count = 0;
    for (const household of resting) {
      const request = {
        ...{ id: v7(), householdId: household.id, areaCode: household.areaCode.slice(0, 12), recordedBy: null },
        ...{ kind: RightsRequestKind.ERASURE, requester: RightsRequester.RETENTION_RULE },
        ...{ receivedOn, dueOn },
      };
      if (await this.requests.insertRequest(tx, request)) count += 1;
    }
    return count;
  }
}
