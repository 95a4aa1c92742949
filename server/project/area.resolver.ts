/** Promises the names of the areas in which a project helps and raises, beside their codes. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Area } from '../../schema/area/area';
import { CharityProject, FundraisingPlan } from '../../schema/project/project';
import type { AreaLoader } from '../area/area.loader';
import type { RequestContext } from '../context';

/** A published report is read without a sign-in; areas, with all that hangs on them, are not. */
@Resolver(() => CharityProject)
export class ProjectAreaResolver {
  constructor(private readonly loader: AreaLoader) {}

  @FieldResolver(() => [Area], {
    nullable: true,
    description: '服务区划 The areas in which it helps, each with all inside it; null without a sign-in.',
  })
  async areas(@Root() project: CharityProject, @Ctx() context: RequestContext): Promise<Area[] | undefined> {
    return context.actor && this.loader.list(context, project.areaCodes);
  }
}

@Resolver(() => FundraisingPlan)
export class RaisingAreaResolver {
  constructor(private readonly loader: AreaLoader) {}

  @FieldResolver(() => [Area], {
    nullable: true,
    description: '募捐区划 The areas in which it raises, each with all inside it; null without a sign-in.',
  })
  async areas(@Root() plan: FundraisingPlan, @Ctx() context: RequestContext): Promise<Area[] | undefined> {
    return context.actor && this.loader.list(context, plan.areaCodes);
  }
}
