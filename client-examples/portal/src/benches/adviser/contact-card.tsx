/** Promises the contact card of a household: its code is shown once, in large type and as a picture that a camera reads, and printed alone. */
import { useEffect, useState } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { formatMoment } from '../../parts/format';
import { OutcomeNotice } from '../../parts/notices';
import { Question } from '../../parts/question';
import { useCommand } from '../../parts/use-command';
import { IssueContactCard } from './household.documents';
import type { HouseholdRead } from './read';

export interface ContactCardProps {
  readonly household: HouseholdRead;
  readonly onIssued: () => void;
}

export function ContactCard({ household, onIssued }: ContactCardProps) {
  const { t, language } = useWords('adviser');
  const [isAsked, setAsked] = useState(false);
  const command = useCommand(IssueContactCard);
  const issued = household.contactCardIssuedAt;
  const issue = async () => {
    const { kind } = await command.run((cardId) => ({ input: { cardId, householdId: household.id } }));
    setAsked(false);
    if (kind === 'done') onIssued();
  };
  const code = command.outcome?.kind === 'done' ? command.outcome.answer.code : undefined;
  return (
    <section className="card stack">
      <h2>{t('card.title')}</h2>
      {code ? (
        <IssuedCard code={code} onClose={command.forget} />
      ) : (
        <>
          <p className="soft">{issued ? t('card.issued', { time: formatMoment(issued, language) }) : t('card.none')}</p>
          <OutcomeNotice outcome={command.outcome} />
          <div>
            <Button loading={command.isRunning} onClick={() => (issued ? setAsked(true) : void issue())}>
              {issued ? t('card.again') : t('card.issue')}
            </Button>
          </div>
        </>
      )}
      <Question
        open={isAsked}
        title={t('card.againTitle')}
        yes={t('card.again')}
        isRunning={command.isRunning}
        onYes={() => void issue()}
        onNo={() => setAsked(false)}
      >
        <p>{t('card.againText')}</p>
      </Question>
    </section>
  );
}

function IssuedCard({ code, onClose }: { readonly code: string; readonly onClose: () => void }) {
  const { t } = useWords('adviser');
  return (
    <div className="stack">
      <div className="paper-card">
        <QrCode text={code} title={t('card.qr')} />
        <div className="stack">
          <strong>{t('card.heading')}</strong>
          <p className="card-code">{code}</p>
          <p>{t('card.how', { address: `${location.host}/card` })}</p>
        </div>
      </div>
      <p className="soft">{t('card.once')}</p>
      <div className="row">
        <Button type="primary" onClick={() => window.print()}>
          {t('card.print')}
        </Button>
        <Button onClick={onClose}>{t('card.close')}</Button>
      </div>
    </div>
  );
}

/** Drawn here and nowhere else: the code goes to no service. With the quiet zone of four modules that ISO/IEC 18004 asks for. */
function QrCode({ text, title }: { readonly text: string; readonly title: string }) {
  const [path, setPath] = useState<{ readonly d: string; readonly size: number }>();
  useEffect(() => {
    let isLeft = false;
    void import('qrcode').then(({ create }) => {
      if (isLeft) return;
      const { size, data } = create(text, { errorCorrectionLevel: 'Q' }).modules;
      const dark = Array.from(data).flatMap((bit, index) =>
        bit ? [`M${(index % size) + 4} ${Math.floor(index / size) + 4}h1v1h-1z`] : [],
      );
      setPath({ d: dark.join(''), size: size + 8 });
    });
    return () => {
      isLeft = true;
    };
  }, [text]);
  if (!path) return <span className="qr" />;
  return (
    <svg
      className="qr"
      role="img"
      aria-label={title}
      viewBox={`0 0 ${path.size} ${path.size}`}
      shapeRendering="crispEdges"
    >
      <rect width={path.size} height={path.size} fill="#fff" />
      <path d={path.d} fill="#000" />
    </svg>
  );
}
