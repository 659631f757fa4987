/** Labeling: one picture after the other, large, with the classes at its right and the strip of all of them below. */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Dataset } from '../../../lib/dataset_types';
import { makeLabelingUrl, readDataDetail } from '../../../lib/labeling_route';
import { goToView, place, replaceUrl } from '../../../lib/route';
import { getTask } from '../../../lib/tasks';
import { type Key, t } from '../../../lib/texts';
import { isUndeclared } from '../../labels/labels';
import type { DatasetStore } from '../store';
import { Announcer } from './announcer';
import { Stage, type StageHands } from './canvas/stage';
import { ConflictDialog } from './conflict_dialog';
import { Filmstrip } from './filmstrip';
import { LabelingKeys } from './labeling_keys';
import { ClassPanel } from './panels/class_panel';
import { ProposalPanel } from './panels/proposal_panel';
import { SelectedPanel } from './panels/selected_panel';
import { TrainPanel } from './panels/train_panel';
import { getLabelingStore, type LabelingStore } from './state/labeling_store';
import type { Tool } from './state/tools';
import { NoPictures, TaskChooser } from './task_chooser';
import { LabelingToolbar } from './toolbar';
import './texts';
import '../../../lib/common_texts';

export function LabelingView({ data, set }: { data: DatasetStore; set: Dataset }) {
  const [round, again] = useState(0);
  // Once it is open it stays open, whatever is read anew meanwhile.
  const begun = useRef('');
  if (!set.coming) begun.current = set.name;
  if (!set.coming && !set.pictures) return <NoPictures data={data} set={set.name} />;
  if (begun.current !== set.name)
    return (
      <p class="loading" role="status">
        {t('viewWait')}
      </p>
    );
  if (isUndeclared(set)) return <TaskChooser data={data} set={set.name} onDone={() => again(round + 1)} />;
  return <Editor key={`${set.name} ${set.task}`} data={data} set={set} />;
}

function Editor({ data, set }: { data: DatasetStore; set: Dataset }) {
  const store = useMemo(() => getLabelingStore(data, set.name, set.task), [data, set.name, set.task]);
  const [hands, setHands] = useState<StageHands | null>(null);
  const [naming, setNaming] = useState(false);
  const now = place.value;
  useEffect(() => {
    const wanted = now.kind === 'project' && now.detail ? readDataDetail(now.detail).labeling : null;
    void store.enter(wanted?.path ?? null);
  }, [store, now]);
  const path = store.picture.value?.path;
  useEffect(() => {
    if (path) replaceUrl(makeLabelingUrl(data.opened.id, set.name, path));
  }, [path]);
  useEffect(() => {
    const leave = () => store.flush(true);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      void store.leave();
    };
  }, [store]);
  useEffect(() => {
    if (hands) hands.controller.onNoClass = () => setNaming(true);
  }, [hands]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys leave the focus where it is
    <section class="labeling" aria-label={t('labelTitle', { name: set.name })} onClick={giveKeysBack}>
      <div class="label-main">
        <LabelingToolbar store={store} hands={hands} onBack={() => goToView(data.opened.id, 'data', set.name)} />
        <div class="label-room">
          <Stage store={store} onHands={setHands} />
          {store.trouble.value ? (
            <p class="label-trouble" role="alert">
              {store.trouble.value}
            </p>
          ) : (
            <Hint store={store} hands={hands} />
          )}
        </div>
      </div>
      <aside class="label-side" aria-label={t('labelClasses')}>
        <ClassPanel store={store} naming={naming} onNaming={setNaming} onNamed={() => hands?.controller.resume()} />
        <ProposalPanel store={store} />
        <TrainPanel store={store} />
        <span class="grow" />
        <SelectedPanel store={store} hands={hands} />
      </aside>
      <Filmstrip store={store} />
      {hands && <LabelingKeys store={store} hands={hands} />}
      <Announcer store={store} />
      <ConflictDialog store={store} />
    </section>
  );
}

/** After a button was pressed by a pointer the keys mean the picture again: Enter is not that button once more. */
function giveKeysBack({ detail, target }: MouseEvent): void {
  const pressed = target instanceof Element && target.closest('button');
  if (!detail || !pressed || pressed.closest('dialog, [role="menu"]') || pressed.hasAttribute('aria-haspopup')) return;
  document.querySelector<HTMLElement>('.label-stage')?.focus({ preventScroll: true });
}

const HINTS: Record<Tool, Key> = {
  select: 'labelHintSelect',
  box: 'labelHintBox',
  outline: 'labelHintOutline',
  click: 'labelHintClick',
  brush: 'labelHintBrush',
};

/** How it goes, until it has gone once; and while keys pick ninths. */
function Hint({ store, hands }: { store: LabelingStore; hands: StageHands | null }) {
  const task = store.task.value;
  if (!task || !store.picture.value || hands?.controller.drawing.value) return null;
  if (hands?.controller.ninths.now.value) return <p class="label-hint">{t('labelHintNinths')}</p>;
  const empty = store.objects.value.length + store.labels.value.length + store.proposals.count.value === 0;
  if (!empty) return null;
  return <p class="label-hint">{t(getTask(task).labeling.hint ?? HINTS[store.tool.value])}</p>;
}
