/** Promises a draft that is kept in the tab while it is written, saved once, and never over what a colleague wrote unseen. */
import { useEffect, useRef, useState } from 'react';
import { newId } from '../../parts/new-id';
import { forgetInTab, keepInTab, keptInTab } from '../../parts/tab-draft';
import { useCommand } from '../../parts/use-command';
import { DraftProject, ReviseProject } from './drafting.documents';
import { contentOf, differencesOf, fieldOf, type ProjectForm } from './project-form';
import { goTo } from './project-checks';

export interface Written {
  /** Made when it was begun, so that a lost answer makes no second project. */
  readonly projectId: string;
  /** The revision upon which it builds. */
  readonly revision: number;
  readonly form: ProjectForm;
}

export interface DraftingParts {
  readonly accountId: string;
  readonly organisationId: string;
  /** Global id; undefined for a new project. */
  readonly id: string | undefined;
  readonly begun: Pick<Written, 'form' | 'revision'>;
  readonly onSaved: (id: string) => void;
}

/** What the tab keeps says who is responsible to nobody: that name is written anew after the page was loaded anew. */
const unkept = { responsiblePerson: '' };

export function useDrafting({ accountId, organisationId, id, begun, onSaved }: DraftingParts) {
  const name = `project.${organisationId}.${id ?? 'new'}`;
  const [written, setWritten] = useState<Written>(() => {
    const kept = keptInTab<Written>(accountId, name);
    if (!kept) return { ...begun, projectId: newId() };
    const { responsiblePerson } = begun.form;
    return { ...kept, form: { ...begun.form, ...kept.form, responsiblePerson } };
  });
  const isTouched = differencesOf(written.form, begun.form).length > 0;
  const isLeft = useRef(false);
  useEffect(() => {
    if (isLeft.current) return;
    if (isTouched) keepInTab(accountId, name, { ...written, form: { ...written.form, ...unkept } });
    else forgetInTab(accountId, name);
  }, [accountId, name, written, isTouched]);

  const drafting = useCommand(DraftProject);
  const revising = useCommand(ReviseProject);
  const change = (part: Partial<ProjectForm>) => setWritten((old) => ({ ...old, form: { ...old.form, ...part } }));
  const ended = (saved: string) => {
    isLeft.current = true;
    forgetInTab(accountId, name);
    onSaved(saved);
  };
  const draft = async () => {
    const { projectId, form } = written;
    const outcome = await drafting.run(() => ({ input: { projectId, organisationId, content: contentOf(form) } }));
    if (outcome.kind === 'done') return ended(outcome.answer.id);
    if (outcome.kind === 'refused') point(outcome.refusal);
  };
  /** Upon the revision that was read, or upon another that was looked at since. */
  const revise = async (revision = written.revision) => {
    if (id === undefined) return;
    const content = contentOf(written.form);
    const outcome = await revising.run((commandId) => ({ input: { commandId, projectId: id, revision, content } }));
    if (outcome.kind === 'done') return ended(outcome.answer.id);
    if (outcome.kind === 'refused') point(outcome.refusal);
  };
  const { outcome } = revising;
  const hasChanged = outcome?.kind === 'refused' && outcome.refusal.__typename === 'DraftHasChanged';
  return {
    ...{ written, change, setWritten, isTouched, hasChanged, revise },
    save: () => (id === undefined ? draft() : revise()),
    isRunning: drafting.isRunning || revising.isRunning,
    outcomes: hasChanged ? [] : [drafting.outcome, revising.outcome],
    forgetOutcome: revising.forget,
  };
}

function point(refusal: object): void {
  const field = 'field' in refusal && typeof refusal.field === 'string' ? fieldOf(refusal.field) : undefined;
  if (field) goTo(field);
}
