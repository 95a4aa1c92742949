/** Promises a service written down in half a minute: when, how long, what was done, and how it looks now. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { FaultNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { TakenPhotos, type TakenPhoto } from '../../parts/taken-photos';
import { today as todayOf } from '../../parts/today';
import { useSendingPhotos } from '../../parts/use-sending-photos';
import type { QuestionOfStep } from './use-steps';

const minutesOffered = [30, 60, 90, 120, 180] as const;

export function RecordQuestion({ claim, steps, onClose }: QuestionOfStep) {
  const { t } = useWords('organisation');
  const today = todayOf();
  const [servedOn, setServedOn] = useState(today);
  const [minutes, setMinutes] = useState('60');
  const [note, setNote] = useState('');
  const [photos, setPhotos] = useState<readonly TakenPhoto[]>([]);
  const pictures = useSendingPhotos({ claimId: claim.id });
  const write = async () => {
    const photoIds = await pictures.send(photos);
    if (!photoIds) return;
    const written = { servedOn, minutes: minutes === '' ? undefined : Number(minutes), note, photoIds };
    if (await steps.record(claim, written)) onClose();
  };
  return (
    <Question
      open
      title={t('board.recordTitle')}
      yes={t('board.record')}
      isRunning={pictures.isSending || steps.running === claim.id}
      canSayYes={note.trim() !== '' && servedOn !== '' && servedOn <= today}
      onYes={() => void write()}
      onNo={onClose}
    >
      <label className="field">
        {t('board.servedOn')}
        <input type="date" max={today} value={servedOn} onChange={(event) => setServedOn(event.target.value)} />
      </label>
      <label className="field">
        {t('board.minutes')}
        <select value={minutes} onChange={(event) => setMinutes(event.target.value)}>
          <option value="">{t('board.minutesUnknown')}</option>
          {minutesOffered.map((one) => (
            <option key={one} value={one}>
              {t('board.minutesCount', { count: one })}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('board.whatWasDone')}
        <textarea
          rows={3}
          maxLength={2_000}
          required
          placeholder={t('board.whatHint')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <TakenPhotos photos={photos} hint={t('board.photoHint')} onChange={setPhotos} />
      {pictures.fault && <FaultNotice fault={pictures.fault} />}
    </Question>
  );
}
