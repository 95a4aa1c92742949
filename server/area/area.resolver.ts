/** Promises the operations on areas: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { AreaConnection } from '../../schema/area/connection';
import { Allow } from '../../schema/authority';
import { PageArguments, keysetCursor, pageSize, readKeysetCursor, toConnection } from '../../schema/connection';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import type { RequestContext } from '../context';
import type { Database } from '../database/database';
import type { AreaLoader } from './area.loader';
import type { AreaRepository } from './area.repository';
import { presentArea } from './present';

export { presentArea } from './present';

@Resolver(() => Area)
export class AreaResolver {
  constructor(
    private readonly database: Database,
    private readonly areas: AreaRepository,
    private readonly loader: AreaLoader,
  ) {}

  @Allow('SIGNED_IN', { apiKeyScope: ApiKeyScope.NEEDS_READ })
  @Query(() => Area, { nullable: true, description: '按代码查区划 The area with a code; null when there is none.' })
  area(
    @Arg('code', () => String, { description: '区划代码 2 to 15 digits.' }) code: string,
    @Ctx() context: RequestContext,
  ): Promise<Area | undefined> {
    return this.loader.area(context, code);
  }

  @FieldResolver(() => Area, { nullable: true, description: '上级区划 The area that contains it.' })
  async parent(@Root() area: Area, @Ctx() context: RequestContext): Promise<Area | undefined> {
    const row = await this.loader.row(context, area.code);
    return this.loader.area(context, row?.parentCode);
  }

  @FieldResolver(() => AreaConnection, {
    description: '下级区划 The areas directly inside it, in the order of their codes.',
  })
  async children(@Root() area: Area, @Args(() => PageArguments) page: PageArguments) {
    const first = pageSize(page);
    const [after] = readKeysetCursor(page.after, 1) ?? [''];
    const rows = await this.areas.listChildren(this.database, area.code, after!, first + 1);
    return toConnection(rows, first, (row) => keysetCursor(row.code), presentArea);
  }
}
