/** Training with sentences, and the test by another writer. */

import { useEffect, useRef } from 'preact/hooks';
import type { SentenceClass } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { formatConfidence } from '../../../evaluation/rows';
import { FitPanel, type FitWords } from '../../panels/fit_panel';
import type { NextStep } from '../../panels/next_step';
import { TestPanel, type TestWords } from '../../panels/test_panel';
import { BETTER, MIN_SAMPLES } from '../../taught_store';
import { countTraining, TESTED, type TextStore } from './text_store';
import './texts';
import '../../texts';

const WORDS: FitWords = {
  icon: 'message',
  few: 'textFew',
  enough: 'textEnough',
  count: 'textCount',
  of: 'textOf',
  first: 'textFirst',
  now: 'textNow',
  stale: 'textStale',
  checkWhy: 'textCheckWhy',
  how: 'textHowText',
};

const TEST_WORDS: TestWords = {
  icon: 'message',
  title: 'textTest',
  about: 'textTestText',
  go: 'textTestGo',
  again: 'textTestAgain',
  mistakes: 'textMistakes',
  mistake: 'textMistake',
};

interface PanelProps {
  store: TextStore;
  classes: SentenceClass[];
  next: NextStep;
}

export function TrainPanel({ store, classes, next }: PanelProps) {
  return (
    <FitPanel
      store={store}
      words={WORDS}
      counts={classes.map((one) => ({ name: one.name, count: countTraining(one) }))}
      least={MIN_SAMPLES}
      better={BETTER}
      filled={next === 'train'}
      focus="text-asked"
      tested={store.turn.value !== null}
    >
      <Test store={store} next={next} />
    </FitPanel>
  );
}

function Test({ store, next }: Pick<PanelProps, 'store' | 'next'>) {
  const turn = store.turn.value;
  const written = Object.entries(turn?.written ?? {}).map(([name, said]) => [name, said.length] as const);
  return (
    <TestPanel
      words={TEST_WORDS}
      turn={turn && <Turn store={store} />}
      asking={store.testing.value}
      marks={store.marks.value}
      labels={store.ready.value.map(({ name }) => name)}
      taken={Object.fromEntries(written)}
      most={TESTED}
      next={next}
      disabled={store.opened.run.busy.value}
      onTake={() => store.beginTest()}
      list="text-mistakes"
      showMistake={({ path, text, confidence }, said) => (
        <li key={path}>
          <b>{text}</b>
          <span class="cap">
            {said} · {formatConfidence(confidence)}
          </span>
        </li>
      )}
    />
  );
}

function Turn({ store }: { store: TextStore }) {
  const { label, written } = store.turn.value!;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus({ preventScroll: true }), [label]);
  const submit = (event: Event) => {
    event.preventDefault();
    const { value } = input.current!;
    input.current!.value = '';
    void store.write(value);
  };
  return (
    <form class="teach-turn" onSubmit={submit}>
      <p role="status">
        <b>{t('textTestTurn', { name: label })}</b>
        <span class="num">{t('textTestCount', { n: String(written[label].length + 1), m: String(TESTED) })}</span>
      </p>
      <input
        type="text"
        ref={input}
        maxLength={1000}
        autocomplete="off"
        aria-label={t('textTestTurn', { name: label })}
        onPaste={(event) => {
          const text = event.clipboardData?.getData('text') ?? '';
          if (!text.includes('\n')) return;
          event.preventDefault();
          void store.write(text);
        }}
      />
      <div class="teach-turn-buttons">
        <button type="submit" class="btn pri">
          {t('textTestNext')}
        </button>
        <button
          type="button"
          class="btn"
          onClick={() => {
            store.turn.value = null;
          }}
        >
          {t('teachCancel')}
        </button>
      </div>
    </form>
  );
}
