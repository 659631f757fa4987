/** Training with sentences, and the test by another writer. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../../../components/dialog';
import { Icon } from '../../../../components/icon';
import type { SentenceClass } from '../../../../lib/dataset_types';
import type { EvaluationEvent } from '../../../../lib/messages';
import { describeSkill } from '../../../../lib/numbers/skill';
import { t } from '../../../../lib/texts';
import { formatConfidence } from '../../../evaluation/rows';
import { FitPanel, type FitWords, TestSquares } from '../../fit_panel';
import { BETTER, LEAST } from '../../taught_store';
import type { NextStep } from './next_step';
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
      least={LEAST}
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
  const marks = store.marks.value;
  const [wrong, setWrong] = useState(false);
  const tested = !turn && !store.testing.value ? marks : null;
  const written = Object.entries(turn?.written ?? {}).map(([name, said]) => [name, said.length] as const);
  return (
    <div class="teach-test">
      <h3>{t('textTest')}</h3>
      {turn ? (
        <Turn store={store} />
      ) : tested ? (
        <div>
          <p class="teach-score num">{t('teachMarks', { m: String(tested.total), n: tested.correct })}</p>
          <p class="cap">{describeSkill(tested.correct, tested.total, tested.classes.length)}</p>
        </div>
      ) : (
        <p class="cap">{t('textTestText')}</p>
      )}
      <TestSquares
        labels={store.ready.value.map(({ name }) => name)}
        marks={tested}
        taken={Object.fromEntries(written)}
        most={TESTED}
      />
      {!turn && (
        <>
          {tested && tested.correct < tested.total && (
            <button class={`btn big wide ${next === 'mistakes' ? 'pri' : ''}`} onClick={() => setWrong(true)}>
              <Icon name="notebook" />
              <span>{t('textMistakes')}</span>
            </button>
          )}
          <button
            class={`btn wide ${tested ? '' : 'big'} ${next === 'test' ? 'pri' : ''}`}
            disabled={store.opened.run.busy.value || store.testing.value}
            onClick={() => store.beginTest()}
          >
            <Icon name="message" />
            <span>{t(tested ? 'textTestAgain' : 'textTestGo')}</span>
          </button>
        </>
      )}
      {wrong && tested && <Mistakes marks={tested} onClose={() => setWrong(false)} />}
    </div>
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

function Mistakes({ marks, onClose }: { marks: EvaluationEvent; onClose(): void }) {
  const wrong = marks.pictures.filter(({ truth, answer }) => truth !== answer);
  return (
    <Dialog title={t('textMistakes')} onClose={onClose}>
      <ul class="text-mistakes">
        {wrong.map(({ path, text, truth, answer, confidence }) => (
          <li key={path}>
            <b>{text}</b>
            <span class="cap">
              {t('textMistake', { a: marks.classes[truth], b: marks.classes[answer] ?? '' })} ·{' '}
              {formatConfidence(confidence)}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
