/** Promises the choice of a role and of the area for which it is given. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { Question } from '../../parts/question';
import type { Areas } from './read';

const roles = ['ADVISER', 'STREET_OFFICER'] as const;

export interface Granted {
  readonly role: (typeof roles)[number];
  readonly areaCode: string;
}

export interface GrantQuestionProps {
  readonly name: string;
  readonly areaCode: string;
  readonly area: Areas | null | undefined;
  readonly isRunning: boolean;
  readonly onYes: (granted: Granted) => void;
  readonly onNo: () => void;
}

export function GrantQuestion({ name, areaCode, area, isRunning, onYes, onNo }: GrantQuestionProps) {
  const { t } = useWords('bureau');
  const [role, setRole] = useState<Granted['role']>('ADVISER');
  const streets = area?.children.edges.map(({ node }) => node) ?? [];
  const [place, setPlace] = useState(streets[0]?.code ?? areaCode);
  return (
    <Question
      open
      title={t('accounts.ask.grant', { name })}
      yes={t('accounts.grant')}
      isRunning={isRunning}
      onYes={() => onYes({ role, areaCode: place })}
      onNo={onNo}
    >
      <label className="field">
        <span>{t('accounts.role')}</span>
        <select name="role" value={role} onChange={(event) => setRole(event.currentTarget.value as Granted['role'])}>
          {roles.map((one) => (
            <option key={one} value={one}>
              {t(`role.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('accounts.place')}</span>
        <select name="place" value={place} onChange={(event) => setPlace(event.currentTarget.value)}>
          {streets.map(({ code, name: street }) => (
            <option key={code} value={code}>
              {street}
            </option>
          ))}
          <option value={areaCode}>{area?.name ?? areaCode}</option>
        </select>
      </label>
    </Question>
  );
}
