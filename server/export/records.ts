/**
 * Promises records as rows, read through the contract itself: the document that a client would send, answered to the person who asked for
 * the export. So no policy, mask or limit of a field is said twice, and an export tells nothing that the person could not read one by one.
 */
import { randomUUID } from 'node:crypto';
import {
  execute,
  getNamedType,
  isListType,
  isNonNullType,
  parse,
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { globalId } from '../../schema/global-id';
import type { RequestContext } from '../context';
import type { Actor } from '../identity/actor';
import type { Cell, Row } from '../spreadsheet/cell';
import { columnsOf } from './columns';
import type { RecordRow } from './data-export.repository';

interface Column {
  readonly path: readonly string[];
  readonly heading: string;
  readonly write: (value: unknown) => Cell;
}

interface Kind {
  readonly columns: readonly Column[];
  readonly document: DocumentNode;
}

export class RecordReading {
  private readonly kinds = new Map<string, Kind>();
  private schema?: GraphQLSchema;

  /** The contract is built from the resolvers of all rooms, this one's too, and so is known last. */
  readThrough(schema: GraphQLSchema): void {
    this.schema = schema;
    for (const [type, paths] of Object.entries(columnsOf)) this.kinds.set(type, kindOf(schema, type, paths));
  }

  /** Of records of several kinds each has the columns of all; what one has not is empty. */
  headings(types: readonly string[]): string[] {
    return ['类别 type', '编号 id', ...this.columnsOfAll(types).map(({ heading }) => heading)];
  }

  /** The rows of those records that this actor may see now, in their order. */
  async read(actor: Actor, types: readonly string[], records: readonly RecordRow[]): Promise<Row[]> {
    const context: RequestContext = { requestId: randomUUID(), transport: 'http', actor, loaders: new Map() };
    const columns = this.columnsOfAll(types);
    const rows = await Promise.all(
      records.map(async ({ type, id }): Promise<Row | undefined> => {
        const kind = this.kinds.get(type)!;
        const node = await this.ask(kind.document, globalId(type, id), context);
        if (!node) return undefined;
        const cells = columns.map((column) =>
          kind.columns.includes(column) ? column.write(valueAt(node, column.path)) : null,
        );
        return [type, globalId(type, id), ...cells];
      }),
    );
    return rows.filter((row): row is Row => row !== undefined);
  }

  private columnsOfAll(types: readonly string[]): Column[] {
    return types.flatMap((type) => this.kinds.get(type)!.columns);
  }

  private async ask(document: DocumentNode, id: string, context: RequestContext): Promise<object | undefined> {
    const { data, errors } = await execute({
      ...{ schema: this.schema!, document, contextValue: context, variableValues: { id } },
    });
    if (errors?.[0]) throw errors[0].originalError ?? errors[0];
    return (data as { node: object | null }).node ?? undefined;
  }
}

function kindOf(schema: GraphQLSchema, type: string, paths: readonly string[]): Kind {
  const columns = paths.map((path) => columnAt(schema, type, path));
  const selection = paths.map((path) => path.replaceAll('.', ' { ') + ' }'.repeat(path.split('.').length - 1));
  return {
    columns,
    document: parse(`query ($id: ID!) { node(id: $id) { __typename ... on ${type} { ${selection.join(' ')} } } }`),
  };
}

/** The Chinese word is the first of the description of the field; that of a field of another record says whose it is. */
function columnAt(schema: GraphQLSchema, type: string, path: string): Column {
  const parts = path.split('.');
  const words: string[] = [];
  let owner = schema.getType(type) as GraphQLObjectType;
  let leaf: GraphQLOutputType | undefined;
  for (const part of parts) {
    const field = owner.getFields()[part];
    if (!field || field.args.length > 0) throw new Error(`${type}.${path} can not be a column.`);
    words.push(field.description!.split(' ')[0]!);
    leaf = field.type;
    owner = getNamedType(field.type) as GraphQLObjectType;
  }
  return { path: parts, heading: `${words.join('·')} ${path}`, write: writerOf(leaf!) };
}

function writerOf(type: GraphQLOutputType): (value: unknown) => Cell {
  const write = leafWriters[getNamedType(type).name] ?? ((value: unknown) => String(value));
  const inner = isNonNullType(type) ? type.ofType : type;
  if (!isListType(inner)) return (value) => (value === null || value === undefined ? null : write(value));
  return (value) => ((value as unknown[] | null) ?? []).map((one) => String(write(one))).join(' ');
}

const leafWriters: Readonly<Record<string, (value: unknown) => Cell>> = {
  Int: (value) => value as number,
  Fen: (value) => BigInt(value as string),
  WholeNumber: (value) => BigInt(value as string),
  Boolean: (value) => (value === true ? '是' : '否'),
  DateTimeISO: (value) => shanghaiTime(value as Date | string),
};

/** By the clock of Asia/Shanghai, which has been eight hours ahead since 1991. */
function shanghaiTime(instant: Date | string): string {
  const ahead = new Date(new Date(instant).getTime() + 8 * 3_600_000);
  return ahead.toISOString().replace(/\.\d{3}Z$/, '+08:00');
}

function valueAt(node: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<string, unknown> | null)?.[part] ?? null, node);
}
