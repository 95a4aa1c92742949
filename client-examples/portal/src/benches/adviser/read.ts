/** Promises names for what the pages of advisers read. */
import type { HouseholdOfMineQuery, ScreenQuery } from './household.documents';

export type HouseholdRead = NonNullable<HouseholdOfMineQuery['household']>;

export type Screened = NonNullable<ScreenQuery['screenHousehold']>[number];
