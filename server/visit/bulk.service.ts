/** Promises that many triggers are taken together by the rules of one: all within the transaction of the caller, or none. */
import { VisitTrigger } from '../../schema/visit/enums';
import type { Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { areaChainScopes } from '../event/audience';
import { append } from '../event/outbox';
import type { Assignment } from './assignment';
import type { BulkFacts, BulkRepository, TriggerKey, TriggerRows } from './bulk.repository';
import { dueOn } from './rules';
import type { VisitObligationRepository } from './visit-obligation.repository';

export class BulkTriggers {
  constructor(
    private readonly bulk: BulkRepository,
    private readonly obligations: Pick<VisitObligationRepository, 'today'>,
    private readonly assignment: Assignment,
  ) {}

  toldBefore(tx: Transaction, keys: readonly TriggerKey[]): Promise<Set<number>> {
    return this.bulk.toldBefore(tx, keys);
  }

  today(tx: Transaction): Promise<string> {
    return this.obligations.today(tx);
  }

  /**
   * Returns how many were begun, or undefined when a person who was in a household when the rows were read is in none now: the caller
   * rolls back. Each community hears once.
   */
  async register(
    tx: Transaction,
    rows: TriggerRows,
    facts: Omit<BulkFacts, 'reportedOn' | 'dueOn'>,
  ): Promise<number | undefined> {
    const { assignment, bulk } = this;
    await bulk.allowTime(tx);
    const reportedOn = await this.today(tx);
    const days = Object.values(VisitTrigger).map((trigger) => [trigger, dueOn(trigger, reportedOn)] as const);
    const all = { ...facts, reportedOn, dueOn: Object.fromEntries(days) as BulkFacts['dueOn'] };
    await bulk.insertFound(tx, rows);
    let areas: Awaited<ReturnType<BulkRepository['insertTriggers']>>;
    try {
      areas = await bulk.insertTriggers(tx, rows, all);
    } catch (error) {
      if (violatedConstraint(error) === 'a_trigger_is_of_somebody') return undefined;
      throw error;
    }
    await assignment.assignMany(
      tx,
      areas.map((area) => area.areaCode),
    );
    const byCommunity = new Map<string, number>();
    for (const { areaCode, count } of areas)
      byCommunity.set(areaCode.slice(0, 12), (byCommunity.get(areaCode.slice(0, 12)) ?? 0) + count);
    for (const [areaCode, count] of byCommunity)
      await append(tx, {
        ...{ type: 'TriggersRegistered', subjectId: facts.importId, audience: areaChainScopes(areaCode) },
        payload: { importId: facts.importId, areaCode, count },
      });
    return areas.reduce((sum, area) => sum + area.count, 0);
  }
}
