/**
 * Promises the accounts of the district: who holds which role where; accounts made, ended and let in again, roles given and taken back,
 * forgotten passwords made anew, each asked first.
 */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { ListStates } from '../../parts/list-states';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { useList } from '../../parts/use-list';
import { useAreas } from '../../session/acting';
import { useSession } from '../../session/session';
import {
  AreaAccounts,
  DisableAccount,
  EnableAccount,
  GrantRole,
  ResetPassword,
  RevokeRole,
  type ListedAccountFragment,
} from './accounts.documents';
import './bench.css';
import { CreateQuestion } from './create-question';
import { GrantQuestion } from './grant-question';
import type { Granted } from './role-fields';
import { ToldPassword, type TellPassword } from './told-password';
import { newPassword } from '../../parts/new-password';
import { bureauRoles } from './roles';
import type { Areas } from './read';

type OnAccount = 'grant' | 'disable' | 'enable' | 'reset';
type Asked =
  | { readonly what: 'create' }
  | { readonly what: 'grant'; readonly account: ListedAccountFragment }
  | { readonly what: Exclude<OnAccount, 'grant'>; readonly account: ListedAccountFragment }
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
  const [told, setTold] = useState<TellPassword>();
  const leave = () => setAsked(undefined);
  const tell = (what: TellPassword['what'], { displayName: name, login }: ListedAccountFragment, password: string) =>
    setTold({ what, name, login, password });
  const { commands, last, act } = useAccountCommands((changed, password) => {
    leave();
    if (changed) list.edit((items) => items.map((one) => (one.id === changed.id ? changed : one)));
    if (changed && password !== undefined) tell('resetDone', changed, password);
  });
  const places = { areaCode, area: list.first?.area };
  return (
    <div className="stack bureau">
      <p className="lead">{t('accounts.lead')}</p>
      <p>
        <button type="button" className="quiet-button" onClick={() => setAsked({ what: 'create' })}>
          {t('accounts.create')}
        </button>
      </p>
      {told && <ToldPassword told={told} onKnown={() => setTold(undefined)} />}
      <OutcomeNotice outcome={commands[last].outcome} />
      <ListStates list={list} empty={<strong>{t('accounts.empty')}</strong>}>
        <AccountLines accounts={list.items} {...places} onAsk={setAsked} />
      </ListStates>
      {asked?.what === 'create' && (
        <CreateQuestion
          {...places}
          onNo={leave}
          onDone={(account, password) => {
            leave();
            tell('created', account, password);
            list.refresh();
          }}
        />
      )}
      {asked?.what === 'grant' && (
        <GrantQuestion
          {...places}
          name={asked.account.displayName}
          isRunning={commands.grant.isRunning}
          onYes={(granted) => void act(asked, granted)}
          onNo={leave}
        />
      )}
      {asked && asked.what !== 'grant' && asked.what !== 'create' && (
        <PlainQuestion
          asked={asked}
          isRunning={commands[asked.what].isRunning}
          onYes={() => void act(asked)}
          onNo={leave}
        />
      )}
    </div>
  );
}

interface PlainQuestionProps {
  readonly asked: Exclude<Asked, { readonly what: 'grant' | 'create' }>;
  readonly isRunning: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function PlainQuestion({ asked, isRunning, onYes, onNo }: PlainQuestionProps) {
  const { t } = useWords('bureau');
  const role = asked.what === 'revoke' ? t(`role.${asked.role}`) : '';
  return (
    <Question
      open
      title={t(`accounts.ask.${asked.what}`, { name: asked.account.displayName, role })}
      yes={t(`accounts.${asked.what}`)}
      isDanger={asked.what !== 'enable'}
      {...{ isRunning, onYes, onNo }}
    >
      <p>{t(`accounts.means.${asked.what}`)}</p>
    </Question>
  );
}

type OnEnd = (changed: ListedAccountFragment | undefined, password?: string) => void;

/** The commands on an account; `onEnd` gets the account as it is now, unless it was refused, and the password that it was given. */
function useAccountCommands(onEnd: OnEnd) {
  const commands = {
    grant: useCommand(GrantRole),
    revoke: useCommand(RevokeRole),
    disable: useCommand(DisableAccount),
    enable: useCommand(EnableAccount),
    reset: useCommand(ResetPassword),
  };
  const [last, setLast] = useState<keyof typeof commands>('grant');
  const finish = (outcome: { kind: string; answer?: unknown }, password?: string) =>
    onEnd(outcome.kind === 'done' ? (outcome.answer as ListedAccountFragment) : undefined, password);
  const reset = async (accountId: string) => {
    const password = newPassword();
    const input = { accountId, newPassword: password };
    finish(await commands.reset.run((commandId) => ({ input: { commandId, ...input } })), password);
  };
  const act = async (one: Exclude<Asked, { readonly what: 'create' }>, granted?: Granted) => {
    setLast(one.what);
    const accountId = one.account.id;
    if (one.what === 'revoke') finish(await commands.revoke.run(() => ({ input: { roleGrantId: one.grantId } })));
    else if (one.what === 'reset') await reset(accountId);
    else if (one.what !== 'grant') finish(await commands[one.what].run(() => ({ input: { accountId } })));
    else if (granted)
      finish(await commands.grant.run((roleGrantId) => ({ input: { roleGrantId, accountId, role: granted } })));
  };
  return { commands, last, act };
}

interface AccountLinesProps extends Pick<AccountLineProps, 'area' | 'areaCode' | 'onAsk'> {
  readonly accounts: readonly ListedAccountFragment[];
}

function AccountLines({ accounts, ...places }: AccountLinesProps) {
  const session = useSession();
  const own = session.phase === 'signed-in' ? session.account.id : undefined;
  return (
    <ul className="plain-list card">
      {accounts.map((account) => (
        <AccountLine key={account.id} account={account} {...places} isOwn={account.id === own} />
      ))}
    </ul>
  );
}

interface AccountLineProps {
  readonly account: ListedAccountFragment;
  readonly area: Areas | null | undefined;
  readonly areaCode: string;
  /** Nobody changes their own account. */
  readonly isOwn: boolean;
  readonly onAsk: (asked: Asked) => void;
}

const given = ['ADVISER', 'STREET_OFFICER'];

function AccountLine({ account, area, areaCode, isOwn, onAsk }: AccountLineProps) {
  const { t } = useWords('bureau');
  const isActive = account.status === 'ACTIVE';
  const placeOf = (code: string) =>
    code === areaCode
      ? area?.name
      : (area?.children.edges.find(({ node }) => code.startsWith(node.code))?.node.name ?? code);
  const button = (what: OnAccount) => (
    <button key={what} type="button" className="quiet-button" onClick={() => onAsk({ what, account })}>
      {t(`accounts.${what}`)}
      <span className="unseen"> {account.displayName}</span>
    </button>
  );
  return (
    <li data-account={account.login}>
      <span className="line-text">
        <strong>{account.displayName}</strong> <span className="soft">{account.login}</span>{' '}
        {!isActive && <span className="tag persimmon">{t('accounts.disabled')}</span>}{' '}
        {isActive && account.mustChangePassword && <span className="tag amber">{t('accounts.given')}</span>}
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
        {isOwn && <span className="soft">{t('accounts.own')}</span>}
        {!isOwn && isActive && [button('grant'), button('reset'), button('disable')]}
        {!isOwn && !isActive && button('enable')}
      </span>
    </li>
  );
}
