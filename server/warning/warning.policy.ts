/** Promises who sees and works on a warning: who manages the needs of its area; of a restricted one only its readers among them. */
import type { Actor } from '../identity/actor';
import { areasManaged, managesNeed } from '../need/need.policy';
import type { WarningEntity } from './warning.entity';

export function maySeeWarning(actor: Actor, row: Pick<WarningEntity, 'areaCode' | 'readers'>): boolean {
  if (!managesNeed(actor, row)) return false;
  return row.readers.length === 0 || row.readers.includes(actor.accountId);
}

/** The same rule for SQL. */
export interface WarningSight {
  readonly areaCodes: readonly string[];
  readonly accountId: string;
}

export function sightOf(actor: Actor): WarningSight {
  return { areaCodes: areasManaged(actor), accountId: actor.accountId };
}
