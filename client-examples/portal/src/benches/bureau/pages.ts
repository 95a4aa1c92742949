/** Promises the pages of the bureau's bench. */
import type { Page } from '../bench';
import { AccountsPage } from './accounts-page';
import { AuditPage } from './audit-page';
import { EvaluationPage } from './evaluation-page';
import { FigurePage } from './figure-page';
import { FiguresPage } from './figures-page';
import { OrganisationsPage } from './organisations-page';
import { OverviewPage } from './overview-page';
import { auditorRoles, bureauRoles } from './roles';
import { NewPolicyPage } from './new-policy-page';
import { PoliciesPage } from './policies-page';
import { PolicyPage } from './policy-page';
import { RulesPage } from './rules-page';
import { SilentPage } from './silent-page';
import { WallPage } from './wall-page';

export const pages: readonly Page[] = [
  { path: '', title: 'overview.title', Content: OverviewPage },
  { path: 'wall', title: 'wall.title', Content: WallPage, isDetail: true },
  { path: 'figures', title: 'figures.title', Content: FiguresPage },
  { path: 'figures/:code', title: 'figure.title', Content: FigurePage, isDetail: true },
  { path: 'silent', title: 'silent.title', Content: SilentPage, roles: bureauRoles },
  { path: 'organisations', title: 'organisations.title', Content: OrganisationsPage, roles: bureauRoles },
  { path: 'evaluation', title: 'evaluation.title', Content: EvaluationPage, roles: bureauRoles },
  { path: 'accounts', title: 'accounts.title', Content: AccountsPage, roles: bureauRoles },
  { path: 'policies', title: 'policies.title', Content: PoliciesPage, roles: bureauRoles },
  { path: 'policies/new', title: 'policies.newTitle', Content: NewPolicyPage, roles: bureauRoles, isDetail: true },
  { path: 'policies/:code', title: 'policies.one', Content: PolicyPage, roles: bureauRoles, isDetail: true },
  { path: 'rules', title: 'rules.title', Content: RulesPage, roles: bureauRoles },
  { path: 'audit', title: 'audit.title', Content: AuditPage, roles: auditorRoles },
];
