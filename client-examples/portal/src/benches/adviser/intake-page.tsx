/** Promises a need or a wish written down beside what organisations will read of it; what would name somebody is refused where it stands. */
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import Button from 'antd/es/button';
import { said, useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { formatList } from '../../parts/format';
import { FaultNotice, Notice, OutcomeNotice } from '../../parts/notices';
import { useSendingPhotos } from '../../parts/use-sending-photos';
import { useUrlFilters } from '../../parts/use-url-filters';
import { emptyIntake, inputOf, type IntakeDraft } from './intake-draft';
import { IntakeFields } from './intake-fields';
import type { NeedKind } from './intake.documents';
import { SeenCard } from './seen-card';
import { usePreview, type Previewed } from './use-preview';
import { useReferring } from './use-referring';

const filters = { kind: ['NEED', 'MICRO_WISH'] } as const;
/** Any id will do: a preview is kept nowhere. */
const previewId = '00000000-0000-4000-8000-000000000000';

export function IntakePage() {
  const { t } = useWords('adviser');
  const { householdId = '' } = useParams();
  const [{ kind = 'NEED' }] = useUrlFilters(filters);
  const [draft, setDraft] = useState<IntakeDraft>(emptyIntake);
  const previewed = usePreview(inputOf(draft, { needId: previewId, householdId, kind }));
  const referring = useReferring();
  const pictures = useSendingPhotos({ householdId });
  const send = async (andRefer: boolean) => {
    const photoIds = await pictures.send(draft.photos);
    if (!photoIds) return;
    await referring.takeDown((needId) => ({ ...inputOf(draft, { needId, householdId, kind })!, photoIds }), andRefer);
    announce(t('intake.answered'));
  };
  if (referring.reached) return <Reached referring={referring} householdId={householdId} />;
  return (
    <form
      className="side-by-side"
      onSubmit={(event) => {
        event.preventDefault();
        if (previewed.preview) void send(true);
      }}
    >
      <IntakeFields
        kind={kind}
        draft={draft}
        refusal={previewed.refusal}
        change={(part) => setDraft((old) => ({ ...old, ...(typeof part === 'function' ? part(old) : part) }))}
      />
      <aside className="stack preview" aria-label={t('intake.preview')}>
        <h2>{t('intake.preview')}</h2>
        <WhatIsSeen kind={kind} previewed={previewed} />
        {pictures.fault && <FaultNotice fault={pictures.fault} />}
        {referring.outcomes.map((outcome, index) => (
          <OutcomeNotice key={index} outcome={outcome} />
        ))}
        <div className="row">
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            disabled={!previewed.preview}
            loading={referring.isRunning || pictures.isSending}
          >
            {t('intake.refer')}
          </Button>
          <Button
            size="large"
            disabled={!previewed.preview || referring.isRunning || pictures.isSending}
            onClick={() => void send(false)}
          >
            {t('intake.onlyDraft')}
          </Button>
        </div>
      </aside>
    </form>
  );
}

function WhatIsSeen({ kind, previewed }: { readonly kind: NeedKind; readonly previewed: Previewed }) {
  const { t, language } = useWords('adviser');
  const { preview, refusal, fault } = previewed;
  if (fault) return <FaultNotice fault={fault} />;
  if (refusal) return <Notice kind="refused">{said(refusal)}</Notice>;
  if (!preview) return <p className="soft">{t(kind === 'NEED' ? 'intake.begin' : 'intake.beginWish')}</p>;
  const { economicStatus, hardshipDegree } = preview.afterClaim;
  const after = [
    ...(economicStatus ? [t(`economicStatus.${economicStatus}`)] : []),
    ...(hardshipDegree ? [t(`hardshipDegree.${hardshipDegree}`)] : []),
  ];
  return (
    <>
      <SeenCard need={preview.beforeClaim} />
      <p className="soft">{t('intake.notSeen')}</p>
      <p className="soft">
        {after.length > 0
          ? t('intake.afterClaim', { what: formatList(after, language) })
          : t('intake.afterClaimNothing')}
      </p>
      {preview.beforeClaim.restricted && <Notice kind="told">{t('intake.restrictedText')}</Notice>}
    </>
  );
}

interface ReachedProps {
  readonly referring: ReturnType<typeof useReferring>;
  readonly householdId: string;
}

function Reached({ referring, householdId }: ReachedProps) {
  const { t } = useWords('adviser');
  return (
    <div className="stack">
      <Notice kind="done">{t(`intake.reached.${referring.reached}`)}</Notice>
      {referring.outcomes.map((outcome, index) => (
        <OutcomeNotice key={index} outcome={outcome} />
      ))}
      <div className="row">
        <Link className="quiet-link" to={`/adviser/household/${encodeURIComponent(householdId)}`}>
          {t('intake.backToHousehold')}
        </Link>
        <Link className="quiet-link" to="/adviser/needs">
          {t('intake.toNeeds')}
        </Link>
      </div>
    </div>
  );
}
