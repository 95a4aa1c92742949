/** Promises whether provider, household and revisit agree that a need is met, for those who serve its area. */
import DataLoader from 'dataloader';
import { NeedClosure } from '../../schema/revisit/revisit';
import type { ClaimRepository } from '../claim/claim.repository';
import { oversees } from '../claim/claim.policy';
import { actorOf, loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { NeedRepository } from '../need/need.repository';
import type { RevisitRepository } from './revisit.repository';

export class ClosureLoader {
  constructor(
    private readonly database: Database,
    private readonly needs: NeedRepository,
    private readonly claims: ClaimRepository,
    private readonly revisits: RevisitRepository,
  ) {}

  /** Undefined for those who do not serve the area of the need. */
  async closureOf(context: RequestContext, needId: string): Promise<NeedClosure | undefined> {
    const found = await loaderOf(context, this.makeLoader).load(needId);
    return found && oversees(actorOf(context), found.areaCode) ? found.closure : undefined;
  }

  private readonly makeLoader = () =>
    new DataLoader<string, { areaCode: string; closure: NeedClosure } | undefined>(async (ids) => {
      const needs = new Map((await this.needs.findNeeds(this.database, ids)).map((need) => [need.id, need]));
      const reports = new Map((await this.claims.reportsOf(this.database, ids)).map((one) => [one.needId, one]));
      const agreed = await this.revisits.agreed(this.database, ids);
      return ids.map((id) => {
        const need = needs.get(id);
        if (!need) return undefined;
        const report = reports.get(id);
        const reportedClosed = report !== undefined && report.open === 0 && report.reported >= need.quantity;
        const householdConfirmed = report !== undefined && report.reported > 0 && report.confirmed === report.reported;
        const revisitAgreed = agreed.has(id);
        const trulyClosed = reportedClosed && householdConfirmed && revisitAgreed;
        const closure = { reportedClosed, householdConfirmed, revisitAgreed, trulyClosed };
        return { areaCode: need.areaCode, closure: Object.assign(new NeedClosure(), closure) };
      });
    });
}
