/** The card in which own pictures are taken and boxed: classes, the camera or the picture, and all pictures below. */

import { useEffect, useState } from 'preact/hooks';
import { NameDialog } from '../../../../components/editable_name';
import { Icon } from '../../../../components/icon';
import { makeLabelingUrl } from '../../../../lib/labeling_route';
import { say, t } from '../../../../lib/texts';
import { Stage, type StageHands } from '../../../data/labeling/canvas/stage';
import { ConflictDialog } from '../../../data/labeling/conflict_dialog';
import { FilmstripPictures } from '../../../data/labeling/filmstrip';
import { LabelingKeys } from '../../../data/labeling/labeling_keys';
import { Swatch } from '../../../data/labeling/panels/swatch';
import { changeClass } from '../../../data/labeling/state/class_changes';
import { CameraStage, HoldButton } from '../../camera_stage';
import { PictureTools } from '../../picture_tools';
import type { BoxStore } from './box_store';
import '../../texts';
import '../../../data/labeling/texts';
import '../../../../lib/common_texts';

interface CardProps {
  store: BoxStore;
  /** What is the next step: its button is the filled one. */
  next: 'take' | 'box' | 'other';
}

export function BoxCard({ store, next }: CardProps) {
  const { labeling } = store;
  const [hands, setHands] = useState<StageHands | null>(null);
  const [naming, setNaming] = useState<string | null>(null);
  useEffect(() => {
    if (hands) hands.controller.onNoClass = () => setNaming('');
  }, [hands]);
  const picture = store.shows.value === 'picture';
  return (
    <article class="panel teach-card active box-card" aria-label={t('teachFindOwn')}>
      <ClassRow store={store} onNaming={setNaming} />
      <div class="box-stage">
        {picture ? <Stage store={labeling} onHands={setHands} /> : <CameraStage store={store} />}
        {picture && labeling.objects.value.length === 0 && (
          <p class="label-hint">{t('teachBoxHint', { name: labeling.label.value ?? '' })}</p>
        )}
        {store.held.value && store.taken.value > 0 && (
          <p class="label-hint" role="status">
            {t('teachTaken', { n: store.taken.value })}
          </p>
        )}
      </div>
      <Troubles store={store} />
      <div class="row box-tools">
        <HoldButton store={store} filled={next === 'take'} />
        <PictureTools plain onPictures={(files) => void store.addFiles(files)} />
        <span class="grow" />
        {labeling.picture.value && (
          <button
            class={`btn ${next === 'box' && picture ? 'pri' : ''} box-next`}
            onClick={() => void (picture ? labeling.next() : store.open(labeling.picture.value!.path))}
          >
            <span>{t('teachNext')}</span>
            <Icon name="chevronRight" />
          </button>
        )}
      </div>
      {labeling.list.total.value > 0 && (
        <div class="box-strip">
          <FilmstripPictures
            store={labeling}
            onOpen={(path) => void store.open(path)}
            now={picture ? labeling.index.value : -1}
          />
        </div>
      )}
      {labeling.list.total.value > 0 && (
        <a class="btn link" href={makeLabelingUrl(store.opened.id, store.set)}>
          {t('teachLarger')}
        </a>
      )}
      {hands && picture && <LabelingKeys store={labeling} hands={hands} boxesOnly />}
      <ConflictDialog store={labeling} />
      {naming !== null && <ClassName store={store} name={naming} onClose={() => setNaming(null)} />}
    </article>
  );
}

/** The classes with their keys; the one in hand is what is boxed next, and pressed once more it is renamed. */
function ClassRow({ store, onNaming }: { store: BoxStore; onNaming(name: string): void }) {
  const { labeling } = store;
  return (
    <div class="row box-classes" role="group" aria-label={t('labelClasses')}>
      {store.counts.value.map(({ name, count }, at) => {
        const chosen = labeling.label.value === name;
        return (
          <button
            key={name}
            class="btn box-class"
            aria-pressed={chosen}
            title={chosen ? t('teachRename') : name}
            onClick={() => (chosen ? onNaming(name) : labeling.chooseLabel(name))}
          >
            <kbd>{labeling.keys.value[at]}</kbd>
            <Swatch color={labeling.getColor(name)} />
            <span class="ell">{name}</span>
            <span class="num cap">{store.counted.value ? count : ''}</span>
            {chosen && <Icon name="pencil" size="s" class="mut" />}
          </button>
        );
      })}
      <button class="btn ghost ic" aria-label={t('teachMore')} title={t('teachMore')} onClick={() => onNaming('')}>
        <Icon name="plus" />
      </button>
      <span class="grow" />
      <button
        class="btn ghost ic"
        disabled={!labeling.canUndo.value}
        aria-label={t('undo')}
        title={`${t('undo')} · Ctrl+Z`}
        onClick={() => void labeling.undo()}
      >
        <Icon name="undo" />
      </button>
    </div>
  );
}

/** name: of the class that is renamed; '': a new one is added. */
function ClassName({ store, name, onClose }: { store: BoxStore; name: string; onClose(): void }) {
  const { labeling } = store;
  const take = async (to: string) => {
    await changeClass(labeling, name ? { rename: name, to } : { add: to });
    labeling.chooseLabel(to);
  };
  return (
    <NameDialog
      title={t(name ? 'teachRename' : 'teachMore')}
      label={t('teachName')}
      name={name}
      onName={(to) => void take(to)}
      onClose={onClose}
    />
  );
}

function Troubles({ store }: { store: BoxStore }) {
  const trouble = store.trouble.value ? say(store.trouble.value) : store.labeling.trouble.value;
  const refused = store.refused.value;
  if (!trouble && !refused.length) return null;
  return (
    <div class="teach-trouble" role="alert">
      {trouble && <p>{trouble}</p>}
      {refused.map(({ name, why }) => (
        <p key={name}>
          <b>{name}</b> {say(why)}
        </p>
      ))}
    </div>
  );
}
