/** What the model says of what the camera sees now. */

import { useEffect, useMemo, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { both, t } from '../../lib/texts';
import type { ClassificationResult } from '../../lib/types';
import { InferenceSession } from '../inference/inference_session';
import { Bars, Spoken, Trouble, Winner } from '../inference/prediction';
import { getSettings } from '../inference/settings';
import { encodePng } from '../output/drawing_pad';
import type { ClassRow } from './api';
import { MirrorButton } from './class_cards';
import { PictureTools } from './picture_tools';
import { countTraining, type TeachStore } from './teach_store';
import { CameraVideo } from './video';
import '../inference/texts';
import './texts';
import '../../lib/common_texts';
import { formatPercent } from '../../lib/numbers/shares';

/** More answers a second than these tell a child nothing new and keep an old computer busy. */
const LEAST_GAP_MS = 50;
/** Where no block says how sure an answer must be. */
const SURE = 0.6;
/** Pictures of the camera that are averaged. */
const SMOOTH = 3;
/** Pixels of a side that is shown to the model. */
const LONGEST_SIDE = 640;

export function AnswerPanel({ store, classes }: { store: TeachStore; classes: ClassRow[] }) {
  const learned = store.learned.value;
  if (!learned)
    return (
      <div class="panel teach-answer">
        <div class="teach-waiting">
          <Icon name="scan" size="l" class="mut" />
          <b>{t('teachNotYet')}</b>
          <p class="cap">{t('teachNotYetText')}</p>
        </div>
        <ul class="teach-bars-off">
          {classes.map(({ name }) => (
            <li key={name}>
              <span class="ell">{name}</span>
              <span class="bar" aria-hidden="true" />
              <span class="num right">–</span>
            </li>
          ))}
        </ul>
        <p class="row cap teach-unsure">
          <Icon name="question" size="s" />
          {t('teachUnsure')}
        </p>
      </div>
    );
  return <LiveAnswer key={learned.key} store={store} classes={classes} path={learned.path} />;
}

function LiveAnswer({ store, classes, path }: { store: TeachStore; classes: ClassRow[]; path: string }) {
  const { opened, camera } = store;
  const busy = opened.run.busy.value;
  const stream = camera.stream.value;
  const settings = getSettings(opened.id).value;
  const session = useMemo(() => new InferenceSession<ClassificationResult>(opened.id, path), [opened, path]);
  const threshold = store.program.value?.threshold?.value ?? SURE;
  const shown = { ...settings, threshold, byScore: false };
  const on = stream !== null && !busy && store.turn.value === null;
  const [still, showStill] = useStill(session);
  useEffect(() => {
    if (!on) return;
    const asker = setInterval(() => {
      // After an error the child decides when to go on.
      if (!session.trouble.peek() && !session.asking.peek())
        session.ask({ picture: () => camera.look(), smooth: SMOOTH });
    }, LEAST_GAP_MS);
    return () => {
      clearInterval(asker);
      session.clear();
    };
  }, [on, session, camera]);
  return (
    <div class="panel teach-answer">
      <div class={`teach-live ${stream || still ? 'on' : ''} ${store.held.value || store.turn.value ? 'taking' : ''}`}>
        {stream ? (
          <>
            <CameraVideo camera={camera} mirror={settings.mirror} />
            {session.rate.value > 0 && on && (
              <span class="teach-badge num">{t('teachRate', { n: Math.round(session.rate.value) })}</span>
            )}
            <MirrorButton project={opened.id} mirror={settings.mirror} />
          </>
        ) : still ? (
          <img src={still} alt={t('tryThis')} />
        ) : (
          <p class="cap">{t('teachShowIt')}</p>
        )}
      </div>
      {!stream && (
        <div class="row teach-sources">
          <button class="btn" onClick={() => void camera.open()}>
            <Icon name="camera" />
            <span>{t('teachOpen')}</span>
          </button>
          <PictureTools single onPictures={([picture]) => void showStill(picture)} />
        </div>
      )}
      {busy && !store.training.value ? (
        <p class="teach-note">{t('teachRuns')}</p>
      ) : session.trouble.value ? (
        <Trouble text={session.trouble.value} onRetry={() => session.retry()} />
      ) : (
        <Winner trial={session} guess={session.guess.value} settings={shown} />
      )}
      <Bars
        guess={session.guess.value}
        classes={classes.filter(countTraining).map(({ name }) => name)}
        settings={shown}
        many={false}
      />
      {store.program.value?.threshold && (
        <label class="teach-threshold">
          <span>{t('teachThreshold')}</span>
          <input
            type="range"
            min={0}
            max={1}
            step={0.05}
            value={threshold}
            onChange={(event) => void store.setThreshold(Number(event.currentTarget.value))}
          />
          <b class="num">{formatPercent(threshold)}</b>
        </label>
      )}
      <Spoken trial={session} settings={shown} />
    </div>
  );
}

/** A picture that is shown in place of the camera's: its address, '' for none, and how to show another one. */
function useStill(session: InferenceSession<ClassificationResult>): [string, (file: Blob) => Promise<void>] {
  const [shown, setShown] = useState('');
  useEffect(() => () => URL.revokeObjectURL(shown), [shown]);
  const show = async (file: Blob) => {
    const picture = await encodePng(file, LONGEST_SIDE).catch(() => null);
    session.clear();
    setShown(picture ? URL.createObjectURL(picture) : '');
    if (picture) session.ask({ picture: async () => picture, smooth: 1 });
    else session.trouble.value = both('tryNotPicture');
  };
  return [shown, show];
}
