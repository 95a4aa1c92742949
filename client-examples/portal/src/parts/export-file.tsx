/** Promises records or figures as a file: asked for once, its progress seen as it is written, saved when it is ready. */
import { useCallback, useEffect, useId, useState } from 'react';
import Button from 'antd/es/button';
import { authorisedFetch } from '../graphql/client';
import { said, useWords } from '../language/language';
import { useSession } from '../session/session';
import { announce } from './announcer';
import { ExportOfRecords, ExportProgress, RequestExport, type ExportProgressSubscription } from './exports.documents';
import type { RequestDataExportInput } from './exports.documents';
import { Notice, OutcomeNotice } from './notices';
import { saveFile } from './save-file';
import { useAnswer } from './use-answer';
import { useCommand } from './use-command';
import { useFeed } from './use-feed';

type Step = ExportProgressSubscription['dataExportChanges'];

const format = 'XLSX';
const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type ExportScope = RequestDataExportInput['scope'];

/** What is written: the records behind one measure, or figures; of figures without codes all that one may be told. */
export interface Exported {
  readonly subject: RequestDataExportInput['subject'];
  readonly codes?: readonly string[];
}

export interface ExportFileProps {
  readonly what: Exported;
  readonly scope: ExportScope;
  readonly canAsk?: boolean;
}

/** Give it a key of what is asked for: another question begins anew. */
export function ExportFile({ what, scope, canAsk = true }: ExportFileProps) {
  const { t } = useWords();
  const command = useCommand(RequestExport);
  const [exportId, setExportId] = useState<string>();
  const { subject } = what;
  const codes = what.codes && [...what.codes];
  const ask = async () => {
    const ended = await command.run((id) => ({
      input: { exportId: id, subject, codes, format, scope, byMonth: subject === 'FIGURES' },
    }));
    if (ended.kind === 'done') setExportId(ended.answer.id);
  };
  return (
    <div className="stack">
      <p className="row">
        <Button loading={command.isRunning} disabled={!canAsk} onClick={() => void ask()}>
          {t(`export.ask.${subject}`)}
        </Button>
      </p>
      <OutcomeNotice outcome={command.outcome} />
      {exportId !== undefined && (
        <Progress key={exportId} exportId={exportId} name={`${codes?.[0] ?? subject}-${scope.from}`} />
      )}
    </div>
  );
}

function Progress({ exportId, name }: { readonly exportId: string; readonly name: string }) {
  const { t } = useWords();
  const label = useId();
  const session = useSession();
  const accountId = session.phase === 'signed-in' ? session.account.id : '';
  const { answer, refresh } = useAnswer(ExportOfRecords, { id: exportId });
  const [step, setStep] = useState<Step>();
  const onSteps = useCallback(
    (steps: readonly Step[]) => {
      const last = steps.filter((one) => one.exportId === exportId).at(-1);
      if (!last) return;
      setStep(last);
      if (isOver(last.status)) refresh();
    },
    [exportId, refresh],
  );
  useFeed(ExportProgress, { accountId }, answer?.feedPosition, onSteps);
  const stands = answer?.dataExport;
  const isReady = stands?.status === 'READY';
  useEffect(() => {
    if (isReady) announce(t('export.ready'));
  }, [isReady, t]);
  if (!stands) return null;
  if (stands.refusal) return <Notice kind="refused">{said(stands.refusal)}</Notice>;
  if (stands.path) return <SaveButton path={stands.path} name={`${name}.xlsx`} />;
  const { done, total } = step ?? stands;
  return (
    <p className="row">
      <label htmlFor={label}>{t('export.writing', { done, total: total ?? '…' })}</label>
      <progress id={label} value={total ? done : undefined} max={total ?? 1} />
    </p>
  );
}

function isOver(status: Step['status']): boolean {
  return status !== 'REQUESTED' && status !== 'WRITING';
}

function SaveButton({ path, name }: { readonly path: string; readonly name: string }) {
  const { t } = useWords();
  const [isGone, setGone] = useState(false);
  const save = async () => {
    const response = await authorisedFetch(path).catch(() => undefined);
    setGone(!response?.ok);
    if (response?.ok) saveFile(name, mediaType, await response.blob());
  };
  return (
    <div className="stack">
      <p className="row">
        <span>{t('export.ready')}</span>
        <Button type="primary" onClick={() => void save()}>
          {t('export.save')}
        </Button>
      </p>
      {isGone && <Notice kind="refused">{t('export.gone')}</Notice>}
    </div>
  );
}
