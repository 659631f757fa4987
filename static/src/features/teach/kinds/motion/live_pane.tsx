/** The curves of the last seconds, what moves the board on the screen, and what the model says of the newest two. */

import { useEffect, useMemo } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import type { MotionClass } from '../../../../lib/dataset_types';
import { say, t } from '../../../../lib/texts';
import { getSettings } from '../../../../state/inference_settings';
import { Bars, Spoken, Trouble, Winner } from '../../../inference/prediction';
import { showOtherDevices } from '../../../lan/other_devices';
import { EmptyBars, ThresholdSlider } from '../../panels/answer_parts';
import { sortScores } from '../../panels/sort_scores';
import { MotionAsking } from './asking';
import { LiveCurves } from './live_curves';
import type { MotionStore } from './motion_store';
import { SURE } from './program';
import { TiltPad } from './tilt_pad';
import './texts';
import '../../texts';
import '../../../motion/texts';
import '../../../inference/texts';
import '../../../../lib/common_texts';

export function LivePane({ store, classes }: { store: MotionStore; classes: MotionClass[] }) {
  const learned = store.learned.value;
  const busy = store.opened.run.busy.value;
  return (
    <div class="panel teach-answer">
      <Felt store={store} />
      {!learned || busy ? (
        <Waiting store={store} busy={busy} />
      ) : (
        <Answering key={learned.key} store={store} classes={classes} path={learned.path} />
      )}
    </div>
  );
}

/** The curves, or why there are none. */
function Felt({ store }: { store: MotionStore }) {
  const { sensor } = store;
  return (
    <>
      {sensor.on.value ? (
        <LiveCurves sensor={sensor} taking={store.counting.value === 0} />
      ) : (
        <div class="motion-off">
          {sensor.trouble.value ? (
            <>
              <p role="alert">{say(sensor.trouble.value)}</p>
              <div class="row teach-instead">
                <button class="btn" onClick={() => void sensor.open(store.source)}>
                  {t('retry')}
                </button>
                <button class="btn" onClick={showOtherDevices}>
                  <Icon name="tablet" />
                  <span>{t('motionOther')}</span>
                </button>
              </div>
            </>
          ) : (
            <>
              <p class="cap">{t('motionSensorOff')}</p>
              <button class="btn" disabled={sensor.opening.value} onClick={() => void sensor.open(store.source)}>
                <Icon name="activity" />
                <span>{t('motionSensorOn')}</span>
              </button>
            </>
          )}
        </div>
      )}
      {store.source === 'simulated' && <TiltPad sensor={sensor} />}
    </>
  );
}

/** Before anything is learned. */
function Waiting({ store, busy }: { store: MotionStore; busy: boolean }) {
  return (
    <>
      <p class="try-winner waiting">
        <b>{t(store.training.value ? 'teachTrainingNow' : 'teachNotYet')}</b>
      </p>
      <EmptyBars classes={store.filled.value} />
      {busy && !store.training.value ? (
        <p class="teach-note">{t('teachRuns')}</p>
      ) : (
        !store.training.value && <p class="cap">{t('motionNotYet')}</p>
      )}
    </>
  );
}

function Answering({ store, classes, path }: { store: MotionStore; classes: MotionClass[]; path: string }) {
  const { opened, sensor } = store;
  const asking = useMemo(() => new MotionAsking(opened.id, path), [opened, path]);
  const threshold = store.program.value?.threshold?.value ?? SURE;
  const settings = { ...getSettings(opened.id).value, threshold, byScore: false };
  const on = sensor.on.value && store.counting.value === null;
  useEffect(() => (on ? asking.follow(sensor) : undefined), [on, asking, sensor]);
  const guess = asking.guess.value;
  // Where nothing moves and no class is that of stillness, the model has nothing to say.
  const none = guess?.still && !classes.some(({ still, name }) => still && name === guess.label);
  const known = guess && !none ? sortScores(guess, classes) : null;
  return (
    <>
      {asking.trouble.value ? (
        <Trouble text={asking.trouble.value} onRetry={() => asking.retry()} />
      ) : (
        <Winner
          asking={asking.asking.value && !guess}
          guess={known}
          settings={settings}
          idle={t(none ? 'motionNothing' : on ? 'teachLookingNow' : 'motionSensorOn')}
        />
      )}
      <Bars guess={known} classes={store.filled.value.map(({ name }) => name)} settings={settings} many={false} />
      <span class="grow" />
      <ThresholdSlider store={store} threshold={threshold} />
      <Spoken guess={asking.guess} settings={settings} />
    </>
  );
}
