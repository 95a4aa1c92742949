/** Promises every "no" of the engine as data: its code and both texts, which cross threads and databases as they are. */
import { BudgetRefusal, type BudgetRefusalCode } from './budget/refusal';
import { KeepRefusal, type KeepRefusalCode } from './keep/refusal';
import { EngineRefusal, type EngineRefusalCode } from './plan/bounds';

export interface RefusedByEngine {
  readonly code: EngineRefusalCode | KeepRefusalCode | BudgetRefusalCode;
  /** What is wrong and what to do. */
  readonly messageZh: string;
  readonly messageEn: string;
}

/** What the engine refused; undefined for every other error. */
export function refusalIn(error: unknown): RefusedByEngine | undefined {
  if (!(error instanceof EngineRefusal || error instanceof KeepRefusal || error instanceof BudgetRefusal))
    return undefined;
  const { code, messageZh, messageEn } = error;
  return { code, messageZh, messageEn };
}
