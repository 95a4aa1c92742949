/** Promises a role given to an account after a question: which, and for which area. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { Question } from '../../parts/question';
import { leastRole, RoleFields, type Granted, type RoleFieldsProps } from './role-fields';

export interface GrantQuestionProps extends Pick<RoleFieldsProps, 'area' | 'areaCode'> {
  readonly name: string;
  readonly isRunning: boolean;
  readonly onYes: (granted: Granted) => void;
  readonly onNo: () => void;
}

export function GrantQuestion({ name, areaCode, area, isRunning, onYes, onNo }: GrantQuestionProps) {
  const { t } = useWords('bureau');
  const [granted, setGranted] = useState(() => leastRole(areaCode, area));
  return (
    <Question
      open
      title={t('accounts.ask.grant', { name })}
      yes={t('accounts.grant')}
      isRunning={isRunning}
      onYes={() => onYes(granted)}
      onNo={onNo}
    >
      <RoleFields {...{ granted, areaCode, area }} onChange={setGranted} />
    </Question>
  );
}
