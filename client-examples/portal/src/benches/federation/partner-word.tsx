/** Promises to who is asked to raise together with another charity: its plan to read, and the word given for just that plan. */
import { useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatDay, formatFen, formatList } from '../../parts/format';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { ConfirmPartnership } from './drafting.documents';
import type { ProjectOfPage } from './read';

export interface PartnerWordProps {
  readonly project: ProjectOfPage;
  readonly onDone: (words: string) => void;
  /** The plan may not be what was read any more. */
  readonly onRefused: () => void;
}

export function PartnerWord({ project, onDone, onRefused }: PartnerWordProps) {
  const { t, language } = useWords('federation');
  const [isAsked, setAsked] = useState(false);
  const command = useCommand(ConfirmPartnership);
  const { organisation, partnership } = project;
  if (!partnership) return null;
  const { agreedOn, agreementNumber } = partnership;
  const confirm = async () => {
    const input = { projectId: project.id, revision: project.revision, agreementNumber };
    const ended = await command.run((commandId) => ({ input: { commandId, ...input } }));
    setAsked(false);
    if (ended.kind === 'refused') onRefused();
    if (ended.kind !== 'done') return;
    announce(t('partner.thanked'));
    onDone(t('partner.thanked'));
  };
  return (
    <>
      <section className="card stack" aria-labelledby="partner-word">
        <header className="row">
          <h2 id="partner-word">{t('partner.word')}</h2>
          {partnership.confirmedAt && <span className="tag pine">{t('partner.wordGiven')}</span>}
        </header>
        <p>{t('partner.wordText', { name: organisation?.name ?? t('partner.another') })}</p>
        <p className="soft">
          {t('partner.agreement', { number: agreementNumber, day: formatDay(agreedOn, language) })}
        </p>
        <OutcomeNotice outcome={command.outcome} />
        {project.status === 'DRAFT' && !partnership.confirmedAt && (
          <div>
            <Button type="primary" onClick={() => setAsked(true)}>
              {t('partner.confirm')}
            </Button>
          </div>
        )}
        <Question
          open={isAsked}
          title={t('partner.confirmTitle', { name: project.name })}
          yes={t('partner.confirm')}
          isRunning={command.isRunning}
          onYes={() => void confirm()}
          onNo={() => setAsked(false)}
        >
          <p>{t('partner.confirmText', { number: agreementNumber })}</p>
        </Question>
      </section>
      {project.plan && <PlanToRead plan={project.plan} />}
    </>
  );
}

const lines = [
  'purpose',
  'beneficiaries',
  'useOfProceeds',
  'leftoverUse',
  'responsiblePerson',
  'officeAddress',
] as const;

function PlanToRead({ plan }: { readonly plan: NonNullable<ProjectOfPage['plan']> }) {
  const { t, language } = useWords('federation');
  const rows: readonly (readonly [string, string])[] = [
    ...lines.map((field) => [field, plan[field]] as const),
    ['raisingAreas', formatList(plan.areas?.map(({ name }) => name) ?? [], language)],
    [
      'channels',
      formatList(
        plan.donationChannels.map((one) => t(`donationChannel.${one}`)),
        language,
      ),
    ],
    ['account', `${plan.bankName} ${plan.bankAccount.replace(/(\d{4})(?=\d)/g, '$1 ')}`],
    ['cost', `${formatFen(plan.costFen, language)} · ${plan.costDetail}`],
  ];
  return (
    <section className="card stack" aria-labelledby="plan-to-read">
      <h2 id="plan-to-read">{t('partner.plan')}</h2>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`partner.planLine.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
