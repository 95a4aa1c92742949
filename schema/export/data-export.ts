/** Promises exports in the contract: what is asked for, how far it is written, why it ended without a file, and where the file is read. */
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { SpreadsheetFormat } from '../import/import';
import { FigureTooNarrow, IndicatorGrouping, IndicatorScopeInput } from '../indicator/indicator';
import { Node } from '../node';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate, Instant, Uuid } from '../scalars';

export enum DataExportSubject {
  FIGURES = 'FIGURES',
  RECORDS = 'RECORDS',
}

registerEnumType(DataExportSubject, {
  name: 'DataExportSubject',
  description: '导出内容 What a file of an export tells.',
  valuesConfig: {
    FIGURES: {
      description: '指标 Figures of measures, in all, in groups and by month, suppressed as in `indicators`.',
    },
    RECORDS: { description: '明细 The records behind one measure, those that you may see when they are read.' },
  },
});

export enum DataExportStatus {
  REQUESTED = 'REQUESTED',
  WRITING = 'WRITING',
  READY = 'READY',
  REFUSED = 'REFUSED',
  CANCELLED = 'CANCELLED',
  EXPIRED = 'EXPIRED',
}

registerEnumType(DataExportStatus, {
  name: 'DataExportStatus',
  description: '导出状态 Where an export stands.',
  valuesConfig: {
    REQUESTED: { description: '待生成 It waits for its turn.' },
    WRITING: { description: '生成中 It is being written.' },
    READY: { description: '可下载 Its file can be read until it expires.' },
    REFUSED: { description: '未生成 It ended without a file; `refusal` says why.' },
    CANCELLED: { description: '已取消 Who asked for it cancelled it; its file is gone.' },
    EXPIRED: { description: '已过期 Its file is gone.' },
  },
});

@ObjectType({
  implements: Refusal,
  description: '权限已变 You may not read any more what was asked for: the export ended, and nothing of it is kept.',
})
export class DataExportAuthorityEnded extends Refusal {
  constructor() {
    super({
      zh: '生成期间您的权限发生变化，导出已终止，未保留文件。请按现有权限重新申请。',
      en: 'Your authority changed while it was written; the export ended and no file is kept. Ask again for what you may read now.',
    });
  }
}

@ObjectType({ implements: Refusal, description: '记录过多 There are more records than one file holds.' })
export class DataExportTooLarge extends Refusal {
  @Field(() => Int, { description: '上限 How many records a file holds.' })
  maximum: number;

  constructor(maximum: number) {
    super({
      zh: `记录超过 ${maximum} 条，未生成。请缩短期间或缩小范围后重新申请。`,
      en: `There are more than ${maximum} records; nothing was written. Ask again for a shorter period or a narrower scope.`,
    });
    this.maximum = maximum;
  }
}

@ObjectType({ implements: Refusal, description: '生成失败 It could not be written, however often it was tried.' })
export class DataExportFailed extends Refusal {
  constructor() {
    super({
      zh: '多次尝试均未能生成，已告知运维人员。请稍后重新申请。',
      en: 'It was tried several times and could not be written; the operators were told. Ask again later.',
    });
  }
}

export const DataExportRefusal = createUnionType({
  name: 'DataExportRefusal',
  description: '未生成原因 Why an export ended without a file.',
  types: () => [DataExportAuthorityEnded, DataExportTooLarge, DataExportFailed] as const,
});

@ObjectType({
  implements: Node,
  description:
    '数据导出 A file of figures or records, written in the background with the authority that its asker has when each record is read, without names, numbers and free text of persons. Read it with GET at `path`, with an access token, within 72 hours; only its asker can, and each reading is written down.',
})
export class DataExport {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => DataExportSubject, { description: '内容 What it tells.' })
  subject!: DataExportSubject;

  @Field(() => [String], {
    description: '指标 Codes of the measures; of figures none: all that the asker may be told.',
  })
  codes!: string[];

  @Field(() => CalendarDate, { description: '起始日 The first day.' })
  from!: string;

  @Field(() => CalendarDate, { description: '截止日 The last day.' })
  to!: string;

  @Field(() => String, { nullable: true, description: '区域代码 The area; null when none was named.' })
  areaCode?: string;

  @Field(() => SpreadsheetFormat, { description: '格式 How the file is written.' })
  format!: SpreadsheetFormat;

  @Field(() => DataExportStatus, { description: '状态 Where it stands.' })
  status!: DataExportStatus;

  @Field(() => Int, { description: '已读 Records, or measures, read so far.' })
  done!: number;

  @Field(() => Int, { nullable: true, description: '总数 Records, or measures, to read; null until writing began.' })
  total?: number;

  @Field(() => Int, {
    nullable: true,
    description:
      '文件行数 Rows of the file without its heading; null before it is ready. Records that you may not see are not in it.',
  })
  rowCount?: number;

  @Field(() => Int, { nullable: true, description: '文件大小（字节） Bytes of the file; null before it is ready.' })
  byteCount?: number;

  @Field(() => String, {
    nullable: true,
    description: '下载路径 Where the file is read by GET, e.g. /exports/{UUID}; null when there is none.',
  })
  path?: string;

  @Field(() => Instant, { description: '申请时间 When it was asked for.' })
  requestedAt!: Date;

  @Field(() => Instant, { nullable: true, description: '结束时间 When it was written or ended; null before.' })
  endedAt?: Date;

  @Field(() => Instant, { nullable: true, description: '过期时间 Until when the file can be read; null without one.' })
  expiresAt?: Date;

  @Field(() => DataExportRefusal, { nullable: true, description: '未生成原因 Why it ended without a file.' })
  refusal?: typeof DataExportRefusal;
}

export const DataExportConnection = connectionOf('DataExport', () => DataExport);

@InputType({ description: '申请导出 What is to be written.' })
export class RequestDataExportInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the export, made by the client, kept across retries.',
  })
  exportId!: string;

  @Field(() => DataExportSubject, { description: '内容 Figures, or the records behind one.' })
  subject!: DataExportSubject;

  @Field(() => [String], {
    nullable: true,
    description:
      '指标 Codes of measures. Of figures 100 at the most, all that you may be told when left out; of records exactly one.',
  })
  codes?: string[];

  @Field(() => IndicatorScopeInput, { description: '范围 Which period, and whose work.' })
  scope!: IndicatorScopeInput;

  @Field(() => [IndicatorGrouping], {
    nullable: true,
    description: '分组 By what figures are divided besides their totals; not of records.',
  })
  groupings?: IndicatorGrouping[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: '逐月 Whether figures are told by month too; not of records.',
  })
  byMonth: boolean = false;

  @Field(() => SpreadsheetFormat, {
    description: '格式 CSV in UTF-8 with a byte order mark, or XLSX. No cell of either runs as a formula.',
  })
  format!: SpreadsheetFormat;
}

@InputType({ description: '取消导出 Which export is given up; its file is destroyed.' })
export class CancelDataExportInput extends CommandInput {
  @Field(() => ID, { description: '导出 Global id of the export, one of your own.' })
  exportId!: string;
}

@ObjectType({
  implements: Refusal,
  description: '明细不可导出 The records of this measure are not listed to you: you are told its figure only.',
})
export class RecordsNotListed extends Refusal {
  @Field(() => String, { description: '指标 Code of the measure.' })
  measure: string;

  constructor(measure: string) {
    super({
      zh: '该指标的明细不对您列出。请改为导出指标数值。',
      en: 'The records of this measure are not listed to you. Ask for its figures instead.',
    });
    this.measure = measure;
  }
}

@ObjectType({ implements: Refusal, description: '导出过多 Too many of your exports are not written yet.' })
export class TooManyDataExports extends Refusal {
  @Field(() => Int, { description: '上限 How many may wait or be written at once.' })
  maximum: number;

  constructor(maximum: number) {
    super({
      zh: `您已有 ${maximum} 个导出尚未完成。请等待其完成或取消后再申请。`,
      en: `${maximum} of your exports are not written yet. Wait for one, or cancel one, then ask again.`,
    });
    this.maximum = maximum;
  }
}

export const RequestDataExportResult = createUnionType({
  name: 'RequestDataExportResult',
  description: '申请导出结果 The export, or why not.',
  types: () =>
    [
      DataExport,
      InvalidInput,
      NotFound,
      FigureTooNarrow,
      RecordsNotListed,
      TooManyDataExports,
      IdempotencyMismatch,
    ] as const,
});

export const CancelDataExportResult = createUnionType({
  name: 'CancelDataExportResult',
  description: '取消导出结果 The export without a file, or why not.',
  types: () => [DataExport, NotFound, WrongState, IdempotencyMismatch] as const,
});
