/** Promises the operations on published reports: unpack, call, return. */
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { keysetCursor, PageArguments, pageSize, readInstantCursor, toConnection } from '../../schema/connection';
import { Role } from '../../schema/identity/role';
import type { Refusal } from '../../schema/refusal';
import {
  CorrectDisclosureInput,
  CorrectDisclosureResult,
  DiscloseCharityProjectInput,
  DiscloseCharityProjectResult,
  DisclosedFigures,
  DisclosureNote,
  ProjectDisclosure,
  ProjectDisclosureConnection,
} from '../../schema/supervision/disclosure';
import { actorOf, type RequestContext } from '../context';
import { presented } from '../organisation/present';
import { presentProject } from '../project/present';
import type { FiguresRow } from './disclosure.entity';
import type { DisclosureService, Published } from './disclosure.service';

@Resolver(() => ProjectDisclosure)
export class DisclosureResolver {
  constructor(private readonly service: DisclosureService) {}

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => DiscloseCharityProjectResult, {
    description: '全面公开 Publish the full report of a settled project; its figures come from the ledger.',
  })
  async discloseCharityProject(
    @Arg('input', () => DiscloseCharityProjectInput, { description: '报告 The report.' })
    input: DiscloseCharityProjectInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DiscloseCharityProjectResult> {
    return this.answer(await this.service.discloseCharityProject(actorOf(context), input));
  }

  @Allow([Role.FEDERATION_STAFF])
  @Mutation(() => CorrectDisclosureResult, {
    description: '更正公开 Append a note to a published report; what was published stays as it was.',
  })
  async correctDisclosure(
    @Arg('input', () => CorrectDisclosureInput, { description: '更正 The note.' }) input: CorrectDisclosureInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CorrectDisclosureResult> {
    return this.answer(await this.service.correctDisclosure(actorOf(context), input));
  }

  @Allow('ANYONE')
  @Query(() => ProjectDisclosure, {
    nullable: true,
    description:
      '项目公开信息 The published report of a project, for everybody without a sign-in; null while nothing is published.',
  })
  async projectDisclosure(
    @Arg('projectId', () => ID, { description: '项目 Global id of the project.' }) projectId: string,
  ): Promise<ProjectDisclosure | undefined> {
    const published = await this.service.find(projectId);
    return published && presentDisclosure(published);
  }

  @Allow('ANYONE')
  @Query(() => ProjectDisclosureConnection, {
    name: 'projectDisclosures',
    description: '项目公开信息清单 All published reports, for everybody without a sign-in, the newest report first.',
  })
  async listDisclosures(@Args(() => PageArguments) page: PageArguments) {
    const first = pageSize(page);
    const published = await this.service.list(readInstantCursor(page.after), first + 1);
    return toConnection(
      published,
      first,
      (one) => keysetCursor(one.report.cursorAt, one.project.id),
      presentDisclosure,
    );
  }

  private answer<Result>(published: Published | Refusal): Result {
    return presented(published, presentDisclosure) as Result;
  }
}

function presentDisclosure({ project, charityName, report }: Published): ProjectDisclosure {
  return Object.assign(new ProjectDisclosure(), {
    project: presentProject(project),
    charityName,
    summary: report.summary,
    figures: presentFigures(report.figures),
    publishedAt: report.publishedAt,
    notes: report.notes.map(({ note, figures, writtenAt }) =>
      Object.assign(new DisclosureNote(), { note, figures: presentFigures(figures), writtenAt }),
    ),
  });
}

function presentFigures(figures: FiguresRow): DisclosedFigures {
  return Object.assign(new DisclosedFigures(), {
    raisedFen: BigInt(figures.raisedFen),
    spentFen: BigInt(figures.spentFen),
    freeFen: BigInt(figures.freeFen),
    budgetLeftFen: BigInt(figures.budgetLeftFen),
  });
}
