/** Promises what a partner's programs need: keys and addresses, each secret shown once, and the log of what was told. */
import { useState } from 'react';
import { useWords } from '../../language/language';
import { AnswerStates } from '../../parts/answer-states';
import { useAnswer } from '../../parts/use-answer';
import { useActing } from '../../session/acting';
import './bench.css';
import { Endpoints } from './endpoints';
import { ApiKeys } from './keys';
import { MyPrograms } from './programs.documents';
import { companyRoles } from './roles';

export function ProgramsPage() {
  const { organisationId } = useActing(companyRoles);
  return organisationId === undefined ? null : <Programs key={organisationId} organisationId={organisationId} />;
}

function Programs({ organisationId }: { readonly organisationId: string }) {
  const answer = useAnswer(MyPrograms, { organisationId });
  /** In the memory of this page alone, until it is closed. */
  const [secret, setSecret] = useState<{ readonly name: string; readonly text: string | null }>();
  return (
    <div className="stack">
      {secret && <Secret {...secret} onClose={() => setSecret(undefined)} />}
      <AnswerStates answer={answer}>
        {({ apiKeys, webhookEndpoints }) => (
          <>
            <ApiKeys
              organisationId={organisationId}
              keys={apiKeys.edges.map((edge) => edge.node)}
              onChanged={answer.refresh}
              onSecret={setSecret}
            />
            <Endpoints
              organisationId={organisationId}
              endpoints={webhookEndpoints.edges.map((edge) => edge.node)}
              onChanged={answer.refresh}
              onSecret={setSecret}
            />
          </>
        )}
      </AnswerStates>
    </div>
  );
}

interface SecretProps {
  readonly name: string;
  /** Null when the answer that bore it was lost. */
  readonly text: string | null;
  readonly onClose: () => void;
}

function Secret({ name, text, onClose }: SecretProps) {
  const { t } = useWords('company');
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text ?? '').then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <section className="card stack secret" role="alert">
      <h2>{t('secret.title', { name })}</h2>
      {text === null ? (
        <p>{t('secret.lost')}</p>
      ) : (
        <>
          <p>{t('secret.once')}</p>
          <code tabIndex={0}>{text}</code>
        </>
      )}
      <div className="row">
        {text !== null && (
          <button type="button" className="quiet-button" onClick={() => void copy()}>
            {t(isCopied ? 'secret.copied' : 'secret.copy')}
          </button>
        )}
        <button type="button" className="quiet-button" onClick={onClose}>
          {t('secret.close')}
        </button>
      </div>
    </section>
  );
}
