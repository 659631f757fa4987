/** How far an import is; afterwards what came of it, and the next step: the program takes the new pictures. */

import { useEffect } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { SkippedFileList } from '../../components/skipped_files';
import { goToView, place } from '../../lib/route';
import { formatNumber, say, t } from '../../lib/texts';
import type { UploadedDataset } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { planTraining, TrainWithButton } from './train_with';
import { arrived, getName, uploading } from './upload';
import './texts';
import '../../lib/common_texts';

const MOST_CLASSES = 12;

export function UploadCard({ opened }: { opened: ProjectStore }) {
  useEffect(() => () => void (arrived.value = null), [opened]);
  if (uploading.value) return <UploadProgress key={opened.id} />;
  // The steps take what has come in themselves.
  if (place.value.kind === 'project' && place.value.view === 'guide') return null;
  return arrived.value && <ImportedDataset key={arrived.value.path} opened={opened} made={arrived.value} />;
}

function UploadProgress() {
  const now = uploading.value!;
  const percent = Math.round(now.share * 100);
  return (
    <div class="upload panel" role="status">
      <div class="row">
        <b class="grow ell">{t('uploading', { name: now.name })}</b>
        <span class="num">{now.sent && !now.total ? t('checking') : `${percent}%`}</span>
      </div>
      <div class="row">
        <div
          class="bar grow"
          role="progressbar"
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-label={t('uploading', { name: now.name })}
        >
          <i style={{ width: `${percent}%` }} />
        </div>
        <button class="btn" onClick={now.cancel}>
          {t('cancel')}
        </button>
      </div>
      <p class="cap num">
        {now.total ? t('takenIn', { n: now.done, m: now.total }) : t(now.sent ? 'recognising' : 'sending')}
      </p>
    </div>
  );
}

function ImportedDataset({ opened, made }: { opened: ProjectStore; made: UploadedDataset }) {
  const close = () => (arrived.value = null);
  const name = getName(made);
  const looking = place.value.kind === 'project' && place.value.view === 'data';
  const usable = planTraining(opened, made.path, made.task) !== null;
  const taken = opened.run.busy.value || opened.program.value.python.includes(`'${made.path}'`);
  useEffect(() => {
    if (taken) close();
  }, [taken]);
  const look = () => {
    goToView(opened.id, 'data', name);
    close();
  };
  return (
    <section class="upload panel" role="status">
      <header class="row">
        <Icon name="ok" class="ok-text" />
        <b class="grow">{t('uploaded', { name, n: made.pictures, m: made.classes.length })}</b>
        <button class="btn ghost ic" aria-label={t('close')} onClick={close}>
          <Icon name="x" />
        </button>
      </header>
      <div class="upload-said">
        <Classes made={made} />
        <ul class="upload-notes">
          {made.findings.map((one) => (
            <Note key={one.en} words={say(one)} />
          ))}
          {made.renamed.map((one) => (
            <Note key={one.name} words={t('renamedClass', one)} />
          ))}
        </ul>
        {made.left_out.length > 0 && <SkippedFileList files={made.left_out} />}
      </div>
      <footer class="row">
        {!looking && (
          <button class="btn" onClick={look}>
            <Icon name="database" />
            <span>{t('lookAtThem')}</span>
          </button>
        )}
        {usable ? (
          <TrainWithButton opened={opened} path={made.path} task={made.task} onDone={close} />
        ) : (
          <span class="cap">{t('pickIt')}</span>
        )}
      </footer>
    </section>
  );
}

function Classes({ made }: { made: UploadedDataset }) {
  const more = made.classes.length - MOST_CLASSES;
  return (
    <p class="upload-classes">
      {made.classes.slice(0, MOST_CLASSES).map((one) => (
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
