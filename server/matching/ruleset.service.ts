/** Promises that the weights change by two people only: one proposes, another approves, and what was in force retires. */
import { localId } from '../../schema/global-id';
import { FourEyes } from '../../schema/matching/refusals';
import { RulesetStatus } from '../../schema/matching/ruleset';
import type { ApproveRulesetInput, DraftRulesetInput } from '../../schema/matching/ruleset-inputs';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import type { Actor } from '../identity/actor';
import { readWeights } from './ruleset.weights';
import type { RulesetRepository, RulesetRow } from './ruleset.repository';

const reasonLimits = { maximum: 500, multiline: true };

export class RulesetService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly rulesets: RulesetRepository,
  ) {}

  /** Proposes weights. A retry with the same id answers with the draft as it is now. Refuses weights that do not make a whole. */
  async draftRuleset(actor: Actor, input: DraftRulesetInput): Promise<RulesetRow | Refusal> {
    const reason = requireText('reason', input.reason, reasonLimits);
    if (isRefusal(reason)) return reason;
    const weights = readWeights(input.weights);
    if (isRefusal(weights)) return weights;
    return this.database.transaction(async (tx) => {
      const line = { ...lineOf(actor, 'draftRuleset', input.rulesetId), details: { weights } };
      const once = await this.audit.recordOnce(tx, line, input.rulesetId, { weights, reason });
      if (isRefusal(once)) return once;
      if (once === 'repeated') return (await this.rulesets.findRuleset(tx, input.rulesetId))!;
      return this.rulesets.insertDraft(tx, { id: input.rulesetId, weights, reason, proposedBy: actor.accountId });
    });
  }

  /**
   * Puts a draft into force and retires what was. Approvals queue: of two at once the later succeeds the earlier.
   * Approving twice is approving once. Refuses the proposer.
   */
  approveRuleset(actor: Actor, input: ApproveRulesetInput): Promise<RulesetRow | Refusal> {
    return this.database.transaction(async (tx) => {
      await this.rulesets.holdSuccession(tx);
      const found = await this.rulesets.findRuleset(tx, localId('Ruleset', input.rulesetId));
      if (!found) return new NotFound('Ruleset');
      if (found.proposedBy === actor.accountId) return new FourEyes();
      if (found.status === RulesetStatus.APPROVED && found.approvedBy === actor.accountId) return found;
      return this.succeed(tx, actor, found);
    });
  }

  private async succeed(tx: Transaction, actor: Actor, found: RulesetRow): Promise<RulesetRow | Refusal> {
    const before = await this.rulesets.inForce(tx);
    const approved = await this.rulesets.succeed(tx, found.id, actor.accountId);
    if (!approved) return new WrongState(found.status, [RulesetStatus.DRAFT]);
    const details = { version: approved.version, succeeded: before.version };
    await this.audit.record(tx, { ...lineOf(actor, 'approveRuleset', approved.id), details });
    return approved;
  }
}

function lineOf(actor: Actor, operation: string, rulesetId: string) {
  return { accountId: actor.accountId, operation, subjectType: 'Ruleset', subjectId: rulesetId };
}
