/** Promises a new account with its first role; its first password is made by the page and told once it is there. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { newPassword } from '../../parts/new-password';
import { CreateAccount, type ListedAccountFragment } from './accounts.documents';
import { leastRole, RoleFields, type RoleFieldsProps } from './role-fields';

export interface CreateQuestionProps extends Pick<RoleFieldsProps, 'area' | 'areaCode'> {
  readonly onDone: (account: ListedAccountFragment, password: string) => void;
  readonly onNo: () => void;
}

/** As the contract takes it; what is typed in capitals counts as small. */
const loginShape = /^[a-z0-9\p{Script=Han}._@-]{3,64}$/u;

export function CreateQuestion({ areaCode, area, onDone, onNo }: CreateQuestionProps) {
  const { t } = useWords('bureau');
  const command = useCommand(CreateAccount);
  const [password] = useState(newPassword);
  const [login, setLogin] = useState('');
  const [displayName, setName] = useState('');
  const [granted, setGranted] = useState(() => leastRole(areaCode, area));
  const isLogin = loginShape.test(login.trim().toLowerCase());
  const create = async () => {
    const input = { login: login.trim(), displayName: displayName.trim(), password, role: granted };
    const ended = await command.run((accountId) => ({ input: { accountId, ...input } }));
    if (ended.kind === 'done') onDone(ended.answer, password);
  };
  return (
    <Question
      open
      title={t('accounts.create')}
      yes={t('accounts.createYes')}
      isRunning={command.isRunning}
      canSayYes={isLogin && displayName.trim() !== ''}
      onYes={() => void create()}
      onNo={onNo}
    >
      <label className="field">
        <span>{t('accounts.name')}</span>
        <input
          name="displayName"
          autoComplete="off"
          maxLength={64}
          value={displayName}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label className="field">
        <span>{t('accounts.login')}</span>
        <input
          name="login"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          value={login}
          aria-invalid={login !== '' && !isLogin}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <small className="soft">{t('accounts.loginHint')}</small>
      </label>
      <RoleFields {...{ granted, areaCode, area }} onChange={setGranted} />
      <p className="soft">{t('accounts.passwordLater')}</p>
      <OutcomeNotice outcome={command.outcome} />
    </Question>
  );
}
