/** Promises the journey of one thing as a picture: how much came to each stop, what waits there, what left; and the same as a table. */
import { useWords } from '../../language/language';
import { formatMoment } from '../../parts/format';
import { Twin } from '../../parts/twin';
import type { Line, Stop } from './journey';
import { shapeOf, type Shape } from './line-shape';
import { sayAmount } from './say';
import { useWidth } from './use-width';

export function JourneyLine({ line }: { readonly line: Line }) {
  const { t, language } = useWords('company');
  const [place, width] = useWidth<HTMLDivElement>();
  const say = (amount: bigint) => sayAmount(line, amount, t, language);
  const title = line.item ?? t(`form.${line.form}`);
  const summary = t('journey.summary', {
    whole: say(line.whole),
    confirmed: say(line.stops.at(-1)!.reached),
  });
  return (
    <figure className="journey">
      <figcaption className="row">
        <h3>{title}</h3>
        <span className="soft">{summary}</span>
      </figcaption>
      <div ref={place} className="journey-room">
        {width > 0 && <Drawing line={line} shape={shapeOf(line, width)} label={`${title} ${summary}`} say={say} />}
      </div>
      {line.leavings.length > 0 && (
        <ul className="row">
          {line.leavings.map(({ stage, reached, since }) => (
            <li key={stage} className="tag persimmon">
              {t(`stage.${stage}`)} {say(reached)}
              {since && ` · ${formatMoment(since, language)}`}
            </li>
          ))}
        </ul>
      )}
      <Twin
        title={t('journey.table', { title })}
        columns={[t('journey.stage'), t('journey.reached'), t('journey.resting'), t('journey.since')]}
        rows={[...line.stops, ...line.leavings].map(({ stage, reached, resting, since }) => [
          t(`stage.${stage}`),
          say(reached),
          say(resting),
          since ? formatMoment(since, language) : '—',
        ])}
      />
    </figure>
  );
}

interface DrawingProps {
  readonly line: Line;
  readonly shape: Shape;
  readonly label: string;
  readonly say: (amount: bigint) => string;
}

function Drawing({ line, shape, label, say }: DrawingProps) {
  const { width, height, bars, bands, ahead } = shape;
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      {ahead.map((path) => (
        <path key={path} d={path} className="way-ahead" />
      ))}
      {bands.map((path) => (
        <path key={path} d={path} className="way-gone" />
      ))}
      {bars.map(({ wholeBox, restBox }, index) => {
        const stop = line.stops[index]!;
        const isEnd = stop.stage === 'CONFIRMED';
        return (
          <g key={stop.stage} data-stop={stop.stage} data-reached={String(stop.reached)}>
            <rect {...wholeBox} rx={6} className={stop.reached > 0n ? 'stop-gone' : 'stop-ahead'} />
            {restBox && !isEnd && <rect {...restBox} rx={5} className="stop-rest" />}
            <Words stop={stop} shape={shape} index={index} say={say} />
          </g>
        );
      })}
    </svg>
  );
}

interface StopWordsProps {
  readonly stop: Stop;
  readonly shape: Shape;
  readonly index: number;
  readonly say: (amount: bigint) => string;
}

/** Above and below the bar, or beside it on a phone. */
function Words({ stop, shape, index, say }: StopWordsProps) {
  const { t, language } = useWords('company');
  const { x, y } = shape.bars[index]!;
  const isAhead = stop.reached === 0n;
  const waits = stop.resting > 0n && stop.stage !== 'CONFIRMED';
  const lines = [
    { key: 'stage', text: t(`stage.${stop.stage}`), name: isAhead ? 'words-ahead' : 'words-stage' },
    { key: 'amount', text: isAhead ? t('journey.notYet') : say(stop.reached), name: isAhead ? 'words-ahead' : '' },
    { key: 'since', text: stop.since ? formatMoment(stop.since, language) : '', name: 'words-soft' },
    { key: 'rest', text: waits ? t('journey.waits', { amount: say(stop.resting) }) : '', name: 'words-rest' },
  ];
  const offsets = shape.isUpright ? [-8, 12, 32, 52] : [-54, -34, 46, 68];
  return (
    <>
      {lines.map(({ key, text, name }, row) => (
        <text
          key={key}
          className={name}
          x={shape.isUpright ? x + 50 : x}
          y={y + offsets[row]!}
          textAnchor={shape.isUpright ? 'start' : 'middle'}
        >
          {text}
        </text>
      ))}
    </>
  );
}
