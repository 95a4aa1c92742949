/** Promises the intake of triggers by file in the contract: how far it is read, what is wrong in which cell, what would be and was registered. */
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { SpreadsheetFormat } from '../import/import';
import { Node } from '../node';
import { Refusal } from '../refusal';
import { NotFound, WrongState } from '../refusals';
import { Instant } from '../scalars';

export enum TriggerImportStatus {
  READING = 'READING',
  TRIED = 'TRIED',
  REFUSED = 'REFUSED',
  REGISTERED = 'REGISTERED',
  REMOVED = 'REMOVED',
}

registerEnumType(TriggerImportStatus, {
  name: 'TriggerImportStatus',
  description: '批量报送状态 Where a file of triggers stands.',
  valuesConfig: {
    READING: { description: '读取中 It is being read; nothing is registered.' },
    TRIED: { description: '已试读 It was read to its end; nothing is registered yet.' },
    REFUSED: { description: '无法读取 It is no such file, lacks a column, or is wrong in too many rows.' },
    REGISTERED: { description: '已登记 Its triggers are registered, all at once.' },
    REMOVED: { description: '已清除 It was not registered within a day; what was read is gone.' },
  },
});

@ObjectType({
  implements: Node,
  description:
    '批量报送 A file of triggers. Sent with PUT /trigger-imports/{UUID}?format=CSV (or XLSX; &departmentId= for a department), as text/csv or the media type of workbooks: at most 16 MiB and 200,000 rows as CSV, 1 MiB and 5,000 rows as XLSX. Headings: 情形 trigger, 发生日期 occurredOn, 公民身份号码 residentNumber, 姓名 name, 手机号 phone, 住址 address, 区划代码 areaCode, 来源编号 reference.',
})
export class TriggerImport {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => SpreadsheetFormat, { description: '格式 How the file is written.' })
  format!: SpreadsheetFormat;

  @Field(() => TriggerImportStatus, { description: '状态 Where it stands.' })
  status!: TriggerImportStatus;

  @Field(() => Int, { description: '已读行数 Rows with contents read so far, without the heading.' })
  rowCount!: number;

  @Field(() => Int, { description: '有误行数 Rows of which a cell is wrong.' })
  badRowCount!: number;

  @Field(() => Int, { description: '文件内重复 Rows that repeat the person, trigger and day of a row above.' })
  repeatedInFileCount!: number;

  @Field(() => Int, { description: '以前已报送 Rows whose person, trigger and day were told before.' })
  reportedBeforeCount!: number;

  @Field(() => Int, {
    nullable: true,
    description: '已建档人数 Rows of persons who are in a registered household; null for a department.',
  })
  knownPersonCount?: number;

  @Field(() => Int, { nullable: true, description: '登记条数 Triggers registered; null before.' })
  registeredCount?: number;

  @Field(() => Instant, { description: '开始时间 When it arrived.' })
  begunAt!: Date;

  @Field(() => Instant, { nullable: true, description: '结束时间 When reading or registering ended.' })
  endedAt?: Date;

  /** Not part of the contract. */
  importId!: string;
}

@InputType({ description: '登记文件 Register all triggers of a file that was read.' })
export class RegisterTriggersInput extends CommandInput {
  @Field(() => ID, { description: '批量报送 Global id of the import.' })
  importId!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      '剔除有误行 Register the rows that are right and leave out those that are wrong; else a file with wrong rows is refused.',
  })
  leaveOutBadRows: boolean = false;
}

@ObjectType({ implements: Refusal, description: '文件有误 Some rows of the file are wrong: nothing was registered.' })
export class TriggerImportHasProblems extends Refusal {
  @Field(() => Int, { description: '有误行数 Rows of which a cell is wrong.' })
  badRowCount: number;

  constructor(badRowCount: number) {
    super({
      zh: `文件有 ${badRowCount} 行有误，未登记。请按问题清单改正后重新报送，或选择剔除有误行。`,
      en: `${badRowCount} rows of the file are wrong; nothing was registered. Correct them by the list of problems and send it again, or have them left out.`,
    });
    this.badRowCount = badRowCount;
  }
}

@ObjectType({
  implements: Refusal,
  description: '试读已过时 What was read does not hold any more: nothing was registered.',
})
export class TriggerImportOutdated extends Refusal {
  constructor() {
    super({
      zh: '试读之后有人员的登记情况发生变化，未登记。请以新编号重新报送该文件。',
      en: 'The registration of a person has changed since the file was read; nothing was registered. Send the file again under a new id.',
    });
  }
}

export const RegisterTriggersResult = createUnionType({
  name: 'RegisterTriggersResult',
  description: '登记文件结果 The file with what was registered, or why not.',
  types: () =>
    [
      TriggerImport,
      TriggerImportHasProblems,
      TriggerImportOutdated,
      WrongState,
      NotFound,
      IdempotencyMismatch,
    ] as const,
});
