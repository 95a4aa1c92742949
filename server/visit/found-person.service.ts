/** Promises that a found person is read only by who serves the place, with a reason that stays, and is known no longer than the visit needs. */
import { FoundPersonOutcome } from '../../schema/visit/enums';
import type { AuditTrail } from '../audit/audit';
import type { Database, Transaction } from '../database/database';
import { notYours, writeReading } from '../household/reading';
import { kindsRevealed } from '../household/revealed';
import type { IdentityVault } from '../household/vault';
import type { Actor } from '../identity/actor';
import { announceObligation } from './announcing';
import type { FoundPersonRepository } from './found-person.repository';
import { openPerson, type OpenPerson } from './person';
import { servesPlace } from './visit.policy';
import { findingsPlace } from './visit.service';
import type { VisitObligationRepository } from './visit-obligation.repository';
import type { VisitRepository } from './visit.repository';
import type { HouseholdRepository } from '../household/household.repository';

export interface ReadingParts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly vault: IdentityVault;
  readonly households: HouseholdRepository;
  readonly found: FoundPersonRepository;
  readonly obligations: VisitObligationRepository;
  readonly visits: VisitRepository;
}

export class FoundPersonService {
  constructor(private readonly parts: ReadingParts) {}

  /** Who a found person is said to be. Throws NOT_FOUND for everybody else, and once it is settled. */
  readIdentity(actor: Actor, id: string, reason: string): Promise<OpenPerson> {
    const { database, found, vault } = this.parts;
    return database.transaction(async (tx) => {
      const row = await found.findPerson(tx, id);
      const sealed = row && servesPlace(actor, row) ? await found.findSealed(tx, id) : undefined;
      if (!sealed) throw notYours();
      const person = openPerson(vault, id, sealed);
      await this.writeDown(tx, actor, 'readFoundPerson', { type: 'FoundPerson', id }, reason, person);
      return person;
    });
  }

  /** What was found at a visit. Throws NOT_FOUND for everybody else, and once the household was erased. */
  readFindings(actor: Actor, visitId: string, reason: string): Promise<string> {
    const { database, households, vault, visits } = this.parts;
    return database.transaction(async (tx) => {
      const visit = await visits.findVisit(tx, visitId);
      const sealed = visit && servesPlace(actor, visit) ? await visits.findFindings(tx, visitId) : undefined;
      const household = sealed && (await households.findSealed(tx, visit!.householdId!))?.household;
      if (!sealed || !household?.dataKey) throw notYours();
      const text = vault.openKey(household.id, household.dataKey).open(findingsPlace(visitId), sealed);
      await this.writeDown(tx, actor, 'readVisitFindings', { type: 'Visit', id: visitId }, reason);
      return text;
    });
  }

  /** Reaction: who was registered is no found person any more; what is owed to the person is owed to the household. */
  async peopleWritten(tx: Transaction, householdId: string): Promise<void> {
    const { audit, found, households, obligations } = this.parts;
    const persons = await found.lockByIndexes(tx, await households.residentIndexesOf(tx, householdId));
    if (persons.length === 0) return;
    const household = (await households.findHousehold(tx, householdId))!;
    for (const person of persons) {
      await audit.record(tx, {
        ...{ operation: 'settleFoundPerson', subjectType: 'FoundPerson', subjectId: person.id },
        details: { outcome: FoundPersonOutcome.REGISTERED, householdId },
      });
      await found.settle(tx, person.id, FoundPersonOutcome.REGISTERED, householdId);
      for (const row of await obligations.handToHousehold(tx, person.id, household))
        if (row.doneAt === null && row.closedAt === null) await announceObligation(tx, 'VisitAssigned', row);
    }
  }

  private writeDown(
    tx: Transaction,
    actor: Actor,
    operation: string,
    subject: { readonly type: string; readonly id: string },
    reason: string,
    person?: OpenPerson,
  ): Promise<void> {
    const known = {
      ...{ names: person ? [person.name] : [], residentNumbers: person ? [person.residentNumber] : [] },
      ...{ phone: person?.phone, address: person?.address, publicNames: [] },
    };
    return writeReading(this.parts.audit, tx, {
      line: { accountId: actor.accountId, operation, subjectType: subject.type, subjectId: subject.id },
      reason,
      reveals: (stated) => kindsRevealed(stated, known).length > 0,
    });
  }
}
