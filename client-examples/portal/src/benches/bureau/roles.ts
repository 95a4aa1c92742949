/** Promises who works at the bureau's bench: the bureau with its district, and whoever audits it. */
import type { Role } from '../../session/session';

export const bureauRoles: readonly Role[] = ['CIVIL_AFFAIRS_BUREAU'];
export const auditorRoles: readonly Role[] = ['AUDITOR'];
