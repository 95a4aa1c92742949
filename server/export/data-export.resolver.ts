/** Promises the operations on exports: unpack, call, return. */
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { keysetCursor, PageArguments, pageSize, readInstantCursor, toConnection } from '../../schema/connection';
import {
  CancelDataExportInput,
  CancelDataExportResult,
  DataExport,
  DataExportConnection,
  RequestDataExportInput,
  RequestDataExportResult,
} from '../../schema/export/data-export';
import { localId } from '../../schema/global-id';
import { actorOf, type RequestContext } from '../context';
import { indicatorReaders } from '../indicator/indicator.policy';
import { readScope } from '../indicator/indicator.resolver';
import { presented } from '../organisation/present';
import type { DataExportService } from './data-export.service';
import { presentExport } from './present';

@Resolver(() => DataExport)
export class DataExportResolver {
  constructor(private readonly service: DataExportService) {}

  @Allow(indicatorReaders)
  @Mutation(() => RequestDataExportResult, {
    description:
      '申请导出 Ask for a file of figures, or of the records behind one; it is written in the background (`dataExportChanges`) and read at its `path`.',
  })
  async requestDataExport(
    @Arg('input', () => RequestDataExportInput, { description: '申请 What is to be written.' })
    input: RequestDataExportInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RequestDataExportResult> {
    const scope = readScope(input.scope);
    return presented(await this.service.request(actorOf(context), input, scope), presentExport) as DataExport;
  }

  @Allow('SIGNED_IN')
  @Mutation(() => CancelDataExportResult, {
    description: '取消导出 Give up an export of your own, also one that is ready: its file is destroyed.',
  })
  async cancelDataExport(
    @Arg('input', () => CancelDataExportInput, { description: '取消 Which one.' }) input: CancelDataExportInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CancelDataExportResult> {
    return presented(await this.service.cancel(actorOf(context), input), presentExport) as DataExport;
  }

  @Allow('SIGNED_IN')
  @Query(() => DataExport, {
    nullable: true,
    description: '数据导出 An export that you asked for; null when there is none of yours.',
  })
  async dataExport(
    @Arg('id', () => ID, { description: '编号 Global id of the export.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<DataExport | undefined> {
    const row = await this.service.findOwn(actorOf(context), localId('DataExport', id));
    return row && presentExport(row);
  }

  @Allow('SIGNED_IN')
  @Query(() => DataExportConnection, { description: '我的导出 All exports that you asked for, the newest first.' })
  async dataExports(@Args(() => PageArguments) page: PageArguments, @Ctx() context: RequestContext) {
    const first = pageSize(page);
    const after = readInstantCursor(page.after);
    const rows = await this.service.list(actorOf(context), { after, limit: first + 1 });
    return toConnection(rows, first, (row) => keysetCursor(row.instant, row.id), presentExport);
  }
}
