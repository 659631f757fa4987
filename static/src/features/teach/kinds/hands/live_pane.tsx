/** The camera with the points over it, the same points on paper, which is all that the model gets, and what it says. */

import { useEffect, useMemo } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import type { PointClass } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import type { ClassificationResult } from '../../../../lib/types';
import { getSettings } from '../../../../state/inference_settings';
import { OnPaper, OverCamera } from '../../../data/samples/skeleton';
import { InferenceSession } from '../../../inference/inference_session';
import { askLive } from '../../../inference/live_loop';
import { Bars, Spoken, Trouble, Winner } from '../../../inference/prediction';
import { UseRealButton } from '../../../video/simulated_buttons';
import { CameraOff, MirrorButton } from '../../camera_stage';
import { EmptyBars, SURE, ThresholdSlider } from '../../panels/answer_parts';
import { sortScores } from '../../panels/sort_scores';
import { CameraVideo } from '../../video';
import type { HandsStore } from './hands_store';
import './texts';
import '../../texts';
import '../../../inference/texts';

/** Pictures of the camera that are averaged. */
const SMOOTH = 3;

/** What a posture model answers: with the points that it saw. */
export interface PostureAnswer extends ClassificationResult {
  seen: boolean;
  points: number[][];
  others: number[][][];
  side: string;
  width: number;
  height: number;
}

type Seen = Pick<PostureAnswer, 'seen' | 'points' | 'others' | 'width' | 'height'>;

export function LivePane({ store, classes }: { store: HandsStore; classes: PointClass[] }) {
  const learned = store.learned.value;
  const busy = store.opened.run.busy.value;
  if (!learned || busy) return <Watching store={store} busy={busy} />;
  return <Answering key={learned.key} store={store} classes={classes} path={learned.path} />;
}

/** Before anything is learned: the points alone. */
function Watching({ store, busy }: { store: HandsStore; busy: boolean }) {
  const stream = store.camera.stream.value;
  const on = stream !== null && !(busy && !store.training.value);
  useEffect(() => (on ? store.look() : undefined), [on, stream, store]);
  return (
    <div class="panel teach-answer">
      <Squares store={store} seen={store.seen.value} rate={store.rate.value} />
      <p class="try-winner waiting">
        <b>{describeWait(store, store.seen.value)}</b>
      </p>
      <EmptyBars classes={store.filled.value} />
      {busy && !store.training.value && <p class="teach-note">{t('teachRuns')}</p>}
    </div>
  );
}

function describeWait(store: HandsStore, seen: Seen | null): string {
  const what = store.program.value?.what ?? 'hand';
  if (store.training.value) return t('teachTrainingNow');
  if (seen && !seen.seen) return t(`handsPut_${what}`);
  return t('teachNotYet');
}

function Answering({ store, classes, path }: { store: HandsStore; classes: PointClass[]; path: string }) {
  const { opened, camera } = store;
  const session = useMemo(() => new InferenceSession<PostureAnswer>(opened.id, path), [opened, path]);
  const threshold = store.program.value?.threshold?.value ?? SURE;
  const what = store.program.value?.what ?? 'hand';
  const settings = { ...getSettings(opened.id).value, threshold, byScore: false };
  const taking = store.held.value || store.test.turn.value !== null;
  const on = camera.stream.value !== null && !taking;
  useEffect(() => {
    const stop = on && askLive(session, camera, () => SMOOTH);
    return () => {
      if (stop) stop();
      session.clear();
    };
  }, [on, session, camera, camera.stream.value]);
  const answer = session.guess.value;
  const known = answer?.seen ? sortScores(answer, classes) : null;
  const none = !taking && answer && !answer.seen;
  return (
    <div class="panel teach-answer">
      <Squares store={store} seen={taking ? store.seen.value : answer} rate={taking ? 0 : session.rate.value} />
      {session.trouble.value ? (
        <Trouble text={session.trouble.value} onRetry={() => session.retry()} />
      ) : (
        <Winner
          asking={session.asking.value}
          guess={known}
          settings={settings}
          idle={none ? t(`handsPut_${what}`) : t(on ? 'teachLookingNow' : 'handsOpenText')}
        />
      )}
      <Bars guess={known} classes={store.filled.value.map(({ name }) => name)} settings={settings} many={false} />
      {none && <p class="cap">{t(`handsHint_${what}`)}</p>}
      <span class="grow" />
      <ThresholdSlider store={store} threshold={threshold} />
      <Spoken guess={session.guess} settings={settings} />
    </div>
  );
}

/** Two squares side by side: what the camera sees, and all that the model gets. */
function Squares({ store, seen, rate }: { store: HandsStore; seen: Seen | null; rate: number }) {
  const { camera, opened } = store;
  const what = store.program.value?.what ?? 'hand';
  const { mirror } = getSettings(opened.id).value;
  const open = camera.stream.value !== null;
  const taking = store.held.value || store.test.taking.value;
  return (
    <>
      <div class="hands-squares">
        <div class={`teach-live ${open ? 'on' : ''} ${taking ? 'taking' : ''}`}>
          {open ? (
            <>
              <CameraVideo camera={camera} mirror={mirror} />
              {seen?.seen ? (
                <OverCamera what={what} {...seen} mirror={mirror} />
              ) : (
                <span class="hands-frame" aria-hidden="true" />
              )}
              {rate >= 1 && <span class="teach-badge num">{t('handsRate', { n: String(Math.round(rate)) })}</span>}
              <MirrorButton project={opened.id} mirror={mirror} />
              <UseRealButton onChoose={() => void camera.reopen()} />
            </>
          ) : (
            <CameraOff camera={camera} text="handsOpenText" />
          )}
        </div>
        <div class="hands-paper">
          {seen?.seen ? (
            <OnPaper what={what} points={seen.points} mirror={mirror} />
          ) : (
            <span class="hands-nothing" role="status">
              <Icon name="hand" size="l" class="mut" />
              {open && seen && <b>{t(`handsNone_${what}`)}</b>}
            </span>
          )}
          <span class="hands-all">
            <Icon name="eye" size="s" />
            <span>{t('handsAll')}</span>
          </span>
        </div>
      </div>
      <p class="cap">{t(`handsPoints_${what}`)}</p>
    </>
  );
}
