/** Promises the name of the area of a role, so that nobody has to know areas by their codes. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { RoleGrant } from '../../schema/identity/account';
import type { AreaLoader } from '../area/area.loader';
import type { RequestContext } from '../context';

@Resolver(() => RoleGrant)
export class RoleGrantResolver {
  constructor(private readonly areas: AreaLoader) {}

  @FieldResolver(() => Area, { nullable: true, description: '区划 The area itself; null for roles without one.' })
  area(@Root() grant: RoleGrant, @Ctx() context: RequestContext): Promise<Area | undefined> {
    return this.areas.area(context, grant.areaCode);
  }
}
