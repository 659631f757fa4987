/** What one view offers to another without knowing it: registered here, where all views are known. */

import { loadPart } from '../../components/lazy';
import { goToProject, goToView } from '../../lib/route';
import { readGuideProgram } from '../guide/program';
import { registerUploadContext } from '../import/upload';
import { registerNextPlaces } from '../project/next_places';
import '../data/tables/registration';
import { readTeachProgram } from '../teach/kinds/pictures/program';

const loadDatasets = () => loadPart(() => import('../data/store'));

registerNextPlaces({
  takeMore: async (opened, set, label) => {
    if (readTeachProgram(opened.workspace)?.set === set) {
      const part = await loadPart(() => import('../teach/kinds/pictures/teach_store'));
      goToView(opened.id, 'teach');
      await part?.getTeachStore(opened).activate(label);
      return;
    }
    const store = (await loadDatasets())?.getDatasetStore(opened);
    await store?.load(set);
    goToView(opened.id, 'data', set);
    store?.collect(label);
  },
  goToTraining: (opened) => {
    const guided = opened.project.view === 'guide' && readGuideProgram(opened.workspace);
    if (guided) goToView(opened.id, 'guide', 'train');
    else if (readTeachProgram(opened.workspace)) goToView(opened.id, 'teach');
    else goToProject(opened.id);
  },
});

registerUploadContext({
  findTask: async (opened) => {
    const part = await loadPart(() => import('../guide/store'));
    return part?.getGuideStore(opened).program.value?.plan.task;
  },
  findShownSet: async (opened) => (await loadDatasets())?.getDatasetStore(opened).set.value ?? null,
  showSet: async (opened, name) => {
    const store = (await loadDatasets())?.getDatasetStore(opened);
    await (store?.name.peek() === name ? store.reload() : store?.load(name));
  },
});
