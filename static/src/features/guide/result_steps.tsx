/** What came of the training: the mark of its test, its file, and the model in use. */

import { Icon } from '../../components/icon';
import { lazyPart } from '../../components/lazy';
import * as api from '../../lib/api';
import { t } from '../../lib/texts';
import { InferencePanel } from '../inference/inference';
import { formatSize } from '../labels/labels';
import { canBeSmaller } from '../model_files/compared_files';
import { showSmaller } from '../model_files/model_files';
import { describeParity } from '../models/table';
import type { GuideStore } from './store';
import { ContinueButton } from './train_step';
import './texts';
import '../evaluation/texts';
import '../model_files/texts';
import '../../lib/common_texts';

export function TestStep({ store }: { store: GuideStore }) {
  const test = store.test.value;
  if (!test) return <RunAgain store={store} tests />;
  const Mark = lazyPart(store.kind.value.steps!.loadMark);
  return <Mark store={store} test={test as never} />;
}

/** The program has not come so far: it was stopped, or it lacks the blocks for it and runs once more with them. */
function RunAgain({ store, tests = false }: { store: GuideStore; tests?: boolean }) {
  const { stopped = false, shown = true } = store.learned.value ?? {};
  if (!shown && tests) return <TestKept store={store} />;
  return (
    <div class="panel guide-mark">
      <p>{t(stopped ? 'guideRunOn' : store.writable.value ? 'guideRunAgain' : 'guideRunBlocks')}</p>
      {stopped ? (
        <ContinueButton store={store} />
      ) : (
        store.writable.value && (
          <button class="btn pri" disabled={store.opened.run.busy.value} onClick={() => void store.train()}>
            <Icon name="brain" />
            <span>{t('guideAgain')}</span>
          </button>
        )
      )}
    </div>
  );
}

/** The model was trained earlier, or elsewhere: it is tested from its file. */
function TestKept({ store }: { store: GuideStore }) {
  const testing = store.testing.value;
  return (
    <div class="panel guide-mark">
      <p role="status">{t(testing ? 'guideTesting' : 'guideTestKept')}</p>
      <button class="btn pri" disabled={testing || store.opened.run.busy.value} onClick={() => void store.testModel()}>
        <Icon name="clipboard" />
        <span>{t('guideTestNow')}</span>
      </button>
    </div>
  );
}

export function ConvertStep({ store }: { store: GuideStore }) {
  const file = store.file.value;
  if (!file) return <RunAgain store={store} />;
  return (
    <div class="panel guide-mark">
      <p class="row guide-file">
        <Icon name="package" size="l" />
        <b class="ell grow">{file.path.split('/').pop()}</b>
        <span class="num">{formatSize(file.bytes)}</span>
        <a class="btn" href={api.makeModelUrl(store.opened.id, file.path)} download="">
          <Icon name="download" />
          <span>{t('download')}</span>
        </a>
      </p>
      {file.parity && (
        <p class="row">
          <Icon
            name={file.parity.same === file.parity.pictures ? 'ok' : 'warning'}
            class={file.parity.same === file.parity.pictures ? 'ok-text' : 'warn-text'}
          />
          <span>{describeParity(file)}</span>
        </p>
      )}
      <p class="cap">{t('guideOnnx')}</p>
      {canBeSmaller(file) && (
        <div class="row guide-smaller">
          <p class="cap grow">{t('guideSmallerText')}</p>
          <button class="btn" onClick={() => showSmaller(store.opened, file.path)}>
            <Icon name="package" />
            <span>{t('guideSmaller')}</span>
          </button>
        </div>
      )}
    </div>
  );
}

export function UseStep({ store }: { store: GuideStore }) {
  const file = store.file.value;
  if (!file) return null;
  return (
    <InferencePanel
      opened={store.opened}
      path={file.path}
      note={store.kind.value.program.rows ? null : t('guideTakesOver')}
      onAnswer={() => (store.used.value = true)}
    />
  );
}
