/** Promises the roles of the product; each holds by relation: for an area subtree, an organisation, or the installation. */
import { registerEnumType } from 'type-graphql';

export enum Role {
  ADVISER = 'ADVISER',
  STREET_OFFICER = 'STREET_OFFICER',
  CIVIL_AFFAIRS_BUREAU = 'CIVIL_AFFAIRS_BUREAU',
  ORGANISATION_MEMBER = 'ORGANISATION_MEMBER',
  ORGANISATION_ADMINISTRATOR = 'ORGANISATION_ADMINISTRATOR',
  FEDERATION_STAFF = 'FEDERATION_STAFF',
  COMPANY_PARTNER = 'COMPANY_PARTNER',
  AUDITOR = 'AUDITOR',
  SYSTEM_ADMINISTRATOR = 'SYSTEM_ADMINISTRATOR',
}

export const areaRoles = [Role.ADVISER, Role.STREET_OFFICER, Role.CIVIL_AFFAIRS_BUREAU] as const;
export const organisationRoles = [
  Role.ORGANISATION_MEMBER,
  Role.ORGANISATION_ADMINISTRATOR,
  Role.FEDERATION_STAFF,
  Role.COMPANY_PARTNER,
] as const;

registerEnumType(Role, {
  name: 'Role',
  description: '角色 What an account may do, always in relation to an area, an organisation or the installation.',
  valuesConfig: {
    ADVISER: { description: '社区救助顾问 Community relief adviser of an area subtree.' },
    STREET_OFFICER: { description: '街道救助骨干 Officer of a street or town.' },
    CIVIL_AFFAIRS_BUREAU: { description: '民政局 Civil affairs bureau of a district.' },
    ORGANISATION_MEMBER: { description: '社会组织成员 Member of a social organisation.' },
    ORGANISATION_ADMINISTRATOR: { description: '社会组织管理员 Administrator of a social organisation.' },
    FEDERATION_STAFF: { description: '慈善总会工作人员 Staff of the charity federation.' },
    COMPANY_PARTNER: { description: '爱心企业联系人 Partner of a company, shop or individual donor.' },
    AUDITOR: { description: '审计 Reads audit lines and figures, never personal data.' },
    SYSTEM_ADMINISTRATOR: { description: '系统管理员 Runs the installation: areas, accounts.' },
  },
});
