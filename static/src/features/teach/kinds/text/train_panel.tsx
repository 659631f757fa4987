/** Training with sentences, its small check, and the test by another writer. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../../../components/dialog';
import { Icon } from '../../../../components/icon';
import type { EvaluationEvent } from '../../../../lib/messages';
import { describeSkill } from '../../../../lib/numbers/skill';
import type { SentenceClass } from '../../../../lib/teach_types';
import { say, t } from '../../../../lib/texts';
import { EngineWait } from '../../../engine/engine_line';
import { formatConfidence } from '../../../evaluation/rows';
import type { NextStep } from './next_step';
import { BETTER, countTraining, LEAST, TESTED, type TextStore } from './text_store';
import './texts';
import '../../texts';
import '../../../engine/texts';
import '../../../../lib/common_texts';

interface PanelProps {
  store: TextStore;
  classes: SentenceClass[];
  next: NextStep;
}

export function TrainPanel({ store, classes, next }: PanelProps) {
  const busy = store.opened.run.busy.value;
  const training = busy && store.training.value;
  useEffect(() => {
    if (busy || !store.training.peek()) return;
    void store.finishTraining();
    document.getElementById('text-asked')?.focus({ preventScroll: true });
  }, [busy]);
  return (
    <div class="panel teach-train">
      {training ? (
        <Running store={store} />
      ) : store.learned.value ? (
        <Trained store={store} classes={classes} next={next} />
      ) : (
        <Before store={store} classes={classes} next={next} />
      )}
    </div>
  );
}

function Before({ store, classes, next }: PanelProps) {
  const error = store.opened.run.error.value;
  const few = classes.filter((one) => countTraining(one) < BETTER);
  const lack = few.length ? BETTER - Math.max(...few.map(countTraining)) : 0;
  return (
    <>
      <TrainButton store={store} filled={next === 'train'} />
      {!store.canTrain.value && <p class="cap teach-time">{t('textFew')}</p>}
      {error && (
        <div class="teach-note warn" role="alert">
          <p>
            {t('teachFailed')} {say(error.title)}
          </p>
          <button class="btn link" onClick={() => store.opened.showTrouble()}>
            {t('teachToBlocks')}
          </button>
        </div>
      )}
      <h3>{t('textEnough')}</h3>
      <ul class="teach-counts">
        {classes.map((row) => (
          <Count key={row.name} name={row.name} count={countTraining(row)} />
        ))}
      </ul>
      {!store.canTrain.value ? (
        <p class="teach-note">{t('textFirst')}</p>
      ) : (
        lack > 0 && <p class="teach-note warn">{t('textNow', { n: lack })}</p>
      )}
      <EmptyClass store={store} classes={classes} />
      <HowItLearns />
    </>
  );
}

function Count({ name, count }: { name: string; count: number }) {
  const enough = count >= LEAST;
  const good = count >= BETTER;
  return (
    <li class={good ? 'good' : enough ? 'fair' : ''}>
      <Icon name={good ? 'ok' : 'message'} size="s" />
      <span class="ell" title={name}>
        {name}
      </span>
      <span class="cap num">
        {enough ? t('textCount', { n: count }) : t('textOf', { n: String(count), m: String(LEAST) })}
      </span>
      <span class="bar" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (100 * count) / (enough ? BETTER : LEAST))}%` }} />
      </span>
    </li>
  );
}

function EmptyClass({ store, classes }: Pick<PanelProps, 'store' | 'classes'>) {
  const empty = classes.find((one) => !countTraining(one));
  if (!empty || !store.canTrain.value) return null;
  return <p class="teach-note warn">{t('textEmptyClass', { name: empty.name })}</p>;
}

function HowItLearns() {
  return (
    <div class="teach-how">
      <h3>{t('teachHow')}</h3>
      <p class="cap">{t('textHowText')}</p>
    </div>
  );
}

function TrainButton({ store, filled, again = false }: { store: TextStore; filled: boolean; again?: boolean }) {
  return (
    <button
      class={`btn big wide teach-go ${filled ? 'pri' : ''}`}
      disabled={!store.canTrain.value || store.opened.run.busy.value || store.turn.value !== null}
      onClick={() => void store.train()}
    >
      <Icon name="brain" />
      <span>{t(again ? 'teachAgain' : 'teachTrain')}</span>
    </button>
  );
}

function Running({ store }: { store: TextStore }) {
  const { progress } = store.opened.run.results.read();
  const share = progress ? progress.done / Math.max(1, progress.total) : 0;
  return (
    <>
      <button class="btn big wide" onClick={() => store.opened.stop()}>
        <span>{t('teachNotNow')}</span>
      </button>
      {store.engineReady.value ? (
        <>
          <p class="cap teach-time" role="status">
            {t('teachWarming')}
          </p>
          <span class="bar" aria-hidden="true">
            <i style={{ width: `${Math.round(100 * share)}%` }} />
          </span>
        </>
      ) : (
        <EngineWait />
      )}
    </>
  );
}

function Trained({ store, classes, next }: PanelProps) {
  const { seconds } = store.learned.value!;
  const check = store.check.value;
  return (
    <>
      <p class="row teach-done">
        <Icon name="ok" />
        <b class="grow">{t('teachDone')}</b>
        <span class="cap num">
          {seconds === null ? t('teachEarlier') : t('teachTook', { n: Math.max(1, Math.round(seconds)) })}
        </span>
      </p>
      <EmptyClass store={store} classes={classes} />
      {store.stale.value && (
        <p class="teach-note warn" role="status">
          {t('textStale')}
        </p>
      )}
      {check && (
        <div class={`teach-marks ${store.stale.value ? 'old' : ''}`}>
          <h3>{t('teachCheck')}</h3>
          <p class="teach-score num">{t('teachMarks', { m: String(check.total), n: check.correct })}</p>
          <p class="cap">{t('textCheckWhy')}</p>
        </div>
      )}
      <Test store={store} next={next} />
      <span class="grow" />
      {(store.stale.value || next !== 'test') && <TrainButton store={store} filled={next === 'train'} again />}
      <HowItLearns />
    </>
  );
}

function Test({ store, next }: Pick<PanelProps, 'store' | 'next'>) {
  const turn = store.turn.value;
  const marks = store.marks.value;
  const [wrong, setWrong] = useState(false);
  const tested = !turn && !store.testing.value ? marks : null;
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
      <Slots store={store} marks={tested} />
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
      {wrong && tested && <Mistakes store={store} marks={tested} onClose={() => setWrong(false)} />}
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

/** A square for each sentence of the test, class by class. */
function Slots({ store, marks }: { store: TextStore; marks: EvaluationEvent | null }) {
  const { written } = store.turn.value ?? { written: {} as Record<string, string[]> };
  return (
    <ul class="teach-slots">
      {store.ready.value.map(({ name }) => {
        const asked = marks?.pictures.filter(({ truth }) => marks.classes[truth] === name) ?? [];
        const right = asked.filter(({ truth, answer }) => truth === answer).length;
        return (
          <li key={name} class="teach-slot-row">
            <span class="ell" title={name}>
              {name}
            </span>
            {marks && <span class="sr">{t('teachMarks', { m: String(asked.length), n: right })}</span>}
            <span class="teach-slots-of" aria-hidden="true">
              {[...Array(TESTED).keys()].map((at) => {
                const one = asked[at];
                return one ? (
                  <i key={at} class={`full ${one.truth === one.answer ? '' : 'missed'}`}>
                    <Icon name={one.truth === one.answer ? 'check' : 'x'} size="s" />
                  </i>
                ) : (
                  <i key={at} class={at < (written[name]?.length ?? 0) ? 'full' : ''} />
                );
              })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Mistakes({ store, marks, onClose }: { store: TextStore; marks: EvaluationEvent; onClose(): void }) {
  const wrong = marks.pictures.filter(({ truth, answer }) => truth !== answer);
  return (
    <Dialog title={t('textMistakes')} onClose={onClose}>
      <ul class="text-mistakes">
        {wrong.map(({ path, truth, answer, confidence }) => (
          <li key={path}>
            <b>{store.findSentence(Number(path.split('/').pop()))}</b>
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
