/** Promises the queries of the audit: unpack, call, return. */
import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import {
  keysetCursor,
  PageArguments,
  pageSize,
  readKeysetCursor,
  strangeCursor,
  toConnection,
} from '../../schema/connection';
import { globalId, localId } from '../../schema/global-id';
import { AuditChain, AuditLine, AuditLineConnection, AuditLineFilter } from '../../schema/inspection/audit-line';
import { describe } from '../audit/contradiction';
import type { FoundLine } from '../audit/reading.repository';
import { actorOf, type RequestContext } from '../context';
import { inspectors } from './inspection.policy';
import type { InspectionService } from './inspection.service';

@Resolver(() => AuditLine)
export class InspectionResolver {
  constructor(private readonly service: InspectionService) {}

  @Allow(inspectors)
  @Query(() => AuditLineConnection, {
    description:
      '审计检索 Lines of the audit, the newest first: who did what to what, and when; never what was said. Lines of cases are not told: that there is one may be a secret. Each search is itself written down.',
  })
  async auditLines(
    @Arg('filter', () => AuditLineFilter, { description: '条件 Which lines.' }) filter: AuditLineFilter,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const first = pageSize(page);
    const search = {
      ...{ from: filter.from, to: filter.to, operation: filter.operation ?? undefined },
      accountId: filter.accountId == null ? undefined : localId('Account', filter.accountId),
      subjectType: filter.subjectType ?? undefined,
      subjectId: filter.subjectId?.toLowerCase() ?? undefined,
    };
    const rows = await this.service.search(actorOf(context), search, readPosition(page.after), first + 1);
    return toConnection(rows, first, (row) => keysetCursor(String(row.position)), presentLine);
  }

  @Allow(inspectors)
  @Query(() => AuditChain, {
    description:
      '审计链状态 How the sealed audit stands, with the newest batches compared with their lines; the whole chain is compared by npm run check:audit.',
  })
  async auditChain(@Ctx() context: RequestContext): Promise<AuditChain> {
    const { last, totals, checked, found, unsealed } = await this.service.chain(actorOf(context));
    return Object.assign(new AuditChain(), {
      ...{ batches: totals.batches, sealedLines: totals.lines, unsealedLines: unsealed, checkedBatches: checked },
      sealedAt: last && new Date(last.sealedAt),
      newestHash: last?.hash.toString('hex'),
      findingsZh: found.map((one) => describe(one).zh),
      findingsEn: found.map((one) => describe(one).en),
    });
  }
}

function readPosition(cursor: string | undefined): string | undefined {
  const [position] = readKeysetCursor(cursor, 1) ?? [];
  if (position !== undefined && !/^\d{1,18}$/.test(position)) throw strangeCursor();
  return position;
}

function presentLine(row: FoundLine): AuditLine {
  return Object.assign(new AuditLine(), {
    position: row.position,
    at: row.at,
    accountId: row.accountId === null ? undefined : globalId('Account', row.accountId),
    operation: row.operation,
    subjectType: row.subjectType,
    subjectId: row.subjectId ?? undefined,
  });
}
