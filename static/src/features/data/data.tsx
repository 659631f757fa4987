/**
 * The data sets of a project: their classes at the left, the wall of pictures, and at the right what is known of them.
 */

import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { LoadFailure, Loading } from '../../components/feedback/loading';
import { Icon } from '../../components/icon';
import { lazy } from '../../components/lazy';
import type { Dataset } from '../../lib/dataset_types';
import { readDataDetail } from '../../lib/labeling_route';
import { place } from '../../lib/route';
import { say, t } from '../../lib/texts';
import { useFirstView } from '../../state/first_view';
import type { ProjectStore } from '../../state/project_store';
import { handedOver } from '../import/handed_over';
import { readChosenFiles, upload, uploading } from '../import/upload';
import { GridView } from './browser/grid_view';
import { Toolbar } from './browser/toolbar';
import { ClassList } from './class_list';
import { findDataKind } from './data_kinds';
import { BinBar, SelectionBar } from './editing/action_bar';
import { EditKeys } from './editing/edit_keys';
import { EditStrip } from './editing/edit_strip';
import { NoDatasets } from './empty';
import { ImageMapView } from './map/image_map';
import { SidePanel } from './pane';
import { MotionList } from './samples/motion_list';
import { PointList } from './samples/point_list';
import { SentenceList } from './samples/sentence_list';
import { SoundList } from './samples/sound_list';
import './samples/texts';
import { type DatasetStore, getDatasetStore } from './store';
import { SuspectsView } from './suspects/suspects';
import '../project/texts';
import './texts';
import '../../lib/common_texts';

const CaptureView = lazy(() => import('./capture/capture').then((module) => module.CaptureView));
const LabelingView = lazy(() => import('./labeling/labeling').then((module) => module.LabelingView));

export function DatasetView({ opened }: { opened: ProjectStore }) {
  const store = getDatasetStore(opened);
  const detail = place.value.kind === 'project' ? place.value.detail : null;
  const asked = detail === null ? null : readDataDetail(detail);
  const kind = findDataKind(asked?.set ?? null);
  const wanted = kind ? null : (asked?.set ?? null);
  // Programs, imports and other windows write data sets too; the pickers' choices come anew whenever one has.
  useEffect(() => void store.load(wanted ?? undefined), [store, wanted, opened.choices.value]);
  const handed = handedOver.value;
  useEffect(() => {
    if (handed?.project !== opened.id) return;
    handedOver.value = null;
    void upload(opened, readChosenFiles(handed.files));
  }, [handed, opened]);
  const set = store.set.value;
  const known = store.sets.value !== null;
  if (kind && known && asked) return <kind.View key={asked.set} opened={opened} name={asked.set} />;
  // A project that has nothing else shows its first table.
  const [first] = known && !set && wanted === null ? store.others.value.filter((one) => !one.builtin) : [];
  const only = first && findDataKind(first.name);
  if (only) return <only.View key={first.name} opened={opened} name={first.name} />;
  if (set && asked?.labeling && set.name === wanted) return <LabelingView data={store} set={set} />;
  if (set) return <Content store={store} set={set} />;
  if (store.trouble.value)
    return (
      <div class="page">
        <LoadFailure trouble={store.trouble.value} onRetry={() => void store.load()} />
      </div>
    );
  // What is being brought in will be shown.
  return store.sets.value && !uploading.value ? <NoDatasets store={store} sets={store.sets.value} /> : <Loading />;
}

function Content({ store, set }: { store: DatasetStore; set: Dataset }) {
  const collecting = store.collecting.value;
  useFirstView(() => store.showFirst());
  const unreadable = set.problem !== null && !set.pictures;
  const other = set.samples !== 'picture';
  return (
    <div class={`data ${collecting ? 'collecting' : unreadable || other ? 'alone' : ''}`}>
      {!collecting && <ClassList store={store} set={set} />}
      <section
        class="data-main"
        aria-label={t(collecting ? 'collect' : other ? 'viewData' : 'pictures')}
        data-focus-next=".tile[tabindex='0']"
      >
        <h1 class="sr">{t('viewData')}</h1>
        {collecting ? (
          <CaptureView
            opened={store.opened}
            set={set}
            label={store.collected}
            onTaken={() => void store.reload()}
            onClose={() => (store.collecting.value = false)}
          />
        ) : store.asking.value ? (
          <>
            <SuspectsView store={store} set={set} />
            <EditStrip store={store} />
          </>
        ) : store.mapping.value && !unreadable ? (
          <>
            <ImageMapView key={set.name} store={store} set={set} />
            {store.edits.canEdit() && <EditStrip store={store} />}
            <EditKeys store={store} set={set} />
          </>
        ) : (
          <>
            {!other && <HeadBar store={store} set={set} />}
            {set.samples === 'sentence' ? (
              <SentenceList key={set.name} store={store} set={set} />
            ) : set.samples === 'motion' ? (
              <MotionList key={set.name} store={store} set={set} />
            ) : set.samples === 'sound' ? (
              <SoundList key={set.name} store={store} set={set} />
            ) : other ? (
              <PointList key={set.name} store={store} set={set} />
            ) : unreadable ? (
              <Unreadable text={say(set.problem!)} />
            ) : (
              <GridView key={set.name} store={store} set={set} />
            )}
            {!other && !unreadable && store.edits.canEdit() && <EditStrip store={store} />}
            {!other && <EditKeys store={store} set={set} />}
          </>
        )}
      </section>
      {!collecting && !unreadable && !other && <SidePanel store={store} set={set} />}
    </div>
  );
}

/** What is above the wall: how pictures come in; or what can be done with those that are selected. */
function HeadBar({ store, set }: { store: DatasetStore; set: Dataset }) {
  const bar = useRef<HTMLDivElement>(null);
  const height = useRef(0);
  const selecting = store.edits.selection.count.value > 0;
  const tools = !selecting && !store.filter.value.deleted;
  useLayoutEffect(() => {
    if (tools) height.current = bar.current?.offsetHeight ?? 0;
  });
  // As high as the tools in whose place it stands: the pictures below stay where they are.
  return (
    <div ref={bar} class="data-head" style={{ minHeight: tools ? undefined : `${height.current}px` }}>
      {selecting ? (
        <SelectionBar store={store} set={set} />
      ) : tools ? (
        <Toolbar store={store} set={set} />
      ) : (
        <BinBar store={store} />
      )}
    </div>
  );
}

function Unreadable({ text }: { text: string }) {
  return (
    <div class="empty wider">
      <Icon name="alert" size="l" />
      <b>{t('unreadable')}</b>
      <p>{text}</p>
    </div>
  );
}
