/** Promises who works at the bench of the charity federation. */
import type { Role } from '../../session/session';

export const federationRoles: readonly Role[] = ['FEDERATION_STAFF'];
