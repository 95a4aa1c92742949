/** Promises the operations on areas: unpack, call, return. */
import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { AreaConnection } from '../../schema/area/connection';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readKeysetCursor, toConnection } from '../../schema/connection';
import { globalId } from '../../schema/global-id';
import { loaderOf, type RequestContext } from '../context';
import type { Database } from '../database/database';
import type { AreaEntity } from './area.entity';
import type { AreaRepository } from './area.repository';

export function presentArea(row: AreaEntity): Area {
  return Object.assign(new Area(), {
    id: globalId('Area', row.code),
    code: row.code,
    statisticalCode: row.code.slice(0, 12).padEnd(12, '0'),
    level: row.level,
    name: row.name,
    editionYear: row.editionYear,
    pilotSince: row.pilotSince ?? undefined,
  });
}

@Resolver(() => Area)
export class AreaResolver {
  constructor(
    private readonly database: Database,
    private readonly areas: AreaRepository,
  ) {}

  /** One read per request for all areas asked for. */
  readonly makeLoader = () =>
    new DataLoader<string, AreaEntity | undefined>(async (codes) => {
      const rows = new Map((await this.areas.findAreas(this.database, codes)).map((row) => [row.code, row]));
      return codes.map((code) => rows.get(code));
    });

  @Allow('SIGNED_IN')
  @Query(() => Area, { nullable: true, description: '按代码查区划 The area with a code; null when there is none.' })
  async area(
    @Arg('code', () => String, { description: '区划代码 2 to 15 digits.' }) code: string,
    @Ctx() context: RequestContext,
  ): Promise<Area | undefined> {
    const row = await loaderOf(context, this.makeLoader).load(code);
    return row && presentArea(row);
  }

  @FieldResolver(() => Area, { nullable: true, description: '上级区划 The area that contains it.' })
  async parent(@Root() area: Area, @Ctx() context: RequestContext): Promise<Area | undefined> {
    const row = await loaderOf(context, this.makeLoader).load(area.code);
    const parent = row?.parentCode ? await loaderOf(context, this.makeLoader).load(row.parentCode) : undefined;
    return parent && presentArea(parent);
  }

  @FieldResolver(() => AreaConnection, { description: '下级区划 The areas directly inside it, in the order of their codes.' })
  async children(@Root() area: Area, @Args(() => PageArguments) page: PageArguments) {
    const first = pageSize(page);
    const [after] = readKeysetCursor(page.after, 1) ?? [''];
    const rows = await this.areas.listChildren(this.database, area.code, after!, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.code), presentArea);
  }
}
