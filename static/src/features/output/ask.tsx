/** The program's question, as a card above the text. It takes the focus; the first answer of any window wins. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { DrawingPad } from './drawing_pad';
import './texts';
import '../../lib/common_texts';
import type { AskEvent } from '../../lib/messages';

const LONGEST = 2_000;

export function AskCard({ opened }: { opened: ProjectStore }) {
  const ask = opened.run.ask.value;
  return ask && opened.run.busy.value ? (
    <Question key={`${opened.run.summary.value?.id}:${ask.id}`} opened={opened} ask={ask} />
  ) : null;
}

/** What was answered as before, without asking, and the way to be asked again. */
export function UsualRow({ opened }: { opened: ProjectStore }) {
  const { usual } = opened.run;
  if (!usual.given.value.length) return null;
  const askAgain = () => {
    usual.forget();
    showToast(t('asksAgain'));
  };
  return (
    <div class="prog still">
      <div class="row">
        <Icon name="info" class="mut" />
        <span class="grow">{t('asBefore', { answers: usual.given.value.join(' · ') })}</span>
        <button class="btn" onClick={askAgain}>
          {t('askAgain')}
        </button>
      </div>
    </div>
  );
}

/** Puts the focus where the answer is given; on the card itself where the program goes on without one. */
export function focusQuestion(): void {
  const card = document.querySelector<HTMLElement>('.ask');
  (card?.querySelector<HTMLElement>('input, .choices button, canvas') ?? card)?.focus({ preventScroll: true });
}

function Question({ opened, ask }: { opened: ProjectStore; ask: AskEvent }) {
  const card = useRef<HTMLElement>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    card.current?.parentElement?.scrollTo(0, 0);
    focusQuestion();
  }, []);
  const answer = async (value: string | Blob) => {
    setBusy(true);
    try {
      await opened.run.answer(ask, value);
    } catch (error) {
      const taken = error instanceof api.ApiError && error.status === 409;
      showToast(taken ? t('answeredElsewhere') : say(api.describeError(error)));
    }
    setBusy(false);
  };
  return (
    <section class="ask" aria-label={t('question')} tabIndex={-1} ref={card}>
      <h3>
        {ask.form === 'device' && <Icon name="unplugged" />}
        {ask.text ? say(ask.text) : ask.question || t('question')}
      </h3>
      {ask.form === 'device' && <DeviceWait ask={ask} busy={busy} onAnswer={answer} />}
      {ask.form === 'text' && <TextAnswer busy={busy} onAnswer={answer} />}
      {ask.form === 'choice' && (
        <div class="choices">
          {ask.options.map((one) => (
            <button key={one} class="btn" disabled={busy} onClick={() => void answer(one)}>
              {one}
            </button>
          ))}
        </div>
      )}
      {ask.form === 'picture' && <DrawingPad busy={busy} onPicture={answer} />}
    </section>
  );
}

/** Something must be plugged in or allowed: the program looks by itself whether it is there. */
function DeviceWait({ ask, busy, onAnswer }: { ask: AskEvent; busy: boolean; onAnswer(value: string): Promise<void> }) {
  const named = ask.options.filter((one) => one !== 'wait' && one !== 'end');
  return (
    <>
      {named.length > 0 && (
        <div class="choices">
          {named.map((one) => (
            <button key={one} class="btn" disabled={busy} onClick={() => void onAnswer(one)}>
              {one}
            </button>
          ))}
        </div>
      )}
      <div class="row ask-wait">
        <p class="state blue running">
          <i />
          <span>{t('deviceWait')}</span>
        </p>
        {ask.options.includes('end') && (
          <button class="btn" disabled={busy} onClick={() => void onAnswer('end')}>
            {t('deviceEnd')}
          </button>
        )}
      </div>
    </>
  );
}

function TextAnswer({ busy, onAnswer }: { busy: boolean; onAnswer(value: string): Promise<void> }) {
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!busy) void onAnswer(input.current?.value ?? '');
  };
  return (
    <form class="row" onSubmit={submit}>
      <input type="text" ref={input} maxLength={LONGEST} aria-label={t('yourAnswer')} autoComplete="off" />
      <button class="btn pri" disabled={busy}>
        {t('send')}
      </button>
    </form>
  );
}
