/** Promises one warning of the ledger: how grave, why in words, and one tap to take it up. */
import { Link } from 'react-router-dom';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatMoment } from '../../parts/format';
import { OutcomeNotice } from '../../parts/notices';
import { useCommand } from '../../parts/use-command';
import { HouseholdLine } from './household-line';
import type { StandingWarning } from './owed';
import { AcknowledgeWarning } from './today.documents';

export interface WarningCardProps {
  readonly warning: StandingWarning;
  readonly placeName: string;
  readonly onTakenUp: () => void;
}

export function WarningCard({ warning, placeName, onTakenUp }: WarningCardProps) {
  const { t, language } = useWords('adviser');
  const command = useCommand(AcknowledgeWarning);
  const takeUp = async () => {
    const { kind } = await command.run((commandId) => ({ input: { commandId, warningId: warning.id } }));
    if (kind !== 'done') return;
    announce(t('warning.takenUp'));
    onTakenUp();
  };
  return (
    <li className={`card stack owed warning ${warning.level.toLowerCase()}`} data-warning={warning.id}>
      <div className="row">
        <h2>{t(`warningRule.${warning.rule}`)}</h2>
        <span className={`tag level ${warning.level.toLowerCase()}`}>{t(`warningLevel.${warning.level}`)}</span>
        <span className="soft">{formatMoment(warning.since, language)}</span>
      </div>
      <p>{language === 'zh' ? warning.reasonZh : warning.reasonEn}</p>
      {warning.household && (
        <>
          <p className="soft">{placeName}</p>
          <HouseholdLine household={warning.household} />
        </>
      )}
      <OutcomeNotice outcome={command.outcome} />
      <div className="row">
        {warning.state === 'OPEN' ? (
          <Button type="primary" ghost loading={command.isRunning} onClick={() => void takeUp()}>
            {t('warning.takeUp')}
          </Button>
        ) : (
          <span className="tag">{t('warning.takenUp')}</span>
        )}
        {warning.household && (
          <Link className="quiet-link" to={`/adviser/household/${encodeURIComponent(warning.household.id)}`}>
            {t('today.household')}
          </Link>
        )}
      </div>
    </li>
  );
}
