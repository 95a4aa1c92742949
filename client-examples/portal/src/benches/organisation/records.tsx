/** Promises what was done under a claim, folded until somebody asks, the latest first. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { formatDay } from '../../parts/format';
import { SealedPhoto } from '../../parts/sealed-photo';
import { useAnswer } from '../../parts/use-answer';
import { PhotosOfClaim } from './board.documents';
import type { BoardClaim } from './lanes';

export function Records({ id: claimId, records }: Pick<BoardClaim, 'id' | 'records'>) {
  const { t, language } = useWords('organisation');
  if (records.length === 0) return null;
  return (
    <details className="records">
      <summary>{t('board.records', { count: records.length })}</summary>
      <ol className="stack">
        {records.toReversed().map(({ id, servedOn, minutes, note, photoCount }) => (
          <li key={id}>
            <span className="soft">
              {formatDay(servedOn, language)}
              {minutes != null && ` · ${t('board.minutesCount', { count: minutes })}`}
            </span>
            <p>{note}</p>
            {photoCount > 0 && <RecordPhotos claimId={claimId} recordId={id} count={photoCount} />}
          </li>
        ))}
      </ol>
    </details>
  );
}

interface RecordPhotosProps {
  readonly claimId: string;
  readonly recordId: string;
  readonly count: number;
}

function RecordPhotos({ count, ...of }: RecordPhotosProps) {
  const { t } = useWords('organisation');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? t('board.photosHide') : t('board.photosShow', { count })}
      </button>
      {isOpen && <ReadPhotos {...of} />}
    </>
  );
}

/** Read when somebody asks for them: each reading is written down. */
function ReadPhotos({ claimId, recordId }: Omit<RecordPhotosProps, 'count'>) {
  const { t } = useWords('organisation');
  const answer = useAnswer(PhotosOfClaim, { claimId });
  return (
    <AnswerStates answer={answer}>
      {({ claim }) => (
        <div className="photo-row">
          {(claim?.records.find(({ id }) => id === recordId)?.photos ?? []).map(({ id, path }, index) => (
            <SealedPhoto key={id} path={path} alt={t('board.photoOf', { number: index + 1 })} />
          ))}
        </div>
      )}
    </AnswerStates>
  );
}
