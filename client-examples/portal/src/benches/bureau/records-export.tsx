/** Promises the records behind a figure as a file: asked for once, its progress seen as it is written, saved when it is ready. */
import { useCallback, useEffect, useState } from 'react';
import Button from 'antd/es/button';
import { authorisedFetch } from '../../graphql/client';
import { said, useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { saveFile } from '../../parts/save-file';
import { useAnswer } from '../../parts/use-answer';
import { useCommand } from '../../parts/use-command';
import { useFeed } from '../../parts/use-feed';
import { useSession } from '../../session/session';
import { ExportOfRecords, ExportProgress, RequestRecords, type ExportProgressSubscription } from './exports.documents';
import type { BureauScope } from './use-scope';

type Step = ExportProgressSubscription['dataExportChanges'];

const format = 'XLSX';
const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function RecordsExport({ code, scope }: { readonly code: string; readonly scope: BureauScope }) {
  const { t } = useWords('bureau');
  const command = useCommand(RequestRecords);
  const [exportId, setExportId] = useState<string>();
  const ask = async () => {
    const ended = await command.run((id) => ({
      input: { exportId: id, subject: 'RECORDS', codes: [code], format, scope: scope.variables.scope, byMonth: false },
    }));
    if (ended.kind === 'done') setExportId(ended.answer.id);
  };
  return (
    <div className="stack">
      <p className="row">
        <Button loading={command.isRunning} onClick={() => void ask()}>
          {t('export.ask')}
        </Button>
      </p>
      <OutcomeNotice outcome={command.outcome} />
      {exportId !== undefined && <Progress key={exportId} exportId={exportId} name={`${code}-${scope.days.from}`} />}
    </div>
  );
}

function Progress({ exportId, name }: { readonly exportId: string; readonly name: string }) {
  const { t } = useWords('bureau');
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
      <label htmlFor="export-progress">{t('export.writing', { done, total: total ?? '…' })}</label>
      <progress id="export-progress" value={total ? done : undefined} max={total ?? 1} />
    </p>
  );
}

function isOver(status: Step['status']): boolean {
  return status !== 'REQUESTED' && status !== 'WRITING';
}

function SaveButton({ path, name }: { readonly path: string; readonly name: string }) {
  const { t } = useWords('bureau');
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
