/** Promises one policy with all its versions: what it gives, to whom by which conditions, and how the next version is made from one. */
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { useWords } from '../../language/language';
import { formatDay, formatList, formatMoment } from '../../parts/format';
import { ListStates } from '../../parts/list-states';
import { today as todayOf } from '../../parts/today';
import { useList } from '../../parts/use-list';
import { useAreas } from '../../session/acting';
import './bench.css';
import { ConditionTree } from './condition-tree';
import './policies.css';
import { PolicyVersions, type WholePolicyFragment } from './policies.documents';
import { PolicyForm } from './policy-form';
import { bureauRoles } from './roles';

export function PolicyPage() {
  const { t } = useWords('bureau');
  const { code = '' } = useParams();
  const areaCode = useAreas(bureauRoles)[0] ?? '';
  const list = useList(PolicyVersions, { areaCode, code }, (result) => result.policyVersions);
  const [chosen, setChosen] = useState<string>();
  const [isDrafting, setDrafting] = useState(false);
  const shown = list.items.find(({ id }) => id === chosen) ?? list.items[0];
  return (
    <div className="stack bureau">
      <p>
        <Link to="/bureau/policies">{t('policies.back')}</Link>
      </p>
      <ListStates list={list} empty={<strong>{t('policies.none')}</strong>}>
        {shown && isDrafting ? (
          <PolicyForm
            from={shown}
            area={list.first?.area}
            areaCode={areaCode}
            onLeave={() => setDrafting(false)}
            onDone={() => {
              setDrafting(false);
              setChosen(undefined);
              list.refresh();
            }}
          />
        ) : (
          shown && (
            <div className="policy-columns">
              <Whole policy={shown} onNext={() => setDrafting(true)} />
              <Versions policies={list.items} shown={shown} onChoose={setChosen} />
            </div>
          )
        )}
      </ListStates>
    </div>
  );
}

function Whole({ policy, onNext }: { readonly policy: WholePolicyFragment; readonly onNext: () => void }) {
  const { t, language } = useWords('bureau');
  const isChinese = language === 'zh';
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['department', [policy.issuingDepartment, policy.documentNumber].filter(Boolean).join(' · ')],
    ['benefit', isChinese ? policy.benefitZh : policy.benefitEn],
    [
      'services',
      formatList(
        policy.serviceKinds.map((kind) => t(`facet.${kind}`)),
        language,
      ) || undefined,
    ],
    ['grants', policy.grantsCategory ? t(`category.${policy.grantsCategory}`) : undefined],
    ['reviewDays', t('policies.days', { count: policy.reviewDays })],
    ['documents', formatList(policy.documents, language) || undefined],
  ];
  return (
    <article className="card stack" aria-labelledby="policy">
      <h2 id="policy">
        {isChinese ? policy.titleZh : policy.titleEn}{' '}
        <span className="tag">{t('policies.version', { version: policy.version })}</span>
      </h2>
      <dl className="policy-facts">
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{t(`policies.${name}`)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <h3>{t('policies.whoGets')}</h3>
      <ConditionTree conditions={policy.conditions} />
      <h3>{t('policies.card')}</h3>
      <ol className="card-lines">
        {policy.cardLines.map((line) => (
          <li key={line} lang="zh-CN">
            {line}
          </li>
        ))}
      </ol>
      <p>
        <button type="button" className="quiet-button" onClick={onNext}>
          {t('policies.next')}
        </button>
      </p>
    </article>
  );
}

interface VersionsProps {
  readonly policies: readonly WholePolicyFragment[];
  readonly shown: WholePolicyFragment;
  readonly onChoose: (id: string) => void;
}

function Versions({ policies, shown, onChoose }: VersionsProps) {
  const { t, language } = useWords('bureau');
  const today = todayOf();
  return (
    <section className="card stack" aria-labelledby="versions">
      <h2 id="versions">{t('policies.versions')}</h2>
      <ol className="version-line">
        {policies.map((policy) => (
          <li key={policy.id}>
            <button
              type="button"
              className="quiet-button"
              aria-pressed={policy.id === shown.id}
              onClick={() => onChoose(policy.id)}
            >
              {t('policies.version', { version: policy.version })} · {formatDay(policy.validFrom, language)}
            </button>
            <span className="soft">
              {policy.validFrom > today && <span className="tag sky">{t('policies.later')}</span>}{' '}
              {t('policies.publishedAt', { time: formatMoment(policy.publishedAt, language) })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
