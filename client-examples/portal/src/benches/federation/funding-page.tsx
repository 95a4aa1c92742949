/** Promises money and goods for needs that are claimed: the best use of what a project may give, with its bound, and each need by hand. */
import { useState, type FormEvent } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { Tiles } from '../../parts/choices';
import { formatFen } from '../../parts/format';
import { fenOfYuan, wholeNumber } from '../../parts/money';
import { Notice } from '../../parts/notices';
import { useAnswer } from '../../parts/use-answer';
import { useActing } from '../../session/acting';
import './bench.css';
import './giving.css';
import './plan.css';
import { FundingGround, type FundingGroundQuery } from './funding.documents';
import { Proposal } from './proposal';
import { federationRoles } from './roles';
import type { Asked, Wanted } from './funding';

export function FundingPage() {
  const { organisationId } = useActing(federationRoles);
  return organisationId === undefined ? null : <FundingOf key={organisationId} organisationId={organisationId} />;
}

function FundingOf({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords('federation');
  const answer = useAnswer(FundingGround, { organisationId });
  const [asked, setAsked] = useState<Asked>();
  return (
    <AnswerStates answer={answer}>
      {({ charityProjects }) =>
        charityProjects.edges.length === 0 ? (
          <Notice kind="told">{t('funding.noProject')}</Notice>
        ) : (
          <div className="stack">
            <WantedForm projects={charityProjects} onAsk={setAsked} />
            {asked && <Proposal key={JSON.stringify(asked)} organisationId={organisationId} asked={asked} />}
          </div>
        )
      }
    </AnswerStates>
  );
}

interface WantedFormProps {
  readonly projects: FundingGroundQuery['charityProjects'];
  readonly onAsk: (asked: Asked) => void;
}

function WantedForm({ projects, onAsk }: WantedFormProps) {
  const { t, language } = useWords('federation');
  const [projectId, setProject] = useState(projects.edges[0]!.node.id);
  const [what, setWhat] = useState<'MONEY' | 'GOODS'>('MONEY');
  const [yuan, setYuan] = useState('');
  const [goods, setGoods] = useState({ item: '', unit: '', pieces: '1' });
  const [isWrong, setWrong] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const wanted = what === 'MONEY' ? moneyWanted(yuan) : goodsWanted(goods);
    setWrong(wanted === undefined);
    if (wanted) onAsk({ projectId, wanted });
  };
  return (
    <form className="card stack" onSubmit={send} noValidate>
      <p className="soft">{t('funding.hint')}</p>
      <div className="pair">
        <label className="field">
          {t('funding.project')}
          <select value={projectId} onChange={(event) => setProject(event.target.value)}>
            {projects.edges.map(({ node }) => (
              <option key={node.id} value={node.id}>
                {`${node.name} · ${t('funding.left', { money: formatFen(node.progress.budgetLeftFen, language) })}`}
              </option>
            ))}
          </select>
        </label>
        <Tiles
          legend={t('funding.what')}
          value={what}
          options={(['MONEY', 'GOODS'] as const).map((value) => ({ value, label: t(`donationForm.${value}`) }))}
          onChange={setWhat}
        />
      </div>
      <div className="pair">
        {what === 'MONEY' ? (
          <label className="field">
            {t('funding.each')}
            <input inputMode="decimal" value={yuan} onChange={(event) => setYuan(event.target.value)} />
          </label>
        ) : (
          (['item', 'unit', 'pieces'] as const).map((name) => (
            <label key={name} className="field">
              {t(`funding.${name}`)}
              <input value={goods[name]} onChange={(event) => setGoods({ ...goods, [name]: event.target.value })} />
            </label>
          ))
        )}
      </div>
      {isWrong && <Notice kind="refused">{t('funding.incomplete')}</Notice>}
      <Button type="primary" htmlType="submit" className="start">
        {t('funding.propose')}
      </Button>
    </form>
  );
}

function moneyWanted(yuan: string): Wanted | undefined {
  const amountFen = fenOfYuan(yuan);
  return amountFen === undefined || amountFen === '0' ? undefined : { amountFen };
}

function goodsWanted(goods: { item: string; unit: string; pieces: string }): Wanted | undefined {
  const pieces = wholeNumber(goods.pieces);
  const [item, unit] = [goods.item.trim(), goods.unit.trim()];
  return pieces && item && unit ? { item, unit, pieces } : undefined;
}
