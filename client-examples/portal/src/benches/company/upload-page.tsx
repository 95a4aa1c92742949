/** Promises a whole file of donations, tried before anything is stored: what is wrong stands beside its row; then all is registered, or nothing. */
import { useState } from 'react';
import { Link } from 'react-router-dom';
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { announce } from '../../parts/announcer';
import { AnswerStates } from '../../parts/answer-states';
import { formatFen, formatNumber } from '../../parts/format';
import { Notice, OutcomeNotice } from '../../parts/notices';
import { base64Of, saveFile } from '../../parts/save-file';
import { useAnswer } from '../../parts/use-answer';
import { useCommand } from '../../parts/use-command';
import { useActing } from '../../session/acting';
import './bench.css';
import { Problems } from './problems';
import { companyRoles } from './roles';
import { rowsOf, template, textOf } from './table-text';
import { Charities, RegisterDonations, type CharitiesQuery, type SpreadsheetFormat } from './upload.documents';

type Charity = CharitiesQuery['organisations']['edges'][number]['node'];

/** As the contract has it. */
const byteMaximum = 45_000;

interface Chosen {
  readonly name: string;
  readonly format: SpreadsheetFormat;
  readonly contentBase64: string;
  /** Of a text; a workbook is read by the server alone. */
  readonly rows: readonly (readonly string[])[] | undefined;
}

export function UploadPage() {
  const { organisationId } = useActing(companyRoles);
  const charities = useAnswer(Charities, {});
  if (organisationId === undefined) return null;
  return (
    <AnswerStates answer={charities}>
      {(answer) => (
        <Upload organisationId={organisationId} charities={answer.organisations.edges.map((edge) => edge.node)} />
      )}
    </AnswerStates>
  );
}

interface UploadProps {
  readonly organisationId: string;
  readonly charities: readonly Charity[];
}

const useRegistering = () => useCommand(RegisterDonations);
type Command = ReturnType<typeof useRegistering>;

function useUpload(organisationId: string, charityId: string) {
  const { t } = useWords('company');
  const [chosen, setChosen] = useState<Chosen>();
  const [isTooLarge, setTooLarge] = useState(false);
  const trying = useRegistering();
  const registering = useRegistering();
  const send = (file: Chosen, dryRun: boolean, command: Command) =>
    command.run((importId) => ({
      input: {
        ...{ importId, dryRun, donorOrganisationId: organisationId, recipientOrganisationId: charityId },
        ...{ format: file.format, contentBase64: file.contentBase64 },
      },
    }));
  const choose = async (file: File | undefined) => {
    trying.forget();
    registering.forget();
    setChosen(undefined);
    setTooLarge((file?.size ?? 0) > byteMaximum);
    if (!file || file.size > byteMaximum) return;
    const next = await readChosen(file);
    setChosen(next);
    const { kind } = await send(next, true, trying);
    announce(t(kind === 'done' ? 'upload.triedWell' : 'upload.triedBadly'));
  };
  const register = () => chosen && void send(chosen, false, registering);
  return { chosen, isTooLarge, trying, registering, choose, register };
}

async function readChosen(file: File): Promise<Chosen> {
  const isText = !/\.xlsx$/i.test(file.name);
  return {
    name: file.name,
    format: isText ? 'CSV' : 'XLSX',
    contentBase64: await base64Of(file),
    rows: isText ? rowsOf(textOf(new Uint8Array(await file.arrayBuffer()))) : undefined,
  };
}

function Upload({ organisationId, charities }: UploadProps) {
  const { t } = useWords('company');
  const [charityId, setCharityId] = useState(charities[0]?.id ?? '');
  const { chosen, isTooLarge, trying, registering, choose, register } = useUpload(organisationId, charityId);
  const isRunning = trying.isRunning || registering.isRunning;
  return (
    <div className="stack upload">
      <section className="card stack">
        <p>{t('upload.hint')}</p>
        <label className="field">
          {t('give.charity')}
          <select value={charityId} disabled={isRunning} onChange={(event) => setCharityId(event.target.value)}>
            {charities.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <FileChoice isDisabled={isRunning} onChoose={(file) => void choose(file)} />
      </section>
      {isTooLarge && <Notice kind="refused">{t('upload.tooLarge')}</Notice>}
      {isRunning && <Running rows={chosen?.rows?.length} isTrial={trying.isRunning} />}
      <Outcome chosen={chosen} trying={trying} registering={registering} onRegister={register} />
    </div>
  );
}

interface FileChoiceProps {
  readonly isDisabled: boolean;
  readonly onChoose: (file: File | undefined) => void;
}

function FileChoice({ isDisabled, onChoose }: FileChoiceProps) {
  const { t } = useWords('company');
  return (
    <>
      <label className="field file">
        {t('upload.file')}
        <input
          type="file"
          accept=".csv,.xlsx"
          disabled={isDisabled}
          onChange={(event) => {
            onChoose(event.target.files?.[0]);
            // The same file, corrected, is chosen again.
            event.target.value = '';
          }}
        />
      </label>
      <div className="row">
        <button
          type="button"
          className="quiet-button"
          onClick={() => saveFile(t('upload.templateName'), 'text/csv', new Blob([`\uFEFF${template}`]))}
        >
          {t('upload.template')}
        </button>
        <span className="soft">{t('upload.limits')}</span>
      </div>
    </>
  );
}

function Running({ rows, isTrial }: { readonly rows: number | undefined; readonly isTrial: boolean }) {
  const { t } = useWords('company');
  const count = rows === undefined ? '' : t('upload.rows', { count: Math.max(0, rows - 1) });
  return (
    <div className="card stack" role="status">
      <progress aria-label={t(isTrial ? 'upload.trying' : 'upload.registering')} />
      <span>
        {t(isTrial ? 'upload.trying' : 'upload.registering')} {count}
      </span>
    </div>
  );
}

interface OutcomeProps {
  readonly chosen: Chosen | undefined;
  readonly trying: Pick<Command, 'outcome'>;
  readonly registering: Pick<Command, 'outcome' | 'isRunning'>;
  readonly onRegister: () => void;
}

type Done = Extract<NonNullable<Command['outcome']>, { kind: 'done' }>['answer'];

function Registered({ done }: { readonly done: Done }) {
  const { t } = useWords('company');
  const { donationCount, file } = done;
  return (
    <section className="card stack given">
      <span className="given-mark" aria-hidden="true">
        ✓
      </span>
      <h2>{t('upload.done', { count: donationCount })}</h2>
      <p className="row">
        <Link className="go-button" to="/company">
          {t('upload.toGifts')}
        </Link>
        {file && (
          <button
            type="button"
            className="quiet-button"
            onClick={() => saveFile(file.fileName, file.mediaType, file.contentBase64)}
          >
            {t('upload.result')}
          </button>
        )}
      </p>
    </section>
  );
}

function Outcome({ chosen, trying, registering, onRegister }: OutcomeProps) {
  const { t, language } = useWords('company');
  if (!chosen) return null;
  const done = registering.outcome?.kind === 'done' ? registering.outcome.answer : undefined;
  if (done) return <Registered done={done} />;
  const outcome = registering.outcome ?? trying.outcome;
  if (outcome?.kind === 'refused' && outcome.refusal.__typename === 'ImportRefused')
    return (
      <Problems
        problems={outcome.refusal.problems}
        count={outcome.refusal.problemCount}
        rows={chosen.rows}
        fileName={chosen.name}
      />
    );
  if (outcome?.kind !== 'done') return <OutcomeNotice outcome={outcome} />;
  const { rowCount, donationCount, moneyFen, goodsValueFen } = outcome.answer;
  return (
    <section className="card stack" aria-labelledby="tried-title">
      <h2 id="tried-title">{t('upload.good', { name: chosen.name })}</h2>
      <dl className="facts">
        {(
          [
            ['upload.rowCount', formatNumber(rowCount, language)],
            ['upload.donationCount', formatNumber(donationCount, language)],
            ['upload.money', formatFen(moneyFen, language)],
            ['upload.goods', formatFen(goodsValueFen, language)],
          ] as const
        ).map(([title, value]) => (
          <div key={title}>
            <dt>{t(title)}</dt>
            <dd className="big">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{t('upload.allOrNothing')}</p>
      <div>
        <Button type="primary" size="large" loading={registering.isRunning} onClick={onRegister}>
          {t('upload.register', { count: donationCount })}
        </Button>
      </div>
    </section>
  );
}
