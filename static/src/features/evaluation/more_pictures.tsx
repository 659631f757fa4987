/** After a mistake: more pictures like the one that was taken for something else. */

import { Icon } from '../../components/icon';
import { loadPart } from '../../components/lazy';
import { goToView } from '../../lib/route';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { readTeachProgram } from '../teach/program';
import './texts';

/** Where pictures of a class are taken: a class of the project's own data set. Nothing for what came along. */
export function MoreLikeThis({ opened, path, label }: { opened: ProjectStore; path: string; label: string }) {
  const set = /^data\/([^/]+)\//.exec(path)?.[1];
  const found = opened.choices.value.dataset?.find((one) => one.value === `data/${set}`);
  if (!set || !found?.own || found.task !== 'classification' || opened.readOnly.value) return null;
  return (
    <button class="btn pri" onClick={() => void takeMore(opened, set, label)}>
      <Icon name="camera" />
      <span>{t('moreLikeThis')}</span>
    </button>
  );
}

async function takeMore(opened: ProjectStore, set: string, label: string): Promise<void> {
  if (readTeachProgram(opened.workspace)?.set === set) {
    const part = await loadPart(() => import('../teach/teach_store'));
    goToView(opened.id, 'teach');
    await part?.getTeachStore(opened).activate(label);
    return;
  }
  const part = await loadPart(() => import('../data/store'));
  const store = part?.getDatasetStore(opened);
  await store?.load(set);
  goToView(opened.id, 'data', set);
  store?.collect(label);
}
