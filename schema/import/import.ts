/** Promises bulk registration in the contract: a file of donations tried or registered as a whole, and what is wrong in which cell. */
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { Refusal } from '../refusal';
import { InvalidInput, NotFound } from '../refusals';
import { Fen, Instant, Uuid } from '../scalars';

export enum SpreadsheetFormat {
  CSV = 'CSV',
  XLSX = 'XLSX',
}

registerEnumType(SpreadsheetFormat, {
  name: 'SpreadsheetFormat',
  description: '表格格式 How a table of rows is written.',
  valuesConfig: {
    CSV: {
      description: '逗号分隔 Comma-separated text in UTF-8 or GB 18030; written in UTF-8 with a byte order mark.',
    },
    XLSX: { description: 'Excel 工作簿 The first sheet of an Office Open XML workbook.' },
  },
});

@ObjectType({ description: '表格文件 A file to be saved; no cell of it is read as a formula.' })
export class SpreadsheetFile {
  @Field(() => String, { description: '文件名 Its name.' })
  fileName!: string;

  @Field(() => String, { description: '媒体类型 Its media type.' })
  mediaType!: string;

  @Field(() => String, { description: '内容（Base64） Its bytes in base64.' })
  contentBase64!: string;
}

@ObjectType({ description: '已登记的一笔 One donation of a file.' })
export class DonationImportEntry {
  @Field(() => Int, { description: '行号 The first row of the file that tells of it; the heading is row 1.' })
  row!: number;

  @Field(() => String, { description: '序号 The number that the partner gave it.' })
  reference!: string;

  @Field(() => ID, { nullable: true, description: '捐赠 Global id of the donation; null in a trial.' })
  donationId?: string;
}

@ObjectType({ description: '批量登记 A file of donations that was tried or registered, whole.' })
export class DonationImport {
  @Field(() => ID, { nullable: true, description: '编号 Global id; null in a trial, which stores nothing.' })
  id?: string;

  @Field(() => Boolean, { description: '试运行 Whether it was only tried.' })
  dryRun!: boolean;

  @Field(() => Int, { description: '行数 Rows with contents, without the heading.' })
  rowCount!: number;

  @Field(() => Int, { description: '捐赠笔数 Donations: rows of goods with one number are lots of one donation.' })
  donationCount!: number;

  @Field(() => Fen, { description: '金额合计（分） All sums of money.' })
  moneyFen!: bigint;

  @Field(() => Fen, { description: '物资价值合计（分） The value of all goods as stated.' })
  goodsValueFen!: bigint;

  @Field(() => Instant, { nullable: true, description: '登记时间 When it was registered.' })
  registeredAt?: Date;

  @Field(() => [DonationImportEntry], { description: '明细 Its donations in the order of the file.' })
  entries!: DonationImportEntry[];
}

@ObjectType({ description: '单元格问题 What is wrong in one cell; its contents are never echoed.' })
export class ImportProblem {
  @Field(() => Int, { description: '行号 The row, as a spreadsheet counts: the heading is row 1.' })
  row!: number;

  @Field(() => String, { description: '列 The heading of the column.' })
  column!: string;

  @Field(() => String, { description: '中文说明 What is wrong and what to do, in Chinese.' })
  messageZh!: string;

  @Field(() => String, { description: '英文说明 What is wrong and what to do, in English.' })
  messageEn!: string;
}

@ObjectType({
  implements: Refusal,
  description: '文件有误 Some cells of the file are wrong: nothing was registered, not even the rows that are right.',
})
export class ImportRefused extends Refusal {
  @Field(() => Int, { description: '问题总数 How many there are; at most 100 are named.' })
  problemCount: number;

  @Field(() => [ImportProblem], { description: '问题 The first ones, in the order of the file.' })
  problems: ImportProblem[];

  constructor(problems: readonly ImportProblem[]) {
    super({
      zh: `文件有 ${problems.length} 处问题，整份未登记。请改正所列单元格后重新提交。`,
      en: `The file has ${problems.length} problems; nothing of it was registered. Correct the cells named and send it again.`,
    });
    this.problemCount = problems.length;
    this.problems = problems.slice(0, 100);
  }
}

@InputType({ description: '批量登记捐赠 A file of donations of one organisation to one charity.' })
export class RegisterDonationsInput {
  @Field(() => Uuid, { description: '批次编号 The id of this import, made by the client and kept across retries.' })
  importId!: string;

  @Field(() => ID, { description: '捐赠组织 The organisation that gives; the caller acts for it or for the charity.' })
  donorOrganisationId!: string;

  @Field(() => ID, { description: '受赠组织 The charity.' })
  recipientOrganisationId!: string;

  @Field(() => SpreadsheetFormat, { description: '格式 How the file is written.' })
  format!: SpreadsheetFormat;

  @Field(() => String, {
    description:
      '内容(Base64) The file in base64, at most 45,000 bytes and 1,000 rows. Headings, Chinese or English: 序号 reference, 金额(元) amount, 品名 item, 单位 unit, 数量 quantity, 单价(元) unitValue, 价值凭证 valueEvidence, 成色 condition, 有效期至 expiresOn, 项目 project, 服务类别 serviceKind, 区划代码 areaCode.',
  })
  contentBase64!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '试运行 Only try: everything is checked, nothing is stored.',
  })
  dryRun: boolean = false;
}

export const RegisterDonationsResult = createUnionType({
  name: 'RegisterDonationsResult',
  description: '批量登记结果 What was registered or tried, or what is wrong.',
  types: () => [DonationImport, ImportRefused, NotFound, InvalidInput, IdempotencyMismatch] as const,
});
