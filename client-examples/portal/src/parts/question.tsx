/** Promises that what cannot be undone is asked first, in a dialog that the keyboard can use and leave. */
import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import Button from 'antd/es/button';
import { useWords } from '../language/language';
import './parts.css';

export interface QuestionProps {
  readonly open: boolean;
  readonly title: string;
  readonly children?: ReactNode;
  /** The word on the button that does it. */
  readonly yes: string;
  readonly isDanger?: boolean;
  readonly isRunning?: boolean;
  readonly canSayYes?: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

export function Question(props: QuestionProps) {
  const { open, title, children, yes, isDanger, isRunning, canSayYes = true, onYes, onNo } = props;
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    // A page may take the dialog away while it is open: closed first, it gives the focus back to where it came from.
    return () => element?.close();
  }, []);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className="question"
      aria-labelledby={heading}
      onCancel={onNo}
      onClose={() => open && !dialog.current?.open && onNo()}
    >
      <form
        method="dialog"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (canSayYes && !isRunning) onYes();
        }}
      >
        <h2 id={heading}>{title}</h2>
        {children}
        <div className="row">
          <Button type="primary" danger={isDanger} htmlType="submit" loading={isRunning} disabled={!canSayYes}>
            {yes}
          </Button>
          <Button onClick={onNo}>{t('cancel')}</Button>
        </div>
      </form>
    </dialog>
  );
}
