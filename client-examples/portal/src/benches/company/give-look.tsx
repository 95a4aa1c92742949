/** Promises the last step: everything in one look, then one key; a "no" of the server says what to change, and nothing typed is lost. */
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { formatFen } from '../../parts/format';
import { goodsValue, wholeLots } from '../../parts/lots';
import { fenOfYuan, wholeNumber } from '../../parts/money';
import { OutcomeNotice } from '../../parts/notices';
import { useCommand } from '../../parts/use-command';
import type { Draft } from './draft';
import { PledgeDonation, PledgeService } from './give.documents';
import type { Charity, StepProps } from './give-step';

interface LookProps extends StepProps {
  readonly organisationId: string;
  readonly onGiven: (giftId: string) => void;
  readonly onGo: (step: 'what' | 'for') => void;
}

export function GiveLook({ draft, charities, projects, organisationId, onGiven, onGo }: LookProps) {
  const { t } = useWords('company');
  const pledging = useCommand(PledgeDonation);
  const serving = useCommand(PledgeService);
  const charity = charities.find((one) => one.id === draft.charityId)!;
  const give = async () => {
    const parties = { donorOrganisationId: organisationId, recipientOrganisationId: charity.id };
    const ended =
      draft.form === 'SERVICE'
        ? await serving.run((donationId) => ({ input: { donationId, ...parties, ...serviceOf(draft, charity) } }))
        : await pledging.run((donationId) => ({ input: { donationId, ...parties, ...contentsOf(draft) } }));
    if (ended.kind === 'done') onGiven(ended.answer.id);
  };
  const isRunning = pledging.isRunning || serving.isRunning;
  return (
    <section className="card stack">
      <dl className="look">
        <Look title={t('give.charity')} onChange={() => onGo('what')}>
          {charity.name}
        </Look>
        <Look title={t('give.what')} onChange={() => onGo('what')}>
          <What draft={draft} />
        </Look>
        <Look title={t('give.purpose')} onChange={() => onGo('for')}>
          <Purpose draft={draft} charity={charity} project={projects.find((one) => one.id === draft.projectId)?.name} />
        </Look>
      </dl>
      <ul className="changes">
        <li>{t('give.thenPromised')}</li>
        <li>{t('give.thenRevised')}</li>
        <li>{t('give.thenJourney')}</li>
      </ul>
      <OutcomeNotice outcome={pledging.outcome ?? serving.outcome} />
      <div className="row">
        <Button type="primary" size="large" loading={isRunning} onClick={() => void give()}>
          {t('give.confirm')}
        </Button>
        <Button size="large" onClick={() => onGo('for')}>
          {t('give.back')}
        </Button>
      </div>
    </section>
  );
}

interface LookRowProps {
  readonly title: string;
  readonly onChange: () => void;
  readonly children: React.ReactNode;
}

function Look({ title, onChange, children }: LookRowProps) {
  const { t } = useWords('company');
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
      <dd>
        <button type="button" className="quiet-button" onClick={onChange}>
          {t('give.change')}
          <span className="unseen"> {title}</span>
        </button>
      </dd>
    </div>
  );
}

function What({ draft }: { readonly draft: Draft }) {
  const { t, language } = useWords('company');
  if (draft.form === 'MONEY')
    return <strong className="big">{formatFen(fenOfYuan(draft.yuan) ?? '0', language)}</strong>;
  if (draft.form === 'SERVICE') {
    const { name, kind, places, standing } = draft.service;
    return (
      <>
        <strong>{name}</strong>
        <p className="soft">
          {t(`serviceKind.${kind}`)} · {t('count.places', { number: wholeNumber(places) })} ·{' '}
          {t(standing ? 'service.always' : 'service.once')}
        </p>
      </>
    );
  }
  const lots = wholeLots(draft.lots) ?? [];
  return (
    <>
      <strong className="big">{formatFen(goodsValue(lots), language)}</strong>
      <ul>
        {lots.map((lot) => (
          <li key={lot.lotId}>
            {`${lot.item} ${lot.quantity} ${lot.unit} × ${formatFen(lot.unitValueFen, language)}`}
            <span className="soft">
              {' '}
              · {t(`condition.${lot.condition}`)} · {lot.valueEvidence ?? t('valueKind.CLAIMED')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

interface PurposeProps {
  readonly draft: Draft;
  readonly charity: Charity;
  readonly project: string | undefined;
}

function Purpose({ draft, charity, project }: PurposeProps) {
  const { t } = useWords('company');
  const areas = [...(charity.area ? [charity.area, ...charity.area.children.edges.map((edge) => edge.node)] : [])];
  const words = [
    ...(draft.form !== 'SERVICE' && project ? [project] : []),
    ...(draft.form !== 'SERVICE' && draft.serviceKind ? [t(`serviceKind.${draft.serviceKind}`)] : []),
    ...(draft.areaCode ? [areas.find((one) => one.code === draft.areaCode)?.name ?? draft.areaCode] : []),
    ...(draft.situation ? [t(`situation.${draft.situation}`)] : []),
  ];
  if (words.length === 0) return t('earmark.any');
  return words.map((word) => (
    <span key={word} className="tag plum">
      {word}
    </span>
  ));
}

function contentsOf(draft: Draft) {
  const { projectId, serviceKind, areaCode, situation } = draft;
  const earmark = {
    ...(projectId && { projectId }),
    ...(serviceKind && { serviceKind }),
    ...(areaCode && { areaCode }),
    ...(situation && { situation }),
  };
  return draft.form === 'MONEY'
    ? { moneyFen: fenOfYuan(draft.yuan), earmark }
    : { lots: wholeLots(draft.lots) ?? [], earmark };
}

function serviceOf({ service, areaCode, situation }: Draft, charity: Charity) {
  return {
    offeringId: service.offeringId,
    serviceKind: service.kind,
    name: service.name.trim(),
    areaCodes: [areaCode || charity.area?.code || ''],
    situations: situation ? [situation] : [],
    languages: [],
    skills: [],
    standing: service.standing,
    capacityMaximum: Number(wholeNumber(service.places)),
  };
}
