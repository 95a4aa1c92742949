/** Promises appointments of advisers: registered by who manages the street, never by oneself, one standing at a time. */
import { AppointmentEnd } from '../../schema/adviser/adviser';
import type { EndAppointmentInput, RegisterAdviserInput, ReviseAdviserInput } from '../../schema/adviser/inputs';
import { AdviserAlreadyRegistered, RoleOfAreaNeeded } from '../../schema/adviser/refusals';
import { AreaLevel } from '../../schema/area/area';
import { localId } from '../../schema/global-id';
import { AccountStatus } from '../../schema/identity/account';
import type { Role } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import { cleanTags, requireText } from '../../schema/text';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Commands } from '../audit/commands';
import type { Transaction } from '../database/database';
import type { AccountRepository } from '../identity/account.repository';
import { forbidden, type Actor } from '../identity/actor';
import { adviserRoles, managesCorps, maySeeAdviser, requireOfOthers } from './adviser.policy';
import type { AdviserRepository, AdviserRow } from './adviser.repository';
import { announceAdviser, corpsLine } from './announcing';
import type { BackboneRepository } from './backbone.repository';
import type { TeamRepository } from './team.repository';

export interface AdviserParts {
  readonly commands: Commands;
  readonly audit: AuditTrail;
  readonly areas: AreaRepository;
  readonly accounts: AccountRepository;
  readonly advisers: AdviserRepository;
  readonly backbones: BackboneRepository;
  readonly teams: TeamRepository;
}

/** What the end of an appointment causes in other rooms, in the same transaction. */
export type AppointmentReaction = (tx: Transaction, adviser: AdviserRow, actor: Actor) => Promise<void>;

const reasonLimits = { maximum: 200 };
const competenceLimits = { maximum: 40, count: 20 };

export class AdviserService {
  private readonly endReactions: AppointmentReaction[] = [];

  constructor(private readonly parts: AdviserParts) {}

  /** Declares what else happens when an appointment ends. Wired by the composition. */
  onEnded(reaction: AppointmentReaction): void {
    this.endReactions.push(reaction);
  }

  registerAdviser(actor: Actor, input: RegisterAdviserInput): Promise<AdviserRow | Refusal> {
    const { advisers, areas, commands } = this.parts;
    const line = corpsLine(actor, 'Adviser', 'registerAdviser', input.adviserId, { kind: input.kind });
    return commands.run<AdviserRow>(line, input.adviserId, input, async (tx, repeated) => {
      const accountId = localId('Account', input.accountId);
      const area = await areas.findArea(tx, input.areaCode);
      if (!area || !managesCorps(actor, area.code)) return new NotFound('Area');
      if (accountId === actor.accountId) throw forbidden();
      if (repeated) return (await advisers.findAdviser(tx, input.adviserId))!;
      if (area.level !== AreaLevel.SUBDISTRICT) return notAStreet();
      const checked = await this.check(tx, input, area.code);
      if (isRefusal(checked)) return checked;
      const refused = await this.mayServe(tx, accountId, area.code);
      if (refused) return refused;
      const row = await advisers.insertAdviser(tx, {
        ...{ id: input.adviserId, accountId, areaCode: area.code, kind: input.kind, registeredBy: actor.accountId },
        ...{ appointedOn: input.appointedOn, ...checked },
      });
      if (!row) return new AdviserAlreadyRegistered();
      await announceAdviser(tx, 'AdviserRegistered', row);
      return row;
    });
  }

  reviseAdviser(actor: Actor, input: ReviseAdviserInput): Promise<AdviserRow | Refusal> {
    return this.change(actor, 'reviseAdviser', input, async (tx, row) => {
      const competences = input.competences ? readCompetences(input.competences) : undefined;
      if (isRefusal(competences)) return competences;
      const teamId = input.teamId ? await this.teamIn(tx, input.teamId, row.areaCode) : undefined;
      if (isRefusal(teamId)) return teamId;
      return this.parts.advisers.reviseAdviser(tx, row.id, { kind: input.kind ?? undefined, competences, teamId });
    });
  }

  endAppointment(actor: Actor, input: EndAppointmentInput): Promise<AdviserRow | Refusal> {
    return this.change(actor, 'endAppointment', input, async (tx, row) => {
      if (input.reason === AppointmentEnd.ACCOUNT_DISABLED)
        return new InvalidInput('reason', {
          zh: '该原因由系统在账号停用时自动登记，请选择其他原因。',
          en: 'This reason is set by the product when an account is disabled. Choose another.',
        });
      return this.endIn(tx, row, input.reason, actor);
    });
  }

  /** Reaction: an account that is disabled is no adviser any more. */
  async accountDisabled(tx: Transaction, accountId: string, actor: Actor): Promise<void> {
    const row = await this.parts.advisers.lockStanding(tx, accountId);
    if (!row) return;
    await this.parts.audit.record(tx, corpsLine(actor, 'Adviser', 'endAppointment', row.id, { accountDisabled: true }));
    await this.endIn(tx, row, AppointmentEnd.ACCOUNT_DISABLED, actor);
  }

  private async endIn(
    tx: Transaction,
    row: AdviserRow,
    reason: AppointmentEnd,
    actor: Actor,
  ): Promise<AdviserRow | undefined> {
    const ended = await this.parts.advisers.endAppointment(tx, row.id, reason);
    if (!ended) return undefined;
    await this.parts.backbones.relieveAll(tx, row.id);
    for (const react of this.endReactions) await react(tx, ended, actor);
    await announceAdviser(tx, 'AppointmentEnded', ended, { reason });
    return ended;
  }

  /** A change of a standing appointment by who manages it. */
  private change(
    actor: Actor,
    operation: string,
    input: { readonly commandId: string; readonly adviserId: string },
    work: (tx: Transaction, row: AdviserRow) => Promise<AdviserRow | undefined | Refusal>,
  ): Promise<AdviserRow | Refusal> {
    const { advisers, commands } = this.parts;
    const id = localId('Adviser', input.adviserId);
    return commands.run<AdviserRow>(
      corpsLine(actor, 'Adviser', operation, id),
      input.commandId,
      input,
      async (tx, repeated) => {
        const row = await advisers.lockAdviser(tx, id);
        if (!row || !maySeeAdviser(actor, row)) return new NotFound('Adviser');
        requireOfOthers(actor, row);
        if (repeated) return row;
        if (row.endedOn !== null) return new WrongState('ENDED', ['STANDING']);
        return (await work(tx, row)) ?? new WrongState('ENDED', ['STANDING']);
      },
    );
  }

  private async check(tx: Transaction, input: RegisterAdviserInput, areaCode: string) {
    const appointmentReason = requireText('reason', input.reason, reasonLimits);
    if (isRefusal(appointmentReason)) return appointmentReason;
    const competences = readCompetences(input.competences);
    if (isRefusal(competences)) return competences;
    if (input.appointedOn > (await this.parts.advisers.today(tx)))
      return new InvalidInput('appointedOn', {
        zh: '任职日不能晚于今天。请核对后重试。',
        en: 'The appointment must not begin after today. Check it and try again.',
      });
    const teamId = input.teamId ? await this.teamIn(tx, input.teamId, areaCode) : null;
    return isRefusal(teamId) ? teamId : { appointmentReason, competences, teamId };
  }

  /** A team that stands in the street, held. */
  private async teamIn(tx: Transaction, globalTeamId: string, areaCode: string): Promise<string | NotFound> {
    const team = await this.parts.teams.lockTeam(tx, localId('AdviserTeam', globalTeamId));
    const stands = team?.dissolvedAt === null && team.areaCode.startsWith(areaCode);
    return stands ? team.id : new NotFound('AdviserTeam');
  }

  /** The account is there, and holds a role as adviser or officer in the street; what lies elsewhere looks like nothing. */
  private async mayServe(tx: Transaction, accountId: string, areaCode: string): Promise<Refusal | undefined> {
    const { accounts } = this.parts;
    const account = await accounts.lockAccount(tx, accountId);
    const grants = account ? await accounts.roleGrantsOf(tx, [accountId]) : [];
    const ofArea = grants.filter(
      ({ role, areaCode: code }) =>
        (adviserRoles as readonly Role[]).includes(role) &&
        code !== null &&
        (code.startsWith(areaCode) || areaCode.startsWith(code)),
    );
    if (ofArea.length === 0) return new NotFound('Account');
    const inForce = ofArea.some((grant) => grant.revokedAt === null);
    return inForce && account!.status === AccountStatus.ACTIVE ? undefined : new RoleOfAreaNeeded();
  }
}

function readCompetences(tags: readonly string[]): string[] | InvalidInput {
  return (
    cleanTags(tags, competenceLimits) ??
    new InvalidInput('competences', {
      zh: '最多 20 项，每项 1 至 40 个可见字符。请改正后重试。',
      en: 'At most 20 entries, each of 1 to 40 visible characters. Correct them and try again.',
    })
  );
}

function notAStreet(): InvalidInput {
  return new InvalidInput('areaCode', {
    zh: '顾问在街道（乡镇）备案，请填写9位街道代码。',
    en: 'Advisers are registered at a street or town: give its code of 9 digits.',
  });
}
