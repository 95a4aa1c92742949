/** Promises who works at the organisation's bench. */
import type { Role } from '../../session/session';

export const organisationRoles: readonly Role[] = ['ORGANISATION_MEMBER', 'ORGANISATION_ADMINISTRATOR'];
