/** Promises the feed of an organisation: needs that fit arrive by themselves, one tap takes one, and a lost race is told kindly. */
import { useCallback } from 'react';
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { formatMoment } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { LiveLine } from '../../parts/live-line';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { useActing } from '../../session/acting';
import './bench.css';
import { DeclineQuestion } from './decline-question';
import { FeedList } from './feed-list';
import { Lost } from './lost';
import { Restricted } from './restricted';
import { organisationRoles } from './roles';
import type { OpenNeed } from './open-needs';
import { useAlerts, type Alerts } from './use-alerts';
import { useOpenNeeds, type OpenNeedsOfOrganisation } from './use-open-needs';
import { useRestricted } from './use-restricted';
import { useTaking } from './use-taking';

type Taking = ReturnType<typeof useTaking>;

export function FeedPage() {
  const { organisationId } = useActing(organisationRoles);
  return organisationId === undefined ? null : (
    <OrganisationFeed key={organisationId} organisationId={organisationId} />
  );
}

/** Needs that fit, restricted ones apart, and what is done with either. */
function useFeedPage(organisationId: string) {
  const alerts = useAlerts();
  const restricted = useRestricted(organisationId);
  const open = useOpenNeeds(organisationId, alerts.arrived, restricted.heard);
  const { forget } = open;
  const { forget: forgetRestricted } = restricted;
  const settled = useCallback(
    (needId: string) => {
      forget(needId);
      forgetRestricted(needId);
    },
    [forget, forgetRestricted],
  );
  return { alerts, restricted, open, taking: useTaking(organisationId, settled) };
}

function OrganisationFeed({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords('organisation');
  const { alerts, restricted, open, taking } = useFeedPage(organisationId);
  const { asked } = taking;
  const acts = {
    organisationId,
    claimingId: taking.claiming.isRunning ? taking.tried?.id : undefined,
    onClaim: (need: OpenNeed) => void taking.claim(need),
    onDecline: taking.ask,
  };
  return (
    <div className="stack">
      <Line open={open} alerts={alerts} />
      {alerts.cameMeanwhile > 0 && (
        <Notice
          kind="told"
          action={
            <button type="button" className="quiet-button" onClick={alerts.seen}>
              {t('feed.close')}
            </button>
          }
        >
          {t('feed.cameMeanwhile', { count: alerts.cameMeanwhile })}
        </Notice>
      )}
      <Outcomes taking={taking} open={open} />
      <Restricted restricted={restricted} known={open.list.first?.restricted?.edges.length ?? 0} {...acts} />
      <ListStates
        list={{ ...open.list, items: open.entries }}
        empty={
          <>
            <strong>{t('feed.empty')}</strong>
            {t('feed.emptyHint')}
          </>
        }
      >
        <FeedList open={open} {...acts} />
      </ListStates>
      {asked && (
        <DeclineQuestion
          isRunning={taking.declining.isRunning}
          onDecline={(reason) => void taking.decline(asked, reason)}
          onClose={() => taking.ask(undefined)}
        />
      )}
    </div>
  );
}

/** How the line stands, how many can be taken, and the sound. */
function Line({ open, alerts }: { readonly open: OpenNeedsOfOrganisation; readonly alerts: Alerts }) {
  const { t } = useWords('organisation');
  return (
    <div className="row">
      <LiveLine feed={open.feed} onReadAgain={open.list.refresh} />
      {open.list.phase === 'ready' && <span className="soft">{t('feed.count', { count: open.takeable })}</span>}
      <button
        type="button"
        className="quiet-button sound"
        aria-pressed={alerts.isSounding}
        onClick={alerts.toggleSound}
      >
        {t(alerts.isSounding ? 'feed.soundOn' : 'feed.sound')}
      </button>
    </div>
  );
}

function Outcomes({ taking, open }: { readonly taking: Taking; readonly open: OpenNeedsOfOrganisation }) {
  const { t, language } = useWords('organisation');
  const { claiming, declining, tried } = taking;
  const { outcome } = claiming;
  const isLost = outcome?.kind === 'refused' && outcome.refusal.__typename === 'AlreadyClaimed';
  return (
    <>
      {outcome?.kind === 'done' && (
        <Notice kind="done" action={<Link to="/organisation/board">{t('feed.goToBoard')}</Link>}>
          {t('feed.claimed', {
            time: outcome.answer.leaseUntil ? formatMoment(outcome.answer.leaseUntil, language) : '',
          })}
        </Notice>
      )}
      {isLost && tried ? (
        <Lost
          refusal={outcome.refusal}
          lost={tried}
          entries={open.entries}
          onClaim={(need) => void taking.claim(need)}
          onClose={claiming.forget}
        />
      ) : (
        <OutcomeNotice outcome={outcome} />
      )}
      <OutcomeNotice outcome={declining.outcome} />
    </>
  );
}
