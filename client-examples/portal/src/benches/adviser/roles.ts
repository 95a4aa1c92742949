/** Promises who works at the adviser's bench. */
import type { Role } from '../../session/session';

export const adviserRoles: readonly Role[] = ['ADVISER', 'STREET_OFFICER'];
