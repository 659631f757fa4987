/** What the microphone has heard in the last seconds, with what the model said below it, and its newest answer. */

import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import type { SoundClass } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import type { ClassificationResult } from '../../../../lib/types';
import { getSettings } from '../../../../state/inference_settings';
import { InferenceSession } from '../../../inference/inference_session';
import { askLive } from '../../../inference/live_loop';
import { Bars, Trouble, Winner } from '../../../inference/prediction';
import { Spectrogram } from '../../../sound/spectrogram';
import { EmptyBars, SURE, ThresholdSlider } from '../../panels/answer_parts';
import { sortScores } from '../../panels/sort_scores';
import { HeardEvents, isHeard } from './heard_events';
import { MicrophoneTrouble } from './sound_stage';
import type { SoundStore } from './sound_store';
import './texts';
import '../../texts';
import '../../../inference/texts';

/** Answers that are averaged. */
const SMOOTH = 2;
const SECONDS = 6;
const RATE = 16_000;

export function LivePane({ store, classes }: { store: SoundStore; classes: SoundClass[] }) {
  const learned = store.learned.value;
  const busy = store.opened.run.busy.value;
  if (!learned || busy) return <Waiting store={store} classes={classes} busy={busy} />;
  return <Answering key={learned.key} store={store} classes={classes} path={learned.path} />;
}

function Waiting({ store, classes, busy }: { store: SoundStore; classes: SoundClass[]; busy: boolean }) {
  return (
    <div class="panel teach-answer">
      <div class="teach-waiting" role="status">
        <Icon name="ear" size="l" class="mut" />
        <b>{t(store.training.value ? 'teachTrainingNow' : 'soundsNotYet')}</b>
        <p class="cap">{t('soundsNotYetText')}</p>
      </div>
      <EmptyBars classes={classes} />
      {busy && !store.training.value ? (
        <p class="teach-note">{t('teachRuns')}</p>
      ) : (
        <p class="row teach-unsure">
          <Icon name="question" />
          <span>{t('soundsUnsure')}</span>
        </p>
      )}
    </div>
  );
}

function Answering({ store, classes, path }: { store: SoundStore; classes: SoundClass[]; path: string }) {
  const { opened, microphone } = store;
  const session = useMemo(() => new InferenceSession<ClassificationResult>(opened.id, path), [opened, path]);
  const events = useMemo(() => new HeardEvents(), [session]);
  const threshold = store.program.value?.threshold?.value ?? SURE;
  const settings = { ...getSettings(opened.id).value, threshold, byScore: false };
  const paused = session.held.value !== null;
  const taking = store.held.value || store.test.turn.value !== null;
  const file = store.file.value;
  const on = microphone.on.value && !taking && !file;
  const quiet = useRef(new Set<string>());
  quiet.current = new Set(classes.flatMap(({ name, background }) => (background ? [name] : [])));
  const sure = useRef(threshold);
  sure.current = threshold;
  useEffect(() => {
    const stop = on && askLive(session, microphone, () => SMOOTH);
    const forget = session.guess.subscribe((guess) => {
      if (guess) events.add(guess.label, isHeard(guess, sure.current, quiet.current), microphone.heard.count / RATE);
    });
    return () => {
      if (stop) stop();
      forget();
      session.clear();
      events.clear();
    };
  }, [on, session, events, microphone]);
  useEffect(() => {
    if (!file) return;
    void session.ask({ picture: async () => new Blob([file], { type: 'audio/wav' }), smooth: 1 });
    return () => session.clear();
  }, [file, session]);
  const answer = session.guess.value;
  const known = answer ? sortScores(answer, classes) : null;
  return (
    <div class="panel teach-answer">
      {file ? (
        <FilePlayer file={file} />
      ) : microphone.on.value ? (
        <div class="sounds-live">
          <div class={`sounds-heard ${taking ? 'taking' : ''}`}>
            <Spectrogram heard={microphone.heard} seconds={SECONDS} label={t('soundsSpectrogram')} paused={paused} />
            <span class="teach-badge sounds-badge">{t('soundsLast', { n: String(SECONDS) })}</span>
            {on && (
              <button
                class="btn ic teach-mirror"
                aria-label={t(paused ? 'soundsGoOn' : 'soundsPause')}
                title={t(paused ? 'soundsGoOn' : 'soundsPause')}
                onClick={() => (paused ? session.resume() : session.pause())}
              >
                <Icon name={paused ? 'play' : 'pause'} />
              </button>
            )}
          </div>
          <Events events={events} microphone={store.microphone} paused={paused} />
        </div>
      ) : microphone.trouble.value ? (
        <MicrophoneTrouble microphone={microphone} />
      ) : (
        <div class="sounds-heard off">
          <p class="cap">{t('soundsOff')}</p>
          <button class="btn" disabled={microphone.opening.value} onClick={() => void microphone.open()}>
            <Icon name="microphone" />
            <span>{t('soundsOpen')}</span>
          </button>
        </div>
      )}
      {session.trouble.value ? (
        <Trouble text={session.trouble.value} onRetry={() => session.retry()} />
      ) : (
        <Winner
          asking={session.asking.value}
          guess={known}
          settings={settings}
          idle={t(on ? 'soundsIdle' : 'soundsOff')}
        />
      )}
      <Bars guess={known} classes={store.filled.value.map(({ name }) => name)} settings={settings} many={false} />
      <span class="grow" />
      <ThresholdSlider store={store} threshold={threshold} />
    </div>
  );
}

/** The file that is asked about, which can be heard. */
function FilePlayer({ file }: { file: File }) {
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <div class="sounds-heard off">
      <b class="ell">{file.name}</b>
      {/* biome-ignore lint/a11y/useMediaCaption: one second of any sound, of which there is no text. */}
      <audio controls src={address} aria-label={file.name} />
    </div>
  );
}

interface EventsProps {
  events: HeardEvents;
  microphone: SoundStore['microphone'];
  paused: boolean;
}

/** Under the spectrogram, each where it was heard; told to screen readers at once. */
function Events({ events, microphone, paused }: EventsProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (paused) return;
    let next = 0;
    const move = () => {
      next = requestAnimationFrame(move);
      row.current?.style.setProperty('--now', String(microphone.heard.count / RATE));
    };
    move();
    return () => cancelAnimationFrame(next);
  }, [microphone, paused]);
  const all = events.all.value;
  return (
    <div class="sounds-events" ref={row} style={{ '--seconds': String(SECONDS) }}>
      {all.map(({ label, at }, number) => (
        <span
          key={at}
          class={number === all.length - 1 ? 'newest' : ''}
          style={{ '--at': String(at - 0.5) }}
          aria-hidden="true"
        >
          {label}
        </span>
      ))}
      <p class="sr" role="log" aria-label={t('soundsEvents')}>
        {all.at(-1)?.label}
      </p>
    </div>
  );
}
