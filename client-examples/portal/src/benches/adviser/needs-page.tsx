/** Promises the needs that wait for their adviser: found at visits or left as drafts, to verify and refer, or to withdraw. */
import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { ListStates } from '../../parts/list-states';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { useCommand } from '../../parts/use-command';
import { useList } from '../../parts/use-list';
import { useUndo } from '../../parts/undo';
import {
  NeedsToRefer,
  WithdrawNeed,
  type NeedsToReferQuery,
  type NeedsToReferQueryVariables,
} from './intake.documents';
import { SeenCard } from './seen-card';
import { useArea } from './use-area';
import { useReferring } from './use-referring';

type Waiting = NeedsToReferQuery['needs']['edges'][number]['node'];

export function NeedsPage() {
  const { t } = useWords('adviser');
  const areaCode = useArea();
  const variables = useMemo(
    () => ({ filter: { areaCode, statuses: ['DRAFT' as const, 'VERIFIED' as const] } }),
    [areaCode],
  );
  const list = useList<Waiting, NeedsToReferQuery, NeedsToReferQueryVariables>(
    NeedsToRefer,
    variables,
    (answer) => answer.needs,
  );
  const undo = useUndo();
  const withdrawing = useCommand(WithdrawNeed);
  const withdraw = (need: Waiting) => {
    list.edit((needs) => needs.filter((one) => one.id !== need.id));
    undo.later(
      t('needs.withdrawn'),
      () => void withdrawing.run(() => ({ input: { needId: need.id, reason: 'ENTERED_IN_ERROR' } })),
      () => list.edit((needs) => [need, ...needs]),
    );
  };
  return (
    <>
      <p className="soft">{t('needs.hint')}</p>
      <OutcomeNotice outcome={withdrawing.outcome} />
      <ListStates list={list} empty={t('needs.empty')}>
        <ul className="stack">
          {list.items.map((need) => (
            <WaitingNeed key={need.id} need={need} onWithdraw={() => withdraw(need)} />
          ))}
        </ul>
      </ListStates>
      {undo.bar}
    </>
  );
}

function WaitingNeed({ need, onWithdraw }: { readonly need: Waiting; readonly onWithdraw: () => void }) {
  const { t } = useWords('adviser');
  const referring = useReferring();
  const status = referring.reached === 'VERIFIED' ? 'VERIFIED' : need.status;
  const refer = async () => {
    await referring.refer(need.id, status === 'VERIFIED');
    announce(t('intake.answered'));
  };
  return (
    <li className="card stack" data-need={need.id}>
      <div className="row">
        <span className="tag">{t(`needStatus.${status}`)}</span>
        {need.household && (
          <Link className="quiet-link" to={`/adviser/household/${encodeURIComponent(need.household.id)}`}>
            {t('today.household')}
          </Link>
        )}
      </div>
      <SeenCard need={need} />
      {referring.outcomes.map((outcome, index) => (
        <OutcomeNotice key={index} outcome={outcome} />
      ))}
      {referring.reached === 'REFERRED' ? (
        <Notice kind="done">{t('intake.reached.REFERRED')}</Notice>
      ) : (
        <div className="row">
          <Button type="primary" loading={referring.isRunning} onClick={() => void refer()}>
            {t('needs.refer')}
          </Button>
          <Button disabled={referring.isRunning} onClick={onWithdraw}>
            {t('needs.withdraw')}
          </Button>
        </div>
      )}
    </li>
  );
}
