/** A question before something that cannot be taken back. */

import { render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../lib/texts';
import { Dialog } from './dialog';
import '../lib/common_texts';

interface Question {
  title: string;
  text: string;
  /** What the button says that does it. */
  act: string;
}

/** Asks in a window; resolves to whether it shall be done. */
export function confirmAction(question: Question): Promise<boolean> {
  const place = document.body.appendChild(document.createElement('div'));
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      render(null, place);
      place.remove();
      resolve(yes);
    };
    render(<ConfirmDialog {...question} onAnswer={answer} />, place);
  });
}

/** Enter right after it has opened does nothing bad: the focus is on Cancel. */
function ConfirmDialog({ title, text, act, onAnswer }: Question & { onAnswer(yes: boolean): void }) {
  const cancel = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => cancel.current?.focus(), []);
  return (
    <Dialog title={title} onClose={() => onAnswer(false)}>
      <p>{text}</p>
      <div class="row dialog-foot">
        <button class="btn" ref={cancel} onClick={() => onAnswer(false)}>
          {t('cancel')}
        </button>
        <button class="btn stop" onClick={() => onAnswer(true)}>
          {act}
        </button>
      </div>
    </Dialog>
  );
}
