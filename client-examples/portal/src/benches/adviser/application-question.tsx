/** Promises an application begun for people of a household: for whom, and how much is taken over. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { formatList } from '../../parts/format';
import { announce } from '../../parts/announcer';
import { Chips, Tiles } from '../../parts/choices';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { today } from '../../parts/today';
import { BeginApplication, type ApplicationMode } from './household.documents';
import type { HouseholdRead, Screened } from './read';

const modes: readonly ApplicationMode[] = ['ASSISTED', 'ACTED_FOR'];

export interface ApplicationQuestionProps {
  readonly household: HouseholdRead;
  readonly policy: Screened['policy'];
  readonly onBegun: () => void;
  readonly onClose: () => void;
}

export function ApplicationQuestion({ household, policy, onBegun, onClose }: ApplicationQuestionProps) {
  const { t, language } = useWords('adviser');
  const [memberIds, setMemberIds] = useState<readonly string[]>(household.members.map((member) => member.id));
  const [mode, setMode] = useState<ApplicationMode>('ASSISTED');
  const command = useCommand(BeginApplication);
  const beginIt = async () => {
    const { kind } = await command.run((applicationId) => ({
      input: {
        ...{ applicationId, householdId: household.id, policyId: policy.id, memberIds, mode },
        begunOn: today(),
      },
    }));
    if (kind !== 'done') return;
    announce(t('screening.begun'));
    onClose();
    onBegun();
  };
  return (
    <Question
      open
      title={t('screening.applyTitle', { policy: language === 'zh' ? policy.titleZh : policy.titleEn })}
      yes={t('screening.apply')}
      isRunning={command.isRunning}
      canSayYes={memberIds.length > 0}
      onYes={() => void beginIt()}
      onNo={onClose}
    >
      <Chips
        legend={t('screening.forWhom')}
        options={household.members.map((member) => ({
          value: member.id,
          label: `${t(`relation.${member.relation}`)} ${t(`ageBand.${member.ageBand}`)}`,
        }))}
        values={memberIds}
        onChange={setMemberIds}
      />
      <Tiles
        legend={t('screening.mode')}
        options={modes.map((value) => ({ value, label: t(`mode.${value}`), hint: t(`modeHint.${value}`) }))}
        value={mode}
        onChange={setMode}
      />
      <p className="soft">
        {t('screening.documents', {
          documents: formatList(policy.documents, language),
          days: policy.reviewDays,
        })}
      </p>
      <OutcomeNotice outcome={command.outcome} />
    </Question>
  );
}
