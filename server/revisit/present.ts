/** Promises revisits of the contract made from their rows. */
import { globalId } from '../../schema/global-id';
import { Revisit } from '../../schema/revisit/revisit';
import type { RevisitRow } from './revisit.repository';

/** With what the field resolvers of the room need. */
export type PresentedRevisit = Revisit & { readonly revisitId: string };

export function presentRevisit(row: RevisitRow): PresentedRevisit {
  return Object.assign(new Revisit(), {
    ...{ id: globalId('Revisit', row.id), revisitId: row.id },
    ...{ occasion: row.occasion, areaCode: row.areaCode, dueOn: row.dueOn },
    ...{ doneAt: row.doneAt ?? undefined, visitedOn: row.visitedOn ?? undefined },
    ...{ outcome: row.outcome ?? undefined, satisfaction: row.satisfaction ?? undefined },
    ...{ needId: row.needId ?? undefined, entryId: row.entryId ?? undefined },
    householdId: row.householdId ?? undefined,
  });
}
