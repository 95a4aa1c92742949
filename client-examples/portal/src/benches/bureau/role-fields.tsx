/** Promises the choice of a role and of the area for which it is given. */
import { useWords } from '../../language/language';
import type { Areas } from './read';

const roles = ['ADVISER', 'STREET_OFFICER'] as const;

export interface Granted {
  readonly role: (typeof roles)[number];
  readonly areaCode: string;
}

export interface RoleFieldsProps {
  readonly granted: Granted;
  /** The area of the bureau itself. */
  readonly areaCode: string;
  readonly area: Areas | null | undefined;
  readonly onChange: (granted: Granted) => void;
}

/** A role for the first street: the least that is given. */
export function leastRole(areaCode: string, area: Areas | null | undefined): Granted {
  return { role: 'ADVISER', areaCode: area?.children.edges[0]?.node.code ?? areaCode };
}

export function RoleFields({ granted, areaCode, area, onChange }: RoleFieldsProps) {
  const { t } = useWords('bureau');
  const streets = area?.children.edges.map(({ node }) => node) ?? [];
  return (
    <>
      <label className="field">
        <span>{t('accounts.role')}</span>
        <select
          name="role"
          value={granted.role}
          onChange={(event) => onChange({ ...granted, role: event.currentTarget.value as Granted['role'] })}
        >
          {roles.map((one) => (
            <option key={one} value={one}>
              {t(`role.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('accounts.place')}</span>
        <select
          name="place"
          value={granted.areaCode}
          onChange={(event) => onChange({ ...granted, areaCode: event.currentTarget.value })}
        >
          {streets.map(({ code, name: street }) => (
            <option key={code} value={code}>
              {street}
            </option>
          ))}
          <option value={areaCode}>{area?.name ?? areaCode}</option>
        </select>
      </label>
    </>
  );
}
