/** Promises a promise as the card shows it. */
import type { LookByCardQuery } from './card.documents';

export type CardPromise = NonNullable<LookByCardQuery['householdByCard']>['promises'][number];
