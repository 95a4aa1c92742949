/** Promises what people do with warnings: read the ledger of their area, take a warning up, and say how it was dealt with. */
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound, WrongState } from '../../schema/refusals';
import type { AcknowledgeWarningInput, ResolveWarningInput } from '../../schema/warning/inputs';
import { WarningState } from '../../schema/warning/warning';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { areaChainScopes } from '../event/audience';
import { append } from '../event/outbox';
import type { Actor } from '../identity/actor';
import { maySeeWarning, sightOf } from './warning.policy';
import type { WarningListing, WarningRepository, WarningRow } from './warning.repository';

export class WarningService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly warnings: WarningRepository,
  ) {}

  acknowledgeWarning(actor: Actor, input: AcknowledgeWarningInput): Promise<WarningRow | Refusal> {
    return this.step(actor, 'acknowledgeWarning', input, {}, [WarningState.OPEN], (tx, id) =>
      this.warnings.acknowledge(tx, id, actor.accountId),
    );
  }

  resolveWarning(actor: Actor, input: ResolveWarningInput): Promise<WarningRow | Refusal> {
    const { outcome } = input;
    const from = [WarningState.OPEN, WarningState.ACKNOWLEDGED];
    return this.step(actor, 'resolveWarning', input, { outcome }, from, (tx, id) =>
      this.warnings.resolve(tx, id, actor.accountId, outcome),
    );
  }

  list(actor: Actor, listing: WarningListing) {
    return this.warnings.listWarnings(this.database, sightOf(actor), listing);
  }

  /** The warning, or undefined when there is none or it is not the actor's to see. */
  async findVisible(actor: Actor, id: string): Promise<WarningRow | undefined> {
    const row = await this.warnings.findWarning(this.database, localId('Warning', id));
    return row && maySeeWarning(actor, row) ? row : undefined;
  }

  private step(
    actor: Actor,
    operation: 'acknowledgeWarning' | 'resolveWarning',
    input: AcknowledgeWarningInput,
    details: Record<string, unknown>,
    from: readonly WarningState[],
    change: (tx: Transaction, id: string) => Promise<WarningRow | undefined>,
  ): Promise<WarningRow | Refusal> {
    const id = localId('Warning', input.warningId);
    return this.database.transaction(async (tx) => {
      const line = { accountId: actor.accountId, operation, subjectType: 'Warning', subjectId: id, details };
      const once = await this.audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      const row = await this.warnings.findWarning(tx, id);
      if (!row || !maySeeWarning(actor, row)) return new NotFound('Warning');
      if (once === 'repeated') return row;
      const changed = await change(tx, id);
      if (!changed) return new WrongState((await this.warnings.findWarning(tx, id))!.state, from);
      // As in a refresh: what only some accounts may see is told to nobody.
      if (changed.readers.length === 0)
        await append(tx, {
          type: operation === 'acknowledgeWarning' ? 'WarningAcknowledged' : 'WarningResolved',
          subjectId: id,
          audience: areaChainScopes(changed.areaCode),
          payload: { warningId: id, rule: changed.rule, level: changed.level },
        });
      return changed;
    });
  }
}
