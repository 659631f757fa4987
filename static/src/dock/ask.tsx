/** The program's question, as a card above the text. It takes the focus; the first answer of any window wins. */

import { useEffect, useRef, useState } from 'preact/hooks';
import * as api from '../api';
import { toast } from '../parts/toast';
import type { Opened } from '../state/opened';
import { say, t } from '../texts';
import type { AskEvent } from '../types';
import { DrawingPad } from './pad';

const LONGEST = 2_000;

export function AskCard({ opened }: { opened: Opened }) {
  const ask = opened.run.ask.value;
  return ask && opened.run.busy.value ? <Question key={`${opened.run.summary.value?.id}:${ask.id}`} opened={opened} ask={ask} /> : null;
}

function Question({ opened, ask }: { opened: Opened; ask: AskEvent }) {
  const card = useRef<HTMLElement>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    card.current?.parentElement?.scrollTo(0, 0);
    card.current?.querySelector<HTMLElement>('input, .choices button, canvas')?.focus({ preventScroll: true });
  }, []);
  const answer = async (value: string | Blob) => {
    setBusy(true);
    try {
      await opened.run.answer(ask, value);
    } catch (error) {
      const taken = error instanceof api.ApiError && error.status === 409;
      toast(taken ? t('answeredElsewhere') : say(api.sentence(error)));
    }
    setBusy(false);
  };
  return (
    <section class="ask" aria-label={t('question')} ref={card}>
      <h3>{ask.question || t('question')}</h3>
      {ask.form === 'text' && <TextAnswer busy={busy} onAnswer={answer} />}
      {ask.form === 'choice' && <div class="choices">{ask.options.map((one) => <button key={one} class="btn" disabled={busy} onClick={() => void answer(one)}>{one}</button>)}</div>}
      {ask.form === 'picture' && <DrawingPad busy={busy} onPicture={answer} />}
    </section>
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
      <button class="btn pri" disabled={busy}>{t('send')}</button>
    </form>
  );
}
