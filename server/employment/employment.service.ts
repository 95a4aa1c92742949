/** Promises posts and placements: suited by the engine, hired within the places, kept for months that have passed. */
import { IdempotencyMismatch } from '../../schema/audit/refusals';
import { PlacementStatus } from '../../schema/employment/enums';
import {
  NoPlaceLeft,
  PostNotSuitable,
  type AdvancePlacementInput,
  type CloseJobPostInput,
  type PublishJobPostInput,
  type ReferToPostInput,
} from '../../schema/employment/inputs';
import { localId } from '../../schema/global-id';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database, Statements, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { areaChainScopes, organisationScope } from '../event/audience';
import { append } from '../event/outbox';
import { householdPolicy } from '../household/household.policy';
import type { HouseholdRepository } from '../household/household.repository';
import type { IdentityVault } from '../household/vault';
import { organisationsOf, type Actor } from '../identity/actor';
import type { Explanation } from '../matching/engine/explanation';
import { compareRanks } from '../matching/engine/rank';
import { presentExplanation } from '../matching/present';
import { areasManaged } from '../need/need.policy';
import { addMonths, dayOf } from '../day';
import { ageOf, bornPlace } from './age';
import { checkPost, readSkills, wrong } from './draft';
import { before, employed, mayEndFor, mayPublish, monthsAfterHiring, placementSight } from './employment.policy';
import type { EmploymentRepository, PlacementRow, PostRow, SeekerRow } from './employment.repository';
import { suitability } from './suitability';

export interface EmploymentParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly areas: AreaRepository;
  readonly vault: IdentityVault;
  readonly households: HouseholdRepository;
  readonly employment: EmploymentRepository;
}

export interface SuitedPost {
  readonly post: PostRow;
  readonly explanation: Explanation;
}

/** How many open posts are looked at for one person. */
const postsLookedAt = 500;

export class EmploymentService {
  constructor(private readonly parts: EmploymentParts) {}

  publishJobPost(actor: Actor, input: PublishJobPostInput): Promise<PostRow | Refusal> {
    const { areas, audit, employment } = this.parts;
    const organisationId = input.organisationId ? localId('Organisation', input.organisationId) : null;
    return this.writing(async (tx) => {
      const once = await audit.recordOnce(
        tx,
        lineOf(actor, 'publishJobPost', 'JobPost', input.postId),
        input.postId,
        input,
      );
      if (isRefusal(once)) return once;
      if (!mayPublish(actor, organisationId, input.areaCodes))
        return new NotFound(organisationId === null ? 'Area' : 'Organisation');
      if (once === 'repeated') return (await employment.findPosts(tx, [input.postId]))[0]!;
      const mistake = checkPost(input, await employment.today(tx));
      if (mistake) return mistake;
      const areaCodes = [...new Set(input.areaCodes)];
      if ((await areas.findAreas(tx, areaCodes)).length < areaCodes.length) return new NotFound('Area');
      const title = requireText('title', input.title, { minimum: 2, maximum: 60 });
      if (isRefusal(title)) return title;
      const skills = readSkills(input.skills);
      if (isRefusal(skills)) return skills;
      const { postId, kind, ageFrom, ageTo, education, monthlyFen, places, closesOn } = input;
      const post = await employment.insertPost(tx, {
        ...{
          id: postId,
          kind,
          organisationId,
          title,
          areaCodes,
          ageFrom,
          ageTo,
          education,
          skills,
          monthlyFen,
          places,
          closesOn,
        },
        ...{ situations: [...new Set(input.situations)], abilities: [...new Set(input.abilities)] },
        publishedBy: actor.accountId,
      });
      const audience = areaCodes.flatMap(areaChainScopes);
      await append(tx, { type: 'JobPostPublished', subjectId: postId, audience, payload: { postId } });
      return post;
    });
  }

  closeJobPost(actor: Actor, input: CloseJobPostInput): Promise<PostRow | Refusal> {
    const { audit, employment } = this.parts;
    const id = localId('JobPost', input.postId);
    return this.writing(async (tx) => {
      const once = await audit.recordOnce(tx, lineOf(actor, 'closeJobPost', 'JobPost', id), input.commandId, input);
      if (isRefusal(once)) return once;
      const [post] = await employment.findPosts(tx, [id]);
      if (post === undefined || !mayPublish(actor, post.organisationId, post.areaCodes)) return new NotFound('JobPost');
      await employment.closePost(tx, id);
      const audience = post.areaCodes.flatMap(areaChainScopes);
      if (post.open) await append(tx, { type: 'JobPostClosed', subjectId: id, audience, payload: { postId: id } });
      return (await employment.findPosts(tx, [id]))[0]!;
    });
  }

  /** Only to a post that suits, as the engine says now. */
  referToPost(actor: Actor, input: ReferToPostInput): Promise<PlacementRow | Refusal> {
    const { audit, employment } = this.parts;
    const id = input.placementId;
    return this.writing(async (tx) => {
      const once = await audit.recordOnce(tx, lineOf(actor, 'referToPost', 'JobPlacement', id), id, input);
      if (isRefusal(once)) return once;
      const seeker = await employment.findSeeker(tx, localId('JobSeeker', input.seekerId));
      if (seeker === undefined || !householdPolicy.maySee(actor, seeker)) return new NotFound('JobSeeker');
      if (once === 'repeated') return (await employment.findPlacement(tx, id))!;
      const [post] = await employment.findPosts(tx, [localId('JobPost', input.postId)]);
      if (post === undefined) return new NotFound('JobPost');
      const explanation = suitability(await this.seekingOf(tx, seeker), post);
      const closed = presentExplanation(explanation).gates.filter((gate) => !gate.passed);
      if (closed.length > 0) return new PostNotSuitable(closed);
      const { householdId, areaCode } = seeker;
      const placement = { id, postId: post.id, seekerId: seeker.id, householdId, areaCode, score: explanation.score };
      const row = await employment.insertPlacement(tx, { ...placement, referredBy: actor.accountId });
      await this.tell(tx, row, post);
      return row;
    });
  }

  advancePlacement(actor: Actor, input: AdvancePlacementInput): Promise<PlacementRow | Refusal> {
    const { audit, employment } = this.parts;
    const id = localId('JobPlacement', input.placementId);
    const line = { ...lineOf(actor, 'advancePlacement', 'JobPlacement', id), details: { status: input.status } };
    return this.writing(async (tx) => {
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      const row = await employment.lockPlacement(tx, id);
      const [post] = row ? await employment.findPosts(tx, [row.postId]) : [];
      if (row === undefined || placementSight(actor, row, post!.organisationId) === undefined)
        return new NotFound('JobPlacement');
      if (once === 'repeated') return row;
      const refusal = await this.refuseStep(tx, row, input);
      if (refusal) return refusal;
      if (input.status === PlacementStatus.HIRED && !(await employment.takePlace(tx, row.postId)))
        return new NoPlaceLeft();
      if (input.status === PlacementStatus.ENDED && employed.includes(row.status))
        await employment.freePlace(tx, row.postId);
      const step = { status: input.status, on: input.on, reason: input.endReason ?? null };
      const advanced = await employment.advance(tx, id, step);
      await this.tell(tx, advanced, post!);
      return advanced;
    });
  }

  private async refuseStep(
    tx: Transaction,
    row: PlacementRow,
    input: AdvancePlacementInput,
  ): Promise<Refusal | undefined> {
    const { status, on, endReason } = input;
    if (!before[status].includes(row.status)) return new WrongState(row.status, before[status]);
    if ((status === PlacementStatus.ENDED) !== (endReason != null) || (endReason && !mayEndFor(row.status, endReason)))
      return wrong(
        'endReason',
        '结束时须填写与进展相符的原因，其他情形不填。',
        'An end has a reason that fits its state, and nothing else has.',
      );
    const months = monthsAfterHiring[status];
    const earliest = months === undefined ? lastDayOf(row) : addMonths(row.hiredOn!, months);
    if (on > (await this.parts.employment.today(tx)) || on < earliest)
      return wrong(
        'on',
        '日期不能晚于今天，也不能早于应满的日期。',
        'The day lies in the future, or before the time that must have passed.',
      );
    return undefined;
  }

  /** The posts that suit a person, the best first, with the reasons. */
  async matchesOf(actor: Actor, seekerId: string, limit: number): Promise<SuitedPost[]> {
    const { database, employment } = this.parts;
    const seeker = await employment.findSeeker(database, seekerId);
    if (seeker === undefined || !householdPolicy.maySee(actor, seeker)) return [];
    const posts = await employment.listOpen(database, seeker.areaCode, undefined, postsLookedAt);
    const seeking = await this.seekingOf(database, seeker);
    return posts
      .map((post) => ({ id: post.id, post, explanation: suitability(seeking, post) }))
      .filter(({ explanation }) => explanation.matched)
      .sort(compareRanks)
      .slice(0, limit);
  }

  async findPost(id: string): Promise<PostRow | undefined> {
    return (await this.parts.employment.findPosts(this.parts.database, [id]))[0];
  }

  async findPlacement(statements: Statements, actor: Actor, id: string): Promise<PlacementRow | undefined> {
    const row = await this.parts.employment.findPlacement(statements, id);
    const [post] = row ? await this.parts.employment.findPosts(statements, [row.postId]) : [];
    return row && placementSight(actor, row, post!.organisationId) ? row : undefined;
  }

  listOpen(areaCode: string | undefined, after: { instant: string; id: string } | undefined, limit: number) {
    return this.parts.employment.listOpen(this.parts.database, areaCode, after, limit);
  }

  listPlacements(actor: Actor, after: string | undefined, limit: number): Promise<PlacementRow[]> {
    const organisationIds = actor.apiKey ? [] : organisationsOf(actor, { approvedOnly: true });
    const sight = { areas: areasManaged(actor), organisationIds };
    return this.parts.employment.listPlacements(this.parts.database, sight, after, limit);
  }

  private async seekingOf(statements: Statements, seeker: SeekerRow) {
    const { employment, households, vault } = this.parts;
    const sealed = (await households.findSealed(statements, seeker.householdId))!.household;
    const key = sealed.dataKey && vault.openKey(sealed.id, sealed.dataKey);
    // Of whom nothing is known any more, no post asks for the age.
    const age = key ? ageOf(key.open(bornPlace(seeker.id), seeker.birthYear), await employment.today(statements)) : -1;
    return { ...seeker, situations: sealed.situations, age };
  }

  /** Those who serve the area of the person, and the employer. */
  private async tell(tx: Transaction, row: PlacementRow, post: PostRow): Promise<void> {
    const employer = post.organisationId ? [organisationScope(post.organisationId)] : [];
    const audience = [...areaChainScopes(row.areaCode), ...employer];
    const payload = { placementId: row.id, placementStatus: row.status };
    await append(tx, { type: 'PlacementAdvanced', subjectId: row.id, audience, payload });
  }

  private async writing<Row extends object>(work: (tx: Transaction) => Promise<Row | Refusal>): Promise<Row | Refusal> {
    try {
      return await this.parts.database.transaction(work);
    } catch (error) {
      const constraint = violatedConstraint(error) ?? '';
      if (constraint === 'a_person_is_at_a_post_once_at_a_time') return new WrongState('REFERRED', ['ENDED']);
      if (constraint === 'a_person_is_employed_at_one_post') return new WrongState('HIRED_ELSEWHERE', ['NOT_HIRED']);
      if (constraint.endsWith('_pkey')) return new IdempotencyMismatch();
      throw error;
    }
  }
}

export function lineOf(actor: Actor, operation: string, subjectType: string, subjectId: string) {
  return { accountId: actor.accountId, operation, subjectType, subjectId };
}

/** The last day that is known of a placement: no later step was before it. */
function lastDayOf(row: PlacementRow): string {
  return row.kept6On ?? row.kept3On ?? row.hiredOn ?? row.interviewedOn ?? dayOf(row.referredAt);
}
