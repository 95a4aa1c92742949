/** Promises that a step of the sample was done, now or by an earlier load that was interrupted. */
import { isRefusal } from '../../schema/refusal';
import type { Refusal } from '../../schema/refusal';
import { WrongState } from '../../schema/refusals';

/** The answer without its refusals. A state that is already past the step is fine; any other refusal is a mistake of the sample. */
export function expectDone<Result>(answer: Result): Exclude<Result, Refusal> | undefined {
  if (!isRefusal(answer)) return answer as Exclude<Result, Refusal>;
  if (answer instanceof WrongState) return undefined;
  throw new Error(`The sample was refused: ${answer.constructor.name}: ${answer.messageEn}`);
}
