/** Promises a list of what there is to help with: drafted from what rooms have, published by a second person, frozen from then on. */
import {
  CatalogueStatus,
  type DraftResourceCatalogueInput,
  type PublishResourceCatalogueInput,
  type ResourceKind,
} from '../../schema/catalogue/catalogue';
import { localId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound, WrongState } from '../../schema/refusals';
import { AnotherPersonDecides } from '../../schema/rights/commands';
import type { AuditTrail } from '../audit/audit';
import type { Database } from '../database/database';
import { holds, type Actor } from '../identity/actor';
import type { ResourceSource } from '../resource';
import type { CatalogueRepository, EntryRow, VersionRow } from './catalogue.repository';

export class CatalogueService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly catalogues: CatalogueRepository,
    private readonly sources: readonly ResourceSource[],
  ) {}

  /** Everything that rooms have now. A draft before it is replaced. */
  draft(actor: Actor, input: DraftResourceCatalogueInput): Promise<VersionRow | Refusal> {
    return this.database.transaction(async (tx) => {
      const id = input.catalogueId;
      const once = await this.audit.recordOnce(tx, line(actor, 'draftResourceCatalogue', id), id, input);
      if (isRefusal(once)) return once;
      if (once === 'new') {
        await this.catalogues.replaceDraft(tx, id, actor.accountId);
        await this.catalogues.fill(tx, id, this.sources);
        await this.catalogues.compare(tx, id);
      }
      return (await this.catalogues.findVersion(tx, id))!;
    });
  }

  /** By another person than who drafted it; what changed is told against the version that is the newest now. */
  publish(actor: Actor, input: PublishResourceCatalogueInput): Promise<VersionRow | Refusal> {
    return this.database.transaction<VersionRow | Refusal>(async (tx) => {
      const id = localId('ResourceCatalogue', input.catalogueId);
      const command = line(actor, 'publishResourceCatalogue', id);
      const once = await this.audit.recordOnce(tx, command, input.commandId, input);
      if (isRefusal(once)) return once;
      const version = await this.catalogues.lockVersion(tx, id);
      if (!version) return new NotFound('ResourceCatalogue');
      if (once === 'new') {
        if (version.status !== CatalogueStatus.DRAFT) return new WrongState(version.status, [CatalogueStatus.DRAFT]);
        if (version.draftedBy === actor.accountId) return new AnotherPersonDecides();
        await this.catalogues.compare(tx, id);
        await this.catalogues.publish(tx, id, actor.accountId);
      }
      return (await this.catalogues.findVersion(tx, id))!;
    });
  }

  /** The newest that was published, or that of a number; a draft for the bureau alone. */
  async find(actor: Actor | undefined, number: number | undefined): Promise<VersionRow | undefined> {
    const row = await this.catalogues.findByNumber(this.database, number);
    if (row?.status === CatalogueStatus.PUBLISHED) return row;
    return actor && actor.apiKey === undefined && holds(actor, Role.CIVIL_AFFAIRS_BUREAU) ? row : undefined;
  }

  /** The same by its id. */
  async findById(actor: Actor, id: string): Promise<VersionRow | undefined> {
    const row = await this.catalogues.findVersion(this.database, id);
    return row && this.find(actor, row.number);
  }

  list(below: number | undefined, limit: number): Promise<VersionRow[]> {
    return this.catalogues.listPublished(this.database, below, limit);
  }

  entries(
    versionId: string,
    wish: { readonly kind?: ResourceKind; readonly areaCode?: string },
    after: { readonly kind: string; readonly subjectId: string } | undefined,
    limit: number,
  ): Promise<EntryRow[]> {
    return this.catalogues.listEntries(this.database, { versionId, ...wish, after, limit });
  }
}

function line(actor: Actor, operation: string, subjectId: string) {
  return { accountId: actor.accountId, operation, subjectType: 'ResourceCatalogue', subjectId };
}
