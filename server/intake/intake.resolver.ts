/** Promises the operations on files of triggers: unpack, call, return. */
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { globalId, localId } from '../../schema/global-id';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { ImportProblem, SpreadsheetFile, SpreadsheetFormat } from '../../schema/import/import';
import { RegisterTriggersInput, RegisterTriggersResult, TriggerImport } from '../../schema/intake/trigger-import';
import { isRefusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import { mediaTypes, writeTable } from '../spreadsheet/table-file';
import { fileSenders } from './intake.policy';
import type { IntakeService } from './intake.service';
import type { StagedProblem, TriggerImportRepository, TriggerImportRow } from './trigger-import.repository';

const problemMaximum = 100;
/** Every problem of a file that was read: two columns of twenty thousand rows. */
const fileMaximum = 40_000;
const beginning = { row: 0, column: '' };

@Resolver(() => TriggerImport)
export class TriggerImportResolver {
  constructor(
    private readonly database: Database,
    private readonly service: IntakeService,
    private readonly imports: TriggerImportRepository,
  ) {}

  @Allow(fileSenders, { apiKeyScope: ApiKeyScope.TRIGGERS_WRITE })
  @Mutation(() => RegisterTriggersResult, {
    description: '登记文件 Register all triggers of a file that was read to its end, at once or not at all.',
  })
  async registerTriggers(
    @Arg('input', () => RegisterTriggersInput, { description: '登记文件 Which file.' }) input: RegisterTriggersInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RegisterTriggersResult> {
    const row = await this.service.registerTriggers(actorOf(context), input);
    return isRefusal(row) ? row : presentTriggerImport(row);
  }

  @Allow(fileSenders, { apiKeyScope: ApiKeyScope.TRIGGERS_WRITE })
  @Query(() => TriggerImport, {
    nullable: true,
    description: '批量报送 A file that you sent, and how far it is read; null when there is none of yours.',
  })
  async triggerImport(
    @Arg('id', () => ID, { description: '编号 Global id of the import.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<TriggerImport | undefined> {
    const row = await this.imports.findImport(this.database, localId('TriggerImport', id));
    return row?.accountId === actorOf(context).accountId ? presentTriggerImport(row) : undefined;
  }

  @FieldResolver(() => [ImportProblem], { description: '问题 What is wrong in which cell, in the order of the file.' })
  async problems(
    @Root() { importId }: TriggerImport,
    @Arg('first', () => Int, { defaultValue: 20, description: '条数 How many, 1 to 100.' }) first: number,
  ): Promise<ImportProblem[]> {
    const limit = Math.min(Math.max(first, 1), problemMaximum);
    return (await this.imports.problemsOf(this.database, importId, beginning, limit)).map(presentProblem);
  }

  @FieldResolver(() => SpreadsheetFile, {
    description:
      '问题清单文件 Every problem as a CSV file: row, column and what to do; contents of cells are not in it.',
  })
  async problemFile(@Root() { importId }: TriggerImport): Promise<SpreadsheetFile> {
    const problems = await this.imports.problemsOf(this.database, importId, beginning, fileMaximum);
    const rows = problems.map((one) => [String(one.rowNumber), one.columnName, one.messageZh, one.messageEn]);
    const table = [['行号 row', '列 column', '说明', 'what to do'], ...rows];
    const bytes = await writeTable(SpreadsheetFormat.CSV, table);
    return Object.assign(new SpreadsheetFile(), {
      fileName: `trigger-import-${importId}-problems.csv`,
      mediaType: mediaTypes[SpreadsheetFormat.CSV],
      contentBase64: bytes.toString('base64'),
    });
  }
}

export function presentTriggerImport(row: TriggerImportRow): TriggerImport {
  return Object.assign(new TriggerImport(), {
    ...{ id: globalId('TriggerImport', row.id), importId: row.id, format: row.format, status: row.status },
    ...{ rowCount: row.rowCount, badRowCount: row.badRowCount, repeatedInFileCount: row.repeatedInFileCount },
    ...{ reportedBeforeCount: row.reportedBeforeCount, registeredCount: row.registeredCount ?? undefined },
    // A department is never told who is known.
    knownPersonCount: row.departmentId === null ? row.knownPersonCount : undefined,
    ...{ begunAt: row.begunAt, endedAt: row.endedAt ?? undefined },
  });
}

function presentProblem(one: StagedProblem): ImportProblem {
  return Object.assign(new ImportProblem(), {
    ...{ row: one.rowNumber, column: one.columnName, messageZh: one.messageZh, messageEn: one.messageEn },
  });
}
