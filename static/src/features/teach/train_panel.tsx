/** Training, its small check, and the test with new pictures. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { fetchNetworks, makeThumbnailUrl } from '../../lib/api';
import type { EvaluationEvent } from '../../lib/messages';
import { computeInterval, includesChance } from '../../lib/numbers/intervals';
import { goToView } from '../../lib/route';
import { say, t } from '../../lib/texts';
import type { Network } from '../../lib/types';
import { formatSize } from '../data/labels';
import { EngineWait } from '../engine/engine_line';
import { engineReady } from '../engine/engine_store';
import { estimateSize } from '../guide/methods';
import { getGuideStore } from '../guide/store';
import { TestHarder } from '../inference/batch/test_harder';
import { AnotherWay } from './another_way';
import type { ClassRow } from './api';
import type { NextStep } from './next_step';
import { BETTER, countTraining, LEAST, TEST_PICTURES, type TeachStore } from './teach_store';
import { TestWithoutCamera } from './test_without_camera';
import './texts';
import '../engine/texts';
import '../project/texts';
import '../../lib/common_texts';

interface PanelProps {
  store: TeachStore;
  classes: ClassRow[];
  next: NextStep;
}

export function TrainPanel({ store, classes, next }: PanelProps) {
  const { run } = store.opened;
  const busy = run.busy.value;
  const training = busy && (store.training.value || !engineReady.value);
  useEffect(() => {
    if (busy || !store.training.peek()) return;
    store.training.value = false;
    const now = store.learned.peek();
    if (now?.shown) {
      if (!now.stopped) store.noteDuration(run.seconds.peek());
      document.getElementById('teach-answer')?.focus({ preventScroll: true });
    }
  }, [busy]);
  const learned = store.learned.value;
  return (
    <div class="panel teach-train">
      {training ? (
        engineReady.value ? (
          <Running store={store} />
        ) : (
          <Waiting store={store} />
        )
      ) : learned ? (
        <Trained store={store} classes={classes} next={next} />
      ) : (
        <Before store={store} classes={classes} next={next} />
      )}
    </div>
  );
}

function Before({ store, classes, next }: PanelProps) {
  const estimate = store.estimate();
  const error = store.opened.run.error.value;
  return (
    <>
      <TrainButton store={store} filled={next === 'train'} />
      <p class="cap teach-time">
        {!store.canTrain.value
          ? t('teachFew')
          : estimate !== null && (
              <>
                <Icon name="timer" size="s" />
                {t('teachAbout', { n: Math.max(1, Math.round(estimate)) })}
              </>
            )}
      </p>
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
      <h3>{t('teachEnough')}</h3>
      <ul class="teach-counts">
        {classes.map((row) => (
          <Count key={row.name} row={row} />
        ))}
      </ul>
      <Advice store={store} classes={classes} />
      <HowItLearns store={store} classes={classes} />
    </>
  );
}

function Count({ row }: { row: ClassRow }) {
  const count = countTraining(row);
  const enough = count >= LEAST;
  return (
    <li class={count >= BETTER ? 'good' : enough ? 'fair' : ''}>
      <Icon name={count >= BETTER ? 'ok' : 'camera'} size="s" />
      <span class="ell" title={row.name}>
        {row.name}
      </span>
      <span class="cap num">
        {count >= BETTER
          ? t('pictureCount', { n: count })
          : enough
            ? t('teachBetter', { n: BETTER - count })
            : t('teachOf', { n: count, m: LEAST })}
      </span>
      <span class="bar" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (100 * count) / (enough ? BETTER : LEAST))}%` }} />
      </span>
    </li>
  );
}

function Advice({ store, classes }: Pick<PanelProps, 'store' | 'classes'>) {
  if (!store.canTrain.value) return <p class="teach-note">{t('teachFirst')}</p>;
  const few = classes.find((row) => countTraining(row) && countTraining(row) < BETTER);
  return few ? (
    <p class="teach-note warn">{t('teachNow', { name: few.name, n: BETTER - countTraining(few) })}</p>
  ) : null;
}

function HowItLearns({ store, classes }: Pick<PanelProps, 'store' | 'classes'>) {
  const backbone = store.program.value?.backbone ?? '';
  const size = useNetworkSize(backbone);
  return (
    <div class="teach-how">
      <h3>{t('teachHow')}</h3>
      <p class="cap">
        {backbone === 'EfficientNet-Lite0'
          ? t('teachHowText', { n: classes.length })
          : t('teachHowOther', { name: backbone })}
      </p>
      {size !== null && <p class="cap num">{t('teachHowSize', { name: backbone, size: formatSize(size) })}</p>}
      <AnotherWay guide={getGuideStore(store.opened)} />
    </div>
  );
}

/** Bytes of the file that such a network becomes; null: not known. */
function useNetworkSize(backbone: string): number | null {
  const [networks, setNetworks] = useState<Network[]>([]);
  useEffect(() => {
    fetchNetworks().then(
      (found) => setNetworks(found.networks),
      () => undefined,
    );
  }, []);
  const network = networks.find(({ name }) => name === backbone);
  return network ? estimateSize(network) : null;
}

function TrainButton({ store, filled, again = false }: { store: TeachStore; filled: boolean; again?: boolean }) {
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

/** The engine is on its way: pictures go on meanwhile. */
function Waiting({ store }: { store: TeachStore }) {
  return (
    <>
      <button class="btn big wide" onClick={() => store.opened.stop()}>
        <span>{t('teachNotNow')}</span>
      </button>
      <EngineWait />
    </>
  );
}

function Running({ store }: { store: TeachStore }) {
  const results = store.opened.run.results.read();
  const { progress } = results;
  const share = progress ? progress.done / Math.max(1, progress.total) : 0;
  const words = !progress
    ? t('teachWarming')
    : progress.unit === 'epoch'
      ? t('teachEpoch', { n: progress.done, m: progress.total })
      : t('teachLooking', { n: progress.done, m: progress.total });
  return (
    <>
      <button class="btn stop big wide" onClick={() => store.opened.stop()}>
        <Icon name="square" />
        <span>{t('stop')}</span>
      </button>
      <p class="cap num" role="status">
        {words}
        {progress?.busy && <span class="warn-text"> {t('computerBusy')}</span>}
      </p>
      <span class="bar" aria-hidden="true">
        <i style={{ width: `${100 * share}%` }} />
      </span>
    </>
  );
}

function Trained({ store, classes, next }: PanelProps) {
  const { stopped, seconds, older } = store.learned.value!;
  const marks = store.marks.value;
  const stale = store.unlearned.value;
  const otherWay = store.otherWay.value;
  return (
    <>
      <p class="row teach-done">
        <Icon name={stopped || older ? 'info' : 'ok'} />
        <b class="grow">{t(older ? 'olderTraining' : stopped ? 'teachStopped' : 'teachDone')}</b>
        <span class="cap num">
          {older ? '' : seconds === null ? t('teachEarlier') : t('teachTook', { n: Math.max(1, Math.round(seconds)) })}
        </span>
      </p>
      {stale !== 0 && (
        <p class="teach-note warn" role="status">
          {stale > 0 ? t('teachStale', { n: stale }) : t('teachChanged')}
        </p>
      )}
      {otherWay && (
        <p class="teach-note warn" role="status">
          {t('teachOtherWay')}
        </p>
      )}
      {marks && marks.split !== 'test' && (
        <div class={`teach-marks ${stale ? 'old' : ''}`}>
          <h3>{t('teachCheck')}</h3>
          <p class="teach-score num">{t('teachMarks', { m: marks.total, n: marks.correct })}</p>
          <p class="cap">{t(stale ? 'teachOldMark' : 'teachCheckWhy')}</p>
        </div>
      )}
      <Test store={store} classes={classes} next={next} />
      <span class="grow" />
      <TrainButton store={store} filled={next === 'train'} again />
      <AnotherWay guide={getGuideStore(store.opened)} />
    </>
  );
}

function Test({ store, classes, next }: PanelProps) {
  const marks = store.marks.value;
  const turn = store.turn.value;
  const tested = !store.testing.value && marks?.split === 'test' ? marks : null;
  // Nobody can take pictures: they are chosen or drawn.
  const without = store.camera.trouble.value !== null && store.camera.stream.value === null;
  const [from, to] = tested ? computeInterval(tested.correct, tested.total) : [0, 0];
  return (
    <div class="teach-test">
      <h3>{t('teachTest')}</h3>
      {tested && !turn ? (
        <div class={store.unlearned.value ? 'old' : ''}>
          <p class="teach-score num">{t('teachMarks', { m: tested.total, n: tested.correct })}</p>
          <p class="cap">
            {t('realSkill', { m: tested.total, a: from, b: to })}
            {includesChance(tested.correct, tested.total, tested.classes.length) && ` · ${t('asGuessing')}`}
          </p>
          {store.unlearned.value !== 0 && <p class="cap">{t('teachOldMark')}</p>}
        </div>
      ) : (
        !turn && !without && <p class="cap">{t('teachTestText')}</p>
      )}
      {turn && <Turn store={store} />}
      {store.testing.value && (
        <p class="cap" role="status">
          {t('teachTesting')}
        </p>
      )}
      {without ? (
        <TestWithoutCamera store={store} classes={classes} filled={next === 'test'} />
      ) : (
        <Slots store={store} classes={classes} />
      )}
      {turn ? (
        <div class="row">
          <button class="btn grow" onClick={() => (store.paused.value = !store.paused.value)}>
            <Icon name={store.paused.value ? 'play' : 'pause'} />
            <span>{t(store.paused.value ? 'teachGoOn' : 'teachPause')}</span>
          </button>
          <button class="btn" onClick={() => store.endTest()}>
            {t('teachCancel')}
          </button>
        </div>
      ) : tested ? (
        <AfterTest store={store} next={next} without={without} />
      ) : without ? null : (
        <button
          class={`btn big wide ${next === 'test' ? 'pri' : ''}`}
          disabled={store.testing.value || store.opened.run.busy.value}
          onClick={() => void store.takeTest()}
        >
          <Icon name="camera" />
          <span>{t('teachTestGo')}</span>
        </button>
      )}
    </div>
  );
}

/**
 * The pictures of each class that are there for the test, after it with what the model said of each; pressing a row
 * takes that class anew.
 */
function Slots({ store, classes }: Pick<PanelProps, 'store' | 'classes'>) {
  const turn = store.turn.value;
  const marks = store.marks.value;
  const marked = !turn && !store.testing.value && marks?.split === 'test' ? marks : null;
  return (
    <ul class="teach-slots">
      {classes
        .filter((row) => countTraining(row))
        .map((row) => (
          <li key={row.name}>
            <button
              class="teach-slot-row"
              title={t('teachTestClass', { name: row.name })}
              aria-label={t('teachTestClass', { name: row.name })}
              disabled={turn !== null || store.testing.value || store.opened.run.busy.value}
              onClick={() => void store.takeTest(row.name)}
            >
              <span class="ell">{row.name}</span>
              <span class="teach-slots-of" aria-hidden="true">
                {marked
                  ? listAnswers(marked, row.name).map((one) => (
                      <i key={one.path} class={one.right ? 'right' : 'wrong'} title={one.answer}>
                        <img src={makeThumbnailUrl(store.opened.id, one.path)} alt="" />
                        <Icon name={one.right ? 'check' : 'x'} size="s" />
                      </i>
                    ))
                  : [...Array(TEST_PICTURES).keys()].map((number) => (
                      <i key={number} class={number < row.tests ? 'full' : ''} />
                    ))}
              </span>
            </button>
          </li>
        ))}
    </ul>
  );
}

/** The test's pictures of a class, in the order of their names. */
function listAnswers(marks: EvaluationEvent, label: string) {
  const own = marks.pictures.filter(([, truth]) => marks.classes[truth] === label).slice(0, TEST_PICTURES);
  return own
    .map(([path, truth, answer]) => ({ path, right: truth === answer, answer: marks.classes[answer] ?? '' }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function AfterTest({ store, next, without }: Pick<PanelProps, 'store' | 'next'> & { without: boolean }) {
  const marks = store.marks.value!;
  return (
    <div class="teach-after">
      {marks.correct < marks.total && (
        <button
          class={`btn big wide ${next === 'mistakes' ? 'pri' : ''}`}
          onClick={() => goToView(store.opened.id, 'mistakes')}
        >
          <Icon name="notebook" />
          <span>{t('teachMistakes')}</span>
        </button>
      )}
      {marks.correct === marks.total && <TestHarder opened={store.opened} model={store.learned.value!.path} />}
      {!without && (
        <button
          class="btn wide"
          disabled={store.testing.value || store.opened.run.busy.value}
          onClick={() => void store.takeTest()}
        >
          {t('teachTestAgain')}
        </button>
      )}
    </div>
  );
}

function Turn({ store }: { store: TeachStore }) {
  const { label, left, taken } = store.turn.value!;
  return (
    <p class="teach-turn" role="status">
      <b>{t('teachTurn', { name: label })}</b>
      <span class="num">
        {left ? t('teachTurnIn', { n: left }) : t('teachTurnTaken', { n: taken, m: TEST_PICTURES })}
      </span>
    </p>
  );
}
