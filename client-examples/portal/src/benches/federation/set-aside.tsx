/** Promises that what was just set aside by hand or by rule is said where it was done, and can be taken back from there. */
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { useCommand } from '../../parts/use-command';
import { ReleaseAllocation } from './giving.documents';

export interface SetAside {
  readonly words: string;
  /** What it can be taken back by; by rule there may be several, and each is released at its donation. */
  readonly allocationId?: string;
}

export interface SetAsideNoticeProps {
  readonly done: SetAside;
  readonly onReleased: (words: string) => void;
}

export function SetAsideNotice({ done, onReleased }: SetAsideNoticeProps) {
  const { t } = useWords('federation');
  const releasing = useCommand(ReleaseAllocation);
  const { allocationId, words } = done;
  const release = async () => {
    if (allocationId === undefined) return;
    const ended = await releasing.run((releaseId) => ({ input: { releaseId, allocationId } }));
    if (ended.kind !== 'done') return;
    announce(t('donation.released'));
    onReleased(t('donation.released'));
  };
  return (
    <div className="stack">
      <Notice
        kind="done"
        action={
          allocationId !== undefined && (
            <button
              type="button"
              className="quiet-button"
              disabled={releasing.isRunning}
              onClick={() => void release()}
            >
              {t('funding.takeBack')}
            </button>
          )
        }
      >
        {words}
      </Notice>
      <OutcomeNotice outcome={releasing.outcome} />
    </div>
  );
}
