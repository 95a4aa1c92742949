/** Promises the register of low-income people in the contract: who entered when, and who left why; no name and no number is in it. */
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { LowIncomeCategory } from '../household/household';
import { Node } from '../node';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound, WrongState } from '../refusals';
import { CalendarDate, Uuid } from '../scalars';

export enum ExitReason {
  EXIT_REEMPLOYED = 'EXIT_REEMPLOYED',
  EXIT_INCOME_ABOVE = 'EXIT_INCOME_ABOVE',
  EXIT_PROPERTY_ABOVE = 'EXIT_PROPERTY_ABOVE',
  EXIT_CATEGORY_CHANGED = 'EXIT_CATEGORY_CHANGED',
  EXIT_EXPIRED = 'EXIT_EXPIRED',
  EXIT_MOVED_AWAY = 'EXIT_MOVED_AWAY',
  EXIT_OWN_WISH = 'EXIT_OWN_WISH',
  EXIT_DECEASED = 'EXIT_DECEASED',
}

registerEnumType(ExitReason, {
  name: 'ExitReason',
  description: '退出原因 Why a person left the register.',
  valuesConfig: {
    EXIT_REEMPLOYED: { description: '重新就业 Found work again.' },
    EXIT_INCOME_ABOVE: {
      description: '收入超过标准 The income is above the standard, for another reason than work found again.',
    },
    EXIT_PROPERTY_ABOVE: { description: '财产超过限额 The property is above the limit.' },
    EXIT_CATEGORY_CHANGED: { description: '转入其他类别 Entered another category.' },
    EXIT_EXPIRED: { description: '认定到期 The recognition ran out.' },
    EXIT_MOVED_AWAY: { description: '迁出 Moved away.' },
    EXIT_OWN_WISH: { description: '自愿退出 By its own wish.' },
    EXIT_DECEASED: { description: '死亡 Died; no revisit is owed.' },
  },
});

@ObjectType({
  implements: Node,
  description:
    '在册记录 One stay of one person in the register of low-income people. Who it is the bureau knows by its own files.',
})
export class RegisterEntry extends Node {
  @Field(() => String, { description: '区划代码 Its community or grid.' })
  areaCode!: string;

  @Field(() => LowIncomeCategory, { description: '类别 As what.' })
  category!: LowIncomeCategory;

  @Field(() => CalendarDate, { description: '进入日期 The first day.' })
  enteredOn!: string;

  @Field(() => String, { nullable: true, description: '决定文号 Number of the decision.' })
  decisionNumber?: string;

  @Field(() => CalendarDate, { nullable: true, description: '退出日期 The first day without; null while it lasts.' })
  exitedOn?: string;

  @Field(() => ExitReason, { nullable: true, description: '退出原因 Why it ended.' })
  exitReason?: ExitReason;

  @Field(() => String, { nullable: true, description: '退出决定文号 Number of the decision that ended it.' })
  exitDecisionNumber?: string;

  /** Not in the contract: the local id of the household, where it is registered. */
  householdId?: string;
}

export const RegisterEntryConnection = connectionOf('RegisterEntry', () => RegisterEntry);

@InputType({ description: '在册人员 One person that entered the register.' })
export class RegisterEntryInput {
  @Field(() => Uuid, { description: '记录编号 The id of the entry, made by the client.' })
  entryId!: string;

  @Field(() => String, {
    description:
      '公民身份号码 18 digits (GB 11643). Only a keyed index of it is kept, by which the person is recognised.',
  })
  residentNumber!: string;

  @Field(() => String, { description: '区划代码 Community (12 digits) or grid (15) in your area.' })
  areaCode!: string;

  @Field(() => CalendarDate, { description: '进入日期 The first day, not after today.' })
  enteredOn!: string;

  @Field(() => String, { nullable: true, description: '决定文号 Up to 60 characters.' })
  decisionNumber?: string | null;
}

@InputType({ description: '批量登记在册人员 People of one category; all of them are entered, or none.' })
export class ImportRegisterEntriesInput {
  @Field(() => Uuid, { description: '批次编号 The id of this import, made by the client and kept across retries.' })
  importId!: string;

  @Field(() => LowIncomeCategory, { description: '类别 As what; not NOT_RECOGNISED.' })
  category!: LowIncomeCategory;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '存量 They entered before this register was kept here: no revisit is owed for their entry.',
  })
  isStock: boolean = false;

  @Field(() => [RegisterEntryInput], { description: '人员 1 to 500 people.' })
  entries!: RegisterEntryInput[];
}

@ObjectType({ description: '批量登记结果 How many people an import entered.' })
export class RegisterImport {
  @Field(() => ID, { description: '批次编号 The id of the import.' })
  importId!: string;

  @Field(() => Int, { description: '人数 How many people.' })
  entered!: number;

  @Field(() => Int, { description: '已登记家庭的人数 How many of them belong to a household registered here.' })
  ofKnownHouseholds!: number;
}

@ObjectType({ description: '行问题 What is wrong with one person of an import; its contents are never echoed.' })
export class RegisterProblem {
  @Field(() => Int, { description: '行号 Its place, from 1.' })
  row!: number;

  @Field(() => String, { description: '字段 The field of RegisterEntryInput.' })
  field!: string;

  @Field(() => String, { description: '中文说明 What is wrong and what to do, in Chinese.' })
  messageZh!: string;

  @Field(() => String, { description: '英文说明 What is wrong and what to do, in English.' })
  messageEn!: string;
}

@ObjectType({ implements: Refusal, description: '批量登记有误 Some rows are wrong: nobody was entered.' })
export class RegisterImportRefused extends Refusal {
  @Field(() => Int, { description: '问题总数 How many there are; at most 100 are named.' })
  problemCount: number;

  @Field(() => [RegisterProblem], { description: '问题 The first ones, in the order of the rows.' })
  problems: RegisterProblem[];

  constructor(problems: readonly RegisterProblem[]) {
    super({
      zh: `共有 ${problems.length} 处问题，整批未登记。请改正所列各行后重新提交。`,
      en: `There are ${problems.length} problems; nobody was entered. Correct the rows named and send it again.`,
    });
    this.problemCount = problems.length;
    this.problems = problems.slice(0, 100);
  }
}

@InputType({ description: '退出登记 That a person left the register.' })
export class ExitRegisterInput extends CommandInput {
  @Field(() => ID, { description: '在册记录 Global id of the entry.' })
  entryId!: string;

  @Field(() => CalendarDate, {
    description: '退出日期 The first day without, not before the entry and not after today.',
  })
  exitedOn!: string;

  @Field(() => ExitReason, { description: '退出原因 Why.' })
  reason!: ExitReason;

  @Field(() => String, { nullable: true, description: '决定文号 Number of the decision, up to 60 characters.' })
  decisionNumber?: string | null;
}

export const ImportRegisterEntriesResult = createUnionType({
  name: 'ImportRegisterEntriesResult',
  description: '批量登记结果 How many were entered, or why nobody was.',
  types: () => [RegisterImport, RegisterImportRefused, InvalidInput, IdempotencyMismatch] as const,
});

export const ExitRegisterResult = createUnionType({
  name: 'ExitRegisterResult',
  description: '退出登记结果 The entry, ended, or why not.',
  types: () => [RegisterEntry, NotFound, WrongState, InvalidInput, IdempotencyMismatch] as const,
});
