/** Promises the accounts of the district: who holds which role where; roles given and taken back, accounts ended and let in again, each asked first. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { ListStates } from '../../parts/list-states';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { useList } from '../../parts/use-list';
import { useAreas } from '../../session/acting';
import {
  AreaAccounts,
  DisableAccount,
  EnableAccount,
  GrantRole,
  RevokeRole,
  type ListedAccountFragment,
} from './accounts.documents';
import './bench.css';
import { GrantQuestion, type Granted } from './grant-question';
import { bureauRoles } from './roles';
import type { Areas } from './read';

type Asked =
  | { readonly what: 'grant' | 'disable' | 'enable'; readonly account: ListedAccountFragment }
  | {
      readonly what: 'revoke';
      readonly account: ListedAccountFragment;
      readonly grantId: string;
      readonly role: string;
    };

export function AccountsPage() {
  const { t } = useWords('bureau');
  const areaCode = useAreas(bureauRoles)[0] ?? '';
  const list = useList(AreaAccounts, { areaCode }, (result) => result.accounts);
  const [asked, setAsked] = useState<Asked>();
  const { commands, last, act } = useAccountCommands((changed) => {
    setAsked(undefined);
    if (changed) list.edit((items) => items.map((one) => (one.id === changed.id ? changed : one)));
  });
  return (
    <div className="stack bureau">
      <p className="soft">{t('accounts.lead')}</p>
      <OutcomeNotice outcome={commands[last].outcome} />
      <ListStates list={list} empty={<strong>{t('accounts.empty')}</strong>}>
        <ul className="plain-list card">
          {list.items.map((account) => (
            <AccountLine
              key={account.id}
              account={account}
              area={list.first?.area}
              areaCode={areaCode}
              onAsk={setAsked}
            />
          ))}
        </ul>
      </ListStates>
      {asked?.what === 'grant' && (
        <GrantQuestion
          name={asked.account.displayName}
          areaCode={areaCode}
          area={list.first?.area}
          isRunning={commands.grant.isRunning}
          onYes={(granted) => void act(asked, granted)}
          onNo={() => setAsked(undefined)}
        />
      )}
      {asked && asked.what !== 'grant' && (
        <Question
          open
          title={t(`accounts.ask.${asked.what}`, {
            name: asked.account.displayName,
            role: asked.what === 'revoke' ? t(`role.${asked.role}`) : '',
          })}
          yes={t(`accounts.${asked.what}`)}
          isDanger={asked.what !== 'enable'}
          isRunning={commands[asked.what].isRunning}
          onYes={() => void act(asked)}
          onNo={() => setAsked(undefined)}
        >
          <p>{t(`accounts.means.${asked.what}`)}</p>
        </Question>
      )}
    </div>
  );
}

/** The commands on an account; `onEnd` gets the account as it is now, unless it was refused. */
function useAccountCommands(onEnd: (changed: ListedAccountFragment | undefined) => void) {
  const commands = {
    grant: useCommand(GrantRole),
    revoke: useCommand(RevokeRole),
    disable: useCommand(DisableAccount),
    enable: useCommand(EnableAccount),
  };
  const [last, setLast] = useState<Asked['what']>('grant');
  const finish = (outcome: { kind: string; answer?: unknown }) =>
    onEnd(outcome.kind === 'done' ? (outcome.answer as ListedAccountFragment) : undefined);
  const act = async (one: Asked, granted?: Granted) => {
    setLast(one.what);
    const accountId = one.account.id;
    if (one.what === 'revoke') finish(await commands.revoke.run(() => ({ input: { roleGrantId: one.grantId } })));
    else if (one.what !== 'grant') finish(await commands[one.what].run(() => ({ input: { accountId } })));
    else if (granted)
      finish(await commands.grant.run((roleGrantId) => ({ input: { roleGrantId, accountId, role: granted } })));
  };
  return { commands, last, act };
}

interface AccountLineProps {
  readonly account: ListedAccountFragment;
  readonly area: Areas | null | undefined;
  readonly areaCode: string;
  readonly onAsk: (asked: Asked) => void;
}

const given = ['ADVISER', 'STREET_OFFICER'];

function AccountLine({ account, area, areaCode, onAsk }: AccountLineProps) {
  const { t } = useWords('bureau');
  const isActive = account.status === 'ACTIVE';
  const placeOf = (code: string) =>
    code === areaCode
      ? area?.name
      : (area?.children.edges.find(({ node }) => code.startsWith(node.code))?.node.name ?? code);
  const button = (what: 'grant' | 'disable' | 'enable') => (
    <button type="button" className="quiet-button" onClick={() => onAsk({ what, account })}>
      {t(`accounts.${what}`)}
      <span className="unseen"> {account.displayName}</span>
    </button>
  );
  return (
    <li data-account={account.login}>
      <span className="line-text">
        <strong>{account.displayName}</strong> <span className="soft">{account.login}</span>{' '}
        {!isActive && <span className="tag persimmon">{t('accounts.disabled')}</span>}
        <span className="row">
          {account.roles.map(({ id, role, areaCode: code }) => (
            <span key={id} className="tag pine">
              {t(`role.${role}`)} {code && placeOf(code)}
              {given.includes(role) && code && (
                <button
                  type="button"
                  className="tag-button"
                  onClick={() => onAsk({ what: 'revoke', account, grantId: id, role })}
                  aria-label={t('accounts.revokeOf', { role: t(`role.${role}`), name: account.displayName })}
                >
                  ×
                </button>
              )}
            </span>
          ))}
        </span>
      </span>
      <span className="row">
        {isActive && button('grant')}
        {isActive ? button('disable') : button('enable')}
      </span>
    </li>
  );
}
