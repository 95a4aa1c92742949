/** Promises the form of the counter: who gives, what, and what for; one press registers, pledges and receives, and a retry does none twice. */
import { useState, type FormEvent } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { Tiles } from '../../parts/choices';
import { formatFen } from '../../parts/format';
import { LotFields } from '../../parts/lot-fields';
import { newLot } from '../../parts/lots';
import { Notice, OutcomeNotice } from '../../parts/notices';
import type { CounterQuery } from './giving.documents';
import { contentsOf, emptyIntake, type Intaken } from './intake-form';
import { useTakingIn, type Taken } from './use-taking-in';

export interface IntakeProps {
  readonly organisationId: string;
  readonly ground: CounterQuery;
  readonly onTaken: (taken: Taken) => void;
}

export function Intake({ organisationId, ground, onTaken }: IntakeProps) {
  const { t, language } = useWords('federation');
  const [form, setForm] = useState<Intaken>(emptyIntake);
  const [isWrong, setWrong] = useState(false);
  const taking = useTakingIn(organisationId, onTaken);
  const change = (part: Partial<Intaken>) => setForm((old) => ({ ...old, ...part }));
  const contents = contentsOf(form);

  const send = (event: FormEvent) => {
    event.preventDefault();
    setWrong(contents === undefined);
    if (contents && !taking.isRunning) void taking.take(form, contents);
  };
  return (
    <form className="card intake" onSubmit={send} noValidate>
      <DonorFields form={form} change={change} ground={ground} />
      <div className="stack">
        <Tiles
          legend={t('counter.what')}
          value={form.what}
          options={(['MONEY', 'GOODS'] as const).map((value) => ({ value, label: t(`donationForm.${value}`) }))}
          onChange={(what) => change({ what, lots: form.lots.length === 0 ? [newLot()] : form.lots })}
        />
        {form.what === 'MONEY' ? (
          <label className="field">
            {t('counter.yuan')}
            <input
              name="yuan"
              inputMode="decimal"
              autoComplete="off"
              className="sum"
              value={form.yuan}
              onChange={(event) => change({ yuan: event.target.value })}
            />
          </label>
        ) : (
          <LotFields bench="federation" lots={form.lots} onChange={(lots) => change({ lots })} />
        )}
      </div>
      <UseFields form={form} change={change} ground={ground} />
      <div className="row intake-end">
        <Button type="primary" size="large" htmlType="submit" loading={taking.isRunning}>
          {t('counter.take')}
        </Button>
        {contents && <strong className="sum">{formatFen(contents.fen, language)}</strong>}
      </div>
      {isWrong && !contents && <Notice kind="refused">{t('counter.incomplete')}</Notice>}
      {taking.outcomes.map((outcome, index) => (
        <OutcomeNotice key={index} outcome={outcome} />
      ))}
    </form>
  );
}

interface FieldsProps {
  readonly form: Intaken;
  readonly change: (part: Partial<Intaken>) => void;
  readonly ground: CounterQuery;
}

function DonorFields({ form, change, ground }: FieldsProps) {
  const { t } = useWords('federation');
  const companies = ground.organisations.edges.filter(({ node }) => node.kind !== 'CHARITY_FEDERATION');
  return (
    <div className="stack">
      <Tiles
        legend={t('counter.who')}
        value={form.who}
        options={(['INDIVIDUAL', 'ANONYMOUS', 'ORGANISATION'] as const).map((value) => ({
          value,
          label: t(`donorKind.${value}`),
        }))}
        onChange={(who) => change({ who })}
      />
      {form.who === 'INDIVIDUAL' && (
        <div className="pair">
          <label className="field">
            {t('counter.name')}
            <input
              name="donor"
              autoComplete="off"
              maxLength={50}
              value={form.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          </label>
          <label className="field">
            {t('counter.number')}
            <input
              autoComplete="off"
              maxLength={18}
              value={form.number}
              onChange={(event) => change({ number: event.target.value })}
            />
          </label>
        </div>
      )}
      {form.who === 'ORGANISATION' && (
        <label className="field">
          {t('counter.organisation')}
          <select
            value={form.donorOrganisationId}
            onChange={(event) => change({ donorOrganisationId: event.target.value })}
          >
            <option value="">{t('counter.chooseOne')}</option>
            {companies.map(({ node }) => (
              <option key={node.id} value={node.id}>
                {node.name}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

function UseFields({ form, change, ground }: FieldsProps) {
  const { t } = useWords('federation');
  return (
    <div className="pair">
      <label className="field">
        {t('counter.project')}
        <select value={form.projectId} onChange={(event) => change({ projectId: event.target.value })}>
          <option value="">{t('counter.unrestricted')}</option>
          {ground.charityProjects.edges.map(({ node }) => (
            <option key={node.id} value={node.id}>
              {node.name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('counter.kind')}
        <select value={form.serviceKind} onChange={(event) => change({ serviceKind: event.target.value })}>
          <option value="">{t('project.anybody')}</option>
          {Object.entries(t('serviceKind', { returnObjects: true })).map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
