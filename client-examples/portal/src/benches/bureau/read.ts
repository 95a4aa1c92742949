/** Promises names for what the pages of the bureau read. */
import type { AreaAccountsQuery } from './accounts.documents';
import type { SilentMinorityQuery } from './silent.documents';

export type Areas = NonNullable<AreaAccountsQuery['area']>;

export type Gap = SilentMinorityQuery['outreachGaps']['edges'][number]['node'];
