/** Promises that a text for many readers is clean and shows nothing by which somebody is known: no number, phone, house or known name. Pure. */
import { TextRevealsIdentity } from '../../schema/household/refusals';
import { isRefusal } from '../../schema/refusal';
import type { InvalidInput } from '../../schema/refusals';
import { requireText, type TextLimits } from '../../schema/text';
import { kindsRevealed, nothingKnown } from './revealed';

export function requirePublishable(
  field: string,
  text: string,
  limits: TextLimits,
): string | InvalidInput | TextRevealsIdentity {
  const cleaned = requireText(field, text, limits);
  if (isRefusal(cleaned)) return cleaned;
  const kinds = kindsRevealed(cleaned, nothingKnown);
  return kinds.length > 0 ? new TextRevealsIdentity(field, kinds) : cleaned;
}
