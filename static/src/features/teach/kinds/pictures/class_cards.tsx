/** The classes: each with its name, its pictures and the ways to more of them. One is active and has the camera. */

import { signal } from '@preact/signals';
import { Icon } from '../../../../components/icon';
import * as api from '../../../../lib/api';
import { hasFolder, isZip } from '../../../../lib/files/dropped_files';
import { goToView } from '../../../../lib/route';
import { t } from '../../../../lib/texts';
import { getSettings } from '../../../../state/inference_settings';
import { describeDevice } from '../../../lan/device_name';
import type { ClassRow } from '../../api';
import { CameraStage, HoldButton } from '../../camera_stage';
import { CardHead, ClassColumn, ClassMenu, ClassName, LeftOut, Trouble } from '../../panels/class_card';
import { PictureTools } from '../../picture_tools';
import { countTraining } from '../../taught_store';
import { CameraVideo } from '../../video';
import type { NextStep } from './next_step';
import type { TeachStore } from './teach_store';
import '../../texts';
import '../../../../lib/common_texts';

/** Thumbnails in a row: of the active class, and of the others; fewer where the page is narrow. */
const SHOWN = { wide: 8, narrow: 5 };
const SHOWN_SMALL = { wide: 4, narrow: 2 };
const narrow = signal(false);
const narrowPage = matchMedia('(max-width: 1199px) and (min-width: 900px)');
const lookAtWidth = () => (narrow.value = narrowPage.matches);
narrowPage.addEventListener('change', lookAtWidth);
lookAtWidth();

interface CardsProps {
  store: TeachStore;
  classes: ClassRow[];
  next: NextStep;
}

export function ClassCards({ store, classes, next }: CardsProps) {
  return (
    <ClassColumn onAdd={() => void store.addClass()}>
      {classes.map((row, number) =>
        number === store.active.value ? (
          <ActiveCard key={row.name} store={store} row={row} filled={next === 'take'} last={classes.length < 3} />
        ) : (
          <SmallCard key={row.name} store={store} row={row} number={number} last={classes.length < 3} />
        ),
      )}
    </ClassColumn>
  );
}

interface CardProps {
  store: TeachStore;
  row: ClassRow;
  /** One of the two classes that must stay. */
  last: boolean;
}

function ActiveCard({ store, row, filled, last }: CardProps & { filled: boolean }) {
  // Once it answers, the camera is seen there.
  const resting = store.learned.value !== null && store.camera.stream.value !== null && store.source.value === 'camera';
  const tools = (
    <div class="teach-tools">
      {resting && (
        <div class={`teach-small-stage ${store.held.value ? 'taking' : ''}`}>
          <CameraVideo camera={store.camera} mirror={getSettings(store.opened.id).value.mirror} />
        </div>
      )}
      <HoldButton store={store} filled={filled} disabled={store.test.turn.value !== null} />
      {!resting && <p class="cap teach-hint">{t('teachHint')}</p>}
      <PictureTools onPictures={(pictures) => void store.addPictures(row.name, pictures)} />
    </div>
  );
  return (
    <article
      class={`panel teach-card active ${resting ? 'resting' : ''}`}
      aria-label={row.name}
      {...makeDropTarget(store, row)}
    >
      <CardHead {...describeClass(store, row, last)} />
      {resting ? (
        <Thumbnails store={store} row={row} room={SHOWN} />
      ) : (
        <div class="teach-capture">
          <CameraStage store={store} />
          {tools}
        </div>
      )}
      <Trouble text={store.trouble.value} />
      <LeftOut files={store.leftOut.value} />
      {resting ? tools : <Thumbnails store={store} row={row} room={SHOWN} />}
      <Contributors row={row} />
    </article>
  );
}

function SmallCard({ store, row, number, last }: CardProps & { number: number }) {
  const head = describeClass(store, row, last);
  return (
    <article class="panel teach-card small" aria-label={row.name} {...makeDropTarget(store, row)}>
      <div class="teach-small-name">
        <ClassName {...head} />
        <span class="cap num">{head.count}</span>
      </div>
      {row.newest.length ? (
        <Thumbnails store={store} row={row} room={SHOWN_SMALL} />
      ) : (
        <span class="cap teach-none">{t('teachNone')}</span>
      )}
      <button
        class="btn ghost ic"
        aria-label={t('teachTake', { name: row.name })}
        title={t('teachTake', { name: row.name })}
        onClick={() => {
          store.active.value = number;
          void store.camera.open();
        }}
      >
        <Icon name="camera" />
      </button>
      <ClassMenu {...head} />
    </article>
  );
}

/** Pictures that are dropped on a card are of its class; with a folder the page makes a data set of them. */
function makeDropTarget(store: TeachStore, { name }: ClassRow) {
  return {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
    },
    onDrop: (event: DragEvent) => {
      const { dataTransfer } = event;
      if (!dataTransfer?.files.length || hasFolder(dataTransfer) || [...dataTransfer.files].some(isZip)) return;
      event.preventDefault();
      event.stopPropagation();
      void store.addPictures(name, [...dataTransfer.files]);
    },
  };
}

/** The class's name, what is in it, and what can be done with it, for the head of its card. */
function describeClass(store: TeachStore, row: ClassRow, last: boolean) {
  return {
    name: row.name,
    count: t('pictureCount', { n: countTraining(row) }),
    filled: row.count > 0,
    last,
    emptying: 'teachEmpty' as const,
    onRename: (name: string) => void store.rename(row.name, name),
    onRemove: (what: 'empty' | 'remove') => void store.remove(row.name, what),
  };
}

/** How many pictures of a class each device has brought, where several collect. */
function Contributors({ row }: { row: ClassRow }) {
  const counts: Record<string, number> = {};
  for (const name of Object.values(row.contributors)) counts[name] = (counts[name] ?? 0) + 1;
  const said = Object.entries(counts).map(([name, n]) => t('teachBrought', { name: describeDevice(name), n }));
  return said.length > 0 && <p class="cap num">{said.join(' · ')}</p>;
}

type Room = { wide: number; narrow: number };

function Thumbnails({ store, row, room }: { store: TeachStore; row: ClassRow; room: Room }) {
  const most = narrow.value ? room.narrow : room.wide;
  const set = store.program.value?.set ?? '';
  const total = countTraining(row);
  const shown = row.newest.slice(0, total > most ? most : most + 1);
  return (
    <ul class="teach-shots">
      {shown.map((path, number) => (
        <li key={path}>
          <img
            src={api.makeThumbnailUrl(store.opened.id, `data/${set}/${path}`)}
            alt={t('teachPhoto', { name: row.name, n: String(total - number) })}
            title={row.contributors[path] && describeDevice(row.contributors[path])}
          />
        </li>
      ))}
      {total > shown.length && (
        <li>
          <button
            class="teach-rest num"
            aria-label={t('teachRest', { n: total - shown.length })}
            title={t('teachRest', { n: total - shown.length })}
            onClick={() => goToView(store.opened.id, 'data', set)}
          >
            +{total - shown.length}
          </button>
        </li>
      )}
    </ul>
  );
}
