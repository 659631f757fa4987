/** The model files of a project, the shelf, and the panel to try a model. */

import { useEffect, useRef } from 'preact/hooks';
import { LoadFailure, Loading } from '../../components/feedback/loading';
import { Icon } from '../../components/icon';
import { useScrollRestoration } from '../../components/scroll';
import { goToView, makeUrl, place } from '../../lib/route';
import { t } from '../../lib/texts';
import type { ModelFile } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { batch } from '../inference/batch/active_batch';
import { BatchView } from '../inference/batch/batch';
import { InferencePanel } from '../inference/inference';
import { getModelFiles, groupModels, type ModelFiles } from '../model_files/model_files';
import { SmallerPanel } from './compression/compression_panel';
import { ModelBin } from './model_bin';
import { ModelLibrary } from './model_library';
import { ParityPanel } from './parity/parity_panel';
import { describeParity, ModelTable } from './table';
import { TaughtTable } from './taught_table';
import '../model_files/texts';
import '../../lib/common_texts';

export function ModelsView({ opened }: { opened: ProjectStore }) {
  const files = getModelFiles(opened);
  useEffect(() => files.watch(), [files]);
  const models = files.models.value;
  const trouble = files.trouble.value;
  const pictures = batch.value;
  const page = useScrollRestoration<HTMLDivElement>(`models:${opened.id}`, models !== null);
  if (pictures?.opened === opened) return <BatchView key={pictures.store.model.path} {...pictures} />;
  return (
    <div class="page" ref={page}>
      {models ? (
        <Content opened={opened} files={files} models={models} />
      ) : trouble ? (
        <LoadFailure trouble={trouble} onRetry={() => void files.load()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

function Content({ opened, files, models }: { opened: ProjectStore; files: ModelFiles; models: ModelFile[] }) {
  const taught = files.taught.value;
  const [panel, smaller] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const named = place.value.kind === 'project' ? place.value.detail : null;
  const usable = models.filter((one) => !one.damaged);
  const tried = usable.find((one) => one.path === named) ?? groupModels(usable).main[0] ?? usable[0] ?? null;
  const tryIt = (path: string) => {
    goToView(opened.id, 'models', path);
    bringIntoView(panel.current);
  };
  // One that is named by its address was chosen elsewhere: for the panel, or to be made smaller.
  useEffect(() => {
    if (files.seekSmaller.peek()) bringIntoView(smaller.current);
    else if (named) bringIntoView(panel.current);
    files.seekSmaller.value = false;
  }, [named]);
  return (
    <div class="models-view">
      <div class={`models-main ${tried ? '' : 'alone'}`}>
        <div class="models-files">
          <header class="row models-head">
            <h1>{t('viewModels')}</h1>
          </header>
          <Verdict models={models} />
          {models.length ? (
            <ModelTable opened={opened} files={files} models={models} tried={tried?.path ?? null} onTry={tryIt} />
          ) : (
            taught.length === 0 && <NoModels opened={opened} />
          )}
          {taught.length > 0 && <TaughtTable opened={opened} models={taught} />}
          <ModelBin files={files} />
          <div class="models-smaller" ref={smaller}>
            {tried && <SmallerPanel opened={opened} files={files} models={models} tried={tried.path} />}
          </div>
          {models.length > 0 && <ParityPanel opened={opened} reports={files.reports.value} />}
        </div>
        {tried && (
          <div class="models-try" ref={panel}>
            <InferencePanel opened={opened} path={tried.path} />
          </div>
        )}
        <div class="models-shelf">
          <ModelLibrary files={files} />
        </div>
      </div>
    </div>
  );
}

/** With its beginning, where it is not in view yet: all of it may be more than a window shows. */
function bringIntoView(part: HTMLElement | null): void {
  const top = part?.getBoundingClientRect().top ?? 0;
  if (top < 0 || top > window.innerHeight / 2) part?.scrollIntoView({ block: 'start' });
}

/** Whether the newest converted file answers like the model that it was made from. */
function Verdict({ models }: { models: ModelFile[] }) {
  const newest = models.find((one) => one.parity);
  if (!newest?.parity) return null;
  const { pictures, same } = newest.parity;
  const whole = same === pictures;
  return (
    <p class="panel verdict">
      <Icon name={whole ? 'ok' : 'warning'} class={whole ? 'ok-text' : 'warn-text'} />
      <b>{describeParity(newest)}</b>
    </p>
  );
}

function NoModels({ opened }: { opened: ProjectStore }) {
  return (
    <div class="panel no-models">
      <div class="empty">
        <Icon name="package" size="l" />
        <b>{t('noModels')}</b>
        <p>{t('noModelsText')}</p>
        <p class="row empty-act">
          <a class="btn pri" href={makeUrl(opened.id, 'blocks')}>
            <Icon name="blocks" />
            <span>{t('toBlocks')}</span>
          </a>
        </p>
      </div>
    </div>
  );
}
