/** Promises the picture of a year, drawn by attributes alone so that it looks the same on the page and as a file. */
import type { Ref } from 'react';
import { fontFamily, palettes } from '../../design/tokens';
import { useWords } from '../../language/language';
import { formatFen, formatNumber } from '../../parts/format';
import { shareOf } from './journey';
import type { MyYearQuery } from './year.documents';

type Year = MyYearQuery['givingYear'];

/** A picture to share is of paper, whatever the light of the reader. */
const colour = palettes.light;
const [width, height] = [1080, 1350];

export interface YearPictureProps {
  readonly ref: Ref<SVGSVGElement>;
  readonly name: string;
  readonly year: Year;
}

export function YearPicture({ ref, name, year }: YearPictureProps) {
  const { t, language } = useWords('company');
  const confirmed = formatFen(year.confirmedFen, language);
  const received = String(BigInt(year.moneyReceivedFen) + BigInt(year.goodsReceivedFen));
  const label = t('year.label', { name, year: year.year, received: formatFen(received, language), confirmed });
  return (
    <svg
      ref={ref}
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={fontFamily}
      fill={colour.ink}
    >
      <rect width={width} height={height} fill={colour.paper} />
      <rect width={width} height={430} fill={colour.pine} />
      <circle cx={930} cy={70} r={230} fill={colour['pine-strong']} />
      <circle cx={1010} cy={330} r={120} fill={colour.amber} opacity={0.55} />
      <text x={80} y={120} fontSize={38} fill={colour['on-pine']} opacity={0.85}>
        {t('year.brand')}
      </text>
      <text x={80} y={230} fontSize={name.length > 14 ? 46 : 64} fontWeight={700} fill={colour['on-pine']}>
        {name}
      </text>
      <text x={80} y={330} fontSize={56} fill={colour['on-pine']}>
        {t('year.heading', { year: year.year })}
      </text>
      <text x={80} y={520} fontSize={34} fill={colour['ink-soft']}>
        {t('year.confirmedFull')}
      </text>
      <text x={80} y={625} fontSize={confirmed.length > 15 ? 76 : 100} fontWeight={700} fill={colour.pine}>
        {confirmed}
      </text>
      <Figures year={year} received={formatFen(received, language)} />
      <Months year={year} />
      <text x={80} y={1285} fontSize={28} fill={colour['ink-soft']}>
        {t('year.footer')}
      </text>
    </svg>
  );
}

function Figures({ year, received }: { readonly year: Year; readonly received: string }) {
  const { t, language } = useWords('company');
  const number = (value: number) => formatNumber(value, language);
  const figures = [
    { key: 'received', value: received },
    { key: 'donations', value: number(year.donations) },
    { key: 'services', value: number(year.servicesConfirmed) },
    { key: 'wishes', value: number(year.wishesGranted) },
    // From one to four nobody is told how many.
    { key: 'households', value: year.householdsReached === null ? t('year.few') : number(year.householdsReached) },
  ].filter(({ key, value }) => key === 'received' || key === 'donations' || value !== '0');
  return figures.map(({ key, value }, index) => (
    <g key={key} transform={`translate(${80 + (index % 3) * 320}, ${720 + Math.floor(index / 3) * 120})`}>
      <text fontSize={28} fill={colour['ink-soft']}>
        {t(`year.figure.${key}`)}
      </text>
      <text y={50} fontSize={value.length > 13 ? 32 : 42} fontWeight={700}>
        {value}
      </text>
    </g>
  ));
}

const [foot, tallest, step] = [1180, 170, 77];

/** Two bars for each month: what was received, and what was confirmed. */
function Months({ year }: { readonly year: Year }) {
  const { t } = useWords('company');
  const top = year.months.reduce((most, { receivedFen, confirmedFen }) => {
    const larger = BigInt(receivedFen) > BigInt(confirmedFen) ? BigInt(receivedFen) : BigInt(confirmedFen);
    return larger > most ? larger : most;
  }, 0n);
  const tall = (fen: string) => (fen === '0' ? 0 : Math.max(4, tallest * shareOf(BigInt(fen), top)));
  return (
    <>
      <line x1={80} x2={1000} y1={foot} y2={foot} stroke={colour.line} strokeWidth={3} />
      {year.months.map(({ month, receivedFen, confirmedFen }) => {
        const x = 84 + (month - 1) * step;
        const [received, confirmed] = [tall(receivedFen), tall(confirmedFen)];
        return (
          <g key={month}>
            <rect x={x} y={foot - received} width={28} height={received} rx={6} fill={colour.amber} opacity={0.6} />
            <rect x={x + 32} y={foot - confirmed} width={28} height={confirmed} rx={6} fill={colour.pine} />
            <text x={x + 30} y={foot + 38} fontSize={24} textAnchor="middle" fill={colour['ink-soft']}>
              {month}
            </text>
          </g>
        );
      })}
      <g fontSize={24} fill={colour['ink-soft']}>
        <rect x={700} y={975} width={22} height={22} rx={5} fill={colour.amber} opacity={0.6} />
        <text x={730} y={994}>
          {t('year.received')}
        </text>
        <rect x={850} y={975} width={22} height={22} rx={5} fill={colour.pine} />
        <text x={880} y={994}>
          {t('year.confirmed')}
        </text>
      </g>
    </>
  );
}
