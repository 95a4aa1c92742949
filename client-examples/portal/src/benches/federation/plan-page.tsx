/** Promises the plan of all open needs as it stands: its proof or why there is none, where capacity is missing, and each line to be accepted or left. */
import { useCallback, useState } from 'react';
import { said, useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatNumber } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { LiveLine } from '../../parts/live-line';
import { Notice } from '../../parts/notices';
import { useFeed } from '../../parts/use-feed';
import { useList } from '../../parts/use-list';
import { useUrlFilters } from '../../parts/use-url-filters';
import './bench.css';
import './plan.css';
import { Accepting } from './accepting';
import { Certificate } from './certificate';
import { Gaps } from './gaps';
import { PlanFairness } from './plan-fairness';
import { PlanLineCard } from './plan-line';
import { PlanLive, ThePlan, type PlanLiveSubscription, type ThePlanQuery } from './plan.documents';
import type { ThePlanQueryVariables } from './plan.documents';
import { useFirst } from './use-first';
import type { PlanLine, PlanOfPage } from './read';

const choices = { lines: ['different'] } as const;
const none = { edges: [], pageInfo: { hasNextPage: false } };

export function PlanPage() {
  const { t } = useWords('federation');
  const [filters, choose] = useUrlFilters(choices);
  const list = useList<PlanLine, ThePlanQuery, ThePlanQueryVariables>(
    ThePlan,
    { onlyDifferent: filters.lines === 'different' },
    (answer) => answer.plan?.lines ?? none,
  );
  const [newer, setNewer] = useState<PlanLiveSubscription['planChanged']>();
  const onEvents = useCallback(
    (events: readonly PlanLiveSubscription['planChanged'][]) => {
      setNewer(events.at(-1));
      announce(t('plan.newer'));
    },
    [t],
  );
  const feed = useFeed(PlanLive, {}, useFirst(list.first?.feedPosition), onEvents);
  const plan = list.first?.plan;
  const isOld = newer !== undefined && plan != null && BigInt(newer.version) > BigInt(plan.version);
  return (
    <div className="stack">
      <div className="row">
        <LiveLine feed={feed} onReadAgain={list.refresh} />
        {list.first?.planProgress.share != null && (
          <span className="tag sky">
            {t('plan.solving', { share: Math.round(list.first.planProgress.share * 100) })}
          </span>
        )}
      </div>
      {list.first?.planProgress.refusal && <Notice kind="refused">{said(list.first.planProgress.refusal)}</Notice>}
      {isOld && (
        <Notice
          kind="told"
          action={
            <button type="button" className="quiet-button" onClick={list.refresh}>
              {t('plan.show')}
            </button>
          }
        >
          {t('plan.newerIs', { version: newer.version, count: newer.changed })}
        </Notice>
      )}
      <PlanBody
        list={list}
        isOnlyDifferent={filters.lines === 'different'}
        onOnlyDifferent={(isOn) => choose('lines', isOn ? 'different' : undefined)}
      />
    </div>
  );
}

export type PlanList = ReturnType<typeof useList<PlanLine, ThePlanQuery, ThePlanQueryVariables>>;

type PlanBodyProps = Omit<PlanLinesProps, 'plan'>;

function PlanBody(props: PlanBodyProps) {
  const { t } = useWords('federation');
  const plan = props.list.first?.plan;
  if (!plan)
    return (
      <ListStates
        list={props.list}
        empty={
          <>
            <strong>{t('plan.none')}</strong>
            {t('plan.noneHint')}
          </>
        }
      >
        {null}
      </ListStates>
    );
  return (
    <>
      <Certificate plan={plan} />
      <Gaps plan={plan} />
      <PlanFairness />
      <PlanLines key={plan.version} plan={plan} {...props} />
    </>
  );
}

interface PlanLinesProps {
  readonly plan: PlanOfPage;
  readonly list: PlanList;
  readonly isOnlyDifferent: boolean;
  readonly onOnlyDifferent: (isOn: boolean) => void;
}

function PlanLines({ plan, list, isOnlyDifferent, onOnlyDifferent }: PlanLinesProps) {
  const { t, language } = useWords('federation');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, string>>(new Map());
  const choose = (needId: string, isOn: boolean) =>
    setChosen((old) => new Set(isOn ? [...old, needId] : [...old].filter((one) => one !== needId)));
  return (
    <section className="stack" aria-labelledby="plan-lines">
      <div className="row">
        <h2 id="plan-lines">{t('plan.lines')}</h2>
        <span className="soft">
          {t('plan.planned', {
            planned: formatNumber(plan.needsPlanned, language),
            open: formatNumber(plan.needsOpen, language),
          })}
        </span>
        <label className="row check">
          <input
            type="checkbox"
            checked={isOnlyDifferent}
            onChange={(event) => onOnlyDifferent(event.target.checked)}
          />
          {t('plan.onlyDifferent')}
        </label>
      </div>
      <Accepting
        plan={plan}
        chosen={[...chosen]}
        onStale={list.refresh}
        onAccepted={(lines) => {
          setOutcomes((old) => new Map([...old, ...lines.map((one) => [one.needId, one.outcome] as const)]));
          setChosen(new Set());
        }}
      />
      <ListStates list={list} empty={<strong>{t('plan.empty')}</strong>}>
        <ul className="stack">
          {list.items.map((line) => (
            <PlanLineCard
              key={line.needId}
              line={line}
              isChosen={chosen.has(line.needId)}
              outcome={outcomes.get(line.needId)}
              onChoose={choose}
            />
          ))}
        </ul>
      </ListStates>
    </section>
  );
}
