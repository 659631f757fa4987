/** Training, its small check, and the test with new pictures. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import { fetchNetworks } from '../../../../lib/api';
import { say, t } from '../../../../lib/texts';
import type { NetworkRow } from '../../../../lib/types';
import { TrainOn } from '../../../cluster/train_on';
import { WhereTrains } from '../../../cluster/where_trains';
import { EngineWait } from '../../../engine/engine_line';
import { engineReady } from '../../../engine/engine_store';
import { estimateSize } from '../../../guide/methods';
import { getGuideStore } from '../../../guide/store';
import { formatSize } from '../../../labels/labels';
import { AnotherWay } from '../../another_way';
import type { ClassRow } from '../../api';
import { BETTER, countTraining, MIN_SAMPLES } from '../../taught_store';
import type { NextStep } from './next_step';
import type { TeachStore } from './teach_store';
import { TestPanel } from './test/test_panel';
import '../../texts';
import '../../../engine/texts';
import '../../../project/texts';
import '../../../../lib/common_texts';

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
      // It was open before: what was learned is tried at once.
      if (store.camera.asked) void store.camera.open();
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
      <TrainOn opened={store.opened} />
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
  const enough = count >= MIN_SAMPLES;
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
            : t('teachOf', { n: count, m: MIN_SAMPLES })}
      </span>
      <span class="bar" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (100 * count) / (enough ? BETTER : MIN_SAMPLES))}%` }} />
      </span>
    </li>
  );
}

function Advice({ store, classes }: Pick<PanelProps, 'store' | 'classes'>) {
  if (!store.canTrain.value) return <p class="teach-note">{t('teachFirst')}</p>;
  if (store.empty.value.length) return <EmptyClass store={store} />;
  const few = classes.filter((row) => countTraining(row) < BETTER);
  if (!few.length) return null;
  const lack = BETTER - Math.max(...few.map(countTraining));
  return (
    <p class="teach-note warn">
      {few.length > 1 ? t('teachNowEach', { n: lack }) : t('teachNow', { name: few[0].name, n: lack })}
    </p>
  );
}

/** A class that was made and not filled: it is not learned. It gets pictures, or goes. */
function EmptyClass({ store }: { store: TeachStore }) {
  const [{ name }] = store.empty.value;
  return (
    <div class="teach-note warn teach-empty">
      <p>{t('teachEmptyClass', { name })}</p>
      <button class="btn" onClick={() => void store.activate(name)}>
        {t('teachTake', { name })}
      </button>
      {(store.classes.value?.length ?? 0) > 2 && (
        <button class="btn" onClick={() => void store.remove(name, 'remove')}>
          {t('teachRemove')}
        </button>
      )}
    </div>
  );
}

function HowItLearns({ store, classes }: Pick<PanelProps, 'store' | 'classes'>) {
  const backbone = store.program.value?.backbone ?? '';
  const size = useNetworkSize(backbone);
  const filled = classes.filter(countTraining).length;
  return (
    <div class="teach-how">
      <h3>{t('teachHow')}</h3>
      <p class="cap">
        {backbone === 'EfficientNet-Lite0'
          ? t(filled > 1 ? 'teachHowText' : 'teachHowNone', { n: filled })
          : t('teachHowOther', { name: backbone })}
      </p>
      {size !== null && <p class="cap num">{t('teachHowSize', { name: backbone, size: formatSize(size) })}</p>}
      <AnotherWay guide={getGuideStore(store.opened)} />
    </div>
  );
}

/** Bytes of the file that such a network becomes; null: not known. */
function useNetworkSize(backbone: string): number | null {
  const [networks, setNetworks] = useState<NetworkRow[]>([]);
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
      disabled={!store.canTrain.value || store.opened.run.busy.value || store.test.turn.value !== null}
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
      <button class="btn big wide" onClick={() => store.opened.stop()}>
        <span>{t('teachStopEarly')}</span>
      </button>
      <p class="cap num" role="status">
        {words}
        {progress?.busy && <span class="warn-text"> {t('computerBusy')}</span>}
      </p>
      <span class="bar" aria-hidden="true">
        <i style={{ width: `${100 * share}%` }} />
      </span>
      <WhereTrains results={store.opened.run.results} />
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
      {store.empty.value.length > 0 && <EmptyClass store={store} />}
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
      <TestPanel store={store} classes={classes} next={next} />
      <span class="grow" />
      <TrainButton store={store} filled={next === 'train'} again />
      <AnotherWay guide={getGuideStore(store.opened)} />
    </>
  );
}
