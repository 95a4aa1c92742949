/** Promises Relay connections with keyset cursors: `first` from 1 to 100, `after` an opaque cursor. */
import { ArgsType, ClassType, Field, Int, ObjectType } from 'type-graphql';
import { Fault } from './fault';
import { uuidShape } from './global-id';

export const pageSizeMaximum = 100;

@ArgsType()
export class PageArguments {
  @Field(() => Int, { defaultValue: 20, description: '每页条数 How many to return, 1 to 100.' })
  first: number = 20;

  @Field(() => String, { nullable: true, description: '游标 Return what comes after this cursor.' })
  after?: string;
}

@ObjectType({ description: '分页信息 Where the page stands.' })
export class PageInfo {
  @Field(() => Boolean, { description: '是否还有下一页 Whether more follows.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: '末条游标 The cursor of the last edge.' })
  endCursor?: string;
}

export interface Edge<Item> {
  readonly cursor: string;
  readonly node: Item;
}

export interface Connection<Item> {
  readonly edges: Edge<Item>[];
  readonly pageInfo: PageInfo;
}

/** Declares `<Name>Edge` and `<Name>Connection` for an object type. Use once per type: `export const NeedConnection = connectionOf('Need', () => Need)`. */
export function connectionOf<Item extends object>(name: string, item: () => ClassType<Item>) {
  @ObjectType(`${name}Edge`, { description: `列表项 One ${name} of a page.` })
  class ItemEdge {
    @Field(() => String, { description: '游标 Its cursor.' })
    cursor!: string;

    @Field(item, { description: '内容 The object.' })
    node!: Item;
  }

  @ObjectType(`${name}Connection`, { description: `分页列表 A page of ${name}.` })
  class ItemConnection {
    @Field(() => [ItemEdge], { description: '列表项 The edges in order.' })
    edges!: ItemEdge[];

    @Field(() => PageInfo, { description: '分页信息 Where the page stands.' })
    pageInfo!: PageInfo;
  }
  return ItemConnection;
}

/** The page size asked for. Throws BAD_USER_INPUT outside 1 to 100. */
export function pageSize(page: PageArguments): number {
  if (!Number.isInteger(page.first) || page.first < 1 || page.first > pageSizeMaximum)
    throw new Fault('BAD_USER_INPUT', {
      zh: `first 须为 1 到 ${pageSizeMaximum} 的整数`,
      en: `first must be a whole number from 1 to ${pageSizeMaximum}`,
    });
  return page.first;
}

/** Packs the sort key of a row into an opaque cursor. */
export function keysetCursor(...key: (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads a keyset cursor of so many parts, all text. Throws BAD_USER_INPUT when it is not one of ours. */
export function readKeysetCursor(cursor: string | undefined, parts: number): string[] | undefined {
  if (cursor === undefined || cursor === null) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts && key.every((part) => ['string', 'number'].includes(typeof part)))
      return key.map(String);
  } catch {
    // falls through to the same fault
  }
  throw strangeCursor();
}

const instantShape = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/;

/** Reads a cursor that is the id of a row. Throws BAD_USER_INPUT when it is not one of ours. */
export function readIdCursor(cursor: string | undefined): string | undefined {
  const id = readKeysetCursor(cursor, 1)?.[0];
  if (id === undefined || uuidShape.test(id)) return id;
  throw strangeCursor();
}

/** Where a page ends that is ordered by an instant and then by id. */
export interface InstantAndId {
  readonly instant: string;
  readonly id: string;
}

/** Reads a cursor of an instant, as PostgreSQL writes it, and the id of a row. Throws BAD_USER_INPUT when it is not one of ours. */
export function readInstantCursor(cursor: string | undefined): InstantAndId | undefined {
  const key = readKeysetCursor(cursor, 2);
  if (!key) return undefined;
  const [instant, id] = key as [string, string];
  if (instantShape.test(instant) && uuidShape.test(id)) return { instant, id };
  throw strangeCursor();
}

/** Reads a cursor of a day and the id of a row. Throws BAD_USER_INPUT when it is not one of ours. */
export function readDayCursor(cursor: string | undefined): { day: string; id: string } | undefined {
  const key = readKeysetCursor(cursor, 2);
  if (!key) return undefined;
  const [day, id] = key as [string, string];
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day);
  if (isDay && uuidShape.test(id)) return { day, id };
  throw strangeCursor();
}

/** BAD_USER_INPUT: a cursor that is not one of ours. */
export function strangeCursor(): Fault {
  return new Fault('BAD_USER_INPUT', {
    zh: '游标无效，请从第一页重新读取',
    en: 'the cursor is not valid, start again from the first page',
  });
}

/** Builds the connection from rows fetched with LIMIT first + 1. */
export function toConnection<Row, Item>(
  rows: readonly Row[],
  first: number,
  cursorOf: (row: Row) => string,
  present: (row: Row) => Item,
): Connection<Item> {
  const edges = rows.slice(0, first).map((row) => ({ cursor: cursorOf(row), node: present(row) }));
  return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor } };
}
