/** Promises the operations on annual evaluations: unpack, call, return. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import {
  keysetCursor,
  PageArguments,
  pageSize,
  readIdCursor,
  readKeysetCursor,
  toConnection,
  strangeCursor,
} from '../../schema/connection';
import {
  Evaluation,
  EvaluationConnection,
  EvaluationResultConnection,
  EvaluationScheme,
} from '../../schema/evaluation/evaluation';
import {
  AppealEvaluationInput,
  DecideEvaluationAppealInput,
  EvaluateYearInput,
  ProposeEvaluationSchemeInput,
  PublishEvaluationInput,
} from '../../schema/evaluation/inputs';
import {
  AppealEvaluationResult,
  DecideEvaluationAppealResult,
  EvaluateYearResult,
  ProposeEvaluationSchemeResult,
  PublishEvaluationResult,
} from '../../schema/evaluation/results';
import { Role } from '../../schema/identity/role';
import { actorOf, type RequestContext } from '../context';
import type { Actor } from '../identity/actor';
import type { Measure } from '../measure';
import { presented } from '../organisation/present';
import { answersFor, appellants, evaluates, evaluationReaders } from './evaluation.policy';
import type { ResultRow } from './evaluation.repository';
import type { EvaluationService } from './evaluation.service';
import { presentEvaluation, presentResult, presentScheme } from './present';

@Resolver(() => Evaluation)
export class EvaluationResolver {
  constructor(
    private readonly service: EvaluationService,
    private readonly measures: ReadonlyMap<string, Measure>,
  ) {}

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => ProposeEvaluationSchemeResult, {
    description: '提出测评方案 Write down a new version of the scheme for one kind of subject.',
  })
  async proposeEvaluationScheme(
    @Arg('input', () => ProposeEvaluationSchemeInput, { description: '方案 The scheme.' })
    input: ProposeEvaluationSchemeInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ProposeEvaluationSchemeResult> {
    const row = await this.service.proposeScheme(actorOf(context), input);
    return answer(presented(row, presentScheme));
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => EvaluateYearResult, {
    description: '年度测评 Compute the results of a year that is over, and freeze them.',
  })
  async evaluateYear(
    @Arg('input', () => EvaluateYearInput, { description: '年度 Which year, by which scheme.' })
    input: EvaluateYearInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof EvaluateYearResult> {
    return answer(presented(await this.service.evaluateYear(actorOf(context), input), presentEvaluation));
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => PublishEvaluationResult, {
    description: '公布测评 Publish what another person computed; appeals are possible for 15 days.',
  })
  async publishEvaluation(
    @Arg('input', () => PublishEvaluationInput, { description: '测评 Which evaluation.' })
    input: PublishEvaluationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof PublishEvaluationResult> {
    return answer(presented(await this.service.publish(actorOf(context), input), presentEvaluation));
  }

  @Allow(appellants)
  @Mutation(() => AppealEvaluationResult, { description: '申诉 Say that a result of your own is wrong, and why.' })
  async appealEvaluation(
    @Arg('input', () => AppealEvaluationInput, { description: '申诉 The appeal.' }) input: AppealEvaluationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AppealEvaluationResult> {
    const actor = actorOf(context);
    const row = await this.service.appeal(actor, input);
    return answer(presented(row, (one) => this.present(actor, one)));
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Mutation(() => DecideEvaluationAppealResult, {
    description: '裁决申诉 Uphold an appeal by a corrected version of the result, or reject it.',
  })
  async decideEvaluationAppeal(
    @Arg('input', () => DecideEvaluationAppealInput, { description: '裁决 The decision.' })
    input: DecideEvaluationAppealInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DecideEvaluationAppealResult> {
    const actor = actorOf(context);
    const row = await this.service.decideAppeal(actor, input);
    return answer(presented(row, (one) => this.present(actor, one)));
  }

  @Allow([Role.CIVIL_AFFAIRS_BUREAU])
  @Query(() => [EvaluationScheme], {
    name: 'evaluationSchemes',
    description: '测评方案 The schemes of your district, the newest version of each kind first; 100 at the most.',
  })
  async listSchemes(@Ctx() context: RequestContext): Promise<EvaluationScheme[]> {
    return (await this.service.listSchemes(actorOf(context))).map(presentScheme);
  }

  @Allow(evaluationReaders)
  @Query(() => EvaluationConnection, {
    name: 'evaluations',
    description: '年度测评 The evaluations of which you may read a result, the newest first.',
  })
  async listEvaluations(@Args(() => PageArguments) page: PageArguments, @Ctx() context: RequestContext) {
    const first = pageSize(page);
    const after = readIdCursor(page.after);
    const rows = await this.service.listEvaluations(actorOf(context), { after, limit: first + 1 });
    return toConnection(rows, first, (row) => keysetCursor(row.id), presentEvaluation);
  }

  @FieldResolver(() => EvaluationResultConnection, {
    description: '结果 The results that you may read as they stand now, the highest total first.',
  })
  async results(
    @Root() evaluation: Evaluation,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ) {
    const [first, actor] = [pageSize(page), actorOf(context)];
    const after = readCursor(page.after);
    const rows = await this.service.listResults(actor, evaluation.evaluationId, { after, limit: first + 1 });
    return toConnection(
      rows,
      first,
      (row) => keysetCursor(row.total, row.subjectKey),
      (row) => this.present(actor, row),
    );
  }

  private present(actor: Actor, row: ResultRow) {
    const { areaCode, subjectKind } = row.evaluation.scheme;
    const withLines = evaluates(actor, areaCode) || answersFor(actor, subjectKind, row.subjectKey);
    return presentResult(row, this.measures, withLines);
  }
}

/** A row as the contract has it, or a refusal: one of the union. */
function answer<Result>(item: object): Result {
  return item as Result;
}

function readCursor(cursor: string | undefined): { total: number; key: string } | undefined {
  const key = readKeysetCursor(cursor, 2);
  if (!key) return undefined;
  if (/^\d{1,5}$/.test(key[0]!)) return { total: Number(key[0]), key: key[1]! };
  throw strangeCursor();
}
