/** Promises that every command for a need begins alike: the need held, its claim and project found, or the same NotFound for all. */
import { localId } from '../../schema/global-id';
import type { Refusal } from '../../schema/refusal';
import { NotFound } from '../../schema/refusals';
import type { ClaimRepository, ClaimRow } from '../claim/claim.repository';
import type { Statements, Transaction } from '../database/database';
import type { Actor } from '../identity/actor';
import type { NeedLoader } from '../need/need.loader';
import type { NeedRepository, NeedRow } from '../need/need.repository';
import type { ProjectRepository } from '../project/project.repository';
import { mayGiveToAny } from './allocation.policy';
import type { CaseFacts } from './legality';
import type { AllocationStock } from './stock';

export interface OpenCase {
  readonly need: NeedRow;
  readonly claim: ClaimRow | undefined;
  /** The project that was asked to pay. */
  readonly projectId: string | undefined;
  readonly facts: CaseFacts;
}

interface Asked {
  readonly needId: string;
  readonly claimId?: string | null;
  readonly projectId?: string | null;
}

export class AllocationDesk {
  constructor(
    private readonly needs: NeedRepository,
    private readonly needLoader: Pick<NeedLoader, 'sightsOf'>,
    private readonly claims: ClaimRepository,
    private readonly projects: ProjectRepository,
    private readonly stock: AllocationStock,
  ) {}

  /** The case, its need held until the end of the transaction. */
  async open(tx: Transaction, actor: Actor, charityId: string, asked: Asked): Promise<OpenCase | Refusal> {
    return this.found(tx, actor, charityId, asked, await this.needs.lockNeed(tx, localId('Need', asked.needId)));
  }

  /** The case as it is read, nothing held. */
  async look(statements: Statements, actor: Actor, charityId: string, asked: Asked): Promise<OpenCase | Refusal> {
    return this.found(
      statements,
      actor,
      charityId,
      asked,
      await this.needs.findNeed(statements, localId('Need', asked.needId)),
    );
  }

  private async found(
    statements: Statements,
    actor: Actor,
    charityId: string,
    asked: Asked,
    need: NeedRow | undefined,
  ): Promise<OpenCase | Refusal> {
    if (!need || !(await this.isThere(statements, actor, need))) return new NotFound('Need');
    const claimId = asked.claimId == null ? undefined : localId('Claim', asked.claimId);
    const claim = claimId === undefined ? undefined : await this.claims.findClaim(statements, claimId);
    if (claimId !== undefined && claim?.needId !== need.id) return new NotFound('Claim');
    const projectId = asked.projectId == null ? undefined : localId('CharityProject', asked.projectId);
    const project = projectId === undefined ? undefined : await this.projects.findProject(statements, projectId);
    if (projectId !== undefined && project?.organisationId !== charityId) return new NotFound('CharityProject');
    return { need, claim, projectId, facts: await this.stock.caseOf(statements, need, claim) };
  }

  private async isThere(statements: Statements, actor: Actor, need: NeedRow): Promise<boolean> {
    if (mayGiveToAny(need)) return true;
    const sight = await this.needLoader.sightsOf(statements, actor, [need]);
    return sight(need) !== undefined;
  }
}
