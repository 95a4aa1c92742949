/** Promises one record behind a figure in a line: what it is, where, and how it stands; nobody's name. */
import { useWords } from '../../language/language';
import { formatMoment } from '../../parts/format';
import type { BureauFigureQuery } from './figures.documents';

type Report = Extract<BureauFigureQuery['figure'], { __typename: 'IndicatorReport' }>;
type Subject = NonNullable<Report['indicators'][number]['subjects']>['edges'][number]['node'];

export function SubjectLine({ node }: { readonly node: Subject }) {
  const { t, language } = useWords('bureau');
  if (node.__typename === 'Need')
    return (
      <li>
        <span className="tag">{t(`needStatus.${node.needStatus}`)}</span>
        <span className="line-text">{node.cardText}</span>
        <span className="soft">{node.area?.name}</span>
      </li>
    );
  if (node.__typename === 'Household')
    return (
      <li>
        <span className="tag">{t(`category.${node.lowIncomeCategory}`)}</span>
        <span className="line-text">{t('subject.household', { id: shortId(node.id) })}</span>
        <span className="soft">{node.area?.name}</span>
      </li>
    );
  if (node.__typename === 'Claim')
    return (
      <li>
        <span className="tag">{t(`claimStatus.${node.claimStatus}`)}</span>
        <span className="line-text">{node.organisation.name}</span>
        <span className="soft">{formatMoment(node.claimedAt, language)}</span>
      </li>
    );
  return (
    <li>
      <span className="line-text">{'name' in node ? node.name : t('subject.other', { id: shortId(node.id) })}</span>
    </li>
  );
}

/** The last letters of an id: enough to tell two lines apart when speaking of them. */
const shortId = (id: string) => id.slice(-8);
