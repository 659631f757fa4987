/** The evaluation: what a test got wrong, and the pictures of it. */

import { useEffect } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { lazyPart } from '../../components/lazy';
import { goToProject, goToView, place } from '../../lib/route';
import { getTask } from '../../lib/tasks';
import { say, t } from '../../lib/texts';
import { useFirstView } from '../../state/first_view';
import type { ProjectStore } from '../../state/project_store';
import { useTrainedModels } from '../model_files/use_trained_models';
import './part';
import { drawsRows, shownSamples } from './sample_words';
import { getEvaluationStore, type Test } from './store';
import './texts';
import '../../lib/common_texts';

export function EvaluationView({ opened }: { opened: ProjectStore }) {
  const store = getEvaluationStore(opened);
  const wanted = place.value.kind === 'project' ? place.value.detail : null;
  const live = opened.run.results.read().tests.at(-1)?.seq ?? 0;
  useEffect(() => void store.show(wanted), [store, wanted, live, opened.run.busy.value]);
  const test = store.shown.value;
  useFirstView(() => store.closeLab());
  shownSamples.value = test?.row.sample_kind;
  drawsRows.value = test !== null && isOfPoints(test);
  useEffect(() => () => void (shownSamples.value = undefined), []);
  if (test) {
    const View = lazyPart(getTask(test.row.task).evaluation.load);
    return <View opened={opened} store={store} test={test} />;
  }
  if (store.trouble.value) return <Trouble text={say(store.trouble.value)} onRetry={() => void store.show(wanted)} />;
  return store.rows.value ? (
    <NoTest opened={opened} />
  ) : (
    <p class="loading" role="status">
      {t('viewWait')}
    </p>
  );
}

/** Older records name no kind: they kept by what points are known again, and nothing of sentences. */
function isOfPoints({ row, marks }: Test): boolean {
  if (row.sample_kind) return row.sample_kind === 'points';
  return marks.pictures.some((one) => 'digest' in one && one.digest);
}

function NoTest({ opened }: { opened: ProjectStore }) {
  const models = useTrainedModels(opened);
  const began = opened.project.view;
  // The model came from elsewhere, or its test was never taken.
  const untested = !!began && models.length > 0;
  const go = () =>
    untested ? goToView(opened.id, began, began === 'guide' ? 'test' : undefined) : goToProject(opened.id);
  return (
    <div class="page">
      <div class="empty wider">
        <Icon name="notebook" size="l" />
        <b>{t(untested ? 'noTestModel' : 'noTest')}</b>
        <p>{t(untested ? 'noTestModelText' : 'noTestText')}</p>
        <p class="row empty-act">
          <button class="btn pri" onClick={go}>
            {!untested && <Icon name="blocks" />}
            <span>{t(untested ? 'toTest' : 'toBlocks')}</span>
          </button>
        </p>
      </div>
    </div>
  );
}

function Trouble({ text, onRetry }: { text: string; onRetry(): void }) {
  return (
    <div class="page">
      <div class="empty" role="alert">
        <Icon name="unplugged" size="l" />
        <b>{text}</b>
        <p class="row empty-act">
          <button class="btn" onClick={onRetry}>
            {t('retry')}
          </button>
        </p>
      </div>
    </div>
  );
}
