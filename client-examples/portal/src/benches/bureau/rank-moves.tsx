/** Promises how organisations would move in the rankings of the last needs: places lost to the left, places gained to the right. */
import { useState } from 'react';
import { said, useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { Notice } from '../../parts/notices';
import { Twin } from '../../parts/twin';
import { useAnswer, type Answer } from '../../parts/use-answer';
import { TryRuleset, TryWeights, type TryRulesetQuery, type TryWeightsQueryVariables } from './rules.documents';
import './rules.css';

type Trial = TryRulesetQuery['trial'];
type Told = Extract<Trial, { readonly __typename: 'RulesetDryRun' }>;

/** How many of the needs that were referred last are ranked both ways. */
const offered = [20, 50, 200] as const;
type Last = (typeof offered)[number];
/** The picture shows those that move most, the table all. */
const shownMaximum = 12;

export function TrialOfDraft({ rulesetId }: { readonly rulesetId: string }) {
  const [last, setLast] = useState<Last>(50);
  return <TrialStands answer={useAnswer(TryRuleset, { rulesetId, last })} last={last} onLast={setLast} />;
}

export function TrialOfWeights({ weights }: Pick<TryWeightsQueryVariables, 'weights'>) {
  const [last, setLast] = useState<Last>(50);
  return <TrialStands answer={useAnswer(TryWeights, { weights, last })} last={last} onLast={setLast} />;
}

interface TrialStandsProps {
  readonly answer: Answer<{ readonly trial: Trial }>;
  readonly last: Last;
  readonly onLast: (last: Last) => void;
}

function TrialStands({ answer, last, onLast }: TrialStandsProps) {
  const { t } = useWords('bureau');
  return (
    <section className="trial stack" aria-label={t('rules.trialTitle')}>
      <div className="row" role="group" aria-label={t('rules.last')}>
        <span className="soft">{t('rules.last')}</span>
        {offered.map((count) => (
          <button
            key={count}
            type="button"
            className="quiet-button"
            aria-pressed={count === last}
            onClick={() => onLast(count)}
          >
            {t('rules.lastCount', { count })}
          </button>
        ))}
      </div>
      <AnswerStates answer={answer}>
        {({ trial }) =>
          trial.__typename === 'RulesetDryRun' ? (
            <RankMoves trial={trial} />
          ) : (
            <Notice kind="refused">{said(trial)}</Notice>
          )
        }
      </AnswerStates>
    </section>
  );
}

function RankMoves({ trial }: { readonly trial: Told }) {
  const { t } = useWords('bureau');
  const { organisations, needs, rankingsChanged: changed, firstPlacesChanged: first } = trial;
  const nameOf = (one: Told['organisations'][number]) => one.organisation?.name ?? t('rules.gone');
  const most = Math.max(1, ...organisations.flatMap(({ placesGained, placesLost }) => [placesGained, placesLost]));
  return (
    <div className="stack">
      <p role="status">
        <strong>{needs === 0 ? t('rules.noNeeds') : t('rules.trial', { needs, changed, first })}</strong>
      </p>
      {organisations.length > 0 && (
        <>
          <p className="move-heads soft" aria-hidden="true">
            <span>{t('rules.placesLost')}</span>
            <span>{t('rules.placesGained')}</span>
          </p>
          <ul className="moves">
            {organisations.slice(0, shownMaximum).map((one) => (
              <li key={one.organisationId}>
                <span className="unseen">
                  {t('rules.move', { name: nameOf(one), gained: one.placesGained, lost: one.placesLost })}
                </span>
                <span aria-hidden="true">{nameOf(one)}</span>
                <span className="move-picture" aria-hidden="true">
                  <Half places={one.placesLost} most={most} kind="lost" />
                  <Half places={one.placesGained} most={most} kind="gained" />
                </span>
              </li>
            ))}
          </ul>
          <Twin
            title={t('rules.trialTitle')}
            columns={(['organisation', 'rises', 'placesGained', 'falls', 'placesLost'] as const).map((column) =>
              t(`rules.${column}`),
            )}
            rows={organisations.map((one) => [
              ...[nameOf(one), ...[one.rises, one.placesGained, one.falls, one.placesLost].map(String)],
            ])}
          />
        </>
      )}
    </div>
  );
}

interface HalfProps {
  readonly places: number;
  readonly most: number;
  readonly kind: 'gained' | 'lost';
}

function Half({ places, most, kind }: HalfProps) {
  return (
    <span className={`move-half ${kind}`}>
      {places > 0 && (
        <>
          <i style={{ width: `${(places / most) * 100}%` }} />
          <b>{kind === 'gained' ? `↑${places}` : `↓${places}`}</b>
        </>
      )}
    </span>
  );
}
