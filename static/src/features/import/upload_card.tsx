/**
 * How far an import is, that one waits to be looked at, and afterwards what came of it: a line at the bottom of the
 * project, beside what is worked on and never over it.
 */

import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { SkippedFileList } from '../../components/files/skipped_files';
import { Icon } from '../../components/icon';
import type { UploadedDataset } from '../../lib/dataset_types';
import { makeLabelingUrl, readDataDetail } from '../../lib/labeling_route';
import { goToView, place } from '../../lib/route';
import { formatNumber, say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { planTraining, TrainWithButton } from '../project/train_with';
import { change, drop, getSourceWords, type PendingImport, pending } from './pending_import';
import { ProgressLine } from './progress_line';
import { arrived, getName, isForLabeling, uploading } from './upload';
import '../project/texts';
import './texts';
import '../../lib/common_texts';

const MAX_CLASSES = 12;
/** How long a line stays that has nothing to be read later. */
const SHOWN_MS = 20_000;

export function UploadCard({ opened }: { opened: ProjectStore }) {
  useEffect(() => () => void (arrived.value = null), [opened]);
  if (uploading.value) return <UploadProgress key={opened.id} />;
  const waiting = pending.value;
  if (waiting?.opened === opened && !waiting.open) return <WaitingImport waiting={waiting} />;
  // The steps take what has come in themselves.
  if (place.value.kind === 'project' && place.value.view === 'guide') return null;
  return arrived.value && <ImportedDataset key={arrived.value.path} opened={opened} made={arrived.value} />;
}

/** What was found while somebody did something else: it waits until they have time. */
function WaitingImport({ waiting }: { waiting: PendingImport }) {
  return (
    <section class="upload" role="status">
      <Icon name="folder" />
      <b class="ell">{t(getSourceWords(waiting.found).waits, { name: waiting.name, n: waiting.found.pictures })}</b>
      <span class="grow" />
      <button class="btn" onClick={drop}>
        {t('cancel')}
      </button>
      <button class="btn" onClick={() => change({ open: true })}>
        {t('importOpen')}
      </button>
    </section>
  );
}

function UploadProgress() {
  const now = uploading.value!;
  const percent = Math.round(now.share * 100);
  const counted = now.total ? t('takenIn', { n: now.done, m: now.total }) : null;
  return (
    <ProgressLine
      what={t('uploading', { name: now.name })}
      percent={percent}
      now={counted ?? (now.sent ? t('recognizing') : `${t('sending')} ${percent}%`)}
      onCancel={now.cancel}
    />
  );
}

function ImportedDataset({ opened, made }: { opened: ProjectStore; made: UploadedDataset }) {
  const close = () => (arrived.value = null);
  const name = getName(made);
  const looking = place.value.kind === 'project' && place.value.view === 'data';
  const usable = made.sample_kind === 'picture' && planTraining(opened, made.path, made.task) !== null;
  const taken = opened.run.busy.value || opened.program.value.python.includes(`'${made.path}'`);
  useEffect(() => {
    if (taken) close();
  }, [taken]);
  const element = useRef<HTMLElement>(null);
  const silent = !made.findings.length && !made.renamed.length && !made.left_out.length;
  useGoingAway(element, silent, close);
  const labeling = place.value.kind === 'project' && !!readDataDetail(place.value.detail ?? '').labeling;
  // Nothing moves below the hand that labels, for a line that says what it has just seen.
  if (labeling && silent) return null;
  const look = () => {
    goToView(opened.id, 'data', name);
    close();
  };
  return (
    <section class="upload arrived" role="status" ref={element}>
      <Icon name="ok" class="ok-text" />
      <b class="ell">{t(getSourceWords(made).arrived, { name, n: made.pictures, m: made.classes.length })}</b>
      <div class="upload-said">
        <Classes made={made} />
        <ul class="upload-notes plain">
          {made.findings.map((one) => (
            <Note key={one.en} words={say(one)} />
          ))}
          {made.renamed.map((one) => (
            <Note key={one.name} words={t('renamedClass', { ...one })} />
          ))}
        </ul>
        {made.left_out.length > 0 && <SkippedFileList files={made.left_out} />}
      </div>
      {!looking && (
        <button class="btn" onClick={look}>
          <Icon name="database" />
          <span>{t('lookAtThem')}</span>
        </button>
      )}
      {labeling ? null : isForLabeling(made) ? (
        <a class={`btn ${looking ? '' : 'pri'}`} href={makeLabelingUrl(opened.id, name)} onClick={close}>
          <Icon name="dashed" />
          <span>{t('labelThem')}</span>
        </a>
      ) : usable ? (
        <TrainWithButton opened={opened} path={made.path} task={made.task} filled={!looking} onDone={close} />
      ) : (
        <span class="cap">{t('pickIt')}</span>
      )}
      <button class="btn ghost ic" aria-label={t('close')} onClick={close}>
        <Icon name="x" />
      </button>
    </section>
  );
}

/** The line goes with the view in which it came; and by itself, unless it names something or is just used. */
function useGoingAway(element: RefObject<HTMLElement | null>, silent: boolean, close: () => void): void {
  const shown = place.value;
  const from = useRef(shown);
  const view = shown.kind === 'project' ? shown.view : null;
  useEffect(() => {
    if (from.current.kind === 'project' && view !== from.current.view) close();
  }, [view]);
  useEffect(() => {
    if (!silent) return;
    const timer = setInterval(() => element.current?.matches(':hover, :focus-within') || close(), SHOWN_MS);
    return () => clearInterval(timer);
  }, [silent]);
}

function Classes({ made }: { made: UploadedDataset }) {
  const more = made.classes.length - MAX_CLASSES;
  return (
    <p class="upload-classes">
      {made.classes.slice(0, MAX_CLASSES).map((one) => (
        <span key={one.name} class="pill">
          <span class="ell">{one.name}</span>
          <b class="num">{formatNumber(one.count)}</b>
        </span>
      ))}
      {more > 0 && <span class="cap">{t('leftMore', { n: more })}</span>}
    </p>
  );
}

function Note({ words }: { words: string }) {
  return (
    <li>
      <Icon name="warning" size="s" class="warn-text" />
      <span>{words}</span>
    </li>
  );
}
