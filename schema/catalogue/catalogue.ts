/** Promises the list of resources (社会救助资源清单) in versions, for everybody: what there is, and what changed since the version before. */
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdempotencyMismatch } from '../audit/refusals';
import { CommandInput } from '../command';
import { connectionOf } from '../connection';
import { Node } from '../node';
import { NotFound, WrongState } from '../refusals';
import { AnotherPersonDecides } from '../rights/commands';
import { CalendarDate, Instant, Uuid } from '../scalars';
import { ServiceKind } from '../taxonomy/service-kind';

export enum ResourceKind {
  SERVICE = 'SERVICE',
  PROJECT = 'PROJECT',
  GOODS = 'GOODS',
  POLICY = 'POLICY',
  POST = 'POST',
}

registerEnumType(ResourceKind, {
  name: 'ResourceKind',
  description: '资源类别 What kind of help.',
  valuesConfig: {
    SERVICE: { description: '服务 A service that an approved organisation offers.' },
    PROJECT: { description: '慈善项目 An open charity project.' },
    GOODS: { description: '物资 Goods that were received and are free.' },
    POLICY: { description: '政策 A policy that applies.' },
    POST: { description: '岗位 A post of work.' },
  },
});

export enum ResourceChange {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  SAME = 'SAME',
  REMOVED = 'REMOVED',
}

registerEnumType(ResourceChange, {
  name: 'ResourceChange',
  description: '变化 Against the version that was published before.',
  valuesConfig: {
    ADDED: { description: '新增 New.' },
    CHANGED: { description: '变更 Something of it is other.' },
    SAME: { description: '未变 As before.' },
    REMOVED: { description: '移除 Gone; told as it was.' },
  },
});

export enum CatalogueStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  REPLACED = 'REPLACED',
}

registerEnumType(CatalogueStatus, {
  name: 'CatalogueStatus',
  description: '清单状态 Where a version stands.',
  valuesConfig: {
    DRAFT: { description: '草稿 A draft, seen by the bureau.' },
    PUBLISHED: { description: '已发布 Published; never changes any more.' },
    REPLACED: { description: '已被新草稿取代 A draft that was never published; a newer draft took its place.' },
  },
});

export enum CatalogueFormat {
  CSV = 'CSV',
  XLSX = 'XLSX',
  HSDS_JSON = 'HSDS_JSON',
}

registerEnumType(CatalogueFormat, {
  name: 'CatalogueFormat',
  description: '导出格式 How a version is written.',
  valuesConfig: {
    CSV: { description: 'CSV 文本 Text by RFC 4180, UTF-8.' },
    XLSX: { description: 'XLSX 表格 A workbook.' },
    HSDS_JSON: { description: 'HSDS JSON 服务目录 JSON in the names of the Human Services Data Specification 3.' },
  },
});

@ObjectType({ description: '资源条目 One thing that helps.' })
export class ResourceEntry {
  @Field(() => ResourceKind, { description: '类别 Its kind.' })
  kind!: ResourceKind;

  @Field(() => String, { description: '名称 Its name.' })
  title!: string;

  @Field(() => String, { description: '提供方 Who provides it: a body, never a person.' })
  provider!: string;

  @Field(() => [ServiceKind], { description: '服务种类 What it is for; empty: not bound to a kind.' })
  serviceKinds!: ServiceKind[];

  @Field(() => [String], { description: '区划代码 Where it can be had.' })
  areaCodes!: string[];

  @Field(() => String, { nullable: true, description: '可用数量 How much there is, a whole number as text.' })
  available?: string;

  @Field(() => String, { nullable: true, description: '单位 Of what.' })
  unit?: string;

  @Field(() => CalendarDate, { nullable: true, description: '有效期至 Its last day.' })
  validUntil?: string;

  @Field(() => String, { nullable: true, description: '说明 A number of filing or document.' })
  note?: string;

  @Field(() => ResourceChange, { description: '变化 Against the version before.' })
  change!: ResourceChange;
}

export const ResourceEntryConnection = connectionOf('ResourceEntry', () => ResourceEntry);

@ObjectType({ description: '导出文件 A version as a file.' })
export class CatalogueFile {
  @Field(() => String, { description: '文件名 Its name.' })
  fileName!: string;

  @Field(() => String, { description: '媒体类型 Its media type.' })
  mediaType!: string;

  @Field(() => String, { description: '内容（Base64） Its bytes in base64.' })
  contentBase64!: string;
}

@ObjectType({ implements: Node, description: '社会救助资源清单 One version of the list of resources.' })
export class ResourceCatalogue {
  @Field(() => ID, { description: '全局编号 Opaque id.' })
  id!: string;

  @Field(() => Int, { description: '版本号 Its number; drafts that were replaced keep theirs.' })
  number!: number;

  @Field(() => CatalogueStatus, { description: '状态 Where it stands.' })
  status!: CatalogueStatus;

  @Field(() => Instant, { description: '生成时间 When it was made from what rooms had then.' })
  draftedAt!: Date;

  @Field(() => Instant, { nullable: true, description: '发布时间 When it was published.' })
  publishedAt?: Date;

  @Field(() => Int, { description: '条目数 Entries, those that are gone not counted.' })
  entryCount!: number;

  @Field(() => Int, { description: '新增数 How many are new.' })
  added!: number;

  @Field(() => Int, { description: '变更数 How many changed.' })
  changed!: number;

  @Field(() => Int, { description: '移除数 How many are gone.' })
  removed!: number;

  /** Not in the contract: the local id. */
  catalogueId!: string;
}

export const ResourceCatalogueConnection = connectionOf('ResourceCatalogue', () => ResourceCatalogue);

@InputType({ description: '生成清单草稿 A draft; it takes the place of a draft before it.' })
export class DraftResourceCatalogueInput {
  @Field(() => Uuid, {
    description: '客户端生成的编号 The id of the version, made by the client, kept across retries.',
  })
  catalogueId!: string;
}

@InputType({ description: '发布清单 The draft to publish.' })
export class PublishResourceCatalogueInput extends CommandInput {
  @Field(() => ID, { description: '清单 Global id of the draft.' })
  catalogueId!: string;
}

export const ResourceCatalogueResult = createUnionType({
  name: 'ResourceCatalogueResult',
  description: '清单结果 The version, or why not.',
  types: () => [ResourceCatalogue, NotFound, WrongState, AnotherPersonDecides, IdempotencyMismatch] as const,
});
