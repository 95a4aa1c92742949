/** Promises who works at the bench of those who give. */
import type { Role } from '../../session/session';

export const companyRoles: readonly Role[] = ['COMPANY_PARTNER'];
