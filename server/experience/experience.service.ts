/** Promises that what becomes public of a case was read by two, and gives no household away, least of all its own. */
import {
  ApproverIsWriter,
  ExperienceStatus,
  type PublishCaseExperienceInput,
  type ReturnCaseExperienceInput,
  type ReviseCaseExperienceInput,
  type WithdrawCaseExperienceInput,
  type WriteCaseExperienceInput,
} from '../../schema/experience/experience';
import { localId } from '../../schema/global-id';
import { TextRevealsIdentity } from '../../schema/household/refusals';
import { areaRoles } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { NotFound, WrongState } from '../../schema/refusals';
import { requireText } from '../../schema/text';
import { managesCorps } from '../adviser/adviser.policy';
import type { AreaRepository } from '../area/area.repository';
import type { Commands } from '../audit/commands';
import type { Statements, Transaction } from '../database/database';
import type { HouseholdService } from '../household/household.service';
import { requirePublishable } from '../household/publishable';
import { servesArea, type Actor } from '../identity/actor';
import type { ExperienceRepository, ExperienceRow } from './experience.repository';

export interface ExperienceParts {
  readonly commands: Commands;
  readonly areas: AreaRepository;
  readonly identities: Pick<HouseholdService, 'household' | 'revealsIdentity'>;
  readonly experiences: ExperienceRepository;
}

const { SUBMITTED, RETURNED, PUBLISHED } = ExperienceStatus;

export class ExperienceService {
  constructor(private readonly parts: ExperienceParts) {}

  writeCaseExperience(actor: Actor, input: WriteCaseExperienceInput): Promise<ExperienceRow | Refusal> {
    const { areas, commands, experiences, identities } = this.parts;
    const id = input.experienceId;
    return commands.run<ExperienceRow>(line(actor, 'writeCaseExperience', id), id, input, async (tx, repeated) => {
      const area = await areas.findArea(tx, input.areaCode);
      if (!area || actor.apiKey || !servesArea(actor, area.code, ...areaRoles)) return new NotFound('Area');
      if (repeated) return (await experiences.findExperience(tx, id))!;
      const householdId = input.householdId ? localId('Household', input.householdId) : null;
      if (householdId && !(await identities.household(actor, householdId))) return new NotFound('Household');
      const texts = await this.read(tx, input, householdId);
      if (isRefusal(texts)) return texts;
      const row = { id, areaCode: area.code, householdId, ...texts, writtenBy: actor.accountId };
      return experiences.insertExperience(tx, row);
    });
  }

  reviseCaseExperience(actor: Actor, input: ReviseCaseExperienceInput): Promise<ExperienceRow | Refusal> {
    return this.change(actor, 'reviseCaseExperience', input, async (tx, row) => {
      if (row.writtenBy !== actor.accountId) return new NotFound('CaseExperience');
      const texts = await this.read(tx, input, row.householdId);
      if (isRefusal(texts)) return texts;
      const revised = await this.parts.experiences.revise(tx, row.id, texts.title, texts.body);
      return revised ?? new WrongState(row.status, [SUBMITTED, RETURNED]);
    });
  }

  /** Looks at the text again: what is known of the household may have grown since it was written. */
  publishCaseExperience(actor: Actor, input: PublishCaseExperienceInput): Promise<ExperienceRow | Refusal> {
    return this.change(actor, 'publishCaseExperience', input, async (tx, row) => {
      if (!managesCorps(actor, row.areaCode)) return new NotFound('CaseExperience');
      if (row.writtenBy === actor.accountId) return new ApproverIsWriter();
      const refused = await this.read(tx, row, row.householdId);
      if (isRefusal(refused)) return refused;
      const published = await this.parts.experiences.publish(tx, row, actor.accountId);
      return published ?? new WrongState(row.status, [SUBMITTED]);
    });
  }

  returnCaseExperience(actor: Actor, input: ReturnCaseExperienceInput): Promise<ExperienceRow | Refusal> {
    return this.change(actor, 'returnCaseExperience', input, async (tx, row) => {
      if (!managesCorps(actor, row.areaCode)) return new NotFound('CaseExperience');
      if (row.writtenBy === actor.accountId) return new ApproverIsWriter();
      const reason = requireText('reason', input.reason, { maximum: 200 });
      if (isRefusal(reason)) return reason;
      const returned = await this.parts.experiences.giveBack(tx, row.id, actor.accountId, reason);
      return returned ?? new WrongState(row.status, [SUBMITTED]);
    });
  }

  withdrawCaseExperience(actor: Actor, input: WithdrawCaseExperienceInput): Promise<ExperienceRow | Refusal> {
    return this.change(actor, 'withdrawCaseExperience', input, async (tx, row) => {
      if (!managesCorps(actor, row.areaCode)) return new NotFound('CaseExperience');
      return (await this.parts.experiences.withdraw(tx, row.id)) ?? new WrongState(row.status, [PUBLISHED]);
    });
  }

  private change(
    actor: Actor,
    operation: string,
    input: { readonly commandId: string; readonly experienceId: string },
    work: (tx: Transaction, row: ExperienceRow) => Promise<ExperienceRow | Refusal>,
  ): Promise<ExperienceRow | Refusal> {
    const id = localId('CaseExperience', input.experienceId);
    const { commands, experiences } = this.parts;
    return commands.run<ExperienceRow>(line(actor, operation, id), input.commandId, input, async (tx, repeated) => {
      const row = await experiences.findExperience(tx, id);
      if (!row || !maySeeExperience(actor, row)) return new NotFound('CaseExperience');
      return repeated ? row : work(tx, row);
    });
  }

  /** Clean, and showing nothing by which anybody, or the household that it is from, is known. */
  private async read(
    statements: Statements,
    given: { readonly title: string; readonly body: string },
    householdId: string | null,
  ): Promise<{ title: string; body: string } | Refusal> {
    const title = requirePublishable('title', given.title, { maximum: 100 });
    if (isRefusal(title)) return title;
    const body = requirePublishable('body', given.body, { maximum: 5000, multiline: true });
    if (isRefusal(body)) return body;
    const texts = { title, body };
    if (householdId === null) return texts;
    for (const [field, text] of Object.entries({ title, body: `${title}\n${body}` })) {
      const kinds = await this.parts.identities.revealsIdentity(statements, householdId, text);
      if (kinds.length > 0) return new TextRevealsIdentity(field, kinds);
    }
    return texts;
  }
}

/** What is public, everybody; what is not, its writer and those who manage its area. */
export function maySeeExperience(actor: Actor, row: ExperienceRow): boolean {
  if (row.status === PUBLISHED) return true;
  return actor.apiKey === undefined && (row.writtenBy === actor.accountId || managesCorps(actor, row.areaCode));
}

function line(actor: Actor, operation: string, subjectId: string) {
  return { accountId: actor.accountId, operation, subjectType: 'CaseExperience', subjectId };
}
