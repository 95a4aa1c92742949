/** Promises the register: people enter it by decision or by import, once at a time, and leave it for a reason; the household follows. */
import { LowIncomeCategory } from '../../schema/household/household';
import { localId } from '../../schema/global-id';
import { areaRoles, Role } from '../../schema/identity/role';
import { isRefusal, type Refusal } from '../../schema/refusal';
import { InvalidInput, NotFound, WrongState } from '../../schema/refusals';
import {
  ExitReason,
  RegisterImportRefused,
  type ExitRegisterInput,
  type ImportRegisterEntriesInput,
} from '../../schema/register/register';
import type { AreaRepository } from '../area/area.repository';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { violatedConstraint } from '../database/failure';
import { areaChainScopes } from '../event/audience';
import { append } from '../event/outbox';
import type { HouseholdRepository } from '../household/household.repository';
import type { HouseholdService } from '../household/household.service';
import type { IdentityVault } from '../household/vault';
import { forbidden, servesArea, type Actor } from '../identity/actor';
import { problemOf, readDecisionNumber, readEntries, type ReadEntry } from './reading';
import type { EntryTerms, EntryToWrite, RegisterEntryRow, RegisterRepository } from './register.repository';

export interface RegisterParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly areas: AreaRepository;
  readonly vault: IdentityVault;
  readonly households: HouseholdRepository;
  readonly householdService: HouseholdService;
  readonly entries: RegisterRepository;
}

export interface ImportedEntries {
  readonly importId: string;
  readonly entered: number;
  readonly ofKnownHouseholds: number;
}

/** What higher rooms do when people entered or left: in the same transaction. */
export type EntryReaction = (tx: Transaction, entries: readonly RegisterEntryRow[]) => Promise<void>;

const rowMaximum = 500;
const onceAtATime = 'a_person_is_once_in_the_register';

export class RegisterService {
  private readonly entryReactions: EntryReaction[] = [];
  private readonly exitReactions: EntryReaction[] = [];

  constructor(private readonly parts: RegisterParts) {}

  onEntered(reaction: EntryReaction): void {
    this.entryReactions.push(reaction);
  }

  onExited(reaction: EntryReaction): void {
    this.exitReactions.push(reaction);
  }

  /** Enters all people of an import, or nobody. Announces RegisterEntriesImported once. */
  async importEntries(actor: Actor, input: ImportRegisterEntriesInput): Promise<ImportedEntries | Refusal> {
    if (
      input.category === LowIncomeCategory.NOT_RECOGNISED ||
      input.entries.length < 1 ||
      input.entries.length > rowMaximum
    )
      return new InvalidInput(input.category === LowIncomeCategory.NOT_RECOGNISED ? 'category' : 'entries', {
        zh: `每批须为 1 至 ${rowMaximum} 人，且须写明在册类别。请改正后重试。`,
        en: `An import has 1 to ${rowMaximum} people of a category of the register. Correct it and try again.`,
      });
    const run = () => this.parts.database.transaction((tx) => this.importIn(tx, actor, input));
    try {
      return await run();
    } catch (error) {
      // Somebody entered one of them meanwhile: the second look names the row.
      if (violatedConstraint(error) !== onceAtATime) throw error;
      return run();
    }
  }

  private async importIn(
    tx: Transaction,
    actor: Actor,
    input: ImportRegisterEntriesInput,
  ): Promise<ImportedEntries | Refusal> {
    const { audit, areas, entries: register, households } = this.parts;
    const { importId, category, isStock } = input;
    const line = {
      ...{ accountId: actor.accountId, operation: 'importRegisterEntries', subjectType: 'RegisterImport' },
      ...{ subjectId: importId, details: { category, isStock, rows: input.entries.length } },
    };
    const once = await audit.recordOnce(tx, line, importId, input);
    if (isRefusal(once)) return once;
    if (once === 'repeated') return { importId, ...(await register.countImport(tx, importId)) };
    const codes = [...new Set(input.entries.map((entry) => entry.areaCode))];
    const own = codes.filter((code) => decidesFor(actor, code));
    const known = new Map((await areas.findAreas(tx, own)).map((area) => [area.code, area]));
    const { today } = await households.readCalendar(tx);
    const read = readEntries(input.entries, { areas: known, today });
    const written = read.problems.length > 0 ? [] : await this.recognisePeople(tx, read.entries);
    const inside = await register.lastingOfPeople(
      tx,
      written.map((entry) => entry.personIndex!),
    );
    const twice = written.flatMap((entry, index) =>
      inside.has(entry.personIndex!.toString('hex'))
        ? [problemOf(index + 1, 'residentNumber', '此人已在册，请核对。', 'This person is in the register; check it.')]
        : [],
    );
    if (read.problems.length + twice.length > 0) return new RegisterImportRefused([...read.problems, ...twice]);
    const rows = await this.enter(tx, written, { category, isStock, importId, recordedBy: actor.accountId });
    await append(tx, {
      type: 'RegisterEntriesImported',
      subjectId: importId,
      audience: codes.flatMap((code) => areaChainScopes(code.slice(0, 12))),
      payload: { importId, category, entered: rows.length },
    });
    return {
      importId,
      entered: rows.length,
      ofKnownHouseholds: rows.filter((row) => row.householdId !== null).length,
    };
  }

  /**
   * Enters people by a decision that the caller has written down. Who is in the register as something else changes over on that day;
   * who is in it as this already, or by a later decision, stays as it is.
   */
  async enterByDecision(tx: Transaction, entries: readonly EntryToWrite[], of: EntryTerms): Promise<void> {
    const indexes = entries.flatMap((entry) => entry.personIndex ?? []);
    const inside = await this.parts.entries.lastingOfPeople(tx, indexes);
    const entering: EntryToWrite[] = [];
    for (const entry of entries) {
      const lasting = entry.personIndex && inside.get(entry.personIndex.toString('hex'));
      if (lasting && (lasting.category === of.category || lasting.enteredOn > entry.enteredOn)) continue;
      entering.push(entry);
      if (!lasting) continue;
      // It goes on being assisted: the revisit that is owed is that of its new entry.
      const { enteredOn: on, decisionNumber } = entry;
      const reason = ExitReason.EXIT_CATEGORY_CHANGED;
      const ended = await this.parts.entries.endEntry(tx, lasting.id, { on, reason, decisionNumber });
      if (ended) await announceExit(tx, ended);
    }
    if (entering.length > 0) await this.enter(tx, entering, of);
  }

  private async enter(tx: Transaction, entries: readonly EntryToWrite[], of: EntryTerms): Promise<RegisterEntryRow[]> {
    const rows = await this.parts.entries.insertEntries(tx, entries, of);
    const householdIds = [...new Set(rows.flatMap((row) => row.householdId ?? []))];
    await this.parts.householdService.recognise(tx, householdIds, of.category);
    for (const react of this.entryReactions) await react(tx, rows);
    return rows;
  }

  /** Ends the stay of a person. The household keeps the category of a member who stays. Announces RegisterExited. */
  exitRegister(actor: Actor, input: ExitRegisterInput): Promise<RegisterEntryRow | Refusal> {
    const { audit, database, entries, households } = this.parts;
    const id = localId('RegisterEntry', input.entryId);
    return database.transaction(async (tx) => {
      const line = {
        ...{ accountId: actor.accountId, operation: 'exitRegister', subjectType: 'RegisterEntry', subjectId: id },
        details: { reason: input.reason, exitedOn: input.exitedOn },
      };
      const once = await audit.recordOnce(tx, line, input.commandId, input);
      if (isRefusal(once)) return once;
      const entry = await entries.findEntry(tx, id);
      if (!entry || !maySee(actor, entry)) return new NotFound('RegisterEntry');
      if (!decidesFor(actor, entry.areaCode)) throw forbidden();
      if (once === 'repeated') return entry;
      if (input.exitedOn < entry.enteredOn || input.exitedOn > (await households.readCalendar(tx)).today)
        return new InvalidInput('exitedOn', {
          zh: '退出日期不能早于进入日期，也不能晚于今天。请改正后重试。',
          en: 'The day is not before the entry and not after today. Correct it and try again.',
        });
      const decisionNumber = input.decisionNumber ? readDecisionNumber(input.decisionNumber) : undefined;
      if (input.decisionNumber && !decisionNumber)
        return new InvalidInput('decisionNumber', {
          zh: '文号须为 1 至 60 个字符。',
          en: 'It has 1 to 60 characters.',
        });
      const exit = { on: input.exitedOn, reason: input.reason, decisionNumber };
      const ended = await entries.endEntry(tx, id, exit);
      if (!ended) return new WrongState('EXITED', ['REGISTERED']);
      await this.followExit(tx, ended);
      await announceExit(tx, ended);
      return ended;
    });
  }

  /**
   * Reaction: people of the register are recognised when their household is registered, or they join one. The household has the category
   * that the register gives the newest of them, whatever was stated.
   */
  async followHousehold(tx: Transaction, householdId: string): Promise<void> {
    const { entries, householdService, households } = this.parts;
    const indexes = await households.residentIndexesOf(tx, householdId);
    if (indexes.length === 0 || !(await entries.linkHousehold(tx, householdId, indexes))) return;
    const lasting = await this.lastingOf(tx, householdId);
    if (lasting) await householdService.recognise(tx, [householdId], lasting.category);
  }

  private async lastingOf(tx: Transaction, householdId: string): Promise<RegisterEntryRow | undefined> {
    return (await this.parts.entries.entriesOf(tx, [householdId])).find((entry) => entry.exitedOn === null);
  }

  private async followExit(tx: Transaction, ended: RegisterEntryRow): Promise<void> {
    if (ended.householdId !== null) {
      const category = (await this.lastingOf(tx, ended.householdId))?.category ?? LowIncomeCategory.NOT_RECOGNISED;
      await this.parts.householdService.recognise(tx, [ended.householdId], category);
    }
    if (ended.exitReason === ExitReason.EXIT_DECEASED) return;
    for (const react of this.exitReactions) await react(tx, [ended]);
  }

  /** Each person as its blind index, with its household where one is registered here. */
  private async recognisePeople(tx: Transaction, entries: readonly ReadEntry[]): Promise<EntryToWrite[]> {
    const { households, vault } = this.parts;
    const indexed = entries.map((entry) => ({ entry, index: vault.residentNumberIndex(entry.residentNumber) }));
    const found = await households.householdsOfIndexes(
      tx,
      indexed.map(({ index }) => index),
    );
    return indexed.map(({ entry: { residentNumber: _, ...entry }, index }) => ({
      ...entry,
      personIndex: index,
      householdId: found.get(index.toString('hex')),
    }));
  }
}

function announceExit(tx: Transaction, { id, areaCode, householdId, exitReason }: RegisterEntryRow): Promise<void> {
  const payload = { entryId: id, householdId, reason: exitReason };
  return append(tx, { type: 'RegisterExited', subjectId: id, audience: areaChainScopes(areaCode), payload });
}

/** Who keeps the register of an area: the bureau, and officers of the street. */
function decidesFor(actor: Actor, areaCode: string): boolean {
  return actor.apiKey === undefined && servesArea(actor, areaCode, Role.CIVIL_AFFAIRS_BUREAU, Role.STREET_OFFICER);
}

export function maySee(actor: Actor, entry: Pick<RegisterEntryRow, 'areaCode'>): boolean {
  return actor.apiKey === undefined && servesArea(actor, entry.areaCode, ...areaRoles);
}
