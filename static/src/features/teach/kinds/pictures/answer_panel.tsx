/** What the model says of what the camera sees now. */

import { useEffect, useMemo } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import { Tabs } from '../../../../components/tabs';
import { t } from '../../../../lib/texts';
import type { ClassificationResult } from '../../../../lib/types';
import { getSettings, type Source, updateSettings } from '../../../../state/inference_settings';
import { InferenceSession } from '../../../inference/inference_session';
import { askLive } from '../../../inference/live_loop';
import { HeldPicture, PauseButton } from '../../../inference/pause';
import { Bars, Spoken, Trouble, Winner } from '../../../inference/prediction';
import { SOURCES } from '../../../inference/sources';
import { StillSource } from '../../../inference/still_source';
import { UseRealButton } from '../../../video/simulated_buttons';
import { CameraOff, MirrorButton } from '../../camera_stage';
import { EmptyBars, SURE, ThresholdSlider } from '../../panels/answer_parts';
import { CameraVideo } from '../../video';
import type { TeachStore } from './teach_store';
import { UnsureSwitch } from './unsure/unsure_card';
import '../../../inference/texts';
import '../../texts';
import '../../../../lib/common_texts';

/** Pictures of the camera that are averaged. */
const SMOOTH = 3;

export function AnswerPanel({ store }: { store: TeachStore }) {
  const learned = store.learned.value;
  const training = store.training.value && store.opened.run.busy.value;
  if (!learned || training)
    return (
      <div class="panel teach-answer">
        <div class="teach-waiting">
          <Icon name="scan" size="l" class="mut" />
          <b>{t(training ? 'teachTrainingNow' : 'teachNotYet')}</b>
          <p class="cap">{t('teachNotYetText')}</p>
        </div>
        <EmptyBars classes={store.filled.value} />
        <p class="row cap teach-unsure">
          <Icon name="question" size="s" />
          {t('teachUnsure')}
        </p>
      </div>
    );
  return <LiveAnswer key={learned.key} store={store} path={learned.path} />;
}

/** What the model looks at: the camera, a picture, a drawing. */
export function AnswerSources({ store }: { store: TeachStore }) {
  const choose = (source: Source) => {
    updateSettings(store.opened.id, { source });
    if (source === 'camera') void store.camera.open();
  };
  return (
    <Tabs all={SOURCES} prefix="teach-look" label={t('teachStep3')} chosen={store.source.value} onChoose={choose} />
  );
}

function LiveAnswer({ store, path }: { store: TeachStore; path: string }) {
  const { opened, camera } = store;
  const busy = opened.run.busy.value;
  const source = store.source.value;
  const session = useMemo(() => new InferenceSession<ClassificationResult>(opened.id, path), [opened, path]);
  const threshold = store.program.value?.threshold?.value ?? SURE;
  const shown = { ...getSettings(opened.id).value, threshold, byScore: false };
  const on = source === 'camera' && camera.stream.value !== null && !busy && store.test.turn.value === null;
  useEffect(() => {
    const stop = on && askLive(session, camera, () => SMOOTH);
    return () => {
      if (stop) stop();
      session.clear();
    };
  }, [on, source, session, camera, camera.stream.value]);
  const guess = session.guess.value;
  const unsure = on && store.unsure.collecting.value && guess !== null && guess.confidence < (threshold || SURE);
  useEffect(() => {
    if (unsure) void store.unsure.keep();
  }, [unsure, guess, store]);
  return (
    <div class="panel teach-answer">
      <div class="teach-look" id="teach-look-panel" role="tabpanel" aria-label={t(SOURCES[source].label)}>
        {source === 'camera' ? (
          <LiveCamera store={store} session={session} on={on} />
        ) : (
          <StillSource trial={session} source={source} plain />
        )}
      </div>
      {busy && !store.training.value ? (
        <p class="teach-note">{t('teachRuns')}</p>
      ) : session.trouble.value ? (
        <Trouble text={session.trouble.value} onRetry={() => session.retry()} />
      ) : (
        <Winner
          asking={session.asking.value}
          guess={session.guess.value}
          settings={shown}
          idle={store.test.turn.value ? t('teachTakingTest') : on ? t('teachLookingNow') : undefined}
        />
      )}
      <Bars
        guess={session.guess.value}
        classes={store.filled.value.map(({ name }) => name)}
        settings={shown}
        many={false}
      />
      <ThresholdSlider store={store} threshold={threshold} />
      {on && <UnsureSwitch store={store} />}
      <Spoken guess={session.guess} settings={shown} />
    </div>
  );
}

interface CameraProps {
  store: TeachStore;
  session: InferenceSession<ClassificationResult>;
  /** The model is asked. */
  on: boolean;
}

/** What the camera sees, or how to switch it on. */
function LiveCamera({ store, session, on }: CameraProps) {
  const { opened, camera } = store;
  const { mirror } = getSettings(opened.id).value;
  const held = session.held.value !== null;
  const rate = Math.round(session.rate.value);
  if (!camera.stream.value)
    return (
      <div class="teach-live" role={camera.trouble.value ? 'alert' : undefined}>
        <CameraOff camera={camera} text="teachShowIt" />
      </div>
    );
  return (
    <div class={`teach-live on ${store.held.value || store.test.turn.value ? 'taking' : ''}`}>
      <CameraVideo camera={camera} mirror={mirror} />
      <HeldPicture trial={session} mirror={mirror} />
      {on && (held || rate > 0) && (
        <span class="teach-badge num">{held ? t('tryPaused') : t('teachRate', { n: rate })}</span>
      )}
      <MirrorButton project={opened.id} mirror={mirror} />
      {on && <PauseButton trial={session} />}
      <UseRealButton onChoose={() => void camera.reopen()} />
    </div>
  );
}
