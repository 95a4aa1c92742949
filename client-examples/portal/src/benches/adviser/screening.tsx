/** Promises what the law may give a household: eligible, not and why, or unknown and what is missing; an application begins from there. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { client, faultOf, type Fault } from '../../graphql/client';
import { useWords } from '../../language/language';
import { FaultNotice } from '../../parts/notices';
import { ApplicationQuestion } from './application-question';
import { Screen, type ScreenQuery } from './household.documents';
import type { HouseholdRead, Screened } from './read';

const verdicts = ['ELIGIBLE', 'UNKNOWN', 'NOT_ELIGIBLE'] as const;
const tones = { ELIGIBLE: 'pine', UNKNOWN: 'amber', NOT_ELIGIBLE: '' };

export interface ScreeningProps {
  readonly household: HouseholdRead;
  readonly onBegun: () => void;
}

export function Screening({ household, onBegun }: ScreeningProps) {
  const { t } = useWords('adviser');
  const [answer, setAnswer] = useState<readonly Screened[] | Fault>();
  const [isAsking, setAsking] = useState(false);
  const [wanted, setWanted] = useState<Screened>();
  const screen = async () => {
    setAsking(true);
    const { data, error } = await client
      .query<ScreenQuery>(Screen, { householdId: household.id }, { requestPolicy: 'network-only' })
      .toPromise();
    setAnswer(error ? faultOf(error) : (data?.screenHousehold ?? []));
    setAsking(false);
  };
  return (
    <section className="card stack">
      <h2>{t('screening.title')}</h2>
      <Applications household={household} />
      {answer && 'code' in answer && <FaultNotice fault={answer} onRetry={() => void screen()} />}
      {answer && !('code' in answer) ? (
        <Verdicts screened={answer} onApply={setWanted} />
      ) : (
        <>
          <p className="soft">{t('screening.hint')}</p>
          <div>
            <Button loading={isAsking} onClick={() => void screen()}>
              {t('screening.go')}
            </Button>
          </div>
        </>
      )}
      {wanted && (
        <ApplicationQuestion
          household={household}
          policy={wanted.policy}
          onBegun={onBegun}
          onClose={() => setWanted(undefined)}
        />
      )}
    </section>
  );
}

function Applications({ household }: { readonly household: HouseholdRead }) {
  const { t, language } = useWords('adviser');
  if (household.policyApplications.length === 0) return null;
  return (
    <ul className="stack">
      {household.policyApplications.map(({ id, status, policy }) => (
        <li key={id} className="row" data-application={id}>
          <strong>{language === 'zh' ? policy.titleZh : policy.titleEn}</strong>
          <span className="tag sky">{t(`applicationStatus.${status}`)}</span>
        </li>
      ))}
    </ul>
  );
}

interface VerdictsProps {
  readonly screened: readonly Screened[];
  readonly onApply: (screened: Screened) => void;
}

function Verdicts({ screened, onApply }: VerdictsProps) {
  const { t } = useWords('adviser');
  if (screened.length === 0) return <p>{t('screening.none')}</p>;
  return (
    <>
      {verdicts.map((verdict) => {
        const some = screened.filter((one) => one.verdict === verdict);
        if (some.length === 0) return null;
        return (
          <details key={verdict} className="verdicts" open={verdict !== 'NOT_ELIGIBLE'}>
            <summary>
              <span className={`tag ${tones[verdict]}`}>{t(`verdict.${verdict}`)}</span>
              {t('screening.count', { count: some.length })}
            </summary>
            <ul className="stack">
              {some.map((one) => (
                <Policy key={one.policy.id} screened={one} onApply={() => onApply(one)} />
              ))}
            </ul>
          </details>
        );
      })}
    </>
  );
}

const marks = { ELIGIBLE: '✓', NOT_ELIGIBLE: '✗', UNKNOWN: '?' };

function Policy({ screened, onApply }: { readonly screened: Screened; readonly onApply: () => void }) {
  const { t, language } = useWords('adviser');
  const { policy, verdict, outcomes } = screened;
  const isZh = language === 'zh';
  return (
    <li className="stack policy" data-policy={policy.code}>
      <h3>{isZh ? policy.titleZh : policy.titleEn}</h3>
      <p>{isZh ? screened.explanationZh : screened.explanationEn}</p>
      <p className="soft">{isZh ? policy.benefitZh : policy.benefitEn}</p>
      <details>
        <summary>{t('screening.each')}</summary>
        <ul>
          {outcomes.map((outcome) => (
            <li key={outcome.path} className={`outcome ${outcome.verdict.toLowerCase()}`}>
              <span aria-hidden="true">{marks[outcome.verdict]}</span>
              <span className="unseen">{t(`verdict.${outcome.verdict}`)}</span>{' '}
              {isZh ? outcome.explanationZh : outcome.explanationEn}
            </li>
          ))}
        </ul>
      </details>
      {verdict !== 'NOT_ELIGIBLE' && (
        <div>
          <Button type={verdict === 'ELIGIBLE' ? 'primary' : 'default'} onClick={onApply}>
            {t('screening.apply')}
          </Button>
        </div>
      )}
    </li>
  );
}
