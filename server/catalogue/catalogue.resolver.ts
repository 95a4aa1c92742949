/** Promises the operations on the list of resources: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { Allow } from '../../schema/authority';
import {
  CatalogueFile,
  CatalogueFormat,
  DraftResourceCatalogueInput,
  PublishResourceCatalogueInput,
  ResourceCatalogue,
  ResourceCatalogueConnection,
  ResourceCatalogueResult,
  ResourceEntry,
  ResourceEntryConnection,
  ResourceKind,
} from '../../schema/catalogue/catalogue';
import {
  keysetCursor,
  PageArguments,
  pageSize,
  readKeysetCursor,
  toConnection,
  strangeCursor,
} from '../../schema/connection';
import { globalId } from '../../schema/global-id';
import { Role } from '../../schema/identity/role';
import { actorOf, type RequestContext } from '../context';
import { presented } from '../organisation/present';
import type { EntryRow, VersionRow } from './catalogue.repository';
import type { CatalogueService } from './catalogue.service';
import { writeCatalogue } from './file';

/** More entries than any district has; a file is written whole. */
const inFile = 20_000;

@Resolver(() => ResourceCatalogue)
export class CatalogueResolver {
  constructor(private readonly service: CatalogueService) {}

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => ResourceCatalogueResult, {
    description: '生成资源清单草稿 Make a draft of what there is now: services, projects, goods, policies, posts.',
  })
  async draftResourceCatalogue(
    @Arg('input', () => DraftResourceCatalogueInput, { description: '草稿 The draft.' })
    input: DraftResourceCatalogueInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ResourceCatalogueResult> {
    return presented(await this.service.draft(actorOf(context), input), presentVersion);
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => ResourceCatalogueResult, {
    description: '发布资源清单 Publish a draft of another person; it never changes from then on.',
  })
  async publishResourceCatalogue(
    @Arg('input', () => PublishResourceCatalogueInput, { description: '草稿 The draft.' })
    input: PublishResourceCatalogueInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ResourceCatalogueResult> {
    return presented(await this.service.publish(actorOf(context), input), presentVersion);
  }

  @Allow('ANYONE')
  @Query(() => ResourceCatalogue, {
    nullable: true,
    description: '资源清单 The newest published list, or that of a number, for everybody; drafts for the bureau.',
  })
  async resourceCatalogue(
    @Arg('number', () => Int, { nullable: true, description: '版本号 The number of a version.' })
    number: number | undefined,
    @Ctx() context: RequestContext,
  ): Promise<ResourceCatalogue | undefined> {
    const row = await this.service.find(context.actor, number ?? undefined);
    return row && presentVersion(row);
  }

  @Allow('ANYONE')
  @Query(() => ResourceCatalogueConnection, {
    description: '历次资源清单 All published versions, for everybody, the newest first.',
  })
  async resourceCatalogues(@Args(() => PageArguments) page: PageArguments) {
    const first = pageSize(page);
    const [below] = readKeysetCursor(page.after, 1) ?? [];
    if (below !== undefined && !/^\d{1,9}$/.test(below)) throw strangeCursor();
    const rows = await this.service.list(below === undefined ? undefined : Number(below), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.number), presentVersion);
  }

  @FieldResolver(() => ResourceEntryConnection, { description: '条目 Its entries, those that are gone too.' })
  async entries(
    @Root() catalogue: ResourceCatalogue,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('kind', () => ResourceKind, { nullable: true, description: '类别 Only of this kind.' }) kind?: ResourceKind,
    @Arg('areaCode', () => String, { nullable: true, description: '区划代码 Only what can be had in this area.' })
    areaCode?: string,
  ) {
    const first = pageSize(page);
    const [after, subjectId] = readKeysetCursor(page.after, 2) ?? [];
    if (after !== undefined && !isUuid(subjectId)) throw strangeCursor();
    const from = after === undefined ? undefined : { kind: after, subjectId: subjectId! };
    const rows = await this.service.entries(catalogue.catalogueId, { kind, areaCode }, from, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.kind, row.subjectId), presentEntry);
  }

  @FieldResolver(() => CatalogueFile, { description: '导出 The whole version as a file.' })
  async file(
    @Root() catalogue: ResourceCatalogue,
    @Arg('format', () => CatalogueFormat, { description: '格式 How it is written.' }) format: CatalogueFormat,
    @Ctx() context: RequestContext,
  ): Promise<CatalogueFile> {
    const version = (await this.service.find(context.actor, catalogue.number))!;
    const entries = await this.service.entries(catalogue.catalogueId, {}, undefined, inFile);
    const { fileName, mediaType, bytes } = await writeCatalogue(format, version, entries);
    return Object.assign(new CatalogueFile(), { fileName, mediaType, contentBase64: bytes.toString('base64') });
  }
}

export function presentVersion(row: VersionRow): ResourceCatalogue {
  const { number, status, draftedAt, entryCount, added, changed, removed } = row;
  return Object.assign(new ResourceCatalogue(), {
    ...{ number, status, draftedAt, entryCount, added, changed, removed },
    id: globalId('ResourceCatalogue', row.id),
    publishedAt: row.publishedAt ?? undefined,
    catalogueId: row.id,
  });
}

function presentEntry(row: EntryRow): ResourceEntry {
  const { kind, title, provider, serviceKinds, areaCodes, change } = row;
  return Object.assign(new ResourceEntry(), {
    ...{ kind, title, provider, serviceKinds, areaCodes, change },
    available: row.available === null ? undefined : String(row.available),
    unit: row.unit ?? undefined,
    validUntil: row.validUntil ?? undefined,
    note: row.note ?? undefined,
  });
}
