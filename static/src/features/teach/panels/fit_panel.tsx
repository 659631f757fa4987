/** Training of what is fitted at once, in a second: whether there is enough, its small check, and below it the test. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon, type IconName } from '../../../components/icon';
import type { EvaluationEvent } from '../../../lib/messages';
import { formatPercent } from '../../../lib/numbers/shares';
import { type Key, say, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { EngineWait } from '../../engine/engine_line';
import { engineReady } from '../../engine/engine_store';
import '../texts';
import '../../engine/texts';
import '../../../lib/common_texts';

/** What is taught, as far as its training needs it. */
export interface Fitted {
  readonly opened: ProjectStore;
  readonly training: Signal<boolean>;
  readonly learned: ReadonlySignal<{ seconds: number | null } | null>;
  readonly canTrain: ReadonlySignal<boolean>;
  /** Samples came or went since. */
  readonly stale: Signal<boolean>;
  readonly check: ReadonlySignal<EvaluationEvent | null>;
  /** The test of what answers. */
  readonly marks: ReadonlySignal<EvaluationEvent | null>;
  train(): Promise<void>;
  finishTraining(): Promise<void>;
}

/** What a kind calls its samples. */
export interface FitWords {
  icon: IconName;
  few: Key;
  enough: Key;
  count: Key;
  of: Key;
  first: Key;
  now: Key;
  stale: Key;
  checkWhy: Key;
  /** Over `how`; none: how it learns. */
  howTitle?: Key;
  how: Key;
}

interface PanelProps {
  store: Fitted;
  words: FitWords;
  /** Samples to learn from, of each class. */
  counts: { name: string; count: number }[];
  least: number;
  better: number;
  /** To train is the next step. */
  filled: boolean;
  /** What has the focus when it is trained. */
  focus: string;
  /** Somebody is tested just now. */
  tested: boolean;
  /** The test. */
  children: ComponentChildren;
}

export function FitPanel(props: PanelProps) {
  const { store, words } = props;
  const busy = store.opened.run.busy.value;
  useEffect(() => {
    if (busy || !store.training.peek()) return;
    void store.finishTraining();
    document.getElementById(props.focus)?.focus({ preventScroll: true });
  }, [busy]);
  return (
    <div class="panel teach-train">
      {busy && store.training.value ? (
        <Running opened={store.opened} />
      ) : store.learned.value ? (
        <Trained {...props} />
      ) : (
        <Before {...props} />
      )}
      {!busy && (
        <div class="teach-how">
          <h3>{t(words.howTitle ?? 'teachHow')}</h3>
          <p class="cap">{t(words.how)}</p>
        </div>
      )}
    </div>
  );
}

function Before(props: PanelProps) {
  const { store, words, counts, least, better } = props;
  const error = store.opened.run.error.value;
  const few = counts.filter(({ count }) => count < better);
  const lack = few.length ? better - Math.max(...few.map(({ count }) => count)) : 0;
  return (
    <>
      <TrainButton {...props} />
      {!store.canTrain.value && <p class="cap teach-time">{t(words.few)}</p>}
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
      <h3>{t(words.enough)}</h3>
      <ul class="teach-counts">
        {counts.map(({ name, count }) => {
          const enough = count >= least;
          return (
            <li key={name} class={count >= better ? 'good' : enough ? 'fair' : ''}>
              <Icon name={count >= better ? 'ok' : words.icon} size="s" />
              <span class="ell" title={name}>
                {name}
              </span>
              <span class="cap num">
                {enough ? t(words.count, { n: count }) : t(words.of, { n: String(count), m: String(least) })}
              </span>
              <span class="bar" aria-hidden="true">
                <i style={{ width: `${Math.min(100, (100 * count) / (enough ? better : least))}%` }} />
              </span>
            </li>
          );
        })}
      </ul>
      {!store.canTrain.value ? (
        <p class="teach-note">{t(words.first)}</p>
      ) : (
        lack > 0 && <p class="teach-note warn">{t(words.now, { n: lack })}</p>
      )}
      <EmptyClass {...props} />
    </>
  );
}

function EmptyClass({ store, counts }: Pick<PanelProps, 'store' | 'counts'>) {
  const empty = counts.find(({ count }) => !count);
  if (!empty || !store.canTrain.value) return null;
  return <p class="teach-note warn">{t('teachSitsOut', { name: empty.name })}</p>;
}

function TrainButton({ store, filled, tested, again }: PanelProps & { again?: boolean }) {
  return (
    <button
      class={`btn big wide teach-go ${filled ? 'pri' : ''}`}
      disabled={!store.canTrain.value || store.opened.run.busy.value || tested}
      onClick={() => void store.train()}
    >
      <Icon name="brain" />
      <span>{t(again ? 'teachAgain' : 'teachTrain')}</span>
    </button>
  );
}

function Running({ opened }: { opened: ProjectStore }) {
  const { progress } = opened.run.results.read();
  const share = progress ? progress.done / Math.max(1, progress.total) : 0;
  return (
    <>
      <button class="btn big wide" onClick={() => opened.stop()}>
        <span>{t('teachNotNow')}</span>
      </button>
      {engineReady.value ? (
        <>
          <p class="cap teach-time" role="status">
            {t('teachWarming')}
          </p>
          <span class="bar" aria-hidden="true">
            <i style={{ width: formatPercent(share) }} />
          </span>
        </>
      ) : (
        <EngineWait />
      )}
    </>
  );
}

function Trained(props: PanelProps) {
  const { store, words } = props;
  const { seconds } = store.learned.value!;
  const check = store.check.value;
  const stale = store.stale.value;
  return (
    <>
      <p class="row teach-done">
        <Icon name="ok" />
        <b class="grow">{t('teachDone')}</b>
        <span class="cap num">
          {seconds === null ? t('teachEarlier') : t('teachTook', { n: Math.max(1, Math.round(seconds)) })}
        </span>
      </p>
      <EmptyClass {...props} />
      {stale && (
        <p class="teach-note warn" role="status">
          {t(words.stale)}
        </p>
      )}
      {check && (
        <div class={`teach-marks ${stale ? 'old' : ''}`}>
          <h3>{t('teachCheck')}</h3>
          <p class="teach-score num">{t('teachMarks', { m: String(check.total), n: check.correct })}</p>
          <p class="cap">{t(words.checkWhy)}</p>
        </div>
      )}
      {props.children}
      <span class="grow" />
      {stale && <TrainButton {...props} again />}
    </>
  );
}

/** A square for each sample of the test, class by class; before it those that are there already. */
export function TestSquares({ labels, marks, taken, most }: SquaresProps) {
  return (
    <ul class="teach-slots teach-squares">
      {labels.map((name) => {
        const asked = marks?.pictures.filter(({ truth }) => marks.classes[truth] === name) ?? [];
        const right = asked.filter(({ truth, answer }) => truth === answer).length;
        return (
          <li key={name} class="teach-slot-row">
            <span class="ell" title={name}>
              {name}
            </span>
            {marks && <span class="sr">{t('teachMarks', { m: String(asked.length), n: right })}</span>}
            <span class="teach-slots-of" aria-hidden="true">
              {[...Array(most).keys()].map((at) => {
                const one = asked[at];
                if (!one) return <i key={at} class={at < (taken[name] ?? 0) ? 'full' : ''} />;
                const good = one.truth === one.answer;
                return (
                  <i
                    key={at}
                    class={`full ${good ? '' : 'missed'}`}
                    title={t('teachTestSaid', { name: marks!.classes[one.answer] ?? '' })}
                  >
                    <Icon name={good ? 'check' : 'x'} size="s" />
                  </i>
                );
              })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

interface SquaresProps {
  labels: string[];
  marks: EvaluationEvent | null;
  taken: Record<string, number>;
  most: number;
}
