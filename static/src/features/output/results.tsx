/** What the program shows: everything together, or one kind at a time. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { lazy } from '../../components/lazy';
import { useKeyScrolling } from '../../components/scroll';
import { Tabs } from '../../components/tabs';
import { showToast } from '../../components/toast';
import { formatValue, getScore, type ScoreName } from '../../lib/numbers/metric_format';
import { type Key, say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import type { Results } from '../../state/results';
import { findBoard } from '../board/which_board';
import { WhereTrains } from '../cluster/where_trains';
import { MuteSoundsButton } from '../sound/mute_button';
import { choosing, enlarged, usesStage } from '../stage/uses_stage';
import { isInUse } from '../video/camera_demand';
import { findAnswer, isAnswering } from './answers';
import { AskCard, UsualRow } from './ask';
import { describeEpoch, FileRows, OutcomeRow, ProgressRow } from './notices';
import { ImageGrid, ImageLightbox, ImageStrip, onlyMistakes } from './pictures';
import { TextLog } from './text_log';
import './texts';
import '../stage/library/texts';
import '../stage/texts';
import '../../lib/common_texts';

const Curves = lazy(() => import('./curve_panel').then((module) => module.Curves), true, false);
const Tables = lazy(() => import('./tables').then((module) => module.Tables), true, false);
const Variables = lazy(() => import('../debugger/variables').then((module) => module.Variables));
const BoardPanel = lazy(() => import('../board/panel').then((module) => module.BoardPanel), true);
const StageView = lazy(() => import('../stage/stage').then((module) => module.StageView));
const SpriteRow = lazy(() => import('../stage/sprite_row').then((module) => module.SpriteRow), true);
const SpriteLibrary = lazy(() => import('../stage/library/sprite_library').then((module) => module.SpriteLibrary));
const Answer = lazy(() => import('./live_pictures').then((module) => module.Answer), true);
const LivePictures = lazy(() => import('./live_pictures').then((module) => module.LivePictures), true);

type Tab = 'stage' | 'all' | 'text' | 'curves' | 'pictures' | 'tables' | 'board';
const SPOKEN_EVERY_MS = 5_000;

export function ResultsPanel({ opened }: { opened: ProjectStore }) {
  const [tab, setTab] = useState<Tab>('all');
  const { run } = opened;
  const results = run.results.read();
  const board = findBoard(opened) !== null;
  const staged = usesStage(opened);
  const tabs: Tab[] = [
    ...(staged ? ['stage' as const] : []),
    'all',
    'text',
    'curves',
    'pictures',
    ...(results.tables.length ? ['tables' as const] : []),
    ...(board ? ['board' as const] : []),
  ];
  const shown = tabs.includes(tab) ? tab : 'all';
  useEffect(() => {
    if (run.ask.value) setTab((before) => (before === 'text' ? 'text' : 'all'));
    else if (run.busy.value && staged) setTab('stage');
  }, [run.ask.value, run.busy.value]);
  // Another project begins with its blocks.
  useEffect(
    () => () => {
      enlarged.value = false;
      choosing.value = null;
    },
    [],
  );
  const mistakes = () => {
    onlyMistakes.value = true;
    setTab('pictures');
  };
  const waiting = run.shown.value === 'starting';
  const moving = hasVideo(opened);
  const drawing = run.ask.value?.form === 'picture';
  const upper = useKeyScrolling<HTMLDivElement>();
  return (
    <section class="results" aria-label={t('results')}>
      <header class="ph" inert={choosing.value !== null}>
        <Tabs
          all={Object.fromEntries(tabs.map((one) => [one, one])) as Partial<Record<Tab, Key>>}
          chosen={shown}
          label={t('results')}
          prefix="tab"
          panel="results"
          onChoose={setTab}
        />
        <span class="grow" />
        {run.sounded.value && <MuteSoundsButton />}
        {shown === 'stage' && (
          <button
            class="btn ghost ic choose-sprite"
            aria-label={t('spriteAdd')}
            title={t('spriteAdd')}
            onClick={() => (choosing.value = 'library')}
          >
            <Icon name="drama" />
          </button>
        )}
        {shown === 'stage' ? (
          <button
            class="btn ghost ic"
            aria-label={t('enlargeStage')}
            title={`${t('enlargeStage')} (E)`}
            onClick={() => (enlarged.value = true)}
          >
            <Icon name="maximize" />
          </button>
        ) : (
          <button
            class="btn ghost ic"
            aria-label={t('clear')}
            title={t('clear')}
            disabled={results.isEmpty}
            onClick={() => showToast(t('cleared'), { label: t('undo'), run: results.clear() })}
          >
            <Icon name="trash" />
          </button>
        )}
      </header>
      {run.steps.value.length > 0 && <Variables opened={opened} />}
      <div
        class={`rbody show-${shown} ${waiting ? 'dimmed' : ''} ${drawing ? 'drawing' : ''}`}
        id="results"
        role="tabpanel"
        aria-label={t(shown)}
        inert={choosing.value !== null}
      >
        <div class="upper" ref={upper}>
          {shown === 'stage' && !enlarged.value && <StageView opened={opened} />}
          {(shown === 'all' || shown === 'text') && <AskCard opened={opened} />}
          {shown === 'all' && <UsualRow opened={opened} />}
          {shown === 'board' && <BoardPanel opened={opened} />}
          {shown === 'all' && (
            <All opened={opened} board={board} onMistakes={mistakes} onPictures={() => setTab('pictures')} />
          )}
          {shown === 'curves' &&
            (results.curves.length ? <Curves results={results} all /> : <Nothing words="noCurves" />)}
          {shown === 'pictures' && moving && <LivePictures opened={opened} all />}
          {shown === 'pictures' &&
            (results.pictures.length ? <ImageGrid opened={opened} /> : !moving && <Nothing words="noPictures" />)}
          {shown === 'tables' && <Tables results={results} />}
          {shown === 'text' && results.log.isEmpty && !run.ask.value && <Nothing words="noText" />}
        </div>
        {isWritten(shown) && !results.log.isEmpty && <TextLog results={results} />}
      </div>
      {shown === 'stage' && !enlarged.value && !choosing.value && <SpriteRow opened={opened} />}
      <ImageLightbox opened={opened} />
      {shown === 'stage' && enlarged.value && (
        <StageView opened={opened}>{!results.log.isEmpty && <TextLog results={results} />}</StageView>
      )}
      {choosing.value && <SpriteLibrary opened={opened} />}
      <Spoken opened={opened} />
    </section>
  );
}

/** Whether the text stands below. */
const isWritten = (tab: Tab) => tab === 'all' || tab === 'text' || (tab === 'stage' && !enlarged.value);

interface AllProps {
  opened: ProjectStore;
  /** Whether the program uses one. */
  board: boolean;
  onMistakes(): void;
  onPictures(): void;
}

/** The board, and beside it what is seen: so that an arm is seen to turn when the picture changes. */
function All({ opened, board, onMistakes, onPictures }: AllProps) {
  const results = opened.run.results.read();
  const seen = <SeenNow opened={opened} all={!board} />;
  const first = board && (
    <div class="beside">
      <BoardPanel opened={opened} foldable />
      {seen}
    </div>
  );
  const answering = opened.run.busy.value && isAnswering(results);
  if (results.isEmpty && !results.progress && !opened.run.ask.value && opened.run.phase.value === 'ready')
    return (
      <>
        {first}
        <NothingYet />
      </>
    );
  const found = isTableLast(results);
  const rest = (
    <>
      {found && <Tables results={results} most={1} />}
      {results.curves.length > 0 && <Curves results={results} />}
      {results.stills.length > 0 && <ImageStrip opened={opened} onAll={onPictures} />}
      <FileRows results={results} />
      {!found && results.tables.length > 0 && !results.curves.length && !results.pictures.length && (
        <Tables results={results} most={2} />
      )}
    </>
  );
  return (
    <>
      <OutcomeRow opened={opened} onMistakes={onMistakes} />
      {first}
      {!board && answering && seen}
      <WhereTrains results={results} class="in-results" />
      <ProgressRow results={results} />
      {!board && !answering && seen}
      {answering ? (
        <details class="earlier">
          <summary>{t('earlierResults')}</summary>
          {rest}
        </details>
      ) : (
        rest
      )}
    </>
  );
}

/** Whether a table says what the curves have led to. */
function isTableLast({ curves, tables }: Results): boolean {
  const { seq } = tables.at(-1) ?? { seq: 0 };
  return curves.length > 0 && curves.every((curve) => curve.seq < seq);
}

/**
 * The newest answer, unless a video has begun since; else what moves; nothing where there is neither. all: what moves
 * is seen below an answer, too.
 */
export function SeenNow({ opened, all = false }: { opened: ProjectStore; all?: boolean }) {
  const results = opened.run.results.read();
  const answer = findAnswer(results);
  const moving = hasVideo(opened) && <LivePictures opened={opened} />;
  if (!answer || results.videos.some(({ seq }) => seq > answer.seq)) return moving || null;
  return (
    <>
      <Answer opened={opened} picture={answer} />
      {all && moving}
    </>
  );
}

/** Whether the program shows a video or looks through a camera. */
function hasVideo({ run }: ProjectStore): boolean {
  return run.results.videos.length > 0 || (isInUse(run) && run.results.devices.some((one) => one.what === 'camera'));
}

function NothingYet() {
  return (
    <div class="empty">
      <Icon name="activity" size="l" />
      <b>{t('nothing')}</b>
      <p>{t('nothingText')}</p>
    </div>
  );
}

function Nothing({ words }: { words: Key }) {
  return (
    <div class="empty">
      <p>{t(words)}</p>
    </div>
  );
}

/** A summary for screen readers, at most every 5 seconds: a curve cannot be heard. */
function Spoken({ opened }: { opened: ProjectStore }) {
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = setInterval(() => setWords(makeSummary(opened)), SPOKEN_EVERY_MS);
    return () => clearInterval(timer);
  }, [opened]);
  return (
    <p class="sr" role="status">
      {words}
    </p>
  );
}

const SPOKEN: Partial<Record<ScoreName, Key>> = { recall: 'spokenFound', mAP50: 'spokenFinding' };

function makeSummary(opened: ProjectStore): string {
  const { results, outcome } = opened.run;
  if (outcome.value) return say(outcome.value);
  if (!opened.run.busy.value || !results.progress) return '';
  const curve = results.curves.find((one) => one.panel === 'train');
  const { name, value } = getScore({
    accuracy: curve?.newest('accuracy'),
    recall: curve?.newest('recall'),
    mAP50: curve?.newest('mAP50'),
  });
  const epoch = describeEpoch(results.progress);
  return value === null ? epoch : t(SPOKEN[name] ?? 'spoken', { epoch, n: formatValue(name, value) });
}
