/** Promises what an auditor is shown of the audit: who did what to what, and how the sealed chain stands; never personal data. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection';
import { CalendarDate, Uuid, WholeNumber } from '../scalars';

@InputType({ description: '审计检索条件 Which lines; what is left out does not matter.' })
export class AuditLineFilter {
  @Field(() => CalendarDate, { description: '起始日 The first day, in Asia/Shanghai.' })
  from!: string;

  @Field(() => CalendarDate, { description: '截止日 The last day, included; at most 366 days after the first.' })
  to!: string;

  @Field(() => ID, { nullable: true, description: '账号 Global id of who did it.' })
  accountId?: string;

  @Field(() => String, { nullable: true, description: '操作 Name of the operation, e.g. claimNeed.' })
  operation?: string;

  @Field(() => String, { nullable: true, description: '对象类型 Type of what it was done to, e.g. Need.' })
  subjectType?: string;

  @Field(() => Uuid, { nullable: true, description: '对象编号 Id of what it was done to, as the line has it.' })
  subjectId?: string;
}

@ObjectType({ description: '审计行 One line of the audit: who did what to what, and when.' })
export class AuditLine {
  @Field(() => WholeNumber, { description: '位置 Its place in the audit, rising.' })
  position!: bigint;

  @Field(() => Date, { description: '时间 When it was done.' })
  at!: Date;

  @Field(() => ID, {
    nullable: true,
    description: '账号 Global id of who did it; null for jobs of the system and for the bearer of a contact card.',
  })
  accountId?: string;

  @Field(() => String, { description: '操作 Name of the operation.' })
  operation!: string;

  @Field(() => String, { description: '对象类型 Type of what it was done to.' })
  subjectType!: string;

  @Field(() => Uuid, { nullable: true, description: '对象编号 Id of what it was done to; null where it has none.' })
  subjectId?: string;
}

export const AuditLineConnection = connectionOf('AuditLine', () => AuditLine);

@ObjectType({ description: '审计链 How the sealed audit stands.' })
export class AuditChain {
  @Field(() => Int, { description: '批数 Batches that are sealed.' })
  batches!: number;

  @Field(() => Int, { description: '已封存行数 Lines in them.' })
  sealedLines!: number;

  @Field(() => Int, { description: '未封存行数 Lines written since the last batch.' })
  unsealedLines!: number;

  @Field(() => Date, {
    nullable: true,
    description: '最近封存时间 When the newest batch was sealed; null before the first.',
  })
  sealedAt?: Date;

  @Field(() => String, {
    nullable: true,
    description: '最近一批的哈希 Hash of the newest batch, SHA-256 in hexadecimal digits.',
  })
  newestHash?: string;

  @Field(() => Int, {
    description: '已核对批数 How many of the newest batches were compared with their lines just now.',
  })
  checkedBatches!: number;

  @Field(() => [String], { description: '异常（中文） What is wrong in those, in Chinese; empty when nothing is.' })
  findingsZh!: string[];

  @Field(() => [String], { description: '异常（英文） What is wrong in those, in English; empty when nothing is.' })
  findingsEn!: string[];
}
